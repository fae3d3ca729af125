"""What the database can tell about the first steps of somebody; a few statements for each role."""

from collections.abc import Iterator
from datetime import date

from app.agreements import queries as agreements
from app.cycles import queries as cycles
from app.domain.actors import Actor, Role
from app.domain.office import STAFF
from app.domain.people import PositionKind
from app.domain.planning import PlanState
from app.domain.review import EvaluationState
from app.domain.years import Step, begun, usual
from app.help import parts
from app.help.parts import Mine, Office, Steps, Team
from app.library import queries as library
from app.people import queries as people
from app.people import registry, special, tally
from app.planning import queries as planning
from app.progress import queries as progress
from app.review import listed

ADMINISTRATOR_ALONE = 1
"""Whoever ran ``flask setup`` is the first person of an agency, and counts as nobody imported."""


def first_steps(actor: Actor, today: date) -> tuple[Steps, ...]:
    """The steps of every role the actor has, the own plan first."""
    return tuple(_of_plans(actor, today)) + tuple(_of_office(actor, today))


def _of_plans(actor: Actor, today: date) -> Iterator[Steps]:
    me, employees = people.person(actor.person_id, today), people.assessed_by(actor.person_id, today)
    year = usual(Step.PLANNING, begun(cycles.years(), today), today)
    ids, years = {me.id, *(person.id for person in employees)}, {year.id} if year else set()
    plans = planning.current_plans(ids, years).get(year.id, {}) if year else {}
    rated = listed.evaluations_of(ids, years).get(year.id, {}) if year else {}
    exempt = {one for one, rows in special.on(ids, today).items() if any(row.kind.exempts for row in rows)}
    owes = me.position_kind is not PositionKind.POLITICAL and Role.ADMINISTRATOR not in actor.roles
    if owes and me.id not in exempt:
        plan, evaluation = plans.get(me.id), rated.get(me.id)
        is_set = plan is not None and plan.state is PlanState.SET
        yield parts.employee(
            Mine(
                has_assessor=people.assessor_of(me.id, today) is not None,
                plan=plan.state if plan else None,
                has_realisation=bool(plan and is_set and progress.filled({plan.id})[plan.id].written),
                evaluation=evaluation.state if evaluation else None,
            )
        )
    if employees := [person for person in employees if person.id not in exempt]:
        states = [plans[person.id].state for person in employees if person.id in plans]
        ended = [person for person in employees if person.id in rated and _is_signed(rated[person.id].state)]
        submitted, settled = states.count(PlanState.SUBMITTED), states.count(PlanState.SET)
        yield parts.assessor(Team(len(employees), submitted, settled, len(ended)))
    if me.is_head:
        yield parts.head(has_agreement=bool(year and agreements.of_unit(me.unit_id, year.id)))


def _is_signed(state: EvaluationState) -> bool:
    return state is not EvaluationState.OPEN


def _of_office(actor: Actor, today: date) -> Iterator[Steps]:
    if actor.roles & STAFF:
        office = _office(actor, today)
        if Role.AGENCY_OFFICER in actor.roles:
            yield parts.agency_officer(office)
        elif Role.UNIT_OFFICER in actor.roles:
            yield parts.unit_officer(office)
        if Role.ADMINISTRATOR in actor.roles:
            yield parts.administrator(office)
    if Role.AUDITOR in actor.roles:
        yield parts.auditor()


def _office(actor: Actor, today: date) -> Office:
    tops = registry.top_units(actor)
    counts = tally.of_units(tops, (tally.PEOPLE, tally.WITHOUT))
    return Office(
        people=max(0, sum(counts.get((top, tally.PEOPLE), 0) for top in tops) - ADMINISTRATOR_ALONE),
        without_assessor=sum(counts.get((top, tally.WITHOUT), 0) for top in tops),
        has_year=bool(begun(cycles.years(), today)),
        examples=library.count(),
    )
