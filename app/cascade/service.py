"""Commands on matrices: open one, its columns, its rows, the roles of one row."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cascade import leaders
from app.cascade.leaders import Source
from app.cascade.models import Matrix, MatrixColumn, MatrixMember, RoleResult
from app.cascade.queries import visible_matrix
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.cascading import MOST_COLUMNS, MOST_MEMBERS, CascadeMethod, approval_of, continued
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.people import queries as people
from app.people.models import Person

NOT_YOURS = "Matriks ini disusun oleh pimpinannya. Anda dapat membacanya."
NO_LEADER = "Matriks disusun oleh kepala unit atau ketua tim. Bila Anda salah satunya, minta petugas mencatatnya."
TOO_MANY_COLUMNS = f"Satu matriks memuat paling banyak {MOST_COLUMNS} kolom."
TOO_MANY_PEOPLE = f"Satu matriks memuat paling banyak {MOST_MEMBERS} pegawai. Bagi menurut tim."
COLUMN_IN_USE = "Kolom ini masih memuat peran pegawai. Kosongkan perannya dahulu, lalu hapus kolomnya."
MEMBER_IN_USE = "Pegawai ini masih memiliki peran di matriks. Kosongkan perannya dahulu."


@dataclass(frozen=True)
class ColumnInput:
    """A column as typed; ``source`` is the name of what of the plan it stands for, '' for free words."""

    text: str
    method: CascadeMethod | None
    source: str


@command
def create(actor: Actor, year_id: int, title: str) -> int:
    """Open a matrix of a year; gives back the one of that title when there is one.

    The first matrix of a head is that of the unit; others, and those of leaders of teams, are of a team.

    Raises:
        DeniedError: the actor leads neither a unit nor a team.
    """
    with atomic() as session:
        session.get_one(Person, actor.person_id, with_for_update=True)  # two clicks must not make two matrices
        lead = leaders.lead_of(actor.person_id, people.today())
        if lead is None or not lead.leads:
            raise DeniedError(NO_LEADER)
        mine = session.execute(
            select(Matrix.id, Matrix.title, Matrix.is_team).where(
                Matrix.leader_id == actor.person_id, Matrix.year_id == year_id
            )
        ).all()
        same = next((row.id for row in mine if row.title == title), None)
        if same is not None:
            return int(same)
        is_team = not lead.is_head or any(not row.is_team for row in mine)
        matrix = Matrix(
            year_id=year_id, leader_id=actor.person_id, unit_id=lead.unit_id, title=title, is_team=is_team, version=1
        )
        session.add(matrix)
        session.flush()
        _link(matrix, leaders.sources(actor.person_id, year_id))
        record(session, actor, "matrix.create", ("matrix", matrix.id), unit_id=matrix.unit_id, is_team=is_team)
        return matrix.id


def _locked(session: Session, actor: Actor, matrix_id: int) -> Matrix:
    """The matrix, locked, if the actor writes it.

    Raises:
        NotFoundError: there is no such matrix for this actor.
        DeniedError: somebody else writes it.
    """
    if not visible_matrix(actor, matrix_id, people.today()).may_write:
        raise DeniedError(NOT_YOURS)
    return session.get_one(Matrix, matrix_id, with_for_update=True)


@command
def add_column(actor: Actor, matrix_id: int) -> int:
    """Add an empty column; returns its id. InvalidError when there are as many as a matrix may have."""
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        column = _new_column(matrix)
        session.flush()
        record(session, actor, "matrix.add_column", ("matrix", matrix.id), unit_id=matrix.unit_id, column=column.id)
        return column.id


def _new_column(matrix: Matrix) -> MatrixColumn:
    if len(matrix.columns) >= MOST_COLUMNS:
        raise InvalidError(Problem("", TOO_MANY_COLUMNS))
    column = MatrixColumn(position=max((row.position for row in matrix.columns), default=0) + 1, text="")
    matrix.columns.append(column)
    matrix.version += 1
    return column


@command
def save_column(actor: Actor, matrix_id: int, which: tuple[int, Claim], typed: ColumnInput) -> Saved:
    """Save a column while it is typed; ``which`` is its id and what the form knows.

    Raises:
        StaleError: the columns were changed since the form was opened.
    """
    column_id, claim = which
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        column = _column(matrix, column_id)
        if matrix.claim(*claim):
            offered = {source.name: source for source in leaders.sources(matrix.leader_id, matrix.year_id)}
            column.text, column.method = typed.text, typed.method
            _point(column, offered.get(typed.source))
            record(session, actor, "matrix.save_column", ("matrix", matrix.id), unit_id=matrix.unit_id)
        return Saved(matrix.version, clock.now())


def _column(matrix: Matrix, column_id: int) -> MatrixColumn:
    found = next((row for row in matrix.columns if row.id == column_id), None)
    if found is None:
        raise NotFoundError("Kolom tidak ditemukan.")
    return found


def _point(column: MatrixColumn, source: Source | None) -> None:
    key = source.key if source else (None, None, None)
    column.source_root_id, column.result_key, column.indicator_key = key


@command
def remove_column(actor: Actor, matrix_id: int, column_id: int) -> None:
    """Take a column out that nobody serves.

    Raises:
        InvalidError: somebody has a role in it.
    """
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        column = _column(matrix, column_id)
        if session.scalar(select(func.count()).where(RoleResult.column_id == column.id)):
            raise InvalidError(Problem("", COLUMN_IN_USE))
        matrix.columns.remove(column)
        matrix.version += 1
        record(session, actor, "matrix.remove_column", ("matrix", matrix.id), unit_id=matrix.unit_id)


@command
def link(actor: Actor, matrix_id: int) -> int:
    """Bring columns and the leader's plan together: link, reword, add; returns how many changed.

    Raises:
        InvalidError: the columns would be too many.
    """
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        count = _link(matrix, leaders.sources(matrix.leader_id, matrix.year_id))
        matrix.version += 1
        record(session, actor, "matrix.link", ("matrix", matrix.id), unit_id=matrix.unit_id, columns=count)
        return count


def _link(matrix: Matrix, offered: tuple[Source, ...]) -> int:
    found = leaders.match([(row.id, row.text, _source(row)) for row in matrix.columns], offered)
    for column in matrix.columns:
        source = found.links.get(column.id) or found.rewordings.get(column.id)
        if source is not None:
            column.text = source.text
            _point(column, source)
    for source in found.additions:
        column = _new_column(matrix)
        column.text = source.text
        _point(column, source)
    return found.count


def _source(column: MatrixColumn) -> tuple[int, str, str | None] | None:
    if column.source_root_id is None or column.result_key is None:
        return None
    return column.source_root_id, column.result_key, column.indicator_key


@command
def add_members(actor: Actor, matrix_id: int, person_ids: Iterable[int]) -> int:
    """Put people into the rows, wherever they work; returns how many are new.

    Raises:
        InvalidError: nobody was chosen, or they would be too many.
        NotFoundError: one of them is nobody of this agency.
    """
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise InvalidError(Problem("people", "Pilih paling sedikit satu pegawai."))
    with atomic() as session:
        return _add(session, actor, _locked(session, actor, matrix_id), wanted)


@command
def add_unit(actor: Actor, matrix_id: int) -> int:
    """Put everybody of the unit, and whom the leader assesses, into the rows; returns how many are new."""
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        staff = leaders.staff_of(matrix.unit_id, matrix.leader_id, people.today())
        return _add(session, actor, matrix, staff)


def _add(session: Session, actor: Actor, matrix: Matrix, person_ids: list[int]) -> int:
    there = {row.person_id: row.position for row in matrix.members}
    new = [number for number in person_ids if number not in there and number != matrix.leader_id]
    if len(people.people(set(new), people.today())) < len(new):
        raise NotFoundError("Pegawai tidak ditemukan.")
    if len(there) + len(new) > MOST_MEMBERS:
        raise InvalidError(Problem("people", TOO_MANY_PEOPLE))
    last = max(there.values(), default=0)
    matrix.members.extend(
        MatrixMember(person_id=number, position=position, version=1) for position, number in enumerate(new, last + 1)
    )
    record(session, actor, "matrix.add_members", ("matrix", matrix.id), unit_id=matrix.unit_id, people=len(new))
    return len(new)


@command
def remove_member(actor: Actor, matrix_id: int, member_id: int) -> None:
    """Take somebody without a role out of the rows.

    Raises:
        InvalidError: there are roles to lose.
    """
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        member = _member(session, matrix, member_id)
        if member.roles:
            raise InvalidError(Problem("", MEMBER_IN_USE))
        session.delete(member)
        record(session, actor, "matrix.remove_member", ("matrix", matrix.id), unit_id=matrix.unit_id)


def _member(session: Session, matrix: Matrix, member_id: int) -> MatrixMember:
    member = session.get(MatrixMember, member_id, with_for_update=True)
    if member is None or member.matrix_id != matrix.id:
        raise NotFoundError("Pegawai ini tidak ada di matriks.")
    return member


@command
def save_row(actor: Actor, matrix_id: int, which: tuple[int, Claim], typed: dict[int, tuple[str, ...]]) -> Saved:
    """Save the roles of one row while they are typed: results by column; columns of other matrices are passed over.

    ``which`` is the row's id and what the form knows. A reworded role keeps what it became in the plan, and its
    approval is asked anew.

    Raises:
        StaleError: somebody else saved this row since the form was opened.
    """
    member_id, claim = which
    with atomic() as session:
        matrix = _locked(session, actor, matrix_id)
        member = _member(session, matrix, member_id)
        if member.claim(*claim):
            assessor_id = people.assessor_of(member.person_id, people.today())
            known = {column.id for column in matrix.columns}
            changed = sum(
                _write_cell(member, column_id, texts, (assessor_id, matrix.leader_id))
                for column_id, texts in typed.items()
                if column_id in known
            )
            if changed:
                detail = {"person": member.person_id, "roles": len(member.roles)}
                record(session, actor, "matrix.save_row", ("matrix", matrix.id), unit_id=matrix.unit_id, **detail)
        return Saved(member.version, clock.now())


def _write_cell(
    member: MatrixMember, column_id: int, texts: tuple[str, ...], parties: tuple[int | None, int]
) -> bool:  # fmt: skip
    """Write the results of one cell; ``parties`` are the row's assessor and the matrix's leader."""
    old = [role for role in member.roles if role.column_id == column_id]
    if tuple(role.text for role in old) == texts:
        return False
    places = continued([role.text for role in old], texts)
    for position, (text, place) in enumerate(zip(texts, places, strict=True), 1):
        role = old[place] if place is not None else RoleResult(column_id=column_id, text="")
        if role.text != text:
            role.text, role.approval = text, approval_of(*parties)
            role.decided_by, role.decided_at, role.decision = None, None, ""
        role.position = position
        if place is None:
            member.roles.append(role)
    kept = {place for place in places if place is not None}
    for place, role in enumerate(old):
        if place not in kept:
            member.roles.remove(role)
    return True
