"""Commands of attendance: an officer sends a sheet, looks at what it would record, records all of it or nothing."""

from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.cycles.queries import YearView
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem, StaleError
from app.exchange import service as exchange
from app.exchange import table_reading
from app.exchange.service import Place, Upload
from app.intake import container
from app.people import registry
from app.people.models import Unit
from app.progress import attendance
from app.progress.attendance import KIND, Line, Preview
from app.progress.models import Attendance

_WRONG = "Belum ada yang dicatat: perbaiki dahulu baris yang disebut di bawah, lalu unggah lagi."
_NOTHING = "Tidak ada yang berubah oleh berkas ini, jadi tidak ada yang dicatat."


def receive(actor: Actor, unit_id: int, of: tuple[YearView, int], upload: Upload) -> int:
    """Read a sheet for a year and period and keep it for a look; returns its id.

    Raises:
        NotFoundError: the unit is not the actor's.
        UnusableError: it is no workbook and no CSV that can be opened safely; nothing was kept.
    """
    year, period = of
    unit = registry.corrected_unit(actor, unit_id)
    digest = container.digest(upload.file)
    sheets = table_reading.read(upload.file)
    return exchange.keep(actor, Place(KIND, year.id, unit.id, {"period": period}), upload.name, digest, sheets)


@command
def apply(actor: Actor, filled_id: int, seen: str) -> int:
    """Record what the preview showed, all of it; returns how many people changed. A second click changes nothing.

    Raises:
        StaleError: something changed since the preview was made.
        InvalidError: a row has to be mended, or there is nothing to record.
    """
    with atomic() as session:
        row = exchange.locked(session, actor, filled_id, KIND)
        if row.applied_at:
            return 0
        session.get(Unit, row.unit_id, with_for_update=True)  # two sheets of a unit one after the other
        view = attendance.preview(actor, filled_id)
        if view.seen != seen:
            raise StaleError
        if not view.may_apply:
            raise InvalidError(Problem("", _WRONG if view.wrong or view.missing else _NOTHING))
        stored = {
            found.person_id: found
            for found in session.scalars(
                select(Attendance).where(Attendance.year_id == view.year.id, Attendance.period_number == view.period)
            )
        }
        for line in view.changes:
            known = stored.get(line.person_id)
            if known is None:
                known = Attendance(person_id=line.person_id, year_id=view.year.id, period_number=view.period)
                session.add(known)
            _write(known, line, view, actor)
        detail = {"period": view.period, "people": len(view.changes)}
        record(session, actor, "attendance.import", ("filled", row.id), unit_id=row.unit_id, **detail)
        exchange.close(row)
        return len(view.changes)


def _write(row: Attendance, line: Line, view: Preview, actor: Actor) -> None:
    days = line.row.days
    if days is None:
        return
    row.working_days, row.present_days, row.leave_days = days.working, days.present, days.leave
    row.absent_days, row.late_minutes = days.absent, days.late_minutes
    row.source, row.imported_by, row.imported_at = view.filled.filename, actor.person_id, clock.now()
