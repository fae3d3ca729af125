"""Writing audit entries, inside the transaction of the command they tell about."""

import json

from sqlalchemy.orm import Session

from app import clock
from app.audit.models import AuditEntry
from app.domain.actors import Actor


def record(
    session: Session,
    actor: Actor | None,
    action: str,
    subject: tuple[str, int],
    *,
    unit_id: int | None = None,
    **detail: str | int | bool | None,
) -> None:
    """Add an entry: ``action`` such as 'plan.submit', ``subject`` such as ('plan', 7); details never hold contents."""
    kind, object_id = subject
    session.add(
        AuditEntry(
            at=clock.now(),
            actor_id=actor.person_id if actor else None,
            unit_id=unit_id,
            action=action,
            object_kind=kind,
            object_id=object_id,
            detail=json.dumps(detail, sort_keys=True, ensure_ascii=False) if detail else "",
        )
    )
