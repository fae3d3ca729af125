"""Reads of reporting: how complete a unit is, and its report on the way up; names and stages, never ratings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.handing_up import (
    ReportState,
    ReportVerb,
    Seat,
    Stage,
    may_read_completeness,
    report_verbs,
    stage_of,
)
from app.domain.organisation import lineage_of
from app.domain.review import EvaluationState
from app.people import registry
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day
from app.people.tally import of_units
from app.reporting import tally
from app.reporting.models import UnitReport
from app.review.models import Evaluation

_DAY = bindparam("day", type_=Date)
_Sender, _Answerer, _Assessor = aliased(Person), aliased(Person), aliased(Person)
_First = aliased(AssessorAssignment)


@dataclass(frozen=True)
class ReportView:
    """A unit's report of a period; ``None`` as state: not sent yet."""

    state: ReportState | None = None
    version: int = 0
    note: str = ""
    sent_by_id: int | None = None
    sent_by: str = ""
    sent_at: datetime | None = None
    answer: str = ""
    answered_by: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Completeness:
    """People of a unit and all below it who must be evaluated, by how far they have come."""

    stages: Mapping[Stage, int]

    @property
    def total(self) -> int:
        """Everybody."""
        return sum(self.stages.values())

    @property
    def unfinished(self) -> int:
        """Those whose evaluation was not reported by the assessor."""
        return self.total - self.stages[Stage.REPORTED]


@dataclass(frozen=True)
class UnitLine:
    """A unit in the list of a level."""

    id: int
    name: str
    completeness: Completeness
    state: ReportState | None


@dataclass(frozen=True)
class UnitPage:
    """A unit's completeness, its report, and what the actor may do."""

    id: int
    name: str
    parent_id: int | None
    seat: Seat
    completeness: Completeness
    report: ReportView
    verbs: frozenset[ReportVerb]
    may_read_above: bool


def seat_of(actor: Actor, lineage: tuple[int, ...], day: date) -> Seat:
    """The unit towards the actor; one statement."""
    led = db.session.scalars(
        select(Posting.unit_id).where(
            Posting.person_id == actor.person_id, Posting.is_head.is_(True), on_day(Posting, day)
        )
    )
    return Seat(lineage, frozenset(led))


def tops(actor: Actor, day: date) -> list[int]:
    """The units at which the actor's reporting begins: those led, those kept as officer, or the whole agency."""
    led = seat_of(actor, (0,), day).led
    wide = may_read_completeness(actor, Seat((0,), frozenset()))
    root = db.session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))
    found = ({root} if wide and root else set()) | set(registry.top_units(actor) if actor.officer_units else ()) | led
    return sorted(found)


_REPORT: Any = (
    select(
        UnitReport.state,
        UnitReport.version,
        UnitReport.note,
        UnitReport.sent_by,
        _Sender.name,
        UnitReport.sent_at,
        UnitReport.answer,
        _Answerer.name,
        UnitReport.answered_at,
    )
    .join(_Sender, _Sender.id == UnitReport.sent_by)
    .outerjoin(_Answerer, _Answerer.id == UnitReport.answered_by)
)


