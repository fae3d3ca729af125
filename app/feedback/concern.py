"""Whether anything of the rounds going on may concern somebody: the one question every home page asks."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, exists, or_, select

from app.db import db
from app.domain.feedback import RoundState
from app.feedback.models import Custodian, FeedbackRound, FeedbackSubject, Invitation


@dataclass(frozen=True)
class Concern:
    """What of the rounds going on may concern somebody: forms to answer, candidates to name, a code to keep."""

    forms: bool
    naming: bool
    keys: bool


_ME: Any = bindparam("me")
_CONCERNS = select(
    exists().where(
        Invitation.rater_id == _ME, FeedbackRound.id == Invitation.round_id, FeedbackRound.state == RoundState.OPEN
    ),
    exists().where(
        or_(FeedbackSubject.person_id == _ME, FeedbackSubject.supervisor_id == _ME),
        FeedbackRound.id == FeedbackSubject.round_id,
        FeedbackRound.state == RoundState.PREPARING,
    ),
    exists().where(
        Custodian.person_id == _ME,
        FeedbackRound.id == Custodian.round_id,
        FeedbackRound.state.in_((RoundState.PREPARING, RoundState.OPEN, RoundState.CLOSED)),
    ),
)


def concerns(person_id: int) -> Concern:
    """Whether there is anything to look for; one statement, asked by every home page before the others."""
    return Concern(*(bool(found) for found in db.session.execute(_CONCERNS, {"me": person_id}).one()))
