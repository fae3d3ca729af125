"""On which days a step of the year may be done, above all around the turn of the year."""

from datetime import date

import pytest

from app.domain.periods import Span, WindowKind, regular_span


@pytest.mark.parametrize(
    ("kind", "day", "opened"),
    [
        (WindowKind.PLANNING, date(2025, 11, 30), False),
        (WindowKind.PLANNING, date(2025, 12, 1), True),
        (WindowKind.PLANNING, date(2025, 12, 31), True),
        (WindowKind.PLANNING, date(2026, 1, 1), True),
        (WindowKind.PLANNING, date(2026, 1, 31), True),  # until the end of January: II.C.4, p.65
        (WindowKind.PLANNING, date(2026, 2, 1), False),
        (WindowKind.PLANNING, date(2027, 1, 15), False),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 1, 15), False),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 12, 19), False),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 12, 20), True),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 12, 31), True),
        (WindowKind.ANNUAL_EVALUATION, date(2027, 1, 1), True),
        (WindowKind.ANNUAL_EVALUATION, date(2027, 1, 31), True),  # end of January of the next year: IV.A.8.b, p.90
        (WindowKind.ANNUAL_EVALUATION, date(2027, 2, 1), False),
    ],
)
def test_the_windows_of_2026_open_and_close_to_the_day(kind: WindowKind, day: date, opened: bool) -> None:
    last = date(2026, 1, 31) if kind is WindowKind.PLANNING else date(2026, 12, 31)
    assert regular_span(kind, last).contains(day) is opened


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027, 2028, 2100])
def test_in_january_last_year_is_evaluated_while_this_year_is_planned(year: int) -> None:
    planning, evaluation = regular_span(WindowKind.PLANNING, date(year, 1, 31)), regular_span(WindowKind.ANNUAL_EVALUATION, date(year - 1, 12, 31))
    for day in (date(year, 1, 1), date(year, 1, 31)):
        assert planning.contains(day)
        assert evaluation.contains(day)


def test_a_span_of_one_day_holds_that_day_alone() -> None:
    day = Span(date(2028, 2, 29), date(2028, 2, 29))
    assert day.contains(date(2028, 2, 29))
    assert not day.contains(date(2028, 2, 28))
    assert not day.contains(date(2028, 3, 1))
