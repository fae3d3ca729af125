"""Steps several tests of verification take."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.audit.sealing import seal_pending
from app.config import Settings
from app.db import db
from app.documents import filestore
from app.documents.models import IssuedFile, SignedDocument
from app.domain.verification import shown
from app.jobs.worker import run_due
from tests.audit.stage import Stage
from tests.page import Page, Visitor


def settings(app: Flask) -> Settings:
    """The settings of the application."""
    found: Settings = app.extensions["tilik"].settings
    return found


def work(app: Flask) -> None:
    """Let the worker do what is due, and seal the trail."""
    with app.app_context():
        run_due(app.extensions["tilik"].jobs)
        seal_pending(settings(app).data_dir)
        db.session.remove()


@dataclass(frozen=True)
class Issued:
    """A signed evaluation whose forms were made."""

    evaluation: int
    document: int
    code: str

    @property
    def shown(self) -> str:
        """The code as printed."""
        return shown(self.code)


def issued(app: Flask) -> Issued:
    """An evaluation signed by both, with its forms."""
    with app.app_context():
        number = Stage(app).countersign()
        document = document_of(number)
        found = Issued(number, document, db.session.get_one(SignedDocument, document).code)
        db.session.remove()
    work(app)
    return found


def document_of(evaluation: int) -> int:
    """The signed content of an evaluation."""
    mine = (SignedDocument.kind == "evaluation", SignedDocument.subject_id == evaluation)
    return db.session.scalars(select(SignedDocument.id).where(*mine)).one()


def kept(app: Flask, document: int, fmt: str, **more: Any) -> tuple[int, bytes]:
    """A kept form: its row and its bytes, the newest first."""
    with app.app_context():
        rows = select(IssuedFile).where(IssuedFile.document_id == document, IssuedFile.fmt == fmt).filter_by(**more)
        row = db.session.scalars(rows.order_by(IssuedFile.signatures.desc(), IssuedFile.id)).first()
        assert row is not None
        return row.id, filestore.read(settings(app).data_dir, filestore.found(row.file_id))


def flip(body: bytes, place: int) -> bytes:
    """The same with one bit changed."""
    return body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]


def send(app: Flask, body: bytes, name: str = "dokumen.pdf", status: int = 200) -> Page:
    """Somebody without an account sends a file to be checked."""
    visitor = Visitor(app)
    page = visitor.get("/verifikasi/")
    data = {**page.fields("/berkas"), "file": (BytesIO(body), name)}
    return visitor.post("/verifikasi/berkas", data, status, content_type="multipart/form-data")
