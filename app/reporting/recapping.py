"""Recaps as files: asked for by an officer, made by a job, kept for a day, for the one who asked."""

import json
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.cycles import queries as cycles
from app.db import atomic, command
from app.documents import filestore
from app.documents.filestore import Incoming
from app.documents.models import StoredFile
from app.documents.recap import XLSX, LongSheet, new_book, save
from app.domain import recap as rules
from app.domain.actors import Actor
from app.domain.allowance import percentage
from app.domain.errors import InvalidError, NotFoundError, Problem
from app.domain.recap import Kind, Order
from app.exchange.bundles import requester
from app.jobs.models import Job
from app.people import queries as people
from app.reporting import parts, report_rows
from app.reporting.report_rows import FILE_KEY, JOB, Kept, RecapView

SLICE = 500
_LEASE = timedelta(minutes=10)
_TAKEN = "Rekap ini tidak dilanjutkan: Anda bukan lagi petugas unit ini."
_SOURCE = "Diambil dari dokumen evaluasi yang ditandatangani dan sudah dilaporkan penilai. Dibuat {day} di Tilik."
_UNCONFIRMED = "kuadranKinerjaNilai: {order} (urutan dipilih pembuat rekap; cocokkan dengan SIASN sebelum diimpor)."
_NO_RATES = "Persentase TPP kosong: instansi belum mengisinya."


@command
def ask(actor: Actor, unit: Kept, of: tuple[int, int], name: str, what: tuple[Kind, Order]) -> int:
    """Ask for a recap of a unit and all below it; returns its id, or that of the same one being made already.

    Raises:
        NotFoundError: the unit is not the actor's.
        InvalidError: too many are kept already.
    """
    report_rows.kept_unit(actor, unit.id)
    told = {"unit_id": unit.id, "unit": unit.name, "year_id": of[0], "period": of[1], "period_name": name}
    told |= {"kind": what[0].value, "order": what[1].value, "person_id": actor.person_id}
    kept = report_rows.own_recaps(actor)
    for view in kept:
        if view.is_working and (view.unit_id, view.year_id, view.period, view.kind, view.order) == (
            unit.id, *of, *what
        ):  # fmt: skip
            return view.id
    if len(kept) >= rules.MOST_KEPT:
        words = f"Anda sudah menyimpan {rules.MOST_KEPT} rekap. Hapus salah satu di bawah, lalu minta lagi."
        raise InvalidError(Problem("kind", words))
    with atomic() as session:
        job = Job(kind=JOB, due_at=clock.now(), payload="{}")
        session.add(job)
        session.flush()
        job.payload = json.dumps({"recap_id": job.id, **told}, ensure_ascii=False)
        record(session, actor, "recap.ask", ("job", job.id), unit_id=unit.id, period=of[1], kind=what[0].value)
        return job.id


def make_job(data_dir: Path) -> Callable[[dict[str, Any]], str]:
    """The handler that makes a recap; run again it makes the same one anew."""

    def run(payload: dict[str, Any]) -> str:
        view = report_rows.recap(payload["recap_id"])
        if view is None or view.result == "gone":
            return "gone"
        try:
            unit = report_rows.kept_unit(requester(view.person_id), view.unit_id)
        except NotFoundError:
            return _TAKEN
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rekap.xlsx"
            _write(path, view, unit)
            _keep(data_dir, view, path.read_bytes())
        return ""

    return run


def _write(path: Path, view: RecapView, unit: Kept) -> None:
    today, zone, year = people.today(), people.the_agency().zone, cycles.year(view.year_id)
    rates = parts.rates().percent
    notes = [view.title, _SOURCE.format(day=f"{today:%d-%m-%Y}")]
    if view.kind is Kind.RATINGS:
        notes.append(_UNCONFIRMED.format(order=view.order.label))
    if not rates:
        notes.append(_NO_RATES)
    book = new_book(view.title, today)
    columns = rules.COLUMNS if view.kind is Kind.RATINGS else rules.ALLOWANCE_COLUMNS
    sheet = LongSheet(book, "Rekap" if view.kind is Kind.RATINGS else "Dasar TPP", columns, notes)
    missing = LongSheet(book, "Belum dilaporkan", rules.MISSING_COLUMNS, ["Belum ada hasil yang dilaporkan"])
    values = report_rows.values_of(year, view.period, today)
    total, done, after, numbers = max(1, report_rows.how_many(unit, values)), 0, 0, [0, 0]
    while found := report_rows.members(unit, values, after, SLICE, zone):
        for one in found:
            if one.result is None:
                numbers[1] += 1
                missing.add(
                    (str(numbers[1]), one.nip, one.name, one.position, one.unit, one.stage.label, one.stage.next_step)
                )
                continue
            numbers[0] += 1
            percent, who = percentage(rates, one.result.overall), one.result.employee
            if view.kind is Kind.RATINGS:
                sheet.add(rules.ratings_row(numbers[0], view.period_name, one.result, view.order, percent))
            else:
                sheet.add((who.nip, who.name, one.result.overall.label, percent))
        after, done = found[-1].id, done + len(found)
        _tell(view.id, min(99, 100 * done // total))
    save(book, path)


@command
def _tell(recap_id: int, percent: int) -> None:
    """Say how far it is; the lease begins anew, so that a long recap is not taken for a dead one."""
    with atomic() as session:
        job = session.get_one(Job, recap_id, with_for_update=True)
        job.done_percent, job.lease_until = percent, clock.now() + _LEASE


@command
def _keep(data_dir: Path, view: RecapView, body: bytes) -> None:
    with atomic() as session:
        name = f"{view.title.replace(':', '')}.xlsx"
        stored = Incoming(body, "issued", -view.id, FILE_KEY, name, XLSX)
        filestore.store(session, data_dir, stored, view.person_id)
        record(session, None, "recap.ready", ("job", view.id), unit_id=view.unit_id)


@command
def discard(actor: Actor, recap_id: int) -> None:
    """Give up a recap of one's own, ready or not.

    Raises:
        NotFoundError: there is none for this actor.
    """
    with atomic() as session:
        view = report_rows.own_recap(actor, recap_id)
        job = session.get_one(Job, recap_id, with_for_update=True)
        job.result = "gone"
        if view.file_id is not None:
            filestore.forget(session, view.file_id)
        record(session, actor, "recap.discard", ("job", recap_id), unit_id=view.unit_id)


@command
def expire() -> None:
    """Forget the files of recaps a day after they were ready; their bytes are swept away later."""
    with atomic() as session:
        old = select(StoredFile.id).where(
            StoredFile.kind == "issued",
            StoredFile.upload_key == FILE_KEY,
            StoredFile.uploaded_at < clock.now() - report_rows.KEPT,
        )
        for number in session.scalars(old):
            filestore.forget(session, number)
