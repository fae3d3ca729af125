"""Reads of what units achieved: by the unit's head, by whoever assesses that head, by officers a page at a time."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select

from app.cycles import queries as cycles
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.distribution import Achievement
from app.domain.errors import NotFoundError
from app.domain.policy import may_set_achievement
from app.domain.rules import rules_on
from app.people import queries as people
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, LedUnit
from app.review.models import UnitAchievement


@dataclass(frozen=True)
class AchievementView:
    """A unit's recorded achievement; ``earlier_year`` when last year's stands in for one that came too late."""

    grade: Achievement
    document: str
    set_at: datetime
    version: int
    earlier_year: int | None = None
    set_by: str | None = None


@dataclass(frozen=True)
class UnitRow:
    """A unit in the list of achievements."""

    unit: LedUnit
    achievement: AchievementView | None
    may_set: bool


def achievement(unit_id: int, year_id: int, period: int = 0) -> AchievementView | None:
    """A unit's achievement of a period (0: the year); None when nobody recorded it yet."""
    return _stored([unit_id], year_id, period).get(unit_id)


def _stored(unit_ids: list[int], year_id: int, period: int) -> dict[int, AchievementView]:
    """What was recorded of some units, by unit, with who recorded it; one statement, none without units."""
    if not unit_ids:
        return {}
    values = {"ids": unit_ids, "year_id": year_id, "period": period}
    return {
        row.unit_id: AchievementView(row.grade, row.document, row.set_at, row.version, set_by=row.name)
        for row in db.session.execute(_STORED, values)
    }


_STORED = (
    select(
        UnitAchievement.unit_id,
        UnitAchievement.grade,
        UnitAchievement.document,
        UnitAchievement.set_at,
        UnitAchievement.version,
        Person.name,
    )
    .outerjoin(Person, Person.id == UnitAchievement.set_by)
    .where(
        UnitAchievement.year_id == bindparam("year_id"),
        UnitAchievement.period_number == bindparam("period"),
        UnitAchievement.unit_id.in_(bindparam("ids", expanding=True)),
    )
)


def counted_achievement(unit_id: int, year_id: int, today: date, period: int = 0) -> AchievementView | None:
    """The achievement an evaluation counts with: after January last year's, if this year's was not issued (D8).

    Only the year's falls back: for a period the regulation has no such rule.
    """
    found = achievement(unit_id, year_id, period)
    if found is not None or period:
        return found
    year = cycles.year(year_id)
    if not rules_on(year.ends_on).falls_back(year.year, today):
        return None
    before = next((view for view in cycles.years() if view.year == year.year - 1), None)
    earlier = achievement(unit_id, before.id) if before else None
    return replace(earlier, earlier_year=before.year) if earlier and before else None


def unit_of(person_id: int, today: date) -> LedUnit | None:
    """The unit whose achievement counts with what somebody rates: the one led, else worked in (IV.B.1.g, p.94)."""
    unit_id = people.person(person_id, today).unit_id
    return next(iter(people.led_units(today, Unit.id == unit_id)), None)


def units_to_set(actor: Actor, year_id: int, today: date, period: int = 0) -> list[UnitRow]:
    """The unit the actor leads, and those led by somebody the actor assesses.

    Officers, who may record it for every unit they keep, find those a page at a time: :func:`kept_units`.
    """
    mine = {person.id for person in people.assessed_by(actor.person_id, today)}
    heads = select(Posting.unit_id).where(Posting.person_id.in_(mine | {actor.person_id}), Posting.is_head.is_(True))
    units = people.led_units(today, Unit.id.in_(heads), Posting.person_id.in_(mine | {actor.person_id}))
    return _with_achievements(actor, units, mine, year_id, period)


def kept_units(
    actor: Actor, year_id: int, today: date, asked: str, page: int, *, period: int = 0
) -> tuple[list[UnitRow], bool]:
    """A page of the units an officer keeps whose name holds what is asked for, and whether there are more."""
    conditions = [Unit.name.icontains(asked.strip(), autoescape=True)]
    if Role.AGENCY_OFFICER not in actor.roles:
        conditions.append(or_(*(Unit.path.contains(f"/{number}/") for number in actor.officer_units)))
    units = people.led_units(today, *conditions, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    mine = {person.id for person in people.assessed_by(actor.person_id, today)}
    return _with_achievements(actor, units[:PER_PAGE], mine, year_id, period), len(units) > PER_PAGE


def _with_achievements(actor: Actor, units: list[LedUnit], mine: set[int], year_id: int, period: int) -> list[UnitRow]:
    recorded = _stored([unit.id for unit in units], year_id, period)
    return [UnitRow(unit, recorded.get(unit.id), _may_set(actor, unit, mine)) for unit in units]


def unit_to_set(actor: Actor, unit_id: int, year_id: int, today: date, period: int = 0) -> UnitRow:
    """One unit whose achievement the actor may record.

    Raises:
        NotFoundError: there is no such unit, or it is not this actor's to record.
    """
    mine = {person.id for person in people.assessed_by(actor.person_id, today)}
    for unit in people.led_units(today, Unit.id == unit_id):
        if _may_set(actor, unit, mine):
            return UnitRow(unit, achievement(unit.id, year_id, period), may_set=True)
    raise NotFoundError("Unit tidak ditemukan.")


def _may_set(actor: Actor, unit: LedUnit, assessed: set[int]) -> bool:
    above = frozenset({actor.person_id}) if unit.head_id in assessed else frozenset()
    return may_set_achievement(actor, head_id=unit.head_id, above=above, units=unit.lineage)
