"""Reads of rounds as officers and custodians see them. Nothing here knows whether a form was answered."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from app.db import UtcDateTime, db
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, NotFoundError
from app.domain.feedback import RoundState, keeps_rounds
from app.domain.organisation import lineage_of
from app.domain.rounds import Basics
from app.feedback.frozen import FrozenRules, rules_of
from app.feedback.keyring import KeyGoneError, Keyring
from app.feedback.models import (
    Custodian,
    FeedbackRound,
    FeedbackSubject,
)
from app.feedback.parts import ChosenSet, KeeperLine, chosen_sets, custodians, groups
from app.people.models import Person, Unit
from app.people.queries import PER_PAGE

NOT_FOUND = "Putaran tidak ditemukan."
STARTED = "Putaran ini sudah dimulai atau dibatalkan, jadi aturannya tidak berubah lagi."


@dataclass(frozen=True)
class RoundLine:
    """A round in a list."""

    id: int
    name: str
    unit: str
    state: RoundState
    closes_on: date
    is_exercise: bool


@dataclass(frozen=True)
class RoundView:
    """A round as its officers see it. After launch ``closes_at`` counts, as it stands in the frozen rules."""

    id: int
    name: str
    unit_id: int
    unit: str
    unit_path: str
    state: RoundState
    basics: Basics
    version: int
    prepared_by: str
    launched_at: datetime | None
    closes_at: datetime | None
    subjects: int

    @property
    def is_prepared(self) -> bool:
        """Whether its rules can still change."""
        return self.state is RoundState.PREPARING

    def takes_no_answers(self, closes_at: datetime | None, now: datetime) -> bool:
        """Whether it was started, is over, and was not counted: it waits for the count, or for being given up."""
        return self.state in {RoundState.OPEN, RoundState.CLOSED} and closes_at is not None and now >= closes_at

    @property
    def is_exercise(self) -> bool:
        """Whether it runs without custodians; every page of it says so."""
        return self.basics.is_exercise


def rounds(actor: Actor, page: int) -> tuple[list[RoundLine], bool]:
    """A page of the rounds an officer keeps, the newest first, and whether there are more."""
    query = (
        select(
            FeedbackRound.id, FeedbackRound.name, Unit.name, FeedbackRound.state, FeedbackRound.closes_on,
            FeedbackRound.is_exercise,
        )
        .join(Unit, Unit.id == FeedbackRound.unit_id)
        .order_by(FeedbackRound.id.desc())
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )  # fmt: skip
    if Role.AGENCY_OFFICER not in actor.roles:
        tops = db.session.scalars(select(Unit.path).where(Unit.id.in_(actor.officer_units))).all()
        query = query.where(or_(False, *(Unit.path.startswith(path) for path in tops)))
    found = [RoundLine(*row) for row in db.session.execute(query)]
    return found[:PER_PAGE], len(found) > PER_PAGE


def kept(actor: Actor, round_id: int) -> RoundView:
    """A round of the units an officer keeps.

    Raises:
        NotFoundError: there is none for this actor.
    """
    row = db.session.execute(_ROUND, {"round_id": round_id}).one_or_none()
    if row is None or not keeps_rounds(actor, lineage_of(row.path)):
        raise NotFoundError(NOT_FOUND)
    return _view(row)


def prepared(actor: Actor, round_id: int) -> RoundView:
    """A round that can still be changed.

    Raises:
        NotFoundError: there is none for this actor.
        DeniedError: it was started or given up.
    """
    view = kept(actor, round_id)
    if not view.is_prepared:
        raise DeniedError(STARTED)
    return view


def rules(round_id: int, folder: Path) -> FrozenRules | None:
    """The frozen rules of a launched round, checked; None once its keys are gone.

    Raises:
        DeniedError: they are not those of the launch.
    """
    row = db.session.get_one(FeedbackRound, round_id)
    try:
        return rules_of(row, Keyring(folder, row.token).load())
    except KeyGoneError:
        return None


@dataclass(frozen=True)
class Steps:
    """How far the preparation has come."""

    groups: tuple[str, ...]
    counted: int
    sets: tuple[ChosenSet, ...]
    keepers: tuple[KeeperLine, ...]

    @property
    def missing_codes(self) -> tuple[str, ...]:
        """Custodians who have not confirmed a code."""
        return tuple(keeper.name for keeper in self.keepers if keeper.confirmed_at is None)


def steps(view: RoundView) -> Steps:
    """How far the preparation has come; what stands in the way is found by the check alone."""
    found = groups(view.id)
    return Steps(
        groups=tuple(kind.label for kind in found),
        counted=sum(not kind.is_named for kind in found),
        sets=tuple(chosen_sets(view.id)),
        keepers=tuple(custodians(view.id)),
    )


def _view(row: Any) -> RoundView:
    one: FeedbackRound = row.FeedbackRound
    basics = Basics(
        one.name, one.period_start, one.period_end, one.nominate_until, one.closes_on, one.score_threshold,
        one.comment_threshold, one.most_forms, one.is_exercise,
    )  # fmt: skip
    return RoundView(
        id=one.id,
        name=one.name,
        unit_id=one.unit_id,
        unit=row.unit,
        unit_path=row.path,
        state=one.state,
        basics=basics,
        version=one.version,
        prepared_by=row.preparer,
        launched_at=one.launched_at,
        closes_at=one.closes_at,
        subjects=row.subjects,
    )


_COUNT = (
    select(func.count())
    .select_from(FeedbackSubject)
    .where(FeedbackSubject.round_id == FeedbackRound.id)
    .scalar_subquery()
)
_ROUND: Any = (
    select(
        FeedbackRound, Unit.name.label("unit"), Unit.path, Person.name.label("preparer"), _COUNT.label("subjects")
    )
    .join(Unit, Unit.id == FeedbackRound.unit_id)
    .join(Person, Person.id == FeedbackRound.prepared_by)
    .where(FeedbackRound.id == bindparam("round_id"))
)  # fmt: skip


@dataclass(frozen=True)
class Duty:
    """A round whose code somebody keeps."""

    round_id: int
    name: str
    unit: str
    state: RoundState
    closes_on: date
    is_exercise: bool
    has_code: bool
    confirmed_at: datetime | None


_DUTIES: Any = (
    select(
        FeedbackRound.id, FeedbackRound.name, Unit.name, FeedbackRound.state, FeedbackRound.closes_on,
        FeedbackRound.is_exercise, Custodian.pending_key.is_not(None), Custodian.confirmed_at,
    )
    .join(Custodian, Custodian.round_id == FeedbackRound.id)
    .join(Unit, Unit.id == FeedbackRound.unit_id)
    .where(Custodian.person_id == bindparam("person_id"))
    .order_by(FeedbackRound.id.desc())
)  # fmt: skip


def _duty(row: Any) -> Duty:
    return Duty(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), row[7])


def duties(actor: Actor, page: int) -> tuple[list[Duty], bool]:
    """A page of the rounds whose code the actor keeps, the newest first, and whether there are more."""
    query = _DUTIES.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    found = [_duty(row) for row in db.session.execute(query, {"person_id": actor.person_id})]
    return found[:PER_PAGE], len(found) > PER_PAGE


def duty(actor: Actor, round_id: int) -> Duty:
    """A round whose code the actor keeps.

    Raises:
        NotFoundError: the actor keeps none of that round.
    """
    query = _DUTIES.where(FeedbackRound.id == round_id)
    row = db.session.execute(query, {"person_id": actor.person_id}).one_or_none()
    if row is None:
        raise NotFoundError(NOT_FOUND)
    return _duty(row)


@dataclass(frozen=True)
class KeyTask:
    """A round that waits for one of its custodians: for the code to be made, or to be entered."""

    round_id: int
    name: str
    to_count: bool
    closes_on: date


_OVER = or_(
    FeedbackRound.state == RoundState.CLOSED,
    and_(FeedbackRound.state == RoundState.OPEN, FeedbackRound.closes_at <= bindparam("now", type_=UtcDateTime)),
)
_WAITING: Any = (
    select(FeedbackRound.id, FeedbackRound.name, _OVER, FeedbackRound.closes_on)
    .join(Custodian, Custodian.round_id == FeedbackRound.id)
    .where(
        Custodian.person_id == bindparam("person_id"),
        FeedbackRound.is_exercise.is_(False),
        or_(_OVER, and_(FeedbackRound.state == RoundState.PREPARING, Custodian.confirmed_at.is_(None))),
    )
    .order_by(FeedbackRound.id)
    .limit(PER_PAGE)
)


def keys_waiting(person_id: int, now: datetime) -> list[KeyTask]:
    """Rounds that wait for somebody as custodian; one statement, asked by every home page."""
    rows = db.session.execute(_WAITING, {"person_id": person_id, "now": now})
    return [KeyTask(row[0], row[1], bool(row[2]), row[3]) for row in rows]
