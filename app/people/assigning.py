"""Giving people their assessors; every function works inside its caller's transaction.

One valid at a time, no circles, and what was before stays readable: the earlier assignment ends the day before.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidError, Problem
from app.domain.people import AssignmentBasis, Source
from app.domain.supervision import closes_circle
from app.people.models import Agency, AssessorAssignment

ONESELF = "Pegawai tidak dapat menjadi penilai bagi dirinya sendiri. Pilih orang lain."
CIRCLE = "Pilihan ini membuat lingkaran: pegawai ini berada di atas penilai yang dipilih. Pilih orang lain."


@dataclass(frozen=True)
class Assignment:
    """An assessor for an employee from ``since`` on."""

    employee_id: int
    assessor_id: int
    basis: AssignmentBasis
    decree: str | None
    since: date
    source: Source


def lock_tree(session: Session) -> None:
    """Let nobody else change who assesses whom until this transaction ends: circles need two changes at once."""
    session.execute(select(Agency.id).with_for_update())


def assign(session: Session, wanted: Assignment) -> AssessorAssignment:
    """Make somebody the assessor from a day on; whoever was it until then ends the day before.

    What began on that very day is replaced, what was planned for later stays and ends this one.

    Raises:
        InvalidError: oneself, or a circle.
    """
    lock_tree(session)
    refuse_circle(session, wanted)
    return replace(session, wanted)


def refuse_circle(session: Session, wanted: Assignment) -> None:
    """Refuse what would make somebody stand above the own assessor.

    Raises:
        InvalidError: oneself, or a circle.
    """
    if wanted.employee_id == wanted.assessor_id:
        raise InvalidError(Problem("assessor", ONESELF))

    a = AssessorAssignment
    later = session.scalars(select(a.valid_from).where(a.valid_from > wanted.since).distinct())
    for day in (wanted.since, *later):  # whoever is planned for a later day may close the circle then

        def above(person_id: int, day: date = day) -> int | None:
            mine = (a.employee_id == person_id, a.valid_from <= day)
            return session.scalar(select(a.assessor_id).where(*mine, or_(a.valid_to.is_(None), a.valid_to >= day)))

        if closes_circle(above, wanted.employee_id, wanted.assessor_id):
            raise InvalidError(Problem("assessor", CIRCLE))


def replace(session: Session, wanted: Assignment) -> AssessorAssignment:
    """Write the assignment and end what it replaces; circles were looked at by the caller."""
    mine = AssessorAssignment.employee_id == wanted.employee_id
    rows = session.scalars(
        select(AssessorAssignment).where(
            and_(mine, or_(AssessorAssignment.valid_to.is_(None), AssessorAssignment.valid_to >= wanted.since))
        )
    ).all()
    until = min((row.valid_from for row in rows if row.valid_from > wanted.since), default=None)
    for row in rows:
        if row.valid_from < wanted.since:
            row.valid_to = wanted.since - timedelta(days=1)
        elif row.valid_from == wanted.since:
            session.delete(row)
    new = AssessorAssignment(
        employee_id=wanted.employee_id,
        assessor_id=wanted.assessor_id,
        basis=wanted.basis,
        decree=wanted.decree,
        source=wanted.source,
        valid_from=wanted.since,
        valid_to=until - timedelta(days=1) if until else None,
    )
    session.add(new)
    session.flush()
    return new
