"""Reads of work weeks: how many days a unit works, by its own decision or that of the unit it follows."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.actors import Actor
from app.domain.calendar import WorkWeek
from app.domain.errors import NotFoundError
from app.domain.office import keeps_agency, keeps_unit
from app.domain.organisation import lineage_of
from app.people.models import Unit
from app.people.queries import PER_PAGE


@dataclass(frozen=True)
class WeekRow:
    """A unit with the days it works in a week: its own decision, or that of the unit it follows."""

    id: int
    name: str
    path: str
    own: int | None
    days: int
    version: int

    @property
    def lineage(self) -> frozenset[int]:
        """This unit and all above it."""
        return frozenset(lineage_of(self.path))

    @property
    def week(self) -> WorkWeek:
        """The week that counts."""
        return WorkWeek(self.days)


_Above = aliased(Unit)
_DECIDED = (
    select(_Above.work_days)
    .where(_Above.work_days.is_not(None), Unit.path.like(_Above.path + "%"))
    .order_by(func.length(_Above.path).desc())
    .limit(1)
    .scalar_subquery()
)
_WEEKS = select(
    Unit.id, Unit.name, Unit.path, Unit.work_days, func.coalesce(_DECIDED, WorkWeek.FIVE.value), Unit.version
).order_by(Unit.path)


def work_weeks(*conditions: ColumnElement[bool]) -> list[WeekRow]:
    """Units with their work week, in the order of the tree; five days where nobody decided."""
    return [WeekRow(*row) for row in db.session.execute(_WEEKS.where(*conditions))]


def work_week_of(unit_id: int) -> WorkWeek:
    """The days a unit works in a week; one statement.

    Raises:
        NotFoundError: there is no such unit.
    """
    found = work_weeks(Unit.id == unit_id)
    if not found:
        raise NotFoundError("Unit tidak ditemukan.")
    return found[0].week


@dataclass(frozen=True)
class WeekPage:
    """A page of units, and the numbers of the pages beside it."""

    rows: list[WeekRow]
    page: int
    has_more: bool


def kept(actor: Actor, asked: str, page: int) -> WeekPage:
    """The units an actor keeps whose name holds what is asked for, a page of them."""
    conditions: list[ColumnElement[bool]] = [Unit.name.icontains(asked.strip(), autoescape=True)]
    if not keeps_agency(actor):
        conditions.append(or_(*(Unit.path.contains(f"/{number}/") for number in actor.officer_units)))
    page = max(1, page)
    statement = _WEEKS.where(*conditions).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows = [WeekRow(*row) for row in db.session.execute(statement)]
    return WeekPage(rows[:PER_PAGE], page, len(rows) > PER_PAGE)


def kept_unit(actor: Actor, unit_id: int) -> WeekRow:
    """A unit the actor keeps.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    found = work_weeks(Unit.id == unit_id)
    if not found or not keeps_unit(actor, found[0].lineage):
        raise NotFoundError("Unit tidak ditemukan.")
    return found[0]
