"""When a rating departs from the record, who evaluates after a move, and what a relation asks for."""

from dataclasses import replace

import pytest

from app.domain.planning import ResultKind
from app.domain.policy import Standing
from app.domain.progress import Attainment
from app.domain.rating import Rating
from app.domain.review import Relationship
from app.domain.weighing import FULLER, Departure, Fact, OnRecord, departs, is_full, lacking, stays_with

EXCEEDED, MET, PARTLY, NOT_MET = Attainment.EXCEEDED, Attainment.MET, Attainment.PARTLY, Attainment.NOT_MET
ABOVE, EXPECTED, BELOW = Rating.ABOVE, Rating.AS_EXPECTED, Rating.BELOW
WHOLE = OnRecord(3, 3, 3, has_evidence=True, has_feedback=True)


def main(*attained: Attainment | None, mark: Rating | None = None) -> Fact:
    return Fact(ResultKind.MAIN, mark, attained)


def additional(*attained: Attainment | None, mark: Rating | None = None) -> Fact:
    return Fact(ResultKind.ADDITIONAL, mark, attained)


@pytest.mark.parametrize(
    ("fact", "level"),
    [
        (main(), None),
        (main(None), None),
        (main(MET, None), None),  # half the record says nothing yet
        (main(MET), EXPECTED),
        (main(EXCEEDED), ABOVE),
        (main(EXCEEDED, MET), EXPECTED),
        (main(EXCEEDED, PARTLY), BELOW),
        (main(NOT_MET), BELOW),
        (main(NOT_MET, mark=ABOVE), ABOVE),  # the assessor knows more than the record
        (main(None, mark=BELOW), BELOW),
    ],
)
def test_the_mark_counts_before_the_record_and_the_weakest_indicator_decides(fact: Fact, level: Rating | None) -> None:
    assert fact.level is level


@pytest.mark.parametrize(
    ("results", "facts", "departure"),
    [
        (None, [main(NOT_MET)], None),
        (BELOW, [main(MET), main(EXCEEDED), additional(NOT_MET)], Departure.MET_BUT_BELOW),
        (BELOW, [main(MET), main(PARTLY)], None),
        (BELOW, [main(MET), main(None)], None),
        (BELOW, [additional(MET)], None),  # without a main result nothing of the example applies
        (ABOVE, [main(EXCEEDED), main(PARTLY)], Departure.MAIN_SHORT_BUT_ABOVE),
        (ABOVE, [main(EXCEEDED), additional(NOT_MET)], None),
        (ABOVE, [main(None)], None),
        (EXPECTED, [main(NOT_MET), main(PARTLY), additional(MET)], Departure.MOST_SHORT_BUT_EXPECTED),
        (EXPECTED, [main(NOT_MET), main(MET)], None),  # half is not most
        (EXPECTED, [main(NOT_MET), main(None), main(None)], None),
        (BELOW, [main(NOT_MET, mark=EXPECTED)], Departure.MET_BUT_BELOW),
        (EXPECTED, [], None),
    ],
)
def test_a_rating_departs_by_the_examples_of_the_regulation(
    results: Rating | None, facts: list[Fact], departure: Departure | None
) -> None:
    assert departs(results, facts) is departure


def test_a_reason_is_full_by_what_it_says_not_by_its_spaces() -> None:
    assert is_full("a" * FULLER)
    assert not is_full("a" * (FULLER - 1))
    assert not is_full("a" + " " * FULLER + "b")


def test_what_departs_is_told_until_the_reason_says_enough() -> None:
    facts = [main(MET)]
    assert str(FULLER) in lacking((BELOW, EXPECTED), facts, WHOLE, "Singkat.")
    assert lacking((BELOW, EXPECTED), facts, WHOLE, "Panjang " * 30) == ""
    assert lacking((EXPECTED, ABOVE), facts, WHOLE, "") == ""


@pytest.mark.parametrize(
    ("ratings", "asks"),
    [
        ((EXPECTED, EXPECTED), False),
        ((ABOVE, EXPECTED), True),
        ((EXPECTED, BELOW), True),
        ((None, None), False),
    ],
)
def test_with_nothing_on_record_the_reason_alone_carries_a_rating(
    ratings: tuple[Rating | None, Rating | None], *, asks: bool
) -> None:
    empty = OnRecord(3, 0, 0, has_evidence=False, has_feedback=False)
    words = lacking(ratings, [main(None)], empty, "Singkat.")
    assert (Departure.NOTHING_ON_RECORD.words in words) is asks
    assert lacking(ratings, [main(None)], empty, "Panjang " * 30) == ""
    for some in ({"written": 1}, {"has_evidence": True}, {"has_feedback": True}):
        assert lacking(ratings, [main(None)], replace(empty, **some), "Singkat.") == ""


@pytest.mark.parametrize(
    ("on_record", "words"),
    [
        (WHOLE, ""),
        (
            OnRecord(3, 0, 0, has_evidence=False, has_feedback=False),
            (
                "0 dari 3 indikator berisi realisasi; tanpa bukti dan umpan balik. "
                "Belum dibandingkan dengan target: 3 indikator."
            ),
        ),
        (OnRecord(3, 3, 2, has_evidence=True, has_feedback=True), "Belum dibandingkan dengan target: 1 indikator."),
        (OnRecord(3, 2, 3, has_evidence=True, has_feedback=True), "2 dari 3 indikator berisi realisasi."),
        (
            OnRecord(3, 3, 3, has_evidence=True, has_feedback=False),
            "3 dari 3 indikator berisi realisasi; tanpa umpan balik.",
        ),
    ],
)
def test_what_is_not_on_record_is_told_and_nothing_else(on_record: OnRecord, words: str) -> None:
    assert on_record.gaps == words


def standing(assessor: int | None, unit: int = 5) -> Standing:
    return Standing(1, assessor, 9, (2, unit))


@pytest.mark.parametrize(
    ("then", "now", "stays"),
    [
        (standing(7), standing(8), True),  # the assessor moved within the window (IV.A.14.b)
        (standing(7), standing(7), False),
        (standing(7), standing(8, unit=6), False),  # the employee moved (IV.A.13.a)
        (standing(None), standing(8), False),
        (standing(7), standing(None), True),
    ],
)
def test_who_was_there_when_the_window_opened_evaluates_unless_the_employee_moved(
    then: Standing, now: Standing, *, stays: bool
) -> None:
    assert stays_with(then, now) is stays


@pytest.mark.parametrize(
    ("relation", "fields"),
    [
        (Relationship(None, "", is_looked_at=False), ["is_close"]),
        (Relationship(is_close=False, words="", is_looked_at=False), []),
        (Relationship(is_close=True, words=" ", is_looked_at=False), ["relation"]),
        (Relationship(is_close=True, words="Ipar", is_looked_at=False), ["look"]),
        (Relationship(is_close=True, words="Ipar", is_looked_at=True), []),
    ],
)
def test_a_close_relation_is_declared_named_and_read_above(relation: Relationship, fields: list[str]) -> None:
    assert [problem.field for problem in relation.problems] == fields
