"""Commands of login. Passwords are argon2id; sessions live in the database and end at once."""

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
from app.auth.throttle import failure_key, note_failure, note_success, refuse_while_waiting
from app.db import atomic, command, db
from app.domain import nip
from app.domain.actors import Actor
from app.domain.errors import ConfirmationNeededError, DomainError, InvalidError, Problem
from app.domain.mail import problem_of_address

ABSOLUTE_LIMIT = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=10)
KEEP_SESSIONS = timedelta(days=90)
KEEP_FAILURES = timedelta(days=1)
MIN_PASSWORD = 10
WRONG = (
    "NIP atau kata sandi salah. Periksa lagi; huruf besar dan kecil pada kata sandi dibedakan. "
    "Belum punya kata sandi? Pakai kode dari petugas."
)
NOT_SIGNED = "Kata sandi salah. Tidak ada yang ditandatangani."
# 46 MiB, one pass: 56 ms; many logins at once must not exhaust the memory of an office server.
_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
# Checked when the login is unknown, so that the answer takes as long as for a wrong password.
_DECOY = _hasher.hash(secrets.token_hex(16))


@dataclass(frozen=True)
class LoggedIn:
    """A new session: its token is told once, to the browser."""

    token: str
    person_id: int


@dataclass(frozen=True)
class Proven:
    """An account whose password was right a moment ago; it opens nothing once the password is another one."""

    account_id: int
    person_id: int
    password_hash: str


class SecondStepNeededError(DomainError):
    """The password is right; the account asks for the code of the owner's phone as well."""

    def __init__(self, proven: Proven) -> None:
        super().__init__("second step")
        self.proven = proven


def hash_password(password: str) -> str:
    """Argon2id hash of a password."""
    return _hasher.hash(password)


def login_name(text: str) -> str:
    """How a typed NIP or login name is looked up."""
    digits = nip.normalise(text)
    return digits if digits.isdigit() else text.strip().lower()


def need_confirmation(actor: Actor) -> None:
    """A signature, and whatever gives rights, needs a password entered within five minutes.

    Raises:
        ConfirmationNeededError: it was entered longer ago.
    """
    if not actor.has_confirmed(clock.now()):
        raise ConfirmationNeededError


@command
def log_in(login: str, password: str, address: str, replaces: int | None = None) -> LoggedIn:
    """Open a session; ``replaces`` is the one the same browser was in, which ends.

    Raises:
        InvalidError: unknown login, wrong password, no password yet, disabled account (one and the same sentence), or
            too many failures from this address; then the sentence says how long to wait.
        SecondStepNeededError: the account has a second step.
    """
    name, moment = login_name(login), clock.now()
    key = failure_key(name, address)
    refuse_while_waiting(db.session.get(LoginFailure, key), moment)
    # Hashing takes 50 ms: it happens before the transaction, which on SQLite holds the only write lock.
    account = db.session.scalar(select(Account).where(Account.login == name))
    right, known = _verify(account, password), account.id if account else None
    proven = Proven(account.id, account.person_id, account.password_hash or "") if account and right else None
    needs_code = account is not None and account.totp_secret is not None
    with atomic() as session:
        refuse_while_waiting(session.get(LoginFailure, key, with_for_update=True), moment)
        opened = open_session(session, proven, moment, replaces) if proven and not needs_code else None
        if opened is None and not (proven and needs_code):
            note_failure(session, key, moment, known)
        else:
            note_success(session, key)
    if opened is not None:
        return opened
    if proven and needs_code:
        raise SecondStepNeededError(proven)
    raise InvalidError(Problem("", WRONG))


def _verify(account: Account | None, password: str) -> bool:
    try:
        _hasher.verify((account.password_hash if account else None) or _DECOY, password)
    except (VerificationError, InvalidHashError):
        return False
    return account is not None and account.password_hash is not None and account.disabled_at is None


