"""Helpers of the audit tests: what the trail holds, and somebody who alters it behind the application's back."""

import json
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select, text

from app.audit.models import AuditEntry
from app.db import db
from app.documents.models import Signature, SignedDocument


@dataclass(frozen=True)
class Line:
    """An entry, without its number and moment."""

    action: str
    actor_id: int | None
    subject: tuple[str, int]
    unit_id: int | None
    detail: dict[str, Any]


def last_id(app: Flask) -> int:
    """The number of the newest entry."""
    with app.app_context():
        return db.session.scalar(select(AuditEntry.id).order_by(AuditEntry.id.desc()).limit(1)) or 0


def lines_since(app: Flask, entry_id: int) -> list[Line]:
    """Entries after a number, oldest first."""
    with app.app_context():
        rows = db.session.scalars(select(AuditEntry).where(AuditEntry.id > entry_id).order_by(AuditEntry.id)).all()
        return [
            Line(r.action, r.actor_id, (r.object_kind, r.object_id), r.unit_id, json.loads(r.detail or "{}"))
            for r in rows
        ]


def bound(kind: str, subject_id: int, role: str) -> dict[str, str]:
    """What the entry of a signature tells: the hash of the content, and the seal of the signature."""
    row = db.session.execute(
        select(SignedDocument.sha256, Signature.seal)
        .join(Signature)
        .where(SignedDocument.kind == kind, SignedDocument.subject_id == subject_id, Signature.role == role)
    ).one()
    return {"sha256": row.sha256, "seal": row.seal}


def code_of(evaluation_id: int) -> str:
    """The verification code of a signed evaluation."""
    mine = (SignedDocument.kind == "evaluation", SignedDocument.subject_id == evaluation_id)
    return db.session.scalars(select(SignedDocument.code).where(*mine)).one()


def tamper(app: Flask, *statements: str, **values: object) -> None:
    """Change the tables as somebody with the database's own tools would."""
    with app.app_context():
        sqlite = db.engine.dialect.name == "sqlite"
        off, on = ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON")
        if not sqlite:
            off, on = "SET FOREIGN_KEY_CHECKS=0", "SET FOREIGN_KEY_CHECKS=1"
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if sqlite:
                connection.exec_driver_sql("COMMIT")
            connection.execute(text(off))
            for statement in statements:
                connection.execute(text(statement), values)
            connection.execute(text(on))
