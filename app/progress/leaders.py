"""Reads of what leaders who gave an assignment say of it (IV.A.4, p.89), and of what came from their assignments."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, bindparam, select, union

from app.cascade.models import Assignment, Matrix, MatrixMember, RoleResult
from app.db import db
from app.domain.cascading import Approval
from app.domain.errors import NotFoundError
from app.domain.planning import PlanState
from app.people import queries as people
from app.planning.models import Plan, WorkResult
from app.progress.models import LeaderFeedback, ProgressSheet

CLOSED_PART = "closed"


@dataclass(frozen=True)
class LeaderWords:
    """What one leader says of one result; ``author`` and ``position`` name the leader."""

    item: str
    author: str
    position: str
    text: str


@dataclass(frozen=True)
class Given:
    """A result in somebody's plan in force that came from the leader's assignment, and the leader's words on it."""

    root_id: int
    key: str
    employee: str
    position: str
    result: str
    text: str
    version: int
    is_closed: bool

    @property
    def item(self) -> str:
        """The name feedback uses for the result."""
        return f"result:{self.key}"


def named(rows: list[tuple[str, int, str]], today: date) -> tuple[LeaderWords, ...]:
    """Item, leader and words, with the names of the leaders; a statement only when there is something."""
    authors = people.people({author_id for _, author_id, _ in rows}, today)
    return tuple(
        LeaderWords(item, authors[author_id].name, authors[author_id].position, text) for item, author_id, text in rows
    )


def gives(leader_id: int, year_id: int) -> bool:
    """Whether anybody the leader does not assess has a result of the leader's in a plan in force; one statement."""
    return db.session.execute(_FROM_ME.limit(1), {"leader_id": leader_id, "year_id": year_id}).first() is not None


def given_by(leader_id: int, year_id: int, period: int, today: date, page: int = 1) -> tuple[list[Given], bool]:
    """A page of the results that came from a leader, by plan, and whether there are more; two statements."""
    values = {"leader_id": leader_id, "year_id": year_id, "period": period}
    rows = db.session.execute(_PAGED.limit(people.PER_PAGE + 1).offset((page - 1) * people.PER_PAGE), values).all()
    shown = rows[: people.PER_PAGE]
    persons = people.people({row.employee_id for row in shown}, today)
    return [_given(row, persons) for row in shown], len(rows) > people.PER_PAGE


def year_of(root_id: int) -> int:
    """The number of the year a plan is of.

    Raises:
        NotFoundError: there is no such plan.
    """
    year_id = db.session.scalar(select(Plan.year_id).where(Plan.id == root_id))
    if year_id is None:
        raise NotFoundError("Hasil kerja tidak ditemukan.")
    return year_id


def given_one(leader_id: int, where: tuple[int, str], period: int, today: date) -> Given:
    """One result that came from a leader, by the plan's root and the result's key.

    Raises:
        NotFoundError: it did not come from this leader, or the plan is not in force.
    """
    statement = _PAGED.where(_found.c.root_id == where[0], _found.c.key == where[1])
    values = {"leader_id": leader_id, "year_id": year_of(where[0]), "period": period}
    row = db.session.execute(statement, values).first()
    if row is None:
        raise NotFoundError("Hasil kerja tidak ditemukan.")
    return _given(row, people.people({row.employee_id}, today))


def _given(row: Any, persons: dict[int, people.PersonView]) -> Given:
    person = persons[row.employee_id]
    return Given(
        root_id=row.root_id,
        key=row.key,
        employee=person.name,
        position=person.position,
        result=row.result,
        text=row.words or "",
        version=row.version or 0,
        is_closed=row.closed is not None,
    )


def _in_plans(source: Any, employee: Any, year: Any, key: Any, leader: Any) -> Any:
    """Joined to the plan in force; the assessor writes feedback instead, so the assessor's own staff are left out."""
    return (
        source.join(Plan, (Plan.employee_id == employee) & (Plan.year_id == year) & (Plan.state == PlanState.SET))
        .join(WorkResult, (WorkResult.plan_id == Plan.id) & (WorkResult.key == key) & WorkResult.removed_at.is_(None))
        .where(Plan.assessor_id.is_distinct_from(leader))
    )


_LEADER = bindparam("leader_id", type_=Integer)
_COLUMNS = (Plan.root_id, WorkResult.key, Plan.employee_id, WorkResult.id.label("result_id"), Plan.year_id)


def from_leader(leader: Any) -> Any:
    """Results in plans in force that came from a leader, as a part of statements."""
    assigned = _in_plans(
        select(*_COLUMNS).select_from(Assignment),
        Assignment.employee_id,
        Assignment.year_id,
        Assignment.taken_key,
        leader,
    ).where(
        Assignment.leader_id == leader,
        Assignment.withdrawn_at.is_(None),
        Assignment.approval != Approval.REFUSED,
    )
    roles = _in_plans(
        select(*_COLUMNS)
        .select_from(RoleResult)
        .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
        .join(Matrix, Matrix.id == MatrixMember.matrix_id),
        MatrixMember.person_id,
        Matrix.year_id,
        RoleResult.taken_key,
        leader,
    ).where(Matrix.leader_id == leader, RoleResult.approval != Approval.REFUSED)
    return union(assigned, roles).subquery()


_found = from_leader(_LEADER)
_FROM_ME = select(_found.c.root_id).where(_found.c.year_id == bindparam("year_id"))
_PAGED = (
    select(
        _found.c.root_id,
        _found.c.key,
        _found.c.employee_id,
        WorkResult.text.label("result"),
        LeaderFeedback.text.label("words"),
        LeaderFeedback.version,
        ProgressSheet.id.label("closed"),
    )
    .select_from(_found)
    .join(WorkResult, WorkResult.id == _found.c.result_id)
    .outerjoin(
        LeaderFeedback,
        (LeaderFeedback.plan_root_id == _found.c.root_id)
        & (LeaderFeedback.item == "result:" + _found.c.key)
        & (LeaderFeedback.period_number == bindparam("period"))
        & (LeaderFeedback.author_id == _LEADER),
    )
    .outerjoin(
        ProgressSheet,
        (ProgressSheet.plan_root_id == _found.c.root_id)
        & (ProgressSheet.period_number == bindparam("period"))
        & (ProgressSheet.part == CLOSED_PART),
    )
    .where(_found.c.year_id == bindparam("year_id"))
    .order_by(_found.c.root_id, WorkResult.kind.desc(), WorkResult.position, WorkResult.id)
)
