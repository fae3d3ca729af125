"""Command of leaders who gave an assignment: what they say of it to the assessor (IV.A.4, p.89)."""

from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError
from app.domain.progress import SIGNED
from app.people import queries as people
from app.planning.models import Plan
from app.progress import leaders
from app.progress.models import LeaderFeedback


@command
def save(actor: Actor, where: tuple[int, str], claim: Claim, text: str, *, period: int = 0) -> Saved:
    """Save a leader's words on a result that came from an assignment; employee and assessor read them at once.

    ``where`` is the root of the employee's plan and the key of the result.

    Raises:
        NotFoundError: the result did not come from this leader.
        DeniedError: the period is signed.
        StaleError: somebody else saved this page first.
    """
    root_id, key = where
    with atomic() as session:
        plan = session.get(Plan, root_id, with_for_update=True)
        given = leaders.given_one(actor.person_id, where, period, people.today())
        if given.is_closed or plan is None:
            raise DeniedError(SIGNED)
        row = session.scalars(
            select(LeaderFeedback).where(
                LeaderFeedback.plan_root_id == root_id,
                LeaderFeedback.period_number == period,
                LeaderFeedback.item == given.item,
                LeaderFeedback.author_id == actor.person_id,
            )
        ).first()
        if row is None:
            row = LeaderFeedback(plan_root_id=root_id, period_number=period, item=given.item, version=0, editor_seq=0)
            row.author_id, row.changed_at = actor.person_id, clock.now()
            session.add(row)
        if row.claim(*claim):
            row.text, row.changed_at = text, clock.now()
            unit_id = people.standing(plan.employee_id, people.today()).unit_id
            record(session, actor, "progress.leader", ("plan", root_id), unit_id=unit_id, part=key, period=period)
        return Saved(row.version, clock.now())
