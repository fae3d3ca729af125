"""Reads of what was given to somebody: roles of matrices and assignments, and what of them is in the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import String, bindparam, literal, select, type_coerce, union_all

from app.cascade.mine import assessed_by
from app.cascade.models import Assignment, Matrix, MatrixColumn, MatrixMember, RoleResult
from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.cascading import Approval, Initiative, Stage, mark_of, stage_of
from app.domain.errors import NotFoundError
from app.domain.planning import OVER
from app.people import queries as people
from app.people.queries import PersonView
from app.planning import queries as planning
from app.planning.models import WorkResult
from app.planning.queries import PlanRow

PER_PAGE = 25


class Kind(StrEnum):
    """A role of a matrix, or an assignment beside it."""

    ROLE = "role"
    ASSIGNMENT = "assignment"


@dataclass(frozen=True)
class Given:
    """One thing given to somebody; ``serves`` is the leader's column, ``in_plan`` the words of the plan."""

    kind: Kind
    id: int
    text: str
    giver: str
    serves: str
    reason: str
    decision: str
    stage: Stage
    in_plan: str | None
    initiative: Initiative | None
    may_withdraw: bool

    @property
    def name(self) -> str:
        """As forms name it."""
        return f"{self.kind}-{self.id}"


def plan_of(person_id: int, year_id: int) -> PlanRow | None:
    """The newest edition of somebody's plan that is not over."""
    return next((row for row in planning.plans_of(person_id, year_id) if row.state not in OVER), None)


def given_to(person_id: int, year_id: int, today: date) -> list[Given]:
    """Everything given to somebody for a year; what still has to be taken first."""
    words = _words_of(plan_of(person_id, year_id))
    values = {"person_id": person_id, "year_id": year_id}
    rows = [*db.session.execute(_ROLES, values), *db.session.execute(_ASSIGNMENTS, values)]
    leaders = people.people({row.leader_id for row in rows if row.leader_id}, today)
    found = [_given(row, words, _giver(row, leaders)) for row in rows]
    order = [Stage.CHANGED, Stage.NEW, Stage.WAITING, Stage.REFUSED, Stage.TAKEN]
    return sorted(found, key=lambda one: order.index(one.stage))


def _words_of(plan: PlanRow | None) -> dict[str, str]:
    if plan is None:
        return {}
    rows = db.session.execute(
        select(WorkResult.key, WorkResult.text).where(WorkResult.plan_id == plan.id, WorkResult.removed_at.is_(None))
    )
    return {row.key: row.text for row in rows}


def _given(row: Any, words: dict[str, str], giver: str) -> Given:
    in_plan = words.get(row.taken_key) if row.taken_key else None  # keys stay through editions and transfers
    stage = stage_of(row.approval, row.text, in_plan)
    return Given(
        kind=Kind(row.kind),
        id=row.id,
        text=row.text,
        giver=giver,
        serves=row.serves,
        reason=row.reason,
        decision=row.decision,
        stage=stage,
        in_plan=in_plan,
        initiative=Initiative(row.initiative) if row.initiative else None,
        may_withdraw=row.initiative == Initiative.VOLUNTARY and row.taken_key is None,
    )


_ROLES = (
    select(
        literal(Kind.ROLE.value).label("kind"),
        RoleResult.id,
        RoleResult.text,
        RoleResult.approval,
        RoleResult.decision,
        RoleResult.taken_root_id,
        RoleResult.taken_key,
        Matrix.leader_id,
        literal("").label("leader_words"),
        MatrixColumn.text.label("serves"),
        literal("").label("reason"),
        literal("").label("initiative"),
    )
    .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
    .join(Matrix, Matrix.id == MatrixMember.matrix_id)
    .join(MatrixColumn, MatrixColumn.id == RoleResult.column_id)
    .where(MatrixMember.person_id == bindparam("person_id"), Matrix.year_id == bindparam("year_id"))
    .order_by(Matrix.is_team, Matrix.id, MatrixColumn.position, RoleResult.position)
)
_ASSIGNMENTS = (
    select(
        literal(Kind.ASSIGNMENT.value).label("kind"),
        Assignment.id,
        Assignment.text,
        Assignment.approval,
        Assignment.decision,
        Assignment.taken_root_id,
        Assignment.taken_key,
        Assignment.leader_id,
        Assignment.leader_words,
        literal("").label("serves"),
        Assignment.reason,
        Assignment.initiative,
    )
    .where(
        Assignment.employee_id == bindparam("person_id"),
        Assignment.year_id == bindparam("year_id"),
        Assignment.withdrawn_at.is_(None),
    )
    .order_by(Assignment.id)
)


