"""Reads of matrices, as frozen values; a matrix is read by pages of rows, so that none grows with the unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from app.cascade.models import Matrix, MatrixColumn, MatrixMember, RoleResult
from app.db import db
from app.domain.actors import Actor
from app.domain.cascading import Approval, CascadeMethod, MatrixStanding, may_read_matrix, may_write_matrix
from app.domain.errors import NotFoundError
from app.domain.organisation import lineage_of
from app.people import queries as people
from app.people.models import AssessorAssignment, Posting, Unit
from app.people.queries import PersonView, on_day

ROWS = 15
"""People on one page of a matrix."""

_TODAY = bindparam("today", type_=Date)


@dataclass(frozen=True)
class MatrixView:
    """A matrix as one person may see it."""

    id: int
    year_id: int
    leader: PersonView
    unit_id: int
    unit: str
    title: str
    is_team: bool
    version: int
    may_write: bool


def visible_matrix(actor: Actor, matrix_id: int, today: date) -> MatrixView:
    """A matrix, if the actor may see it.

    Raises:
        NotFoundError: there is no such matrix for this actor.
    """
    values = {"matrix_id": matrix_id, "actor_id": actor.person_id, "today": today}
    row = db.session.execute(_MATRIX, values).first()
    if row is None:
        raise NotFoundError("Matriks tidak ditemukan.")
    standing = MatrixStanding(
        row.leader_id, row.leader_assessor_id, lineage_of(row.path), bool(row.is_member), bool(row.works_in_unit)
    )
    if not may_read_matrix(actor, standing):
        raise NotFoundError("Matriks tidak ditemukan.")
    return MatrixView(
        id=row.id,
        year_id=row.year_id,
        leader=people.person(row.leader_id, today),
        unit_id=row.unit_id,
        unit=row.unit,
        title=row.title,
        is_team=row.is_team,
        version=row.version,
        may_write=may_write_matrix(actor, standing),
    )


_MATRIX = (
    select(
        Matrix.id,
        Matrix.year_id,
        Matrix.leader_id,
        Matrix.unit_id,
        Unit.name.label("unit"),
        Unit.path,
        Matrix.title,
        Matrix.is_team,
        Matrix.version,
        select(AssessorAssignment.assessor_id)
        .where(AssessorAssignment.employee_id == Matrix.leader_id, on_day(AssessorAssignment, _TODAY))
        .limit(1)
        .scalar_subquery()
        .label("leader_assessor_id"),
        exists(MatrixMember.id)
        .where(MatrixMember.matrix_id == Matrix.id, MatrixMember.person_id == bindparam("actor_id"))
        .label("is_member"),
        exists(Posting.id)
        .where(
            Posting.person_id == bindparam("actor_id"),
            Posting.unit_id == Matrix.unit_id,
            on_day(Posting, _TODAY),
        )
        .label("works_in_unit"),
    )
    .join(Unit, Unit.id == Matrix.unit_id)
    .where(Matrix.id == bindparam("matrix_id"))
)


@dataclass(frozen=True)
class ColumnView:
    """One column; ``people`` counts those who serve it."""

    id: int
    number: int
    text: str
    method: CascadeMethod | None
    source_root_id: int | None
    result_key: str | None
    indicator_key: str | None
    people: int

    @property
    def source(self) -> tuple[int, str, str | None] | None:
        """What of the leader's plan it stands for; None for free words."""
        if self.source_root_id is None or self.result_key is None:
            return None
        return self.source_root_id, self.result_key, self.indicator_key


def columns(matrix_id: int) -> tuple[ColumnView, ...]:
    """The columns in order, each with how many people serve it; one statement."""
    rows = db.session.execute(_COLUMNS, {"matrix_id": matrix_id}).all()
    return tuple(
        ColumnView(
            r.id, number, r.text, r.method, r.source_root_id, r.result_key, r.indicator_key, r.people or 0
        )
        for number, r in enumerate(rows, 1)
    )  # fmt: skip


_COLUMNS = (
    select(
        MatrixColumn.id,
        MatrixColumn.text,
        MatrixColumn.method,
        MatrixColumn.source_root_id,
        MatrixColumn.result_key,
        MatrixColumn.indicator_key,
        func.count(RoleResult.member_id.distinct()).label("people"),
    )
    .outerjoin(RoleResult, and_(RoleResult.column_id == MatrixColumn.id, RoleResult.approval != Approval.REFUSED))
    .where(MatrixColumn.matrix_id == bindparam("matrix_id"))
    .group_by(MatrixColumn.id)
    .order_by(MatrixColumn.position, MatrixColumn.id)
)


def column(matrix_id: int, column_id: int) -> ColumnView:
    """One column.

    Raises:
        NotFoundError: the matrix has none of that id.
    """
    for view in columns(matrix_id):
        if view.id == column_id:
            return view
    raise NotFoundError("Kolom tidak ditemukan.")


