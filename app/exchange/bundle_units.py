"""Reads: whose documents somebody may ask for at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.actors import Actor, Role
from app.domain.bundles import Scope
from app.domain.errors import NotFoundError
from app.domain.office import OFFICERS, corrects_unit
from app.domain.organisation import lineage_of
from app.domain.people import Employment, PositionKind
from app.people import registry
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import on_day
from app.people.registry import MOST_FOUND, SHORTEST_SEARCH

DAY = bindparam("day", type_=Date)


@dataclass(frozen=True)
class Chosen:
    """A unit whose documents can be asked for."""

    id: int
    name: str
    path: str
    parent_id: int | None

    @property
    def lineage(self) -> tuple[int, ...]:
        """Ids from the root to this unit."""
        return lineage_of(self.path)


_UNIT = select(Unit.id, Unit.name, Unit.path, Unit.parent_id)


def unit_of_office(actor: Actor, unit_id: int | None) -> Chosen | None:
    """The unit an officer asks for, the top of the own tree when none is named; None for whoever is no officer.

    Raises:
        NotFoundError: there is no such unit for this officer.
    """
    if not actor.roles & OFFICERS:
        return None
    tops = registry.top_units(actor)
    wanted = unit_id or (tops[0] if tops else 0)
    row = db.session.execute(_UNIT.where(Unit.id == wanted)).one_or_none()
    if row is None or not corrects_unit(actor, lineage_of(row.path)):
        raise NotFoundError("Unit tidak ditemukan.")
    return Chosen(*row)


def own_unit(actor: Actor, day: date) -> Chosen | None:
    """The unit somebody works in, under which an archive of the own team is kept; None without a post."""
    post = select(Posting.unit_id).where(Posting.person_id == actor.person_id, on_day(Posting, day)).limit(1)
    row = db.session.execute(_UNIT.where(Unit.id == post.scalar_subquery())).one_or_none()
    return None if row is None else Chosen(*row)


def everybody(scope: Scope, unit: Chosen | None, requester: int) -> Any:
    """Statement of the postings of those who owe a plan on the day: PNS and PPPK in a post (Ps.4)."""
    statement = (
        select(Posting.person_id)
        .join(Person, Person.id == Posting.person_id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(
            on_day(Posting, DAY),
            Posting.position_kind != PositionKind.POLITICAL,
            Person.employment != Employment.NON_ASN,
        )
    )
    if scope is Scope.UNIT and unit:
        return statement.where(Unit.path.startswith(unit.path, autoescape=True))
    return statement.join(
        AssessorAssignment,
        and_(
            AssessorAssignment.employee_id == Posting.person_id,
            AssessorAssignment.assessor_id == requester,
            on_day(AssessorAssignment, DAY),
        ),
    )


def how_many(scope: Scope, unit: Chosen | None, requester: int, day: date) -> int:
    """The people whose documents the archive would be made of; one statement."""
    people = everybody(scope, unit, requester).distinct().subquery()
    return db.session.scalar(select(func.count()).select_from(people), {"day": day}) or 0


@dataclass(frozen=True)
class Offer:
    """What somebody may ask for: the documents of a unit, of the people one assesses, or of both."""

    unit: Chosen | None
    own: Chosen | None
    scopes: tuple[tuple[Scope, str, int], ...]

    def unit_of(self, scope: Scope) -> Chosen:
        """The unit an archive of this kind is kept under."""
        unit = self.unit if scope is Scope.UNIT else self.own
        if unit is None:
            raise NotFoundError("Unit tidak ditemukan.")
        return unit


def offers(actor: Actor, day: date, unit_id: int | None) -> Offer:
    """What the actor may ask for.

    Raises:
        NotFoundError: nothing: neither an officer nor an assessor; or an officer of other units.
    """
    unit, scopes = unit_of_office(actor, unit_id), []
    if unit:
        people = how_many(Scope.UNIT, unit, actor.person_id, day)
        scopes.append((Scope.UNIT, f"{unit.name} dan semua unit di bawahnya", people))
    team = how_many(Scope.TEAM, None, actor.person_id, day)
    own = own_unit(actor, day) if team else None
    if own:
        scopes.append((Scope.TEAM, "Pegawai yang Anda nilai", team))
    if not scopes:
        raise NotFoundError("Halaman ini untuk petugas kepegawaian dan pejabat penilai.")
    return Offer(unit, own, tuple(scopes))


def units_named(actor: Actor, text: str) -> list[tuple[int, str]]:
    """Units an officer may ask for, by a part of the name, with the name of the one above; at most twenty."""
    if len(text.strip()) < SHORTEST_SEARCH:
        return []
    above = aliased(Unit)
    rows = db.session.execute(
        select(Unit.id, Unit.name, above.name, Unit.path)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(Unit.name.icontains(text.strip(), autoescape=True), Unit.valid_to.is_(None), _within(actor))
        .order_by(Unit.name, Unit.id)
        .limit(MOST_FOUND)
    )
    return [(row[0], f"{row[1]} – {row[2]}" if row[2] else row[1]) for row in rows]


def _within(actor: Actor) -> ColumnElement[bool]:
    if Role.AGENCY_OFFICER in actor.roles:
        return Unit.id.is_not(None)
    tops = db.session.scalars(select(Unit.path).where(Unit.id.in_(actor.officer_units))).all()
    return or_(false(), *(Unit.path.startswith(path, autoescape=True) for path in tops))
