"""Tables of login: accounts, one-time codes, sessions, failures, roles."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime, enum_type, fixed_bytes
from app.domain.actors import Role


class Account(Base):
    """How a person logs in. ``login`` is the NIP, or a name for officials who have none.

    Without a password nobody can log in until a one-time code is redeemed. ``totp_secret`` is sealed with the
    installation's key; ``totp_step`` is the last time step a code was accepted for, so that none counts twice.
    ``email`` is where reminders go, if its owner wants them there.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    login: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_secret: Mapped[str | None] = mapped_column(String(200))
    totp_step: Mapped[int] = mapped_column(default=0)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    email: Mapped[str | None] = mapped_column(String(254))


class CodeKind(StrEnum):
    """What a one-time code is for."""

    FIRST = "first"
    RESET = "reset"


class AccessCode(Base):
    """A one-time code printed by an officer; only a hash of it is stored.

    ``seen_at`` is when the owner said to have read that it was issued and used.
    """

    __tablename__ = "access_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[CodeKind] = mapped_column(enum_type(CodeKind))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LoginSession(Base):
    """One login. Only the SHA-256 of the browser's token is stored; ``ended_at`` ends it at once everywhere.

    ``draft_key`` seals unsent answers that the browser holds; made for every login, answering or not.
    """

    __tablename__ = "login_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    draft_key: Mapped[bytes | None] = mapped_column(fixed_bytes(32))


class LoginFailure(Base):
    """Failed logins of one login name from one address; gone after a success."""

    __tablename__ = "login_failure"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class RoleGrant(Base):
    """A role given to a person, for a unit and all below it, or for the agency."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_type(Role))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
