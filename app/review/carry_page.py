"""The page on which assessor and employee agree to use the result of the former unit: what each sees of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from app.audit.models import AuditEntry
from app.cycles import queries as cycles
from app.db import db
from app.domain.actors import Actor
from app.domain.carrying import CarryState, CarryVerb, carry_verbs, state_of
from app.domain.errors import NotFoundError
from app.domain.policy import Relation, relations
from app.domain.review import EvaluationState, Way
from app.people import queries as people
from app.people.queries import PersonView
from app.review import carried, queries
from app.review.carried import Source
from app.review.models import Evaluation


@dataclass(frozen=True)
class CarryView:
    """The result that is or may be used; ``problem`` says why it can't be, ``declined_at`` when the employee said no.

    ``is_mine``: whoever reads is the employee, who sees nothing else of the draft.
    """

    evaluation_id: int
    period: int
    period_name: str
    year: int
    is_mine: bool
    is_draft: bool
    employee: PersonView
    assessor: PersonView
    state: CarryState
    agreed_at: datetime | None
    source: Source | None
    problem: str
    declined_at: datetime | None
    verbs: frozenset[CarryVerb]


def is_draft(row: Evaluation) -> bool:
    """Whether an earlier result may still be proposed, agreed to or given up: the assessor's draft of a period."""
    return row.period_number > 0 and row.state is EvaluationState.OPEN and row.way is Way.REGULAR


def may_propose(evaluation_id: int, today: date) -> bool:
    """Whether there is a result of a former unit that may be used for this draft."""
    row = db.session.get_one(Evaluation, evaluation_id)
    if not is_draft(row):
        return False
    source, why = carried.offered(row, queries.standing_of(row, today))
    return source is not None and not why


def visible(actor: Actor, evaluation_id: int, today: date) -> CarryView:
    """The page for the assessor of a period, and for the employee who is asked.

    Raises:
        NotFoundError: neither of them, a year, nothing asked of the employee, or signed without an earlier result.
    """
    row = db.session.get(Evaluation, evaluation_id)
    standing = queries.standing_of(row, today) if row else None
    if row is None or standing is None or not row.period_number:
        raise NotFoundError(_NOT_FOUND)
    held = relations(actor, standing)
    is_mine, draft = Relation.SELF in held, is_draft(row)
    if not held & {Relation.SELF, Relation.ASSESSOR} or (row.carried_from_id is None and (is_mine or not draft)):
        raise NotFoundError(_NOT_FOUND)
    used = carried.of(row, standing)
    source, problem = (used.source, used.problem) if used else carried.offered(row, standing)
    state, year = state_of(row.carried_from_id, row.carried_agreed_at), cycles.year(row.year_id)
    around = people.people({row.employee_id, standing.assessor_id or row.assessor_id}, today)
    return CarryView(
        evaluation_id=row.id,
        period=row.period_number,
        period_name=year.rhythm.name_of(row.period_number),
        year=year.year,
        is_mine=is_mine,
        is_draft=draft,
        employee=around[row.employee_id],
        assessor=around[standing.assessor_id or row.assessor_id],
        state=state,
        agreed_at=row.carried_agreed_at,
        source=source,
        problem=problem,
        declined_at=_declined_at(row.id) if state is CarryState.NONE else None,
        verbs=carry_verbs(actor, standing, state, is_draft=draft),
    )


_NOT_FOUND = "Evaluasi tidak ditemukan."


def _declined_at(evaluation_id: int) -> datetime | None:
    """When the employee did not agree, if that came last."""
    last = db.session.execute(_TOLD, {"evaluation_id": evaluation_id}).first()
    return last.at if last and last.action == _DECLINED else None


_DECLINED = "evaluation.carry_decline"
_TOLD = (
    select(AuditEntry.at, AuditEntry.action)
    .where(
        AuditEntry.object_kind == "evaluation",
        AuditEntry.object_id == bindparam("evaluation_id"),
        AuditEntry.action.in_(("evaluation.carry", _DECLINED, "evaluation.carry_take_back")),
    )
    .order_by(AuditEntry.id.desc())
    .limit(1)
)
