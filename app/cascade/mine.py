"""Reads of one person: the matrices one may open, and how much of them waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, exists, func, literal, null, or_, select, true, type_coerce, union_all
from sqlalchemy.sql.elements import BindParameter, ColumnElement

from app.cascade.models import Assignment, Matrix, MatrixMember, RoleResult
from app.cycles.models import PerformanceYear
from app.db import UtcDateTime, db
from app.domain.actors import Actor, Role
from app.domain.cascading import Approval
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day


@dataclass(frozen=True)
class MatrixLine:
    """A matrix in a list."""

    id: int
    title: str
    unit: str
    leader: str
    is_mine: bool


def matrices(actor: Actor, year_id: int, today: date, page: int = 1) -> tuple[list[MatrixLine], bool]:
    """A page of the matrices of a year the actor may read, the own ones first, and whether there are more."""
    mine = Matrix.leader_id == actor.person_id
    rows = db.session.execute(
        select(Matrix.id, Matrix.title, Unit.name, Person.name, mine.label("is_mine"))
        .join(Unit, Unit.id == Matrix.unit_id)
        .join(Person, Person.id == Matrix.leader_id)
        .where(Matrix.year_id == year_id, or_(mine, *_readable(actor, today)))
        .order_by(mine.desc(), Unit.path, Matrix.is_team, Matrix.title, Matrix.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return [MatrixLine(*row) for row in rows[:PER_PAGE]], len(rows) > PER_PAGE


def _readable(actor: Actor, today: date) -> list[ColumnElement[bool]]:
    """As :func:`app.domain.cascading.may_read_matrix`, for a list."""
    if actor.roles & {Role.AGENCY_OFFICER, Role.AUDITOR}:
        return [true()]
    me = actor.person_id
    works = select(Posting.unit_id).where(Posting.person_id == me, on_day(Posting, today))
    found: list[ColumnElement[bool]] = [
        exists(MatrixMember.id).where(MatrixMember.matrix_id == Matrix.id, MatrixMember.person_id == me),
        Matrix.unit_id.in_(works),
        Matrix.leader_id.in_(assessed_by(me, today)),
    ]
    if actor.officer_units:
        found += [Unit.path.contains(f"/{unit_id}/") for unit_id in sorted(actor.officer_units)]
    return found


def assessed_by(assessor_id: int | BindParameter[Any], today: date | BindParameter[Any]) -> Any:
    """The ids of the people of an assessor, as a part of statements."""
    return select(AssessorAssignment.employee_id).where(
        AssessorAssignment.assessor_id == assessor_id, on_day(AssessorAssignment, today)
    )


_COUNTS = (Approval.NOT_NEEDED, Approval.APPROVED)


@dataclass(frozen=True)
class Waiting:
    """How much of this waits for one person in a year."""

    approvals: int = 0
    untaken: int = 0


def waiting_for(person_id: int, year_ids: set[int], today: date) -> dict[int, Waiting]:
    """What waits for somebody by year: assignments to agree to, roles not yet in the plan. One statement."""
    values = {"me": person_id, "years": sorted(year_ids), "today": today}
    rows = db.session.execute(_WAITING, values).all()
    found = {year_id: Waiting() for year_id in year_ids}
    for what, year_id, count in rows:
        before = found[year_id]
        more = (count, 0) if what == "approval" else (0, count)
        found[year_id] = Waiting(before.approvals + more[0], before.untaken + more[1])
    return found


_ME: Any = bindparam("me")
_YEARS: Any = bindparam("years", expanding=True)
_TODAY = bindparam("today", type_=Date)
_MY_PEOPLE = assessed_by(_ME, _TODAY)


def _roles(what: str, *conditions: ColumnElement[bool]) -> Any:
    return (
        select(literal(what), Matrix.year_id, func.count(RoleResult.id))
        .join(MatrixMember, MatrixMember.matrix_id == Matrix.id)
        .join(RoleResult, RoleResult.member_id == MatrixMember.id)
        .where(Matrix.year_id.in_(_YEARS), *conditions)
        .group_by(Matrix.year_id)
    )


def _assignments(what: str, *conditions: ColumnElement[bool]) -> Any:
    return (
        select(literal(what), Assignment.year_id, func.count(Assignment.id))
        .where(Assignment.year_id.in_(_YEARS), Assignment.withdrawn_at.is_(None), *conditions)
        .group_by(Assignment.year_id)
    )


# Every home page asks this, so it is built once.
_WAITING = union_all(
    _roles("approval", RoleResult.approval == Approval.WAITING, MatrixMember.person_id.in_(_MY_PEOPLE)),
    _assignments("approval", Assignment.approval == Approval.WAITING, Assignment.employee_id.in_(_MY_PEOPLE)),
    _roles("role", RoleResult.approval.in_(_COUNTS), RoleResult.taken_key.is_(None), MatrixMember.person_id == _ME),
    _assignments(
        "role", Assignment.approval.in_(_COUNTS), Assignment.taken_key.is_(None), Assignment.employee_id == _ME
    ),
)


def of_person(person_id: int) -> list[tuple[Any, ...]]:
    """Everything ever given to somebody: year, leader, result, approval and its reason, whether it was withdrawn."""
    roles = (
        select(
            PerformanceYear.year, Person.name, RoleResult.text, RoleResult.approval, RoleResult.decision,
            type_coerce(null(), UtcDateTime),
        )
        .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
        .join(Matrix, Matrix.id == MatrixMember.matrix_id)
        .join(Person, Person.id == Matrix.leader_id)
        .join(PerformanceYear, PerformanceYear.id == Matrix.year_id)
        .where(MatrixMember.person_id == person_id)
        .order_by(PerformanceYear.year, RoleResult.id)
    )  # fmt: skip
    assignments = (
        select(
            PerformanceYear.year, Assignment.leader_words, Assignment.text, Assignment.approval, Assignment.decision,
            Assignment.withdrawn_at,
        )
        .join(PerformanceYear, PerformanceYear.id == Assignment.year_id)
        .where(Assignment.employee_id == person_id)
        .order_by(PerformanceYear.year, Assignment.id)
    )  # fmt: skip
    return [tuple(row) for statement in (roles, assignments) for row in db.session.execute(statement)]


def whose_word(employee_id: int, today: date, *, waits: bool) -> str | None:
    """Who has to agree when something waits, in words that say how to go on; None when nothing waits."""
    if not waits:
        return None
    assessor_id = people.assessor_of(employee_id, today)
    if assessor_id is None:
        return "Belum ada pejabat penilai. Petugas kepegawaian unit yang menetapkannya; sesudah itu penilai memutuskan."
    assessor = people.person(assessor_id, today)
    return f"Yang memutuskan: {assessor.name}, {assessor.position}."
