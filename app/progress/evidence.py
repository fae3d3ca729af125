"""Commands on evidence that is a file."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import atomic, command
from app.documents import filestore
from app.documents.filestore import Incoming
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.files import UnusableFileError, check
from app.domain.progress import FULL, MAX_EVIDENCE, EvidenceKind
from app.progress.files import evidence_at
from app.progress.models import Evidence
from app.progress.queries import ProgressView
from app.progress.service import OWN, audit, locked, realisation_row

KIND = "evidence"


@dataclass(frozen=True)
class Upload:
    """A file as it was sent; ``key`` stays the same when the same form is sent again."""

    name: str
    body: bytes
    key: str


@command
def add_file(
    actor: Actor, data_dir: Path, root_id: int, where: tuple[str, str], upload: Upload, *, period: int = 0
) -> None:
    """Keep a file as evidence of an indicator; ``where`` is the result's key and the indicator's.

    The same form sent again, because its answer was lost, leaves one file.

    Raises:
        DeniedError: only the employee gives evidence, and only until the period is signed.
        NotFoundError: the result in force has no such indicator.
        InvalidError: the file cannot be kept, or the indicator holds as much evidence as it may.
    """
    try:
        checked = check(upload.name, upload.body)
    except UnusableFileError as error:
        raise InvalidError(Problem("file", str(error))) from error
    with atomic() as session:
        view = _mine(session, actor, root_id, period)
        result_key, key = where
        if key not in {indicator.key for indicator in view.result(result_key).indicators}:
            raise NotFoundError("Indikator tidak ditemukan.")
        row = realisation_row(session, view, key)
        session.flush()
        incoming = Incoming(upload.body, KIND, row.id, upload.key, checked.name, checked.kind.media_type)
        file = filestore.store(session, data_dir, incoming, actor.person_id)
        if any(piece.file_id == file.id for piece in row.evidence):
            return
        if len(row.evidence) >= MAX_EVIDENCE:
            raise InvalidError(Problem("file", FULL))
        row.evidence.append(Evidence(position=len(row.evidence) + 1, kind=EvidenceKind.FILE, file_id=file.id))
        audit(session, actor, view, "progress.add_file", key, sha256=file.sha256)


@command
def remove_file(actor: Actor, evidence_id: int) -> tuple[int, int, str]:
    """Take a file out of the evidence; says of which plan, period and result it was.

    Its bytes go as well, unless the same file proves something in another period.

    Raises:
        DeniedError: only the employee removes it, and only until the period is signed.
        NotFoundError: there is none for this actor.
    """
    root_id, period, key, file_id = evidence_at(evidence_id)
    with atomic() as session:
        view = _mine(session, actor, root_id, period)
        piece = session.get(Evidence, evidence_id)
        if piece is None or file_id is None:
            raise NotFoundError("Bukti tidak ditemukan.")
        sha256 = filestore.found(file_id).sha256
        session.delete(piece)
        session.flush()
        if session.scalars(select(Evidence.id).where(Evidence.file_id == file_id)).first() is None:
            filestore.forget(session, file_id)
        audit(session, actor, view, "progress.remove_file", key, sha256=sha256)
        return root_id, period, _result_of(view, key)


def _mine(session: Session, actor: Actor, root_id: int, period: int) -> ProgressView:
    view = locked(session, actor, root_id, period)
    if not view.may_write_realisation:
        raise DeniedError(view.refusal(OWN))
    return view


def _result_of(view: ProgressView, key: str) -> str:
    for result in view.plan.results:
        if key in {indicator.key for indicator in result.indicators}:
            return result.key
    raise NotFoundError("Indikator tidak ditemukan.")
