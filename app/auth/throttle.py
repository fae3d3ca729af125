"""Guessing grows slower and slower, for one login name from one address; nobody is ever locked out."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.audit.service import record
from app.auth.models import LoginFailure
from app.db import add_once
from app.domain.errors import InvalidError, Problem

FREE_FAILURES = 3
LONGEST_DELAY = timedelta(minutes=5)
_MOST = 20  # 2 ** n must stay small, and the longest delay is reached long before
TOLD_AT = frozenset({FREE_FAILURES, 11})
"""A run of failures is told twice: when the delay begins, and when it has grown to its longest."""


def failure_key(*parts: str) -> str:
    """The name of a count; what was typed cannot be read off it."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def refuse_while_waiting(failure: LoginFailure | None, moment: datetime, field: str = "") -> None:
    """Asked before the work of hashing, and again under the row's lock: guesses sent side by side count one by one.

    Raises:
        InvalidError: it is too early for another guess.
    """
    wait = _remaining_delay(failure, moment)
    if wait:
        raise InvalidError(Problem(field, f"Terlalu banyak percobaan. Tunggu {wait} detik, lalu coba lagi."))


def _remaining_delay(failure: LoginFailure | None, moment: datetime) -> int:
    """Seconds to wait: nothing for three failures, then 2, 4, 8 … up to five minutes."""
    if failure is None or failure.failures < FREE_FAILURES:
        return 0
    delay = min(timedelta(seconds=2 ** (failure.failures - FREE_FAILURES + 1)), LONGEST_DELAY)
    left = (failure.last_at + delay - moment).total_seconds()
    return max(0, int(left + 0.999))


def note_success(session: Session, key: str) -> None:
    """Forget the failures before."""
    session.execute(delete(LoginFailure).where(LoginFailure.key == key))


def note_failure(session: Session, key: str, moment: datetime, account_id: int | None) -> None:
    """Count a failure; a run of them is told in the audit trail, without what was typed."""
    if session.get(LoginFailure, key) is None:
        add_once(session, LoginFailure(key=key, failures=0, last_at=moment))
    failure = session.get_one(LoginFailure, key, with_for_update=True)
    failure.failures, failure.last_at = min(failure.failures + 1, _MOST), moment
    if failure.failures in TOLD_AT:
        record(session, None, "auth.failures", ("account", account_id or 0), failures=failure.failures)
