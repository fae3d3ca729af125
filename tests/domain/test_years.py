"""Which year a page is about, day by day around the turn of the year."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.domain.periods import Rhythm, Span, WindowKind, periods_of, regular_span
from app.domain.years import (
    Step,
    begun,
    evaluated_period,
    is_late,
    is_worked_on,
    reported_period,
    usual,
    whole_year,
    written_period,
)


@dataclass(frozen=True)
class Y:
    """A year with its windows."""

    starts_on: date
    ends_on: date
    planning: Span
    evaluation: Span


def regular(year: int) -> Y:
    """A year on the days of the regulation."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    planning = Span(date(year - 1, 12, 1), date(year, 1, 31))
    return Y(first, last, planning, Span(date(year, 12, 20), date(year + 1, 1, 31)))


BOTH = (regular(2026), regular(2027))
TABLE = """
day         planning  progress  review
2025-11-30  -         -         -
2025-12-01  2026      2026      2026
2026-06-15  2026      2026      2026
2026-11-30  2026      2026      2026
2026-12-01  2027      2026      2026
2026-12-31  2027      2026      2026
2027-01-01  2027      2026      2026
2027-01-15  2027      2026      2026
2027-01-31  2027      2026      2026
2027-02-01  2027      2027      2027
2028-03-01  2027      2027      2027
"""
CELLS = [
    (date.fromisoformat(line.split()[0]), step, cell)
    for line in TABLE.splitlines()[2:]
    for step, cell in zip(Step, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("day", "step", "expected"), CELLS)
def test_planning_looks_ahead_and_evaluation_looks_back(day: date, step: Step, expected: str) -> None:
    found = usual(step, BOTH, day)
    assert (str(found.starts_on.year) if found else "-") == expected


def test_as_long_as_nobody_opened_the_next_year_every_page_stays_at_the_last_one() -> None:
    for step in Step:
        assert usual(step, BOTH[:1], date(2027, 1, 1)) == BOTH[0]
        assert usual(step, (), date(2027, 1, 1)) is None


def test_a_planning_window_opened_again_for_an_old_year_does_not_hide_the_present_one() -> None:
    old = Y(date(2025, 1, 1), date(2025, 12, 31), Span(date(2024, 12, 1), date(2026, 6, 30)), BOTH[0].evaluation)
    assert usual(Step.PLANNING, (old, BOTH[0]), date(2026, 5, 1)) == BOTH[0]


def test_years_come_in_order_and_only_once_they_can_be_planned() -> None:
    assert begun(BOTH[::-1], date(2026, 12, 1)) == BOTH
    assert begun(BOTH, date(2026, 11, 30)) == BOTH[:1]


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-11-30", False), ("2025-12-01", True), ("2027-01-31", True), ("2027-02-01", False)]
)
def test_a_year_is_worked_on_from_planning_to_evaluation(day: str, *, expected: bool) -> None:
    assert is_worked_on(BOTH[0], date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("since", "day", "expected"),
    [
        (date(2020, 1, 1), date(2026, 1, 31), False),
        (date(2020, 1, 1), date(2026, 2, 1), True),
        (date(2026, 1, 31), date(2026, 2, 1), True),
        (date(2026, 2, 1), date(2026, 8, 1), False),  # came to the post later: no number of days (II.C.6, p.65)
    ],
)
def test_a_plan_is_late_only_for_whoever_was_there_in_january(since: date, day: date, *, expected: bool) -> None:
    assert is_late(date(2026, 1, 31), since, day) is expected


def windows(rhythm: Rhythm) -> dict[int, Span]:
    """When each period and the year are evaluated, by the regulation and its example."""
    periodic = {
        period.number: regular_span(WindowKind.PERIODIC_EVALUATION, period.span.closes_on)
        for period in periods_of(rhythm, date(2026, 1, 1))
    }
    return {**periodic, 0: regular_span(WindowKind.ANNUAL_EVALUATION, date(2026, 12, 31))}


@pytest.mark.parametrize(
    ("rhythm", "day", "expected"),
    [
        (Rhythm.QUARTERLY, "2026-02-10", 1),  # going on
        (Rhythm.QUARTERLY, "2026-03-25", 1),
        (Rhythm.QUARTERLY, "2026-04-10", 1),  # over, and evaluated now
        (Rhythm.QUARTERLY, "2026-04-16", 2),
        (Rhythm.QUARTERLY, "2026-12-19", 4),
        (Rhythm.QUARTERLY, "2026-12-20", 0),  # the year is evaluated, and so is the last quarter
        (Rhythm.QUARTERLY, "2027-01-31", 0),
        (Rhythm.QUARTERLY, "2027-06-01", 0),  # long over
        (Rhythm.MONTHLY, "2026-01-05", 1),
        (Rhythm.MONTHLY, "2026-02-15", 1),
        (Rhythm.MONTHLY, "2026-02-16", 2),
        (Rhythm.MONTHLY, "2026-02-20", 2),
    ],
)
def test_realisation_is_written_on_what_is_to_be_finished_next(rhythm: Rhythm, day: str, expected: int) -> None:
    periods = periods_of(rhythm, date(2026, 1, 1))
    assert written_period(periods, windows(rhythm), date.fromisoformat(day)) == expected


def test_a_plan_that_began_late_has_no_earlier_period() -> None:
    later = periods_of(Rhythm.QUARTERLY, date(2026, 1, 1))[2:]
    assert written_period(later, windows(Rhythm.QUARTERLY), date(2026, 4, 10)) == 0


@pytest.mark.parametrize(
    ("day", "rated", "reported"),
    [
        ("2026-01-05", 0, 1),  # nothing is evaluated yet: the first that will be reported
        ("2026-03-25", 1, 1),
        ("2026-04-16", 0, 1),  # between two: the last that was evaluated
        ("2026-06-25", 2, 2),
        ("2026-12-19", 0, 3),
        ("2026-12-20", 0, 0),  # the last quarter opens on the same day: the year counts
        ("2027-06-01", 0, 0),
    ],
)
def test_what_is_evaluated_now_is_rated_and_what_opened_last_is_reported(day: str, rated: int, reported: int) -> None:
    periods, evaluated = periods_of(Rhythm.QUARTERLY, date(2026, 1, 1)), windows(Rhythm.QUARTERLY)
    assert evaluated_period(periods, evaluated, date.fromisoformat(day)) == rated
    assert reported_period(periods, evaluated, date.fromisoformat(day)) == reported


def test_a_page_without_a_period_of_its_own_shows_the_year() -> None:
    assert whole_year(periods_of(Rhythm.QUARTERLY, date(2026, 1, 1)), windows(Rhythm.QUARTERLY), date(2026, 4, 10)) == 0


def test_a_period_is_named_with_its_year() -> None:
    assert Rhythm.QUARTERLY.name_in(2026, 2) == "Triwulan II 2026"
    assert Rhythm.MONTHLY.name_in(2026, 3) == "Bulan Maret 2026"
    assert [Rhythm.MONTHLY.name_in(2026, 0), Rhythm.MONTHLY.name_of(0)] == ["Tahun 2026", "Tahunan"]
