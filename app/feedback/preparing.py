"""Commands that prepare a round: what it is, whom it is about, who answers, which questions. No key exists yet."""

import secrets
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, literal, or_, select
from sqlalchemy.orm import Session

from app.audit.service import record
from app.db import Claim, atomic, command
from app.domain import nip
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.feedback import ROUND_STEPS, RaterClass, RoundVerb, keeps_rounds
from app.domain.people import PositionKind
from app.domain.preflight import GroupRule
from app.domain.rounds import FIRST_GROUPS, USUAL, Basics, problems_of_basics, problems_of_group
from app.feedback import sets
from app.feedback.models import (
    Candidate,
    FeedbackRound,
    FeedbackSubject,
    QuestionSet,
    RoundGroup,
    RoundQuestions,
)
from app.feedback.queries import NOT_FOUND, STARTED
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import on_day

MOST_TOLD = 10


def locked(session: Session, actor: Actor, round_id: int, verb: RoundVerb) -> FeedbackRound:
    """A round of the units an actor keeps, locked, in a state in which ``verb`` is possible.

    Raises:
        NotFoundError: there is none for this actor.
        DeniedError: its state forbids it.
    """
    row = session.get(FeedbackRound, round_id, with_for_update=True)
    if row is None or not keeps_rounds(actor, session.get_one(Unit, row.unit_id).lineage):
        raise NotFoundError(NOT_FOUND)
    if row.state not in ROUND_STEPS[verb][0]:
        raise DeniedError(STARTED)
    return row


@command
def create(actor: Actor, unit_id: int, basics: Basics) -> int:
    """Begin to prepare a round of a unit and all below it; its id.

    Raises:
        NotFoundError: the unit is not this actor's.
        InvalidError: dates or thresholds will not do.
    """
    with atomic() as session:
        unit = session.get(Unit, unit_id)
        if unit is None or not keeps_rounds(actor, unit.lineage):
            raise NotFoundError("Unit tidak ditemukan.")
        _check(basics)
        row = FeedbackRound(token=secrets.token_bytes(16), unit_id=unit_id, prepared_by=actor.person_id)
        _write(row, basics)
        session.add(row)
        session.flush()
        session.add_all(
            RoundGroup(round_id=row.id, rater_class=group.rater_class, source=group.source,
                       minimum=group.minimum, maximum=group.maximum)
            for group in (USUAL[kind] for kind in FIRST_GROUPS)
        )  # fmt: skip
        session.add(RoundQuestions(round_id=row.id, position_kind=None, set_id=sets.default_set(session)))
        record(
            session, actor, "feedback.create", ("feedback_round", row.id), unit_id=unit_id, exercise=basics.is_exercise
        )
        return row.id


def _check(basics: Basics) -> None:
    if problems := problems_of_basics(basics, people.today()):
        raise InvalidError(*problems)


def _write(row: FeedbackRound, basics: Basics) -> None:
    row.name = basics.name.strip()
    row.period_start, row.period_end = basics.period_start, basics.period_end
    row.nominate_until, row.closes_on = basics.nominate_until, basics.closes_on
    row.score_threshold, row.comment_threshold = basics.score_threshold, basics.comment_threshold
    row.most_forms, row.is_exercise = basics.most_forms, basics.is_exercise


@command
def change_basics(actor: Actor, round_id: int, claim: Claim, basics: Basics) -> None:
    """Change name, dates and thresholds.

    Raises:
        InvalidError: dates or thresholds will not do.
        StaleError: somebody else changed them first.
    """
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        _check(basics)
        if row.claim(*claim):
            _write(row, basics)
            record(session, actor, "feedback.change", ("feedback_round", row.id), unit_id=row.unit_id)


@command
def set_group(actor: Actor, round_id: int, group: GroupRule) -> None:
    """Let a class of raters answer, in this way; who was proposed for it stays as it is.

    Raises:
        InvalidError: the numbers will not do.
    """
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        if problems := problems_of_group(group):
            raise InvalidError(*problems)
        found = session.scalars(_group(row.id, group.rater_class)).first()
        if found is None:
            found = RoundGroup(round_id=row.id, rater_class=group.rater_class)
            session.add(found)
        found.source, found.by_slip = group.source, group.by_slip
        found.minimum, found.maximum = group.minimum, group.maximum
        detail = {"group": group.rater_class.value, "minimum": group.minimum, "maximum": group.maximum}
        record(
            session,
            actor,
            "feedback.group",
            ("feedback_round", row.id),
            unit_id=row.unit_id,
            slip=group.by_slip,
            **detail,
        )


@command
def drop_group(actor: Actor, round_id: int, kind: RaterClass) -> None:
    """Let a class of raters not answer in this round."""
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        found = session.scalars(_group(row.id, kind)).first()
        if found is not None:
            session.delete(found)
            record(
                session, actor, "feedback.group_drop", ("feedback_round", row.id), unit_id=row.unit_id, group=kind.value
            )


def _group(round_id: int, kind: RaterClass) -> Select[RoundGroup]:
    return select(RoundGroup).where(RoundGroup.round_id == round_id, RoundGroup.rater_class == kind)


