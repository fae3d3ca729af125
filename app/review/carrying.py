"""Assessor and employee agree to use the last periodic result of the former unit (IV.A.13.a, p.91)."""

from sqlalchemy.orm import Session

from app import clock
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.carrying import CARRY_STEPS, CarryVerb, begun_with, carry_verbs, state_of, without
from app.domain.errors import DeniedError, NotFoundError, StaleError
from app.domain.policy import Standing
from app.domain.review import EvaluationVerb
from app.domain.transitions import next_state
from app.people import queries as people
from app.review import carried, queries
from app.review.carry_page import is_draft
from app.review.models import Evaluation
from app.review.service import locked, note


@command
def propose(actor: Actor, evaluation_id: int, source_id: int) -> None:
    """Propose that the last result of the former unit is used: it becomes the result here, and the employee is asked.

    Ratings chosen before are replaced; reason and note keep their words behind those that say where the result is from.

    Raises:
        DeniedError: not the assessor, an annual evaluation, or there is no result of a former unit to be used.
        NotFoundError: no such draft for this actor.
        StaleError: the last result is another one than the one that was shown.
    """
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.RATE)
        _step(actor, evaluation, standing, CarryVerb.PROPOSE)
        source, why = carried.offered(evaluation, standing)
        if source is None or why:
            raise DeniedError(why)
        if source.id != source_id:
            raise StaleError
        if evaluation.assessor_id != actor.person_id:  # what a former assessor declared is not theirs
            evaluation.assessor_id, evaluation.is_close, evaluation.relation = actor.person_id, None, ""
        evaluation.carried_from_id, evaluation.carried_agreed_at = source.id, None
        evaluation.results_rating, evaluation.behaviour_rating = source.results, source.behaviour
        evaluation.exception = source.exception
        evaluation.reason = begun_with(source.words, evaluation.reason)
        evaluation.note = begun_with(source.words, evaluation.note)
        _changed(evaluation)
        note(session, actor, evaluation, standing, "evaluation.carry", source=str(source.id))


@command
def agree(actor: Actor, evaluation_id: int, source_id: int) -> None:
    """The employee agrees that the result is used.

    Raises:
        DeniedError: it is signed, or the result can't be used any more.
        NotFoundError: the actor is not the employee, or nothing was proposed.
        StaleError: another result is proposed than the one that was shown.
    """
    with atomic() as session:
        evaluation, standing = _asked(session, actor, evaluation_id, source_id, CarryVerb.AGREE)
        source, why = carried.offered(evaluation, standing)
        if why:
            raise DeniedError(why)
        same = (evaluation.results_rating, evaluation.behaviour_rating, evaluation.exception)
        if source is None or source.id != source_id or same != (source.results, source.behaviour, source.exception):
            raise StaleError
        evaluation.carried_agreed_at = clock.now()
        note(session, actor, evaluation, standing, "evaluation.carry_agree", source=str(source_id))


@command
def decline(actor: Actor, evaluation_id: int, source_id: int) -> None:
    """The employee does not agree, or no longer: the assessor rates this period as usual.

    Raises:
        DeniedError: it is signed.
        NotFoundError: the actor is not the employee, or nothing was proposed.
        StaleError: another result is proposed than the one that was shown.
    """
    with atomic() as session:
        evaluation, standing = _asked(session, actor, evaluation_id, source_id, CarryVerb.DECLINE)
        _drop(evaluation, standing)
        note(session, actor, evaluation, standing, "evaluation.carry_decline", source=str(source_id))


@command
def take_back(actor: Actor, evaluation_id: int) -> None:
    """The assessor rates this period after all.

    Raises:
        DeniedError: not the assessor, or nothing was proposed.
        NotFoundError: no such draft for this actor.
    """
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.RATE)
        _step(actor, evaluation, standing, CarryVerb.TAKE_BACK)
        source_id = evaluation.carried_from_id
        _drop(evaluation, standing)
        note(session, actor, evaluation, standing, "evaluation.carry_take_back", source=str(source_id))


def _asked(
    session: Session, actor: Actor, evaluation_id: int, source_id: int, verb: CarryVerb
) -> tuple[Evaluation, Standing]:
    """The evaluation, locked; the employee reads nothing of the draft but what is asked."""
    evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
    if evaluation is None or evaluation.employee_id != actor.person_id or evaluation.carried_from_id is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    standing = queries.standing_of(evaluation, people.today())
    _step(actor, evaluation, standing, verb)
    if evaluation.carried_from_id != source_id:
        raise StaleError
    return evaluation, standing


def _step(actor: Actor, evaluation: Evaluation, standing: Standing, verb: CarryVerb) -> None:
    if not evaluation.period_number:
        raise DeniedError("Evaluasi tahunan selalu dikerjakan penilai yang sekarang, tanpa hasil dari unit lama.")
    state = state_of(evaluation.carried_from_id, evaluation.carried_agreed_at)
    next_state(CARRY_STEPS, state, verb)
    if verb not in carry_verbs(actor, standing, state, is_draft=is_draft(evaluation)):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, atau evaluasinya sudah ditandatangani.")


def _drop(evaluation: Evaluation, standing: Standing) -> None:
    found = carried.of(evaluation, standing)
    words = found.source.words if found else ""
    evaluation.carried_from_id = evaluation.carried_agreed_at = None
    evaluation.results_rating = evaluation.behaviour_rating = evaluation.exception = None
    evaluation.reason, evaluation.note = without(words, evaluation.reason), without(words, evaluation.note)
    _changed(evaluation)


def _changed(evaluation: Evaluation) -> None:
    """Whoever has the rating page open is told, and the superior reads it again."""
    evaluation.looked_sha256 = ""
    evaluation.outdate()
