"""What the database holds now, as far as imports compare with it; with ``lock`` nobody changes it meanwhile."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.people import AssignmentBasis, Employment, PositionKind, Source
from app.domain.ranks import folded
from app.people.models import AssessorAssignment, Person, Posting, ReferencePosition, Unit


@dataclass(frozen=True, slots=True)
class UnitNow:
    """A unit as stored."""

    id: int
    parent_id: int | None
    path: str
    name: str
    siasn_id: str | None


@dataclass(frozen=True, slots=True)
class PersonNow:
    """A person as stored."""

    id: int
    nip: str | None
    siasn_id: str | None
    name: str
    employment: Employment
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class PostingNow:
    """The last posting of a person."""

    id: int
    person_id: int
    unit_id: int
    position: str
    position_kind: PositionKind
    rank: str | None
    eselon: str | None
    is_head: bool
    duty: str | None
    is_team_leader: bool
    source: Source
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AssignmentNow:
    """The last assignment of an employee."""

    id: int
    employee_id: int
    assessor_id: int
    basis: AssignmentBasis
    decree: str | None
    source: Source
    valid_from: date
    valid_to: date | None


class Units:
    """The tree of units, found by id, by the register's id, by name, and by name below a unit."""

    def __init__(self, session: Session, *, lock: bool = False) -> None:
        columns = (Unit.id, Unit.parent_id, Unit.path, Unit.name, Unit.siasn_id)
        rows = _rows(session, select(*columns).order_by(Unit.path), lock=lock)
        self.by_id = {row[0]: UnitNow(*row) for row in rows}
        self.by_siasn = {unit.siasn_id: unit for unit in self.by_id.values() if unit.siasn_id}
        self.by_name: dict[str, list[UnitNow]] = {}
        self.below: dict[tuple[int | None, str], UnitNow] = {}
        for unit in self.by_id.values():
            self.by_name.setdefault(folded(unit.name), []).append(unit)
            self.below.setdefault((unit.parent_id, folded(unit.name)), unit)
        self.root = next(unit for unit in self.by_id.values() if unit.parent_id is None)


class People:
    """Everybody, with the last posting of each."""

    def __init__(self, session: Session, *, lock: bool = False) -> None:
        columns = (Person.id, Person.nip, Person.siasn_id, Person.name, Person.employment, Person.ended_on)
        self.by_id = {row[0]: PersonNow(*row) for row in _rows(session, select(*columns), lock=lock)}
        self.by_nip = {person.nip: person for person in self.by_id.values() if person.nip}
        self.by_siasn = {person.siasn_id: person for person in self.by_id.values() if person.siasn_id}


def last_postings(session: Session, *, lock: bool = False) -> dict[int, PostingNow]:
    """The posting that began last, of everybody."""
    columns = (
        Posting.id, Posting.person_id, Posting.unit_id, Posting.position, Posting.position_kind, Posting.rank,
        Posting.eselon, Posting.is_head, Posting.duty, Posting.is_team_leader, Posting.source, Posting.valid_from,
        Posting.valid_to,
    )  # fmt: skip
    rows = _rows(session, select(*columns).order_by(Posting.valid_from, Posting.id), lock=lock)
    return {row[1]: PostingNow(*row) for row in rows}


def last_assignments(session: Session, *, lock: bool = False) -> dict[int, AssignmentNow]:
    """The assignment that began last, of every employee."""
    model = AssessorAssignment
    columns = (
        model.id, model.employee_id, model.assessor_id, model.basis, model.decree, model.source, model.valid_from,
        model.valid_to,
    )  # fmt: skip
    rows = _rows(session, select(*columns).order_by(model.valid_from, model.id), lock=lock)
    return {row[1]: AssignmentNow(*row) for row in rows}


def reference_positions(session: Session, *, lock: bool = False) -> dict[str, tuple[int, str, str | None, int | None]]:
    """Id, name, grade and age of retirement of the register's positions, by the register's id."""
    model = ReferencePosition
    rows = _rows(session, select(model.siasn_id, model.id, model.name, model.grade, model.retirement_age), lock=lock)
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def _rows(session: Session, statement: Select[*tuple[Any, ...]], *, lock: bool) -> list[Any]:
    return list(session.execute(statement.with_for_update() if lock else statement))
