"""After counting: everything that could open a ballot or tie one to a form is deleted, and the files are rewritten.

Repeatable and in need of no key. The destroyed keys are the protection; the purge keeps the rest from lying about.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import delete, select, text, update

from app import clock
from app.audit.service import record
from app.config import Settings
from app.db import atomic, command, db
from app.domain.feedback import ROUND_STEPS, RoundState, RoundVerb
from app.domain.transitions import next_state
from app.feedback.box import Ballot
from app.feedback.keyring import Keyring
from app.feedback.models import FeedbackRound, Invitation, WrappedKey
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure

OVER = frozenset({RoundState.COUNTED, RoundState.PURGED, RoundState.ABANDONED})
_REWRITTEN = ("ballot", "invitation", "wrapped_key", "published_cell", "published_figure", "published_comment")
STILL_READ = "Basis data sedang dibaca proses lain. Pembersihan diulang otomatis setiap sepuluh menit."
STILL_LOCKED = "Basis data sedang dipakai. Pembersihan diulang otomatis setiap sepuluh menit."


def purge(round_id: int, settings: Settings) -> None:
    """Delete ballots, verifiers, marks of use, leftovers of other counts and the keys; then rewrite the files.

    The keys go first: whatever keeps the tables from being cleaned, nothing opens a ballot any more. A step that cannot
    be done now is named in ``purge_problem`` and is tried again by :func:`purge_all`.
    """
    row = db.session.get(FeedbackRound, round_id)
    if row is None or row.state not in OVER:
        return
    ring = Keyring(settings.feedback_keys, row.token)
    db.session.remove()
    ring.destroy()
    _delete(round_id)
    _finish(round_id, _rewrite())


def purge_all(settings: Settings) -> None:
    """Go on with every round whose purge is not finished."""
    unfinished = select(FeedbackRound.id).where(
        FeedbackRound.state.in_(OVER - {RoundState.PURGED}), FeedbackRound.purged_at.is_(None)
    )
    found = list(db.session.scalars(unfinished))
    db.session.remove()
    for round_id in found:
        purge(round_id, settings)


@command
def _delete(round_id: int) -> None:
    """Everything in the tables, of a round that is over."""
    with atomic() as session:
        row = session.get(FeedbackRound, round_id, with_for_update=True)
        if row is None or row.state not in OVER:
            return
        for table in (PublishedCell, PublishedFigure, PublishedComment):
            leftover = table.round_id == round_id
            if row.state is not RoundState.ABANDONED:
                leftover &= table.run != row.run
            session.execute(delete(table).where(leftover))
        session.execute(delete(Ballot).where(Ballot.round_id == round_id))
        session.execute(update(Invitation).where(Invitation.round_id == round_id).values(used=False, verifier=None))
        session.execute(update(WrappedKey).where(WrappedKey.round_id == round_id).values(body=None))


@command
def _finish(round_id: int, problem: str) -> None:
    with atomic() as session:
        row = session.get_one(FeedbackRound, round_id, with_for_update=True)
        row.purge_problem = problem
        if problem or row.purged_at is not None:
            return
        row.purged_at = clock.now()
        if row.state is RoundState.COUNTED:
            row.state = next_state(ROUND_STEPS, row.state, RoundVerb.PURGE)
        record(session, None, "feedback.purge", ("feedback_round", round_id), unit_id=row.unit_id)


def _rewrite() -> str:
    """Rewrite the files so that deleted rows are gone from them; gives what could not be done, empty when all was."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite":
        return _rewrite_sqlite(Path(url.database or ""))
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in _REWRITTEN:
            connection.execute(text(f"ALTER TABLE {table} FORCE"))
    return ""


def _rewrite_sqlite(path: Path) -> str:
    """VACUUM and empty the write-ahead log, and look at what came of it: an open reader makes it fail silently."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return STILL_LOCKED
    finally:
        connection.close()
    log = Path(f"{path}-wal")
    return STILL_READ if busy or (log.exists() and log.stat().st_size) else ""
