"""Working days (hari kerja): which days count, and how the deadlines of the regulation are counted in them."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import IntEnum

DAY = timedelta(days=1)


class WorkWeek(IntEnum):
    """Days an office works in a week, from Monday on; schools and puskesmas often work six."""

    FIVE = 5
    SIX = 6

    @property
    def label(self) -> str:
        """The words users see."""
        return {WorkWeek.FIVE: "Lima hari (Senin–Jumat)", WorkWeek.SIX: "Enam hari (Senin–Sabtu)"}[self]


def is_working(day: date, week: WorkWeek, off: Collection[date]) -> bool:
    """Whether an office with this week works on ``day``; ``off`` are holidays and cuti bersama."""
    return day.weekday() < week and day not in off


def after(start: date, days: int, week: WorkWeek, off: Collection[date]) -> date:
    """The last day of a deadline of so many working days: ``start``, the day of receipt say, is not counted.

    Raises:
        ValueError: a deadline has at least one day.
    """
    if days < 1:
        raise ValueError(f"a deadline of {days} days")
    day = start
    while days:
        day += DAY
        days -= is_working(day, week, off)
    return day


def between(start: date, end: date, week: WorkWeek, off: Collection[date]) -> int:
    """Working days after ``start`` up to and with ``end``; none when ``end`` is not later."""
    length = max(0, (end - start).days)
    return sum(is_working(start + number * DAY, week, off) for number in range(1, length + 1))
