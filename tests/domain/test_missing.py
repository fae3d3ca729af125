"""What still stands in the way of a signature, in the words the page shows."""

import pytest

from app.domain.completeness import DraftIndicator, DraftResult, kind_of, missing_for_submission
from app.domain.planning import Aspect, Perspective, PlanForm, ResultKind
from app.domain.rating import Rating
from app.domain.review import missing_for_signature
from app.domain.special import SpecialKind

FULL = DraftIndicator(frozenset({Aspect.QUANTITY}), "Jumlah ibu hamil yang diperiksa", "120 orang")


def _result(
    *indicators: DraftIndicator, kind: ResultKind = ResultKind.MAIN, text: str = "Ibu hamil sehat"
) -> DraftResult:
    return DraftResult("hasil-1", kind, text, indicators)


def _words(*results: DraftResult, form: PlanForm = PlanForm.A17) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in missing_for_submission(form, results)]


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


def _leaders(*perspectives: Perspective | None, target: str = "90") -> DraftResult:
    return _result(*(DraftIndicator(frozenset(), "Indeks layanan", target, each) for each in perspectives))


def test_a_narrative_needs_neither_aspect_nor_target() -> None:
    told = DraftIndicator(frozenset(), "Komplain menurun dari tahun sebelumnya", "")
    assert _words(_result(told), form=PlanForm.A16) == []
    assert len(_words(_result(told), form=PlanForm.A17)) == 2


@pytest.mark.parametrize("form", [PlanForm.A11, PlanForm.A12])
def test_a_leader_covers_all_four_perspectives(form: PlanForm) -> None:
    assert _words(_leaders(*Perspective), form=form) == []
    assert _words(_leaders(Perspective.RECEIVER, None), form=form) == [
        ("hasil-1", "Hasil kerja 1, indikator 2: pilih perspektifnya.")
    ]
    (absent,) = _words(_leaders(Perspective.RECEIVER, Perspective.PROCESS), form=form)
    assert "Penguatan Internal, Anggaran." in absent[1]  # p.29
    (budget,) = _words(_leaders(*(p for p in Perspective if p is not Perspective.BUDGET)), form=form)
    assert "perspektif Anggaran." in budget[1]


def test_only_the_leaders_quantitative_form_needs_a_target() -> None:
    assert _words(_leaders(*Perspective, target=""), form=PlanForm.A11) == []
    assert len(_words(_leaders(*Perspective, target=""), form=PlanForm.A12)) == 4


@pytest.mark.parametrize("duty", [None, *SpecialKind])
def test_acting_posts_are_utama_whatever_was_chosen(duty: SpecialKind | None) -> None:
    forced = duty in {SpecialKind.ACTING, SpecialKind.DAILY_ACTING, SpecialKind.STRUCTURAL}  # II.A.6.d, p.50
    assert kind_of(ResultKind.ADDITIONAL, duty) is (ResultKind.MAIN if forced else ResultKind.ADDITIONAL)
    assert kind_of(ResultKind.MAIN, duty) is ResultKind.MAIN


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
