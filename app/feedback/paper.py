"""Reads of an open round for its officers: what was frozen, whom slips are about, how many of them are valid.

Nothing here looks at whether anybody answered.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Date, and_, bindparam, func, select

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import DeniedError, NotFoundError
from app.domain.feedback import InvitationState, RaterClass, RoundState, keeps_rounds
from app.domain.organisation import lineage_of
from app.feedback.frozen import FrozenRules, rules_of
from app.feedback.keyring import KeyGoneError, Keyring
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, RoundGroup
from app.feedback.sealing import RoundKeys
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day

KEY_GONE = (
    "Berkas kunci putaran ini tidak ada di server, jadi putarannya tidak dapat diubah. Beri tahu administrator server."
)


@dataclass(frozen=True)
class RoundHead:
    """A launched round as its officers see it; ``closes_at`` and ``slip_classes`` come from the frozen rules."""

    id: int
    name: str
    state: RoundState
    is_exercise: bool
    closes_at: datetime
    slip_classes: tuple[RaterClass, ...]
    reminded_on: date | None
    reminder: str

    def is_open(self, now: datetime) -> bool:
        """Whether answers still come in."""
        return self.state is RoundState.OPEN and now < self.closes_at


def checked(row: FeedbackRound, folder: Path) -> tuple[RoundKeys, FrozenRules]:
    """The keys of a launched round, and its rules.

    Raises:
        DeniedError: the keys are not on this machine, or the rules are not those of the launch.
    """
    try:
        keys = Keyring(folder, row.token).load()
    except KeyGoneError as error:
        raise DeniedError(KEY_GONE) from error
    return keys, rules_of(row, keys)


def need_keeper(actor: Actor, row: FeedbackRound | None) -> FeedbackRound:
    """The round, if the actor keeps it.

    Raises:
        NotFoundError: there is no such round for this actor.
    """
    path = None if row is None else db.session.scalar(select(Unit.path).where(Unit.id == row.unit_id))
    if row is None or path is None or not keeps_rounds(actor, lineage_of(path)):
        raise NotFoundError("Putaran tidak ditemukan.")
    return row


def kept_round(actor: Actor, round_id: int, folder: Path) -> RoundHead:
    """A launched round the actor keeps, read from its frozen rules.

    Raises:
        NotFoundError: there is no such round for this actor.
        DeniedError: it has not begun, its answers are no longer there, or it was tampered with.
    """
    row = need_keeper(actor, db.session.get(FeedbackRound, round_id))
    if row.state is not RoundState.OPEN:
        raise DeniedError("Halaman ini hanya untuk putaran yang sedang berjalan. Kembalilah ke halaman putarannya.")
    _, rules = checked(row, folder)
    slips = tuple(group.rater_class for group in rules.groups if group.is_slip)
    return RoundHead(
        row.id, row.name, row.state, row.is_exercise, rules.closes_at, slips, row.reminded_on, row.reminder
    )


def most_slips(round_id: int) -> dict[RaterClass, int]:
    """How many slips a subject may have, by class answered with slips."""
    mine = (RoundGroup.round_id == round_id, RoundGroup.by_slip.is_(True))
    return dict(db.session.execute(select(RoundGroup.rater_class, RoundGroup.maximum).where(*mine)).all())


def valid_slips(subject_ids: list[int]) -> dict[tuple[int, RaterClass], int]:
    """How many slips were printed and not cancelled, by subject and class; used or not makes no difference."""
    living = (Invitation.slip_hash.is_not(None), Invitation.state == InvitationState.INVITED)
    rows = db.session.execute(
        select(Invitation.subject_id, Invitation.rater_class, func.count())
        .where(Invitation.subject_id.in_(subject_ids), *living)
        .group_by(Invitation.subject_id, Invitation.rater_class)
    )
    return {(subject_id, rater_class): count for subject_id, rater_class, count in rows}


@dataclass(frozen=True)
class SlipLine:
    """A subject with how many slips are valid, of how many."""

    id: int
    person_id: int
    name: str
    position: str
    unit: str
    slips: int
    most: int


_SUBJECTS = (
    select(
        FeedbackSubject.id,
        FeedbackSubject.person_id,
        Person.name,
        func.min(Posting.position),
        Unit.name.label("unit"),
    )
    .join(Person, Person.id == FeedbackSubject.person_id)
    .join(Unit, Unit.id == FeedbackSubject.unit_id)
    .outerjoin(Posting, and_(Posting.person_id == Person.id, on_day(Posting, bindparam("day", type_=Date))))
    .where(FeedbackSubject.round_id == bindparam("round_id"))
    .group_by(FeedbackSubject.id, FeedbackSubject.person_id, Person.name, Unit.name)
    .order_by(Person.name, FeedbackSubject.id)
)


def slip_lines(round_id: int, day: date, page: int = 1) -> tuple[list[SlipLine], bool]:
    """A page of the subjects of a round with their slips, and whether there are more."""
    query = _SUBJECTS.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    rows = db.session.execute(query, {"round_id": round_id, "day": day}).all()
    most, valid = most_slips(round_id), valid_slips([row[0] for row in rows])
    total = sum(most.values())
    lines = [
        SlipLine(
            row[0], row[1], row[2], row[3] or "", row[4], sum(valid.get((row[0], kind), 0) for kind in most), total
        )
        for row in rows
    ]
    return lines[:PER_PAGE], len(lines) > PER_PAGE


def lines_of(round_id: int, subject_ids: list[int], day: date) -> list[SlipLine]:
    """Some subjects of a round, as they are printed on their slips."""
    query = _SUBJECTS.where(FeedbackSubject.id.in_(subject_ids))
    rows = db.session.execute(query, {"round_id": round_id, "day": day})
    return [SlipLine(row[0], row[1], row[2], row[3] or "", row[4], 0, 0) for row in rows]