def open_session(session: Session, proven: Proven, moment: datetime, replaces: int | None = None) -> LoggedIn | None:
    """A session for an account whose password was right; None when it is another one by now, or the account closed."""
    account = session.get_one(Account, proven.account_id, with_for_update=True)
    if account.disabled_at is not None or account.password_hash != proven.password_hash:
        return None
    if replaces is not None:
        end_session(session, replaces, moment)
    token = secrets.token_urlsafe(32)
    opened = LoginSession(
        account_id=account.id,
        token_hash=token_hash(token),
        created_at=moment,
        last_seen_at=moment,
        expires_at=moment + ABSOLUTE_LIMIT,
        confirmed_at=moment,
        draft_key=secrets.token_bytes(32),
    )
    session.add(opened)
    session.flush()
    record(session, Actor(account.person_id, "", opened.id), "auth.login", ("account", account.id))
    return LoggedIn(token, account.person_id)


def end_session(session: Session, session_id: int, moment: datetime) -> None:
    """End one session, unless it ended before."""
    one = update(LoginSession).where(LoginSession.id == session_id, LoginSession.ended_at.is_(None))
    session.execute(one.values(ended_at=moment))


def end_sessions(session: Session, account_id: int, keep: int | None = None) -> None:
    """End every session of an account but one."""
    ended = update(LoginSession).where(LoginSession.account_id == account_id, LoginSession.ended_at.is_(None))
    if keep is not None:
        ended = ended.where(LoginSession.id != keep)
    session.execute(ended.values(ended_at=clock.now()))


@command
def log_out(actor: Actor) -> None:
    """End this session everywhere."""
    with atomic() as session:
        session.get_one(LoginSession, actor.session_id).ended_at = clock.now()
        record(session, actor, "auth.logout", ("session", actor.session_id))


@command
def log_out_elsewhere(actor: Actor) -> None:
    """End every other session of the actor's account."""
    with atomic() as session:
        account = own_account(session, actor)
        end_sessions(session, account.id, keep=actor.session_id)
        record(session, actor, "auth.logout_elsewhere", ("account", account.id))


def own_account(session: Session, actor: Actor) -> Account:
    """The actor's account, locked."""
    return session.scalars(select(Account).where(Account.person_id == actor.person_id).with_for_update()).one()


@command
def touch(session_id: int) -> None:
    """Note that the session is used; called at most every ten minutes."""
    with atomic() as session:
        session.execute(update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=clock.now()))


@command
def confirm(actor: Actor, password: str, wrong: str = NOT_SIGNED) -> Actor:
    """Enter the password again before a signature, or before rights are given; good for five minutes.

    Raises:
        InvalidError: the password is wrong; ``wrong`` is the sentence that says so.
    """
    _prove(actor, password, Problem("password", wrong))
    moment = clock.now()
    with atomic() as session:
        session.get_one(LoginSession, actor.session_id).confirmed_at = moment
    return replace(actor, confirmed_at=moment)


@command
def _prove(actor: Actor, password: str, wrong: Problem) -> None:
    """Check the actor's own password; whoever finds an open session guesses no faster than at the login."""
    moment, key = clock.now(), failure_key("session", str(actor.session_id))
    refuse_while_waiting(db.session.get(LoginFailure, key), moment, wrong.field)
    account = db.session.scalar(select(Account).where(Account.person_id == actor.person_id))
    right, known = _verify(account, password), account.id if account else None
    with atomic() as session:
        refuse_while_waiting(session.get(LoginFailure, key, with_for_update=True), moment, wrong.field)
        if right:
            note_success(session, key)
        else:
            note_failure(session, key, moment, known)
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
        account = own_account(session, actor)
        account.password_hash, account.password_set_at = hashed, clock.now()
        end_sessions(session, account.id, keep=actor.session_id)
        record(session, actor, "auth.password_changed", ("account", account.id))


@command
def store_address(actor: Actor, text: str) -> None:
    """Store where the actor's reminders go; an empty text clears it. The trail tells that, never the address.

    Raises:
        InvalidError: this is no address.
    """
    address = text.strip()
    if address and (why := problem_of_address(address)):
        raise InvalidError(Problem("address", why))
    with atomic() as session:
        account = own_account(session, actor)
        if (account.email or "") == address:
            return
        account.email = address or None
        record(session, actor, "account.address", ("account", account.id), stored=bool(address))


@command
def forget_old(moment: datetime) -> None:
    """Delete sessions that were over 90 days before ``moment``, and failures older than a day."""
    with atomic() as session:
        session.execute(delete(LoginSession).where(LoginSession.expires_at < moment - KEEP_SESSIONS))
        session.execute(delete(LoginFailure).where(LoginFailure.last_at < moment - KEEP_FAILURES))
