"""The way in by a printed slip: whoever holds one is nobody to this program but its holder.

A right code leaves nothing behind. Wrong ones grow slower, as at the login; they are counted by address and the first
signs typed, so that one person's slips of the pen hold up nobody else at the same computer. A code has 100 random
bits: guessing is hopeless at any speed.
"""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app import clock
from app.auth.models import LoginFailure
from app.auth.throttle import failure_key, note_failure, refuse_while_waiting
from app.db import atomic, command, db, fixed_bytes
from app.domain.codes import normalise
from app.domain.errors import InvalidError, Problem
from app.domain.feedback import PUBLISHED, RoundState
from app.feedback.answering import Rater
from app.feedback.models import FeedbackRound, Invitation

WRONG = (
    "Kode ini tidak dikenal. Salin lagi dari kertas: kode tidak memakai angka 0 dan 1, juga tidak huruf O dan I. "
    "Bila tetap tidak dikenal, mintalah kertas lain kepada yang membagikannya."
)
_FIRST_SIGNS = 4
_SLIP = (
    select(Invitation.id, FeedbackRound.state)
    .join(FeedbackRound, FeedbackRound.id == Invitation.round_id)
    .where(
        Invitation.slip_hash == bindparam("slip", type_=fixed_bytes(32)),
        FeedbackRound.state != RoundState.PREPARING,
    )
)


@dataclass(frozen=True)
class Entered:
    """A slip that was recognised: its form, the hash of its code, and whether its round is counted already."""

    form_id: bytes
    slip: bytes
    is_counted: bool


@command
def enter(code: str, address: str) -> Entered:
    """Recognise the code of a slip, typed with spaces or in small letters.

    Raises:
        InvalidError: there is no such code, or it is too early for another guess.
    """
    slip = Rater.by_slip(code).slip or b""
    found = db.session.execute(_SLIP, {"slip": slip}).one_or_none()
    key, moment = failure_key("slip", address, normalise(code)[:_FIRST_SIGNS]), clock.now()
    refuse_while_waiting(db.session.get(LoginFailure, key), moment, "code")
    if found is not None:
        return Entered(found.id, slip, found.state in PUBLISHED)
    with atomic() as session:
        refuse_while_waiting(session.get(LoginFailure, key, with_for_update=True), moment, "code")
        note_failure(session, key, moment, None)
    raise InvalidError(Problem("code", WRONG))
