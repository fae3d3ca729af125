"""Reads for signatures on paper: which document a printed code belongs to, and the scan of a recorded one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, selectinload

from app.cycles.models import PerformanceYear
from app.db import db
from app.documents.content import EvaluationContent, parse
from app.documents.models import Scan, Signature, SignedDocument
from app.documents.service import METHOD_PAPER
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.policy import may_read_evaluation, may_record_paper
from app.domain.review import EvaluationState, Way
from app.domain.verification import is_code, tidy
from app.people import queries as people
from app.people.models import Person
from app.people.queries import PER_PAGE
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

    ``sent_at`` is the moment its first signature was put under it, ``signed_on`` that day: whoever signs on paper signs
    after that. ``first_on_paper``: that signature is on paper as well.
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
    first_on_paper: bool
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
    first = document.signatures[0] if document.signatures else None
    sent_at = first.signed_at if first else document.created_at
    return PaperView(
        evaluation_id=evaluation.id,
        code=document.code,
        name=content.employee.name,
        nip=content.employee.nip,
        period=f"{content.period_label} {content.heading.period_end.year}",
        form=content.document_form,
        state=evaluation.state,
        signed_on=sent_at.astimezone(people.the_agency().zone).date(),
        sent_at=sent_at,
        is_last=db.session.scalars(later.limit(1)).first() is None,
        first_on_paper=first is not None and first.role != ROLE and first.method == METHOD_PAPER,
        scan_id=_scan_id(document, ROLE),
    )


def _scan_id(document: SignedDocument, role: str) -> int | None:
    return next((signature.scan_id for signature in document.signatures if signature.role == role), None)


def scan_of(actor: Actor, typed: str, role: str = ROLE) -> tuple[bytes, str]:
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
    number = _scan_id(document, role)
    if number is None or not (may_read or may_record_paper(actor, standing)):
        raise NotFoundError(UNKNOWN)
    scan = db.session.get_one(Scan, number)
    return scan.content, scan.media_type


@dataclass(frozen=True)
class Recorded:
    """A signature on paper that somebody recorded: whose evaluation, in which function, by whom and when.

    ``signed_on`` is the day written on the paper.
    """

    evaluation_id: int
    code: str
    role: str
    signer_id: int
    signer: str
    employee: str
    year: int
    period: int
    recorder_id: int
    recorded_by: str
    signed_at: datetime
    recorded_at: datetime

    @property
    def by_oneself(self) -> bool:
        """Whether whoever signed recorded it."""
        return self.signer_id == self.recorder_id


@dataclass(frozen=True)
class RecordedPage:
    """A page of them."""

    rows: tuple[Recorded, ...]
    has_more: bool


_Recorder, _Employee = aliased(Person), aliased(Person)
_RECORDED: Select[*tuple[Any, ...]] = (
    select(
        SignedDocument.subject_id,
        SignedDocument.code,
        Signature.role,
        Signature.person_id,
        Signature.name,
        _Employee.name,
        PerformanceYear.year,
        Evaluation.period_number,
        Signature.recorded_by,
        _Recorder.name,
        Signature.signed_at,
        Scan.uploaded_at,
    )
    .join(SignedDocument, SignedDocument.id == Signature.document_id)
    .join(Evaluation, Evaluation.id == SignedDocument.subject_id)
    .join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
    .join(_Employee, _Employee.id == Evaluation.employee_id)
    .join(_Recorder, _Recorder.id == Signature.recorded_by)
    .join(Scan, Scan.id == Signature.scan_id)
    .where(SignedDocument.kind == "evaluation", Signature.method == METHOD_PAPER)
    .order_by(Signature.id.desc())
)
_BY_OTHERS = _RECORDED.where(Signature.recorded_by != Signature.person_id)


def recorded_of(evaluation_id: int) -> list[Recorded]:
    """Every signature on paper under an evaluation, the oldest first: whoever reads it sees who recorded them."""
    return _recorded(_RECORDED.where(SignedDocument.subject_id == evaluation_id))[::-1]


def recorded_for(person_id: int, number: int = 1) -> RecordedPage:
    """Signatures on paper that others recorded in somebody's name, the newest first: they are told of each."""
    mine = _BY_OTHERS.where(Signature.person_id == person_id).limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE)
    rows = _recorded(mine)
    return RecordedPage(tuple(rows[:PER_PAGE]), len(rows) > PER_PAGE)


def all_recorded_for(person_id: int) -> list[Recorded]:
    """The same, all of them: for the copy of one's own data."""
    return _recorded(_BY_OTHERS.where(Signature.person_id == person_id))


def _recorded(statement: Select[*tuple[Any, ...]]) -> list[Recorded]:
    return [Recorded(*row) for row in db.session.execute(statement)]
