"""Reads of whose turn it is with the candidates: one's own proposals, and as supervisor."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, and_, bindparam, exists, or_, select

from app.db import db
from app.domain.feedback import CandidateSource, RoundState
from app.feedback.models import FeedbackRound, FeedbackSubject, RoundGroup
from app.people.models import Person
from app.people.queries import PER_PAGE

MOST_WAITING = 100


@dataclass(frozen=True)
class NamingLine:
    """A subject in a list of what one has to do with the naming."""

    id: int
    round: str
    person: str
    until: date | None
    nominated_at: datetime | None
    approved_at: datetime | None
    is_mine: bool


_LINES = (
    select(
        FeedbackSubject.id,
        FeedbackRound.name,
        Person.name.label("person"),
        FeedbackRound.nominate_until,
        FeedbackSubject.nominated_at,
        FeedbackSubject.approved_at,
        (FeedbackSubject.person_id == bindparam("me")).label("is_mine"),
    )
    .join(FeedbackRound, FeedbackRound.id == FeedbackSubject.round_id)
    .join(Person, Person.id == FeedbackSubject.person_id)
    .where(
        FeedbackRound.state == RoundState.PREPARING,
        or_(FeedbackSubject.person_id == bindparam("me"), FeedbackSubject.supervisor_id == bindparam("me")),
        exists(RoundGroup.id).where(
            RoundGroup.round_id == FeedbackRound.id,
            RoundGroup.source == CandidateSource.SUBJECT,
            RoundGroup.by_slip.is_(False),
        ),
    )
)
_LISTED = _LINES.order_by(
    (FeedbackSubject.person_id == bindparam("me")).desc(),
    FeedbackSubject.approved_at.is_not(None),
    Person.name,
    FeedbackSubject.id,
)


def listed(person_id: int, page: int) -> tuple[list[NamingLine], bool]:
    """A page of rounds in preparation in which somebody proposes or decides, what waits first, and whether more."""
    rows = db.session.execute(_LISTED.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE), {"me": person_id})
    lines = [NamingLine(*row) for row in rows]
    return lines[:PER_PAGE], len(lines) > PER_PAGE


@dataclass(frozen=True)
class Waiting:
    """What of the naming waits for somebody: the own proposals, by subject, and how many people's as supervisor."""

    own: tuple[tuple[int, date | None], ...]
    to_decide: int


_OWN_TURN = and_(
    FeedbackSubject.person_id == bindparam("me"),
    FeedbackSubject.nominated_at.is_(None),
    or_(FeedbackRound.nominate_until.is_(None), FeedbackRound.nominate_until >= bindparam("day", type_=Date)),
)
_DECIDERS_TURN = and_(
    FeedbackSubject.supervisor_id == bindparam("me"),
    or_(
        FeedbackSubject.nominated_at.is_not(None),
        FeedbackRound.nominate_until.is_(None),
        FeedbackRound.nominate_until < bindparam("day", type_=Date),
    ),
)
_WAITING = (
    _LINES.where(FeedbackSubject.approved_at.is_(None), or_(_OWN_TURN, _DECIDERS_TURN))
    .order_by(FeedbackSubject.id)
    .limit(MOST_WAITING)
)


def waiting(person_id: int, today: date) -> Waiting:
    """What of the naming waits for somebody; one statement, asked by every home page."""
    rows = [NamingLine(*row) for row in db.session.execute(_WAITING, {"me": person_id, "day": today})]
    own = tuple((row.id, row.until) for row in rows if row.is_mine)
    return Waiting(own, len(rows) - len(own))
