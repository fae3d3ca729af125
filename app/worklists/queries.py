"""Reads of the work lists: counts by unit, people by name, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.office import watches_unit
from app.domain.organisation import lineage_of
from app.domain.people import Employment, PositionKind
from app.domain.planning import OVER, PlanState
from app.domain.worklists import Wanted, Work, WorkState, work_state
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.people.special import is_exempt
from app.people.tally import PEOPLE, of_units
from app.planning.models import Plan

PER_TEXT = 100
MOST_AT_ONCE = 500
_DAY = bindparam("day", type_=Date)
_Assessor, _Asked, _Live = aliased(Person), aliased(Person), aliased(Plan)

# The first plan nobody has put aside: the one in force stands before its revision.
_FIRST_LIVE = (
    select(func.min(_Live.id))
    .where(_Live.employee_id == Posting.person_id, _Live.year_id == bindparam("year_id"), _Live.state.not_in(OVER))
    .scalar_subquery()
)


def of_people(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Everybody who owes a plan on the day, with plan and assessor if there are any.

    PNS and PPPK in a post (Ps.4), but for those to whom planning does not apply (II.C.8, p.65-66).
    """
    return (
        statement.select_from(Posting)
        .join(Person, Person.id == Posting.person_id)
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(Plan, and_(Plan.employee_id == Posting.person_id, Plan.id == _FIRST_LIVE))
        .outerjoin(
            AssessorAssignment,
            and_(AssessorAssignment.employee_id == Posting.person_id, on_day(AssessorAssignment, _DAY)),
        )
        .where(
            on_day(Posting, _DAY),
            Posting.position_kind != PositionKind.POLITICAL,
            Person.employment != Employment.NON_ASN,
            ~is_exempt(Posting.person_id, _DAY),
        )
    )


@dataclass(frozen=True)
class WatchedUnit:
    """A unit of a work list."""

    id: int
    name: str
    path: str

    @property
    def lineage(self) -> tuple[int, ...]:
        """Ids from the root to this unit."""
        return lineage_of(self.path)


def on_day_of_unit(day: date) -> ColumnElement[bool]:
    """Units that exist on a day."""
    return and_(Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to >= day))


def watched_unit(actor: Actor, unit_id: int) -> WatchedUnit:
    """A unit the actor watches.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    row = db.session.execute(select(Unit.id, Unit.name, Unit.path).where(Unit.id == unit_id)).first()
    unit = WatchedUnit(*row) if row else None
    if unit is None or not watches_unit(actor, unit.lineage):
        raise NotFoundError("Unit tidak ditemukan.")
    return unit


def is_small(unit: WatchedUnit) -> bool:
    """Whether everybody of a unit and all below it is a list somebody would read."""
    return of_units([unit.id], [PEOPLE]).get((unit.id, PEOPLE), 0) <= MOST_AT_ONCE


@dataclass(frozen=True)
class Filter:
    """What a work list is narrowed to."""

    wanted: str = Wanted.EVERYBODY.value
    text: str = ""
    below: bool = True

    def conditions(self, unit: WatchedUnit) -> Iterable[ColumnElement[bool]]:
        """As conditions of a statement."""
        below = select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))
        yield Posting.unit_id.in_(below) if self.below else Posting.unit_id == unit.id
        if self.text.strip():
            yield or_(*(c.icontains(self.text.strip(), autoescape=True) for c in (Person.name, Person.nip)))
        if self.wanted == Wanted.UNFINISHED:
            yield or_(Plan.state.is_(None), Plan.state != PlanState.SET)
        elif self.wanted == Wanted.BLOCKED:
            yield AssessorAssignment.id.is_(None)
        elif self.wanted == WorkState.NONE:
            yield Plan.id.is_(None)
        elif self.wanted in set(WorkState):
            yield Plan.state == PlanState(self.wanted)


@dataclass(frozen=True)
class WorkPage:
    """A page of a work list."""

    rows: list[Work]
    total: int
    page: int
    pages: int


def people_of(
    unit: WatchedUnit, year_id: int, day: date, narrowed: Filter, *, page: int, size: int = PER_PAGE
) -> WorkPage:
    """The people of a unit by name, a page of them; two statements."""
    values, conditions = {"year_id": year_id, "day": day}, tuple(narrowed.conditions(unit))
    total = db.session.scalar(of_people(select(func.count())).where(*conditions), values) or 0
    pages = max(1, -(-total // size))
    page = min(max(1, page), pages)
    statement = _PEOPLE.where(*conditions).limit(size).offset((page - 1) * size)
    rows = [_work(row) for row in db.session.execute(statement, values)]
    return WorkPage(rows, total, page, pages)


def everybody_of(unit: WatchedUnit, year_id: int, day: date, narrowed: Filter) -> list[Work]:
    """All people of a unit by name, for a file."""
    statement = _PEOPLE.where(*narrowed.conditions(unit))
    return [_work(row) for row in db.session.execute(statement, {"year_id": year_id, "day": day})]


_PEOPLE = (
    of_people(
        select(
            Person.id,
            Person.name,
            Posting.position,
            Unit.name.label("unit"),
            Plan.state,
            Plan.state_since,
            _Assessor.name.label("assessor"),
            _Asked.name.label("asked"),
        )
    )
    .outerjoin(_Assessor, _Assessor.id == AssessorAssignment.assessor_id)
    .outerjoin(_Asked, _Asked.id == Plan.assessor_id)
    .order_by(Person.name, Person.id)
)


def _work(row: Any) -> Work:
    return Work(
        row.id, row.name, row.position, row.unit, work_state(row.state), row.state_since, row.assessor, row.asked
    )
