"""Reads of what a calibration meeting compares: proposals that were laid open, and ratings that were changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.domain.actors import Actor
from app.domain.calibration import Proposal, may_change_proposal, may_see_proposal
from app.domain.errors import NotFoundError
from app.domain.rating import Rating
from app.domain.review import EvaluationState
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import on_day
from app.review.calibrations import CalibrationView
from app.review.models import CalibrationChange, Evaluation

PROPOSALS = 20
"""Proposals on one page: each with its reason."""
LONGEST_REASON = 300
"""So much of a reason is shown in the list; the page of the proposal shows all of it."""
_DAY = bindparam("day", type_=Date)


@dataclass(frozen=True)
class ProposalView:
    """What an assessor proposes for an employee, not signed yet."""

    evaluation_id: int
    version: int
    employee_id: int
    employee: str
    assessor_id: int
    assessor: str
    state: EvaluationState
    results: Rating | None
    behaviour: Rating | None
    reason: str
    may_change: bool = False

    @property
    def short_reason(self) -> str:
        """The reason as the list shows it."""
        return self.reason if len(self.reason) <= LONGEST_REASON else f"{self.reason[:LONGEST_REASON].rstrip()} …"


_Assessor = aliased(Person)
_PROPOSALS = (
    select(
        Evaluation.id,
        Evaluation.version,
        Evaluation.employee_id,
        Person.name.label("employee"),
        AssessorAssignment.assessor_id,
        _Assessor.name.label("assessor"),
        Evaluation.state,
        Evaluation.results_rating,
        Evaluation.behaviour_rating,
        Evaluation.reason,
    )
    .join(Person, Person.id == Evaluation.employee_id)
    .join(Posting, and_(Posting.person_id == Evaluation.employee_id, on_day(Posting, _DAY)))
    .join(Unit, Unit.id == Posting.unit_id)
    .join(
        AssessorAssignment,
        and_(AssessorAssignment.employee_id == Evaluation.employee_id, on_day(AssessorAssignment, _DAY)),
    )
    .join(_Assessor, _Assessor.id == AssessorAssignment.assessor_id)
    .where(
        Evaluation.year_id == bindparam("year_id"),
        Evaluation.period_number == bindparam("period"),
        Evaluation.state == EvaluationState.OPEN,
        Unit.path.startswith(bindparam("path")),
        AssessorAssignment.assessor_id.in_(bindparam("open", expanding=True)),
    )
)
_PAGE = (
    _PROPOSALS.where(
        Evaluation.results_rating.is_not(None),
        Evaluation.behaviour_rating.is_not(None),
        or_(
            AssessorAssignment.assessor_id == bindparam("me"),
            Evaluation.employee_id.not_in(bindparam("table", expanding=True)),
        ),
    )
    .order_by(_Assessor.name, AssessorAssignment.assessor_id, Person.name, Evaluation.id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_ONE = _PROPOSALS.where(Evaluation.id == bindparam("id"))


def proposals(actor: Actor, view: CalibrationView, today: date, page: int) -> tuple[list[ProposalView], bool]:
    """A page of what was laid open, by assessor, and whether there is more; one statement."""
    if not view.may_see_proposals or not view.meeting.laid_open:
        return [], False
    values = {
        **_values(view, today),
        "me": actor.person_id,
        "table": sorted(view.meeting.members | {view.meeting.caller_id}),
        "limit": PROPOSALS + 1,
        "offset": (page - 1) * PROPOSALS,
    }
    rows = [_proposal(actor, view, row) for row in db.session.execute(_PAGE, values)]
    return rows[:PROPOSALS], len(rows) > PROPOSALS


def proposal(actor: Actor, view: CalibrationView, evaluation_id: int, today: date) -> ProposalView:
    """One of them.

    Raises:
        NotFoundError: it was not laid open in this meeting, or is not this actor's to see.
    """
    values = {**_values(view, today), "id": evaluation_id}
    row = db.session.execute(_ONE, values).first() if view.meeting.laid_open else None
    if row is None or not may_see_proposal(actor, view.meeting, _rule(row)):
        raise NotFoundError("Usulan tidak ditemukan.")
    return _proposal(actor, view, row)


def _values(view: CalibrationView, today: date) -> dict[str, Any]:
    laid = sorted(view.meeting.laid_open)
    return {"day": today, "year_id": view.year_id, "period": view.period, "path": view.path, "open": laid}


def _rule(row: Any) -> Proposal:
    return Proposal(row.employee_id, row.assessor_id, row.state)


def _proposal(actor: Actor, view: CalibrationView, row: Any) -> ProposalView:
    may_change = may_change_proposal(actor, view.meeting, _rule(row))
    return ProposalView(
        evaluation_id=row.id,
        version=row.version,
        employee_id=row.employee_id,
        employee=row.employee,
        assessor_id=row.assessor_id,
        assessor=row.assessor,
        state=row.state,
        results=row.results_rating,
        behaviour=row.behaviour_rating,
        reason=row.reason,
        may_change=may_change,
    )


@dataclass(frozen=True)
class ChangeView:
    """A rating that was changed in a meeting."""

    employee: str
    assessor: str
    results_before: Rating | None
    behaviour_before: Rating | None
    results_after: Rating
    behaviour_after: Rating
    reason: str
    at: datetime


_CHANGES = (
    select(
        Person.name,
        _Assessor.name,
        CalibrationChange.results_before,
        CalibrationChange.behaviour_before,
        CalibrationChange.results_after,
        CalibrationChange.behaviour_after,
        CalibrationChange.reason,
        CalibrationChange.changed_at,
    )
    .join(Evaluation, Evaluation.id == CalibrationChange.evaluation_id)
    .join(Person, Person.id == Evaluation.employee_id)
    .join(_Assessor, _Assessor.id == CalibrationChange.changed_by)
    .where(CalibrationChange.calibration_id == bindparam("id"))
    .order_by(CalibrationChange.id)
)


def changes(actor: Actor, view: CalibrationView, page: int = 0) -> tuple[list[ChangeView], bool]:
    """A page of what was changed, and whether there is more; everything when ``page`` is 0.

    What was changed about a member is read by its own assessor alone, as the proposal was.
    """
    if not view.may_read_changes:
        return [], False
    table = view.meeting.members | {view.meeting.caller_id}
    mine = or_(CalibrationChange.changed_by == actor.person_id, Evaluation.employee_id.not_in(table))
    statement = _CHANGES.where(mine)
    if page:
        statement = statement.limit(PROPOSALS + 1).offset((page - 1) * PROPOSALS)
    rows = [ChangeView(*row) for row in db.session.execute(statement, {"id": view.id})]
    return (rows[:PROPOSALS], len(rows) > PROPOSALS) if page else (rows, False)


def count_of_changes(calibration_id: int) -> int:
    """How many ratings were changed, for whoever may know no more."""
    mine = select(func.count(CalibrationChange.id)).where(CalibrationChange.calibration_id == calibration_id)
    return db.session.scalar(mine) or 0
