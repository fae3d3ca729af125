"""What of evaluations concerns somebody beyond the annual ones of the own year: one statement for everything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, exists, literal, null, or_, select, type_coerce, union_all
from sqlalchemy.orm import aliased

from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.calibration import CalibrationState
from app.domain.objections import ObjectionState
from app.domain.periods import Rhythm
from app.domain.review import EvaluationState, Way
from app.people.models import AssessorAssignment, Person, Unit
from app.progress.concern import self_assessments, words_of_leaders
from app.review.above import ME, as_superior, with_superior
from app.review.carried import WAITS_FOR_EMPLOYEE
from app.review.cosigned import LACKS_ASSESSOR
from app.review.models import Calibration, CalibrationMember, Evaluation, Objection

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
    way: Way

    @property
    def label(self) -> str:
        """The period in words: 'tahun 2026', 'Triwulan II 2026'."""
        return label_of(self.rhythm, self.period, self.year)


@dataclass(frozen=True)
class Written:
    """A period in which something is to be written: of one plan by its root (``number``), or on so many results."""

    number: int
    year: int
    rhythm: Rhythm
    period: int

    @property
    def label(self) -> str:
        """The period in words."""
        return label_of(self.rhythm, self.period, self.year)


@dataclass(frozen=True)
class Meeting:
    """A meeting in which the others wait for one's proposals."""

    id: int
    title: str
    unit: str


def label_of(rhythm: Rhythm, period: int, year: int) -> str:
    """A period in words: 'tahun 2026', 'Triwulan II 2026'."""
    return f"{rhythm.name_of(period)} {year}" if period else f"tahun {year}"


_SELECTED: tuple[Any, ...] = (
    Evaluation.id,
    Evaluation.plan_root_id,
    Person.name,
    Evaluation.state,
    Evaluation.state_since,
    Objection.state.label("objection"),
    PerformanceYear.year,
    PerformanceYear.rhythm,
    Evaluation.period_number,
    Evaluation.is_close,
    Evaluation.way,
    literal("").label("more"),
)
_COLUMNS = (
    select(*_SELECTED)
    .join(Person, Person.id == Evaluation.employee_id)
    .join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
)
_OWN = _COLUMNS.where(
    Evaluation.employee_id == ME,
    or_(
        and_(Evaluation.period_number > 0, Evaluation.state.in_(_AT_EMPLOYEE)),
        Evaluation.state == EvaluationState.CHANGED,
        Objection.state.in_((ObjectionState.DRAFT, *_PENDING)),
    ),
)
_TO_AGREE = _COLUMNS.where(
    Evaluation.employee_id == ME,
    WAITS_FOR_EMPLOYEE,
)
_AS_ASSESSOR = _COLUMNS.where(
    Evaluation.assessor_id == ME,
    or_(
        and_(Evaluation.period_number > 0, Evaluation.state == EvaluationState.OPEN),
        Objection.state == ObjectionState.FILED,
        and_(Objection.state == ObjectionState.CHANGED, LACKS_ASSESSOR),
    ),
)
_AS_SUPERIOR = with_superior(_COLUMNS.where(Objection.state.in_(_PENDING)))
_TO_LOOK = (
    as_superior(*_SELECTED)[0]
    .join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
    .where(
        Evaluation.state == EvaluationState.OPEN,
        Evaluation.is_close.is_(True),
        Evaluation.looked_sha256 == "",
        Evaluation.reason != "",
    )
)
_NONE: dict[str, Any] = {str(column.key): type_coerce(null(), column.type) for column in _COLUMNS.selected_columns}


def _side(side: str, query: Any) -> Any:
    """Those that wait longest, with what they are."""
    few = query.order_by(Evaluation.state_since, Evaluation.id).limit(MOST).subquery()
    return select(few, literal(side).label("side"))


def _other(side: str, **columns: Any) -> Any:
    """Something else than an evaluation, in the same columns."""
    return select(*({**_NONE, **columns}[name].label(name) for name in _NONE), literal(side).label("side"))


_self, _words = self_assessments(ME).subquery(), words_of_leaders(ME).subquery()
_First, _Second = aliased(AssessorAssignment), aliased(AssessorAssignment)
_ALL = union_all(
    _side("own", _OWN),
    _side("agree", _TO_AGREE),
    _side("rated", _AS_ASSESSOR),
    _side("above", _AS_SUPERIOR),
    _side("look", _TO_LOOK),
    _other("self", id=_self.c.root_id, year=_self.c.year, rhythm=_self.c.rhythm, period_number=_self.c.period_number),
    _other(
        "words", id=_words.c.number, year=_words.c.year, rhythm=_words.c.rhythm, period_number=_words.c.period_number
    ),
    _other("meeting", id=Calibration.id, name=Calibration.title, more=Unit.name)
    .join(CalibrationMember, CalibrationMember.calibration_id == Calibration.id)
    .join(Unit, Unit.id == Calibration.unit_id)
    .where(
        CalibrationMember.assessor_id == ME,
        CalibrationMember.laid_open_at.is_(None),
        Calibration.state == CalibrationState.OPEN,
    ),
    _other("leads", id=literal(1)).where(
        exists().where(_Second.assessor_id == ME, _First.assessor_id == _Second.employee_id)
    ),
)


@dataclass(frozen=True)
class Concerns:
    """As employee, as assessor, as superior of an assessor; and what is still to be agreed to, written or opened.

    ``agree``: a result of the former unit that the employee is asked about.
    ``leads``: somebody assessed people for whom this person was the superior, so that something can be late there.
    """

    own: tuple[Concern, ...]
    agree: tuple[Concern, ...]
    rated: tuple[Concern, ...]
    above: tuple[Concern, ...]
    selves: tuple[Written, ...]
    words: tuple[Written, ...]
    meetings: tuple[Meeting, ...]
    leads: bool


def of(person_id: int, today: date, open_windows: Iterable[int]) -> Concerns:
    """Everything that waits for this person, or that others are doing for them; one statement.

    ``open_windows`` are the evaluations that are open today.
    """
    sides: dict[str, list[Any]] = {}
    values = {"me": person_id, "day": today, "open_windows": sorted(open_windows)}
    for row in db.session.execute(_ALL, values):
        made = _OTHERS[row.side](row) if row.side in _OTHERS else Concern(*row[:-2])
        sides.setdefault(row.side, []).append(made)
    own, agree, rated, above = (_longest(*(sides.get(side, []) for side in names)) for names in _SIDES)
    selves, words, meetings = (tuple(sides.get(name, ())) for name in _OTHERS)
    return Concerns(own, agree, rated, above, selves, words, meetings, leads="leads" in sides)


def _meeting(row: Any) -> Meeting:
    return Meeting(row.id, row.name, row.more)


def _written(row: Any) -> Written:
    return Written(row.id, row.year, row.rhythm, row.period_number)


_SIDES = (("own",), ("agree",), ("rated",), ("above", "look"))
_OTHERS: dict[str, Callable[[Any], Any]] = {
    "self": _written,
    "words": _written,
    "meeting": _meeting,
}


def _longest(*lists: list[Concern]) -> tuple[Concern, ...]:
    return tuple(sorted((one for found in lists for one in found), key=lambda one: one.since)[:MOST])
