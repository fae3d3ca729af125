"""Reads of the audit trail for those it names."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.audit.models import AuditEntry
from app.db import db


@dataclass(frozen=True)
class Act:
    """Something a person did; without its details, which may name others."""

    at: datetime
    action: str
    object_kind: str
    object_id: int


def acts_of(person_id: int) -> list[Act]:
    """Everything a person did, the oldest first."""
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.object_kind, AuditEntry.object_id)
        .where(AuditEntry.actor_id == person_id)
        .order_by(AuditEntry.id)
    )
    return [Act(*row) for row in rows]
