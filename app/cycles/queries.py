"""Reads of years and windows."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, select
from sqlalchemy.orm import selectinload

from app.cycles.models import PerformanceYear, Window
from app.db import db
from app.domain.errors import NotFoundError
from app.domain.periods import Span, WindowKind


@dataclass(frozen=True)
class YearView:
    """A performance year."""

    id: int
    year: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class WindowView:
    """A window as it counts today, with the reason when it was extended."""

    kind: WindowKind
    span: Span
    extended_because: str | None


def year_on(day: date) -> YearView:
    """The performance year of a day; the last one begun, as long as nobody opened the next.

    Last year is evaluated in January (IV.A.8.b, p.90): its pages must open on New Year's Day whoever is on leave.

    Raises:
        NotFoundError: no year began by that day.
    """
    row = db.session.execute(_YEAR_ON, {"day": day}).first()
    if row is None:
        raise NotFoundError("Tahun kinerja belum dibuka.")
    return YearView(*row)


_YEAR_ON = (
    select(PerformanceYear.id, PerformanceYear.year, PerformanceYear.starts_on, PerformanceYear.ends_on)
    .where(PerformanceYear.starts_on <= bindparam("day", type_=Date))
    .order_by(PerformanceYear.starts_on.desc())
    .limit(1)
)


def year(year_id: int) -> YearView:
    """A performance year by its id."""
    row = db.session.get_one(PerformanceYear, year_id)
    return YearView(row.id, row.year, row.starts_on, row.ends_on)


def window(year_id: int, kind: WindowKind) -> WindowView | None:
    """A window with its last extension; None when it was never opened."""
    row = db.session.scalars(
        select(Window).where(Window.year_id == year_id, Window.kind == kind).options(selectinload(Window.extensions))
    ).first()
    if row is None:
        return None
    if row.extensions:
        last = row.extensions[-1]
        return WindowView(kind, Span(last.opens_on, last.closes_on), last.reason)
    return WindowView(kind, Span(row.opens_on, row.closes_on), None)
