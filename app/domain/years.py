"""Which performance year a page is about: around the turn of the year two of them are worked on at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.domain.periods import Period, Span


class Step(StrEnum):
    """The pages that show one year at a time."""

    PLANNING = "planning"
    PROGRESS = "progress"
    REVIEW = "review"


class Year(Protocol):
    """What is looked at in a year."""

    @property
    def starts_on(self) -> date:
        """Its first day."""

    @property
    def ends_on(self) -> date:
        """Its last day."""

    @property
    def planning(self) -> Span:
        """When it is planned."""

    @property
    def evaluation(self) -> Span:
        """When it is evaluated as a whole."""


Y = TypeVar("Y", bound=Year)


def begun(years: Sequence[Y], day: date) -> tuple[Y, ...]:
    """The years somebody can work on by ``day``, or could once: planning begins before the year. Earliest first."""
    reached = (year for year in years if min(year.starts_on, year.planning.opens_on) <= day)
    return tuple(sorted(reached, key=lambda year: year.starts_on))


def usual(step: Step, years: Sequence[Y], day: date) -> Y | None:
    """The year a page shows unless another is asked for; None before the first one begins.

    Planning looks ahead: from December on at the next year. Realisation and evaluation look back: in January at the
    year that has ended, as long as it is evaluated (IV.A.8.b, p.90).
    """
    reached = begun(years, day)
    running = [year for year in reached if year.starts_on <= day <= year.ends_on]
    if step is Step.PLANNING:
        first = [year for year in reached if year.planning.contains(day) and year.ends_on >= day]
    else:
        first = [year for year in reached if year.ends_on < day and year.evaluation.contains(day)]
    return next((found[-1] for found in (first, running, reached) if found), None)


def is_worked_on(year: Year, day: date) -> bool:
    """Whether there can be anything to do for the year: from the first day of planning to the last of evaluation."""
    return min(year.starts_on, year.planning.opens_on) <= day <= max(year.ends_on, year.evaluation.closes_on)


def is_late(closes_on: date, in_post_since: date, day: date) -> bool:
    """Whether a plan that is not set by ``day`` is late.

    The end of January binds the first planning of a year (II.C.4, p.65); whoever came to the post later makes a plan
    then, without a number of days (II.C.6, p.65). A late plan is flagged and never refused: the duty to have one stays.
    """
    return day > closes_on and in_post_since <= closes_on


UsualPeriod = Callable[[Sequence[Period], Mapping[int, Span], date], int]
"""The period a page shows unless another is asked for, of those there are and the days on which each is evaluated."""


def whole_year(_periods: Sequence[Period], _evaluated: Mapping[int, Span], _day: date) -> int:
    """The year as a whole, on whatever day."""
    return 0


def evaluated_period(periods: Sequence[Period], evaluated: Mapping[int, Span], day: date) -> int:
    """The period that is evaluated on ``day``, the year before any other; the year when none is."""
    if 0 in evaluated and evaluated[0].contains(day):
        return 0
    open_now = (one.number for one in periods if one.number in evaluated and evaluated[one.number].contains(day))
    return next(open_now, 0)


def reported_period(_periods: Sequence[Period], evaluated: Mapping[int, Span], day: date) -> int:
    """The period whose evaluation opened last by ``day``, the year before a period that opened with it.

    That is reported on; before any opened, the first that will.
    """
    opened = [number for number, span in evaluated.items() if span.opens_on <= day]
    if not opened:
        return min(evaluated, key=lambda number: evaluated[number].opens_on)
    return max(opened, key=lambda number: (evaluated[number].opens_on, number == 0))


def written_period(periods: Sequence[Period], evaluated: Mapping[int, Span], day: date) -> int:
    """The period realisation is written on by ``day`` unless another is asked for; 0 is the year as a whole.

    ``evaluated`` says when each is evaluated, by number. The year comes first while it is evaluated: the annual rating
    counts (IV.A.8.b, p.90). Then a period that is evaluated now, because it is the next to be finished; then the one
    that is going on.
    """
    if 0 in evaluated and evaluated[0].contains(day):
        return 0
    open_now = [
        period.number for period in periods if period.number in evaluated and evaluated[period.number].contains(day)
    ]
    going_on = [period.number for period in periods if period.span.contains(day)]
    return next((found[-1] for found in (open_now, going_on) if found), 0)
