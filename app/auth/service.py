"""Commands of login. Passwords are argon2id; sessions live in the database and end at once."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.models import Account, LoginFailure, LoginSession
from app.auth.queries import token_hash
from app.db import add_once, atomic, command, db
from app.domain import nip
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem

ABSOLUTE_LIMIT = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=10)
KEEP_SESSIONS = timedelta(days=90)
KEEP_FAILURES = timedelta(days=1)
FREE_FAILURES = 3
LONGEST_DELAY = timedelta(minutes=5)
MIN_PASSWORD = 10
WRONG = "NIP atau kata sandi salah. Periksa lagi; huruf besar dan kecil pada kata sandi dibedakan."
# 46 MiB, one pass: 56 ms; many logins at once must not exhaust the memory of an office server.
_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
# Checked when the login is unknown, so that the answer takes as long as for a wrong password.
_DECOY = _hasher.hash(secrets.token_hex(16))


@dataclass(frozen=True)
class LoggedIn:
    """A new session: its token is told once, to the browser."""

    token: str
    person_id: int


def hash_password(password: str) -> str:
    """Argon2id hash of a password."""
    return _hasher.hash(password)


def login_name(text: str) -> str:
    """How a typed NIP or login name is looked up."""
    digits = nip.normalise(text)
    return digits if digits.isdigit() else text.strip().lower()


@command
def log_in(login: str, password: str, address: str) -> LoggedIn:
    """Open a session.

    Raises:
        InvalidError: unknown login, wrong password, disabled account (one and the same sentence), or too many
            failures from this address; then the sentence says how long to wait.
    """
    name, moment = login_name(login), clock.now()
    key = _failure_key(name, address)
    _refuse_while_waiting(db.session.get(LoginFailure, key), moment)
    # Hashing takes 50 ms: it happens before the transaction, which on SQLite holds the only write lock.
    account = db.session.scalar(select(Account).where(Account.login == name))
    right = _verify(account, password)
    proven = (account.id, account.password_hash) if account and account.password_hash and right else None
    with atomic() as session:
        _refuse_while_waiting(session.get(LoginFailure, key, with_for_update=True), moment)
        opened = _open_session(session, *proven, moment) if proven else None
        _note_outcome(session, key, moment, failed=opened is None)
    if opened is None:
        raise InvalidError(Problem("", WRONG))
    return opened


def _failure_key(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _refuse_while_waiting(failure: LoginFailure | None, moment: datetime, field: str = "") -> None:
    """Asked before the work of hashing, and again under the row's lock: guesses sent side by side count one by one."""
    wait = _remaining_delay(failure, moment)
    if wait:
        raise InvalidError(Problem(field, f"Terlalu banyak percobaan. Tunggu {wait} detik, lalu coba lagi."))


def _verify(account: Account | None, password: str) -> bool:
    try:
        _hasher.verify((account.password_hash if account else None) or _DECOY, password)
    except (VerificationError, InvalidHashError):
        return False
    return account is not None and account.password_hash is not None and account.disabled_at is None


def _remaining_delay(failure: LoginFailure | None, moment: datetime) -> int:
    """Seconds to wait: nothing for three failures, then 2, 4, 8 … up to five minutes."""
    if failure is None or failure.failures < FREE_FAILURES:
        return 0
    delay = min(timedelta(seconds=2 ** (failure.failures - FREE_FAILURES + 1)), LONGEST_DELAY)
    left = (failure.last_at + delay - moment).total_seconds()
    return max(0, int(left + 0.999))


def _note_outcome(session: Session, key: str, moment: datetime, *, failed: bool) -> None:
    if not failed:
        session.execute(delete(LoginFailure).where(LoginFailure.key == key))
        return
    if session.get(LoginFailure, key) is None:
        add_once(session, LoginFailure(key=key, failures=0, last_at=moment))
    failure = session.get_one(LoginFailure, key, with_for_update=True)
    # Capped: 2 ** n must stay small, and the longest delay is reached long before.
    failure.failures, failure.last_at = min(failure.failures + 1, 20), moment


