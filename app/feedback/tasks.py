"""What waits for a rater: forms on the home page, the list of one's own forms, and rounds that are over.

Whether a form was answered is asked here for its own rater alone. The closing time shown here is the column's; what
decides is the frozen one, which :mod:`app.feedback.answering` asks before anything is taken.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.sql.selectable import ScalarSelect

from app.db import UtcDateTime, db
from app.domain.errors import NotFoundError
from app.domain.feedback import PUBLISHED, InvitationState, RaterClass, RoundState
from app.domain.questions import QuestionKind, minutes
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, Question
from app.feedback.published import ReceiptList
from app.people.models import Person, Unit
from app.people.queries import PER_PAGE

MOST_ROUNDS = 10


@dataclass(frozen=True)
class Waiting:
    """Forms of a round that somebody has not sent."""

    round_name: str
    forms: int
    closes_on: date


_MINE = (Invitation.rater_id == bindparam("person_id"), FeedbackRound.id == Invitation.round_id)
_OPEN = (FeedbackRound.state == RoundState.OPEN, FeedbackRound.closes_at > bindparam("now", type_=UtcDateTime))
_WAITING = (
    select(FeedbackRound.name, func.count(), FeedbackRound.closes_on)
    .select_from(Invitation)
    .join(FeedbackRound, FeedbackRound.id == Invitation.round_id)
    .where(*_MINE, *_OPEN, Invitation.state == InvitationState.INVITED, Invitation.used.is_(False))
    .group_by(FeedbackRound.id, FeedbackRound.name, FeedbackRound.closes_on)
    .order_by(FeedbackRound.closes_on)
    .limit(MOST_ROUNDS)
)


def waiting(person_id: int, now: datetime) -> list[Waiting]:
    """Rounds with forms that wait for somebody; one statement, asked by every home page."""
    return [Waiting(*row) for row in db.session.execute(_WAITING, {"person_id": person_id, "now": now})]


@dataclass(frozen=True)
class FormRow:
    """One of my forms: about whom, in which role, until when, how long it takes, whether I sent it."""

    id: bytes
    subject: str
    unit: str
    rater_class: RaterClass
    is_sent: bool
    round_name: str
    closes_at: datetime
    is_exercise: bool
    minutes: int


def _count(kind: QuestionKind) -> ScalarSelect[int]:
    return (
        select(func.count()).where(Question.set_id == FeedbackSubject.set_id, Question.kind == kind).scalar_subquery()
    )


_FORMS = (
    select(
        Invitation.id,
        Person.name,
        Unit.name,
        Invitation.rater_class,
        Invitation.used,
        FeedbackRound.name,
        FeedbackRound.closes_at,
        FeedbackRound.is_exercise,
        _count(QuestionKind.SCALE),
        _count(QuestionKind.OPEN),
    )
    .join(FeedbackRound, FeedbackRound.id == Invitation.round_id)
    .join(FeedbackSubject, FeedbackSubject.id == Invitation.subject_id)
    .join(Person, Person.id == FeedbackSubject.person_id)
    .join(Unit, Unit.id == FeedbackSubject.unit_id)
    .where(*_MINE, *_OPEN, or_(Invitation.used, Invitation.state == InvitationState.INVITED))
    .order_by(Invitation.used, FeedbackRound.closes_at, Person.name, Invitation.id)
)


def forms(person_id: int, now: datetime, page: int) -> tuple[list[FormRow], bool]:
    """My forms of running rounds, those still to be sent first, and whether there is a page after this one."""
    asked = _FORMS.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows = db.session.execute(asked, {"person_id": person_id, "now": now}).all()
    return [_row(row) for row in rows[:PER_PAGE]], len(rows) > PER_PAGE


def next_form(person_id: int, now: datetime) -> FormRow | None:
    """The form to go on with after one was sent."""
    unsent = _FORMS.where(Invitation.used.is_(False)).limit(1)
    row = db.session.execute(unsent, {"person_id": person_id, "now": now}).one_or_none()
    return None if row is None else _row(row)


def _row(row: Any) -> FormRow:
    values = [*row[:-2], minutes(*row[-2:])]
    return FormRow(*values)


@dataclass(frozen=True)
class PastRound:
    """A round I was asked in that takes no answers any more."""

    id: int
    name: str
    state: RoundState
    closes_at: datetime | None

    @property
    def words(self) -> str:
        """How far the counting is, for people."""
        if self.state in PUBLISHED:
            return "Sudah dihitung."
        if self.state is RoundState.ABANDONED:
            return "Dibatalkan. Jawaban tidak dihitung dan tidak dapat dibuka."
        return "Sudah ditutup. Dua pemegang kunci akan menghitungnya bersama."

    @property
    def has_receipts(self) -> bool:
        """Whether the list of receipts can be downloaded."""
        return self.state in PUBLISHED


_PAST = (
    select(FeedbackRound.id, FeedbackRound.name, FeedbackRound.state, FeedbackRound.closes_at)
    .where(
        FeedbackRound.id.in_(select(Invitation.round_id).where(Invitation.rater_id == bindparam("person_id"))),
        FeedbackRound.state != RoundState.PREPARING,
        or_(FeedbackRound.state != RoundState.OPEN, FeedbackRound.closes_at <= bindparam("now", type_=UtcDateTime)),
    )
    .order_by(FeedbackRound.closes_at.desc())
    .limit(MOST_ROUNDS)
)


def past_rounds(person_id: int, now: datetime) -> list[PastRound]:
    """The latest rounds I was asked in that are over."""
    return [PastRound(*row) for row in db.session.execute(_PAST, {"person_id": person_id, "now": now})]


_RECEIPTS = (
    select(ReceiptList.content)
    .join(FeedbackRound, FeedbackRound.id == ReceiptList.round_id)
    .where(FeedbackRound.id == bindparam("round_id"), FeedbackRound.state.in_(PUBLISHED))
)


def receipts(person_id: int, round_id: int) -> str:
    """The receipts of every ballot counted in a round I was asked in, sorted, one a line.

    Raises:
        NotFoundError: I was not asked in it, or it is not counted.
    """
    mine = select(Invitation.id).where(Invitation.rater_id == person_id, Invitation.round_id == round_id).exists()
    found = db.session.scalar(_RECEIPTS.where(mine), {"round_id": round_id})
    if found is None:
        raise NotFoundError("Daftar tanda terima tidak ditemukan.")
    return found


_SLIP_RECEIPTS = (
    select(ReceiptList.content)
    .join(Invitation, Invitation.round_id == ReceiptList.round_id)
    .join(FeedbackRound, FeedbackRound.id == ReceiptList.round_id)
    .where(Invitation.slip_hash == bindparam("slip"), FeedbackRound.state.in_(PUBLISHED))
)


def slip_receipts(slip: bytes) -> str:
    """The same for whoever holds a slip of the round.

    Raises:
        NotFoundError: there is no such slip, or its round is not counted.
    """
    found = db.session.scalar(_SLIP_RECEIPTS, {"slip": slip})
    if found is None:
        raise NotFoundError("Daftar tanda terima tidak ditemukan.")
    return found
