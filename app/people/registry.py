"""Reads of the personnel office: units, the people in them, and proposals of assessors, as an officer sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain import nip
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.office import corrects_unit, keeps_agency, keeps_unit
from app.domain.organisation import lineage_of
from app.domain.people import PositionKind, UnitKind
from app.people import tally
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day

MOST_FOUND = 20
SHORTEST_SEARCH = 3


@dataclass(frozen=True)
class UnitView:
    """A unit as an officer sees it."""

    id: int
    name: str
    kind: UnitKind
    is_independent: bool
    parent_id: int | None
    path: str
    version: int
    may_correct: bool

    @property
    def lineage(self) -> tuple[int, ...]:
        """Ids from the root to this unit."""
        return lineage_of(self.path)


@dataclass(frozen=True)
class UnitLine:
    """A unit in a list, with its head and the counts of it and all below."""

    id: int
    name: str
    head: str | None
    people: int
    without: int


@dataclass(frozen=True)
class MemberLine:
    """Somebody in the list of a unit."""

    id: int
    name: str
    nip: str | None
    position: str
    unit: str
    is_head: bool
    needs_assessor: bool
    assessor: str | None


def kept_unit(actor: Actor, unit_id: int) -> UnitView:
    """A unit the actor keeps.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    row = db.session.execute(_UNIT.where(Unit.id == unit_id)).one_or_none()
    if row is None or not keeps_unit(actor, lineage_of(row.path)):
        raise NotFoundError("Unit tidak ditemukan.")
    return UnitView(*row, may_correct=corrects_unit(actor, lineage_of(row.path)))


def corrected_unit(actor: Actor, unit_id: int) -> UnitView:
    """A unit of a personnel officer's; an administrator keeps it and corrects nothing in it.

    Raises:
        NotFoundError: there is no such unit for this officer.
    """
    unit = kept_unit(actor, unit_id)
    if not unit.may_correct:
        raise NotFoundError("Unit tidak ditemukan.")
    return unit


_UNIT = select(Unit.id, Unit.name, Unit.kind, Unit.is_independent, Unit.parent_id, Unit.path, Unit.version)


def top_units(actor: Actor) -> list[int]:
    """Where an officer's tree begins: the agency, or each unit given."""
    if keeps_agency(actor):
        root = db.session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))
        return [] if root is None else [root]
    return sorted(actor.officer_units)


def trail(actor: Actor, unit: UnitView) -> list[tuple[int, str]]:
    """The units above that the actor keeps too, from the top."""
    above = [one for one in unit.lineage[:-1] if keeps_unit(actor, unit.lineage[: unit.lineage.index(one) + 1])]
    names = dict(db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(above))).all())
    return [(one, names[one]) for one in above]


def units_below(unit_id: int, day: date, page: int = 1) -> tuple[list[UnitLine], bool]:
    """A page of the units directly below one, and whether there are more."""
    ids = db.session.scalars(
        select(Unit.id)
        .where(Unit.parent_id == unit_id, or_(Unit.valid_to.is_(None), Unit.valid_to >= day))
        .order_by(Unit.name, Unit.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return (unit_lines(day, ids[:PER_PAGE]) if ids else []), len(ids) > PER_PAGE


def unit_lines(day: date, unit_ids: Iterable[int]) -> list[UnitLine]:
    """Units by id, with heads and counts, by name."""
    head = aliased(Posting)
    query: Any = (
        select(Unit.id, Unit.name, func.min(Person.name))
        .outerjoin(head, and_(head.unit_id == Unit.id, head.is_head.is_(True), on_day(head, day)))
        .outerjoin(Person, Person.id == head.person_id)
        .where(Unit.id.in_(list(unit_ids)))
        .group_by(Unit.id, Unit.name)
        .order_by(Unit.name, Unit.id)
    )
    rows: list[Any] = list(db.session.execute(query))
    counts = tally.of_units([row[0] for row in rows], (tally.PEOPLE, tally.WITHOUT))
    return [
        UnitLine(
            id=row[0],
            name=row[1],
            head=row[2],
            people=counts.get((row[0], tally.PEOPLE), 0),
            without=counts.get((row[0], tally.WITHOUT), 0),
        )
        for row in rows
    ]


def member_rows(day: date) -> Select[Any]:
    """The statement behind every list of people, to be narrowed: head first, then by name."""
    assessor = aliased(Person)
    query: Any = (
        select(
            Person.id, Person.name, Person.nip, Posting.position, Posting.duty, Unit.name, Posting.is_head,
            Posting.position_kind, assessor.name,
        )
        .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, day)))
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(
            AssessorAssignment,
            and_(AssessorAssignment.employee_id == Person.id, on_day(AssessorAssignment, day)),
        )
        .outerjoin(assessor, assessor.id == AssessorAssignment.assessor_id)
        .where(or_(Person.ended_on.is_(None), Person.ended_on >= day))
        .order_by(Posting.is_head.desc(), Person.name, Person.id)
    )  # fmt: skip
    rows: Select[Any] = query
    return rows


