"""What the official forms are made of: frozen values that know neither database nor page.

A content is what is signed: :func:`canonical` gives the one text whose SHA-256 a signature binds,
:func:`parse` reads it back, and every rendering starts from such a value.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from cattrs.preconf.json import make_converter

from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.manuals import ControlLevel, Reporting
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, ResultKind
from app.domain.rating import OverallRating, Rating


@dataclass(frozen=True)
class Party:
    """One column of the people table: nama, NIP, pangkat/gol. ruang, jabatan, unit kerja."""

    name: str
    nip: str | None
    rank: str | None
    position: str
    unit: str


@dataclass(frozen=True)
class Heading:
    """Agency and assessment period, printed on top of every form."""

    agency: str
    period_start: date
    period_end: date
    place: str


@dataclass(frozen=True)
class IndicatorLine:
    """One IKI: columns (4)-(6) of A.1.7, (3)-(5) of A.1.2; (7) or (6) when evaluated.

    On the qualitative forms the target is part of ``text``. ``perspective`` is for leaders only. ``key`` is the same in
    all editions of a plan; contents signed before it was kept have an empty one.
    """

    aspects: tuple[Aspect, ...]
    text: str
    target: str
    realisation: str | None = None
    perspective: Perspective | None = None
    key: str = ""


@dataclass(frozen=True)
class ResultLine:
    """One rencana hasil kerja: columns (2)-(3) of A.1.7, (2) of A.1.2; (8) or (7) when evaluated.

    ``assigned_by`` is the position of the leader who gave it, printed after the text on A.1.1, A.1.2 and A.1.6.
    """

    kind: ResultKind
    leader_result: str | None
    text: str
    indicators: tuple[IndicatorLine, ...]
    feedback: str | None = None
    assigned_by: str = ""
    key: str = ""


@dataclass(frozen=True)
class BehaviourLine:
    """One of the seven values with the leader's special expectation, and feedback when evaluated."""

    value: BehaviourValue
    expectation: str | None
    feedback: str | None = None


@dataclass(frozen=True)
class PlanContent:
    """A whole plan: its own form (A.1.1, A.1.2, A.1.6 or A.1.7) and A.1.8 are two views of it."""

    form: PlanForm
    edition: int
    heading: Heading
    employee: Party
    assessor: Party
    results: tuple[ResultLine, ...]
    behaviours: tuple[BehaviourLine, ...]
    annex: tuple[tuple[AnnexBlock, tuple[str, ...]], ...]


_RESULTS_FORMS = {
    PlanForm.A11: "C.1.1",
    PlanForm.A12: "C.1.2",
    PlanForm.A16: "C.1.1",
    PlanForm.A17: "C.1.3",
}


@dataclass(frozen=True)
class ObjectionContent:
    """Blocks 6 to 8 of form D.1.3: the objection, the assessor's explanation, the decision (p.118)."""

    reasons: str
    explanation: str
    decision: str


@dataclass(frozen=True)
class EvaluationContent:
    """A whole evaluation: one of the forms C.1.1 to C.1.3 and one of D.1.1 to D.1.3 are two views of it.

    ``plan_form`` is that of the plan and decides on C.1.x; ``document_form`` is the one that is signed.
    ``achievement_year`` is told when the achievement is that of an earlier year (IV.B.1.f, p.94). ``objection`` stands
    on D.1.3 alone. ``study_failed`` tells why the predikat is not the quadrant's (IV.B.3.a.3.d, p.100).
    """

    period_label: str
    heading: Heading
    employee: Party
    assessor: Party
    superior: Party
    achievement: Achievement
    results: tuple[ResultLine, ...]
    results_rating: Rating
    behaviours: tuple[BehaviourLine, ...]
    behaviour_rating: Rating
    overall: OverallRating
    note: str
    achievement_year: int | None = None
    plan_form: PlanForm = PlanForm.A17
    document_form: str = "D.1.1"
    objection: ObjectionContent | None = None
    study_failed: bool = False

    @property
    def results_form(self) -> str:
        """The form the ratings are printed on, by the approach and the leader's part (IV.B.3.a.3.e, p.100)."""
        return _RESULTS_FORMS[self.plan_form]


@dataclass(frozen=True)
class ManualLine:
    """Form A.1.3 of one indicator, as far as it is filled in (p.38)."""

    result: str
    indicator: str
    target: str
    purpose: str
    definition: str
    formula: str
    unit_of_measure: str
    level: ControlLevel | None
    source: str
    reporting: Reporting | None


@dataclass(frozen=True)
class ManualsContent:
    """The manuals of all indicators of one plan, one page each; not signed."""

    heading: Heading
    owner: Party
    manuals: tuple[ManualLine, ...]


@dataclass(frozen=True)
class WorkblockLine:
    """Form A.1.4 of one indicator (p.43, filled p.178); lists in the order they are numbered."""

    title: str
    intervened: str
    owner: str
    parties: str
    duration: str
    beneficiaries: str
    purpose: str
    budget: str
    routine_strategies: tuple[str, ...]
    transforming_strategies: tuple[str, ...]
    routine_outputs: tuple[str, ...]
    transforming_outputs: tuple[str, ...]


@dataclass(frozen=True)
class WorkblocksContent:
    """The workblocks of one plan, one page each; not signed."""

    heading: Heading
    owner: Party
    workblocks: tuple[WorkblockLine, ...]


@dataclass(frozen=True)
class MatrixRow:
    """Somebody with a cell for every column; an empty cell prints "tidak ada peran" (p.48)."""

    name: str
    position: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MatrixContent:
    """Form A.1.5 (p.48-49, filled p.179-182): the leader's indicators over the role results of each employee."""

    heading: Heading
    title: str
    leader: Party
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


Content = PlanContent | EvaluationContent
Unsigned = ManualsContent | WorkblocksContent | MatrixContent
"""Contents nobody signs: they are printed as they stand."""


@dataclass(frozen=True)
class SignatureMark:
    """A signature as printed at the foot of a form. ``role`` is 'employee', 'assessor' or 'superior'."""

    role: str
    name: str
    nip: str | None
    position: str
    signed_at: datetime
    place: str
    method: str


@dataclass(frozen=True)
class Issue:
    """What a rendering adds to the content: signatures, emblem and the mark of the document.

    ``signatures`` may be empty (a draft), ``emblem`` is PNG bytes or None (an empty frame is drawn),
    ``digest`` is the SHA-256 of the signed content, ``code`` the verification code and ``verify_at`` the address where
    it is checked (empty: neither is printed), ``sample`` prints the mark "data contoh". ``set_elsewhere`` says at
    the foot that it was set outside this application, where there is no signature of ours. ``to_sign``: it is
    printed to be signed on paper, and says that it is not signed yet.
    """

    signatures: tuple[SignatureMark, ...] = ()
    emblem: bytes | None = None
    digest: str | None = None
    sample: bool = False
    set_elsewhere: bool = False
    code: str = ""
    verify_at: str = ""
    to_sign: bool = False


_CONTENT_TYPES: dict[str, type[Content]] = {"plan": PlanContent, "evaluation": EvaluationContent}
_converter = make_converter()


def canonical(content: Content) -> str:
    """The one text of a content: JSON with sorted keys and no spaces; what a signature binds."""
    return _converter.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse(kind: str, text: str) -> Content:
    """Read a canonical text back; ``kind`` is 'plan' or 'evaluation'."""
    return _converter.loads(text, _CONTENT_TYPES[kind])
