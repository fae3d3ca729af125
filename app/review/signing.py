"""Signatures under an evaluation."""

from app import clock
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.documents import service as documents
from app.documents.content import canonical, digest
from app.documents.service import Signer
from app.domain.actors import Actor
from app.domain.errors import StaleError
from app.domain.review import EvaluationVerb
from app.people import queries as people
from app.review import queries
from app.review.content import content_of
from app.review.service import locked, move, require_window


@command
def sign(actor: Actor, evaluation_id: int, seen: str) -> None:
    """Sign as assessor; the document is thereby sent to the employee (V.A.4-5, p.114).

    Raises:
        InvalidError: something is missing.
        StaleError: ratings, feedback or realisation changed since they were read.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.SIGN)
        require_window(evaluation.year_id, evaluation.period_number)
        view = queries.visible_evaluation(actor, evaluation_id, people.today())
        agency = people.the_agency()
        content = content_of(view, agency)
        if digest(canonical(content)) != seen:
            raise StaleError
        evaluation.assessor_id, evaluation.overall = actor.person_id, content.overall
        evaluation.signed_at = clock.now()
        document = documents.freeze(session, evaluation.id, content)
        me = people.person(actor.person_id, people.today()).party
        seal = documents.sign(session, document, Signer(actor.person_id, "assessor", me, agency.place))
        move(session, actor, evaluation, standing, EvaluationVerb.SIGN, sha256=document.sha256, seal=seal)


@command
def countersign(actor: Actor, evaluation_id: int, seen: str, comment: str) -> None:
    """The employee signs what was received, with a comment if wanted; receiving is not agreeing (V.A.6, p.114).

    Raises:
        StaleError: ``seen`` is not the document that was signed.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.COUNTERSIGN)
        document = documents.latest(session, "evaluation", evaluation.id)
        if document.sha256 != seen:
            raise StaleError
        me = people.person(actor.person_id, people.today()).party
        place = people.the_agency().place
        seal = documents.sign(session, document, Signer(actor.person_id, "employee", me, place))
        evaluation.employee_comment = comment
        move(session, actor, evaluation, standing, EvaluationVerb.COUNTERSIGN, sha256=document.sha256, seal=seal)
