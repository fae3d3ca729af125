"""Reads of the deadlines of one evaluation; those below a superior are in :mod:`app.review.overdue`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlalchemy import bindparam, func, select

from app.cycles import queries as cycles
from app.cycles.models import DayOff
from app.cycles.weeks import work_weeks
from app.db import db
from app.documents.models import Signature, SignedDocument
from app.domain.calendar import WorkWeek, after
from app.domain.clocks import ClockLine, Counting, Facts, Moved, lines, objection_until, running
from app.domain.errors import NotFoundError
from app.domain.finality import Finality, finality
from app.domain.objections import ObjectionState
from app.domain.rules import Clock, rules_on
from app.people import queries as people
from app.people.models import Unit
from app.review.models import ClockExtension, Evaluation, Objection

ENDED = frozenset({ObjectionState.UPHELD, ObjectionState.CHANGED, ObjectionState.WITHDRAWN})


@dataclass(frozen=True)
class Course:
    """How far one evaluation has come: its deadlines, receipt, refusal, and whether it can be objected to.

    ``is_estimate``: days off of a year that counts are not entered yet, so the dates may still move.
    """

    evaluation_id: int
    lines: tuple[ClockLine, ...]
    is_estimate: bool
    final: Finality | None
    received_at: datetime | None
    receipt_recorded: bool
    refusal: str
    refused_at: datetime | None

    @property
    def objection_until(self) -> date | None:
        """The last day of an objection; None when nothing was received, or the result is final."""
        return objection_until(self.lines)

    def running(self, today: date) -> tuple[ClockLine, ...]:
        """What is not done yet."""
        return running(self.lines, today)

    def line(self, clock: Clock) -> ClockLine | None:
        """One deadline, if it has begun."""
        return next((line for line in self.lines if line.clock is clock), None)


@dataclass(frozen=True)
class Calendar:
    """The days off that are known."""

    off: frozenset[date]

    def count(self, week: WorkWeek) -> Counting:
        """Counting in a work week."""
        return lambda start, days: after(start, days, week, self.off)

    def knows(self, found: Iterable[ClockLine]) -> bool:
        """Whether the days off of every year they reach into are entered."""
        return all(self.reaches(line.started_on, line.due_on) for line in found)

    def reaches(self, first: date, last: date) -> bool:
        """Whether the days off of every year between two days are entered."""
        return set(range(first.year, last.year + 1)) <= {day.year for day in self.off}


def course_of(evaluation_id: int, today: date) -> Course:
    """The deadlines of an evaluation; the caller has made sure that whoever asks may see it.

    Raises:
        NotFoundError: there is none.
    """
    row = db.session.get(Evaluation, evaluation_id)
    if row is None:
        raise NotFoundError("Evaluasi tidak ditemukan.")
    zone = people.the_agency().zone
    year = cycles.year(row.year_id)
    window = year.evaluation_window(row.period_number).span
    final = finality_of(row, today)
    objection = db.session.scalars(select(Objection).where(Objection.evaluation_id == row.id)).first()
    facts = Facts(
        window_closes=window.closes_on,
        way=row.way,
        signed=day_of(row.signed_at, zone),
        received=day_of(row.received_at, zone),
        returned=day_of(_returned_at(row, objection), zone),
        reported=day_of(row.reported_at, zone),
        filed=day_of(objection.filed_at, zone) if objection else None,
        ended=day_of(objection.decided_at, zone) if objection and objection.state in ENDED else None,
        is_changed=objection is not None and objection.state is ObjectionState.CHANGED,
        is_final=final is not None,
        moved=moved_in([row.id]).get(row.id, {}),
    )
    calendar = calendar_from(row.signed_at.date() if row.signed_at else window.closes_on)
    found = lines(facts, rules_on(year.ends_on).deadlines, calendar.count(_week(row.employee_id, today)))
    return Course(
        row.id,
        tuple(line for line in found if not line.is_ahead(today) or line.clock is not Clock.TAKE_OVER),
        not calendar.knows(found),
        final,
        row.received_at,
        row.receipt_recorded_by is not None,
        row.refusal,
        row.refused_at,
    )


def _returned_at(row: Evaluation, objection: Objection | None) -> datetime | None:
    """When the employee signed the document that counts, or would not; what was said of a replaced one is over."""
    signed = db.session.scalar(_RETURNED, {"evaluation_id": row.id})
    if signed or row.refused_at is None:
        return signed
    changed_at = objection.decided_at if objection and objection.state is ObjectionState.CHANGED else None
    return row.refused_at if changed_at is None or row.refused_at >= changed_at else None


_NEWEST = select(func.max(SignedDocument.id)).where(
    SignedDocument.kind == "evaluation", SignedDocument.subject_id == bindparam("evaluation_id")
)
_RETURNED = (
    select(Signature.signed_at)
    .where(Signature.document_id == _NEWEST.scalar_subquery(), Signature.role == "employee")
    .limit(1)
)


def finality_of(row: Evaluation, today: date) -> Finality | None:
    """Why this result is final, by who signed it and what both were when it was signed."""
    day = day_of(row.signed_at, people.the_agency().zone) or today
    both = people.people({row.employee_id, row.assessor_id}, day)
    employee, assessor = both[row.employee_id], both[row.assessor_id]
    return finality(
        row.way,
        assessor=assessor.position_kind,
        employee=employee.position_kind,
        heads_independent_unit=employee.heads_independent_unit,
    )


def day_of(moment: datetime | None, zone: tzinfo) -> date | None:
    """The day of a moment in an office."""
    return moment.astimezone(zone).date() if moment else None


def calendar_from(first: date) -> Calendar:
    """The days off from the year of a day on; one statement."""
    return Calendar(frozenset(db.session.scalars(select(DayOff.day).where(DayOff.day >= date(first.year, 1, 1)))))


def _week(employee_id: int, today: date) -> WorkWeek:
    unit_id = people.person(employee_id, today).unit_id
    found = work_weeks(Unit.id == unit_id)
    return found[0].week if found else WorkWeek.FIVE


def moved_in(evaluation_ids: list[int]) -> dict[int, dict[Clock, Moved]]:
    """The deadlines that were moved, by evaluation; one statement."""
    rows = db.session.scalars(
        select(ClockExtension).where(ClockExtension.evaluation_id.in_(evaluation_ids)).order_by(ClockExtension.id)
    )
    found: dict[int, dict[Clock, Moved]] = {}
    for row in rows:
        found.setdefault(row.evaluation_id, {})[row.clock] = Moved(row.due_on, row.reason)
    return found
