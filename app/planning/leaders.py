"""Reads of the leaders' results that an employee's own serve: column (2) of form A.1.7."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.db import db
from app.domain.planning import PlanForm, PlanState
from app.domain.policy import Standing
from app.people import queries as people
from app.planning.models import Plan, WorkResult

LEADER_STATES = (PlanState.SUBMITTED, PlanState.SET)


@dataclass(frozen=True)
class LeaderResult:
    """A leader's result as an employee may choose it; ``words`` is what column (2) of A.1.7 prints."""

    id: int
    owner: str
    words: str


def leader_words(result_ids: set[int], today: date) -> dict[int, LeaderResult]:
    """What is written of the given results of leaders, by id."""
    if not result_ids:
        return {}
    return {row.id: row for row in _leader_rows(WorkResult.id.in_(result_ids), today)}


def leader_results(standing: Standing, year_id: int, today: date) -> list[LeaderResult]:
    """Results an employee's own may serve: the assessor's and those of the team leaders of the unit.

    The cascade line is not the assessor line (p.183): a midwife serves her team leader's result while the head of the
    health centre assesses her. Leaders without a submitted plan are written in by hand and linked later.
    """
    owners = set()
    if standing.unit_id is not None:
        owners = {view.id for view in people.team_leaders(standing.unit_id, today)}
    if standing.assessor_id is not None:
        owners.add(standing.assessor_id)
    owners.discard(standing.employee_id)
    if not owners:
        return []
    condition = Plan.employee_id.in_(owners) & (Plan.year_id == year_id) & Plan.state.in_(LEADER_STATES)
    return list(_leader_rows(condition, today))


def _leader_rows(condition: object, today: date) -> Iterable[LeaderResult]:
    rows = db.session.scalars(
        select(WorkResult)
        .join(Plan, Plan.id == WorkResult.plan_id)
        .where(condition)  # type: ignore[arg-type]
        .options(joinedload(WorkResult.plan), selectinload(WorkResult.indicators))
        .order_by(Plan.employee_id, WorkResult.kind.desc(), WorkResult.position)
    ).all()
    owners = people.people({row.plan.employee_id for row in rows}, today)
    for row in rows:
        owner = owners.get(row.plan.employee_id)
        yield LeaderResult(row.id, owner.position if owner else "", _words_of_leader(row))


def _words_of_leader(row: WorkResult) -> str:
    """For a JPT or the head of an independent unit the result is written with its indicators (footnote p.59)."""
    if row.plan.form in {PlanForm.A11, PlanForm.A12} and row.indicators:
        return f"{row.text} ({'; '.join(indicator.text for indicator in row.indicators)})"
    return row.text
