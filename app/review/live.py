"""Counts of overall ratings: the assessor's own while rating, and the signed ones of a unit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, case, func, select

from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor
from app.domain.planning import PlanState
from app.domain.rating import OverallRating
from app.domain.review import EvaluationState, Way
from app.domain.rules import rules_on
from app.people import queries as people
from app.people.models import Posting, Unit
from app.people.queries import on_day
from app.planning.models import Plan
from app.review.models import Evaluation

_DONE = (EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED)


@dataclass(frozen=True)
class Own:
    """The assessor's own distribution; ``people`` are all to be evaluated, ``drafts`` the counted unsigned ones."""

    people: int
    counts: dict[OverallRating, int]
    drafts: int

    @property
    def rated(self) -> int:
        """How many have an overall rating."""
        return sum(self.counts.values())


def own(actor: Actor, year: YearView, today: date, period: int = 0) -> Own:
    """How the actor rates: what is signed about the present staff, and the actor's own open drafts.

    Only for the actor: others' drafts are nobody's (V.A). A draft the superior took over is the superior's. Of several
    plans of a person the last evaluation counts. Two statements.
    """
    employees = {person.id for person in people.to_evaluate(actor.person_id, year.starts_on, today)}
    values = {"ids": sorted(employees), "year_id": year.id, "period": period}
    last = {row.employee_id: row for row in db.session.execute(_RATED, values)} if employees else {}
    rated = [(row.state, overall) for row in last.values() if (overall := _overall(row, year)) is not None]
    counts = Counter(overall for _, overall in rated)
    return Own(len(employees), dict(counts), sum(state is EvaluationState.OPEN for state, _ in rated))


def _overall(row: Any, year: YearView) -> OverallRating | None:
    if row.state is not EvaluationState.OPEN:
        return row.overall  # type: ignore[no-any-return]
    if row.way is Way.TAKEN_OVER:
        return None
    if row.exception is not None or row.results_rating is None or row.behaviour_rating is None:
        return row.exception  # type: ignore[no-any-return]
    return rules_on(year.ends_on).overall_rating(row.results_rating, row.behaviour_rating)


_RATED = (
    select(
        Evaluation.employee_id,
        Evaluation.state,
        Evaluation.way,
        Evaluation.overall,
        Evaluation.exception,
        Evaluation.results_rating,
        Evaluation.behaviour_rating,
    )
    .where(
        Evaluation.employee_id.in_(bindparam("ids", expanding=True)),
        Evaluation.year_id == bindparam("year_id"),
        Evaluation.period_number == bindparam("period"),
    )
    .order_by(Evaluation.id)
)


@dataclass(frozen=True)
class Completeness:
    """How far a unit and all below it have come: people in service, with a plan in force, begun, signed, done."""

    people: int
    planned: int
    begun: int
    signed: int
    done: int


def completeness(path: str, year_id: int, today: date, period: int = 0) -> Completeness:
    """Counts over a unit and all below it; two statements, whatever its size."""
    values = {"path": path, "day": today, "year_id": year_id, "period": period}
    people_in, planned = db.session.execute(_PLANNED, values).one()
    begun, signed, done = db.session.execute(_COME, values).one()
    return Completeness(people_in, planned, begun, signed or 0, done or 0)


def signed_in(path: str, year_id: int, today: date, period: int = 0) -> dict[OverallRating, int]:
    """Signed overall ratings of the people of a unit and all below it; one statement."""
    values = {"path": path, "day": today, "year_id": year_id, "period": period}
    return {overall: count for overall, count in db.session.execute(_SIGNED, values) if overall is not None}


_HERE = (
    select(Posting.person_id)
    .join(Unit, Unit.id == Posting.unit_id)
    .where(Unit.path.startswith(bindparam("path")), on_day(Posting, bindparam("day", type_=Date)))
)
_PLANNED = (
    select(func.count(Posting.person_id.distinct()), func.count(Plan.employee_id.distinct()))
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(
        Plan,
        (Plan.employee_id == Posting.person_id)
        & (Plan.year_id == bindparam("year_id"))
        & (Plan.state == PlanState.SET),
    )
    .where(Unit.path.startswith(bindparam("path")), on_day(Posting, bindparam("day", type_=Date)))
)
_LAST = (  # somebody who moved has an evaluation of each plan: the last one counts
    select(func.max(Evaluation.id))
    .where(
        Evaluation.year_id == bindparam("year_id"),
        Evaluation.period_number == bindparam("period"),
        Evaluation.employee_id.in_(_HERE),
    )
    .group_by(Evaluation.employee_id)
)
_COME = select(
    func.count(Evaluation.id),
    func.sum(case((Evaluation.state != EvaluationState.OPEN, 1), else_=0)),
    func.sum(case((Evaluation.state.in_(_DONE), 1), else_=0)),
).where(Evaluation.id.in_(_LAST))
_SIGNED = (
    select(Evaluation.overall, func.count(Evaluation.id))
    .where(Evaluation.id.in_(_LAST), Evaluation.state != EvaluationState.OPEN, Evaluation.overall.is_not(None))
    .group_by(Evaluation.overall)
)
