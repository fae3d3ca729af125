"""The dialogue on a plan: remarks at an item, answers, what was settled; all year long (Ps.14(2), II.A)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.policy import may_talk
from app.people.models import Person
from app.planning.models import Plan, Remark
from app.planning.queries import PlanView
from app.planning.service import locked_plan

GENERAL = {"behaviour": "Perilaku kerja", "annex": "Lampiran", "plan": "Rencana secara umum"}


@dataclass(frozen=True)
class Said:
    """One word of the dialogue with who said it, and on which edition."""

    id: int
    item: str
    text: str
    author: str
    is_employee: bool
    written_at: datetime
    edition: int
    settled_at: datetime | None


def items_of(plan: PlanView) -> dict[str, str]:
    """What can be talked about, by the name remarks use for it."""
    results = {result.item: f"Hasil kerja {result.number}" for result in plan.results}
    return {**results, **GENERAL}


def dialogue(plan: PlanView) -> list[Said]:
    """Everything that was said on any edition of the plan, the oldest first; one statement."""
    rows = db.session.execute(
        select(
            Remark.id,
            Remark.item,
            Remark.text,
            Person.name,
            Remark.author_id,
            Remark.written_at,
            Plan.edition,
            Remark.settled_at,
        )
        .join(Plan, Plan.id == Remark.plan_id)
        .join(Person, Person.id == Remark.author_id)
        .where(Plan.root_id == plan.root_id)
        .order_by(Remark.id)
    )
    return [
        Said(
            id=row.id,
            item=row.item,
            text=row.text,
            author=row.name,
            is_employee=row.author_id == plan.employee.id,
            written_at=row.written_at,
            edition=row.edition,
            settled_at=row.settled_at,
        )
        for row in rows
    ]


@command
def say(actor: Actor, plan_id: int, item: str, text: str) -> None:
    """Say something about an item of the plan; employee and whoever agrees the plan both may.

    Raises:
        InvalidError: nothing was written.
        DeniedError: the plan is over, or the actor is neither of the two.
    """
    words = text.strip()
    if not words:
        raise InvalidError(Problem("text", "Tulis dahulu catatannya."))
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        if not may_talk(actor, standing, plan.state, to_superior=plan.to_superior):
            raise DeniedError("Dialog pada rencana ini hanya antara pegawai dan penilainya, selama rencana berlaku.")
        if item not in GENERAL and item not in {f"result:{row.key}" for row in plan.results}:
            raise NotFoundError("Bagian itu tidak ada pada rencana ini.")
        plan.remarks.append(
            Remark(item=item, text=words, author_id=actor.person_id, written_at=clock.now(), is_return=False)
        )
        record(session, actor, "plan.say", ("plan", plan.id), unit_id=standing.unit_id, item=item)


@command
def settle(actor: Actor, plan_id: int, item: str) -> None:
    """Mark what was said about an item so far as settled; it stays in the dialogue.

    Raises:
        DeniedError: the plan is over, or the actor is neither of the two.
    """
    with atomic() as session:
        plan, standing = locked_plan(session, actor, plan_id)
        if not may_talk(actor, standing, plan.state, to_superior=plan.to_superior):
            raise DeniedError("Dialog pada rencana ini hanya antara pegawai dan penilainya, selama rencana berlaku.")
        open_ones = session.scalars(
            select(Remark)
            .join(Plan, Plan.id == Remark.plan_id)
            .where(Plan.root_id == plan.root_id, Remark.item == item, Remark.settled_at.is_(None))
        ).all()
        for remark in open_ones:
            remark.settled_at, remark.settled_by = clock.now(), actor.person_id
        if open_ones:
            record(session, actor, "plan.settle", ("plan", plan.id), unit_id=standing.unit_id, item=item)
