"""Reads of where somebody worked and who assessed them, over the years."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from app.domain.people import AssignmentBasis, Employment, PositionKind, Source
from app.people.models import AssessorAssignment, Person, Posting, Unit


@dataclass(frozen=True)
class Identity:
    """Who somebody is."""

    name: str
    nip: str | None
    employment: Employment
    ended_on: date | None


@dataclass(frozen=True)
class PastPosting:
    """A position over a span of days."""

    valid_from: date
    valid_to: date | None
    position: str
    duty: str | None
    position_kind: PositionKind
    rank: str | None
    eselon: str | None
    unit: str
    source: Source


@dataclass(frozen=True)
class PastAssessor:
    """Who assessed somebody over a span of days."""

    valid_from: date
    valid_to: date | None
    name: str
    basis: AssignmentBasis


def identity(person_id: int) -> Identity:
    """One person as the register knows them."""
    row = db.session.execute(
        select(Person.name, Person.nip, Person.employment, Person.ended_on).where(Person.id == person_id)
    ).one()
    return Identity(*row)


def postings(person_id: int) -> list[PastPosting]:
    """Every posting of somebody, the oldest first."""
    rows = db.session.execute(
        select(
            Posting.valid_from, Posting.valid_to, Posting.position, Posting.duty, Posting.position_kind, Posting.rank,
            Posting.eselon, Unit.name, Posting.source,
        )
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.person_id == person_id)
        .order_by(Posting.valid_from, Posting.id)
    )  # fmt: skip
    return [PastPosting(*row) for row in rows]


def assessors(person_id: int) -> list[PastAssessor]:
    """Everybody who assessed somebody, the first first."""
    rows = db.session.execute(
        select(AssessorAssignment.valid_from, AssessorAssignment.valid_to, Person.name, AssessorAssignment.basis)
        .join(Person, Person.id == AssessorAssignment.assessor_id)
        .where(AssessorAssignment.employee_id == person_id)
        .order_by(AssessorAssignment.valid_from, AssessorAssignment.id)
    )
    return [PastAssessor(*row) for row in rows]


def assessed_since(employee_id: int, day: date) -> tuple[int | None, date]:
    """Who assesses somebody on ``day`` and since when; (None, day) when nobody does."""
    row = db.session.execute(
        select(AssessorAssignment.assessor_id, AssessorAssignment.valid_from).where(
            AssessorAssignment.employee_id == employee_id,
            AssessorAssignment.valid_from <= day,
            AssessorAssignment.valid_to.is_(None) | (AssessorAssignment.valid_to >= day),
        )
    ).first()
    return (row.assessor_id, row.valid_from) if row else (None, day)
