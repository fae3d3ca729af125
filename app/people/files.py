"""What the personnel office knows of one person: postings and assessors with their history."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.office import corrects_unit, keeps_unit
from app.domain.organisation import lineage_of
from app.domain.people import AssignmentBasis, Departure, Employment, PositionKind, Source
from app.people.models import AssessorAssignment, Person, Posting, Unit


@dataclass(frozen=True)
class PostingLine:
    """A posting in somebody's history."""

    id: int
    position: str
    position_kind: PositionKind
    duty: str | None
    rank: str | None
    unit_id: int
    unit: str
    is_head: bool
    is_team_leader: bool
    source: Source
    reason: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class AssignmentLine:
    """An assessor in somebody's history."""

    id: int
    assessor_id: int
    assessor: str
    basis: AssignmentBasis
    decree: str | None
    source: Source
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class PersonFile:
    """What the personnel office knows of somebody."""

    id: int
    name: str
    nip: str | None
    employment: Employment
    ended_on: date | None
    departure: Departure | None
    lineage: tuple[int, ...]
    postings: tuple[PostingLine, ...]
    assignments: tuple[AssignmentLine, ...]
    may_correct: bool

    def posting_on(self, day: date) -> PostingLine | None:
        """The posting of a day; the last one when there is none."""
        valid = [
            row for row in self.postings if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
        ]
        return next(iter(valid or self.postings), None)

    def assignment_on(self, day: date) -> AssignmentLine | None:
        """The assessor of a day."""
        rows = self.assignments
        valid = (row for row in rows if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day))
        return next(valid, None)


def kept_person(actor: Actor, person_id: int, day: date) -> PersonFile:
    """Somebody whose unit the actor keeps.

    Raises:
        NotFoundError: nobody of that id works where the actor may look.
    """
    person = db.session.execute(
        select(Person.id, Person.name, Person.nip, Person.employment, Person.ended_on, Person.departure).where(
            Person.id == person_id
        )
    ).one_or_none()
    postings = _postings(person_id)
    if person is None or not postings:
        raise NotFoundError("Pegawai tidak ditemukan.")
    today = [p for p, _ in postings if p.valid_from <= day and (p.valid_to is None or p.valid_to >= day)]
    current = (today or [postings[0][0]])[0]
    lineage = lineage_of(next(path for row, path in postings if row is current))
    if not keeps_unit(actor, lineage):
        raise NotFoundError("Pegawai tidak ditemukan.")
    return PersonFile(
        *person,
        lineage=lineage,
        postings=tuple(row for row, _ in postings),
        assignments=_assignments(person_id),
        may_correct=corrects_unit(actor, lineage),
    )


def _postings(person_id: int) -> list[tuple[PostingLine, str]]:
    rows = db.session.execute(
        select(
            Posting.id, Posting.position, Posting.position_kind, Posting.duty, Posting.rank, Posting.unit_id, Unit.name,
            Posting.is_head, Posting.is_team_leader, Posting.source, Posting.reason, Posting.valid_from,
            Posting.valid_to, Unit.path,
        )
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.person_id == person_id)
        .order_by(Posting.valid_from.desc(), Posting.id.desc())
    )  # fmt: skip
    known: list[Any] = list(rows)
    return [(PostingLine(*row[:-1]), row[-1]) for row in known]


def _assignments(person_id: int) -> tuple[AssignmentLine, ...]:
    a = AssessorAssignment
    rows = db.session.execute(
        select(a.id, a.assessor_id, Person.name, a.basis, a.decree, a.source, a.valid_from, a.valid_to)
        .join(Person, Person.id == a.assessor_id)
        .where(a.employee_id == person_id)
        .order_by(a.valid_from.desc(), a.id.desc())
    )
    return tuple(AssignmentLine(*row) for row in rows)
