"""The plans of an assessor's people side by side: what each is to reach, at one look."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select

from app.db import db
from app.domain.actors import Actor
from app.domain.planning import PlanState, ResultKind
from app.people.queries import PersonView
from app.planning import queries
from app.planning.models import Indicator, Remark, WorkResult
from app.planning.queries import PlanRow

PER_PAGE = 10
"""People on one page: each with all results of the plan."""

NO_PLAN = "none"


@dataclass(frozen=True)
class ResultLine:
    """One result of somebody's plan, shortened to its words and the number of its indicators."""

    kind: ResultKind
    text: str
    indicators: int
    is_linked: bool


@dataclass(frozen=True)
class Member:
    """Somebody with plan, results and the number of unsettled remarks."""

    person: PersonView
    plan: PlanRow | None
    results: tuple[ResultLine, ...]
    open_remarks: int


@dataclass(frozen=True)
class TeamPage:
    """A page of people; ``counts`` tells how many there are in each state, None for whoever has no plan."""

    members: tuple[Member, ...]
    counts: dict[PlanState | None, int]
    page: int
    has_more: bool

    @property
    def filters(self) -> list[tuple[str, str]]:
        """What the page can be narrowed to: how it is asked for, and its words."""
        named = [
            (state.value if state else NO_PLAN, f"{state.label if state else 'Belum dibuat'} ({number})")
            for state, number in self.counts.items()
        ]
        return [("", "Semua"), *named]


_RESULTS = (
    select(
        WorkResult.plan_id,
        WorkResult.kind,
        WorkResult.text,
        func.count(Indicator.id).label("indicators"),
        (WorkResult.leader_result_id.is_not(None) | (WorkResult.leader_text != "")).label("is_linked"),
    )
    .outerjoin(Indicator, Indicator.result_id == WorkResult.id)
    .where(WorkResult.plan_id.in_(bindparam("ids", expanding=True)), WorkResult.removed_at.is_(None))
    .group_by(WorkResult.id)
    .order_by(WorkResult.plan_id, WorkResult.kind.desc(), WorkResult.position)
)
_REMARKS = (
    select(Remark.plan_id, func.count())
    .where(Remark.plan_id.in_(bindparam("ids", expanding=True)), Remark.settled_at.is_(None))
    .group_by(Remark.plan_id)
)


def team(actor: Actor, year_id: int, today: date, state: str, page: int) -> TeamPage:
    """The people the actor assesses whose plan is in ``state`` ('' for all, 'none' for no plan), a page at a time."""
    everybody = queries.team(actor, year_id, today)
    counts: dict[PlanState | None, int] = {}
    for row in everybody:
        found = row.plan.state if row.plan else None
        counts[found] = counts.get(found, 0) + 1
    wanted = [row for row in everybody if not state or (row.plan.state if row.plan else NO_PLAN) == state]
    shown = wanted[(page - 1) * PER_PAGE : page * PER_PAGE]
    ids = [row.plan.id for row in shown if row.plan]
    results: dict[int, list[ResultLine]] = {}
    remarks: dict[int, int] = {}
    if ids:
        for line in db.session.execute(_RESULTS, {"ids": ids}):
            results.setdefault(line.plan_id, []).append(ResultLine(*line[1:]))
        remarks = dict(db.session.execute(_REMARKS, {"ids": ids}).all())
    members = tuple(
        Member(
            row.person,
            row.plan,
            tuple(results.get(row.plan.id, ())) if row.plan else (),
            remarks.get(row.plan.id, 0) if row.plan else 0,
        )
        for row in shown
    )
    return TeamPage(members, counts, page, len(wanted) > page * PER_PAGE)
