"""Comments somebody asked to withhold, as officers see them; nothing is decided here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.actors import Actor
from app.domain.anonymity import COMMENT_FLOOR, is_for
from app.domain.errors import NotFoundError
from app.domain.feedback import PUBLISHED
from app.domain.reporting import classes_of, comment_cells, label_of
from app.feedback import report_rows as rows
from app.feedback.models import FeedbackRound, FeedbackSubject, Question
from app.feedback.published import PublishedComment
from app.feedback.report import may_be
from app.people import queries as people
from app.people.models import Person
from app.people.queries import PER_PAGE

NOT_FOUND = "Komentar tidak ditemukan."


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
class Found:
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


def find(session: Session, key: str, *, lock: bool = False) -> Found:
    """A published comment by its key, locked if it is to be changed.

    Raises:
        NotFoundError: there is none.
    """
    try:
        number = bytes.fromhex(key)
    except ValueError as error:
        raise NotFoundError(NOT_FOUND) from error
    if lock:
        session.get(PublishedComment, number, with_for_update=True)
    found = session.execute(_ALL.where(PublishedComment.id == number)).first()
    if found is None:
        raise NotFoundError(NOT_FOUND)
    return Found(*found)


def is_told(actor: Actor, found: Found) -> bool:
    """Whether the comments of this cell are for the actor, who may have answered."""
    return bool(_readable(actor, [found]))


def _readable(actor: Actor, found: list[Found]) -> list[Found]:
    """Those whose comments are for the actor, who may have answered; as many statements for one as for many."""
    ids = sorted({one.subject.id for one in found})
    if not ids:
        return []
    mine = rows.classes_of_readers(ids, [actor.person_id])
    cells = {number: {row.classes: row.answering for row in told} for number, told in rows.published(ids).items()}
    slips = rows.slips({one.round.id for one in found})
    told = []
    for one in found:
        classes, threshold = one.row.classes, max(one.round.comment_threshold, COMMENT_FLOOR)
        answering = comment_cells(cells[one.subject.id], slips[one.round.id], threshold).get(classes, 0)
        is_rater = may_be(classes, mine.get(one.subject.id, frozenset()))
        if classes_of(classes)[0].is_named or is_for(answering, threshold, may_be_rater=is_rater):
            told.append(one)
    return told


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
    """Requests of people the officer neither is nor rates."""
    today, me = people.today(), actor.person_id
    rated = (*people.to_evaluate(me, date.min, today), *people.prepared_by(me, today))
    apart = FeedbackSubject.person_id.not_in({me, *(person.id for person in rated)})
    found = [Found(*row) for row in db.session.execute(_ALL.where(apart, *conditions).order_by(PublishedComment.id))]
    told = [
        one
        for one in _readable(actor, found)
        if one.row.second_officer_id is None or me in {one.row.first_officer_id, one.row.second_officer_id}
    ]
    names = _names({number for f in told for number in (f.subject.person_id, f.row.first_officer_id) if number})
    questions = _questions({f.row.question_id for f in told})
    return [_request(actor, f, names, questions, today) for f in told]


def _request(actor: Actor, found: Found, names: dict[int, str], questions: dict[int, str], today: date) -> Request:
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