def unit_page(actor: Actor, unit_id: int, year_id: int, period: int, day: date) -> UnitPage:
    """A unit the actor may look at; four statements.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    row = db.session.execute(select(Unit.name, Unit.path, Unit.parent_id).where(Unit.id == unit_id)).one_or_none()
    seat = seat_of(actor, lineage_of(row.path), day) if row else None
    if row is None or seat is None or not may_read_completeness(actor, seat):
        raise NotFoundError("Unit tidak ditemukan.")
    found: Any = db.session.execute(
        _REPORT.where(UnitReport.unit_id == unit_id, UnitReport.year_id == year_id, UnitReport.period_number == period)
    ).one_or_none()
    report = ReportView(*found) if found else ReportView()
    above = Seat(seat.lineage[:-1], seat.led)
    return UnitPage(
        id=unit_id,
        name=row.name,
        parent_id=row.parent_id,
        seat=seat,
        completeness=_completeness([unit_id], year_id, period)[unit_id],
        report=report,
        verbs=report_verbs(actor, seat, report.state, sent_by=report.sent_by_id),
        may_read_above=bool(above.lineage) and may_read_completeness(actor, above),
    )


def _completeness(unit_ids: list[int], year_id: int, period: int) -> dict[int, Completeness]:
    names = {stage: tally.name_of(year_id, period, stage) for stage in Stage}
    found = of_units(unit_ids, names.values())
    return {
        unit_id: Completeness({stage: found.get((unit_id, name), 0) for stage, name in names.items()})
        for unit_id in unit_ids
    }


def counted_now(unit: UnitPage, year: YearView, period: int, today: date) -> Completeness:
    """The people of a unit and below by stage, counted at this moment; for what goes on record. One statement."""
    values = {"year_id": year.id, "period": period, "day": tally.day_of(year, period, today)}
    found = dict.fromkeys(Stage, 0)
    each = tally.ROWS.where(_within(unit)).subquery()
    statement: Any = select(each.c.state, each.c.reported, each.c.planned, func.count())
    for state, reported, planned, number in db.session.execute(
        statement.group_by(each.c.state, each.c.reported, each.c.planned), values
    ):
        found[stage_of(state, reported=bool(reported), has_plan=bool(planned))] += number
    return Completeness(found)


def _within(unit: UnitPage) -> ColumnElement[bool]:
    return Unit.path.startswith("/" + "/".join(str(number) for number in unit.seat.lineage) + "/")


def lines(unit_ids: list[int], year_id: int, period: int) -> list[UnitLine]:
    """Units by id with completeness and the state of their report, by name; two statements."""
    rows = db.session.execute(
        select(Unit.id, Unit.name, UnitReport.state)
        .outerjoin(
            UnitReport,
            and_(UnitReport.unit_id == Unit.id, UnitReport.year_id == year_id, UnitReport.period_number == period),
        )
        .where(Unit.id.in_(unit_ids))
        .order_by(Unit.name, Unit.id)
    ).all()
    counts = _completeness([row[0] for row in rows], year_id, period)
    return [UnitLine(row[0], row[1], counts[row[0]], row[2]) for row in rows]


def below(unit_id: int, year_id: int, period: int, day: date, page: int) -> tuple[list[UnitLine], bool]:
    """A page of the units directly below one, and whether there are more; three statements."""
    ids = db.session.scalars(
        select(Unit.id)
        .where(Unit.parent_id == unit_id, or_(Unit.valid_to.is_(None), Unit.valid_to >= day))
        .order_by(Unit.name, Unit.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return (lines(list(ids[:PER_PAGE]), year_id, period) if ids else []), len(ids) > PER_PAGE


@dataclass(frozen=True)
class PersonLine:
    """Somebody of a unit and how far the evaluation has come; never what it says."""

    name: str
    position: str
    unit: str
    stage: Stage
    assessor: str | None


_PEOPLE = (
    tally.of_people(
        select(
            Person.name,
            Posting.position,
            Unit.name,
            Evaluation.state,
            tally.REPORTED,
            tally.HAS_PLAN,
            _Assessor.name,
        )
    )
    .outerjoin(_First, and_(_First.employee_id == Posting.person_id, on_day(_First, _DAY)))
    .outerjoin(_Assessor, _Assessor.id == _First.assessor_id)
    .order_by(Person.name, Person.id)
)
_AT = {
    Stage.NO_PLAN: and_(Evaluation.id.is_(None), ~tally.HAS_PLAN),
    Stage.NOT_RATED: or_(and_(Evaluation.id.is_(None), tally.HAS_PLAN), Evaluation.state == EvaluationState.OPEN),
    Stage.WITH_EMPLOYEE: Evaluation.state.in_(
        (EvaluationState.SIGNED, EvaluationState.RECEIVED, EvaluationState.CHANGED)
    ),
    Stage.FINISHED: and_(
        Evaluation.state.in_((EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED)), ~tally.REPORTED
    ),
    Stage.REPORTED: and_(
        Evaluation.state.in_((EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED)), tally.REPORTED
    ),
}


def people_at(
    unit: UnitPage, of: tuple[YearView, int], stage: Stage, today: date, page: int
) -> tuple[list[PersonLine], bool]:
    """A page of the people of a unit and below at a stage of a year and period, by name, and whether there are more."""
    year, period = of
    values = {"year_id": year.id, "period": period, "day": tally.day_of(year, period, today)}
    statement = _PEOPLE.where(_within(unit), _AT[stage]).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows: list[Any] = list(db.session.execute(statement, values))
    found = [PersonLine(r[0], r[1], r[2], stage_of(r[3], reported=bool(r[4]), has_plan=bool(r[5])), r[6]) for r in rows]
    return found[:PER_PAGE], len(found) > PER_PAGE
