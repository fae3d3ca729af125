"""Reads of login: the person behind a session token."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from app.auth.models import Account, LoginSession, RoleGrant
from app.db import UtcDateTime, db
from app.domain.actors import Actor, Role
from app.people.models import Person

IDLE_LIMIT = timedelta(hours=1)  # PCs are shared; typed text survives the end of a session


@dataclass(frozen=True)
class LiveSession:
    """A session that counts now: who acts in it, and the token that names it."""

    actor: Actor
    token: str
    last_seen_at: datetime


def token_hash(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def live_session(token: str, now: datetime) -> LiveSession | None:
    """The session behind a token; None when it ended, expired, idled, or the account is disabled."""
    rows = db.session.execute(_SESSION, {"token": token_hash(token), "now": now, "idle": now - IDLE_LIMIT}).all()
    if not rows:
        return None
    row = rows[0]
    roles = frozenset(line.role for line in rows if line.role is not None)
    units = frozenset(line.unit_id for line in rows if line.role is Role.UNIT_OFFICER and line.unit_id is not None)
    actor = Actor(row.person_id, row.name, row.id, roles, units, row.confirmed_at)
    return LiveSession(actor, token, row.last_seen_at)


_SESSION = (
    select(
        LoginSession.id,
        LoginSession.confirmed_at,
        LoginSession.last_seen_at,
        Account.person_id,
        Person.name,
        RoleGrant.role,
        RoleGrant.unit_id,
    )
    .join(Account, Account.id == LoginSession.account_id)
    .join(Person, Person.id == Account.person_id)
    .outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
    .where(
        LoginSession.token_hash == bindparam("token"),
        LoginSession.ended_at.is_(None),
        LoginSession.expires_at > bindparam("now", type_=UtcDateTime),
        LoginSession.last_seen_at > bindparam("idle", type_=UtcDateTime),
        Account.disabled_at.is_(None),
    )
)
