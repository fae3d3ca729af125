"""The superior examines an objection and decides; a changed result is a new document of three signatures (V.B.3-7)."""

from datetime import date

from sqlalchemy.orm import Session

from app import clock
from app.auth.service import need_confirmation
from app.db import Claim, Saved, atomic, command
from app.documents import service as documents
from app.documents.certified import Proof
from app.documents.content import EvaluationContent, canonical, digest, parse
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.objections import ObjectionVerb, missing_for_upholding, missing_in_hearing
from app.domain.policy import Standing, evaluation_verbs, may_read_evaluation
from app.domain.rating import Rating
from app.domain.review import EvaluationVerb
from app.people import queries as people
from app.review import objections, queries
from app.review.models import Evaluation, Objection
from app.review.objecting import locked_objection, step
from app.review.service import move, note
from app.review.signing import add_signature, put_under


@command
def write_hearing(
    actor: Actor, evaluation_id: int, claim: Claim, *, heard_on: date | None, employee: str, assessor: str
) -> Saved:
    """Save the draft of the hearing's record; only the superior sees it.

    Raises:
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        _, objection, _ = locked_objection(session, actor, evaluation_id, ObjectionVerb.HEAR)
        if objection.claim(*claim):
            objection.heard_on, objection.hearing_employee, objection.hearing_assessor = heard_on, employee, assessor
        return Saved(objection.version, clock.now())


@command
def hear(actor: Actor, evaluation_id: int) -> None:
    """Close the hearing: both were asked, and both read what is recorded of it (V.B.4, p.117).

    Raises:
        InvalidError: the day or the words of one of them are missing.
    """
    with atomic() as session:
        found = locked_objection(session, actor, evaluation_id, ObjectionVerb.HEAR)
        objection, zone = found[1], people.the_agency().zone
        filed_on = objection.filed_at.astimezone(zone).date() if objection.filed_at else people.today()
        missing = missing_in_hearing(
            objection.heard_on,
            objection.hearing_employee,
            objection.hearing_assessor,
            filed_on=filed_on,
            today=people.today(),
        )
        if missing:
            raise InvalidError(*missing)
        silent = {} if objection.explained_at else {"explanation": "none"}
        step(session, actor, found, ObjectionVerb.HEAR, **silent)


@command
def write_decision(
    actor: Actor,
    evaluation_id: int,
    claim: Claim,
    *,
    results: Rating | None,
    behaviour: Rating | None,
    decision: str,
    recommendation: str,
) -> Saved:
    """Save the draft of the decision; only the superior sees it.

    Raises:
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        _, objection, _ = locked_objection(session, actor, evaluation_id, ObjectionVerb.UPHOLD)
        if objection.claim(*claim):
            objection.results_rating, objection.behaviour_rating = results, behaviour
            objection.decision, objection.recommendation = decision, recommendation
        return Saved(objection.version, clock.now())


@command
def uphold(actor: Actor, evaluation_id: int) -> None:
    """Confirm the result: it stays as it was signed (V.B.5, p.117).

    Raises:
        InvalidError: the decision is not written.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        found = locked_objection(session, actor, evaluation_id, ObjectionVerb.UPHOLD)
        objection = found[1]
        missing = missing_for_upholding(objection.decision)
        if missing:
            raise InvalidError(*missing)
        objection.results_rating = objection.behaviour_rating = None
        objection.recommendation = ""
        _decide(actor, objection)
        step(session, actor, found, ObjectionVerb.UPHOLD)


@command
def change(actor: Actor, evaluation_id: int, seen: str, proof: Proof = None) -> None:
    """Change the result: form D.1.3 is frozen and the superior signs it first; both others sign after (V.B.7, p.118).

    Raises:
        InvalidError: ratings, decision or recommendation are missing, or nothing would change.
        StaleError: ``seen`` is not what would be signed.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        found = locked_objection(session, actor, evaluation_id, ObjectionVerb.CHANGE)
        evaluation, objection, standing = found
        if EvaluationVerb.CHANGE not in evaluation_verbs(actor, standing, evaluation.state, evaluation.way):
            raise DeniedError("Hasil evaluasi ini tidak dapat diubah sekarang. Buka lagi halamannya.")
        today = people.today()
        content = objections.changed_content(actor, objections.the_objection(actor, evaluation_id, today), today)
        if digest(canonical(content)) != seen:
            raise StaleError
        evaluation.results_rating, evaluation.behaviour_rating = content.results_rating, content.behaviour_rating
        evaluation.overall, evaluation.exception = content.overall, None
        evaluation.superior_id = actor.person_id
        evaluation.reported_at = evaluation.reported_by = None  # what was reported is no longer the result (V.B.8)
        document, seal = put_under(session, actor, evaluation, content, "superior", proof=proof)
        objection.results_rating, objection.behaviour_rating = content.results_rating, content.behaviour_rating
        _decide(actor, objection)
        step(session, actor, found, ObjectionVerb.CHANGE)
        move(session, actor, evaluation, standing, EvaluationVerb.CHANGE, sha256=document.sha256, seal=seal)


def _decide(actor: Actor, objection: Objection) -> None:
    objection.decided_by, objection.decided_at = actor.person_id, clock.now()


@command
def cosign(actor: Actor, evaluation_id: int, seen: str, proof: Proof = None) -> None:
    """The assessor signs form D.1.3 (p.118, block 9); the decision stands without it.

    Raises:
        DeniedError: there is no D.1.3, or it has this signature already.
        StaleError: ``seen`` is not the document that is signed.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        evaluation, standing = _locked(session, actor, evaluation_id)
        document = documents.latest(session, "evaluation", evaluation.id)
        content = parse("evaluation", document.content)
        if not isinstance(content, EvaluationContent) or content.document_form != "D.1.3":
            raise DeniedError("Tidak ada dokumen yang diubah setelah keberatan untuk ditandatangani.")
        if actor.person_id in {signature.person_id for signature in document.signatures}:
            raise DeniedError("Anda sudah menandatangani dokumen ini.")
        if document.sha256 != seen:
            raise StaleError
        seal = add_signature(session, actor, document, "assessor", proof)
        note(session, actor, evaluation, standing, "evaluation.cosign", sha256=document.sha256, seal=seal)


def _locked(session: Session, actor: Actor, evaluation_id: int) -> tuple[Evaluation, Standing]:
    evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
    standing = queries.standing_of(evaluation, people.today()) if evaluation else None
    if evaluation is None or standing is None or not may_read_evaluation(actor, standing, evaluation.state):
        raise NotFoundError("Evaluasi tidak ditemukan.")
    if EvaluationVerb.COSIGN not in evaluation_verbs(actor, standing, evaluation.state, evaluation.way):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, bukan oleh akun Anda.")
    return evaluation, standing
