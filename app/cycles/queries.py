"""Reads of years, periods, windows and days off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from app.cycles.models import DayOff, EvaluationPeriod, PerformanceYear, Window, WindowExtension
from app.cycles.national import ESTIMATE
from app.db import Base, db
from app.domain.calendar import WorkWeek, after
from app.domain.errors import NoSuchPeriodError, NotFoundError
from app.domain.periods import Rhythm, Span, WindowKind
from app.domain.years import Step, begun, usual
from app.people.models import Person

T = TypeVar("T")
NO_SUCH_PERIOD = "Periode itu tidak ada pada tahun ini, atau belum dimulai."


@dataclass(frozen=True)
class WindowView:
    """A window as it counts today, with the reason when it was extended."""

    id: int
    kind: WindowKind
    number: int
    span: Span
    version: int
    extended_because: str | None


@dataclass(frozen=True)
class YearView:
    """A performance year with its windows."""

    id: int
    year: int
    starts_on: date
    ends_on: date
    rhythm: Rhythm
    windows: tuple[WindowView, ...]

    @property
    def planning(self) -> Span:
        """When it is planned."""
        return self.window(WindowKind.PLANNING).span

    @property
    def evaluation(self) -> Span:
        """When it is evaluated as a whole."""
        return self.window(WindowKind.ANNUAL_EVALUATION).span

    def window(self, kind: WindowKind) -> WindowView:
        """The window of a step of the whole year; every year has both."""
        return next(window for window in self.windows if window.kind is kind)

    def evaluation_window(self, period: int) -> WindowView:
        """When a period is evaluated; 0 is the year as a whole.

        Raises:
            NoSuchPeriodError: the year has no such period.
        """
        kind = WindowKind.PERIODIC_EVALUATION if period else WindowKind.ANNUAL_EVALUATION
        for window in self.windows:
            if window.kind is kind and window.number == period:
                return window
        raise NoSuchPeriodError(NO_SUCH_PERIOD)

    @property
    def evaluated(self) -> dict[int, Span]:
        """When each period is evaluated, by its number, as they open; 0 is the year as a whole."""
        return {window.number: window.span for window in self.windows if window.kind is not WindowKind.PLANNING}

    def name_of(self, window: WindowView) -> str:
        """A window in words: its step, and its period when it has one."""
        return f"{window.kind.label}: {self.rhythm.name_of(window.number)}" if window.number else window.kind.label


def years() -> tuple[YearView, ...]:
    """Every year, earliest first; one statement."""
    rows = db.session.execute(_YEARS).all()
    return tuple(_year(tuple(lines)) for _, lines in groupby(rows, key=lambda row: row.id))


_last = aliased(WindowExtension)
_YEARS = (
    select(
        PerformanceYear.id,
        PerformanceYear.year,
        PerformanceYear.starts_on,
        PerformanceYear.ends_on,
        PerformanceYear.rhythm,
        Window.id.label("window_id"),
        Window.kind,
        Window.period_number,
        Window.version,
        func.coalesce(_last.opens_on, Window.opens_on).label("opens_on"),
        func.coalesce(_last.closes_on, Window.closes_on).label("closes_on"),
        _last.reason,
    )
    .join(Window, Window.year_id == PerformanceYear.id)
    .outerjoin(
        _last,
        and_(
            _last.window_id == Window.id,
            _last.id
            == select(func.max(WindowExtension.id)).where(WindowExtension.window_id == Window.id).scalar_subquery(),
        ),
    )
    .order_by(PerformanceYear.starts_on, Window.opens_on, Window.id)
)


def _year(lines: Sequence[Any]) -> YearView:
    first = lines[0]
    windows = tuple(
        WindowView(r.window_id, r.kind, r.period_number, Span(r.opens_on, r.closes_on), r.version, r.reason)
        for r in lines
    )
    return YearView(first.id, first.year, first.starts_on, first.ends_on, first.rhythm, windows)


def year(year_id: int) -> YearView:
    """A performance year by its id.

    Raises:
        NotFoundError: there is none.
    """
    return _found(view for view in years() if view.id == year_id)


def year_of(number: int) -> YearView:
    """A performance year by its number, such as 2027.

    Raises:
        NotFoundError: it was not opened.
    """
    return _found(view for view in years() if view.year == number)


def first_year() -> YearView:
    """The year this office began with; the only one that may begin with another month than January.

    Raises:
        NotFoundError: no year was opened.
    """
    return _found(iter(years()))


def window_in(window_id: int) -> tuple[YearView, WindowView]:
    """A window with its year.

    Raises:
        NotFoundError: there is none.
    """
    return _found((view, window) for view in years() for window in view.windows if window.id == window_id)


def _found(rows: Iterator[T]) -> T:
    row = next(rows, None)
    if row is None:
        raise NotFoundError("Tahun kinerja belum dibuka.")
    return row


@dataclass(frozen=True)
class Choice:
    """The year a page is about, and the others it can be asked for."""

    year: YearView
    others: tuple[YearView, ...]


def choose(step: Step, day: date, wanted: str | None) -> Choice:
    """The year ``wanted`` by its number, or the usual one of a page on ``day``.

    Raises:
        NoSuchPeriodError: no year began by that day, or not the one wanted.
    """
    known = begun(years(), day)
    chosen = usual(step, known, day)
    if wanted:
        chosen = next((view for view in known if str(view.year) == wanted), None)
    if chosen is None:
        raise NoSuchPeriodError("Tahun kinerja itu belum dibuka.")
    return Choice(chosen, known[-4:])


@dataclass(frozen=True)
class ExtensionView:
    """A recorded change of a window."""

    window_id: int
    closes_on: date
    reason: str
    by: str | None
    at: datetime


def extensions() -> dict[int, list[ExtensionView]]:
    """Every recorded change of every window, by window, earliest first."""
    rows = db.session.execute(
        select(
            WindowExtension.window_id,
            WindowExtension.closes_on,
            WindowExtension.reason,
            Person.name,
            WindowExtension.extended_at,
        )
        .outerjoin(Person, Person.id == WindowExtension.extended_by)
        .order_by(WindowExtension.id)
    )
    found: dict[int, list[ExtensionView]] = {}
    for row in rows:
        found.setdefault(row.window_id, []).append(ExtensionView(*row))
    return found


@dataclass(frozen=True)
class DayOffView:
    """A day nobody works."""

    id: int
    day: date
    name: str
    is_collective_leave: bool


def days_off_of(number: int) -> list[DayOffView]:
    """The days off of a calendar year, in order."""
    rows = db.session.execute(
        select(DayOff.id, DayOff.day, DayOff.name, DayOff.is_collective_leave)
        .where(DayOff.day.between(date(number, 1, 1), date(number, 12, 31)))
        .order_by(DayOff.day)
    )
    return [DayOffView(*row) for row in rows]


def is_uncertain(days: list[DayOffView]) -> bool:
    """Whether some of these days are estimates, or the cuti bersama of the year is not out yet."""
    return any(ESTIMATE in row.name for row in days) or not any(row.is_collective_leave for row in days)


@dataclass(frozen=True)
class Due:
    """The last day of a deadline; ``is_estimate`` when the days off of its year are not entered."""

    on: date
    is_estimate: bool


def due(start: date, working_days: int, week: WorkWeek) -> Due:
    """The last day of a deadline counted from ``start``; one statement."""
    off = frozenset(db.session.scalars(select(DayOff.day).where(DayOff.day >= date(start.year, 1, 1))))
    day = after(start, working_days, week, off)
    known = {holiday.year for holiday in off}
    return Due(day, is_estimate=not set(range(start.year, day.year + 1)) <= known)


def is_used(model: type[PerformanceYear] | type[EvaluationPeriod], *ids: int) -> bool:
    """Whether anything outside the calendar refers to these rows: then their days no longer change.

    Asked of every foreign key there is, so that a feature that comes later is asked too.
    """
    own = {PerformanceYear.__tablename__, EvaluationPeriod.__tablename__, Window.__tablename__}
    keys = [
        key.parent
        for table in Base.metadata.sorted_tables
        if table.name not in own
        for key in table.foreign_keys
        if key.column.table is model.__table__
    ]
    return any(db.session.scalar(select(exists().where(key.in_(ids)))) for key in keys)
