"""Commands of calibration meetings: calling, inviting, laying open, changing the own ratings, minutes, closing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cycles import queries as cycles
from app.db import Claim, Saved, add_once, atomic, command
from app.domain.actors import Actor
from app.domain.calibration import CalibrationState, problems_of_call, problems_of_change, problems_of_close
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.rating import Rating
from app.domain.review import EvaluationVerb
from app.people import queries as people
from app.people.models import Person
from app.review import calibrations, proposals
from app.review.calibrations import CalibrationView
from app.review.models import Calibration, CalibrationChange, CalibrationMember
from app.review.service import locked, refuse_carried

OVER = "Pertemuan ini sudah selesai, jadi hanya dapat dibaca."
NOT_THE_CALLER = "Ini dilakukan oleh pemanggil pertemuan."


@dataclass(frozen=True)
class Call:
    """What a meeting is called for."""

    year_id: int
    period: int
    title: str
    held_on: date | None


@command
def call(actor: Actor, unit_id: int, wanted: Call) -> int:
    """Call a meeting for a unit; a caller who assesses somebody there is invited with it.

    Raises:
        InvalidError: no title or day.
        NotFoundError: not this actor's unit, or the year has no such period.
    """
    problems = problems_of_call(wanted.title, wanted.held_on)
    if problems or wanted.held_on is None:
        raise InvalidError(*problems)
    with atomic() as session:
        today = people.today()
        unit = calibrations.unit_to_call(actor, unit_id, today)
        cycles.year(wanted.year_id).evaluation_window(wanted.period)
        row = Calibration(
            unit_id=unit.id,
            year_id=wanted.year_id,
            period_number=wanted.period,
            title=wanted.title.strip(),
            held_on=wanted.held_on,
            called_by=actor.person_id,
            called_at=clock.now(),
        )
        if _assesses(session, actor.person_id, unit.path, today):
            row.members.append(CalibrationMember(assessor_id=actor.person_id))
        session.add(row)
        session.flush()
        record(session, actor, "calibration.call", ("calibration", row.id), unit_id=unit.id, period=wanted.period)
        return row.id


def _assesses(session: Session, person_id: int, path: str, today: date) -> bool:
    found = select(Person.id).where(Person.id == person_id, Person.id.in_(calibrations.assessors_of(path, today)))
    return session.scalar(found) is not None


@command
def invite(actor: Actor, calibration_id: int, assessor_ids: set[int]) -> None:
    """Invite assessors of the unit; whoever assesses nobody there is left out.

    Raises:
        DeniedError: not the caller, or the meeting is over.
        NotFoundError: no such meeting for this actor.
    """
    with atomic() as session:
        view = _led(session, actor, calibration_id)
        candidates = assessor_ids - view.meeting.members
        found = select(Person.id).where(
            Person.id.in_(candidates), Person.id.in_(calibrations.assessors_of(view.path, people.today()))
        )
        for number in sorted(session.scalars(found)) if candidates else ():
            add_once(session, CalibrationMember(calibration_id=view.id, assessor_id=number))
            _note(session, actor, view, "calibration.invite", assessor=number)


@command
def lay_open(actor: Actor, calibration_id: int, *, shown: bool) -> None:
    """Show the own proposals to the invited assessors, or take them back; what was read stays read.

    Raises:
        DeniedError: not invited, or the meeting is over.
        NotFoundError: no such meeting for this actor.
    """
    with atomic() as session:
        view = _locked(session, actor, calibration_id)
        if not view.may_lay_open:
            raise DeniedError("Hanya penilai yang diundang dapat membuka usulannya." if view.meeting.is_open else OVER)
        member = session.get(CalibrationMember, (view.id, actor.person_id), with_for_update=True)
        if member is None or (member.laid_open_at is not None) == shown:
            return
        member.laid_open_at = clock.now() if shown else None
        _note(session, actor, view, "calibration.lay_open" if shown else "calibration.take_back")


@dataclass(frozen=True)
class Change:
    """Two ratings as they shall be, and why."""

    results: Rating
    behaviour: Rating
    reason: str


@command
def change(actor: Actor, calibration_id: int, evaluation_id: int, seen: int, wanted: Change) -> None:
    """Change the ratings of an own employee who is not signed yet; the open rating form is told.

    Raises:
        DeniedError: not the own employee, or the result of the former unit is used.
        InvalidError: the ratings are the same, or no reason.
        NotFoundError: it was not laid open in this meeting by this actor, or is signed.
        StaleError: ``seen`` is not the version of the draft any more.
    """
    with atomic() as session:
        view = _locked(session, actor, calibration_id)
        proposal = proposals.proposal(actor, view, evaluation_id, people.today())
        if not proposal.may_change:
            raise DeniedError("Rating hanya diubah oleh penilainya sendiri.")
        evaluation, _ = locked(session, actor, evaluation_id, EvaluationVerb.RATE)
        refuse_carried(evaluation)
        before = (evaluation.results_rating, evaluation.behaviour_rating)
        problems = problems_of_change(differs=before != (wanted.results, wanted.behaviour), reason=wanted.reason)
        if problems:
            raise InvalidError(*problems)
        evaluation.claim(seen)
        evaluation.results_rating, evaluation.behaviour_rating = wanted.results, wanted.behaviour
        changed = CalibrationChange(
            calibration_id=view.id,
            evaluation_id=evaluation_id,
            results_before=before[0],
            behaviour_before=before[1],
            results_after=wanted.results,
            behaviour_after=wanted.behaviour,
            reason=wanted.reason.strip(),
            changed_by=actor.person_id,
            changed_at=clock.now(),
        )
        session.add(changed)
        _note(session, actor, view, "calibration.change", evaluation=evaluation_id)


@command
def write_minutes(actor: Actor, calibration_id: int, claim: Claim, text: str) -> Saved:
    """Save the minutes as they are typed.

    Raises:
        DeniedError: not the caller, or the meeting is over.
        StaleError: they were saved elsewhere first.
    """
    with atomic() as session:
        view = _led(session, actor, calibration_id)
        row = session.get_one(Calibration, calibration_id)
        if row.claim(*claim):
            row.minutes = text
            _note(session, actor, view, "calibration.minutes")
        return Saved(row.version, clock.now())


@command
def close(actor: Actor, calibration_id: int) -> None:
    """Close the meeting; from now on it is only read, and proposals are nobody's but their assessors'.

    Raises:
        DeniedError: not the caller, or the meeting is over.
        InvalidError: there are no minutes.
    """
    with atomic() as session:
        view = _led(session, actor, calibration_id)
        problems = problems_of_close(view.minutes)
        if problems:
            raise InvalidError(*problems)
        row = session.get_one(Calibration, calibration_id)
        row.state = CalibrationState.CLOSED
        row.outdate()
        changed = proposals.count_of_changes(calibration_id)
        _note(session, actor, view, "calibration.close", members=len(view.members), changes=changed)


def _locked(session: Session, actor: Actor, calibration_id: int) -> CalibrationView:
    if session.get(Calibration, calibration_id, with_for_update=True) is None:
        raise NotFoundError(calibrations.NOT_FOUND)
    return calibrations.visible_meeting(actor, calibration_id)


def _led(session: Session, actor: Actor, calibration_id: int) -> CalibrationView:
    view = _locked(session, actor, calibration_id)
    if not view.may_lead:
        raise DeniedError(NOT_THE_CALLER if view.meeting.is_open else OVER)
    return view


def _note(session: Session, actor: Actor, view: CalibrationView, action: str, **detail: int) -> None:
    record(session, actor, action, ("calibration", view.id), unit_id=view.unit_id, **detail)
