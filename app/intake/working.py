"""The work behind an import: check it, apply it. Done by jobs for the pages, at once for the command line.

A job may run twice: what it finds done, it leaves. Errors are noted without their words, which may hold what stood in
a cell.
"""

import json
import logging
import secrets
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from app import clock
from app.audit.service import record
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.intake import Finding, IntakeKind, IntakeState
from app.intake import checking, container, service
from app.intake.checking import Check
from app.intake.container import UnusableError
from app.intake.extract import Folder
from app.intake.models import Intake
from app.intake.outcome import Outcome
from app.intake.writing import Writer
from app.people import queries as people

_log = logging.getLogger(__name__)
_FAILED = (
    "Terjadi kesalahan di server. Tidak ada data yang berubah. Unggah berkasnya lagi; bila berulang, beri tahu "
    "administrator."
)
_NOT_APPLIED = "Penerapan gagal karena kesalahan di server. Tidak ada data yang berubah. Coba terapkan lagi."
_CHANGED = (
    "Data di Tilik berubah sejak pratinjau dibuat, jadi belum ada yang diterapkan. Baca pratinjau yang baru di bawah."
)

Payload = dict[str, Any]


@dataclass(frozen=True)
class _Task:
    """An import as its job finds it."""

    id: int
    kind: IntakeKind
    folder: Folder
    sheet: str
    effective: date


def check_job(data_dir: Path) -> Callable[[Payload], str]:
    """The handler that checks an uploaded file."""

    def run(payload: Payload) -> str:
        task = _task(data_dir, payload["intake_id"], IntakeState.WAITING)
        if task is None:
            return ""
        try:
            check, outcome = _check(task)
            service.tell(task.id, 90)
            task.folder.keep("findings", outcome.findings)
            task.folder.keep("changes", outcome.alterations)
            summary = json.dumps(outcome.summary())
            if not service.settle(task.id, IntakeState.CHECKED, summary=summary, sheet=check.sheet.name):
                task.folder.remove()
        except UnusableError as error:
            _refuse(task, str(error))
        except Exception as error:  # noqa: BLE001 - whatever it was, the officer is told and nothing is kept
            _note(task, error)
            _refuse(task, _FAILED)
        return ""

    return run


def apply_job(data_dir: Path) -> Callable[[Payload], str]:
    """The handler that applies a checked file."""

    def run(payload: Payload) -> str:
        task = _task(data_dir, payload["intake_id"], IntakeState.APPLYING)
        if task is None:
            return ""
        try:
            check = _read(task)
            service.tell(task.id, 40)
            applied = _apply(task.id, check)
        except UnusableError as error:
            service.take_back(task.id, str(error))
        except Exception as error:  # noqa: BLE001 - rolled back as a whole; the officer may try again
            _note(task, error)
            service.take_back(task.id, _NOT_APPLIED)
        else:
            if applied:
                task.folder.remove()
            else:
                service.take_back(task.id, _CHANGED, again=True)
        return ""

    return run


def _task(data_dir: Path, intake_id: int, state: IntakeState) -> _Task | None:
    intake = db.session.get(Intake, intake_id)
    if intake is None or intake.state is not state:
        return None
    return _Task(intake.id, intake.kind, Folder(data_dir, intake.token), intake.sheet, intake.effective_on)


def _read(task: _Task) -> Check:
    extract = task.folder.extract(task.kind, checking.choices(db.session(), task.kind))
    return Check(task.kind, extract, extract.sheet(task.kind, task.sheet), task.effective, people.today())


def _check(task: _Task) -> tuple[Check, Outcome]:
    service.tell(task.id, 10)
    check = _read(task)
    service.tell(task.id, 60)
    return check, check.compare(db.session())


