"""Steps of tests about certified signatures."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.documents.models import Signature, SignedDocument
from tests.verification.stand_in import NIK, PASSPHRASE
from tests.verification.steps import settings


def methods(app: Flask, evaluation: int) -> list[list[tuple[str, str]]]:
    """Role and method of every signature, by document of an evaluation."""
    mine = SignedDocument.kind == "evaluation", SignedDocument.subject_id == evaluation
    with app.app_context():
        found = [
            [(one.role, one.method) for one in document.signatures]
            for document in db.session.scalars(select(SignedDocument).where(*mine).order_by(SignedDocument.id))
        ]
        db.session.remove()
        return found


def signature_count(app: Flask) -> int:
    """How many signatures there are."""
    with app.app_context():
        number = len(db.session.scalars(select(Signature.id)).all())
        db.session.remove()
        return number


def nothing_typed_is_kept(app: Flask, *more: Any) -> None:
    """Neither NIK nor passphrase stands in a table (audit trail and jobs are some), in a file, or in what is given."""
    with app.app_context():
        stored = [str(row) for table in db.metadata.sorted_tables for row in db.session.execute(table.select())]
        db.session.remove()
    folder: Path = settings(app).data_dir
    files = [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]
    typed = PASSPHRASE, PASSPHRASE.encode().decode("latin-1"), NIK
    for text in (*stored, *files, *map(str, more)):
        assert not any(words in text for words in typed)
