"""Close personal relations: the assessor declares one, and the superior reads the draft before the signature."""

from app import clock
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, StaleError
from app.domain.review import EvaluationVerb
from app.people import queries as people
from app.review import queries
from app.review.content import mark_of
from app.review.service import Declared, declare_in, locked, note


@command
def declare(actor: Actor, evaluation_id: int, claim: Claim, is_close: bool | None, words: str) -> Saved:
    """The assessor declares whether there is a close personal relation, and which.

    Raises:
        DeniedError: the actor is not the assessor, or the evaluation is signed.
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.DECLARE)
        if evaluation.claim(*claim):
            declare_in(session, actor, evaluation, standing, Declared(is_close, words))
        return Saved(evaluation.version, clock.now())


@command
def look(actor: Actor, evaluation_id: int, seen: str) -> None:
    """The superior has read ratings, reason and record of a draft where a close relation was declared.

    Raises:
        DeniedError: no close relation was declared, or the actor is not the superior.
        InvalidError: the draft is not complete yet.
        StaleError: the draft is another one than the one that was read.
    """
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.LOOK)
        if not evaluation.is_close:
            raise DeniedError("Untuk evaluasi ini tidak ada hubungan dekat yang dinyatakan.")
        view = queries.visible_evaluation(actor, evaluation_id, people.today())
        mark = mark_of(view, people.the_agency())
        if mark != seen:
            raise StaleError
        evaluation.looked_by, evaluation.looked_at, evaluation.looked_sha256 = actor.person_id, clock.now(), mark
        note(session, actor, evaluation, standing, "evaluation.look", sha256=mark)
