"""Which year, and which period of it, a page is about; 0 is the year as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cycles.queries import NO_SUCH_PERIOD, WindowView, YearView
from app.domain.errors import NoSuchPeriodError
from app.domain.periods import Span, periods_of
from app.domain.years import UsualPeriod, whole_year, written_period


@dataclass(frozen=True)
class PeriodChoice:
    """The year and period a page is about, and what else it can be asked for.

    ``others`` are the years; none where the year is given by what the page shows.
    """

    year: YearView
    number: int
    numbers: tuple[int, ...]
    others: tuple[YearView, ...] = ()

    @property
    def offered(self) -> tuple[tuple[int, str], ...]:
        """Every period with its name, for the links on top of a page."""
        return tuple((number, self.name_of(number)) for number in self.numbers)

    def name_of(self, number: int) -> str:
        """A period of this year as people call it."""
        return self.year.rhythm.name_of(number)

    @property
    def name(self) -> str:
        """The period in a heading: 'Triwulan II 2026' or 'Tahun 2026'."""
        return self.year.rhythm.name_in(self.year.year, self.number)

    @property
    def words(self) -> str:
        """The same inside a sentence: 'Triwulan II 2026' or 'tahun 2026'."""
        return words_of(self.year, self.number)

    @property
    def window(self) -> WindowView:
        """When it is evaluated."""
        return self.year.evaluation_window(self.number)

    @property
    def of(self) -> tuple[int, int]:
        """Year and period as commands take them."""
        return (self.year.id, self.number)

    @property
    def args(self) -> dict[str, Any]:
        """The same in an address."""
        return {"tahun": self.year.year, "periode": self.number}


def words_of(year: YearView, number: int) -> str:
    """A period with its year inside a sentence: 'Triwulan II 2026' or 'tahun 2026'."""
    return year.rhythm.name_in(year.year, number) if number else f"tahun {year.year}"


def choose_period(
    year: YearView, wanted: str | None, today: date, usual: UsualPeriod = whole_year, others: tuple[YearView, ...] = ()
) -> PeriodChoice:
    """The period ``wanted`` by its number, or the ``usual`` one on ``today``.

    Raises:
        NoSuchPeriodError: the year has no such period.
    """
    periods = periods_of(year.rhythm, year.starts_on)
    numbers = (0, *(period.number for period in periods))
    number = _number_in(numbers, wanted) if wanted else usual(periods, year.evaluated, today)
    return PeriodChoice(year, number, numbers, others)


def choose_begun(
    year: YearView,
    wanted: str | None,
    today: date,
    within: Span | None = None,
    others: tuple[YearView, ...] = (),
) -> PeriodChoice:
    """The same among those that have begun, the year last; of a plan, those ``within`` its days.

    Raises:
        NoSuchPeriodError: the year has no such period, or it has not begun.
    """
    periods = [
        period
        for period in periods_of(year.rhythm, year.starts_on)
        if period.span.opens_on <= today
        and (within is None or (period.span.closes_on >= within.opens_on and period.span.opens_on <= within.closes_on))
    ]
    numbers = (*(period.number for period in periods), 0)
    number = _number_in(numbers, wanted) if wanted else written_period(periods, year.evaluated, today)
    return PeriodChoice(year, number, numbers, others)


def _number_in(numbers: Iterable[int], wanted: str) -> int:
    known = {str(number): number for number in numbers}
    if wanted not in known:
        raise NoSuchPeriodError(NO_SUCH_PERIOD)
    return known[wanted]
