"""Commands of officers: record plans that were set outside this application, and the scan that shows one."""

import hashlib

from app import clock
from app.audit.service import record
from app.cycles.queries import YearView
from app.db import atomic, command
from app.documents.models import Scan
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem, StaleError
from app.domain.planning import PlanState
from app.exchange import filling_people, queries, service, workbook_reading
from app.exchange.filling_existing import Existing
from app.exchange.filling_preview import existing_preview, read_existing
from app.exchange.service import Place, Upload
from app.intake import container
from app.planning import replacing
from app.planning.models import Plan
from app.planning.replacing import SetElsewhere

SCAN_LIMIT = 5 * 1024 * 1024
SCAN_TOO_LARGE = "Pindaian lebih dari 5 MB tidak diterima. Pindai lagi dengan mutu lebih rendah, lalu unggah."
_NOT_A_SCAN = "Berkas ini bukan PDF, JPG, atau PNG yang utuh. Pindai lagi, atau simpan sebagai PDF, lalu unggah."
_NOTHING = "Belum ada rencana di berkas ini yang dapat dicatat. Perbaiki dahulu yang disebut di bawah."
_NOT_YOURS = "Pindaian diunggah oleh petugas kepegawaian unit pegawai ini, bukan oleh akun Anda."
_OVER = "Rencana ini sudah tidak berlaku, jadi pindaiannya tidak diganti lagi."
_TAIL = 65_536


def receive(actor: Actor, unit_id: int, year: YearView, upload: Upload) -> int:
    """Read a workbook of plans set elsewhere and keep it for a look; returns its id.

    Raises:
        UnusableError: it is no such workbook, or none that can be opened safely; nothing was kept.
        NotFoundError: the unit is not the actor's.
    """
    unit = filling_people.recorded_unit(actor, unit_id)
    digest = container.digest(upload.file)
    sheets = workbook_reading.read(upload.file)
    read_existing(actor, unit, year, sheets)
    return service.keep(actor, Place(queries.EXISTING, year.id, unit.id, {}), upload.name, digest, sheets)


@command
def apply(actor: Actor, filled_id: int, seen: str) -> int:
    """Record every plan of the workbook that can be recorded, all at once; returns how many. A second click adds none.

    Raises:
        StaleError: something changed since the preview was made.
        InvalidError: there is nothing to record.
    """
    with atomic() as session:
        row = service.locked(session, actor, filled_id, queries.EXISTING)
        if row.applied_at:
            return 0
        view = existing_preview(actor, filled_id)
        if view.seen != seen:
            raise StaleError
        if not view.reading.ready:
            raise InvalidError(Problem("", _NOTHING))
        told = [_told(view.year.id, plan) for plan in view.reading.ready]
        made = replacing.record_set(session, actor, told)
        record(session, actor, "exchange.record", ("filled", row.id), unit_id=row.unit_id, plans=len(made))
        service.close(row)
        return len(made)


def _told(year_id: int, plan: Existing) -> SetElsewhere:
    return SetElsewhere(
        employee_id=plan.person_id,
        unit_id=plan.unit_id,
        assessor_id=plan.assessor_id,
        year_id=year_id,
        form=plan.form,
        starts=plan.starts,
        ends=plan.ends,
        results=plan.results,
        expectations=plan.expectations,
        annex=plan.annex,
    )


def media_type_of(body: bytes) -> str | None:
    """What a scan is by its contents, whatever its name says; None when it is none, or cut off."""
    tail = body[-_TAIL:]
    if body.startswith(b"%PDF-") and b"%%EOF" in tail:
        return "application/pdf"
    if body.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in tail:
        return "image/jpeg"
    if body.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in tail:
        return "image/png"
    return None


@command
def add_scan(actor: Actor, plan_id: int, body: bytes) -> None:
    """Keep the scan of a plan set elsewhere; an earlier one is replaced.

    Raises:
        NotFoundError: there is no such plan for this actor.
        DeniedError: the actor is no officer of the employee, or the plan is over.
        InvalidError: the file is no scan.
    """
    media_type = media_type_of(body)
    if media_type is None or len(body) > SCAN_LIMIT:
        raise InvalidError(Problem("file", _NOT_A_SCAN if media_type is None else SCAN_TOO_LARGE))
    with atomic() as session:
        plan = session.get(Plan, plan_id, with_for_update=True)
        view = queries.outside(actor, plan_id)
        if not view.may_upload or plan is None:
            raise DeniedError(_NOT_YOURS)
        if plan.state is not PlanState.SET:
            raise DeniedError(_OVER)
        scan = Scan(
            sha256=hashlib.sha256(body).hexdigest(),
            media_type=media_type,
            size_bytes=len(body),
            content=body,
            uploaded_by=actor.person_id,
            uploaded_at=clock.now(),
        )
        session.add(scan)
        session.flush()
        before, plan.scan_id = plan.scan_id, scan.id
        session.flush()
        if before is not None:
            session.delete(session.get_one(Scan, before))
        unit_id = view.plan.standing.unit_id
        record(session, actor, "plan.scan", ("plan", plan_id), unit_id=unit_id, sha256=scan.sha256)
