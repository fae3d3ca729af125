"""Reads of login: the person behind a session token."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import aliased

from app.auth.models import AccessCode, Account, CodeKind, LoginSession, RoleGrant
from app.db import UtcDateTime, db
from app.domain.actors import Actor, Role
from app.people import queries as people
from app.people.models import Person

IDLE_LIMIT = timedelta(hours=1)  # PCs are shared; typed text survives the end of a session
MOST_CODES = 20


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
    """The session behind a token; None when it ended, expired, idled, the account is disabled, or the service over."""
    rows = db.session.execute(_SESSION, {"token": token_hash(token), "now": now, "idle": now - IDLE_LIMIT}).all()
    if not rows:
        return None
    row = rows[0]
    if row.ended_on is not None and row.ended_on < people.today():
        return None
    roles = frozenset(line.role for line in rows if line.role is not None)
    units = frozenset(line.unit_id for line in rows if line.role is Role.UNIT_OFFICER and line.unit_id is not None)
    actor = Actor(row.person_id, row.name, row.id, roles, units, row.confirmed_at)
    return LiveSession(actor, token, row.last_seen_at)


def draft_key(session_id: int) -> bytes | None:
    """What seals the unsent answers that this session's browser holds; None for a login from before there were any."""
    return db.session.scalar(_DRAFT_KEY, {"session_id": session_id})


_DRAFT_KEY = select(LoginSession.draft_key).where(LoginSession.id == bindparam("session_id"))
_SESSION = (
    select(
        LoginSession.id,
        LoginSession.confirmed_at,
        LoginSession.last_seen_at,
        Account.person_id,
        Person.name,
        Person.ended_on,
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


@dataclass(frozen=True)
class CodeRow:
    """A code of one's own account, as its owner is told of it."""

    id: int
    is_reset: bool
    by: str | None
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


_Issuer = aliased(Person)
_CODES = (
    select(
        AccessCode.id,
        AccessCode.kind == CodeKind.RESET,
        _Issuer.name,
        AccessCode.issued_at,
        AccessCode.expires_at,
        AccessCode.used_at,
        AccessCode.revoked_at,
    )
    .join(Account, Account.id == AccessCode.account_id)
    .outerjoin(_Issuer, _Issuer.id == AccessCode.issued_by)
    .where(Account.person_id == bindparam("person_id"))
    .order_by(AccessCode.id.desc())
    .limit(MOST_CODES)
)
_UNREAD = _CODES.where(or_(AccessCode.seen_at.is_(None), AccessCode.seen_at < AccessCode.used_at))


def codes_of(person_id: int) -> list[CodeRow]:
    """The latest codes of somebody's account."""
    return [CodeRow(*row) for row in db.session.execute(_CODES, {"person_id": person_id})]


def unread_codes(person_id: int) -> list[CodeRow]:
    """Codes issued or used since their owner last said to have read of them; asked by every home page."""
    return [CodeRow(*row) for row in db.session.execute(_UNREAD, {"person_id": person_id})]


@dataclass(frozen=True)
class OwnSession:
    """An open login of one's own."""

    id: int
    since: datetime
    last_seen_at: datetime


@dataclass(frozen=True)
class OwnAccount:
    """One's own account."""

    login: str
    password_set_at: datetime | None
    has_second_step: bool
    sessions: tuple[OwnSession, ...]
    email: str | None


def own_account(person_id: int, now: datetime) -> OwnAccount:
    """The account of somebody logged in, with its open logins, the latest first."""
    account = db.session.execute(
        select(
            Account.id, Account.login, Account.password_set_at, Account.totp_secret.is_not(None), Account.email
        ).where(Account.person_id == person_id)
    ).one()
    rows = db.session.execute(
        select(LoginSession.id, LoginSession.created_at, LoginSession.last_seen_at)
        .where(
            LoginSession.account_id == account[0],
            LoginSession.ended_at.is_(None),
            LoginSession.expires_at > now,
            LoginSession.last_seen_at > now - IDLE_LIMIT,
        )
        .order_by(LoginSession.id.desc())
        .limit(MOST_CODES)
    )
    return OwnAccount(account[1], account[2], bool(account[3]), tuple(OwnSession(*row) for row in rows), account[4])


@dataclass(frozen=True)
class PastLogin:
    """A login of one's own, open or over."""

    since: datetime
    last_seen_at: datetime
    ended_at: datetime | None


def logins_of(person_id: int) -> list[PastLogin]:
    """Every login still known, the oldest first."""
    rows = db.session.execute(
        select(LoginSession.created_at, LoginSession.last_seen_at, LoginSession.ended_at)
        .join(Account, Account.id == LoginSession.account_id)
        .where(Account.person_id == person_id)
        .order_by(LoginSession.id)
    )
    return [PastLogin(*row) for row in rows]
