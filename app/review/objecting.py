"""The employee's objection and the assessor's explanation (V.B.1-4, p.117)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.documents import filestore
from app.documents.filestore import Incoming
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.files import UnusableFileError, check
from app.domain.objections import (
    MOST_FILES,
    OBJECTION_STEPS,
    ObjectionState,
    ObjectionVerb,
    problem_of_filing,
)
from app.domain.policy import Standing, may_read_objection, objection_verbs
from app.domain.review import AT_HAND
from app.domain.transitions import next_state
from app.people import queries as people
from app.review import clocks, queries
from app.review.models import Evaluation, Objection
from app.review.objections import FILES


@command
def begin(actor: Actor, evaluation_id: int) -> None:
    """Open the draft of an objection; the one there is when it was begun before. Nobody else sees it.

    One that was withdrawn becomes a draft again while the time to object runs (V.B.2, p.117); what was written stays.

    Raises:
        NotFoundError: it is not the actor's own evaluation.
        DeniedError: the result is final, the document was not received yet, or it was withdrawn and the time is over.
    """
    with atomic() as session:
        evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
        if evaluation is None or evaluation.employee_id != actor.person_id:
            raise NotFoundError("Evaluasi tidak ditemukan.")
        today = people.today()
        existing = session.scalars(select(Objection).where(Objection.evaluation_id == evaluation_id)).first()
        if existing is not None:
            if existing.state is ObjectionState.WITHDRAWN:
                _reopen(session, actor, evaluation, today)
            return
        final = clocks.finality_of(evaluation, today)
        if final is not None:
            raise DeniedError(final.sentence)
        if evaluation.state not in AT_HAND:
            raise DeniedError("Keberatan diajukan sesudah dokumen evaluasi diterima. Terima dahulu dokumennya.")
        session.add(Objection(evaluation_id=evaluation.id))
        session.flush()
        note(session, actor, evaluation, queries.standing_of(evaluation, today), "begin")


def _reopen(session: Session, actor: Actor, evaluation: Evaluation, today: date) -> None:
    """Lead a withdrawn objection back to its draft; assessor and superior send theirs anew once it is filed again."""
    until = clocks.course_of(evaluation.id, today).objection_until
    if until is None or today > until:
        raise DeniedError("Waktu mengajukan keberatan sudah berakhir, jadi keberatan ini tetap dicabut.")
    found = locked_objection(session, actor, evaluation.id, ObjectionVerb.REOPEN)
    objection = found[1]
    objection.filed_at = objection.decided_at = objection.explained_at = objection.explained_by = None
    step(session, actor, found, ObjectionVerb.REOPEN)


@command
def write(actor: Actor, evaluation_id: int, claim: Claim, reasons: str) -> Saved:
    """Save the draft.

    Raises:
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        _, objection, _ = locked_objection(session, actor, evaluation_id, ObjectionVerb.WRITE)
        if objection.claim(*claim):
            objection.reasons = reasons
        return Saved(objection.version, clock.now())


@dataclass(frozen=True)
class Upload:
    """A document as it was sent; ``key`` stays the same when it is sent again."""

    name: str
    body: bytes
    key: str


@command
def attach(actor: Actor, data_dir: Path, evaluation_id: int, sent: Upload) -> None:
    """Add a document to the draft; sent twice with the same key it is one.

    Raises:
        InvalidError: not a file that may be kept (see :mod:`app.domain.files`), or one too many.
    """
    try:
        checked = check(sent.name, sent.body)
    except UnusableFileError as error:
        raise InvalidError(Problem("file", str(error))) from error
    with atomic() as session:
        evaluation, objection, standing = locked_objection(session, actor, evaluation_id, ObjectionVerb.WRITE)
        there = filestore.of(FILES, objection.id)
        if len(there) >= MOST_FILES:
            raise InvalidError(Problem("file", f"Paling banyak {MOST_FILES} berkas. Hapus satu dahulu."))
        incoming = Incoming(sent.body, FILES, objection.id, sent.key, checked.name, checked.kind.media_type)
        stored = filestore.store(session, data_dir, incoming, actor.person_id)
        note(session, actor, evaluation, standing, "attach", sha256=stored.sha256)


@command
def detach(actor: Actor, evaluation_id: int, file_id: int) -> None:
    """Take a document out of the draft.

    Raises:
        NotFoundError: the draft has no such document.
    """
    with atomic() as session:
        evaluation, objection, standing = locked_objection(session, actor, evaluation_id, ObjectionVerb.WRITE)
        found = next((file for file in filestore.of(FILES, objection.id) if file.id == file_id), None)
        if found is None:
            raise NotFoundError("Berkas tidak ditemukan.")
        filestore.forget(session, file_id)
        note(session, actor, evaluation, standing, "detach", sha256=found.sha256)


