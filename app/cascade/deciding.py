"""Commands on assignments: propose, apply, withdraw; and the assessor's word on them and on roles (II.A.5.f, p.46)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.cascade import leaders
from app.cascade.assigned import Kind
from app.cascade.models import Assignment, MatrixMember, RoleResult
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.cascading import Approval, Initiative, approval_of, mark_of
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.people import queries as people

NO_REASON = "Tulis alasannya, agar pegawai dan pimpinan tahu."
NO_WORDS = "Tulis hasil kerja yang diharapkan."
NO_LEADER = "Pilih pimpinan di instansi ini, atau tulis pimpinan di luar instansi."
NO_EMPLOYEE = "Pilih pegawai yang ditugaskan."
NOT_A_LEADER = "Penugasan diusulkan oleh kepala unit, ketua tim, atau pejabat penilai."
ALREADY_TAKEN = "Penugasan ini sudah menjadi hasil kerja di SKP, jadi tidak dapat ditarik."


@dataclass(frozen=True)
class Seen:
    """Something to agree to, with the mark of the words that were shown."""

    kind: Kind
    id: int
    mark: str


@dataclass(frozen=True)
class Wish:
    """An assignment as typed: the result, why, and the leader when it is not the actor."""

    text: str
    reason: str
    leader_id: int | None = None
    leader_words: str = ""


@command
def propose(actor: Actor, year_id: int, employee_id: int | None, wish: Wish) -> int:
    """Give somebody of another unit an assignment; their assessor agrees first, unless that is the actor.

    Raises:
        DeniedError: the actor leads nobody.
        InvalidError: something is missing.
        NotFoundError: there is nobody of that id.
    """
    _check(wish, "employee", NO_EMPLOYEE, complete=employee_id is not None)
    with atomic() as session:
        if not leaders.gives_assignments(actor.person_id, people.today()):
            raise DeniedError(NOT_A_LEADER)
        employee = people.person(employee_id or 0, people.today())
        if employee.id == actor.person_id:
            raise InvalidError(Problem("employee", "Anda tidak dapat menugaskan diri sendiri."))
        me = people.person(actor.person_id, people.today())
        given = Wish(wish.text, wish.reason, me.id, me.position)
        return _add(session, actor, (employee.id, year_id), given, Initiative.APPOINTED)


@command
def apply(actor: Actor, year_id: int, wish: Wish) -> int:
    """Ask to join an assignment, also of a leader outside the agency; the own assessor agrees first (f.11).

    Raises:
        InvalidError: something is missing.
        NotFoundError: there is nobody of that id.
    """
    named = wish.leader_id is not None or bool(wish.leader_words.strip())
    _check(wish, "leader_words", NO_LEADER, complete=named)
    with atomic() as session:
        words = wish.leader_words.strip()
        if wish.leader_id is not None:
            words = people.person(wish.leader_id, people.today()).position
        given = Wish(wish.text, wish.reason, wish.leader_id, words)
        return _add(session, actor, (actor.person_id, year_id), given, Initiative.VOLUNTARY)


def _check(wish: Wish, field: str, message: str, *, complete: bool) -> None:
    problems = [] if complete else [Problem(field, message)]
    if not wish.text.strip():
        problems.append(Problem("text", NO_WORDS))
    if problems:
        raise InvalidError(*problems)


def _add(session: Session, actor: Actor, whose: tuple[int, int], wish: Wish, initiative: Initiative) -> int:
    employee_id, year_id = whose
    standing = people.standing(employee_id, people.today())
    row = Assignment(
        year_id=year_id,
        employee_id=employee_id,
        leader_id=wish.leader_id,
        leader_words=wish.leader_words[:200],
        initiative=initiative,
        text=" ".join(wish.text.split()),
        reason=wish.reason.strip(),
        approval=approval_of(standing.assessor_id, wish.leader_id),
        proposed_by=actor.person_id,
        proposed_at=clock.now(),
        version=1,
    )
    session.add(row)
    session.flush()
    detail = {"employee": employee_id, "initiative": initiative.value}
    record(session, actor, "assignment.add", ("assignment", row.id), unit_id=standing.unit_id, **detail)
    return row.id


@command
def withdraw(actor: Actor, assignment_id: int) -> None:
    """Take a proposal or an application back, by whoever made it, while it is in no plan.

    Raises:
        NotFoundError: the actor made none of that id.
        InvalidError: it is in the plan already.
    """
    with atomic() as session:
        row = session.get(Assignment, assignment_id, with_for_update=True)
        if row is None or row.proposed_by != actor.person_id or row.withdrawn_at is not None:
            raise NotFoundError("Penugasan tidak ditemukan.")
        if row.taken_key is not None:
            raise InvalidError(Problem("", ALREADY_TAKEN))
        row.withdrawn_at = clock.now()
        unit_id = people.standing(row.employee_id, people.today()).unit_id
        record(session, actor, "assignment.withdraw", ("assignment", row.id), unit_id=unit_id)


@command
def approve(actor: Actor, seen: tuple[Seen, ...]) -> int:
    """Agree to assignments of one's own people as they were shown; returns how many.

    Raises:
        NotFoundError: one of them is not the actor's to decide.
        StaleError: one of them has other words by now.
    """
    with atomic() as session:
        done = [one for one in seen if _decide(session, actor, one, Approval.APPROVED, "")]
        return len(done)


@command
def refuse(actor: Actor, seen: Seen, reason: str) -> None:
    """Decline an assignment with the reason, which the employee and the leader read.

    Raises:
        InvalidError: there is no reason.
        NotFoundError: it is not the actor's to decide.
        StaleError: it has other words by now.
    """
    if not reason.strip():
        raise InvalidError(Problem("reason", NO_REASON))
    with atomic() as session:
        _decide(session, actor, seen, Approval.REFUSED, reason.strip())


def _decide(session: Session, actor: Actor, seen: Seen, approval: Approval, reason: str) -> bool:
    """Write the word of the assessor; False when it was spoken already."""
    row: RoleResult | Assignment | None
    if seen.kind is Kind.ROLE:
        row = session.get(RoleResult, seen.id, with_for_update=True)
        employee_id = session.get_one(MatrixMember, row.member_id).person_id if row else 0
    else:
        row = session.get(Assignment, seen.id, with_for_update=True)
        employee_id = row.employee_id if row and row.withdrawn_at is None else 0
    standing = people.standing(employee_id, people.today())
    if row is None or not employee_id or standing.assessor_id != actor.person_id:
        raise NotFoundError("Penugasan tidak ditemukan.")
    if row.approval is not Approval.WAITING:
        return False
    if mark_of(row.text) != seen.mark:
        raise StaleError
    row.approval, row.decision = approval, reason
    row.decided_by, row.decided_at = actor.person_id, clock.now()
    subject = ("role" if seen.kind is Kind.ROLE else "assignment", row.id)
    record(session, actor, f"assignment.{approval.value}", subject, unit_id=standing.unit_id, employee=employee_id)
    return True
