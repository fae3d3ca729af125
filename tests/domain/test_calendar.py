"""Working days, counted by hand across holidays, weekends and the turn of the year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import WorkWeek, after, between, is_working

FIVE, SIX = WorkWeek.FIVE, WorkWeek.SIX
OFF = {date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)}  # Thursday, Friday, Friday
COUNTED = [
    (FIVE, date(2026, 12, 23), 1, date(2026, 12, 28)),  # over cuti bersama, Christmas and a weekend
    (SIX, date(2026, 12, 23), 1, date(2026, 12, 26)),  # the same office works on Saturday
    (FIVE, date(2026, 12, 26), 1, date(2026, 12, 28)),  # counted from a Saturday
    (FIVE, date(2026, 12, 21), 14, date(2027, 1, 13)),  # 22 23, 28-31, 4-8, 11-13
    (SIX, date(2026, 12, 21), 14, date(2027, 1, 9)),  # 22 23 26, 28-31, 2, 4-9
    (FIVE, date(2027, 1, 15), 7, date(2027, 1, 26)),
    (SIX, date(2027, 1, 15), 7, date(2027, 1, 23)),
    (FIVE, date(2027, 1, 31), 30, date(2027, 3, 12)),  # six whole weeks
    (SIX, date(2027, 1, 31), 30, date(2027, 3, 6)),  # five whole weeks
    (FIVE, date(2028, 2, 28), 1, date(2028, 2, 29)),  # the day a leap year has more
]


@pytest.mark.parametrize(("week", "start", "days", "expected"), COUNTED)
def test_a_deadline_ends_where_a_calendar_on_the_wall_says(
    week: WorkWeek, start: date, days: int, expected: date
) -> None:
    assert after(start, days, week, OFF) == expected
    assert between(start, expected, week, OFF) == days


@pytest.mark.parametrize(
    ("day", "five", "six"),
    [
        (date(2026, 12, 23), True, True),
        (date(2026, 12, 24), False, False),
        (date(2026, 12, 26), False, True),
        (date(2026, 12, 27), False, False),
        (date(2027, 1, 1), False, False),
    ],
)
def test_sundays_and_days_off_are_free_and_saturday_depends(day: date, *, five: bool, six: bool) -> None:
    assert (is_working(day, FIVE, OFF), is_working(day, SIX, OFF)) == (five, six)


def test_a_deadline_of_no_days_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 days"):
        after(date(2026, 1, 1), 0, FIVE, ())


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert between(date(2027, 1, 5), date(2027, 1, 5), SIX, ()) == 0
    assert between(date(2027, 1, 5), date(2026, 1, 5), SIX, ()) == 0


days = st.dates(date(2022, 2, 7), date(2060, 12, 31))
offs = st.frozensets(days, max_size=40)


@given(days, st.integers(1, 60), st.sampled_from(WorkWeek), offs)
def test_a_deadline_ends_on_a_working_day_with_exactly_its_days_before(
    start: date, count: int, week: WorkWeek, off: frozenset[date]
) -> None:
    end = after(start, count, week, off)
    assert is_working(end, week, off)
    assert between(start, end, week, off) == count
    assert between(start, end - timedelta(days=1), week, off) == count - 1


@given(days, st.integers(1, 60), offs)
def test_six_days_a_week_are_never_slower_than_five(start: date, count: int, off: frozenset[date]) -> None:
    assert after(start, count, SIX, off) <= after(start, count, FIVE, off)


@given(days, st.integers(1, 60), st.sampled_from(WorkWeek), offs, days)
def test_one_more_day_off_never_shortens_a_deadline(
    start: date, count: int, week: WorkWeek, off: frozenset[date], more: date
) -> None:
    assert after(start, count, week, off | {more}) >= after(start, count, week, off)
