"""Reads about the people whose plans are recorded: who works below a unit, who assesses them, who has one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.people import Employment, PositionKind
from app.domain.planning import OVER, PlanForm, PlanOrigin
from app.people import registry
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.people.registry import UnitView
from app.planning.models import Plan

_JPT = (PositionKind.JPT_MAIN, PositionKind.JPT_MIDDLE, PositionKind.JPT_PRATAMA)
_DAY = bindparam("day", type_=Date)
_Assessor = aliased(Person)


@dataclass(frozen=True)
class Member:
    """Somebody whose plan may be recorded."""

    id: int
    nip: str
    name: str
    position: str
    unit_id: int
    is_leader: bool
    assessor_id: int | None
    assessor_nip: str | None
    assessor: str | None
    has_plan: bool

    @property
    def form(self) -> PlanForm:
        """The quantitative form of the position (II.A.2, p.26-36; II.A.7, p.52-59)."""
        return PlanForm.A12 if self.is_leader else PlanForm.A17


def recorded_unit(actor: Actor, unit_id: int) -> UnitView:
    """A unit whose plans the actor records: personnel officers, never the administrator.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    unit = registry.kept_unit(actor, unit_id)
    if not unit.may_correct:
        raise NotFoundError("Unit tidak ditemukan.")
    return unit


_HAS_PLAN = exists().where(Plan.employee_id == Person.id, Plan.year_id == bindparam("year_id"), Plan.state.not_in(OVER))
_MEMBERS = (
    select(
        Person.id, Person.nip, Person.name, Posting.position, Posting.unit_id,
        or_(Posting.position_kind.in_(_JPT), and_(Posting.is_head.is_(True), Unit.is_independent.is_(True))),
        _Assessor.id, _Assessor.nip.label("assessor_nip"), _Assessor.name.label("assessor"), _HAS_PLAN,
    )
    .select_from(Person)
    .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, _DAY)))
    .join(Unit, Unit.id == Posting.unit_id)
    .outerjoin(AssessorAssignment, and_(AssessorAssignment.employee_id == Person.id, on_day(AssessorAssignment, _DAY)))
    .outerjoin(_Assessor, _Assessor.id == AssessorAssignment.assessor_id)
    .where(
        Person.nip.is_not(None),
        Person.employment != Employment.NON_ASN,
        Posting.position_kind != PositionKind.POLITICAL,
        Unit.path.like(bindparam("below")),
    )
    .order_by(Unit.path, Person.name, Posting.id)
)  # fmt: skip


def without_plan(unit: UnitView, year_id: int, day: date, most: int) -> list[Member]:
    """People of a unit and all below it who have no plan of the year yet, at most so many."""
    rows = db.session.execute(_MEMBERS.where(~_HAS_PLAN).limit(most), _values(unit, year_id, day))
    return list(_members(rows).values())


def by_nip(unit: UnitView, year_id: int, day: date, nips: Iterable[str]) -> dict[str, Member]:
    """People of a unit and all below it by their NIP."""
    rows = db.session.execute(_MEMBERS.where(Person.nip.in_(sorted(nips))), _values(unit, year_id, day))
    return {member.nip: member for member in _members(rows).values()}


def _values(unit: UnitView, year_id: int, day: date) -> dict[str, Any]:
    return {"below": f"{unit.path}%", "year_id": year_id, "day": day}


def _members(rows: Iterable[Any]) -> dict[int, Member]:
    found: dict[int, Member] = {}
    for row in rows:
        found.setdefault(row[0], Member(*row))  # somebody acting elsewhere counts once
    return found


def ids_by_nip(nips: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Anybody of the agency by NIP: id and name; assessors may work elsewhere."""
    rows = db.session.execute(select(Person.nip, Person.id, Person.name).where(Person.nip.in_(sorted(nips))))
    return {row.nip: (row.id, row.name) for row in rows if row.nip}


@dataclass(frozen=True)
class Recorded:
    """A plan that was set elsewhere, in the list of a unit."""

    plan_id: int
    name: str
    position: str
    has_scan: bool


def recorded(unit: UnitView, year_id: int, day: date, page: int) -> tuple[list[Recorded], bool]:
    """A page of the plans set elsewhere below a unit, and whether there are more."""
    rows = db.session.execute(
        select(Plan.id, Person.name, Posting.position, Plan.scan_id.is_not(None))
        .join(Person, Person.id == Plan.employee_id)
        .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, day)))
        .join(Unit, Unit.id == Posting.unit_id)
        .where(
            Plan.origin == PlanOrigin.OUTSIDE,
            Plan.year_id == year_id,
            Plan.state.not_in(OVER),
            Unit.path.startswith(unit.path, autoescape=True),
        )
        .order_by(Person.name, Plan.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return [Recorded(*row) for row in rows[:PER_PAGE]], len(rows) > PER_PAGE
