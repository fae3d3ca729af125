"""Withholding a comment: asked for by the person it is about or the assessor, done by two officers of the agency.

The text stays readable to those two until objections are decided, then it is deleted. No audit entry holds a text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from app.audit.service import record
from app.db import atomic, command, db
from app.domain.actors import Actor
from app.domain.anonymity import COMMENT_FLOOR, is_for
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.feedback import PUBLISHED, WITHHELD_READABLE
from app.domain.policy import may_decide_withholding, may_read_report
from app.domain.reporting import classes_of, comment_cells, label_of
from app.feedback import report_rows as rows
from app.feedback.models import FeedbackRound, FeedbackSubject, Question
from app.feedback.published import PublishedComment
from app.feedback.report import may_be
from app.people import queries as people
from app.people.models import Person
from app.people.queries import PER_PAGE

NOT_FOUND = "Komentar tidak ditemukan."
TWICE = "Anda sudah mengusulkan penahanan ini. Yang menyetujui harus petugas lain."
DONE = "Komentar ini sudah ditahan."
OVER = "Permintaan ini sudah dijawab, jadi tidak ada lagi yang perlu diputuskan."


@dataclass(frozen=True)
class Request:
    """A comment somebody asked to withhold, as an officer sees it; ``text`` is '' once it was deleted."""

    key: str
    version: int
    subject_id: int
    subject: str
    round: str
    question: str
    group: str
    text: str
    flag_reason: str
    first_officer: str | None
    proposed_by_me: bool
    withhold_reason: str
    withheld_on: date | None
    readable_until: date | None


@dataclass(frozen=True)
class _Found:
    """A comment with what decides who may do what to it."""

    row: PublishedComment
    subject: FeedbackSubject
    round: FeedbackRound


_ALL = (
    select(PublishedComment, FeedbackSubject, FeedbackRound)
    .join(FeedbackSubject, FeedbackSubject.id == PublishedComment.subject_id)
    .join(FeedbackRound, FeedbackRound.id == PublishedComment.round_id)
    .where(FeedbackRound.state.in_(PUBLISHED), FeedbackRound.run == PublishedComment.run)
)


def _find(session: Session, key: str, *, lock: bool = False) -> _Found:
    try:
        number = bytes.fromhex(key)
    except ValueError as error:
        raise NotFoundError(NOT_FOUND) from error
    if lock:
        session.get(PublishedComment, number, with_for_update=True)
    found = session.execute(_ALL.where(PublishedComment.id == number)).first()
    if found is None:
        raise NotFoundError(NOT_FOUND)
    return _Found(*found)


def _is_for(actor: Actor, found: _Found) -> bool:
    """Whether the comments of this cell are for the actor, who may have answered."""
    subject_id, classes = found.subject.id, found.row.classes
    if classes_of(classes)[0].is_named:
        return True
    mine = rows.classes_of_readers([subject_id], [actor.person_id]).get(subject_id, frozenset())
    threshold = max(found.round.comment_threshold, COMMENT_FLOOR)
    cells = {row.classes: row.answering for row in rows.published([subject_id])[subject_id]}
    slips = frozenset(kind for kind, by_slip in rows.groups(found.round.id).items() if by_slip)
    answering = comment_cells(cells, slips, threshold).get(classes, 0)
    return is_for(answering, threshold, may_be_rater=may_be(classes, mine))


@command
def flag(actor: Actor, subject_id: int, key: str, reason: str) -> None:
    """Ask for a comment to be withheld; a second click changes nothing.

    Raises:
        NotFoundError: the comment is not in a report this actor reads.
        InvalidError: no reason was given.
        DeniedError: it is withheld already.
    """
    reason = _given(reason)
    with atomic() as session:
        found = _find(session, key, lock=True)
        standing = people.standing(found.subject.person_id, people.today())
        if found.subject.id != subject_id or not may_read_report(actor, standing) or not _is_for(actor, found):
            raise NotFoundError(NOT_FOUND)
        if found.row.second_officer_id is not None:
            raise DeniedError(DONE)
        if found.row.flagged_by is not None:
            return
        found.row.flagged_by, found.row.flag_reason = actor.person_id, reason
        found.row.outdate()
        _audit(session, actor, found, "feedback.flag_comment")


@command
def decide(actor: Actor, key: str, version: int, reason: str) -> bool:
    """Propose to withhold a comment, or agree to another officer's proposal; gives whether it is withheld now.

    Raises:
        NotFoundError: nobody asked for it, or it is not this officer's to decide.
        InvalidError: a proposal has no reason.
        DeniedError: this officer proposed it.
        StaleError: it changed since it was read.
    """
    with atomic() as session:
        found = _asked(session, actor, key)
        row = found.row
        if row.second_officer_id is not None:
            if actor.person_id in {row.first_officer_id, row.second_officer_id}:
                return True
            raise NotFoundError(NOT_FOUND)
        if row.first_officer_id == actor.person_id:
            raise DeniedError(TWICE)
        if row.version != version:
            raise StaleError
        if row.first_officer_id is None:
            row.first_officer_id, row.withhold_reason = actor.person_id, _given(reason)
        else:
            today = people.today()
            row.second_officer_id, row.withheld_on = actor.person_id, today
            row.readable_until = today + WITHHELD_READABLE
        row.outdate()
        is_withheld = row.second_officer_id is not None
        _audit(session, actor, found, "feedback.withhold_comment" if is_withheld else "feedback.propose_withholding")
        return is_withheld


@command
def refuse(actor: Actor, key: str, version: int) -> None:
    """Leave a comment where it is: the request and a proposal are taken off it.

    Raises:
        NotFoundError: nobody asked for it, or it is not this officer's to decide.
        DeniedError: it is withheld already.
        StaleError: it changed since it was read.
    """
    with atomic() as session:
        found = _asked(session, actor, key)
        row = found.row
        if row.second_officer_id is not None:
            raise DeniedError(DONE)
        if row.version != version:
            raise StaleError
        row.flagged_by = row.first_officer_id = None
        row.flag_reason = row.withhold_reason = ""
        row.outdate()
        _audit(session, actor, found, "feedback.keep_comment")


def _asked(session: Session, actor: Actor, key: str) -> _Found:
    found = _find(session, key, lock=True)
    standing = people.standing(found.subject.person_id, people.today())
    if found.row.flagged_by is None or not may_decide_withholding(actor, standing) or not _is_for(actor, found):
        raise NotFoundError(NOT_FOUND)
    return found


def _given(reason: str) -> str:
    if not reason.strip():
        raise InvalidError(Problem("reason", "Tulis alasannya dalam satu atau dua kalimat."))
    return reason.strip()


def _audit(session: Session, actor: Actor, found: _Found, action: str) -> None:
    subject = ("feedback_subject", found.subject.id)
    record(session, actor, action, subject, unit_id=found.subject.unit_id, comment=found.row.id.hex())


def requests(actor: Actor, page: int) -> tuple[list[Request], bool]:
    """A page of what waits for an officer and of what the officer decided and may still read, the oldest first."""
    mine = (PublishedComment.first_officer_id == actor.person_id) | (
        PublishedComment.second_officer_id == actor.person_id
    )
    open_ones = PublishedComment.second_officer_id.is_(None)
    readable = PublishedComment.readable_until >= people.today()
    found = _requests(actor, PublishedComment.flagged_by.is_not(None), open_ones | (mine & readable))
    start = (page - 1) * PER_PAGE
    return found[start : start + PER_PAGE], len(found) > start + PER_PAGE


def request_for(actor: Actor, key: str) -> Request:
    """One comment with its request.

    Raises:
        NotFoundError: nobody asked for it, it is not this officer's to decide, or others withheld it.
    """
    try:
        found = _requests(actor, PublishedComment.id == bytes.fromhex(key), PublishedComment.flagged_by.is_not(None))
    except ValueError as error:
        raise NotFoundError(NOT_FOUND) from error
    if not found:
        raise NotFoundError(NOT_FOUND)
    return found[0]


def _requests(actor: Actor, *conditions: ColumnElement[bool]) -> list[Request]:
    """Requests of people the officer neither is nor rates; few at any time, so they are looked at one by one."""
    today, told = people.today(), []
    for each in db.session.execute(_ALL.where(*conditions).order_by(PublishedComment.id)).all():
        found = _Found(*each)
        is_mine = actor.person_id in {found.row.first_officer_id, found.row.second_officer_id}
        if found.row.second_officer_id is not None and not is_mine:
            continue
        if may_decide_withholding(actor, people.standing(found.subject.person_id, today)) and _is_for(actor, found):
            told.append(found)
    names = _names({number for f in told for number in (f.subject.person_id, f.row.first_officer_id) if number})
    questions = _questions({f.row.question_id for f in told})
    return [_request(actor, f, names, questions, today) for f in told]


def _request(actor: Actor, found: _Found, names: dict[int, str], questions: dict[int, str], today: date) -> Request:
    row = found.row
    is_over = row.readable_until is not None and row.readable_until < today
    return Request(
        key=row.id.hex(),
        version=row.version,
        subject_id=found.subject.id,
        subject=names[found.subject.person_id],
        round=found.round.name,
        question=questions[row.question_id],
        group=label_of(classes_of(row.classes)),
        text="" if is_over else row.text,
        flag_reason=row.flag_reason,
        first_officer=names.get(row.first_officer_id or 0),
        proposed_by_me=row.first_officer_id == actor.person_id,
        withhold_reason=row.withhold_reason,
        withheld_on=row.withheld_on,
        readable_until=row.readable_until,
    )


def _names(ids: Iterable[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Person.id, Person.name).where(Person.id.in_(list(ids)))).all())


def _questions(ids: Iterable[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Question.id, Question.text).where(Question.id.in_(list(ids)))).all())


@command
def expire() -> int:
    """Delete the texts of withheld comments whose time of objection is over; gives how many."""
    with atomic() as session:
        over = select(PublishedComment).where(
            PublishedComment.second_officer_id.is_not(None),
            PublishedComment.readable_until < people.today(),
            PublishedComment.text != "",
        )
        found = list(session.scalars(over.with_for_update()))
        for row in found:
            row.text = ""
        return len(found)
