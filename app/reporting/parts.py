"""Reads beside the units: finished evaluations that wait to be reported, until when, and the basis of the allowance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, false, func, or_, select, union_all

from app.cycles import queries as cycles
from app.cycles.queries import Due, YearView
from app.cycles.weeks import work_week_of, work_weeks
from app.db import db
from app.domain.actors import Actor
from app.domain.clocks import due_of
from app.domain.handing_up import clock_of
from app.domain.objections import ObjectionState
from app.domain.rating import OverallRating
from app.domain.review import EvaluationState, Way, words_of
from app.domain.rules import Clock, Deadline, rules_on
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.reporting.models import AllowanceRate
from app.review import clocks
from app.review.above import LAST_DAY, as_assessor, as_superior
from app.review.cosigned import AWAITS_ASSESSOR
from app.review.models import Evaluation, Objection


@dataclass(frozen=True)
class ToReport:
    """A finished evaluation that waits to be reported, its state in words; ``clock`` is its deadline."""

    id: int
    name: str
    position: str
    words: str
    clock: Clock
    due: Due
    is_over: bool


_CHANGED = func.coalesce(Objection.state == ObjectionState.CHANGED, false())  # by the superior, who reports it (V.B.8)
_BY_SUPERIOR = or_(Evaluation.way != Way.REGULAR, _CHANGED)


def _finished(part: Any, whose: Any) -> Any:
    return part.outerjoin(Objection, Objection.evaluation_id == Evaluation.id).where(
        Evaluation.state.in_((EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED)),
        Evaluation.reported_at.is_(None),
        whose,
    )


# Each part is led by an index: who asks may be one of thousands.
MINE_TO_REPORT = union_all(
    _finished(as_assessor(Evaluation.id, Evaluation.year_id, Evaluation.period_number), ~_BY_SUPERIOR),
    *(
        _finished(part, _BY_SUPERIOR)
        for part in as_superior(Evaluation.id, Evaluation.year_id, Evaluation.period_number)
    ),
).subquery()
"""Finished evaluations that ``me`` reports on ``day``, with year and period."""
_TO_REPORT = (
    select(
        Evaluation.id,
        Person.name,
        Posting.position,
        Evaluation.state,
        Evaluation.way,
        Objection.state.label("objection"),
        AWAITS_ASSESSOR.label("awaits_assessor"),
        Unit.path,
    )
    .join(MINE_TO_REPORT, MINE_TO_REPORT.c.id == Evaluation.id)
    .join(Person, Person.id == Evaluation.employee_id)
    .join(Posting, and_(Posting.person_id == Evaluation.employee_id, on_day(Posting, LAST_DAY)))
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(Objection, Objection.evaluation_id == Evaluation.id)
    .where(Evaluation.year_id == bindparam("year_id"), Evaluation.period_number == bindparam("period"))
    .order_by(Person.name, Evaluation.id)
)


def to_report(actor: Actor, year: YearView, period: int, day: date, page: int = 1) -> tuple[list[ToReport], bool]:
    """A page of the finished evaluations the actor reports, and whether there are more; one statement, or four.

    Each has its own last day: in the work week of the employee's unit, moved on where the superior granted it.
    """
    values = {"day": day, "me": actor.person_id, "year_id": year.id, "period": period}
    statement = _TO_REPORT.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows = list({row.id: row for row in db.session.execute(statement, values)}.values())
    shown = rows[:PER_PAGE]
    last = _last_days(shown, year, period) if shown else {}
    found = [
        ToReport(row.id, row.name, row.position, _words(row), _clock(row), last[row.id], day > last[row.id].on)
        for row in shown
    ]
    return found, len(rows) > PER_PAGE


def _words(row: Any) -> str:
    return words_of(row.state, awaits_assessor=bool(row.awaits_assessor))


def _clock(row: Any) -> Clock:
    return clock_of(row.way, changed=row.objection is ObjectionState.CHANGED)


def _last_days(rows: list[Any], year: YearView, period: int) -> dict[int, Due]:
    closes_on, deadlines = year.evaluation_window(period).span.closes_on, rules_on(year.ends_on).deadlines
    weeks = {row.path: row.week for row in work_weeks(Unit.path.in_({row.path for row in rows}))}
    calendar, moved = clocks.calendar_from(closes_on), clocks.moved_in([row.id for row in rows])
    found = {}
    for row in rows:
        clock = _clock(row)
        extension = moved.get(row.id, {}).get(clock)
        last = due_of(clock, closes_on, deadlines, calendar.count(weeks[row.path]), extension)
        found[row.id] = Due(last, is_estimate=not calendar.reaches(closes_on, last))
    return found


@dataclass(frozen=True)
class DueOf:
    """A deadline of reporting: its rule and its last day; ``is_over`` on the day asked about."""

    deadline: Deadline
    due: Due
    is_over: bool


def deadline(year: YearView, period: int, unit_id: int, clock: Clock, today: date) -> DueOf:
    """When something of a period is reported at the latest, in the work week of a unit (D11, D14, D17)."""
    rule = rule_of(year, clock)
    start = year.evaluation_window(period).span.closes_on
    due = cycles.due(start, rule.working_days, work_week_of(unit_id))
    return DueOf(rule, due, today > due.on)


def rule_of(year: YearView, clock: Clock) -> Deadline:
    """A deadline as the regulation the year ended under sets it."""
    return rules_on(year.ends_on).deadlines[clock]


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
