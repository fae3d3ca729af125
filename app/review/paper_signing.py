"""Recording that an employee signed an evaluation on paper: the day, the scan, and the step the button would take."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from app import clock
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.documents import service as documents
from app.documents.models import Scan
from app.documents.service import METHOD_PAPER, Signer
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.domain.review import EvaluationState, EvaluationVerb
from app.exchange.recording import SCAN_LIMIT, SCAN_TOO_LARGE, media_type_of
from app.people import queries as people
from app.review import paper_signed, queries
from app.review.models import Evaluation
from app.review.paper_signed import ROLE, PaperView
from app.review.service import move

_NOT_A_SCAN = "Berkas ini bukan PDF, JPG, atau PNG yang utuh. Pindai lagi, lalu unggah."
_NOT_LAST = "Dokumen ini sudah diganti sesudah keberatan. Yang ditandatangani adalah dokumen yang terakhir."
_NOT_WAITING = "Dokumen ini tidak sedang menunggu tanda tangan pegawai: {}."


@dataclass(frozen=True)
class Paper:
    """A paper that was signed: the day written on it, and its scan."""

    on: date | None
    body: bytes


@command
def record_signature(actor: Actor, code: str, paper: Paper) -> int:
    """Record the employee's signature on the printed form with this code; returns the evaluation.

    What was not received yet counts as received on that day: nobody signs a document without having it (V.A.6, p.114).

    Raises:
        NotFoundError: there is no such document whose signature the actor may record.
        DeniedError: it does not wait for this signature, or another document came after it.
        InvalidError: the file is no scan, or the day is not between the assessor's signature and today.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    media_type = media_type_of_scan(paper.body)
    with atomic() as session:
        number = paper_signed.by_code(actor, code).evaluation_id
        evaluation = session.get_one(Evaluation, number, with_for_update=True, populate_existing=True)
        view = paper_signed.by_code(actor, code)
        moment = _moment(view, evaluation, paper.on)
        scan = keep_scan(session, actor, paper.body, media_type)
        _sign(session, actor, evaluation, moment, scan)
        return number


def media_type_of_scan(body: bytes) -> str:
    """What a scan is by its contents.

    Raises:
        InvalidError: it is none, or too large.
    """
    found = media_type_of(body)
    if found is None or len(body) > SCAN_LIMIT:
        raise InvalidError(Problem("file", _NOT_A_SCAN if found is None else SCAN_TOO_LARGE))
    return found


def _moment(view: PaperView, evaluation: Evaluation, on: date | None) -> datetime:
    """Noon of the day on the paper, as far as that lies between the first signature under this document and now.

    A result that was changed is a later document than the one that was received.
    """
    if not view.is_last:
        raise DeniedError(_NOT_LAST)
    if not view.is_waiting:
        raise DeniedError(_NOT_WAITING.format(evaluation.state.label.lower()))
    if on is None or not view.signed_on <= on <= people.today():
        raise InvalidError(Problem("on", f"Isi hari penandatanganan: antara {view.signed_on:%d-%m-%Y} dan hari ini."))
    noon = datetime.combine(on, time(12), tzinfo=people.the_agency().zone)
    return min(max(noon, evaluation.received_at or noon, view.sent_at), clock.now())


def keep_scan(session: Session, actor: Actor, body: bytes, media_type: str) -> Scan:
    """Store a scan inside the transaction of the signature it shows."""
    scan = Scan(
        sha256=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
        size_bytes=len(body),
        content=body,
        uploaded_by=actor.person_id,
        uploaded_at=clock.now(),
    )
    session.add(scan)
    session.flush()
    return scan


def _sign(session: Session, actor: Actor, evaluation: Evaluation, moment: datetime, scan: Scan) -> None:
    standing, agency = queries.standing_of(evaluation, people.today()), people.the_agency()
    on = moment.astimezone(agency.zone).date().isoformat()
    if evaluation.state is EvaluationState.SIGNED:
        evaluation.received_at, evaluation.receipt_recorded_by = moment, actor.person_id
        move(session, actor, evaluation, standing, EvaluationVerb.HAND_OVER, on=on)
    document = documents.latest(session, "evaluation", evaluation.id)
    employee = people.person(evaluation.employee_id, people.today())
    signer = Signer(
        employee.id, ROLE, employee.party, agency.place, METHOD_PAPER, moment,
        recorded_by=actor.person_id, scan_id=scan.id,
    )  # fmt: skip
    seal = documents.sign(session, document, signer)
    told = {"sha256": document.sha256, "seal": seal, "scan": scan.sha256, "method": METHOD_PAPER, "on": on}
    move(session, actor, evaluation, standing, EvaluationVerb.COUNTERSIGN, **told)
