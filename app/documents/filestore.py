"""Files beside the database: bytes under random names in DATA_DIR/files, everything else about them in ``stored_file``.

A file is written whole before its row is, so a row never leads to half a file; bytes no row leads to (the transaction
did not end) are swept away a day later. No name that somebody typed ever reaches the disk.
"""

import hashlib
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.db import db
from app.documents.models import StoredFile
from app.domain.errors import NotFoundError

FOLDER = "files"
KEEP_UNCLAIMED = timedelta(days=1)


@dataclass(frozen=True)
class FileView:
    """A stored file without its bytes."""

    id: int
    token: str
    kind: str
    subject_id: int
    name: str
    media_type: str
    size_bytes: int
    sha256: str
    uploaded_by: int | None
    uploaded_at: datetime


@dataclass(frozen=True)
class Incoming:
    """A file to be stored: its bytes, checked by the caller, and what is to be known of it.

    ``upload_key`` is the sender's own and stays the same when the same file is sent again.
    """

    body: bytes
    kind: str
    subject_id: int
    upload_key: str
    name: str
    media_type: str


def store(session: Session, data_dir: Path, incoming: Incoming, uploaded_by: int | None) -> FileView:
    """Keep a file; what was stored under the same key before is given back and nothing is stored twice.

    Works inside the caller's transaction, which has locked what the file belongs to.
    """
    known = session.scalars(
        select(StoredFile).where(
            StoredFile.kind == incoming.kind,
            StoredFile.subject_id == incoming.subject_id,
            StoredFile.upload_key == incoming.upload_key,
        )
    ).first()
    if known is not None:
        return _view(known)
    token = secrets.token_hex(16)
    _write(_path(data_dir, token), incoming.body)
    row = StoredFile(
        token=token,
        kind=incoming.kind,
        subject_id=incoming.subject_id,
        upload_key=incoming.upload_key,
        name=incoming.name[:200],
        media_type=incoming.media_type,
        size_bytes=len(incoming.body),
        sha256=hashlib.sha256(incoming.body).hexdigest(),
        uploaded_by=uploaded_by,
        uploaded_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return _view(row)


def found(file_id: int) -> FileView:
    """A stored file by its id; the caller has made sure that whoever asks may have it.

    Raises:
        NotFoundError: there is none.
    """
    row = db.session.get(StoredFile, file_id)
    if row is None:
        raise NotFoundError("Berkas tidak ditemukan.")
    return _view(row)


def of(kind: str, subject_id: int) -> tuple[FileView, ...]:
    """Every file of a subject, the oldest first."""
    rows = db.session.scalars(
        select(StoredFile).where(StoredFile.kind == kind, StoredFile.subject_id == subject_id).order_by(StoredFile.id)
    )
    return tuple(_view(row) for row in rows)


def read(data_dir: Path, file: FileView) -> bytes:
    """The bytes of a file, as they were stored.

    Raises:
        NotFoundError: they are gone or no longer what they were; both are for the administrator to look into.
    """
    try:
        body = _path(data_dir, file.token).read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError("Berkas ini hilang dari penyimpanan server. Hubungi administrator aplikasi.") from error
    if hashlib.sha256(body).hexdigest() != file.sha256:
        raise NotFoundError("Berkas ini berubah di penyimpanan server. Hubungi administrator aplikasi.")
    return body


def forget(session: Session, file_id: int) -> None:
    """Take a file's row out; its bytes are swept away later, when nobody can be reading them."""
    row = session.get(StoredFile, file_id)
    if row is not None:
        session.delete(row)


def sweep(data_dir: Path) -> int:
    """Delete bytes no row leads to, once they are a day old; says how many files went."""
    known = set(db.session.scalars(select(StoredFile.token)))
    old = (clock.now() - KEEP_UNCLAIMED).timestamp()
    gone = 0
    for path in (data_dir / FOLDER).glob("??/*"):
        if path.name.partition(".")[0] not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _path(data_dir: Path, token: str) -> Path:
    return data_dir / FOLDER / token[:2] / token


def _write(path: Path, body: bytes) -> None:
    """Whole and on the disk, or not under its name: offices lose power."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _view(row: StoredFile) -> FileView:
    return FileView(
        row.id,
        row.token,
        row.kind,
        row.subject_id,
        row.name,
        row.media_type,
        row.size_bytes,
        row.sha256,
        row.uploaded_by,
        row.uploaded_at,
    )
