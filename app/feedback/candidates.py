"""Reads of the candidates of one subject, and of the people one may choose them from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.feedback import CandidateSource, CandidateState, RaterClass, RoundState
from app.domain.naming import Count, Naming, Side, may_decide, may_name, may_propose, may_reopen, problems_of, sides
from app.domain.organisation import lineage_of
from app.feedback.models import Candidate, FeedbackRound, FeedbackSubject, RoundGroup
from app.people import registry
from app.people.models import AssessorAssignment, Person, Posting, Unit
from app.people.queries import on_day

SHOWN_SUBORDINATES = 20


@dataclass(frozen=True)
class CandidateLine:
    """Somebody proposed; ``is_own``: by the reader."""

    id: int
    name: str
    position: str
    unit: str
    state: CandidateState
    is_own: bool


@dataclass(frozen=True)
class GroupView:
    """A group of a subject; the subject reads the own proposals alone, so ``candidates`` may be fewer than counted."""

    count: Count
    source: CandidateSource
    may_name: bool
    candidates: tuple[CandidateLine, ...]

    @property
    def rater_class(self) -> RaterClass:
        """Which group."""
        return self.count.rater_class


@dataclass(frozen=True)
class NamingView:
    """The candidates of a subject, as one of those concerned sees them.

    ``subordinates`` are the first names of those who are all asked; None when the round does not ask them by itself.
    """

    id: int
    round_id: int
    round: str
    person: str
    unit_id: int
    supervisor: str | None
    is_exercise: bool
    naming: Naming
    sides: frozenset[Side]
    groups: tuple[GroupView, ...]
    subordinates: tuple[str, ...] | None
    may_propose: bool
    may_decide: bool
    may_reopen: bool

    @property
    def is_enough(self) -> bool:
        """Whether the groups the subject proposes for have enough candidates, as far as the reader sees."""
        return not problems_of(group.count for group in self.groups if group.source is CandidateSource.SUBJECT)

    def group(self, rater_class: str) -> GroupView:
        """A group the reader may add to.

        Raises:
            NotFoundError: this round has no such group for the reader.
        """
        found = next((group for group in self.groups if group.rater_class == rater_class), None)
        if found is None:
            raise NotFoundError("Kelompok penjawab tidak ditemukan.")
        return found


_Supervisor = aliased(Person)
_NAMING = (
    select(
        FeedbackSubject.id,
        FeedbackSubject.round_id,
        FeedbackRound.name,
        Person.name.label("person"),
        FeedbackSubject.unit_id,
        _Supervisor.name.label("supervisor"),
        FeedbackRound.is_exercise,
        FeedbackSubject.person_id,
        FeedbackSubject.supervisor_id,
        Unit.path,
        FeedbackRound.state,
        FeedbackRound.nominate_until,
        FeedbackSubject.nominated_at,
        FeedbackSubject.approved_at,
    )
    .join(FeedbackRound, FeedbackRound.id == FeedbackSubject.round_id)
    .join(Unit, Unit.id == FeedbackRound.unit_id)
    .join(Person, Person.id == FeedbackSubject.person_id)
    .outerjoin(_Supervisor, _Supervisor.id == FeedbackSubject.supervisor_id)
)
_ONE = _NAMING.where(FeedbackSubject.id == bindparam("subject_id"))
_GROUPS = (
    select(RoundGroup.rater_class, RoundGroup.source, RoundGroup.minimum, RoundGroup.maximum)
    .where(RoundGroup.round_id == bindparam("round_id"), RoundGroup.by_slip.is_(False))
    .order_by(RoundGroup.id)
)
_CANDIDATES = (
    select(
        Candidate.id,
        Candidate.rater_class,
        Candidate.state,
        Candidate.proposed_by,
        Person.name,
        Posting.position,
        Unit.name.label("unit"),
    )
    .join(Person, Person.id == Candidate.person_id)
    .outerjoin(Posting, and_(Posting.person_id == Person.id, on_day(Posting, bindparam("day", type_=Date))))
    .outerjoin(Unit, Unit.id == Posting.unit_id)
    .where(Candidate.subject_id == bindparam("subject_id"))
    .order_by(Person.name, Candidate.id, Posting.id)
)


def naming_of(row: Any) -> Naming:
    """How far the naming is, from a row of :data:`_NAMING`."""
    return Naming(
        person_id=row.person_id,
        supervisor_id=row.supervisor_id,
        lineage=lineage_of(row.path),
        is_preparing=row.state is RoundState.PREPARING,
        until=row.nominate_until,
        is_submitted=row.nominated_at is not None,
        is_approved=row.approved_at is not None,
    )


def read_naming(subject_id: int) -> Naming:
    """How far the naming for a subject is.

    Raises:
        NotFoundError: there is no such subject.
    """
    row = db.session.execute(_ONE, {"subject_id": subject_id}).one_or_none()
    if row is None:
        raise NotFoundError("Pencalonan tidak ditemukan.")
    return naming_of(row)


def visible_naming(actor: Actor, subject_id: int, today: date) -> NamingView:
    """The candidates of a subject: for the subject, the supervisor, and officers who keep the round.

    Raises:
        NotFoundError: there is no such subject for this actor.
    """
    row = db.session.execute(_ONE, {"subject_id": subject_id}).one_or_none()
    naming = naming_of(row) if row else None
    mine = sides(actor, naming) if naming else frozenset[Side]()
    if row is None or naming is None or not mine:
        raise NotFoundError("Pencalonan tidak ditemukan.")
    groups = db.session.execute(_GROUPS, {"round_id": row.round_id}).all()
    automatic = any(g.rater_class is RaterClass.SUBORDINATE and g.source is CandidateSource.AUTOMATIC for g in groups)
    lines = _lines(actor, subject_id, today)
    return NamingView(
        *row[:7],
        naming=naming,
        sides=mine,
        groups=tuple(_group(g, lines, mine, naming, today) for g in groups if _is_named(g)),
        subordinates=_subordinates(naming.person_id, today) if automatic else None,
        may_propose=may_propose(mine, naming, today),
        may_decide=may_decide(mine, naming, today),
        may_reopen=may_reopen(mine, naming),
    )


def _is_named(group: Any) -> bool:
    return not group.rater_class.is_named and group.source is not CandidateSource.AUTOMATIC


def _lines(actor: Actor, subject_id: int, today: date) -> list[tuple[RaterClass, CandidateLine]]:
    rows = db.session.execute(_CANDIDATES, {"subject_id": subject_id, "day": today})
    found = {row.id: row for row in rows}  # whoever holds two posts stands once
    return [
        (
            row.rater_class,
            CandidateLine(
                row.id, row.name, row.position or "", row.unit or "", row.state, row.proposed_by == actor.person_id
            ),
        )
        for row in found.values()
    ]


def _group(
    group: Any, lines: Iterable[tuple[RaterClass, CandidateLine]], mine: frozenset[Side], naming: Naming, today: date
) -> GroupView:
    here = [line for rater_class, line in lines if rater_class is group.rater_class]
    living = [line for line in here if line.state is not CandidateState.REFUSED]
    shown = [line for line in here if line.is_own] if Side.SUBJECT in mine else here
    counted = [line for line in living if line.is_own] if Side.SUBJECT in mine else living
    return GroupView(
        count=Count(group.rater_class, len(counted), group.minimum, group.maximum),
        source=group.source,
        may_name=may_name(mine, naming, group.source, today),
        candidates=tuple(shown),
    )


def _below(person_id: int, day: date) -> Any:
    return select(AssessorAssignment.employee_id).where(
        AssessorAssignment.assessor_id == person_id, on_day(AssessorAssignment, day)
    )


def _subordinates(person_id: int, day: date) -> tuple[str, ...]:
    query = select(Person.name).where(Person.id.in_(_below(person_id, day))).order_by(Person.name, Person.id)
    return tuple(db.session.scalars(query.limit(SHOWN_SUBORDINATES + 1)))


def choosable(
    view: NamingView, rater_class: RaterClass, text: str, day: date, page: int
) -> tuple[list[tuple[int, str]], bool]:
    """A page of people who can become candidates of a group, with a line for each, and whether there are more."""
    taken = select(Candidate.person_id).where(Candidate.subject_id == view.id)
    apart = {view.naming.person_id, *((view.naming.supervisor_id,) if view.naming.supervisor_id else ())}
    conditions: list[ColumnElement[bool]] = [Person.id.not_in(apart), Person.id.not_in(taken)]
    if rater_class is not RaterClass.SUBORDINATE:
        conditions.append(Person.id.not_in(_below(view.naming.person_id, day)))
    found, more = registry.colleagues(view.unit_id, text, day, page, *conditions)
    unit = ", {}" if text.strip() else ""  # without words they are all of one unit
    return list({line.id: f"{line.name} – {line.position}{unit.format(line.unit)}" for line in found}.items()), more
