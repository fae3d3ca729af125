"""Commands on years, windows and days off. ``open_year`` works inside its caller's transaction."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cycles import queries
from app.cycles.models import DayOff, EvaluationPeriod, PerformanceYear, Window, WindowExtension
from app.cycles.national import holidays_of
from app.db import Claim, atomic, command
from app.domain.actors import Actor
from app.domain.calendar import WorkWeek
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.office import keeps_agency, keeps_unit
from app.domain.periods import (
    Rhythm,
    Span,
    WindowKind,
    last_of_month,
    periods_of,
    problems_of_extension,
)
from app.domain.rules import rules_on
from app.people import queries as people
from app.people.models import Unit

ONLY_FIRST = "Hanya tahun pertama yang dapat dimulai di tengah tahun."
NOT_YOURS = "Jadwal diatur oleh petugas kepegawaian instansi."


def open_year(
    session: Session, number: int, *, rhythm: Rhythm = Rhythm.QUARTERLY
) -> tuple[PerformanceYear, list[Window]]:
    """Open a calendar year: its periods, a window for each step, and the days off as far as they are known."""
    rules_on(date(number, 1, 1))
    year = PerformanceYear(year=number, starts_on=date(number, 1, 1), ends_on=date(number, 12, 31), rhythm=rhythm)
    session.add(year)
    session.flush()
    windows = [*_whole_year(year), *_periodic(session, year)]
    session.add_all(windows)
    _add_missing_days_off(session, number)
    session.flush()
    return year, windows


def _whole_year(year: PerformanceYear) -> list[Window]:
    return [
        _window(year, WindowKind.PLANNING, last_of_month(year.starts_on)),
        _window(year, WindowKind.ANNUAL_EVALUATION, year.ends_on),
    ]


def _periodic(session: Session, year: PerformanceYear) -> list[Window]:
    periods = periods_of(year.rhythm, year.starts_on)
    session.add_all(
        EvaluationPeriod(year_id=year.id, number=p.number, starts_on=p.span.opens_on, ends_on=p.span.closes_on)
        for p in periods
    )
    return [_window(year, WindowKind.PERIODIC_EVALUATION, p.span.closes_on, p.number) for p in periods]


def _window(year: PerformanceYear, kind: WindowKind, last: date, number: int = 0) -> Window:
    span = rules_on(year.starts_on).window(kind, last)
    return Window(year_id=year.id, kind=kind, period_number=number, opens_on=span.opens_on, closes_on=span.closes_on)


@command
def open_next_year(actor: Actor) -> int:
    """Open the year after the latest one; its number.

    Raises:
        DeniedError: the latest year has not begun, or it is not this actor's to do.
        StaleError: somebody else opened it first.
    """
    _require_keeper(actor)
    today = people.today()
    try:
        with atomic() as session:
            latest = session.scalars(select(PerformanceYear).order_by(PerformanceYear.year.desc()).limit(1)).first()
            if latest is not None and today < latest.starts_on:
                raise DeniedError(f"Tahun {latest.year} belum dimulai. Tahun berikutnya dapat dibuka setelah itu.")
            number, rhythm = (latest.year + 1, latest.rhythm) if latest else (today.year, Rhythm.QUARTERLY)
            year, _ = open_year(session, number, rhythm=rhythm)
            record(session, actor, "year.open", ("year", year.id), year=number)
            return number
    except IntegrityError as error:  # another officer pressed the button at the same moment
        raise StaleError from error


@command
def change_rhythm(actor: Actor, number: int, rhythm: Rhythm) -> None:
    """Evaluate monthly or quarterly from now on (Ps.24(3)): the periods of the year are made anew.

    Raises:
        DeniedError: a period was evaluated or its window was extended.
    """
    _require_keeper(actor)
    with atomic() as session:
        year = _locked_year(session, number)
        if year.rhythm is rhythm:
            return
        _forget_periods(session, year, WindowKind.PERIODIC_EVALUATION)
        year.rhythm = rhythm
        session.add_all(_periodic(session, year))
        record(session, actor, "year.rhythm", ("year", year.id), rhythm=rhythm.value)


@command
def change_start(actor: Actor, number: int, month: int) -> None:
    """Let the first year begin with another month; plans and periods begin there too.

    Raises:
        DeniedError: it is not the first year, or something was written in it already.
    """
    _require_keeper(actor)
    with atomic() as session:
        year = _locked_year(session, number)
        if session.scalar(select(PerformanceYear.id).where(PerformanceYear.year < number).limit(1)):
            raise DeniedError(ONLY_FIRST)
        if queries.is_used(PerformanceYear, year.id):
            raise DeniedError("Sudah ada rencana kinerja pada tahun ini, jadi awal tahunnya tidak dapat diubah lagi.")
        _forget_periods(session, year, WindowKind.PERIODIC_EVALUATION, WindowKind.PLANNING)
        year.starts_on = date(number, month, 1)
        planning = session.scalars(
            select(Window).where(Window.year_id == year.id, Window.kind == WindowKind.PLANNING)
        ).one()
        span = rules_on(year.starts_on).window(WindowKind.PLANNING, last_of_month(year.starts_on))
        planning.opens_on, planning.closes_on = span.opens_on, span.closes_on
        planning.version += 1
        session.add_all(_periodic(session, year))
        record(session, actor, "year.start", ("year", year.id), month=month)


def _locked_year(session: Session, number: int) -> PerformanceYear:
    year = session.scalars(select(PerformanceYear).where(PerformanceYear.year == number).with_for_update()).first()
    if year is None:
        raise NotFoundError("Tahun kinerja belum dibuka.")
    return year


def _forget_periods(session: Session, year: PerformanceYear, *moved: WindowKind) -> None:
    """Take the periods out, unless somebody was evaluated in one, or one of the windows that move was extended."""
    periods = session.scalars(select(EvaluationPeriod).where(EvaluationPeriod.year_id == year.id)).all()
    if queries.is_used(EvaluationPeriod, *(period.id for period in periods)):
        raise DeniedError("Sudah ada evaluasi periodik pada tahun ini, jadi periodenya tidak dapat diubah lagi.")
    windows = session.scalars(select(Window).where(Window.year_id == year.id)).all()
    if any(window.extensions for window in windows if window.kind in moved):
        raise DeniedError("Jadwal tahun ini sudah pernah diubah, jadi periodenya tidak dapat disusun ulang.")
    for row in (*periods, *(window for window in windows if window.period_number)):
        session.delete(row)
    session.flush()


@command
def extend(actor: Actor, window_id: int, claim: Claim, *, closes_on: date | None, reason: str) -> None:
    """Let a window close on another day, with the reason everybody reads.

    Raises:
        InvalidError: the day or the reason will not do.
        StaleError: somebody else moved it first.
    """
    _require_keeper(actor)
    with atomic() as session:
        row = session.get(Window, window_id, with_for_update=True)
        if row is None:
            raise NotFoundError("Jadwal tidak ditemukan.")
        last = row.extensions[-1] if row.extensions else row
        problems = problems_of_extension(Span(last.opens_on, last.closes_on), closes_on, reason, people.today())
        if problems or closes_on is None:
            raise InvalidError(*problems)
        if not row.claim(*claim):
            return
        session.add(
            WindowExtension(
                window_id=row.id,
                opens_on=last.opens_on,
                closes_on=closes_on,
                reason=reason.strip(),
                extended_by=actor.person_id,
                extended_at=clock.now(),
            )
        )
        record(session, actor, "window.extend", ("window", row.id), closes_on=closes_on.isoformat())


@command
def add_day_off(actor: Actor, number: int, day: date, name: str, *, is_collective_leave: bool) -> None:
    """Enter a holiday or a day of cuti bersama of the year ``number``.

    Raises:
        InvalidError: the day is entered already, or is one of another year.
    """
    _require_keeper(actor)
    if day.year != number:
        raise InvalidError(Problem("day", f"Tanggal ini bukan di tahun {number}. Periksa tahunnya."))
    try:
        with atomic() as session:
            row = DayOff(day=day, name=name.strip(), is_collective_leave=is_collective_leave, set_by=actor.person_id)
            session.add(row)
            session.flush()
            record(session, actor, "day_off.add", ("day_off", row.id), day=day.isoformat())
    except IntegrityError as error:
        raise InvalidError(Problem("day", "Tanggal ini sudah ada di daftar hari libur.")) from error


@command
def remove_day_off(actor: Actor, number: int, day_id: int) -> None:
    """Make a day a working day again."""
    _require_keeper(actor)
    with atomic() as session:
        row = session.get(DayOff, day_id, with_for_update=True)
        if row is None or row.day.year != number:
            raise NotFoundError("Hari libur tidak ditemukan.")
        record(session, actor, "day_off.remove", ("day_off", row.id), day=row.day.isoformat())
        session.delete(row)


@command
def fill_days_off(actor: Actor, number: int) -> None:
    """Add what the national list has of a year and ours lacks."""
    _require_keeper(actor)
    with atomic() as session:
        year = _locked_year(session, number)
        added = _add_missing_days_off(session, number)
        record(session, actor, "day_off.fill", ("year", year.id), added=added)


def _add_missing_days_off(session: Session, number: int) -> int:
    known = set(session.scalars(select(DayOff.day)))
    missing = [holiday for holiday in holidays_of(number) if holiday.day not in known]
    session.add_all(DayOff(day=h.day, name=h.name, is_collective_leave=h.is_collective_leave) for h in missing)
    return len(missing)


@command
def set_work_week(actor: Actor, unit_id: int, claim: Claim, week: WorkWeek | None) -> None:
    """How many days a unit works in a week; None follows the unit above.

    Raises:
        NotFoundError: no unit of that id is this actor's to keep.
        StaleError: somebody else changed the unit first.
    """
    with atomic() as session:
        unit = session.get(Unit, unit_id, with_for_update=True)
        if unit is None or not keeps_unit(actor, unit.lineage):
            raise NotFoundError("Unit tidak ditemukan.")
        if not unit.claim(*claim):
            return
        unit.work_days = None if week is None else week.value
        record(session, actor, "unit.work_week", ("unit", unit.id), unit_id=unit.id, days=unit.work_days)


def _require_keeper(actor: Actor) -> None:
    if not keeps_agency(actor):
        raise DeniedError(NOT_YOURS)
