"""The first signature on paper: what would be signed is frozen and printed, and recorded once it came back signed."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from app import clock
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.documents import service as documents
from app.documents.content import canonical, digest
from app.documents.models import SignedDocument
from app.documents.service import METHOD_PAPER, Signer
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem, StaleError
from app.domain.policy import Standing, may_print_to_sign
from app.domain.review import EVALUATION_STEPS, EvaluationVerb
from app.domain.transitions import next_state
from app.people import queries as people
from app.review import paper_printed, queries
from app.review.models import Evaluation, PaperForm
from app.review.paper_printed import Obstacle, Waiting
from app.review.paper_signing import Paper, keep_scan, media_type_of_scan
from app.review.service import drop_printed, note
from app.review.signing import name_signer, require_time, role_of, send

_USED = "Tanda tangan pada lembar ini sudah dicatat."
_SIGNED = "Evaluasi ini sudah ditandatangani dengan cara lain, jadi lembar ini tidak dicatat."
_REPLACED = "Lembar ini sudah diganti oleh lembar yang dicetak sesudahnya. Catat lembar yang terakhir."
_REFUSED = {Obstacle.USED: _USED, Obstacle.SIGNED: _SIGNED, Obstacle.REPLACED: _REPLACED}


@command
def prepare(actor: Actor, evaluation_id: int, seen: str) -> str:
    """Freeze what would be signed now, to be printed and signed on paper; gives its code.

    Nothing is signed by this. What was printed before counts no more, nor does this once the evaluation is changed.

    Raises:
        NotFoundError: there is none this actor may see.
        DeniedError: somebody else has it printed, it is not the time for this signature, or it is signed already.
        InvalidError: something is missing.
        StaleError: ratings, feedback or realisation changed since they were read.
    """
    with atomic() as session:
        evaluation, standing = _printable(session, actor, evaluation_id)
        require_time(session, evaluation)
        text = canonical(paper_printed.content_now(evaluation, standing))
        if digest(text) != seen:
            raise StaleError
        drop_printed(session, evaluation.id)
        row = PaperForm(
            evaluation_id=evaluation.id,
            content=text,
            sha256=digest(text),
            code=documents.fresh_code(),
            printed_by=actor.person_id,
            printed_at=clock.now(),
        )
        session.add(row)
        note(session, actor, evaluation, standing, "evaluation.print", sha256=row.sha256)
        return row.code


def _printable(session: Session, actor: Actor, evaluation_id: int) -> tuple[Evaluation, Standing]:
    queries.visible_evaluation(actor, evaluation_id, people.today())
    evaluation = session.get_one(Evaluation, evaluation_id, with_for_update=True, populate_existing=True)
    standing = queries.standing_of(evaluation, people.today())
    next_state(EVALUATION_STEPS, evaluation.state, EvaluationVerb.SIGN)
    if not may_print_to_sign(actor, standing, evaluation.state, evaluation.way):
        raise DeniedError(paper_printed.NOT_YOURS)
    return evaluation, standing


@command
def record_first(actor: Actor, code: str, paper: Paper) -> bool:
    """Record the first signature on the printed sheet with this code: all that the button would do, on that day.

    Gives False when the evaluation is no longer what was printed: then nothing is recorded and the sheet is dropped.

    Raises:
        NotFoundError: there is no such sheet whose signature the actor may record.
        DeniedError: it was recorded already, signed otherwise or printed anew; or that day was not the time for it.
        InvalidError: the file is no scan, or the day is not between the printing and today.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    media_type = media_type_of_scan(paper.body)
    with atomic() as session:
        number = paper_printed.evaluation_of(actor, code)
        evaluation = session.get_one(Evaluation, number, with_for_update=True, populate_existing=True)
        session.expire_all()  # another one may have been printed or recorded while this waited for the lock
        sheet = paper_printed.by_code(actor, code)
        if sheet.obstacle in _REFUSED:
            raise DeniedError(_REFUSED[sheet.obstacle])
        standing = queries.standing_of(evaluation, people.today())
        if sheet.obstacle is Obstacle.CHANGED:
            _drop(session, actor, evaluation, standing)
            return False
        moment = _moment(sheet, paper.on)
        require_time(session, evaluation, paper.on)
        scan = keep_scan(session, actor, paper.body, media_type)
        signer_id = paper_printed.signer_of(evaluation.way, standing)
        me = people.person(signer_id, people.today()).party
        signer = Signer(
            signer_id, role_of(evaluation.way), me, people.the_agency().place, METHOD_PAPER, moment,
            recorded_by=actor.person_id, scan_id=scan.id,
        )  # fmt: skip
        document, seal = _put(session, evaluation, standing, sheet, signer)
        told = {"scan": scan.sha256, "method": METHOD_PAPER, "on": _written(paper.on)}
        send(session, actor, evaluation, standing, sha256=document.sha256, seal=seal, **told)
        return True


def _put(
    session: Session, evaluation: Evaluation, standing: Standing, sheet: Waiting, signer: Signer
) -> tuple[SignedDocument, str]:
    """The document with the very code and content that were printed, and the signature under it."""
    content = paper_printed.content_now(evaluation, standing)
    session.get_one(PaperForm, sheet.form_id).used_at = clock.now()
    name_signer(evaluation, standing, signer.person_id, content, signer.signed_at or clock.now())
    document = documents.freeze(session, evaluation.id, content, sheet.code)
    return document, documents.sign(session, document, signer)


def _drop(session: Session, actor: Actor, evaluation: Evaluation, standing: Standing) -> None:
    if drop_printed(session, evaluation.id):
        note(session, actor, evaluation, standing, "evaluation.drop_print")


def _moment(sheet: Waiting, on: date | None) -> datetime:
    """Noon of the day on the paper, as far as that lies between the printing and now."""
    if on is None or not sheet.printed_on <= on <= people.today():
        words = f"Isi hari penandatanganan: antara {sheet.printed_on:%d-%m-%Y} (hari lembar ini dicetak) dan hari ini."
        raise InvalidError(Problem("on", words))
    noon = datetime.combine(on, time(12), tzinfo=people.the_agency().zone)
    return min(max(noon, sheet.printed_at), clock.now())


def _written(on: date | None) -> str:
    return on.isoformat() if on else ""
