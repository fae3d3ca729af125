"""Reads of attendance: the days of a person in a period as the office imported them.

Shown beside the ratings, never counted into them.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor
from app.domain.attendance import REQUIRED, Days, Row, columns_in, is_filled, read
from app.exchange import queries as exchange
from app.exchange.queries import FilledView
from app.exchange.workbook_reading import Sheets
from app.people import queries as people
from app.people import registry
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.people.registry import UnitView
from app.progress.models import Attendance

KIND = "attendance"
MOST_ROWS = 5_000
"""People on a sheet that is handed out."""
HEADER_WITHIN = 20


@dataclass(frozen=True)
class AttendanceView:
    """Days of a person in a period; ``late_minutes`` is the sum of the period, ``source`` names the file or system."""

    person_id: int
    period: int
    working_days: int
    present_days: int
    leave_days: int
    absent_days: int
    late_minutes: int
    source: str
    imported_at: datetime

    @property
    def text(self) -> str:
        """The figures in one line, as pages print them."""
        parts = [f"hadir {self.present_days} dari {self.working_days} hari kerja"]
        if self.leave_days:
            parts.append(f"cuti {self.leave_days} hari")
        if self.absent_days:
            parts.append(f"tanpa keterangan {self.absent_days} hari")
        if self.late_minutes:
            parts.append(f"terlambat {self.late_minutes} menit")
        return ", ".join(parts)


def of(person_id: int, year_id: int, period: int) -> AttendanceView | None:
    """The imported days of a person in a period (0: the year); None when nothing was imported. One statement."""
    row = db.session.execute(_OF, {"person_id": person_id, "year_id": year_id, "period": period}).one_or_none()
    return None if row is None else AttendanceView(*row)


_COLUMNS = (
    Attendance.person_id,
    Attendance.period_number,
    Attendance.working_days,
    Attendance.present_days,
    Attendance.leave_days,
    Attendance.absent_days,
    Attendance.late_minutes,
    Attendance.source,
    Attendance.imported_at,
)
_OF = select(*_COLUMNS).where(
    Attendance.person_id == bindparam("person_id"),
    Attendance.year_id == bindparam("year_id"),
    Attendance.period_number == bindparam("period"),
)


def of_person(person_id: int) -> list[tuple[YearView, AttendanceView]]:
    """Everything imported about somebody, the newest first, each with its year."""
    years = {year.id: year for year in cycles.years()}
    rows = db.session.execute(_OF_PERSON, {"person_id": person_id})
    return [(years[row[0]], AttendanceView(*row[1:])) for row in rows]


_OF_PERSON: Any = (
    select(Attendance.year_id, *_COLUMNS)
    .where(Attendance.person_id == bindparam("person_id"))
    .order_by(Attendance.year_id.desc(), Attendance.period_number.desc())
)


def _members(unit: UnitView, year: YearView, period: int) -> Any:
    """Statement of the people of a unit and below where they stood on the last day of the period."""
    day = min(people.today(), year.rhythm.last_day(year.year, period))
    return (
        select(Person.id, Person.nip, Person.name)
        .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, day)))
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Unit.path.startswith(unit.path, autoescape=True), Person.nip.is_not(None))
    )


def members(unit: UnitView, year: YearView, period: int) -> list[tuple[str, str]]:
    """NIP and name of everybody a sheet of the unit may tell of, by name; at most so many as a sheet holds."""
    rows = db.session.execute(_members(unit, year, period).order_by(Person.name, Person.id).limit(MOST_ROWS))
    return [(row[1], row[2]) for row in rows]


def recorded(unit: UnitView, year: YearView, period: int, page: int) -> tuple[list[tuple[str, AttendanceView]], bool]:
    """A page of what is stored of a unit's people by name, and whether there are more; one statement."""
    statement = (
        _members(unit, year, period)
        .join(Attendance, Attendance.person_id == Person.id)
        .where(Attendance.year_id == year.id, Attendance.period_number == period)
        .with_only_columns(Person.name, *_COLUMNS)
        .order_by(Person.name, Person.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    rows = [(row[0], AttendanceView(*row[1:])) for row in db.session.execute(statement)]
    return rows[:PER_PAGE], len(rows) > PER_PAGE


@dataclass(frozen=True)
class Line:
    """A row of a sheet beside what is stored; ``person_id`` 0 when nobody was found."""

    row: Row
    person_id: int
    name: str
    stored: Days | None

    @property
    def is_change(self) -> bool:
        """Whether writing it would change anything."""
        return self.row.days is not None and self.row.days != self.stored


@dataclass(frozen=True)
class Preview:
    """What a sheet would record; ``missing`` are required columns that were not found."""

    filled: FilledView
    unit: UnitView
    year: YearView
    period: int
    lines: tuple[Line, ...]
    missing: tuple[str, ...]

    @property
    def wrong(self) -> list[Line]:
        """Rows with problems: nothing is recorded while there is one."""
        return [line for line in self.lines if line.row.problems]

    @property
    def changes(self) -> list[Line]:
        """Rows that would change something."""
        return [line for line in self.lines if line.is_change and not line.row.problems]

    @property
    def may_apply(self) -> bool:
        """Whether it can be recorded as it is."""
        return bool(self.changes) and not self.wrong and not self.missing and self.filled.applied_at is None

    @property
    def seen(self) -> str:
        """The fingerprint of what is shown."""
        return self.filled.seen_with([(line.person_id, line.row.days, line.stored) for line in self.lines])


def preview(actor: Actor, filled_id: int) -> Preview:
    """A sheet of the actor's own as it would be recorded.

    Raises:
        NotFoundError: there is none, or its unit is not the actor's any more.
    """
    view = exchange.filled(actor, filled_id, KIND)
    unit, year, period = (
        registry.corrected_unit(actor, view.unit_id or 0),
        cycles.year(view.year_id),
        int(view.content["period"]),
    )
    columns, rows = rows_of(view.sheets)
    known = {row[1]: (row[0], row[2]) for row in db.session.execute(_members(unit, year, period))}
    stored = {
        row.person_id: Days(row.working_days, row.present_days, row.leave_days, row.absent_days, row.late_minutes)
        for row in db.session.execute(
            select(*_COLUMNS).where(Attendance.year_id == year.id, Attendance.period_number == period)
        )
    }
    twice = {nip for nip, number in Counter(row.nip for row in rows).items() if nip and number > 1}
    lines = []
    for row in rows:
        person_id, name = known.get(row.nip, (0, ""))
        told = _about(row, known=bool(person_id), twice=row.nip in twice)
        lines.append(Line(replace(row, problems=told), person_id, name, stored.get(person_id)))
    missing = tuple(heading for heading in REQUIRED if heading not in columns)
    return Preview(view, unit, year, period, tuple(lines), missing)


def _about(row: Row, *, known: bool, twice: bool) -> tuple[str, ...]:
    if any("NIP" in problem for problem in row.problems):
        return row.problems
    if not known:
        return (*row.problems, "NIP ini bukan pegawai unit Anda pada periode itu. Hapus baris ini, atau periksa NIP.")
    return (*row.problems, "NIP ini ada di beberapa baris. Sisakan satu.") if twice else row.problems


def rows_of(sheets: Sheets) -> tuple[dict[str, int], list[Row]]:
    """The columns and rows of the first sheet that has a row of headings; nothing when there is none."""
    for rows in sheets.rows.values():
        for at, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
            columns = columns_in(cells)
            if set(REQUIRED) <= columns.keys():
                return columns, [read(n, cells, columns) for n, cells in rows[at + 1 :] if is_filled(cells, columns)]
    return {}, []
