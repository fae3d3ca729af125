"""Reads of the office's tree: leaders' results with the results of staff that serve them, in plans that were set.

A page shows a few results and two levels below; every level is cut by the database, so no page grows with the office.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.cascading import CascadeMethod
from app.domain.errors import NotFoundError
from app.domain.planning import PlanState
from app.domain.quantities import LoadSum, load_sum
from app.people import queries as people
from app.people.models import Posting, Unit
from app.people.queries import PER_PAGE, PersonView, on_day
from app.planning.models import Indicator, Plan, WorkResult

TOP, BELOW = 5, (6, 4)
"""Results on a page; how many are shown below each, and below each of those."""
FOUND, DEEPEST, SHORTEST = 15, 8, 3
_WAS_SET = (PlanState.SET, PlanState.SUPERSEDED, PlanState.ENDED)
_TODAY = bindparam("today", type_=Date)
Key = tuple[int, str]
"""A result in all editions of its plan: the first edition and the key."""


@dataclass(frozen=True)
class Node:
    """A result with what serves it; ``served`` counts all of them, ``below`` holds the first few."""

    id: int
    key: Key
    text: str
    owner: PersonView
    method: CascadeMethod | None
    leads: bool
    served: int
    below: tuple["Node", ...]
    sum: LoadSum | None

    @property
    def more(self) -> int:
        """How many more serve it than are shown."""
        return self.served - len(self.below)

    @property
    def is_unserved(self) -> bool:
        """Whether it is a leader's, and nobody serves it."""
        return self.leads and not self.served


@dataclass(frozen=True)
class Step:
    """A result on the way from the root to another."""

    id: int
    text: str
    owner: PersonView


_ROWS = (
    select(
        WorkResult.id,
        WorkResult.key,
        WorkResult.text,
        WorkResult.method,
        WorkResult.leader_result_id,
        func.coalesce(Plan.root_id, Plan.id).label("root_id"),
        Plan.employee_id,
        exists(Posting.id)
        .where(
            Posting.person_id == Plan.employee_id,
            or_(Posting.is_head.is_(True), Posting.is_team_leader.is_(True)),
            on_day(Posting, _TODAY),
        )
        .label("leads"),
    )
    .join(Plan, Plan.id == WorkResult.plan_id)
    .where(Plan.state == PlanState.SET, WorkResult.removed_at.is_(None))
)


def of_unit(unit_id: int, year_id: int, today: date, page: int, *, loose: bool) -> tuple[tuple[Node, ...], bool]:
    """A page of the results of a unit's head with what serves them; or of its staff's results that serve none."""
    works = select(Posting.person_id).where(
        Posting.unit_id == unit_id, Posting.is_head.is_(not loose), on_day(Posting, today)
    )
    conditions: list[ColumnElement[bool]] = [Plan.employee_id.in_(works), Plan.year_id == year_id]
    if loose:
        conditions.append(WorkResult.leader_result_id.is_(None))
    statement: Any = _ROWS.where(*conditions).order_by(Plan.employee_id, WorkResult.kind.desc(), WorkResult.position)
    return _page(statement, today, page)


def _page(statement: Select[Any], today: date, page: int) -> tuple[tuple[Node, ...], bool]:
    rows = db.session.execute(statement.limit(TOP + 1).offset((page - 1) * TOP), {"today": today}).all()
    return _nodes(rows[:TOP], today), len(rows) > TOP


def result(result_id: int, today: date) -> tuple[Node, int]:
    """A result of a plan that was set, as it stands in the edition in force, and its year.

    Raises:
        NotFoundError: there is none of that id in a plan in force.
    """
    asked = db.session.execute(
        select(func.coalesce(Plan.root_id, Plan.id).label("root_id"), WorkResult.key, Plan.year_id)
        .join(Plan, Plan.id == WorkResult.plan_id)
        .where(WorkResult.id == result_id, Plan.state.in_(_WAS_SET))
    ).one_or_none()
    rows = (
        db.session.execute(
            _ROWS.where(Plan.root_id == asked.root_id, WorkResult.key == asked.key),
            {"today": today},
        ).all()
        if asked
        else []
    )
    if not asked or not rows:
        raise NotFoundError("Hasil kerja tidak ditemukan.")
    return _nodes(rows, today, depth=1)[0], asked.year_id


def serving(key: Key, today: date, page: int) -> tuple[tuple[Node, ...], bool]:
    """A page of what serves a result, with the levels below."""
    statement = _serving([key]).order_by(Plan.employee_id, WorkResult.kind.desc(), WorkResult.position)
    return _page(statement, today, page)


_Leader, _LeaderPlan = aliased(WorkResult), aliased(Plan)


def _serving(keys: Sequence[Key]) -> Select[Any]:
    """Results in force that serve some others, in whatever edition of the leader's plan they were linked."""
    return (
        _ROWS.add_columns(
            func.coalesce(_LeaderPlan.root_id, _LeaderPlan.id).label("parent_root"), _Leader.key.label("parent_key")
        )
        .join(_Leader, _Leader.id == WorkResult.leader_result_id)
        .join(_LeaderPlan, _LeaderPlan.id == _Leader.plan_id)
        .where(_LeaderPlan.root_id.in_({root for root, _ in keys}), _Leader.key.in_({key for _, key in keys}))
    )


