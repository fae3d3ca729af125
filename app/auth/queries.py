"""Reads of login: the person behind a session token."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.auth.models import Account, LoginSession, RoleGrant
from app.db import db
from app.domain.actors import Actor, Role
from app.people.models import Person

IDLE_LIMIT = timedelta(hours=8)


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
    row = db.session.execute(
        select(LoginSession, Account.person_id, Person.name)
        .join(Account, Account.id == LoginSession.account_id)
        .join(Person, Person.id == Account.person_id)
        .where(
            LoginSession.token_hash == token_hash(token),
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > now,
            LoginSession.last_seen_at > now - IDLE_LIMIT,
            Account.disabled_at.is_(None),
        )
    ).first()
    if row is None:
        return None
    session, person_id, name = row
    roles, units = _roles(person_id)
    actor = Actor(person_id, name, session.id, roles, units, session.confirmed_at)
    return LiveSession(actor, token, session.last_seen_at)


def owner_of_token(token: str) -> int | None:
    """Whose session a token was, live or not; to return typed text to its writer."""
    return db.session.scalar(
        select(Account.person_id)
        .join(LoginSession, LoginSession.account_id == Account.id)
        .where(LoginSession.token_hash == token_hash(token))
    )


def _roles(person_id: int) -> tuple[frozenset[Role], frozenset[int]]:
    rows = db.session.execute(select(RoleGrant.role, RoleGrant.unit_id).where(RoleGrant.person_id == person_id)).all()
    roles = frozenset(row.role for row in rows)
    units = frozenset(row.unit_id for row in rows if row.role is Role.UNIT_OFFICER and row.unit_id is not None)
    return roles, units