@command
def set_questions(actor: Actor, round_id: int, kind: PositionKind | None, set_id: int | None) -> None:
    """Which set a kind of position gets; None as kind: everybody else. None as set: as everybody else.

    Raises:
        InvalidError: there is no such set, or everybody else would get none.
    """
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        if (set_id is None and kind is None) or (set_id is not None and session.get(QuestionSet, set_id) is None):
            raise InvalidError(Problem("set_id", "Pilih salah satu set pertanyaan."))
        same = RoundQuestions.position_kind.is_(None) if kind is None else RoundQuestions.position_kind == kind
        session.execute(delete(RoundQuestions).where(RoundQuestions.round_id == row.id, same))
        if set_id is not None:
            session.add(RoundQuestions(round_id=row.id, position_kind=kind, set_id=set_id))
        record(session, actor, "feedback.questions", ("feedback_round", row.id), unit_id=row.unit_id, set=set_id,
               kind=kind.value if kind else None)  # fmt: skip


# Whom the round is about


@command
def add_unit(actor: Actor, round_id: int, unit_id: int) -> int:
    """Add everybody who works in a unit or below it today; how many were not in the round yet.

    Raises:
        InvalidError: the unit is not part of the round's.
    """
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        unit, top = session.get(Unit, unit_id), session.get_one(Unit, row.unit_id)
        if unit is None or row.unit_id not in unit.lineage:
            raise InvalidError(Problem("unit_id", f"Pilih unit yang termasuk {top.name}."))
        added = _add(session, row, Unit.path.startswith(unit.path))
        record(
            session,
            actor,
            "feedback.subjects",
            ("feedback_round", row.id),
            unit_id=row.unit_id,
            added=added,
            unit=unit_id,
        )
        return added


@command
def add_people(actor: Actor, round_id: int, text: str) -> int:
    """Add people by their NIP, one a line; how many were not in the round yet.

    Raises:
        InvalidError: some of the numbers belong to nobody of the round's unit; nobody was added.
    """
    numbers = {digits for line in text.split("\n") if (digits := nip.normalise(line))}
    if not numbers:
        raise InvalidError(Problem("numbers", "Tulis paling sedikit satu NIP."))
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        top = session.get_one(Unit, row.unit_id)
        here = and_(Unit.path.startswith(top.path), Person.nip.in_(numbers))
        known = set(
            session.scalars(select(Person.nip).where(Person.id.in_(_working(here).with_only_columns(Person.id))))
        )
        if missing := sorted(numbers - known):
            told = ", ".join(missing[:MOST_TOLD])
            words = f"Tidak ada pegawai {top.name} dengan NIP: {told}. Perbaiki, lalu tambahkan lagi."
            raise InvalidError(Problem("numbers", words))
        added = _add(session, row, here)
        record(session, actor, "feedback.subjects", ("feedback_round", row.id), unit_id=row.unit_id, added=added)
        return added


def _working(*conditions: object) -> Select[Any]:
    today = people.today()
    query: Any = (
        select(Person.id, func.min(Posting.unit_id), func.min(AssessorAssignment.assessor_id))
        .join(Posting, and_(Posting.person_id == Person.id, on_day(Posting, today)))
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(
            AssessorAssignment,
            and_(AssessorAssignment.employee_id == Person.id, on_day(AssessorAssignment, today)),
        )
        .where(
            or_(Person.ended_on.is_(None), Person.ended_on >= today),
            Posting.position_kind != PositionKind.POLITICAL,
            *conditions,  # type: ignore[arg-type]
        )
        .group_by(Person.id)
    )
    found: Select[Any] = query
    return found


def _add(session: Session, row: FeedbackRound, *conditions: object) -> int:
    known = select(FeedbackSubject.person_id).where(FeedbackSubject.round_id == row.id)
    found = session.execute(_working(Person.id.not_in(known), *conditions)).all()
    rows = [
        {"round_id": row.id, "person_id": person, "unit_id": unit, "supervisor_id": assessor}
        for person, unit, assessor in found
    ]
    if rows:
        session.execute(insert(FeedbackSubject), rows)
    return len(rows)


@command
def remove_subject(actor: Actor, round_id: int, subject_id: int) -> None:
    """Take somebody out, with everybody proposed as rater."""
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        _remove(session, actor, row, FeedbackSubject.id == subject_id)


@command
def remove_subjects(actor: Actor, round_id: int) -> None:
    """Take everybody out."""
    with atomic() as session:
        row = locked(session, actor, round_id, RoundVerb.PREPARE)
        _remove(session, actor, row, literal(value=True))


def _remove(session: Session, actor: Actor, row: FeedbackRound, which: object) -> None:
    mine = select(FeedbackSubject.id).where(FeedbackSubject.round_id == row.id, which)  # type: ignore[arg-type]
    ids = list(session.scalars(mine))
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        session.execute(delete(Candidate).where(Candidate.subject_id.in_(part)))
        session.execute(delete(FeedbackSubject).where(FeedbackSubject.id.in_(part)))
    record(session, actor, "feedback.subjects_out", ("feedback_round", row.id), unit_id=row.unit_id, removed=len(ids))