@command
def _apply(intake_id: int, check: Check) -> bool:
    """Compare once more and write it, all or nothing; False when it is not what was shown any more."""
    with atomic() as session:
        intake = session.get_one(Intake, intake_id, with_for_update=True)
        if intake.state is not IntakeState.APPLYING:
            return True
        outcome = check.compare(session, lock=True)
        if not outcome.can_be_applied or outcome.fingerprint != json.loads(intake.summary)["fingerprint"]:
            return False
        Writer(session, intake.effective_on).write(outcome)
        intake.state, intake.applied_at, intake.done_percent = IntakeState.APPLIED, clock.now(), 100
        intake.version += 1
        actor = Actor(intake.applied_by, "", 0) if intake.applied_by else None
        record(session, actor, "intake.apply", ("intake", intake.id), **_counts(outcome))
        return True


def _counts(outcome: Outcome) -> dict[str, int]:
    return {"rows": outcome.rows, "new": outcome.new, "changed": outcome.changed}


def _refuse(task: _Task, words: str) -> None:
    task.folder.remove()
    service.settle(task.id, IntakeState.REFUSED, refusal=words)


def _note(task: _Task, error: Exception) -> None:
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("import %s: %s\n%s", task.id, type(error).__name__, where)


def run_now(data_dir: Path, path: Path, kind: IntakeKind, effective: date, *, commit: bool) -> Outcome:
    """Check a file, and write it when asked and nothing forbids it; nothing of the file is kept.

    Raises:
        UnusableError: the file cannot be read.
    """
    people.the_agency()
    folder = Folder(data_dir, secrets.token_hex(16))
    try:
        with _opened(path) as file:
            container.inspect(file)
            digest = container.digest(file)
            folder.receive(file)
        task = _Task(0, kind, folder, "", effective)
        check = _read(task)
        outcome = check.compare(db.session())
        if commit and outcome.can_be_applied:
            outcome = _write_now(check, path.name, digest)
        return outcome
    finally:
        folder.remove()


@command
def _write_now(check: Check, name: str, digest: str) -> Outcome:
    with atomic() as session:
        outcome = check.compare(session, lock=True)
        if not outcome.can_be_applied:
            return outcome
        Writer(session, check.effective).write(outcome)
        now = clock.now()
        intake = Intake(
            kind=check.kind,
            state=IntakeState.APPLIED,
            token=secrets.token_hex(16),
            filename=name[-200:],
            sha256=digest,
            sheet=check.sheet.name[:64],
            effective_on=check.effective,
            summary=json.dumps(outcome.summary()),
            done_percent=100,
            uploaded_at=now,
            applied_at=now,
        )
        session.add(intake)
        session.flush()
        record(session, None, "intake.apply", ("intake", intake.id), **_counts(outcome))
        return outcome


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise UnusableError(f"Berkas {path} tidak ada atau tidak dapat dibuka. Periksa letak dan namanya.") from error


def report(outcome: Outcome) -> dict[str, object]:
    """The outcome as the command line prints it for programs."""
    return {
        "rows": outcome.rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "problems": [
            {"sheet": f.sheet, "row": f.row, "column": f.column, "message": f.message, "severity": f.severity.value}
            for f in outcome.findings
        ],
    }


def told(outcome: Outcome, *, committed: bool) -> str:
    """The outcome as the command line prints it for people."""
    lines = [
        f"{outcome.rows} baris: {outcome.new} baru, {outcome.changed} berubah, {outcome.unchanged} tidak berubah.",
        *(f"{f.severity.label}: {_place(f)}{f.message}" for f in outcome.findings),
    ]
    if not outcome.can_be_applied:
        lines.append("Belum ada yang diterapkan: perbaiki dahulu yang harus diperbaiki.")
    else:
        lines.append(
            "Sudah diterapkan." if committed else "Dapat diterapkan. Jalankan lagi dengan --commit untuk menerapkannya."
        )
    return "\n".join(lines)


def _place(finding: Finding) -> str:
    parts = [
        f"lembar {finding.sheet}" if finding.sheet else "",
        f"baris {finding.row}" if finding.row else "",
        f"kolom {finding.column}" if finding.column else "",
    ]
    place = ", ".join(part for part in parts if part)
    return f"{place}: " if place else ""
