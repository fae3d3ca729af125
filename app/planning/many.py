"""Plans in force of many people at once, for a list of what can be signed."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, select

from app.db import db
from app.domain.behaviour import BehaviourValue
from app.domain.planning import PlanState
from app.domain.policy import Standing
from app.people import queries as people
from app.planning import parts
from app.planning.models import BehaviourExpectation, Plan
from app.planning.parts import Texts
from app.planning.queries import PLANS, PlanView


def in_force(root_ids: Iterable[int], standings: Mapping[int, Standing], day: date) -> dict[int, PlanView]:
    """Plans by root that are or were in force, with the posts of a day; five statements, however many.

    ``standings`` are those of the employees on that day. Whether somebody may read them is for the caller to ask; what
    is not printed on a form (annex and remarks) is left out, and so is what may be done to them.
    """
    rows = db.session.execute(_IN_FORCE, {"roots": sorted(root_ids)}).all()
    if not rows:
        return {}
    ids = [row.id for row in rows]
    parties = people.people({one for row in rows for one in (row.employee_id, row.assessor_id) if one}, day)
    results, expectations = parts.results_of(ids), _expectations(ids)
    return {
        row.root_id: PlanView(
            id=row.id,
            root_id=row.root_id,
            edition=row.edition,
            form=row.form,
            state=row.state,
            state_since=row.state_since,
            year_id=row.year_id,
            period_start=row.period_start,
            period_end=row.period_end,
            employee=parties[row.employee_id],
            assessor=parties.get(row.assessor_id),
            standing=standings[row.employee_id],
            version=row.version,
            closed_because=row.closed_because,
            origin=row.origin,
            to_superior=row.to_superior,
            ended_on=row.ended_on,
            results=results.get(row.id, ()),
            texts=Texts(expectations.get(row.id, {}), {}, ()),
            verbs=frozenset(),
            may_write_expectations=False,
            may_talk=False,
        )
        for row in rows
        if row.employee_id in standings
    }


_IN_FORCE: Any = PLANS.where(
    Plan.root_id.in_(bindparam("roots", expanding=True)), Plan.state.in_((PlanState.SET, PlanState.ENDED))
).order_by(Plan.root_id, Plan.id.desc())


def _expectations(plan_ids: list[int]) -> dict[int, dict[BehaviourValue, str]]:
    rows = db.session.execute(_EXPECTATIONS, {"ids": plan_ids}).all()
    found = {}
    for plan_id, group in groupby(rows, key=lambda row: row.plan_id):
        told = {row.value: row.text for row in group}
        found[plan_id] = {value: told[value] for value in BehaviourValue if value in told}
    return found


_EXPECTATIONS = (
    select(BehaviourExpectation.plan_id, BehaviourExpectation.value, BehaviourExpectation.text)
    .where(BehaviourExpectation.plan_id.in_(bindparam("ids", expanding=True)))
    .order_by(BehaviourExpectation.plan_id, BehaviourExpectation.id)
)
