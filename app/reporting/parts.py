"""Reads beside the units: finished evaluations that wait to be reported, until when, and the basis of the allowance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, case, false, func, or_, select
from sqlalchemy.orm import aliased

from app.cycles import queries as cycles
from app.cycles.queries import Due, YearView
from app.cycles.weeks import work_week_of
from app.db import db
from app.domain.actors import Actor
from app.domain.handing_up import clock_of
from app.domain.objections import ObjectionState
from app.domain.rating import OverallRating
from app.domain.review import EvaluationState, Way
from app.domain.rules import Clock, Deadline, rules_on
from app.people.models import AssessorAssignment, Person, Posting
from app.people.queries import PER_PAGE, on_day
from app.reporting.models import AllowanceRate
from app.review.models import Evaluation, Objection

_ASKED = bindparam("day", type_=Date)
_ME: Any = bindparam("person_id")


@dataclass(frozen=True)
class ToReport:
    """A finished evaluation that waits to be reported; ``clock`` is the deadline it falls under."""

    id: int
    name: str
    position: str
    state: EvaluationState
    clock: Clock


# Whoever left is reported by those who answered for them on their last day.
_DAY = case((Person.ended_on < _ASKED, Person.ended_on), else_=_ASKED)
_First, _Second = aliased(AssessorAssignment), aliased(AssessorAssignment)
_CHANGED = func.coalesce(Objection.state == ObjectionState.CHANGED, false())  # by the superior, who reports it (V.B.8)
_TO_REPORT = (
    select(Evaluation.id, Person.name, Posting.position, Evaluation.state, Evaluation.way, Objection.state)
    .join(Person, Person.id == Evaluation.employee_id)
    .join(Posting, and_(Posting.person_id == Evaluation.employee_id, on_day(Posting, _DAY)))
    .join(_First, and_(_First.employee_id == Evaluation.employee_id, on_day(_First, _DAY)))
    .outerjoin(_Second, and_(_Second.employee_id == _First.assessor_id, on_day(_Second, _ASKED)))
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
    .where(
        Evaluation.state.in_((EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED)),
        Evaluation.reported_at.is_(None),
        or_(
            and_(Evaluation.way == Way.REGULAR, ~_CHANGED, _First.assessor_id == _ME),
            and_(or_(Evaluation.way != Way.REGULAR, _CHANGED), _Second.assessor_id == _ME),
        ),
    )
    .order_by(Person.name, Evaluation.id)
)


def to_report(actor: Actor, year_id: int, period: int, day: date, page: int = 1) -> tuple[list[ToReport], bool]:
    """A page of the finished evaluations the actor reports, and whether there are more; one statement."""
    values = {"day": day, "person_id": actor.person_id}
    of_period = _TO_REPORT.where(Evaluation.year_id == year_id, Evaluation.period_number == period)
    statement = of_period.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows = [
        ToReport(row[0], row[1], row[2], row[3], clock_of(row[4], changed=row[5] is ObjectionState.CHANGED))
        for row in db.session.execute(statement, values)
    ]
    return rows[:PER_PAGE], len(rows) > PER_PAGE


def waiting_to_report(actor: Actor, day: date) -> dict[tuple[int, int], int]:
    """How many finished evaluations the actor still reports, by year and period; one statement, for the first page."""
    found = db.session.execute(_WAITING, {"day": day, "person_id": actor.person_id})
    return {(row[0], row[1]): row[2] for row in found}


_COLUMNS: tuple[Any, ...] = (Evaluation.year_id, Evaluation.period_number)
_WAITING: Any = (
    _TO_REPORT.with_only_columns(*_COLUMNS, func.count(Evaluation.id.distinct())).order_by(None).group_by(*_COLUMNS)
)


@dataclass(frozen=True)
class DueOf:
    """A deadline of reporting: its rule and its last day; ``is_over`` on the day asked about."""

    deadline: Deadline
    due: Due
    is_over: bool


def deadline(year: YearView, period: int, unit_id: int, clock: Clock, today: date) -> DueOf:
    """When something of a period is reported at the latest, in the work week of a unit (D11, D14, D17)."""
    rule = rules_on(year.ends_on).deadlines[clock]
    start = year.evaluation_window(period).span.closes_on
    due = cycles.due(start, rule.working_days, work_week_of(unit_id))
    return DueOf(rule, due, today > due.on)


@dataclass(frozen=True)
class Rates:
    """The percentages of the allowance by predikat; none when the agency has not decided them."""

    percent: Mapping[OverallRating, int]
    document: str = ""
    set_by: str = ""
    set_at: datetime | None = None
    version: int = 0


def rates() -> Rates:
    """The percentages that hold; one statement."""
    rows = db.session.execute(_RATES).all()
    if not rows:
        return Rates({})
    first = rows[0]
    return Rates({row[0]: row[1] for row in rows}, first[2], first[3], first[4], first[5])


_RATES: Any = select(
    AllowanceRate.overall,
    AllowanceRate.percent,
    AllowanceRate.document,
    Person.name,
    AllowanceRate.set_at,
    AllowanceRate.version,
).join(Person, Person.id == AllowanceRate.set_by)
