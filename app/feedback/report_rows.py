"""Published rows of rounds that are counted, read as values; leftovers of an interrupted count are never read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, select, union

from app.db import db
from app.domain.anonymity import COMMENT_FLOOR, SCORE_FLOOR, Figure
from app.domain.behaviour import BehaviourValue
from app.domain.feedback import PUBLISHED, RaterClass
from app.domain.questions import QuestionKind
from app.domain.reporting import figure_of
from app.feedback.frozen import rules_of
from app.feedback.keyring import KeyGoneError, Keyring
from app.feedback.models import Candidate, FeedbackRound, FeedbackSubject, Invitation, Question, RoundGroup
from app.feedback.published import PublishedCell, PublishedFigure
from app.people.models import Person


@dataclass(frozen=True)
class Head:
    """Whose report of which round; ``id`` is that of the subject of the round."""

    id: int
    round_id: int
    person_id: int
    person: str
    unit_id: int
    set_id: int | None
    name: str
    period_start: date
    period_end: date
    counted_at: datetime | None
    is_exercise: bool
    score_threshold: int

    @property
    def threshold(self) -> int:
        """How many answering raters scores need by the columns, which count for nothing below the floor."""
        return max(self.score_threshold, SCORE_FLOOR)


@dataclass(frozen=True)
class Row:
    """A published cell with its figures by question; ``classes`` is as stored, '' counts invalid ballots."""

    classes: str
    answering: int
    name: str | None
    figures: dict[int, Figure]


@dataclass(frozen=True)
class Asked:
    """A question as the reports print it."""

    id: int
    kind: QuestionKind
    value: BehaviourValue | None
    text: str


@dataclass(frozen=True)
class Limits:
    """How many answering raters scores and comments need."""

    scores: int
    comments: int


HEADS = (
    select(
        FeedbackSubject.id,
        FeedbackSubject.round_id,
        FeedbackSubject.person_id,
        Person.name,
        FeedbackSubject.unit_id,
        FeedbackSubject.set_id,
        FeedbackRound.name,
        FeedbackRound.period_start,
        FeedbackRound.period_end,
        FeedbackRound.counted_at,
        FeedbackRound.is_exercise,
        FeedbackRound.score_threshold,
    )
    .join(FeedbackRound, FeedbackRound.id == FeedbackSubject.round_id)
    .join(Person, Person.id == FeedbackSubject.person_id)
    .where(FeedbackRound.state.in_(PUBLISHED))
    .order_by(FeedbackRound.closes_at.desc(), FeedbackRound.id.desc(), Person.name, FeedbackSubject.id)
)


def heads(statement: Select[*tuple[Any, ...]], values: dict[str, object] | None = None) -> list[Head]:
    """The published reports a statement made from :data:`HEADS` finds."""
    return [Head(*row) for row in db.session.execute(statement, values or {})]


def of_this_count(table: type[PublishedCell] | type[PublishedFigure]) -> ColumnElement[bool]:
    """Rows of the count that was published."""
    return and_(FeedbackRound.id == table.round_id, FeedbackRound.state.in_(PUBLISHED), FeedbackRound.run == table.run)


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CELLS = (
    select(PublishedCell.subject_id, PublishedCell.classes, PublishedCell.answering, Person.name)
    .join(FeedbackRound, of_this_count(PublishedCell))
    .outerjoin(Person, Person.id == PublishedCell.rater_id)
    .where(PublishedCell.subject_id.in_(_IDS))
)
_FIGURES = (
    select(
        PublishedFigure.subject_id,
        PublishedFigure.classes,
        PublishedFigure.question_id,
        PublishedFigure.n,
        PublishedFigure.counts,
        PublishedFigure.half_steps,
        PublishedFigure.band,
    )
    .join(FeedbackRound, of_this_count(PublishedFigure))
    .where(PublishedFigure.subject_id.in_(_IDS))
)


def published(subject_ids: Iterable[int]) -> dict[int, list[Row]]:
    """The cells of several reports with their figures; two statements, however many."""
    ids = list(subject_ids)
    if not ids:
        return {}
    figures: dict[tuple[int, str], dict[int, Figure]] = {}
    for subject_id, classes, question_id, n, counts, halves, band in db.session.execute(_FIGURES, {"ids": ids}):
        figures.setdefault((subject_id, classes), {})[question_id] = figure_of(n, counts, halves, band)
    found: dict[int, list[Row]] = {number: [] for number in ids}
    for subject_id, classes, answering, name in db.session.execute(_CELLS, {"ids": ids}):
        found[subject_id].append(Row(classes, answering, name, figures.get((subject_id, classes), {})))
    return found


def classes_of_readers(
    subject_ids: Iterable[int], readers: Iterable[int], *more: Select[Any]
) -> dict[int, frozenset[RaterClass]]:
    """In which classes one of ``readers`` may have answered about each subject, by subject; one statement.

    Whoever was proposed or invited counts, whatever became of it: what a reader sees must not tell who was drawn.
    ``more`` select further readers.
    """
    ids = list(subject_ids)
    anybody: list[Any] = [list(readers), *more]
    candidates = [Candidate.person_id.in_(part) for part in anybody]
    invited = [Invitation.rater_id.in_(part) for part in anybody]
    parts = [
        *(
            select(Candidate.subject_id, Candidate.rater_class).where(Candidate.subject_id.in_(ids), who)
            for who in candidates
        ),
        *(
            select(Invitation.subject_id, Invitation.rater_class).where(Invitation.subject_id.in_(ids), who)
            for who in invited
        ),
    ]
    found: dict[int, set[RaterClass]] = {}
    for subject_id, kind in db.session.execute(union(*parts)):
        found.setdefault(subject_id, set()).add(RaterClass(kind))
    return {subject_id: frozenset(kinds) for subject_id, kinds in found.items()}


_QUESTIONS = (
    select(Question.id, Question.kind, Question.value, Question.text)
    .where(Question.set_id == bindparam("set_id"))
    .order_by(Question.position)
)
_GROUPS = select(RoundGroup.rater_class, RoundGroup.by_slip).where(RoundGroup.round_id == bindparam("round_id"))
_SLIPS = select(RoundGroup.round_id, RoundGroup.rater_class).where(RoundGroup.round_id.in_(_IDS), RoundGroup.by_slip)
_VALUES = select(Question.id, Question.value).where(Question.id.in_(_IDS))


def questions(set_id: int | None) -> tuple[Asked, ...]:
    """The questions of a version, in their order."""
    return tuple(Asked(*row) for row in db.session.execute(_QUESTIONS, {"set_id": set_id}))


def values_of(question_ids: Iterable[int]) -> dict[int, BehaviourValue]:
    """The value each scale question belongs to."""
    ids = list(question_ids)
    return {number: value for number, value in db.session.execute(_VALUES, {"ids": ids}) if value} if ids else {}


def groups(round_id: int) -> dict[RaterClass, bool]:
    """The classes that were asked in a round, and whether by slips."""
    return dict(db.session.execute(_GROUPS, {"round_id": round_id}).all())


def slips(round_ids: Iterable[int]) -> dict[int, frozenset[RaterClass]]:
    """The classes answered by slips, by round; one statement."""
    ids = list(round_ids)
    found: dict[int, set[RaterClass]] = {number: set() for number in ids}
    for round_id, kind in db.session.execute(_SLIPS, {"ids": ids}):
        found[round_id].add(kind)
    return {round_id: frozenset(kinds) for round_id, kinds in found.items()}


def limits(round_id: int, folder: Path) -> Limits:
    """The thresholds of a counted round: frozen ones while its key is here; after the purge its columns.

    Columns count for nothing below the floors.

    Raises:
        DeniedError: the frozen rules are not those of the launch.
    """
    row = db.session.get_one(FeedbackRound, round_id)
    scores, comments = row.score_threshold, row.comment_threshold
    try:
        rules = rules_of(row, Keyring(folder, row.token).load())
    except KeyGoneError:
        return Limits(max(scores, SCORE_FLOOR), max(comments, COMMENT_FLOOR))
    return Limits(max(rules.score_threshold, SCORE_FLOOR), max(rules.comment_threshold, COMMENT_FLOOR))
