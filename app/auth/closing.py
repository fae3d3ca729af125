"""Commands that close and reopen an account."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth import holders
from app.auth.models import AccessCode, Account
from app.auth.roles import is_last_administrator
from app.auth.service import end_sessions, need_confirmation
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.office import AccountVerb, account_verbs
from app.people import queries as people

NOT_YOURS = "Akun ini tidak dapat Anda tutup atau buka. Mintalah petugas kepegawaian instansi."
LAST_ADMINISTRATOR = "Ini administrator terakhir. Tunjuk administrator lain dahulu, baru akun ini dapat ditutup."
MOST = 300


@command
def close(actor: Actor, person_id: int, reason: str) -> bool:
    """Close an account; its sessions end at once and its codes are void.

    Raises:
        DeniedError: it is not this actor's to close.
        InvalidError: no reason was given, or it is the last administrator's.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    reason = _checked(reason)
    with atomic() as session:
        row = _locked(session, person_id)
        view = holders.holder(actor, person_id, people.today())
        if row is None or AccountVerb.CLOSE not in account_verbs(actor, view.rights):
            raise DeniedError(NOT_YOURS)
        if is_last_administrator(session, person_id):
            raise InvalidError(Problem("", LAST_ADMINISTRATOR))
        _shut(session, row)
        record(session, actor, "account.close", ("account", row.id), unit_id=view.unit_id, reason=reason)
        return True


@command
def close_departed(person_id: int) -> bool:
    """Close the account of somebody whose service ended, if there is an open one; whether it was closed."""
    with atomic() as session:
        row = _locked(session, person_id)
        if row is None or row.disabled_at is not None:
            return False
        _shut(session, row)
        record(session, None, "account.close", ("account", row.id), reason="departure")
        return True


def _locked(session: Session, person_id: int) -> Account | None:
    return session.scalars(select(Account).where(Account.person_id == person_id).with_for_update()).first()


def _shut(session: Session, row: Account) -> None:
    """Sessions end at once, and codes are void."""
    row.disabled_at = clock.now()
    end_sessions(session, row.id)
    open_ones = (AccessCode.used_at.is_(None), AccessCode.revoked_at.is_(None))
    revoked = update(AccessCode).where(AccessCode.account_id == row.id, *open_ones)
    session.execute(revoked.values(revoked_at=clock.now()))


@command
def reopen(actor: Actor, person_id: int, reason: str) -> bool:
    """Open a closed account again; its password is the one it had.

    Raises:
        DeniedError: it is not this actor's to open.
        InvalidError: no reason was given.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    reason = _checked(reason)
    with atomic() as session:
        row = _locked(session, person_id)
        view = holders.holder(actor, person_id, people.today())
        if row is None or AccountVerb.REOPEN not in account_verbs(actor, view.rights):
            raise DeniedError(NOT_YOURS)
        row.disabled_at = None
        record(session, actor, "account.reopen", ("account", row.id), unit_id=view.unit_id, reason=reason)
        return True


def _checked(reason: str) -> str:
    text = reason.strip()
    if not text or len(text) > MOST:
        raise InvalidError(Problem("reason", f"Tulis alasannya, paling banyak {MOST} karakter."))
    return text