def _levels(rows: Sequence[Any], today: date, depth: int) -> list[dict[Key, list[Any]]]:
    """What serves the results of each level, by result; the last one only for its counts."""
    found: list[dict[Key, list[Any]]] = []
    for most in (*BELOW[:depth], 1):
        keys = [(row.root_id, row.key) for row in rows]
        children: dict[Key, list[Any]] = {}
        if keys:
            place = (_LeaderPlan.root_id, _Leader.key)
            ranked = _serving(keys).add_columns(
                func.row_number().over(partition_by=place, order_by=WorkResult.id).label("place"),
                func.count(WorkResult.id).over(partition_by=place).label("served"),
            ).subquery()  # fmt: skip
            statement = select(ranked).where(ranked.c.place <= most).order_by(ranked.c.id)
            for row in db.session.execute(statement, {"today": today}):
                children.setdefault((row.parent_root, row.parent_key), []).append(row)
        found.append(children)
        rows = [row for group in children.values() for row in group]
    return found


def _nodes(rows: Sequence[Any], today: date, depth: int = 2) -> tuple[Node, ...]:
    levels = _levels(rows, today, depth)
    shown = [*rows, *(row for level in levels[:depth] for group in level.values() for row in group)]
    owners = people.people({row.employee_id for row in shown}, today)
    targets = _targets(row.id for row in shown) if any(row.method is CascadeMethod.LOAD for row in shown) else {}

    def build(row: Any, level: int) -> Node:
        group = levels[level].get((row.root_id, row.key), []) if level < len(levels) else []
        visible = group if level < depth else []
        return Node(
            id=row.id,
            key=(row.root_id, row.key),
            text=row.text,
            owner=owners[row.employee_id],
            method=row.method,
            leads=bool(row.leads),
            served=group[0].served if group else 0,
            below=tuple(build(child, level + 1) for child in visible),
            sum=_sum(row, visible, targets) if group and group[0].served == len(visible) else None,
        )

    return tuple(build(row, 0) for row in rows)


def _targets(result_ids: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = db.session.execute(
        select(Indicator.result_id, Indicator.target, Indicator.text)
        .where(Indicator.result_id.in_(sorted(set(result_ids))))
        .order_by(Indicator.result_id, Indicator.position)
    )
    for row in rows:
        found.setdefault(row.result_id, []).append(row.target or row.text)
    return found


def _sum(row: Any, group: Sequence[Any], targets: dict[int, list[str]]) -> LoadSum | None:
    """The first target of a result that those who share its load add up to something for."""
    shares = ["; ".join(targets.get(child.id, ())) for child in group if child.method is CascadeMethod.LOAD]
    sums = (load_sum(target, shares) for target in targets.get(row.id, ()))
    return next((found for found in sums if found is not None), None) if shares else None


def paths(result_ids: Sequence[int], today: date) -> dict[int, tuple[Step, ...]]:
    """The way from the root down to each of some results; one statement for each level, whatever their number."""
    known: dict[int, Any] = {}
    wanted = set(result_ids)
    for _ in range(DEEPEST):
        if not wanted:
            break
        rows = db.session.execute(
            select(WorkResult.id, WorkResult.text, WorkResult.leader_result_id, Plan.employee_id)
            .join(Plan, Plan.id == WorkResult.plan_id)
            .where(WorkResult.id.in_(sorted(wanted)), Plan.state.in_(_WAS_SET))
        ).all()
        known |= {row.id: row for row in rows}
        wanted = {row.leader_result_id for row in rows if row.leader_result_id} - known.keys()
    owners = people.people({row.employee_id for row in known.values()}, today)
    return {result_id: _path(result_id, known, owners) for result_id in result_ids}


def _path(result_id: int, known: dict[int, Any], owners: dict[int, PersonView]) -> tuple[Step, ...]:
    steps: list[Step] = []
    row = known.get(result_id)
    while row is not None and len(steps) < DEEPEST:
        steps.insert(0, Step(row.id, row.text, owners[row.employee_id]))
        row = known.get(row.leader_result_id) if row.leader_result_id else None
    return tuple(steps)


def search(text: str, year_id: int, today: date, page: int) -> tuple[list[tuple[Step, ...]], bool]:
    """A page of the ways from the root to results whose words hold ``text``, and whether there are more."""
    if len(text.strip()) < SHORTEST:
        return [], False
    rows = db.session.scalars(
        select(WorkResult.id)
        .join(Plan, Plan.id == WorkResult.plan_id)
        .where(
            Plan.state == PlanState.SET,
            Plan.year_id == year_id,
            WorkResult.removed_at.is_(None),
            WorkResult.text.icontains(text.strip(), autoescape=True),
        )
        .order_by(WorkResult.id)
        .limit(FOUND + 1)
        .offset((page - 1) * FOUND)
    ).all()
    return list(paths(rows[:FOUND], today).values()), len(rows) > FOUND


@dataclass(frozen=True)
class UnitPlace:
    """A unit in the tree: the one above, and a page of those below."""

    id: int
    name: str
    above: tuple[int, str] | None
    below: tuple[tuple[int, str], ...]
    more: bool


def unit(unit_id: int, today: date, page: int) -> UnitPlace:
    """A unit with its neighbours.

    Raises:
        NotFoundError: there is no such unit.
    """
    above = aliased(Unit)
    row = db.session.execute(
        select(Unit.name, above.id, above.name)
        .outerjoin(above, and_(above.id == Unit.parent_id))
        .where(Unit.id == unit_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError("Unit tidak ditemukan.")
    rows = db.session.execute(
        select(Unit.id, Unit.name)
        .where(Unit.parent_id == unit_id, or_(Unit.valid_to.is_(None), Unit.valid_to >= today))
        .order_by(Unit.name, Unit.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()
    below = tuple((one[0], one[1]) for one in rows[:PER_PAGE])
    return UnitPlace(unit_id, row[0], (row[1], row[2]) if row[1] else None, below, len(rows) > PER_PAGE)
