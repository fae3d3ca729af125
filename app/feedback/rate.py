"""How much of the forms came in, per unit, in steps of ten percent, once a day; nothing of small groups.

Counted are the forms of counted classes that somebody with an account answers, cancelled ones too: nothing an officer
does to the forms of a round, slips printed or raters cancelled, moves the figure by what one person answered.
"""

import logging
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Integer, delete, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from app import clock
from app.db import atomic, command, db
from app.domain.errors import DeniedError
from app.domain.feedback import COUNTED, InvitationState, RoundState
from app.feedback import paper
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, RoundRate
from app.people import queries as people

STEPS = 10
GOING = (RoundState.OPEN, RoundState.CLOSED)
_log = logging.getLogger(__name__)


def tick(folder: Path) -> None:
    """Count every open round that was not counted today; called often, writes once a day where the agency is."""
    agency = people.agency()
    if agency is None:
        return
    today = clock.today(agency.timezone)
    going = select(FeedbackRound.id).where(FeedbackRound.state.in_(GOING))
    for round_id in db.session.scalars(going.order_by(FeedbackRound.id)).all():
        try:
            count(folder, round_id, today)
        except DeniedError as error:  # that it was tampered with is told to whoever opens it
            _log.error("round %s is not counted: %s", round_id, error)


@command
def count(folder: Path, round_id: int, today: date) -> None:
    """Count one round, from the day after its launch to the day after its closing, unless it was counted today.

    Raises:
        DeniedError: the keys are not on this machine, or the rules are not those of the launch.
    """
    zone = people.the_agency().zone
    with atomic() as session:
        row = session.get_one(FeedbackRound, round_id, with_for_update=True)  # the purge after counting empties flags
        stored = session.scalar(select(func.max(RoundRate.day)).where(RoundRate.round_id == round_id))
        if row.state not in GOING or row.launched_at is None or (stored is not None and stored >= today):
            return
        _, rules = paper.checked(row, folder)
        last = (rules.closes_at - timedelta(seconds=1)).astimezone(zone).date() + timedelta(days=1)
        if not row.launched_at.astimezone(zone).date() < today <= last:
            return
        session.execute(delete(RoundRate).where(RoundRate.round_id == round_id))
        for unit_id, tenths in _counted(session, round_id, rules.score_threshold):
            session.add(RoundRate(round_id=round_id, unit_id=unit_id, tenths=tenths, day=today))


def _counted(session: Session, round_id: int, threshold: int) -> list[tuple[int, int]]:
    """Units with at least ``threshold`` forms of as many raters, and the tenths of each."""
    forms, raters = func.count(), func.count(Invitation.rater_id.distinct())
    rows = session.execute(
        select(FeedbackSubject.unit_id, forms, func.sum(sql_cast(Invitation.used, Integer)))
        .join(FeedbackSubject, FeedbackSubject.id == Invitation.subject_id)
        .where(
            Invitation.round_id == round_id,
            Invitation.rater_class.in_(COUNTED),
            Invitation.rater_id.is_not(None),
            Invitation.state != InvitationState.DECLINED,
        )
        .group_by(FeedbackSubject.unit_id)
        .having(forms >= threshold, raters >= threshold)
    )
    return [(unit_id, STEPS * int(used) // invited) for unit_id, invited, used in rows]
