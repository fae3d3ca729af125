"""Reads of what is late below a superior: deadlines that passed, and evaluations nobody signed in their time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, union_all
from sqlalchemy.orm import aliased

from app.cycles.models import Window
from app.cycles.queries import YearView
from app.cycles.weeks import work_weeks
from app.db import db
from app.domain.calendar import WorkWeek
from app.domain.clocks import ClockLine, Facts, lines, running
from app.domain.objections import ObjectionState
from app.domain.planning import PlanState
from app.domain.review import EvaluationState, Way
from app.domain.rules import rules_on
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.planning.models import Plan
from app.review.above import DAY, LAST_DAY, as_superior
from app.review.clocks import ENDED, calendar_from, day_of, moved_in
from app.review.models import Evaluation, Objection


@dataclass(frozen=True)
class Overdue:
    """A deadline that passed below a superior: whose evaluation, which one, since when."""

    evaluation_id: int
    employee: str
    line: ClockLine


def overdue_for(superior_id: int, today: date, years: Iterable[YearView]) -> list[Overdue]:
    """What is late in the evaluations somebody is the superior of, the latest first; one statement or four.

    At most :data:`PER_PAGE` evaluations are looked at, those that wait longest.
    """
    known = {year.id: year for year in years}
    rows = db.session.execute(_BELOW, {"me": superior_id, "day": today, "year_ids": sorted(known)}).all()
    if not rows:
        return []
    zone, moved = people.the_agency().zone, moved_in([row.Evaluation.id for row in rows])
    weeks = _weeks({row.path for row in rows})
    calendar = calendar_from(min(known[row.Evaluation.year_id].starts_on for row in rows))
    late = []
    for row in rows:
        evaluation, year = row.Evaluation, known[row.Evaluation.year_id]
        facts = _brief(row, year.evaluation_window(evaluation.period_number).span.closes_on, zone)
        facts.update(moved=moved.get(evaluation.id, {}))
        found = lines(Facts(**facts), rules_on(year.ends_on).deadlines, calendar.count(weeks[row.path]))
        late += [Overdue(evaluation.id, row.name, line) for line in running(found, today) if line.is_overdue(today)]
    return sorted(late, key=lambda one: one.line.due_on)


def _brief(row: Any, closes_on: date, zone: tzinfo) -> dict[str, Any]:
    evaluation: Evaluation = row.Evaluation
    is_back = evaluation.state in {EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED}
    return {
        "window_closes": closes_on,
        "way": evaluation.way,
        "signed": day_of(evaluation.signed_at, zone),
        "received": day_of(evaluation.received_at, zone),
        "returned": day_of(evaluation.state_since, zone) if is_back else None,
        "reported": day_of(evaluation.reported_at, zone),
        "filed": day_of(row.filed_at, zone),
        "ended": day_of(row.decided_at, zone) if row.objection_state in ENDED else None,
        "is_changed": row.objection_state is ObjectionState.CHANGED,
    }


def _open_ones(part: Any) -> Any:
    return part.outerjoin(Objection, Objection.evaluation_id == Evaluation.id).where(
        Evaluation.year_id.in_(bindparam("year_ids", expanding=True)),
        or_(
            Evaluation.reported_at.is_(None),
            Objection.state.in_((ObjectionState.FILED, ObjectionState.EXPLAINED, ObjectionState.HEARD)),
        ),
    )


_ids = union_all(*(_open_ones(part) for part in as_superior(Evaluation.id))).subquery()
_BELOW = (
    select(
        Evaluation,
        Person.name,
        Unit.path,
        Objection.filed_at,
        Objection.decided_at,
        Objection.state.label("objection_state"),
    )
    .join(_ids, _ids.c.id == Evaluation.id)
    .join(Person, Person.id == Evaluation.employee_id)
    .join(Posting, and_(Posting.person_id == Evaluation.employee_id, on_day(Posting, LAST_DAY)))
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
    .order_by(Evaluation.state_since, Evaluation.id)
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


_First, _Second = aliased(AssessorAssignment), aliased(AssessorAssignment)
_Assessor = aliased(Person)
_UNSIGNED = (
    select(Plan.root_id, Person.name, _Assessor.name, Evaluation.id, Evaluation.way)
    .select_from(Plan)
    .join(Person, Person.id == Plan.employee_id)
    .join(_First, and_(_First.employee_id == Plan.employee_id, on_day(_First, DAY)))
    .join(_Second, and_(_Second.employee_id == _First.assessor_id, on_day(_Second, DAY)))
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


def unsigned_periods(superior_id: int, today: date, window_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Of these windows, the years and periods in which somebody is on :func:`unsigned_below`; one statement."""
    values = {"superior_id": superior_id, "day": today, "windows": sorted(window_ids)}
    return {(row[0], row[1]) for row in db.session.execute(_UNSIGNED_IN, values)} if values["windows"] else set()


_UNSIGNED_IN = (
    select(Window.year_id, Window.period_number)
    .distinct()
    .select_from(_Second)
    .join(_First, _First.assessor_id == _Second.employee_id)
    .join(Plan, Plan.employee_id == _First.employee_id)
    .join(Window, Window.year_id == Plan.year_id)
    .outerjoin(
        Evaluation, and_(Evaluation.plan_root_id == Plan.root_id, Evaluation.period_number == Window.period_number)
    )
    .where(
        _Second.assessor_id == bindparam("superior_id"),
        on_day(_Second, DAY),
        on_day(_First, DAY),
        Window.id.in_(bindparam("windows", expanding=True)),
        Plan.state == PlanState.SET,
        or_(Evaluation.id.is_(None), Evaluation.state == EvaluationState.OPEN),
    )
)
