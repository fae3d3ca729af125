"""What still stands in the way of a signature, in the words the page shows."""

import pytest

from app.domain.planning import Aspect, DraftIndicator, DraftResult, ResultKind, missing_for_submission
from app.domain.rating import Rating
from app.domain.review import missing_for_signature

FULL = DraftIndicator(frozenset({Aspect.QUANTITY}), "Jumlah ibu hamil yang diperiksa", "120 orang")


def _result(
    *indicators: DraftIndicator, kind: ResultKind = ResultKind.MAIN, text: str = "Ibu hamil sehat"
) -> DraftResult:
    return DraftResult("hasil-1", kind, text, indicators)


def _words(*results: DraftResult) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in missing_for_submission(results)]


def test_one_complete_main_result_is_enough() -> None:
    assert _words(_result(FULL)) == []


def test_an_empty_plan_lacks_a_main_result() -> None:
    assert _words() == [("results", "Tambahkan paling sedikit satu hasil kerja utama.")]


def test_additional_results_alone_are_not_enough() -> None:
    assert _words(_result(FULL, kind=ResultKind.ADDITIONAL)) == [
        ("results", "Tambahkan paling sedikit satu hasil kerja utama.")  # II.A.6.a, p.50
    ]


@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u00a0"])
def test_blanks_are_not_words(blank: str) -> None:
    hollow = DraftIndicator(frozenset({Aspect.TIME}), blank, blank)
    assert _words(_result(hollow, text=blank)) == [
        ("hasil-1", "Hasil kerja 1: tulis rencana hasil kerjanya."),
        ("hasil-1", "Hasil kerja 1, indikator 1: tulis indikatornya."),
        ("hasil-1", "Hasil kerja 1, indikator 1: tulis targetnya."),
    ]


def test_each_gap_is_named_by_result_and_indicator() -> None:
    second = DraftResult("hasil-2", ResultKind.ADDITIONAL, "Laporan", [FULL, DraftIndicator(frozenset(), "x", "")])
    third = DraftResult("hasil-3", ResultKind.MAIN, "Pelatihan", [])
    assert _words(_result(FULL), second, third) == [
        ("hasil-2", "Hasil kerja 2, indikator 2: pilih aspeknya."),
        ("hasil-2", "Hasil kerja 2, indikator 2: tulis targetnya."),
        ("hasil-3", "Hasil kerja 3: tambahkan paling sedikit satu indikator."),
    ]


def _unsigned(**given: object) -> list[str]:
    complete: dict[str, object] = {
        "achievement_known": True,
        "results": Rating.ABOVE,
        "behaviour": Rating.BELOW,
        "reason": "Target terlampaui.",
        "note": "Dampingi bidan baru.",
    }
    return [problem.field for problem in missing_for_signature(**{**complete, **given})]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, []),
        ({"achievement_known": False}, ["achievement"]),
        ({"results": None}, ["results_rating"]),
        ({"behaviour": None}, ["behaviour_rating"]),
        ({"reason": "  \n"}, ["reason"]),
        ({"note": ""}, ["note"]),
        (
            {"achievement_known": False, "results": None, "behaviour": None, "reason": "", "note": " "},
            ["achievement", "results_rating", "behaviour_rating", "reason", "note"],
        ),
    ],
)
def test_an_assessor_learns_what_is_missing_before_signing(given: dict[str, object], fields: list[str]) -> None:
    assert _unsigned(**given) == fields
