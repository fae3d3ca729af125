"""Reads of roles and aides: who holds what, and what one is told about one's own."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.audit.models import AuditEntry
from app.auth.models import RoleGrant
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.errors import NotFoundError
from app.domain.office import grantable
from app.domain.people import Employment
from app.people.models import Aide, AssessorAssignment, Person, Unit
from app.people.queries import PER_PAGE, on_day

MOST_TOLD = 20
MOST_UNITS = 20


@dataclass(frozen=True)
class GrantRow:
    """A role somebody holds."""

    id: int
    person_id: int
    name: str
    nip: str | None
    role: Role
    unit: str | None
    may_take: bool


def _row(actor: Actor, row: tuple[int, int, str, str | None, Role, str | None]) -> GrantRow:
    return GrantRow(*row, may_take=row[4] in grantable(actor) and row[1] != actor.person_id)


_GRANTS = (
    select(RoleGrant.id, Person.id, Person.name, Person.nip, RoleGrant.role, Unit.name)
    .join(Person, Person.id == RoleGrant.person_id)
    .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
    .order_by(RoleGrant.role, Unit.path, Person.name, RoleGrant.id)
)


def held(actor: Actor, page: int) -> tuple[list[GrantRow], bool]:
    """A page of who holds what, and whether there is more."""
    rows = db.session.execute(_GRANTS.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()
    return [_row(actor, row) for row in rows[:PER_PAGE]], len(rows) > PER_PAGE


def grant(actor: Actor, grant_id: int) -> GrantRow:
    """One grant the actor may take away.

    Raises:
        NotFoundError: there is none, or it is not this actor's to take.
    """
    row = db.session.execute(_GRANTS.where(RoleGrant.id == grant_id)).first()
    if row is None or not _row(actor, row).may_take:
        raise NotFoundError("Peran tidak ditemukan.")
    return _row(actor, row)


def roles_of(person_id: int) -> list[tuple[Role, str | None]]:
    """The roles of one person, with the unit of a unit officer."""
    mine = _GRANTS.where(RoleGrant.person_id == person_id)
    return [(row[4], row[5]) for row in db.session.execute(mine)]


@dataclass(frozen=True)
class RoleChange:
    """A role given or taken, as its owner is told."""

    at: datetime
    given: bool
    role: Role
    unit: str | None
    by: str | None


def changes_of(person_id: int) -> list[RoleChange]:
    """The latest changes of somebody's roles."""
    rows = db.session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.detail, Unit.name, Person.name)
        .outerjoin(Unit, Unit.id == AuditEntry.unit_id)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(
            AuditEntry.object_kind == "person",
            AuditEntry.object_id == person_id,
            AuditEntry.action.in_(("role.give", "role.take")),
        )
        .order_by(AuditEntry.id.desc())
        .limit(MOST_TOLD)
    )
    return [
        RoleChange(at, action == "role.give", Role(json.loads(detail)["role"]), unit, by)
        for at, action, detail, unit, by in rows
    ]


def units_named(text: str, lineage: tuple[int, ...], today: date) -> list[tuple[int, str]]:
    """The units a unit officer can be given: those of one's own line, and others whose name was asked for."""
    named = Unit.name.icontains(text.strip(), autoescape=True) if text.strip() else Unit.id.in_(())
    rows = db.session.execute(
        select(Unit.id, Unit.name)
        .where(or_(Unit.id.in_(lineage), named), or_(Unit.valid_to.is_(None), Unit.valid_to >= today))
        .order_by(Unit.path)
        .limit(MOST_UNITS + len(lineage))
    )
    return [(number, name) for number, name in rows]


@dataclass(frozen=True)
class AideRow:
    """Who prepares for an official, and until when."""

    id: int
    aide_id: int
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Official:
    """An official without NIP who assesses somebody, with those who prepare for this one."""

    person_id: int
    name: str
    aides: tuple[AideRow, ...]


def officials(today: date) -> list[Official]:
    """Every official without NIP who assesses somebody today."""
    assesses = select(AssessorAssignment.id).where(
        AssessorAssignment.assessor_id == Person.id, on_day(AssessorAssignment, today)
    )
    people = db.session.execute(
        select(Person.id, Person.name)
        .where(Person.employment == Employment.NON_ASN, assesses.exists())
        .order_by(Person.name)
    )
    named = aliased(Person)
    rows = db.session.execute(
        select(Aide.official_id, Aide.id, Aide.aide_id, named.name, Aide.valid_from, Aide.valid_to)
        .join(named, named.id == Aide.aide_id)
        .where(or_(Aide.valid_to.is_(None), Aide.valid_to >= today))
        .order_by(named.name)
    )
    aides: dict[int, list[AideRow]] = {}
    for official_id, *rest in rows:
        aides.setdefault(official_id, []).append(AideRow(*rest))  # type: ignore[arg-type]
    return [Official(number, name, tuple(aides.get(number, ()))) for number, name in people]


def official(person_id: int, today: date) -> Official:
    """One of them.

    Raises:
        NotFoundError: nobody of that id is such an official.
    """
    for found in officials(today):
        if found.person_id == person_id:
            return found
    raise NotFoundError("Pejabat tidak ditemukan.")


def helps(person_id: int, today: date) -> list[tuple[str, date | None]]:
    """The officials somebody prepares for, and until when."""
    rows = db.session.execute(
        select(Person.name, Aide.valid_to)
        .join(Person, Person.id == Aide.official_id)
        .where(Aide.aide_id == person_id, on_day(Aide, today))
        .order_by(Person.name)
    )
    return [(name, until) for name, until in rows]
