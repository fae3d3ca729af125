"""Which period of a year a page is about; 0 is the year as a whole."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, union

from app.cycles.queries import YearView
from app.db import db
from app.domain.errors import NotFoundError
from app.domain.periods import Span, WindowKind, periods_of
from app.domain.years import usual_period
from app.progress.models import LeaderFeedback, ProgressSheet, Realisation, SelfAssessment


@dataclass(frozen=True)
class PeriodChoice:
    """The period a page is about, and those it can be asked for: 0 is the year as a whole."""

    year: YearView
    number: int
    numbers: tuple[int, ...]

    def name_of(self, number: int) -> str:
        """A period as people call it."""
        return self.year.rhythm.name_of(number) if number else "Tahunan"

    @property
    def offered(self) -> tuple[tuple[int, str], ...]:
        """Every period with its name, for the links on top of a page."""
        return tuple((number, self.name_of(number)) for number in self.numbers)

    @property
    def name(self) -> str:
        """The period of the page."""
        return f"{self.name_of(self.number)} {self.year.year}" if self.number else f"Tahun {self.year.year}"


def choose_period(year: YearView, wanted: str | None, today: date, within: Span | None = None) -> PeriodChoice:
    """The period ``wanted`` by its number, or the usual one on ``today``; of a plan, those ``within`` its days.

    Raises:
        NotFoundError: the year has no such period, or it has not begun.
    """
    known = [
        period
        for period in periods_of(year.rhythm, year.starts_on)
        if period.span.opens_on <= today
        and (within is None or (period.span.closes_on >= within.opens_on and period.span.opens_on <= within.closes_on))
    ]
    numbers = (*(period.number for period in known), 0)
    if not wanted:
        return PeriodChoice(year, usual_period(known, _evaluated(year), today), numbers)
    if wanted not in {str(number) for number in numbers}:
        raise NotFoundError("Periode itu belum dimulai atau tidak ada.")
    return PeriodChoice(year, int(wanted), numbers)


def _evaluated(year: YearView) -> dict[int, Span]:
    return {window.number: window.span for window in year.windows if window.kind is not WindowKind.PLANNING}


def last_written(root_id: int) -> int | None:
    """The last period of the year in which something was reached on a plan; None when nothing was written yet."""
    return db.session.scalar(
        select(func.max(Realisation.period_number)).where(
            Realisation.plan_root_id == root_id, Realisation.period_number > 0, Realisation.text != ""
        )
    )


def written_periods(root_id: int) -> list[int]:
    """The periods in which anything was written on a plan, the year first; one statement."""
    tables = (ProgressSheet, Realisation, SelfAssessment, LeaderFeedback)
    found = union(*(select(table.period_number).where(table.plan_root_id == root_id) for table in tables))
    return sorted(db.session.scalars(found))
