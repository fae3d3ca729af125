"""Taking delivery of a signed evaluation."""

from app import clock
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.review import EvaluationVerb
from app.review.service import locked, move


@command
def receive(actor: Actor, evaluation_id: int) -> None:
    """The employee takes delivery; the clocks of return and objection begin (V.A.6, V.B.2)."""
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.RECEIVE)
        evaluation.received_at = clock.now()
        move(session, actor, evaluation, standing, EvaluationVerb.RECEIVE)
