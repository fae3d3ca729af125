"""How many people of each unit have come how far with their plan: counted in the background, read a page at a time."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.cycles.models import PerformanceYear
from app.db import db
from app.domain.actors import Actor
from app.domain.office import watches_agency
from app.domain.worklists import WorkState, work_state
from app.people.models import AssessorAssignment, Posting, Tally, Unit
from app.people.queries import PER_PAGE
from app.people.tally import PEOPLE, Counting, of_units
from app.planning.models import Plan
from app.worklists.queries import WatchedUnit, of_people, on_day_of_unit

BLOCKED = "blocked"
YEARS = 3
"""The next year, this one and the one before: nobody has anything to do for earlier ones."""


def name_of(year_id: int, what: str) -> str:
    """The name of a count: a state of plans of a year, or who has no assessor."""
    return f"plan/{year_id}/{what}"


def _count_plans(session: Session, day: date) -> Mapping[str, Mapping[int, int]]:
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    years = session.scalars(select(PerformanceYear.id).order_by(PerformanceYear.year.desc()).limit(YEARS)).all()
    for year_id in years:
        for what in (*WorkState, BLOCKED):
            counts[name_of(year_id, what)] = Counter()
        for unit_id, state, number, assessed in session.execute(_COUNTS, {"year_id": year_id, "day": day}):
            counts[name_of(year_id, work_state(state))][unit_id] += number
            counts[name_of(year_id, BLOCKED)][unit_id] += number - assessed
    return counts


_COUNTS = of_people(select(Posting.unit_id, Plan.state, func.count(), func.count(AssessorAssignment.id))).group_by(
    Posting.unit_id, Plan.state
)
OF_PLANS = Counting("plans", ("plan.%", "people.%", "person.%", "intake.%", "setup", "sample.%"), _count_plans)


@dataclass(frozen=True)
class UnitCounts:
    """A unit with all below it: people by state, and how many have no assessor."""

    unit: WatchedUnit
    states: Mapping[WorkState, int]
    blocked: int

    @property
    def total(self) -> int:
        """Everybody."""
        return sum(self.states.values())


@dataclass(frozen=True)
class CountsPage:
    """A page of units with their counts."""

    rows: list[UnitCounts]
    page: int
    has_more: bool


def counts(actor: Actor, year_id: int, day: date, asked: str, page: int) -> CountsPage:
    """The units the actor watches whose name holds what is asked for, each with all below it; two statements."""
    units = _watched(actor, day, asked, page)
    names = {state: name_of(year_id, state) for state in WorkState}
    found = of_units([unit.id for unit in units], [*names.values(), name_of(year_id, BLOCKED)])
    rows = [
        UnitCounts(
            unit=unit,
            states={state: found.get((unit.id, name), 0) for state, name in names.items()},
            blocked=found.get((unit.id, name_of(year_id, BLOCKED)), 0),
        )
        for unit in units[:PER_PAGE]
    ]
    return CountsPage(rows, page, len(units) > PER_PAGE)


def _watched(actor: Actor, day: date, asked: str, page: int) -> list[WatchedUnit]:
    statement = (
        select(Unit.id, Unit.name, Unit.path)
        .join(Tally, and_(Tally.unit_id == Unit.id, Tally.name == PEOPLE))
        .where(on_day_of_unit(day), Unit.name.icontains(asked.strip(), autoescape=True))
        .order_by(Unit.path)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    if not watches_agency(actor):
        statement = statement.where(or_(*(Unit.path.contains(f"/{number}/") for number in actor.officer_units)))
    return [WatchedUnit(*row) for row in db.session.execute(statement)]
