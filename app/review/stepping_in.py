"""The superior in the place of an assessor who let the time for evaluating pass."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, NotFoundError
from app.domain.policy import Relation, Standing, doers, relations
from app.domain.review import EVALUATION_STEPS, EvaluationVerb, Way, missing_for_signature
from app.domain.transitions import next_state
from app.planning.models import Plan
from app.review.models import Evaluation
from app.review.service import locked_plan, new_evaluation, note
from app.review.signing import require_passed


@command
def take_over(actor: Actor, root_id: int, period: int = 0) -> int:
    """Stand in for the assessor of a plan's employee, for a period (0: the year); gives the evaluation.

    What the assessor finished and did not sign is signed above as it stands (V.A.8, p.115-116). What was not finished
    the superior evaluates anew, and the result is final (IV.A.11, p.90): the assessor's half is cleared, and that there
    was one is kept in the audit trail.

    Raises:
        NotFoundError: no such plan below this superior.
        DeniedError: the assessor may still sign, or it is signed already.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, root_id, period)
        if Relation.SUPERIOR not in relations(actor, standing):
            raise NotFoundError("Rencana tidak ditemukan.")
        require_passed(plan.year_id, period)
        evaluation = session.scalars(
            select(Evaluation)
            .where(Evaluation.plan_root_id == root_id, Evaluation.period_number == period)
            .with_for_update()
        ).first()
        if evaluation is None:
            return _begin(session, actor, plan, standing, period)
        if evaluation.way is not Way.REGULAR:
            return evaluation.id
        next_state(EVALUATION_STEPS, evaluation.state, EvaluationVerb.TAKE_OVER)
        if not doers(EvaluationVerb.TAKE_OVER, evaluation.way) & relations(actor, standing):
            raise DeniedError("Langkah ini dilakukan oleh atasan pejabat penilai.")
        _take(session, actor, evaluation, standing)
        return evaluation.id


def _begin(session: Session, actor: Actor, plan: Plan, standing: Standing, period: int) -> int:
    evaluation = new_evaluation(session, plan, standing, period, Way.TAKEN_OVER)
    note(session, actor, evaluation, standing, "evaluation.take_over", way=Way.TAKEN_OVER.value, draft="none")
    return evaluation.id


def _take(session: Session, actor: Actor, evaluation: Evaluation, standing: Standing) -> None:
    is_whole = not missing_for_signature(
        achievement_known=True,
        results=evaluation.results_rating,
        behaviour=evaluation.behaviour_rating,
        reason=evaluation.reason,
        note=evaluation.note,
    )
    if evaluation.carried_from_id and not evaluation.carried_agreed_at:
        is_whole = False  # the employee did not agree to the result of the former unit (IV.A.13.a, p.91)
    evaluation.way = Way.SIGNED_ABOVE if is_whole else Way.TAKEN_OVER
    if not is_whole:
        evaluation.results_rating = evaluation.behaviour_rating = evaluation.exception = None
        evaluation.reason = evaluation.note = ""
        evaluation.prepared_by = evaluation.carried_from_id = evaluation.carried_agreed_at = None
        evaluation.marks.clear()
    evaluation.outdate()
    draft = "whole" if is_whole else "cleared"
    note(session, actor, evaluation, standing, "evaluation.take_over", way=evaluation.way.value, draft=draft)
