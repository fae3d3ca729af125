"""Commands of an import: receive a file, correct its columns, ask for it to be applied, discard it.

The work itself is done by jobs (``working.py``); what they come to is settled here, in transactions of their own.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.headings import fields_of
from app.domain.intake import IntakeKind, IntakeState
from app.domain.office import ASSIGNED_BY_OFFICERS, assigns_assessors
from app.domain.organisation import FURTHEST
from app.intake import container
from app.intake.extract import KEPT_S, Folder, sweep
from app.intake.models import ColumnChoice, Intake
from app.jobs.models import Job
from app.people import queries as people

CHECK, APPLY = "intake.check", "intake.apply"
_OPEN = (IntakeState.WAITING, IntakeState.CHECKED)
_OVER = "Impor ini sudah selesai atau dibuang. Unggah berkasnya lagi bila masih diperlukan."
_BUSY = "Berkas ini masih dikerjakan. Tunggu sampai selesai, lalu coba lagi."
_GONE = "Dihapus otomatis setelah 24 jam tanpa diterapkan. Unggah lagi bila masih diperlukan."
_EARLIEST = date(1945, 8, 17)


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    file: IO[bytes]
    name: str
    kind: IntakeKind
    effective: date


def receive(actor: Actor | None, data_dir: Path, upload: Upload) -> int:
    """Look at a file, keep it until it is read, and have it checked; returns the import's id.

    Raises:
        UnusableError: it is no workbook that can be opened safely; nothing was kept.
        InvalidError: its changes would count from a day far away.
    """
    if not _EARLIEST <= upload.effective <= people.today() + FURTHEST:
        raise InvalidError(Problem("effective", "Tanggal ini terlalu jauh dari hari ini. Periksa tahunnya."))
    container.inspect(upload.file)
    token = secrets.token_hex(16)
    folder = Folder(data_dir, token)
    digest = container.digest(upload.file)
    folder.receive(upload.file)
    try:
        return _begin(actor, upload, token, digest)
    except BaseException:
        folder.remove()
        raise


@command
def _begin(actor: Actor | None, upload: Upload, token: str, digest: str) -> int:
    with atomic() as session:
        intake = Intake(
            kind=upload.kind,
            token=token,
            filename=upload.name[-200:] or "tanpa nama",
            sha256=digest,
            effective_on=upload.effective,
            uploaded_by=actor.person_id if actor else None,
            uploaded_at=clock.now(),
        )
        session.add(intake)
        session.flush()
        _put(session, CHECK, intake)
        record(session, actor, "intake.upload", ("intake", intake.id), kind=upload.kind.value)
        return intake.id


def _put(session: Session, kind: str, intake: Intake) -> None:
    session.add(Job(kind=kind, payload=json.dumps({"intake_id": intake.id}), due_at=clock.now()))


def _locked(session: Session, intake_id: int) -> Intake:
    intake = session.get(Intake, intake_id, with_for_update=True)
    if intake is None:
        raise NotFoundError("Impor tidak ditemukan.")
    return intake


def _checked(session: Session, intake_id: int) -> Intake:
    intake = _locked(session, intake_id)
    if intake.state in {IntakeState.WAITING, IntakeState.APPLYING}:
        raise DeniedError(_BUSY)
    if intake.state is not IntakeState.CHECKED:
        raise DeniedError(_OVER)
    return intake


@command
def correct_columns(actor: Actor, intake_id: int, sheet: str, chosen: Mapping[str, str]) -> None:
    """Remember what headings stand for (an empty field: leave it out) and have the file checked again."""
    with atomic() as session:
        intake = _checked(session, intake_id)
        known = {
            row.heading: row for row in session.scalars(select(ColumnChoice).where(ColumnChoice.kind == intake.kind))
        }
        fields = fields_of(intake.kind)
        for heading, field in chosen.items():
            if not field or field in fields:
                choice = known.get(heading) or ColumnChoice(kind=intake.kind, heading=heading[:200])
                choice.field, choice.chosen_by, choice.chosen_at = field, actor.person_id, clock.now()
                session.add(choice)
        intake.sheet, intake.state, intake.done_percent, intake.refusal = sheet[:64], IntakeState.WAITING, 0, ""
        intake.version += 1
        _put(session, CHECK, intake)
        record(session, actor, "intake.columns", ("intake", intake.id), corrected=len(chosen))


@command
def ask_to_apply(actor: Actor, intake_id: int, version: int) -> None:
    """Have the preview applied that was read as ``version``.

    Raises:
        StaleError: the preview is another one by now.
        DeniedError: problems forbid it, it is over, or it is not this actor's to decide.
    """
    with atomic() as session:
        intake = _checked(session, intake_id)
        if intake.kind is IntakeKind.ASSESSORS and not assigns_assessors(actor):
            raise DeniedError(ASSIGNED_BY_OFFICERS)
        intake.claim(version)
        if json.loads(intake.summary)["problems"]["error"]:
            raise DeniedError("Masih ada yang harus diperbaiki di berkas, jadi belum dapat diterapkan.")
        intake.state, intake.done_percent, intake.refusal = IntakeState.APPLYING, 0, ""
        intake.applied_by = actor.person_id
        _put(session, APPLY, intake)
        record(session, actor, "intake.ask", ("intake", intake.id))


def discard(actor: Actor, data_dir: Path, intake_id: int) -> None:
    """Give an import up; its extract is deleted at once."""
    Folder(data_dir, _discard(actor, intake_id)).remove()


@command
def _discard(actor: Actor, intake_id: int) -> str:
    with atomic() as session:
        intake = _locked(session, intake_id)
        if intake.state is IntakeState.APPLYING:
            raise DeniedError(_BUSY)
        if intake.state not in _OPEN:
            raise DeniedError(_OVER)
        intake.state = IntakeState.DISCARDED
        record(session, actor, "intake.discard", ("intake", intake.id))
        return intake.token


@command
def tell(intake_id: int, percent: int) -> None:
    """Say how far the work has come."""
    with atomic() as session:
        intake = session.get(Intake, intake_id)
        if intake is not None:
            intake.done_percent = percent


@command
def settle(intake_id: int, state: IntakeState, *, summary: str = "", sheet: str = "", refusal: str = "") -> bool:
    """Say what the check came to; False when somebody gave the import up meanwhile."""
    with atomic() as session:
        intake = _locked(session, intake_id)
        if intake.state is not IntakeState.WAITING and state is not intake.state:
            return False
        intake.state, intake.done_percent = state, 100
        intake.refusal = refusal[:500] or intake.refusal  # why it was checked anew stays to be read
        intake.summary, intake.sheet = summary or intake.summary, sheet[:64] or intake.sheet
        intake.version += 1
        return True


@command
def take_back(intake_id: int, words: str, *, again: bool = False) -> None:
    """An import that could not be applied goes back to its preview; ``again`` has it checked anew."""
    with atomic() as session:
        intake = _locked(session, intake_id)
        if intake.state is IntakeState.APPLYING:
            intake.state = IntakeState.WAITING if again else IntakeState.CHECKED
            intake.refusal = words[:500]
            intake.version += 1
            if again:
                _put(session, CHECK, intake)


def expire(data_dir: Path) -> None:
    """Imports nobody applied for a day are over, and their extracts deleted."""
    _expire()
    sweep(data_dir)


@command
def _expire() -> None:
    limit = clock.now() - timedelta(seconds=KEPT_S)
    with atomic() as session:
        begun = (*_OPEN, IntakeState.APPLYING)  # an applying one lost its worker again and again, and wrote nothing
        old = session.scalars(select(Intake).where(Intake.state.in_(begun), Intake.uploaded_at < limit))
        for intake in old:
            intake.state, intake.refusal = IntakeState.DISCARDED, _GONE
