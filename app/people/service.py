"""Commands of the personnel office on assessors. What an officer sets here no import undoes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.office import corrects_unit
from app.domain.organisation import FURTHEST
from app.domain.people import AssignmentBasis, Source
from app.domain.supervision import Proposal, circles
from app.people import tally
from app.people.assigning import Assignment, assign, lock_tree
from app.people.files import PersonFile, kept_person
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.registry import UnitView, kept_unit

NOT_YOURS = "Perubahan ini dilakukan oleh petugas kepegawaian unit atau instansi, bukan oleh akun Anda."


@dataclass(frozen=True)
class AssessorInput:
    """An assessor as chosen by hand; ``seen`` is the id of the assignment the page showed, 0 for none."""

    assessor_id: int
    basis: AssignmentBasis
    decree: str
    since: date
    seen: int


def locked_person(session: Session, actor: Actor, person_id: int, today: date) -> PersonFile:
    """Somebody the actor may correct, locked.

    Raises:
        NotFoundError: nobody of that id works where the actor may look.
        DeniedError: the actor may look, but not change.
    """
    if session.get(Person, person_id, with_for_update=True) is None:
        raise NotFoundError("Pegawai tidak ditemukan.")
    person = kept_person(actor, person_id, today)
    if not person.may_correct:
        raise DeniedError(NOT_YOURS)
    return person


def check_day(since: date, today: date) -> None:
    """Refuse days far away, which are slips of the pen.

    Raises:
        InvalidError: more than four hundred days before or after ``today``.
    """
    if abs(since - today) > FURTHEST:
        raise InvalidError(Problem("since", "Tanggal mulai terlalu jauh dari hari ini. Periksa tahunnya."))


@command
def correct_assessor(actor: Actor, person_id: int, typed: AssessorInput, today: date) -> None:
    """Give somebody another assessor from a day on.

    Raises:
        InvalidError: oneself, a circle, an unknown person, or a day far away.
        DeniedError: officers do not make themselves the assessor of anybody: it would open that person's plan to them.
        StaleError: somebody else changed the assessor since the page was read.
    """
    check_day(typed.since, today)
    if typed.assessor_id == actor.person_id:
        raise InvalidError(Problem("assessor", "Anda tidak dapat menunjuk diri sendiri. Minta petugas lain."))
    with atomic() as session:
        person = locked_person(session, actor, person_id, today)
        before = person.assignment_on(today)
        if (before.id if before else 0) != typed.seen:
            raise StaleError
        assessor = session.get(Person, typed.assessor_id)
        if assessor is None or (assessor.ended_on and assessor.ended_on < typed.since):
            raise InvalidError(Problem("assessor", "Orang ini tidak lagi bekerja di sini. Pilih orang lain."))
        wanted = Assignment(
            person_id, typed.assessor_id, typed.basis, typed.decree.strip() or None, typed.since, Source.OFFICER
        )
        assign(session, wanted)
        record(
            session, actor, "people.assessor", ("person", person_id), unit_id=person.lineage[-1],
            assessor=typed.assessor_id, before=before.assessor_id if before else None, since=typed.since.isoformat(),
            basis=typed.basis.value,
        )  # fmt: skip


@dataclass(frozen=True)
class Accepted:
    """How many sure proposals were taken over, how many would have closed a circle, how many name the officer."""

    count: int
    refused: int
    own: int = 0


@command
def accept_proposals(actor: Actor, unit_id: int, since: date, today: date) -> Accepted:
    """Take over every sure proposal of a unit and all below it; doubtful ones stay on the list.

    An assignment begins on ``since``, or when the posting began, whichever is later. Whoever has an assessor, now or
    planned for later, is left alone, and so is whoever the officer would assess: that is for another officer to say.
    """
    check_day(since, today)
    with atomic() as session:
        lock_tree(session)
        unit = kept_unit(actor, unit_id)
        if not corrects_unit(actor, unit.lineage):
            raise DeniedError(NOT_YOURS)
        rows, refused = _rows_to_write(session, unit, since, today)
        found, rows = len(rows), [row for row in rows if row["assessor_id"] != actor.person_id]
        if rows:
            session.execute(insert(AssessorAssignment), rows)
        record(session, actor, "people.accept_proposals", ("unit", unit_id), unit_id=unit_id, count=len(rows))
    tally.recount(tally.OF_PEOPLE, today)
    return Accepted(len(rows), refused, found - len(rows))


def _rows_to_write(session: Session, unit: UnitView, since: date, today: date) -> tuple[list[dict[str, object]], int]:
    members, proposals = tally.proposals_for_all(session, today)
    inside = _units_below(session, unit.path)
    unit_of = {member.person_id: member.unit_id for member in members}
    sure = [row for row in proposals if row.doubt is None and unit_of[row.employee_id] in inside]
    planned, begun = _with_any(session, since), _posting_starts(session, today)
    known = _assessors(session, today)
    sure = [row for row in sure if row.employee_id not in planned]
    return _without_circles(known, sure, begun, since)


def _without_circles(
    known: dict[int, int], sure: list[Proposal], begun: dict[int, date], since: date
) -> tuple[list[dict[str, object]], int]:
    wanted = {row.employee_id: row.assessor_id for row in sure if row.assessor_id is not None}
    on_circles = {person_id for ring in circles(known | wanted) for person_id in ring}
    rows: list[dict[str, object]] = [
        {
            "employee_id": row.employee_id,
            "assessor_id": row.assessor_id,
            "basis": row.basis,
            "source": Source.PROPOSAL,
            "valid_from": max(since, begun[row.employee_id]),
            "version": 1,
            "editor_seq": 0,
        }
        for row in sure
        if row.employee_id not in on_circles
    ]
    return rows, len(sure) - len(rows)


def _units_below(session: Session, path: str) -> set[int]:
    return set(session.scalars(select(Unit.id).where(Unit.path.startswith(path))))


def _with_any(session: Session, since: date) -> set[int]:
    a = AssessorAssignment
    return set(session.scalars(select(a.employee_id).where(or_(a.valid_to.is_(None), a.valid_to >= since))))


def _assessors(session: Session, day: date) -> dict[int, int]:
    a = AssessorAssignment
    rows = session.execute(
        select(a.employee_id, a.assessor_id).where(a.valid_from <= day, or_(a.valid_to.is_(None), a.valid_to >= day))
    )
    return dict(rows.all())


def _posting_starts(session: Session, day: date) -> dict[int, date]:
    rows = session.execute(
        select(Posting.person_id, Posting.valid_from).where(
            Posting.valid_from <= day, or_(Posting.valid_to.is_(None), Posting.valid_to >= day)
        )
    )
    return dict(rows.all())