def _open_session(session: Session, account_id: int, proven_hash: str, moment: datetime) -> LoggedIn | None:
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.disabled_at is not None or account.password_hash != proven_hash:
        return None  # disabled, or given another password, while this one was being checked
    token = secrets.token_urlsafe(32)
    session.add(
        LoginSession(
            account_id=account.id,
            token_hash=token_hash(token),
            created_at=moment,
            last_seen_at=moment,
            expires_at=moment + ABSOLUTE_LIMIT,
            confirmed_at=moment,
        )
    )
    record(session, None, "auth.login", ("account", account.id))
    return LoggedIn(token, account.person_id)


@command
def log_out(actor: Actor) -> None:
    """End this session everywhere."""
    with atomic() as session:
        session.get_one(LoginSession, actor.session_id).ended_at = clock.now()
        record(session, actor, "auth.logout", ("session", actor.session_id))


@command
def touch(session_id: int) -> None:
    """Note that the session is used; called at most every ten minutes."""
    with atomic() as session:
        session.execute(update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=clock.now()))


@command
def confirm(actor: Actor, password: str) -> Actor:
    """Enter the password again before a signature; good for five minutes.

    Raises:
        InvalidError: the password is wrong.
    """
    _prove(actor, password, Problem("password", "Kata sandi salah. Tidak ada yang ditandatangani."))
    moment = clock.now()
    with atomic() as session:
        session.get_one(LoginSession, actor.session_id).confirmed_at = moment
    return replace(actor, confirmed_at=moment)


@command
def _prove(actor: Actor, password: str, wrong: Problem) -> None:
    """Check the actor's own password; whoever finds an open session guesses no faster than at the login."""
    moment, key = clock.now(), _failure_key("session", str(actor.session_id))
    _refuse_while_waiting(db.session.get(LoginFailure, key), moment, wrong.field)
    right = _verify(db.session.scalar(select(Account).where(Account.person_id == actor.person_id)), password)
    with atomic() as session:
        _refuse_while_waiting(session.get(LoginFailure, key, with_for_update=True), moment, wrong.field)
        _note_outcome(session, key, moment, failed=not right)
    if not right:
        raise InvalidError(wrong)


@command
def change_password(actor: Actor, current: str, new: str) -> None:
    """Set a new password and end every other session of the account.

    Raises:
        InvalidError: the current password is wrong, or the new one is shorter than ten characters.
    """
    if len(new) < MIN_PASSWORD:
        raise InvalidError(Problem("new", f"Kata sandi baru paling sedikit {MIN_PASSWORD} karakter."))
    _prove(actor, current, Problem("current", "Kata sandi sekarang salah. Kata sandi belum diganti."))
    hashed = hash_password(new)
    with atomic() as session:
        account = session.scalars(select(Account).where(Account.person_id == actor.person_id).with_for_update()).one()
        account.password_hash, account.password_set_at = hashed, clock.now()
        _end_sessions(session, account.id, keep=actor.session_id)
        record(session, actor, "auth.password_changed", ("account", account.id))


@command
@command
def forget_old(moment: datetime) -> None:
    """Delete sessions that were over 90 days before ``moment``, and failures older than a day."""
    with atomic() as session:
        session.execute(delete(LoginSession).where(LoginSession.expires_at < moment - KEEP_SESSIONS))
        session.execute(delete(LoginFailure).where(LoginFailure.last_at < moment - KEEP_FAILURES))


@command
def disable_account(person_id: int) -> None:
    """Close an account; its sessions end at once."""
    with atomic() as session:
        account = session.scalars(select(Account).where(Account.person_id == person_id)).one()
        account.disabled_at = clock.now()
        _end_sessions(session, account.id)
        record(session, None, "auth.disabled", ("account", account.id))


def _end_sessions(session: Session, account_id: int, keep: int | None = None) -> None:
    ended = update(LoginSession).where(LoginSession.account_id == account_id, LoginSession.ended_at.is_(None))
    if keep is not None:
        ended = ended.where(LoginSession.id != keep)
    session.execute(ended.values(ended_at=clock.now()))
