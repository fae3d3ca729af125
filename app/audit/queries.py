"""Reads of the audit trail for those it names."""

import json
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


@dataclass(frozen=True)
class LastAct:
    """The newest act on an object: who did what, with its details."""

    actor_id: int | None
    action: str
    detail: dict[str, str | int | bool | None]


def last_act_on(kind: str, object_id: int) -> LastAct | None:
    """What was done last to an object."""
    row = db.session.execute(
        select(AuditEntry.actor_id, AuditEntry.action, AuditEntry.detail)
        .where(AuditEntry.object_kind == kind, AuditEntry.object_id == object_id)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    ).first()
    return None if row is None else LastAct(row.actor_id, row.action, json.loads(row.detail or "{}"))


def acts_of(person_id: int) -> list[Act]:
    """Everything a person did, the oldest first."""
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.object_kind, AuditEntry.object_id)
        .where(AuditEntry.actor_id == person_id)
        .order_by(AuditEntry.id)
    )
    return [Act(*row) for row in rows]
