"""Reads of the leaders' results that an employee's own serve: column (2) of form A.1.7."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from app.domain.planning import PlanState
from app.domain.policy import Standing
from app.people import queries as people
from app.planning.models import Plan, WorkResult
from app.planning.parts import LEADER_FORMS, indicators_of, words_of_leader

LEADER_STATES = (PlanState.SUBMITTED, PlanState.SET)


@dataclass(frozen=True)
class LeaderResult:
    """A leader's result as an employee may choose it; ``words`` is what column (2) of A.1.7 prints.

    A leader's on A.1.1 or A.1.2 is offered once for each indicator, which ``indicator`` names.
    """

    id: int
    indicator: str | None
    owner: str
    words: str

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.id}:{self.indicator}" if self.indicator else str(self.id)


def leader_results(standing: Standing, year_id: int, today: date, also: int | None = None) -> list[LeaderResult]:
    """Results an employee's own may serve: the assessor's and those of the team leaders of the unit.

    The cascade line is not the assessor line (p.183): a midwife serves her team leader's result while the head of the
    health centre assesses her. Leaders without a submitted plan are written in by hand and linked later. ``also`` is a
    result that is linked already: of a leader of another unit, or of an edition that was superseded since.
    """
    owners = set()
    if standing.unit_id is not None:
        owners = {view.id for view in people.team_leaders(standing.unit_id, today)}
    if standing.assessor_id is not None:
        owners.add(standing.assessor_id)
    owners.discard(standing.employee_id)
    if not owners and also is None:
        return []
    condition = Plan.employee_id.in_(owners) & (Plan.year_id == year_id) & Plan.state.in_(LEADER_STATES)
    if also is not None:
        condition |= WorkResult.id == also
    return list(_leader_rows(condition, today))


def _leader_rows(condition: object, today: date) -> Iterable[LeaderResult]:
    rows = db.session.execute(
        select(WorkResult.id, WorkResult.text, Plan.employee_id, Plan.form)
        .join(Plan, Plan.id == WorkResult.plan_id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(Plan.employee_id, WorkResult.kind.desc(), WorkResult.position)
    ).all()
    owners = people.people({row.employee_id for row in rows}, today)
    appended = indicators_of({row.id for row in rows if row.form in LEADER_FORMS})
    for row in rows:
        owner = owners.get(row.employee_id)
        indicators = appended.get(row.id, {})
        for key in indicators or [None]:
            words = words_of_leader(row.text, indicators, key)
            yield LeaderResult(row.id, key, owner.position if owner else "", words)
