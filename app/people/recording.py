"""Commands on special circumstances: acting posts, study leave, exempted kinds. Officers record, correct, remove."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, atomic, command
from app.domain.actors import Actor
from app.domain.errors import InvalidError, NotFoundError
from app.domain.special import Circumstance, problems_of
from app.people.files import PersonFile
from app.people.models import SpecialStatus
from app.people.service import locked_person


@command
def record_special(actor: Actor, person_id: int, typed: Circumstance, today: date) -> int:
    """Record a circumstance of somebody the actor keeps; its id.

    Raises:
        InvalidError: something is missing, a day is a slip, or it excludes what is recorded already.
    """
    with atomic() as session:
        person = locked_person(session, actor, person_id, today)
        _refuse_problems(session, person_id, typed, today)
        row = SpecialStatus(person_id=person_id, recorded_by=actor.person_id, recorded_at=clock.now())
        _write(row, typed)
        session.add(row)
        session.flush()
        _note(session, actor, "people.special", person, row)
        return row.id


@command
def correct_special(
    actor: Actor, person_id: int, status_id: int, typed: Circumstance, *, claim: Claim, today: date
) -> None:
    """Mend or end a circumstance; its kind stays.

    Raises:
        InvalidError: as in :func:`record_special`.
        NotFoundError: nothing of that id is recorded of this person.
        StaleError: somebody else changed it first.
    """
    with atomic() as session:
        person = locked_person(session, actor, person_id, today)
        row = _locked(session, person_id, status_id)
        _refuse_problems(session, person_id, typed, today, but=status_id)
        if not row.claim(*claim):
            return
        _write(row, typed)
        row.recorded_by, row.recorded_at = actor.person_id, clock.now()
        _note(session, actor, "people.special_correct", person, row)


@command
def remove_special(actor: Actor, person_id: int, status_id: int, today: date) -> None:
    """Take out what was recorded of the wrong person; what did hold is ended instead.

    Raises:
        NotFoundError: nothing of that id is recorded of this person.
    """
    with atomic() as session:
        person = locked_person(session, actor, person_id, today)
        row = _locked(session, person_id, status_id)
        _note(session, actor, "people.special_remove", person, row)
        session.delete(row)


def _locked(session: Session, person_id: int, status_id: int) -> SpecialStatus:
    row = session.get(SpecialStatus, status_id, with_for_update=True)
    if row is None or row.person_id != person_id:
        raise NotFoundError("Catatan keadaan khusus tidak ditemukan.")
    return row


def _refuse_problems(session: Session, person_id: int, typed: Circumstance, today: date, *, but: int = 0) -> None:
    rows = session.scalars(select(SpecialStatus).where(SpecialStatus.person_id == person_id, SpecialStatus.id != but))
    others = [Circumstance(row.kind, row.detail, row.document, row.valid_from, row.valid_to) for row in rows]
    if problems := problems_of(typed, others, today):
        raise InvalidError(*problems)


def _write(row: SpecialStatus, typed: Circumstance) -> None:
    row.kind, row.detail, row.document = typed.kind, " ".join(typed.detail.split()), typed.document.strip()
    row.valid_from, row.valid_to = typed.valid_from, typed.valid_to


def _note(session: Session, actor: Actor, action: str, person: PersonFile, row: SpecialStatus) -> None:
    record(
        session, actor, action, ("person", person.id), unit_id=person.lineage[-1], status=row.id, kind=row.kind.value,
        since=row.valid_from.isoformat(), until=row.valid_to.isoformat() if row.valid_to else None,
    )  # fmt: skip
