"""Reads of the parts of a round: people, groups, questions, custodians, daily rates, units to choose from."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from app.auth.models import RoleGrant
from app.db import db
from app.domain.actors import Actor, Role
from app.domain.errors import NotFoundError
from app.domain.feedback import Keeper, RaterClass, why_not_custodian
from app.domain.people import PositionKind
from app.domain.preflight import About, GroupRule, Keyholder, Terms
from app.feedback.models import (
    Custodian,
    FeedbackRound,
    FeedbackSubject,
    QuestionSet,
    RoundGroup,
    RoundQuestions,
    RoundRate,
)
from app.people import queries as people
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day


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


def _line(row: Any) -> SubjectLine:
    return SubjectLine(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]), bool(row[7]))


def subjects(round_id: int, page: int, text: str = "") -> tuple[list[SubjectLine], bool]:
    """A page of the people a round is about, by name, narrowed by a part of the name; and whether there are more."""
    query = _SUBJECTS.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    if text:
        query = query.where(Person.name.icontains(text, autoescape=True))
    rows = db.session.execute(query, {"round_id": round_id})
    found = [_line(row) for row in rows]
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
    return _line(row)


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
    return [
        KeeperLine(one.id, one.person_id, name, one.pending_key is not None, one.confirmed_at) for one, name in rows
    ]


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


MOST_OFFERED = 20


def units_of(path: str, text: str) -> list[tuple[int, str]]:
    """Units of a round by a part of their name, the round's own first; at most twenty."""
    query = select(Unit.id, Unit.name).where(Unit.path.startswith(path), Unit.valid_to.is_(None))
    if text:
        query = query.where(or_(Unit.path == path, Unit.name.icontains(text, autoescape=True)))
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Unit.path).limit(MOST_OFFERED))]


def units_for(actor: Actor, text: str) -> list[tuple[int, str]]:
    """Units whose rounds an officer keeps, by a part of their name, the topmost first; at most twenty."""
    query = select(Unit.id, Unit.name).where(Unit.valid_to.is_(None))
    if Role.AGENCY_OFFICER not in actor.roles:
        tops = db.session.scalars(select(Unit.path).where(Unit.id.in_(actor.officer_units))).all()
        query = query.where(or_(False, *(Unit.path.startswith(path) for path in tops)))
    if text:
        query = query.where(Unit.name.icontains(text, autoescape=True))
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Unit.path).limit(MOST_OFFERED))]


def values_of(rule: GroupRule) -> dict[str, Any]:
    """What the form of a group shows."""
    return {
        "source": rule.source.value, "minimum": rule.minimum, "maximum": rule.maximum, "by_slip": rule.by_slip,
    }  # fmt: skip


def keepers(row: FeedbackRound, terms: Terms, abouts: Iterable[About]) -> tuple[Keyholder, ...]:
    """The chosen custodians, with why one of them cannot be one."""
    rows = db.session.execute(_KEEPERS, {"round_id": row.id, "day": people.today()}).all()
    small = small_groups(terms, abouts)
    roles: dict[int, set[Any]] = defaultdict(set)
    first: dict[int, Any] = {}
    for one in rows:
        first.setdefault(one.person_id, one)
        roles[one.person_id] |= {one.role} - {None}
    units = {person_id: one.unit_id for person_id, one in first.items()}
    return tuple(
        Keyholder(
            person_id,
            one.name,
            one.confirmed_at is not None,
            why_not_custodian(
                Keeper(person_id, one.unit_id or 0, frozenset(roles[person_id]), person_id in small),
                row.prepared_by,
                frozenset(unit for other, unit in units.items() if other != person_id),
            ),
        )
        for person_id, one in first.items()
    )


def small_groups(terms: Terms, abouts: Iterable[About]) -> set[int]:
    """Assessors of somebody who is answered about by a group below twice the threshold."""
    small = set()
    for about in abouts:
        for group in terms.groups:
            size = group.maximum if group.by_slip else about.pool(group.rater_class)
            if not group.rater_class.is_named and 0 < size < terms.least_raters and about.supervisor_id is not None:
                small.add(about.supervisor_id)
    return small


_KEEPERS: Any = (
    select(Custodian.person_id, Person.name, Custodian.confirmed_at, Posting.unit_id, RoleGrant.role)
    .join(Person, Person.id == Custodian.person_id)
    .outerjoin(Posting, and_(Posting.person_id == Custodian.person_id, on_day(Posting, bindparam("day", type_=Date))))
    .outerjoin(RoleGrant, RoleGrant.person_id == Custodian.person_id)
    .where(Custodian.round_id == bindparam("round_id"))
    .order_by(Custodian.id)
)
