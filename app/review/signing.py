"""Signatures under an evaluation."""

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
from app.domain.review import EvaluationVerb, Way
from app.people import queries as people
from app.progress.closing import close
from app.review import queries
from app.review.content import content_of
from app.review.models import Evaluation
from app.review.service import locked, move, refuse_second, require_window


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
        regular = evaluation.way is Way.REGULAR
        (require_window if regular else require_passed)(evaluation.year_id, evaluation.period_number)
        refuse_second(session, evaluation.employee_id, evaluation.year_id, evaluation.period_number)
        view = queries.visible_evaluation(actor, evaluation_id, people.today())
        content = content_of(view, people.the_agency())
        if digest(canonical(content)) != seen:
            raise StaleError
        if regular:
            evaluation.assessor_id = actor.person_id
        else:
            evaluation.superior_id = actor.person_id
            evaluation.assessor_id = standing.assessor_id or evaluation.assessor_id  # whom the document names
        evaluation.overall, evaluation.signed_at = content.overall, clock.now()
        role = "assessor" if regular else "superior"
        document, seal = put_under(session, actor, evaluation, content, role, proof=proof)
        close(session, evaluation.plan_root_id, evaluation.period_number)
        move(session, actor, evaluation, standing, EvaluationVerb.SIGN, sha256=document.sha256, seal=seal)


def require_passed(year_id: int, period: int) -> None:
    """Refuse the superior's signature while the assessor may still give one.

    Raises:
        DeniedError: the window is still open, or did not open yet.
    """
    closes_on = cycles.year(year_id).evaluation_window(period).span.closes_on
    if people.today() <= closes_on:
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
