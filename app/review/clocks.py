"""Reads of deadlines: those of one evaluation, and what is overdue below a superior."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Date, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from app.cycles import queries as cycles
from app.cycles.models import DayOff
from app.cycles.weeks import work_weeks
from app.db import db
from app.documents.models import Signature, SignedDocument
from app.domain.calendar import WorkWeek, after
from app.domain.clocks import ClockLine, Counting, Facts, Moved, lines, objection_until, running
from app.domain.errors import NotFoundError
from app.domain.finality import Finality, finality
from app.domain.objections import ObjectionState
from app.domain.planning import PlanState
from app.domain.review import EvaluationState, Way
from app.domain.rules import Clock, rules_on
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.planning.models import Plan
from app.review.models import ClockExtension, Evaluation, Objection

_ENDED = frozenset({ObjectionState.UPHELD, ObjectionState.CHANGED, ObjectionState.WITHDRAWN})


@dataclass(frozen=True)
class Course:
    """How far one evaluation has come: its deadlines, receipt, refusal, and whether it can be objected to.

    ``is_estimate``: days off of a year that counts are not entered yet, so the dates may still move.
    """

    evaluation_id: int
    lines: tuple[ClockLine, ...]
    window_open: bool
    is_estimate: bool
    final: Finality | None
    received_at: datetime | None
    receipt_recorded: bool
    refusal: str
    refused_at: datetime | None

    @property
    def objection_until(self) -> date | None:
        """The last day of an objection; None when nothing was received, or the result is final."""
        return objection_until(self.lines)

    def running(self, today: date) -> tuple[ClockLine, ...]:
        """What is not done yet."""
        return running(self.lines, today)

    def line(self, clock: Clock) -> ClockLine | None:
        """One deadline, if it has begun."""
        return next((line for line in self.lines if line.clock is clock), None)


@dataclass(frozen=True)
class _Calendar:
    off: frozenset[date]

    def count(self, week: WorkWeek) -> Counting:
        return lambda start, days: after(start, days, week, self.off)

    def knows(self, found: Iterable[ClockLine]) -> bool:
        known = {day.year for day in self.off}
        return all(set(range(line.started_on.year, line.due_on.year + 1)) <= known for line in found)


def course_of(evaluation_id: int, today: date) -> Course:
    """The deadlines of an evaluation; the caller has made sure that whoever asks may see it.

    Raises:
        NotFoundError: there is none.
    """
    row = db.session.get(Evaluation, evaluation_id)
    if row is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    zone = people.the_agency().zone
    window = cycles.year(row.year_id).evaluation_window(row.period_number).span
    year = cycles.year(row.year_id)
    final = finality_of(row, today)
    returned = db.session.scalar(_RETURNED.where(SignedDocument.subject_id == row.id).limit(1)) or row.refused_at
    objection = db.session.scalars(select(Objection).where(Objection.evaluation_id == row.id)).first()
    facts = Facts(
        window_closes=window.closes_on,
        way=row.way,
        signed=_day(row.signed_at, zone),
        received=_day(row.received_at, zone),
        returned=_day(returned, zone),
        reported=_day(row.reported_at, zone),
        filed=_day(objection.filed_at, zone) if objection else None,
        ended=_day(objection.decided_at, zone) if objection and objection.state in _ENDED else None,
        is_changed=objection is not None and objection.state is ObjectionState.CHANGED,
        is_final=final is not None,
        moved=_moved([row.id]).get(row.id, {}),
    )
    calendar = _calendar(row.signed_at.date() if row.signed_at else window.closes_on)
    found = lines(facts, rules_on(year.ends_on).deadlines, calendar.count(_week(row.employee_id, today)))
    return Course(
        row.id,
        tuple(line for line in found if not line.is_ahead(today) or line.clock is not Clock.TAKE_OVER),
        window.contains(today),
        not calendar.knows(found),
        final,
        row.received_at,
        row.receipt_recorded_by is not None,
        row.refusal,
        row.refused_at,
    )


_RETURNED = (
    select(Signature.signed_at)
    .join(SignedDocument, SignedDocument.id == Signature.document_id)
    .where(SignedDocument.kind == "evaluation", Signature.role == "employee")
    .order_by(Signature.id)
)


def finality_of(row: Evaluation, today: date) -> Finality | None:
    """Why this result is final, by who signed it and what both were when it was signed."""
    day = _day(row.signed_at, people.the_agency().zone) or today
    both = people.people({row.employee_id, row.assessor_id}, day)
    employee, assessor = both[row.employee_id], both[row.assessor_id]
    return finality(
        row.way,
        assessor=assessor.position_kind,
        employee=employee.position_kind,
        heads_independent_unit=employee.heads_independent_unit,
    )


def _day(moment: datetime | None, zone: tzinfo) -> date | None:
    return moment.astimezone(zone).date() if moment else None


def _calendar(first: date) -> _Calendar:
    return _Calendar(frozenset(db.session.scalars(select(DayOff.day).where(DayOff.day >= date(first.year, 1, 1)))))


def _week(employee_id: int, today: date) -> WorkWeek:
    unit_id = people.person(employee_id, today).unit_id
    found = work_weeks(Unit.id == unit_id)
    return found[0].week if found else WorkWeek.FIVE


def _moved(evaluation_ids: list[int]) -> dict[int, dict[Clock, Moved]]:
    rows = db.session.scalars(
        select(ClockExtension).where(ClockExtension.evaluation_id.in_(evaluation_ids)).order_by(ClockExtension.id)
    )
    found: dict[int, dict[Clock, Moved]] = {}
    for row in rows:
        found.setdefault(row.evaluation_id, {})[row.clock] = Moved(row.due_on, row.reason)
    return found


@dataclass(frozen=True)
class Overdue:
    """A deadline that passed below a superior: whose evaluation, which one, since when."""

    evaluation_id: int
    employee: str
    line: ClockLine


def overdue_for(superior_id: int, today: date, year_ids: set[int]) -> list[Overdue]:
    """What is late in the evaluations two levels below, the latest first; a handful of statements for any number.

    At most :data:`PER_PAGE` evaluations are looked at, those that wait longest.
    """
    rows = db.session.execute(_BELOW, {"superior_id": superior_id, "day": today, "year_ids": list(year_ids)}).all()
    if not rows:
        return []
    zone, moved = people.the_agency().zone, _moved([row.Evaluation.id for row in rows])
    years = {year.id: year for year in cycles.years()}
    weeks = _weeks({row.path for row in rows})
    calendar = _calendar(min(years[row.Evaluation.year_id].starts_on for row in rows))
    late = []
    for row in rows:
        evaluation, year = row.Evaluation, years[row.Evaluation.year_id]
        facts = _brief(row, year.evaluation_window(evaluation.period_number).span.closes_on, zone)
        facts.update(moved=moved.get(evaluation.id, {}))
        found = lines(Facts(**facts), rules_on(year.ends_on).deadlines, calendar.count(weeks[row.path]))
        late += [Overdue(evaluation.id, row.name, line) for line in running(found, today) if line.is_overdue(today)]
    return sorted(late, key=lambda one: one.line.due_on)


def _brief(row: Any, closes_on: date, zone: tzinfo) -> dict[str, Any]:
    evaluation: Evaluation = row.Evaluation
    is_back = evaluation.state in {EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED, EvaluationState.CHANGED}
    return {
        "window_closes": closes_on,
        "way": evaluation.way,
        "signed": _day(evaluation.signed_at, zone),
        "received": _day(evaluation.received_at, zone),
        "returned": _day(evaluation.state_since, zone) if is_back else None,
        "reported": _day(evaluation.reported_at, zone),
        "filed": _day(row.filed_at, zone),
        "ended": _day(row.decided_at, zone) if row.objection_state in _ENDED else None,
        "is_changed": row.objection_state is ObjectionState.CHANGED,
    }


_First, _Second = aliased(AssessorAssignment), aliased(AssessorAssignment)
_DAY = bindparam("day", type_=Date)
_BELOW = (
    select(
        Evaluation,
        Person.name,
        Unit.path,
        Objection.filed_at,
        Objection.decided_at,
        Objection.state.label("objection_state"),
    )
    .join(Person, Person.id == Evaluation.employee_id)
    .join(_First, and_(_First.employee_id == Evaluation.employee_id, on_day(_First, _DAY)))
    .join(_Second, and_(_Second.employee_id == _First.assessor_id, on_day(_Second, _DAY)))
    .join(Posting, and_(Posting.person_id == Evaluation.employee_id, on_day(Posting, _DAY)))
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
    .where(
        _Second.assessor_id == bindparam("superior_id"),
        Evaluation.year_id.in_(bindparam("year_ids", expanding=True)),
        or_(
            Evaluation.reported_at.is_(None),
            Objection.state.in_((ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD)),
        ),
    )
    .order_by(Evaluation.state_since)
    .limit(PER_PAGE)
)


def _weeks(paths: set[str]) -> dict[str, WorkWeek]:
    """The work week of each unit by its path; one statement."""
    return {row.path: row.week for row in work_weeks(Unit.path.in_(paths))}


@dataclass(frozen=True)
class Unsigned:
    """Somebody two levels below whose evaluation was not signed in its time; ``evaluation_id`` None: never begun."""

    root_id: int | None
    employee: str
    assessor: str
    evaluation_id: int | None
    way: Way | None


@dataclass(frozen=True)
class UnsignedPage:
    """A page of them."""

    rows: tuple[Unsigned, ...]
    has_more: bool


def unsigned_below(superior_id: int, year_id: int, period: int, today: date, number: int = 1) -> UnsignedPage:
    """Everybody whose assessor's assessor this is, with a plan in force and no signed evaluation; one statement.

    Whether the time has passed is asked of the window by the caller; before that, nobody is late.
    """
    values = {"superior_id": superior_id, "year_id": year_id, "period": period, "day": today}
    statement = _UNSIGNED.limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE)
    rows = [Unsigned(*row) for row in db.session.execute(statement, values)]
    return UnsignedPage(tuple(rows[:PER_PAGE]), len(rows) > PER_PAGE)


_Assessor = aliased(Person)
_UNSIGNED = (
    select(Plan.root_id, Person.name, _Assessor.name, Evaluation.id, Evaluation.way)
    .select_from(Plan)
    .join(Person, Person.id == Plan.employee_id)
    .join(_First, and_(_First.employee_id == Plan.employee_id, on_day(_First, _DAY)))
    .join(_Second, and_(_Second.employee_id == _First.assessor_id, on_day(_Second, _DAY)))
    .join(_Assessor, _Assessor.id == _First.assessor_id)
    .outerjoin(
        Evaluation, and_(Evaluation.plan_root_id == Plan.root_id, Evaluation.period_number == bindparam("period"))
    )
    .where(
        _Second.assessor_id == bindparam("superior_id"),
        Plan.year_id == bindparam("year_id"),
        Plan.state == PlanState.SET,
        or_(Evaluation.id.is_(None), Evaluation.state == EvaluationState.OPEN),
    )
    .order_by(_Assessor.name, Person.name, Plan.root_id)
)
