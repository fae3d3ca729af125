"""Reads of rounds as officers and custodians see them. Nothing here knows whether a form was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.domain.actors import Actor, Role
from app.domain.errors import NotFoundError
from app.domain.feedback import CandidateSource, RaterClass, RoundState, keeps_rounds
from app.domain.organisation import lineage_of
from app.domain.people import PositionKind
from app.domain.preflight import GroupRule
from app.domain.rounds import Basics
from app.feedback.models import (
    Custodian,
    FeedbackRound,
    FeedbackSubject,
    QuestionSet,
    RoundGroup,
    RoundQuestions,
    RoundRate,
)
from app.people.models import Person, Unit
from app.people.queries import PER_PAGE

NOT_FOUND = "Putaran tidak ditemukan."


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
class SubjectLine:
    """Somebody the round is about."""

    id: int
    person_id: int
    name: str
    nip: str | None
    unit: str
    supervisor: str | None
    has_nominated: bool
    is_approved: bool


_Supervisor = aliased(Person)
_SUBJECTS: Any = (
    select(
        FeedbackSubject.id, FeedbackSubject.person_id, Person.name, Person.nip, Unit.name, _Supervisor.name,
        FeedbackSubject.nominated_at.is_not(None), FeedbackSubject.approved_at.is_not(None),
    )
    .join(Person, Person.id == FeedbackSubject.person_id)
    .join(Unit, Unit.id == FeedbackSubject.unit_id)
    .outerjoin(_Supervisor, _Supervisor.id == FeedbackSubject.supervisor_id)
    .where(FeedbackSubject.round_id == bindparam("round_id"))
    .order_by(Person.name, FeedbackSubject.id)
)  # fmt: skip


def subjects(round_id: int, page: int, text: str = "") -> tuple[list[SubjectLine], bool]:
    """A page of the people a round is about, by name, narrowed by a part of the name; and whether there are more."""
    query = _SUBJECTS.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    if text:
        query = query.where(Person.name.icontains(text, autoescape=True))
    rows = db.session.execute(query, {"round_id": round_id})
    found = [SubjectLine(*row[:6], bool(row[6]), bool(row[7])) for row in rows]
    return found[:PER_PAGE], len(found) > PER_PAGE


def subject(round_id: int, subject_id: int) -> SubjectLine:
    """One of the people a round is about.

    Raises:
        NotFoundError: the round is about nobody of that id.
    """
    query = _SUBJECTS.where(FeedbackSubject.id == subject_id)
    row = db.session.execute(query, {"round_id": round_id}).one_or_none()
    if row is None:
        raise NotFoundError("Pegawai tidak ditemukan dalam putaran ini.")
    return SubjectLine(*row[:6], bool(row[6]), bool(row[7]))


def groups(round_id: int) -> dict[RaterClass, GroupRule]:
    """The groups of raters of a round, in their order."""
    rows = db.session.scalars(select(RoundGroup).where(RoundGroup.round_id == round_id))
    found = {g.rater_class: GroupRule(g.rater_class, g.source, g.minimum, g.maximum, g.by_slip) for g in rows}
    return {kind: found[kind] for kind in RaterClass if kind in found}


@dataclass(frozen=True)
class ChosenSet:
    """Which set of questions a kind of position gets; everybody else where there is no kind."""

    kind: PositionKind | None
    set_id: int
    name: str
    number: int


def chosen_sets(round_id: int) -> list[ChosenSet]:
    """The sets of a round: for everybody else first."""
    rows = db.session.execute(
        select(RoundQuestions.position_kind, QuestionSet.id, QuestionSet.name, QuestionSet.number)
        .join(QuestionSet, QuestionSet.id == RoundQuestions.set_id)
        .where(RoundQuestions.round_id == round_id)
    )
    found = [ChosenSet(*row) for row in rows]
    return sorted(found, key=lambda one: (one.kind is not None, one.kind.label if one.kind else ""))


@dataclass(frozen=True)
class KeeperLine:
    """A custodian of a round."""

    id: int
    person_id: int
    name: str
    has_code: bool
    confirmed_at: datetime | None


def custodians(round_id: int) -> list[KeeperLine]:
    """Who keeps the codes of a round."""
    rows = db.session.execute(
        select(Custodian, Person.name)
        .join(Person, Person.id == Custodian.person_id)
        .where(Custodian.round_id == round_id)
        .order_by(Custodian.id)
    )
    return [KeeperLine(one.id, one.person_id, name, one.pending_key is not None, one.confirmed_at) for one, name in rows]


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
    return Duty(*row[:6], bool(row[6]), row[7])


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
class RateLine:
    """How much of a unit's forms came in, in steps of ten percent, as of a day."""

    unit: str
    percent: int
    day: date


def rates(round_id: int, page: int) -> tuple[list[RateLine], bool]:
    """A page of the daily rates of a round by unit; small groups have none."""
    rows = db.session.execute(
        select(Unit.name, RoundRate.tenths * 10, RoundRate.day)
        .join(Unit, Unit.id == RoundRate.unit_id)
        .where(RoundRate.round_id == round_id)
        .order_by(Unit.name, Unit.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    found = [RateLine(*row) for row in rows]
    return found[:PER_PAGE], len(found) > PER_PAGE


def units_of(path: str, text: str) -> list[tuple[int, str]]:
    """Units of a round by a part of their name, the round's own first; at most twenty."""
    query = select(Unit.id, Unit.name).where(Unit.path.startswith(path), Unit.valid_to.is_(None))
    if text:
        query = query.where(or_(Unit.path == path, Unit.name.icontains(text, autoescape=True)))
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Unit.path).limit(MOST_OFFERED))]


MOST_OFFERED = 20
