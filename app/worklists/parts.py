"""Reads around the end of somebody's service."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, or_, select

from app.auth.models import Account
from app.db import db
from app.domain.actors import Actor
from app.domain.ending import LastPlan, closes
from app.domain.errors import NotFoundError
from app.domain.office import corrects_unit
from app.domain.people import Departure
from app.domain.planning import OVER, PlanState
from app.people import queries as people
from app.people.models import Person
from app.people.queries import PersonView
from app.planning.models import Plan
from app.review.models import Evaluation

MOST_NAMED = 10


@dataclass(frozen=True)
class Leaver:
    """Somebody whose service an officer may end, or who leaves already."""

    person: PersonView
    ended_on: date | None
    departure: Departure | None


@dataclass(frozen=True)
class Outlook:
    """What will happen when somebody leaves on a day."""

    closed: int
    kept: int
    without_assessor: tuple[str, ...]
    more: int


def leaver(actor: Actor, person_id: int, today: date) -> Leaver:
    """Somebody whose data the actor corrects.

    Raises:
        NotFoundError: there is nobody of that id for this actor.
    """
    standing = people.standing(person_id, today)
    if not standing.units or not corrects_unit(actor, standing.units):
        raise NotFoundError("Pegawai tidak ditemukan.")
    row = db.session.execute(select(Person.ended_on, Person.departure).where(Person.id == person_id)).one()
    return Leaver(people.person(person_id, today), row.ended_on, row.departure)


def outlook(person_id: int, departure: Departure, last_day: date) -> Outlook:
    """What becomes of plans and of the people assessed."""
    fates = [closes(plan, departure, last_day) for _, plan in last_plans(person_id)]
    assessed = [view.name for view in people.assessed_by(person_id, last_day)]
    more = max(0, len(assessed) - MOST_NAMED)
    return Outlook(fates.count(True), fates.count(False), tuple(assessed[:MOST_NAMED]), more)


def last_plans(person_id: int) -> list[tuple[int, LastPlan]]:
    """The plans of a person nobody has put aside, with their ids."""
    begun = exists().where(Evaluation.plan_root_id == Plan.root_id)
    rows = db.session.execute(
        select(Plan.id, Plan.state, Plan.period_start, begun).where(
            Plan.employee_id == person_id, Plan.state.not_in(OVER)
        )
    )
    return [(row[0], LastPlan(row[1], row[2], row[3])) for row in rows]


def due_endings(today: date) -> list[int]:
    """Whoever's last day is over and who still has an account or a plan nobody will finish."""
    account = exists().where(Account.person_id == Person.id, Account.disabled_at.is_(None))
    uncut = and_(Plan.state == PlanState.SET, Plan.period_end > Person.ended_on)
    plan = exists().where(
        Plan.employee_id == Person.id,
        or_(Plan.state.in_({PlanState.DRAFT, PlanState.RETURNED, PlanState.SUBMITTED}), uncut),
    )
    return list(db.session.scalars(select(Person.id).where(Person.ended_on < today, or_(account, plan))))
