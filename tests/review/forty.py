"""Forty people of one head, each with a plan in force and something reached on it."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.cycles.models import PerformanceYear
from app.db import atomic
from app.domain.people import AssignmentBasis, Employment, PositionKind
from app.domain.planning import PlanForm, PlanState, ResultKind
from app.domain.progress import Attainment
from app.people.models import AssessorAssignment, Person, Posting
from app.planning.models import Indicator, Plan, PlanSection, WorkResult
from app.progress.models import Realisation

FORTY = 40


def forty_people(head_id: int, count: int = FORTY) -> list[str]:
    """Add people to the head's unit, who has nobody else to rate any more; their names in the order of the list.

    Works inside ``app_context``.
    """
    with atomic() as session:
        year = session.scalars(select(PerformanceYear)).one()
        unit_id = session.scalars(select(Posting.unit_id).where(Posting.person_id == head_id)).one()
        session.execute(delete(AssessorAssignment).where(AssessorAssignment.assessor_id == head_id))
        names = [f"Pegawai Contoh {number:02}" for number in range(1, count + 1)]
        for name in names:
            _person(session, name, head_id, unit_id, year)
        return names


def _person(session: Session, name: str, head_id: int, unit_id: int, year: PerformanceYear) -> None:
    person = Person(name=name, employment=Employment.PNS)
    session.add(person)
    session.flush()
    kind = PositionKind.FUNCTIONAL_SKILLED
    posting = {"unit_id": unit_id, "position": "Perawat Terampil", "position_kind": kind}
    session.add(Posting(person_id=person.id, valid_from=year.starts_on, **posting))
    basis = AssignmentBasis.DELEGATED
    session.add(AssessorAssignment(employee_id=person.id, assessor_id=head_id, basis=basis, valid_from=year.starts_on))
    results = [_result(number) for number in range(1, 9)]
    plan = Plan(
        employee_id=person.id,
        assessor_id=head_id,
        year_id=year.id,
        form=PlanForm.A17,
        period_start=year.starts_on,
        period_end=year.ends_on,
        state=PlanState.SET,
        state_since=clock.now(),
        sections=[PlanSection(name=section) for section in ("behaviour", "annex")],
        results=results,
    )
    session.add(plan)
    session.flush()
    plan.root_id = plan.id
    for result in results:
        session.add(
            Realisation(
                plan_root_id=plan.id,
                indicator_key=result.indicators[0].key,
                text="96 dari 100 pasien dilayani dalam waktu yang dijanjikan.",
                attainment=Attainment.MET,
                changed_at=clock.now(),
            )
        )


def _result(number: int) -> WorkResult:
    indicator = Indicator(
        key=f"i{number}", position=1, aspects="quantity", text="Pasien yang dilayani tepat waktu", target="95 %"
    )
    words = f"Pasien poli umum mendapat pelayanan ke-{number} tepat waktu"
    return WorkResult(key=f"r{number}", position=number, kind=ResultKind.MAIN, text=words, indicators=[indicator])
