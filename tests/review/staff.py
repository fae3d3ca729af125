"""Drafts about a whole staff, written as rows where a test is about their number."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.cycles.models import PerformanceYear
from app.db import atomic
from app.domain.planning import PlanForm
from app.domain.rating import Rating
from app.people import queries as people
from app.planning.models import Plan
from app.review.models import Evaluation
from tests.conftest import person_id


def rate_everybody(app: Flask, assessor: str, results: Rating = Rating.AS_EXPECTED, most: int = 99) -> int:
    """Open drafts of the assessor about so many of the staff; how many."""
    head = person_id(app, assessor)
    with app.app_context(), atomic() as session:
        year = session.scalars(select(PerformanceYear).order_by(PerformanceYear.year)).first()
        assert year
        ids = [person.id for person in people.assessed_by(head, people.today())][:most]
        rated = set(session.scalars(select(Evaluation.employee_id).where(Evaluation.period_number == 0)))
        for number in set(ids) - rated:
            session.add(
                Evaluation(
                    plan_root_id=_root(session, number, year),
                    employee_id=number,
                    assessor_id=head,
                    year_id=year.id,
                    state_since=clock.now(),
                    results_rating=results,
                    behaviour_rating=Rating.ABOVE,
                    is_close=False,
                )
            )
        return len(ids)


def _root(session: Session, employee_id: int, year: PerformanceYear) -> int:
    """The plan of somebody, made if there is none."""
    found = session.scalar(select(Plan.root_id).where(Plan.employee_id == employee_id, Plan.edition == 1))
    if found:
        return found
    plan = Plan(
        employee_id=employee_id, year_id=year.id, form=PlanForm.A17, state_since=clock.now(),
        period_start=year.starts_on, period_end=year.ends_on,
    )  # fmt: skip
    session.add(plan)
    session.flush()
    plan.root_id = plan.id
    return plan.id
