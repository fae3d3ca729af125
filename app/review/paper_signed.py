"""Reads for signatures on paper: which document a printed code belongs to, and the scan of a recorded one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased, selectinload

from app.db import db
from app.documents.content import EvaluationContent, parse
from app.documents.models import Scan, Signature, SignedDocument
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.policy import may_read_evaluation, may_record_paper
from app.domain.review import EvaluationState, Way
from app.domain.verification import is_code, tidy
from app.people import queries as people
from app.people.models import Person
from app.review import queries
from app.review.models import Evaluation

ROLE = "employee"
UNKNOWN = (
    "Tidak ada dokumen evaluasi dengan kode ini yang dapat Anda catat. Periksa lagi kodenya. Tanda tangan di atas "
    "kertas dicatat oleh petugas kepegawaian unit pegawai itu, atau oleh penilainya."
)
_WAITING = frozenset({EvaluationState.SIGNED, EvaluationState.RECEIVED, EvaluationState.CHANGED})


@dataclass(frozen=True)
class PaperView:
    """A signed evaluation as whoever records its signature on paper sees it: nothing of what it says.

    ``sent_at`` is the moment its first signature was put under it: whoever signs on paper signs after that.
    """

    evaluation_id: int
    code: str
    name: str
    nip: str | None
    period: str
    form: str
    state: EvaluationState
    signed_on: date
    sent_at: datetime
    is_last: bool
    scan_id: int | None

    @property
    def is_waiting(self) -> bool:
        """Whether the employee's signature is still to come."""
        return self.is_last and self.state in _WAITING


def by_code(actor: Actor, typed: str) -> PaperView:
    """The evaluation a printed code belongs to.

    Raises:
        NotFoundError: there is none whose signature this actor may record.
    """
    document = _document(typed)
    evaluation = db.session.get(Evaluation, document.subject_id) if document else None
    if document is None or evaluation is None:
        raise NotFoundError(UNKNOWN)
    if not may_record_paper(actor, queries.standing_of(evaluation, people.today())):
        raise NotFoundError(UNKNOWN)
    return _view(document, evaluation)


def _document(typed: str) -> SignedDocument | None:
    code = tidy(typed)
    if not is_code(code):
        return None
    found = select(SignedDocument).where(SignedDocument.code == code, SignedDocument.kind == "evaluation")
    return db.session.scalars(found.options(selectinload(SignedDocument.signatures))).first()


def _view(document: SignedDocument, evaluation: Evaluation) -> PaperView:
    content = parse("evaluation", document.content)
    assert isinstance(content, EvaluationContent)  # noqa: S101 - the kind says so
    later = select(SignedDocument.id).where(
        SignedDocument.kind == document.kind,
        SignedDocument.subject_id == document.subject_id,
        SignedDocument.id > document.id,
    )
    mine = next((signature for signature in document.signatures if signature.role == ROLE), None)
    return PaperView(
        evaluation_id=evaluation.id,
        code=document.code,
        name=content.employee.name,
        nip=content.employee.nip,
        period=f"{content.period_label} {content.heading.period_end.year}",
        form=content.document_form,
        state=evaluation.state,
        signed_on=document.created_at.astimezone(people.the_agency().zone).date(),
        sent_at=max((signature.signed_at for signature in document.signatures[:1]), default=document.created_at),
        is_last=db.session.scalars(later.limit(1)).first() is None,
        scan_id=mine.scan_id if mine else None,
    )


def scan_of(actor: Actor, typed: str) -> tuple[bytes, str]:
    """The scan of a signature on paper, for the employee, all who read the evaluation, and whoever records such.

    Raises:
        NotFoundError: there is none for this actor.
    """
    document = _document(typed)
    evaluation = db.session.get(Evaluation, document.subject_id) if document else None
    if document is None or evaluation is None:
        raise NotFoundError(UNKNOWN)
    standing, to_superior = queries.standing_of(evaluation, people.today()), evaluation.way is not Way.REGULAR
    may_read = may_read_evaluation(actor, standing, evaluation.state, to_superior=to_superior)
    number = _view(document, evaluation).scan_id
    if number is None or not (may_read or may_record_paper(actor, standing)):
        raise NotFoundError(UNKNOWN)
    scan = db.session.get_one(Scan, number)
    return scan.content, scan.media_type


@dataclass(frozen=True)
class Recorded:
    """A signature of somebody that others recorded from paper."""

    evaluation_id: int
    code: str
    recorded_by: str
    signed_at: datetime


def recorded_for(person_id: int) -> list[Recorded]:
    """Signatures on paper that were recorded in somebody's name, the newest first: they are told of each."""
    recorder = aliased(Person)
    rows = db.session.execute(
        select(SignedDocument.subject_id, SignedDocument.code, recorder.name, Signature.signed_at)
        .join(SignedDocument, SignedDocument.id == Signature.document_id)
        .join(recorder, recorder.id == Signature.recorded_by)
        .where(Signature.person_id == person_id, SignedDocument.kind == "evaluation")
        .order_by(Signature.id.desc())
    )
    return [Recorded(*row) for row in rows]