@command
def file(actor: Actor, evaluation_id: int) -> None:
    """Hand the objection to the assessor's superior, within 14 working days of receipt; extended days count (V.B.2).

    Raises:
        DeniedError: the result is final.
        InvalidError: the reasons are missing, the time has passed, or there is no superior.
    """
    with atomic() as session:
        evaluation, objection, standing = locked_objection(session, actor, evaluation_id, ObjectionVerb.FILE)
        today = people.today()
        course = clocks.course_of(evaluation_id, today)
        if course.final is not None:
            raise DeniedError(course.final.sentence)
        until, has_superior = course.objection_until, standing.superior_id is not None
        problem = problem_of_filing(objection.reasons, until=until, today=today, has_superior=has_superior)
        if problem is not None:
            raise InvalidError(problem)
        objection.filed_at = clock.now()
        step(session, actor, (evaluation, objection, standing), ObjectionVerb.FILE)


@command
def withdraw(actor: Actor, evaluation_id: int) -> None:
    """Take a filed objection back; the result stays as it was signed. It ends the objection, as a decision would."""
    with atomic() as session:
        found = locked_objection(session, actor, evaluation_id, ObjectionVerb.WITHDRAW)
        found[1].decided_at = clock.now()
        step(session, actor, found, ObjectionVerb.WITHDRAW)


@command
def write_explanation(actor: Actor, evaluation_id: int, claim: Claim, explanation: str) -> Saved:
    """Save the draft of the assessor's explanation; only the assessor sees it.

    Raises:
        StaleError: it was saved elsewhere first.
    """
    with atomic() as session:
        _, objection, _ = locked_objection(session, actor, evaluation_id, ObjectionVerb.EXPLAIN)
        if objection.claim(*claim):
            objection.explanation = explanation
        return Saved(objection.version, clock.now())


@command
def explain(actor: Actor, evaluation_id: int) -> None:
    """Hand the explanation to the superior; from here on the employee reads it, too (V.B.4, p.117; D.1.3 block 7).

    Raises:
        InvalidError: nothing was written.
    """
    with atomic() as session:
        found = locked_objection(session, actor, evaluation_id, ObjectionVerb.EXPLAIN)
        objection = found[1]
        if not objection.explanation.strip():
            raise InvalidError(Problem("explanation", "Tulis penjelasan Anda atas keberatan ini."))
        objection.explained_by, objection.explained_at = actor.person_id, clock.now()
        step(session, actor, found, ObjectionVerb.EXPLAIN)


Found = tuple[Evaluation, Objection, Standing]


def locked_objection(session: Session, actor: Actor, evaluation_id: int, verb: ObjectionVerb) -> Found:
    """Evaluation and objection, locked, if the actor may see it and do ``verb`` to it."""
    evaluation = session.get(Evaluation, evaluation_id, with_for_update=True)
    objection = session.scalars(
        select(Objection).where(Objection.evaluation_id == evaluation_id).with_for_update()
    ).first()
    if evaluation is None or objection is None:
        raise NotFoundError("Keberatan tidak ditemukan.")
    standing = queries.standing_of(evaluation, people.today())
    if not may_read_objection(actor, standing, objection.state):
        raise NotFoundError("Keberatan tidak ditemukan.")
    next_state(OBJECTION_STEPS, objection.state, verb)
    if verb not in objection_verbs(actor, standing, objection.state):
        raise DeniedError("Langkah ini dilakukan oleh orang lain, bukan oleh akun Anda.")
    return evaluation, objection, standing


def step(session: Session, actor: Actor, found: Found, verb: ObjectionVerb, **detail: str) -> None:
    """Lead an objection on by ``verb``, and record it."""
    evaluation, objection, standing = found
    objection.state = ObjectionState(next_state(OBJECTION_STEPS, objection.state, verb))
    objection.outdate()
    note(session, actor, evaluation, standing, verb.value, **detail)


def note(session: Session, actor: Actor, evaluation: Evaluation, standing: Standing, verb: str, **detail: str) -> None:
    """Record an act on an objection under its evaluation; ``detail`` holds no words of anybody."""
    subject = ("evaluation", evaluation.id)
    record(session, actor, f"objection.{verb}", subject, unit_id=standing.unit_id, **detail)