@dataclass(frozen=True)
class Asked:
    """Something an assessor is asked to agree to."""

    kind: Kind
    id: int
    employee: PersonView
    giver: str
    text: str
    serves: str
    reason: str
    is_voluntary: bool
    year: int

    @property
    def mark(self) -> str:
        """Tells the words that are shown from later ones."""
        return mark_of(self.text)

    @property
    def name(self) -> str:
        """As forms name it, with the mark of the words that are shown."""
        return f"{self.kind}-{self.id}:{self.mark}"


def asked_of(assessor_id: int, year_id: int, today: date, page: int = 1) -> tuple[list[Asked], bool]:
    """A page of what waits for an assessor's word in a year, by employee, and whether there is more."""
    waiting = _asked_statement(assessor_id, today)
    rows = db.session.execute(
        select(waiting, PerformanceYear.year)
        .join(PerformanceYear, PerformanceYear.id == waiting.c.year_id)
        .where(waiting.c.year_id == year_id)
        .order_by(waiting.c.who, waiting.c.kind.desc(), waiting.c.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return _asked(rows[:PER_PAGE], today), len(rows) > PER_PAGE


def asked_one(assessor_id: int, item: tuple[Kind, int], today: date) -> Asked:
    """One thing that waits for an assessor's word.

    Raises:
        NotFoundError: nothing of that kind and id waits for this assessor.
    """
    waiting = _asked_statement(assessor_id, today)
    rows = db.session.execute(
        select(waiting, PerformanceYear.year)
        .join(PerformanceYear, PerformanceYear.id == waiting.c.year_id)
        .where(waiting.c.kind == item[0].value, waiting.c.id == item[1])
    ).all()
    if not rows:
        raise NotFoundError("Penugasan tidak ditemukan.")
    return _asked(rows, today)[0]


def _asked_statement(assessor_id: int, today: date) -> Any:
    mine = assessed_by(assessor_id, today)
    return union_all(
        select(
            literal(Kind.ROLE.value).label("kind"), RoleResult.id.label("id"), MatrixMember.person_id.label("who"),
            Matrix.leader_id.label("leader_id"), literal("").label("leader_words"), RoleResult.text.label("text"),
            MatrixColumn.text.label("serves"), literal("").label("reason"), literal("").label("initiative"),
            Matrix.year_id.label("year_id"),
        )
        .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
        .join(Matrix, Matrix.id == MatrixMember.matrix_id)
        .join(MatrixColumn, MatrixColumn.id == RoleResult.column_id)
        .where(RoleResult.approval == Approval.WAITING, MatrixMember.person_id.in_(mine)),
        select(
            literal(Kind.ASSIGNMENT.value), Assignment.id, Assignment.employee_id, Assignment.leader_id,
            Assignment.leader_words, Assignment.text, literal(""), Assignment.reason,
            type_coerce(Assignment.initiative, String), Assignment.year_id,
        ).where(
            Assignment.approval == Approval.WAITING, Assignment.withdrawn_at.is_(None),
            Assignment.employee_id.in_(mine),
        ),
    ).subquery()  # fmt: skip


def _asked(rows: Sequence[Any], today: date) -> list[Asked]:
    persons = people.people({row.who for row in rows} | {row.leader_id for row in rows if row.leader_id}, today)
    return [
        Asked(
            kind=Kind(row.kind),
            id=row.id,
            employee=persons[row.who],
            giver=_giver(row, persons),
            text=row.text,
            serves=row.serves,
            reason=row.reason,
            is_voluntary=row.initiative == Initiative.VOLUNTARY,
            year=row.year,
        )
        for row in rows
    ]


def _giver(row: Any, persons: dict[int, PersonView]) -> str:
    leader = persons.get(row.leader_id)
    return f"{leader.position} ({leader.name})" if leader else str(row.leader_words)


@dataclass(frozen=True)
class Proposed:
    """An assignment a leader proposed, with what became of it."""

    id: int
    employee: PersonView
    text: str
    approval: Approval
    decision: str
    is_taken: bool


def proposed_by(leader_id: int, year_id: int, today: date, page: int = 1) -> tuple[list[Proposed], bool]:
    """A page of the assignments a leader proposed in a year, the newest first, and whether there are more."""
    rows = db.session.execute(
        select(
            Assignment.id, Assignment.employee_id, Assignment.text, Assignment.approval, Assignment.decision,
            Assignment.taken_key,
        )
        .where(
            Assignment.proposed_by == leader_id, Assignment.leader_id == leader_id, Assignment.year_id == year_id,
            Assignment.withdrawn_at.is_(None),
        )
        .order_by(Assignment.id.desc())
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()  # fmt: skip
    persons = people.people({row.employee_id for row in rows}, today)
    found = [
        Proposed(r.id, persons[r.employee_id], r.text, r.approval, r.decision, r.taken_key is not None)
        for r in rows[:PER_PAGE]
    ]
    return found, len(rows) > PER_PAGE
