"""What of evaluations concerns somebody beyond the annual ones of the own year: one statement for everything."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, and_, bindparam, exists, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from app.cycles.models import PerformanceYear
from app.db import db
from app.documents.models import Signature, SignedDocument
from app.domain.objections import ObjectionState
from app.domain.periods import Rhythm
from app.domain.review import EvaluationState
from app.people.models import AssessorAssignment, Person
from app.people.queries import on_day
from app.review.models import Evaluation, Objection

_AT_EMPLOYEE = (EvaluationState.SIGNED, EvaluationState.RECEIVED, EvaluationState.CHANGED)
_PENDING = (ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD)
MOST = 20
"""Of each kind: the home page shows a handful and says how many more there are."""


@dataclass(frozen=True)
class Concern:
    """An evaluation and what is going on with it; ``period`` 0 is the year, ``name`` is the employee's."""

    id: int
    root_id: int
    name: str
    state: EvaluationState
    since: datetime
    objection: ObjectionState | None
    year: int
    rhythm: Rhythm
    period: int
    is_close: bool | None

    @property
    def label(self) -> str:
        """The period in words: 'tahun 2026', 'Triwulan II 2026'."""
        return f"{self.rhythm.name_of(self.period)} {self.year}" if self.period else f"tahun {self.year}"


_COLUMNS = (
    select(
        Evaluation.id,
        Evaluation.plan_root_id,
        Person.name,
        Evaluation.state,
        Evaluation.state_since,
        Objection.state,
        PerformanceYear.year,
        PerformanceYear.rhythm,
        Evaluation.period_number,
        Evaluation.is_close,
    )
    .join(Person, Person.id == Evaluation.employee_id)
    .join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
)
_OWN = _COLUMNS.where(
    Evaluation.employee_id == bindparam("me"),
    or_(
        and_(Evaluation.period_number > 0, Evaluation.state.in_(_AT_EMPLOYEE)),
        Evaluation.state == EvaluationState.CHANGED,
        Objection.state.in_((ObjectionState.DRAFT, *_PENDING)),
    ),
)
_newest = (
    select(SignedDocument.id)
    .where(SignedDocument.kind == "evaluation", SignedDocument.subject_id == Evaluation.id)
    .order_by(SignedDocument.id.desc())
    .limit(1)
    .correlate(Evaluation)
    .scalar_subquery()
)
_cosigned = exists().where(Signature.document_id == _newest, Signature.role == "assessor")
_AS_ASSESSOR = _COLUMNS.where(
    Evaluation.assessor_id == bindparam("me"),
    or_(
        and_(Evaluation.period_number > 0, Evaluation.state == EvaluationState.OPEN),
        Objection.state == ObjectionState.FILED,
        and_(Objection.state == ObjectionState.CHANGED, ~_cosigned),
    ),
)
_above = aliased(AssessorAssignment)
_day = bindparam("day", type_=Date)
_AS_SUPERIOR = (
    _COLUMNS.join(
        AssessorAssignment,
        and_(AssessorAssignment.employee_id == Evaluation.employee_id, on_day(AssessorAssignment, _day)),
    )
    .join(_above, and_(_above.employee_id == AssessorAssignment.assessor_id, on_day(_above, _day)))
    .where(
        _above.assessor_id == bindparam("me"),
        or_(
            Objection.state.in_(_PENDING),
            and_(
                Evaluation.state == EvaluationState.OPEN,
                Evaluation.is_close.is_(True),
                Evaluation.looked_sha256 == "",
                Evaluation.reason != "",
            ),
        ),
    )
)


_ALL = union_all(
    *(query.add_columns(literal(side).label("side")) for side, query in enumerate((_OWN, _AS_ASSESSOR, _AS_SUPERIOR)))
).limit(3 * MOST)


@dataclass(frozen=True)
class Concerns:
    """As employee, as assessor, as superior of an assessor."""

    own: tuple[Concern, ...]
    rated: tuple[Concern, ...]
    above: tuple[Concern, ...]


def of(person_id: int, today: date) -> Concerns:
    """Everything that waits for this person, or that others are doing for them; one statement."""
    sides: tuple[list[Concern], ...] = ([], [], [])
    for row in db.session.execute(_ALL, {"me": person_id, "day": today}):
        *values, side = row
        sides[side].append(Concern(*values))
    own, rated, above = (tuple(sorted(side, key=lambda one: one.since)[:MOST]) for side in sides)
    return Concerns(own, rated, above)
