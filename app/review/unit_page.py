"""What a unit reached: achievement, teams, how far its people have come, and signed ratings of enough people."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.sql.elements import ColumnElement

from app.cascade.models import Matrix
from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.calibration import may_call
from app.domain.distribution import Hidden, told
from app.domain.errors import NotFoundError
from app.domain.organisation import lineage_of
from app.domain.rating import OverallRating
from app.domain.teams import may_read_unit
from app.people import queries as people
from app.people.models import Person, Unit
from app.people.queries import PER_PAGE, LedUnit
from app.review import live
from app.review.achievements import AchievementView, counted_achievement
from app.review.calibrations import led_by
from app.review.live import Completeness


@dataclass(frozen=True)
class UnitTeam:
    """A matrix of the unit."""

    id: int
    title: str
    leader: str
    may_open: bool


@dataclass(frozen=True)
class UnitView:
    """A unit in a period, for one reader; ``cells`` is empty when too few people are signed.

    ``may_call``: whether that reader may call a calibration for it.
    """

    unit: LedUnit
    achievement: AchievementView | None
    completeness: Completeness
    cells: tuple[tuple[OverallRating, int | Hidden], ...]
    may_call: bool = False


def visible_unit(actor: Actor, unit_id: int, today: date) -> LedUnit:
    """A unit whose results the actor may read.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    return _visible(actor, unit_id, today)[0]


def _visible(actor: Actor, unit_id: int, today: date) -> tuple[LedUnit, frozenset[int]]:
    """The unit, and which units the actor leads."""
    unit = next(iter(people.led_units(today, Unit.id == unit_id)), None)
    led = led_by(actor.person_id, today) if unit else frozenset()
    if unit is None or not may_read_unit(actor, lineage_of(unit.path), led):
        raise NotFoundError("Unit tidak ditemukan.")
    return unit, led


def read(actor: Actor, unit_id: int, year: YearView, today: date, period: int = 0) -> UnitView:
    """What the unit reached in a period (0: the year), as figures of the unit and all below it.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    unit, led = _visible(actor, unit_id, today)
    return UnitView(
        unit=unit,
        achievement=counted_achievement(unit.id, year.id, today, period),
        completeness=live.completeness(unit.path, year.id, today, period),
        cells=told(live.signed_in(unit.path, year.id, today, period)),
        may_call=may_call(actor, lineage_of(unit.path), led),
    )


def teams(actor: Actor, unit: LedUnit, year_id: int, today: date, page: int = 0) -> tuple[list[UnitTeam], bool]:
    """A page of the unit's matrices, all when ``page`` is 0, and whether there are more; two statements."""
    wide = bool(actor.roles & {Role.AGENCY_OFFICER, Role.AUDITOR}) or bool(actor.officer_units & unit.lineage)
    mine = {person.id for person in people.assessed_by(actor.person_id, today)} | {actor.person_id}
    statement = _TEAMS.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE) if page else _TEAMS
    rows = [
        UnitTeam(row.id, row.title, row.leader, wide or row.leader_id in mine)
        for row in db.session.execute(statement, {"unit_id": unit.id, "year_id": year_id})
    ]
    return (rows[:PER_PAGE], len(rows) > PER_PAGE) if page else (rows, False)


_TEAMS = (
    select(Matrix.id, Matrix.title, Matrix.leader_id, Person.name.label("leader"))
    .join(Person, Person.id == Matrix.leader_id)
    .where(Matrix.unit_id == bindparam("unit_id"), Matrix.year_id == bindparam("year_id"))
    .order_by(Matrix.is_team, Matrix.title, Matrix.id)
)


def units(actor: Actor, today: date, asked: str, page: int) -> tuple[list[LedUnit], bool]:
    """A page of the units whose results the actor may read, and whether there are more."""
    conditions: list[ColumnElement[bool]] = [Unit.name.icontains(asked.strip(), autoescape=True)]
    if not actor.roles & {Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY, Role.AUDITOR}:
        mine = actor.officer_units | led_by(actor.person_id, today)
        if not mine:
            return [], False
        conditions.append(or_(*(Unit.path.contains(f"/{number}/") for number in sorted(mine))))
    found = people.led_units(today, *conditions, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    return found[:PER_PAGE], len(found) > PER_PAGE
