"""Evaluations as lists show them: state, predikat once it is signed, and whether the employee is asked something."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.actors import Actor
from app.domain.rating import OverallRating
from app.domain.review import EvaluationState, Way, words_of
from app.review.carried import WAITS_FOR_EMPLOYEE
from app.review.cosigned import AWAITS_ASSESSOR
from app.review.models import Evaluation


@dataclass(frozen=True)
class EvaluationRow:
    """An evaluation in a list."""

    id: int
    root_id: int
    employee_id: int
    state: EvaluationState
    state_since: datetime
    overall: OverallRating | None
    year_id: int
    way: Way
    is_rated: bool = False
    asks: bool = False
    """Whether the employee is asked to agree to the result of the former unit."""
    awaits_assessor: bool = False

    @property
    def words(self) -> str:
        """The state in words."""
        return words_of(self.state, awaits_assessor=self.awaits_assessor)


def evaluations_of(employee_ids: set[int], year_ids: set[int], period: int = 0) -> dict[int, dict[int, EvaluationRow]]:
    """Evaluations of a period (0: the year) by year and employee; one statement."""
    every = evaluations_in(employee_ids, year_ids, {period})
    return {year_id: of_year for (year_id, _), of_year in every.items()}


def evaluations_in(
    employee_ids: set[int], year_ids: set[int], periods: set[int]
) -> dict[tuple[int, int], dict[int, EvaluationRow]]:
    """Evaluations of several periods, by year and period, then by employee; one statement.

    ``overall`` is told only once signed: before, it is the assessor's draft. Of several plans the last one counts.
    """
    found: dict[tuple[int, int], dict[int, EvaluationRow]] = {}
    if not employee_ids:
        return found
    rows: Any = db.session.execute(
        select(
            Evaluation.id,
            Evaluation.plan_root_id,
            Evaluation.employee_id,
            Evaluation.state,
            Evaluation.state_since,
            Evaluation.overall,
            Evaluation.year_id,
            Evaluation.way,
            and_(Evaluation.results_rating.is_not(None), Evaluation.behaviour_rating.is_not(None)),
            WAITS_FOR_EMPLOYEE,
            AWAITS_ASSESSOR,
            Evaluation.period_number,
        )
        .where(
            Evaluation.employee_id.in_(employee_ids),
            Evaluation.year_id.in_(year_ids),
            Evaluation.period_number.in_(periods),
        )
        .order_by(Evaluation.id)
    ).all()
    for row in rows:
        *values, period = row
        one = EvaluationRow(*values)
        found.setdefault((one.year_id, period), {})[one.employee_id] = one
    return found


def my_evaluation(actor: Actor, year_id: int, period: int = 0) -> EvaluationRow | None:
    """The actor's own evaluation of a period; 0 is the year."""
    return evaluations_of({actor.person_id}, {year_id}, period).get(year_id, {}).get(actor.person_id)


def signed_evaluation_ids_of(employee_id: int) -> list[int]:
    """Every evaluation of an employee that was signed, the oldest first."""
    mine = select(Evaluation.id).where(Evaluation.employee_id == employee_id, Evaluation.state != EvaluationState.OPEN)
    return list(db.session.scalars(mine.order_by(Evaluation.id)))


@dataclass(frozen=True)
class Latest:
    """The evaluation of somebody that was signed last."""

    id: int
    name: str
    overall: OverallRating | None


_LATEST = (
    select(
        Evaluation.id,
        Evaluation.overall,
        Evaluation.period_number,
        PerformanceYear.year,
        PerformanceYear.rhythm,
    )
    .join(PerformanceYear, PerformanceYear.id == Evaluation.year_id)
    .where(Evaluation.employee_id == bindparam("me"), Evaluation.state != EvaluationState.OPEN)
    .order_by(Evaluation.signed_at.desc(), Evaluation.id.desc())
    .limit(1)
)


def latest_of(person_id: int) -> Latest | None:
    """What somebody was given last, of whatever period and year."""
    row = db.session.execute(_LATEST, {"me": person_id}).one_or_none()
    if row is None:
        return None
    name = f"{row.rhythm.name_of(row.period_number)} {row.year}" if row.period_number else f"tahun {row.year}"
    return Latest(row.id, name, row.overall)
