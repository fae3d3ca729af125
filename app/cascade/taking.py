"""Commands that bring roles and assignments into the employee's own draft."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.service import record
from app.cascade.assigned import Kind, plan_of
from app.cascade.models import Assignment, Matrix, MatrixColumn, MatrixMember, RoleResult
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import InvalidError, NotFoundError, Problem
from app.domain.planning import PlanState
from app.people import queries as people
from app.planning import taking
from app.planning.leaders import LEADER_STATES
from app.planning.models import Plan, WorkResult
from app.planning.taking import Offer

NO_PLAN = "Anda belum memiliki SKP untuk tahun ini. Mulai SKP Anda dahulu, lalu ambil perannya."
SUBMITTED = "SKP Anda sedang dibaca penilai. Tarik kembali dahulu, lalu ambil perannya."
IS_SET = "SKP Anda sudah ditetapkan. Buat revisi dahulu, lalu ambil perannya."
Item = tuple[Kind, int]


def draft(session: Session, actor: Actor, year_id: int) -> Plan:
    """The actor's open draft, locked.

    Raises:
        InvalidError: there is none; the message says how to go on.
    """
    plan = taking.open_plan(session, actor.person_id, year_id)
    if plan is not None:
        return plan
    row = plan_of(actor.person_id, year_id)
    if row is None:
        raise InvalidError(Problem("", NO_PLAN))
    raise InvalidError(Problem("", SUBMITTED if row.state is PlanState.SUBMITTED else IS_SET))


@command
def take(actor: Actor, year_id: int, items: tuple[Item, ...] | None = None) -> int:
    """Put roles and assignments into the own draft: those named, or all that count; returns how many are new there.

    What is in the draft already is passed over; what was taken out of it comes back.

    Raises:
        InvalidError: there is no open draft, or no room in it.
        NotFoundError: something named is not given to the actor.
    """
    with atomic() as session:
        plan = draft(session, actor, year_id)
        given = _given(session, actor, year_id)
        if items is not None and not set(items) <= given.keys():
            raise NotFoundError("Peran tidak ditemukan.")
        wanted = list(given) if items is None else list(items)
        taken = [item for item in wanted if _take(session, plan, given[item])]
        if taken:
            unit_id = people.standing(actor.person_id, people.today()).unit_id
            record(session, actor, "role.take", ("plan", plan.id), unit_id=unit_id, count=len(taken))
        return len(taken)


def _given(session: Session, actor: Actor, year_id: int) -> dict[Item, RoleResult | Assignment]:
    """What counts for the actor, locked, in the order of the page."""
    roles = session.scalars(
        select(RoleResult)
        .join(MatrixMember, MatrixMember.id == RoleResult.member_id)
        .join(Matrix, Matrix.id == MatrixMember.matrix_id)
        .join(MatrixColumn, MatrixColumn.id == RoleResult.column_id)
        .where(MatrixMember.person_id == actor.person_id, Matrix.year_id == year_id)
        .order_by(Matrix.is_team, Matrix.id, MatrixColumn.position, RoleResult.position)
        .with_for_update()
    )
    assignments = session.scalars(
        select(Assignment)
        .where(
            Assignment.employee_id == actor.person_id,
            Assignment.year_id == year_id,
            Assignment.withdrawn_at.is_(None),
        )
        .order_by(Assignment.id)
        .with_for_update()
    )
    return {
        **{(Kind.ROLE, row.id): row for row in roles if row.approval.counts},
        **{(Kind.ASSIGNMENT, row.id): row for row in assignments if row.approval.counts},
    }


def _result(plan: Plan, row: RoleResult | Assignment) -> WorkResult | None:
    """What it became in this plan, taken out or not."""
    if row.taken_key is None:
        return None
    return next((result for result in plan.results if result.key == row.taken_key), None)


def _take(session: Session, plan: Plan, row: RoleResult | Assignment) -> bool:
    there = _result(plan, row)
    if there is not None and there.removed_at is None:
        return False
    taking.check_room(plan)
    if there is not None:
        there.removed_at = None
        _reword(there, row.text)
        return True
    result = taking.add(session, plan, _offer(session, row))
    row.taken_root_id, row.taken_key = plan.root_id, result.key
    return True


def _reword(result: WorkResult, text: str) -> None:
    result.text = text
    result.claim(result.version)


def _offer(session: Session, row: RoleResult | Assignment) -> Offer:
    if isinstance(row, Assignment):
        return Offer(row.text, assigned_by=row.leader_words)
    column = session.get_one(MatrixColumn, row.column_id)
    leader = people.person(column.matrix.leader_id, people.today())
    result_id = _leader_result(session, column)
    return Offer(
        row.text,
        leader_result_id=result_id,
        leader_indicator_key=column.indicator_key if result_id else None,
        leader_text="" if result_id else column.text,
        assigned_by=leader.position,
        method=column.method,
    )


def _leader_result(session: Session, column: MatrixColumn) -> int | None:
    """The leader's result behind a column, once the leader has handed the plan on; the words alone before."""
    if column.source_root_id is None:
        return None
    return session.scalar(
        select(WorkResult.id)
        .join(Plan, Plan.id == WorkResult.plan_id)
        .where(
            Plan.root_id == column.source_root_id,
            WorkResult.key == column.result_key,
            WorkResult.removed_at.is_(None),
            Plan.state.in_(LEADER_STATES),
        )
        .order_by(Plan.edition.desc())
        .limit(1)
    )


@command
def reword(actor: Actor, year_id: int, item: Item) -> None:
    """Take the present words of a role over into the result it became, with the link to the leader's result.

    Raises:
        InvalidError: there is no open draft.
        NotFoundError: it is not given to the actor, or not in this draft.
    """
    with atomic() as session:
        plan = draft(session, actor, year_id)
        row = _given(session, actor, year_id).get(item)
        there = _result(plan, row) if row is not None else None
        if row is None or there is None or there.removed_at is not None:
            raise NotFoundError("Peran tidak ditemukan.")
        offer = _offer(session, row)
        there.leader_result_id, there.leader_text = offer.leader_result_id, offer.leader_text
        there.leader_indicator_key, there.method = offer.leader_indicator_key, offer.method
        _reword(there, row.text)
        unit_id = people.standing(actor.person_id, people.today()).unit_id
        record(session, actor, "role.reword", ("plan", plan.id), unit_id=unit_id, key=there.key)
