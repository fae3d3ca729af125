"""Signatures under an evaluation."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from app import clock
from app.auth.service import need_confirmation
from app.cycles import queries as cycles
from app.db import atomic, command
from app.documents import certified
from app.documents import service as documents
from app.documents.certified import Proof
from app.documents.content import EvaluationContent, canonical, digest
from app.documents.models import SignedDocument
from app.documents.service import Signer
from app.domain.actors import Actor
from app.domain.errors import DeniedError, StaleError
from app.domain.periods import in_words
from app.domain.policy import Standing
from app.domain.review import EvaluationVerb, Way
from app.people import queries as people
from app.progress.closing import close
from app.review import queries
from app.review.content import content_of
from app.review.models import Evaluation
from app.review.service import drop_printed, locked, move, refuse_second, require_window


@command
def sign(actor: Actor, evaluation_id: int, seen: str, proof: Proof = None) -> None:
    """Sign as assessor, or as the superior who stands in; this sends the document to the employee (V.A.4-5, p.114).

    The assessor signs while the period is evaluated, the superior once that time has passed (V.A.8, p.115-116).
    ``proof``: how it is signed, see :mod:`app.documents.certified`; the password alone where there is none.

    Raises:
        DeniedError: it is not the time for this signature, or the period was evaluated on another plan.
        InvalidError: something is missing.
        StaleError: ratings, feedback or realisation changed since they were read.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        evaluation, standing = locked(session, actor, evaluation_id, EvaluationVerb.SIGN)
        require_time(session, evaluation)
        view = queries.visible_evaluation(actor, evaluation_id, people.today())
        content = content_of(view, people.the_agency())
        if digest(canonical(content)) != seen:
            raise StaleError
        name_signer(evaluation, standing, actor.person_id, content, clock.now())
        document, seal = put_under(session, actor, evaluation, content, role_of(evaluation.way), proof=proof)
        send(session, actor, evaluation, standing, sha256=document.sha256, seal=seal)


def role_of(way: Way) -> str:
    """Who signs first: the assessor, or the superior who stands in."""
    return "assessor" if way is Way.REGULAR else "superior"


def require_time(session: Session, evaluation: Evaluation, on: date | None = None) -> None:
    """Refuse a first signature on a day that is not its time; ``on``: the day written on paper, or today.

    Raises:
        DeniedError: it is not the time for it, or the period was evaluated on another plan.
    """
    require = require_window if evaluation.way is Way.REGULAR else require_passed
    require(evaluation.year_id, evaluation.period_number, on)
    refuse_second(session, evaluation.employee_id, evaluation.year_id, evaluation.period_number)


def name_signer(
    evaluation: Evaluation, standing: Standing, signer_id: int, content: EvaluationContent, moment: datetime
) -> None:
    """Write down who signed first, what came out, and when."""
    if evaluation.way is Way.REGULAR:
        evaluation.assessor_id = signer_id
    else:
        evaluation.superior_id = signer_id
        evaluation.assessor_id = standing.assessor_id or evaluation.assessor_id  # whom the document names
    evaluation.overall, evaluation.signed_at = content.overall, moment


def send(session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, **told: str) -> None:
    """What follows a first signature, however it was put: the period is closed, and the employee reads the document.

    A sheet that was printed for the same signature and not recorded counts no more.
    """
    close(session, evaluation.plan_root_id, evaluation.period_number)
    drop_printed(session, evaluation.id)
    move(session, actor, evaluation, standing, EvaluationVerb.SIGN, **told)


def require_passed(year_id: int, period: int, on: date | None = None) -> None:
    """Refuse the superior's signature while the assessor may still give one; ``on``: the day it was put, or today.

    Raises:
        DeniedError: the window is still open, or did not open yet.
    """
    closes_on = cycles.year(year_id).evaluation_window(period).span.closes_on
    if (on or people.today()) <= closes_on:
        raise DeniedError(
            f"Pejabat penilai masih dapat menandatangani sampai {in_words(closes_on)}. "
            "Atasan penilai menandatangani sesudah tanggal itu."
        )


def put_under(
    session: Session,
    actor: Actor,
    evaluation: Evaluation,
    content: EvaluationContent,
    role: str,
    *,
    proof: Proof = None,
) -> tuple[SignedDocument, str]:
    """Freeze a content and put the first signature under it; gives the document and the signature's seal."""
    document = documents.freeze(session, evaluation.id, content, certified.code_of(proof))
    return document, add_signature(session, actor, document, role, proof)


def add_signature(
    session: Session, actor: Actor, document: SignedDocument, role: str, proof: Proof = None
) -> str:  # fmt: skip
    """Sign a frozen content in a role; gives the seal.

    Raises:
        DeniedError: this role has signed it already.
    """
    if any(signature.role == role for signature in document.signatures):
        raise DeniedError("Dokumen ini sudah ditandatangani untuk bagian itu. Buka lagi halamannya.")
    me = people.person(actor.person_id, people.today()).party
    signer = Signer(actor.person_id, role, me, people.the_agency().place)
    return certified.sign(session, document, signer, proof)


@command
def countersign(actor: Actor, evaluation_id: int, seen: str, comment: str, proof: Proof = None) -> None:
    """The employee signs what was received, with a comment if wanted; receiving is not agreeing (V.A.6, p.114).

    What was commented on an earlier document of this evaluation is kept.

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
        seal = add_signature(session, actor, document, "employee", proof)
        evaluation.employee_comment = "\n\n".join(filter(None, (evaluation.employee_comment, comment.strip())))
        move(session, actor, evaluation, standing, EvaluationVerb.COUNTERSIGN, sha256=document.sha256, seal=seal)