@dataclass(frozen=True)
class RoleView:
    """One role result in a cell."""

    id: int
    text: str
    approval: Approval
    decision: str
    is_taken: bool


@dataclass(frozen=True)
class MemberView:
    """A row: somebody with the role results by column."""

    id: int
    person: PersonView
    version: int
    is_team_leader: bool
    team_matrix_id: int | None
    cells: dict[int, tuple[RoleView, ...]]

    def cell(self, column_id: int) -> tuple[RoleView, ...]:
        """The results of a cell; none is "tidak ada peran"."""
        return self.cells.get(column_id, ())


def members(matrix: MatrixView, today: date, page: int = 1) -> tuple[list[MemberView], bool]:
    """A page of rows with their cells, and whether there are more; three statements."""
    rows = db.session.execute(
        _MEMBERS.where(MatrixMember.matrix_id == matrix.id).limit(ROWS + 1).offset((page - 1) * ROWS),
        {"today": today, "year_id": matrix.year_id},
    ).all()
    return _member_views(rows[:ROWS], today), len(rows) > ROWS


def all_members(matrix: MatrixView, today: date) -> list[MemberView]:
    """Every row, for the printed form."""
    statement = _MEMBERS.where(MatrixMember.matrix_id == matrix.id)
    return _member_views(db.session.execute(statement, {"today": today, "year_id": matrix.year_id}).all(), today)


def member(matrix: MatrixView, member_id: int, today: date) -> MemberView:
    """One row.

    Raises:
        NotFoundError: the matrix has none of that id.
    """
    statement = _MEMBERS.where(MatrixMember.matrix_id == matrix.id, MatrixMember.id == member_id)
    found = _member_views(db.session.execute(statement, {"today": today, "year_id": matrix.year_id}).all(), today)
    if not found:
        raise NotFoundError("Pegawai ini tidak ada di matriks.")
    return found[0]


_Team = aliased(Matrix)
_MEMBERS = select(
    MatrixMember.id,
    MatrixMember.person_id,
    MatrixMember.version,
    exists(Posting.id)
    .where(
        Posting.person_id == MatrixMember.person_id, Posting.is_team_leader.is_(True), on_day(Posting, _TODAY)
    )
    .label("is_team_leader"),
    select(func.min(_Team.id))
    .where(_Team.leader_id == MatrixMember.person_id, _Team.year_id == bindparam("year_id"))
    .scalar_subquery()
    .label("team_matrix_id"),
).order_by(MatrixMember.position, MatrixMember.id)  # fmt: skip


def _member_views(rows: Iterable[Any], today: date) -> list[MemberView]:
    rows = list(rows)
    persons = people.people({row.person_id for row in rows}, today)
    cells = _cells({row.id for row in rows})
    return [
        MemberView(
            row.id, persons[row.person_id], row.version, bool(row.is_team_leader), row.team_matrix_id,
            cells.get(row.id, {}),
        )
        for row in rows
        if row.person_id in persons
    ]  # fmt: skip


_CELLS = (
    select(RoleResult)
    .with_only_columns(
        RoleResult.member_id,
        RoleResult.column_id,
        RoleResult.id,
        RoleResult.text,
        RoleResult.approval,
        RoleResult.decision,
        RoleResult.taken_key,
    )
    .where(RoleResult.member_id.in_(bindparam("ids", expanding=True)))
    .order_by(RoleResult.member_id, RoleResult.column_id, RoleResult.position, RoleResult.id)
)


def _cells(member_ids: set[int]) -> dict[int, dict[int, tuple[RoleView, ...]]]:
    found: dict[int, dict[int, tuple[RoleView, ...]]] = {}
    if not member_ids:
        return found
    rows = db.session.execute(_CELLS, {"ids": sorted(member_ids)}).all()
    for (member_id, column_id), group in groupby(rows, key=lambda row: (row.member_id, row.column_id)):
        views = tuple(RoleView(r.id, r.text, r.approval, r.decision, r.taken_key is not None) for r in group)
        found.setdefault(member_id, {})[column_id] = views
    return found


def texts_of_columns(column_ids: set[int]) -> dict[int, list[str]]:
    """The words of every role of some columns, for adding up shared targets; refused ones are left out."""
    found: dict[int, list[str]] = {}
    if column_ids:
        rows = db.session.execute(
            select(RoleResult.column_id, RoleResult.text).where(
                RoleResult.column_id.in_(column_ids), RoleResult.approval != Approval.REFUSED
            )
        )
        for column_id, text in rows:
            found.setdefault(column_id, []).append(text)
    return found


def member_ids(matrix_id: int) -> set[int]:
    """Who stands in the rows of a matrix."""
    return set(db.session.scalars(select(MatrixMember.person_id).where(MatrixMember.matrix_id == matrix_id)))
