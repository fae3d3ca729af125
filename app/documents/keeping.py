"""Forms of signed contents: rendered once for each number of signatures, kept, and from then on the same bytes.

A worker does it after each signature. Until then a form is rendered when it is asked for, which gives the same bytes;
with a seal of the office on it a PDF is never the same twice, so it is waited for.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.config import Settings
from app.db import atomic, command, db
from app.documents import filestore, pades, queries
from app.documents.filestore import FileView, Incoming
from app.documents.forms import FORMATS, forms_of, media_type
from app.documents.issuing import Download, issue, name_of
from app.documents.models import IssuedFile, Signature, SignedDocument, StoredFile
from app.documents.queries import SignedView
from app.domain.errors import NotFoundError, NotReadyError

KIND = "issued"
_NOT_READY = "Dokumen ini sedang disiapkan. Muat ulang halaman ini sebentar lagi."
_LATE = timedelta(minutes=10)
"""After this time a document without its forms is one whose job is lost, or that is older than kept forms."""
_AT_ONCE = 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Office:
    """What a form shows of the installation: its time zone, its emblem, whether its data are a sample."""

    zone: tzinfo
    emblem: bytes | None
    sample: bool


@dataclass(frozen=True)
class Made:
    """A form as a file."""

    form: str
    fmt: str
    body: bytes


def handed_out(settings: Settings, form: str, fmt: str, view: SignedView, office: Office) -> Download:
    """A form of a signed content: the kept bytes, or the same rendered now. Writes nothing.

    Raises:
        NotFoundError: the content is not printed on this form, there is no such format, or the kept bytes are altered.
        NotReadyError: it is to be sealed by the office, and the worker has not done it yet.
    """
    kept = _kept(view.id, form, fmt, len(view.signatures))
    if kept is None:
        if fmt == "pdf" and pades.is_configured(settings) and form in forms_of(view.content):
            raise NotReadyError(_NOT_READY)
        return _rendered(settings, form, fmt, view, office)
    name = name_of(form, fmt, view.content, view.content.employee)
    try:
        return Download(filestore.read(settings.data_dir, kept), media_type(fmt), name)
    except NotFoundError:  # a backup without its files: good enough if the very same bytes can be made again
        again = _rendered(settings, form, fmt, view, office)
        if hashlib.sha256(again.body).hexdigest() != kept.sha256:
            raise
        return again


def kept_bytes(settings: Settings, document_id: int, form: str, fmt: str, signatures: int) -> bytes | None:
    """The kept bytes of a form with so many signatures; None when there are none, or not as they were kept."""
    kept = _kept(document_id, form, fmt, signatures)
    if kept is None:
        return None
    try:
        return filestore.read(settings.data_dir, kept)
    except NotFoundError:
        return None


def _kept(document_id: int, form: str, fmt: str, signatures: int) -> FileView | None:
    found = db.session.scalar(
        select(IssuedFile.file_id).where(
            IssuedFile.document_id == document_id,
            IssuedFile.form == form,
            IssuedFile.fmt == fmt,
            IssuedFile.signatures == signatures,
        )
    )
    return None if found is None else filestore.found(found)


def _rendered(settings: Settings, form: str, fmt: str, view: SignedView, office: Office) -> Download:
    return issue(
        form,
        fmt,
        view.content,
        signed=view,
        emblem=office.emblem,
        sample=office.sample,
        public_url=settings.public_url,
    )


def issue_job(settings: Settings, office: Callable[[], Office]) -> Callable[[dict[str, Any]], str]:
    """The handler that makes every form of a content as it stood after one signature."""

    def run(payload: dict[str, Any]) -> str:
        return str(issue_forms(settings, office(), payload["document"], payload["role"]))

    return run


def issue_forms(settings: Settings, office: Office, document_id: int, role: str) -> int:
    """Make and keep the forms of a content after ``role`` signed it; says how many were made. Can be done twice."""
    view = queries.signed_until(document_id, role, office.zone)
    if view is None:
        return 0
    have = _made_already(document_id, len(view.signatures))
    missing = [(form, fmt) for form in forms_of(view.content) for fmt in FORMATS if (form, fmt) not in have]
    made = [_sealed(settings, Made(form, fmt, _rendered(settings, form, fmt, view, office).body))
            for form, fmt in missing]  # fmt: skip
    return _keep(settings, view, made) if made else 0


def _sealed(settings: Settings, made: Made) -> Made:
    if made.fmt != "pdf" or not pades.is_configured(settings):
        return made
    return Made(made.form, made.fmt, pades.sealed(settings, made.body))


def _made_already(document_id: int, signatures: int) -> set[tuple[str, str]]:
    rows = db.session.execute(
        select(IssuedFile.form, IssuedFile.fmt).where(
            IssuedFile.document_id == document_id, IssuedFile.signatures == signatures
        )
    )
    return {(form, fmt) for form, fmt in rows}


@command
def _keep(settings: Settings, view: SignedView, made: list[Made]) -> int:
    with atomic() as session:
        session.get(SignedDocument, view.id, with_for_update=True)
        return keep(session, settings, view, made)


def keep(session: Session, settings: Settings, view: SignedView, made: list[Made]) -> int:
    """Keep forms of a content as issued, inside the caller's transaction; what is kept already stays as it is.

    The trail holds the hash of each, so that a changed file, and a changed hash of it, are noticed.
    """
    number = len(view.signatures)
    have = _made_already(view.id, number)
    detail = {}
    for one in made:
        if (one.form, one.fmt) in have:
            continue
        stored = filestore.store(session, settings.data_dir, _incoming(view, one, number), None)
        session.add(
            IssuedFile(
                document_id=view.id,
                form=one.form,
                fmt=one.fmt,
                signatures=number,
                sha256=stored.sha256,
                file_id=stored.id,
                issued_at=clock.now(),
            )
        )
        detail[f"{one.form}.{one.fmt}"] = stored.sha256
    if detail:
        subject = ("signed_document", view.id)
        record(session, None, "document.issue", subject, unit_id=None, signatures=number, code=view.code, **detail)
    return len(detail)


def _incoming(view: SignedView, made: Made, number: int) -> Incoming:
    name = name_of(made.form, made.fmt, view.content, view.content.employee)
    return Incoming(made.body, KIND, view.id, f"{made.form}.{made.fmt}.{number}", name, media_type(made.fmt))


def catch_up(settings: Settings, office: Callable[[], Office]) -> int:
    """Make the forms of contents that have none after ten minutes, some at a time; says of how many."""
    late = _without_forms(clock.now() - _LATE)
    for document_id, role in late:
        try:
            issue_forms(settings, office(), document_id, role)
        except Exception:  # noqa: BLE001 - one form that fails must not keep the others from being made
            _log.exception("the forms of document %s cannot be made", document_id)
    return len(late)


def _without_forms(before: datetime) -> list[tuple[int, str]]:
    last = (
        select(Signature.document_id, func.max(Signature.id).label("id"), func.count().label("number"))
        .group_by(Signature.document_id)
        .having(func.max(Signature.signed_at) < before)
        .subquery()
    )
    issued = (
        select(IssuedFile.id)
        .where(IssuedFile.document_id == last.c.document_id, IssuedFile.signatures == last.c.number)
        .exists()
    )
    rows = db.session.execute(
        select(Signature.document_id, Signature.role)
        .join(last, last.c.id == Signature.id)
        .join(SignedDocument, SignedDocument.id == Signature.document_id)
        .where(~issued, SignedDocument.kind.in_(queries.PRINTED))
        .order_by(Signature.id.desc())
        .limit(_AT_ONCE)
    )
    return [(document_id, role) for document_id, role in rows]


def altered(settings: Settings, row: IssuedFile) -> str:
    """What is wrong with a kept form: its bytes on the disk, or what the database says of them; empty when nothing."""
    stored = db.session.get(StoredFile, row.file_id)
    if stored is None or stored.sha256 != row.sha256:
        return "hash tercatat berbeda"
    try:
        filestore.read(settings.data_dir, filestore.found(row.file_id))
    except NotFoundError:
        return "isi di penyimpanan hilang atau berubah"
    return ""
