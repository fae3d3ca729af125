"""Commands around the end of somebody's service: record it, let it take effect, take it back before it does."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth.closing import close_departed
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.ending import closes, problems_of_ending
from app.domain.errors import DeniedError, InvalidError
from app.domain.people import Departure
from app.domain.periods import in_words
from app.domain.planning import PLAN_STEPS, PlanState, PlanVerb
from app.domain.transitions import next_state
from app.people import queries as people
from app.people.models import Aide, AssessorAssignment, Person, Posting
from app.planning.models import Plan
from app.worklists.parts import due_endings, last_plans, leaver

OWN = "Masa kerja Anda sendiri diakhiri oleh petugas lain."
ALREADY = "Masa kerja pegawai ini sudah diakhiri. Buka lagi halamannya untuk melihatnya."
NOT_ENDED = "Masa kerja pegawai ini tidak sedang diakhiri. Buka lagi halamannya untuk melihatnya."
TOO_LATE = "Masa kerja ini sudah berakhir: akun dan rencananya sudah ditutup, jadi tidak dapat dibatalkan dari sini."
Span = Posting | AssessorAssignment | Aide


@dataclass(frozen=True)
class Ending:
    """Why and when somebody leaves."""

    departure: Departure
    last_day: date
    note: str


@command
def end_service(actor: Actor, person_id: int, ending: Ending) -> None:
    """Record the end of a service; what follows from it takes effect after the last day.

    Raises:
        NotFoundError: there is nobody of that id whose data this actor corrects.
        InvalidError: the service cannot end on that day.
    """
    today = people.today()
    with atomic() as session:
        person = _locked(session, actor, person_id, today)
        if person.ended_on is not None:
            raise DeniedError(ALREADY)
        view = people.person(person_id, today)
        problems = problems_of_ending(ending.last_day, view.since, today)
        if problems:
            raise InvalidError(*problems)
        person.ended_on, person.departure = ending.last_day, ending.departure
        person.version += 1
        _end(session, person_id, ending.last_day, ending.note)
        detail = {"departure": ending.departure.value, "last_day": ending.last_day.isoformat()}
        record(session, actor, "person.end_service", ("person", person_id), unit_id=view.unit_id, **detail)
        if ending.last_day < today:
            _close_plans(session, actor, person)
    if ending.last_day < today:
        close_departed(person_id)


def _locked(session: Session, actor: Actor, person_id: int, today: date) -> Person:
    person = session.get(Person, person_id, with_for_update=True)
    leaver(actor, person_id, today)
    if person is None or person_id == actor.person_id:
        raise DeniedError(OWN)
    return person


def _spans(session: Session, person_id: int) -> list[Span]:
    """Everything of the person that runs from a day to a day: posts, assignments on both sides, aides."""
    assigned = or_(AssessorAssignment.employee_id == person_id, AssessorAssignment.assessor_id == person_id)
    aided = or_(Aide.official_id == person_id, Aide.aide_id == person_id)
    return [
        *session.scalars(select(Posting).where(Posting.person_id == person_id).with_for_update()),
        *session.scalars(select(AssessorAssignment).where(assigned).with_for_update()),
        *session.scalars(select(Aide).where(aided).with_for_update()),
    ]


def _end(session: Session, person_id: int, last_day: date, note: str) -> None:
    """End what runs on after the last day, and take out what would only begin then.

    Whoever the person assessed has no assessor from then on.
    """
    for row in _spans(session, person_id):
        if row.valid_from > last_day:
            session.delete(row)
        elif row.valid_to is None or row.valid_to > last_day:
            row.valid_to = last_day
            if isinstance(row, Posting):
                row.reason = note.strip()[:300] or row.reason


def _day_before_next(session: Session, row: Span, last_day: date) -> date | None:
    """Until when a post or an assignment runs that ended on a day: what was said to follow it meanwhile stays."""
    if isinstance(row, Posting):
        following = select(func.min(Posting.valid_from)).where(
            Posting.person_id == row.person_id, Posting.valid_from > last_day
        )
    elif isinstance(row, AssessorAssignment):
        following = select(func.min(AssessorAssignment.valid_from)).where(
            AssessorAssignment.employee_id == row.employee_id, AssessorAssignment.valid_from > last_day
        )
    else:
        return None
    begins = session.scalar(following)
    return begins - timedelta(days=1) if begins else None


def _close_plans(session: Session, actor: Actor | None, person: Person) -> None:
    """Close what nobody will finish; a plan that stays in force is one of the days served."""
    last_day, departure = person.ended_on, person.departure
    if last_day is None or departure is None:
        return
    why = f"{departure.label}, hari terakhir {in_words(last_day)}."
    standing = people.standing(person.id, last_day)
    for plan_id, plan in last_plans(person.id):
        row = session.get_one(Plan, plan_id, with_for_update=True)
        if closes(plan, departure, last_day):
            row.state = next_state(PLAN_STEPS, row.state, PlanVerb.CLOSE)
            row.state_since, row.closed_because = clock.now(), why
            row.version += 1
            record(session, actor, "plan.close", ("plan", plan_id), unit_id=standing.unit_id, reason=departure.value)
        elif row.state is PlanState.SET and row.period_start < last_day < row.period_end:
            row.period_end = last_day
            record(session, actor, "plan.cut", ("plan", plan_id), unit_id=standing.unit_id, to=last_day.isoformat())


def take_effect() -> int:
    """Close plans and accounts of everybody whose last day is over; how many. Run again, it does nothing more."""
    due = due_endings(people.today())
    for person_id in due:
        _take_effect(person_id)
        close_departed(person_id)
    return len(due)


@command
def _take_effect(person_id: int) -> None:
    with atomic() as session:
        _close_plans(session, None, session.get_one(Person, person_id, with_for_update=True))


@command
def cancel_ending(actor: Actor, person_id: int) -> None:
    """Take back the end of a service that has not taken effect.

    Raises:
        DeniedError: the last day is over.
    """
    today = people.today()
    with atomic() as session:
        person = _locked(session, actor, person_id, today)
        last_day = person.ended_on
        if last_day is None:
            raise DeniedError(NOT_ENDED)
        if last_day < today:
            raise DeniedError(TOO_LATE)
        for row in _spans(session, person_id):
            if row.valid_to == last_day:
                row.valid_to = _day_before_next(session, row, last_day)
        person.ended_on, person.departure = None, None
        person.version += 1
        unit_id = people.standing(person_id, today).unit_id
        record(session, actor, "person.cancel_ending", ("person", person_id), unit_id=unit_id)
