"""Commands on performance years; every function works inside its caller's transaction."""

from datetime import date

from sqlalchemy.orm import Session

from app.cycles.models import PerformanceYear, Window
from app.domain.periods import WindowKind, regular_span


def open_year(session: Session, number: int) -> tuple[PerformanceYear, list[Window]]:
    """Open a calendar year with a window for each step, on the days the regulation sets."""
    year = PerformanceYear(year=number, starts_on=date(number, 1, 1), ends_on=date(number, 12, 31))
    session.add(year)
    session.flush()
    windows = []
    for kind in (WindowKind.PLANNING, WindowKind.ANNUAL_EVALUATION):
        span = regular_span(kind, number)
        windows.append(Window(year_id=year.id, kind=kind, opens_on=span.opens_on, closes_on=span.closes_on))
    session.add_all(windows)
    session.flush()
    return year, windows
