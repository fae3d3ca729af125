"""Reads of calibration meetings: who called them, who was invited, who laid open the own proposals."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, or_, select

from app.db import db
from app.domain.actors import Actor
from app.domain.calibration import (
    CalibrationState,
    Meeting,
    may_call,
    may_lay_open,
    may_lead_meeting,
    may_read_changes,
    may_read_meeting,
    may_see_proposals,
)
from app.domain.errors import NotFoundError
from app.domain.organisation import lineage_of
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, LedUnit, PersonView, on_day
from app.review.models import Calibration, CalibrationMember

NOT_FOUND = "Pertemuan tidak ditemukan."


@dataclass(frozen=True)
class MemberView:
    """An invited assessor."""

    id: int
    name: str
    laid_open_at: datetime | None


@dataclass(frozen=True)
class CalibrationView:
    """A meeting as one of its people may see it."""

    id: int
    unit_id: int
    unit: str
    path: str
    year_id: int
    period: int
    title: str
    held_on: date
    minutes: str
    version: int
    caller: str
    called_at: datetime
    meeting: Meeting
    members: tuple[MemberView, ...]
    may_lead: bool
    may_lay_open: bool
    may_see_proposals: bool
    may_read_changes: bool
    has_laid_open: bool


def visible_meeting(actor: Actor, calibration_id: int) -> CalibrationView:
    """A meeting, if the actor called it or was invited; two statements.

    Raises:
        NotFoundError: there is no such meeting for this actor.
    """
    row = db.session.execute(_MEETING, {"id": calibration_id}).first()
    invited = db.session.execute(_INVITED, {"id": calibration_id}).all() if row else []
    members = tuple(MemberView(*one) for one in invited)
    if row is None or not may_read_meeting(actor, meeting := _meeting(row, members)):
        raise NotFoundError(NOT_FOUND)
    return CalibrationView(
        id=row.id,
        unit_id=row.unit_id,
        unit=row.unit,
        path=row.path,
        year_id=row.year_id,
        period=row.period_number,
        title=row.title,
        held_on=row.held_on,
        minutes=row.minutes,
        version=row.version,
        caller=row.caller,
        called_at=row.called_at,
        meeting=meeting,
        members=members,
        may_lead=may_lead_meeting(actor, meeting),
        may_lay_open=may_lay_open(actor, meeting),
        may_see_proposals=may_see_proposals(actor, meeting),
        may_read_changes=may_read_changes(actor, meeting),
        has_laid_open=actor.person_id in meeting.laid_open,
    )


def _meeting(row: Any, members: tuple[MemberView, ...]) -> Meeting:
    return Meeting(
        caller_id=row.called_by,
        members=frozenset(member.id for member in members),
        laid_open=frozenset(member.id for member in members if member.laid_open_at),
        state=row.state,
    )


_MEETING = (
    select(
        Calibration.id,
        Calibration.unit_id,
        Unit.name.label("unit"),
        Unit.path,
        Calibration.year_id,
        Calibration.period_number,
        Calibration.title,
        Calibration.held_on,
        Calibration.minutes,
        Calibration.version,
        Calibration.state,
        Calibration.called_by,
        Calibration.called_at,
        Person.name.label("caller"),
    )
    .join(Unit, Unit.id == Calibration.unit_id)
    .join(Person, Person.id == Calibration.called_by)
    .where(Calibration.id == bindparam("id"))
)
_INVITED = (
    select(CalibrationMember.assessor_id, Person.name, CalibrationMember.laid_open_at)
    .join(Person, Person.id == CalibrationMember.assessor_id)
    .where(CalibrationMember.calibration_id == bindparam("id"))
    .order_by(Person.name, Person.id)
)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a list."""

    id: int
    title: str
    unit: str
    held_on: date
    state: CalibrationState


def meetings(actor: Actor, page: int) -> tuple[list[MeetingRow], bool]:
    """A page of the meetings the actor called or was invited to, the last first, and whether there are more."""
    values = {"me": actor.person_id, "limit": PER_PAGE + 1, "offset": (page - 1) * PER_PAGE}
    rows = [MeetingRow(*row) for row in db.session.execute(_MEETINGS, values)]
    return rows[:PER_PAGE], len(rows) > PER_PAGE


_MEETINGS = (
    select(Calibration.id, Calibration.title, Unit.name, Calibration.held_on, Calibration.state)
    .join(Unit, Unit.id == Calibration.unit_id)
    .where(
        or_(
            Calibration.called_by == bindparam("me"),
            exists(CalibrationMember.assessor_id).where(
                CalibrationMember.calibration_id == Calibration.id, CalibrationMember.assessor_id == bindparam("me")
            ),
        )
    )
    .order_by(Calibration.held_on.desc(), Calibration.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)


def led_by(person_id: int, today: date) -> frozenset[int]:
    """The units somebody leads."""
    mine = select(Posting.unit_id).where(
        Posting.person_id == person_id, Posting.is_head.is_(True), on_day(Posting, today)
    )
    return frozenset(db.session.scalars(mine))


def callable_units(actor: Actor, today: date) -> list[LedUnit]:
    """The units the actor leads, for which a meeting can be called at once."""
    led = led_by(actor.person_id, today)
    return people.led_units(today, Unit.id.in_(led)) if led else []


def unit_to_call(actor: Actor, unit_id: int, today: date) -> LedUnit:
    """A unit for which the actor may call a meeting.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    unit = next(iter(people.led_units(today, Unit.id == unit_id)), None)
    if unit is None or not may_call(actor, lineage_of(unit.path), led_by(actor.person_id, today)):
        raise NotFoundError("Unit tidak ditemukan.")
    return unit


def assessors_of(path: str, today: date) -> Select[Any]:
    """Ids of whoever assesses somebody of a unit or below today; a statement to be put into others."""
    return (
        select(AssessorAssignment.assessor_id)
        .join(Posting, and_(Posting.person_id == AssessorAssignment.employee_id, on_day(Posting, today)))
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Unit.path.startswith(path), on_day(AssessorAssignment, today))
    )


def invitable(view: CalibrationView, today: date, page: int) -> tuple[list[PersonView], bool]:
    """A page of assessors of the unit who were not invited yet, by name, and whether there are more."""
    invited = select(CalibrationMember.assessor_id).where(CalibrationMember.calibration_id == view.id)
    ids = list(
        db.session.scalars(
            select(Person.id)
            .where(Person.id.in_(assessors_of(view.path, today)), Person.id.not_in(invited))
            .order_by(Person.name, Person.id)
            .limit(PER_PAGE + 1)
            .offset((page - 1) * PER_PAGE)
        )
    )
    found = people.people(set(ids[:PER_PAGE]), today)
    return [found[number] for number in ids[:PER_PAGE] if number in found], len(ids) > PER_PAGE