def lines_of(query: Select[Any]) -> list[MemberLine]:
    """The lines of a narrowed :func:`member_rows`."""
    return [
        MemberLine(
            id=row[0],
            name=row[1],
            nip=row[2],
            position=f"{row[3]} / {row[4]}" if row[4] else row[3],
            unit=row[5],
            is_head=row[6],
            needs_assessor=row[7] is not PositionKind.POLITICAL,
            assessor=row[8],
        )
        for row in db.session.execute(query)
    ]


def members(unit_id: int, day: date, page: int = 1) -> tuple[list[MemberLine], bool]:
    """A page of the people who work in a unit itself, and whether there are more."""
    query = member_rows(day).where(Posting.unit_id == unit_id).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    found = lines_of(query)
    return found[:PER_PAGE], len(found) > PER_PAGE


def search(actor: Actor, text: str, day: date) -> list[MemberLine]:
    """People the actor keeps, by the beginning of a word of the name or of the NIP; at most twenty."""
    return [] if (query := _search(text, day)) is None else lines_of(_within(actor, query).limit(MOST_FOUND))


def search_anybody(text: str, day: date) -> list[MemberLine]:
    """Anybody of the agency, for choosing an assessor or an aide."""
    return [] if (query := _search(text, day)) is None else lines_of(query.limit(MOST_FOUND))


def colleagues(
    unit_id: int, text: str, day: date, page: int, *conditions: ColumnElement[bool]
) -> tuple[list[MemberLine], bool]:
    """A page of people to choose colleagues from, and whether there are more.

    Without words the people of a unit; else anybody by the beginning of a word of the name or of the NIP, those of that
    unit first.
    """
    query = _search(text, day) if text.strip() else member_rows(day).where(Posting.unit_id == unit_id)
    if query is None:
        return [], False
    narrowed = query.where(*conditions).order_by(None).order_by(Posting.unit_id != unit_id, Person.name, Person.id)
    found = lines_of(narrowed.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE))
    return found[:PER_PAGE], len(found) > PER_PAGE


def _search(text: str, day: date) -> Select[Any] | None:
    words = " ".join(text.split())
    digits = nip.normalise(words)
    if digits.isdigit():
        return None if len(digits) < SHORTEST_SEARCH else member_rows(day).where(Person.nip.startswith(digits))
    if len(words) < SHORTEST_SEARCH:
        return None
    word = (literal(" ") + Person.name).icontains(f" {words}", autoescape=True)
    matching = select(Person.id).where(word)  # names first: the joins are for the few that match
    return member_rows(day).where(Person.id.in_(matching))


def _within(actor: Actor, query: Select[Any]) -> Select[Any]:
    if keeps_agency(actor):
        return query
    tops = db.session.scalars(select(Unit.path).where(Unit.id.in_(actor.officer_units))).all()
    return query.where(or_(False, *(Unit.path.startswith(path) for path in tops)))


def search_units(text: str) -> list[tuple[int, str]]:
    """Units by a part of their name, with the name of the one above; at most twenty."""
    if len(text.strip()) < SHORTEST_SEARCH:
        return []
    above = aliased(Unit)
    rows = db.session.execute(
        select(Unit.id, Unit.name, above.name)
        .outerjoin(above, above.id == Unit.parent_id)
        .where(Unit.name.icontains(text.strip(), autoescape=True), Unit.valid_to.is_(None))
        .order_by(Unit.name, Unit.id)
        .limit(MOST_FOUND)
    )
    return [(row[0], f"{row[1]} – {row[2]}" if row[2] else row[1]) for row in rows]
