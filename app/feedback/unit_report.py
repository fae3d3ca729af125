"""Figures of a unit and its parts: means over published cells of enough people, nothing to be had by subtraction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import BindParameter, String, bindparam, cast, func, or_, select, union
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.actors import Actor, Role
from app.domain.anonymity import SCORE_FLOOR, Figure, mean_of
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.feedback import COUNTED, PUBLISHED, RaterClass
from app.domain.organisation import lineage_of
from app.domain.policy import may_read_unit_report
from app.domain.reporting import Key, Tree, UnitMean, classes_of, figure_of, label_of, trees
from app.feedback import report_rows as rows
from app.feedback.models import Candidate, FeedbackRound, FeedbackSubject, Invitation, Question
from app.feedback.published import PublishedFigure
from app.feedback.report import seen
from app.people import queries as people
from app.people.models import Posting, Unit
from app.people.queries import PER_PAGE, LedUnit, on_day

NOT_FOUND = "Unit tidak ditemukan."
_NAMED = tuple(kind.value for kind in RaterClass if kind.is_named)


@dataclass(frozen=True)
class RoundChoice:
    """A round that has published figures about people of a unit."""

    id: int
    name: str
    period_start: date
    period_end: date
    is_exercise: bool
    score_threshold: int

    @property
    def threshold(self) -> int:
        """How many answering raters scores need; never below the floor."""
        return max(self.score_threshold, SCORE_FLOOR)


@dataclass(frozen=True)
class Part:
    """A part of a unit: ``id`` None for those who work in the unit directly. A figure that is not shown is absent."""

    id: int | None
    name: str
    means: dict[BehaviourValue, UnitMean]


@dataclass(frozen=True)
class UnitReport:
    """The figures of a unit in a round, for one reader; ``groups`` are the columns: classes and their words."""

    unit: LedUnit
    rounds: tuple[RoundChoice, ...]
    round: RoundChoice | None
    groups: tuple[tuple[str, str], ...]
    means: dict[Key, UnitMean]
    parts: dict[str, tuple[Part, ...]]

    def chosen(self, group: str) -> str:
        """The group whose parts are looked at: the one asked for, or the first."""
        known = [classes for classes, _ in self.groups]
        return group if group in known else next(iter(known), "")


def led_by(person_id: int, today: date) -> frozenset[int]:
    """The units somebody leads."""
    mine = select(Posting.unit_id).where(
        Posting.person_id == person_id, Posting.is_head.is_(True), on_day(Posting, today)
    )
    return frozenset(db.session.scalars(mine))


def units(actor: Actor, today: date, asked: str, page: int) -> tuple[list[LedUnit], bool]:
    """A page of the units whose figures the actor may read, and whether there are more."""
    conditions: list[ColumnElement[bool]] = [Unit.name.icontains(asked.strip(), autoescape=True)]
    if not actor.roles & {Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY}:
        mine = actor.officer_units | led_by(actor.person_id, today)
        if not mine:
            raise NotFoundError(NOT_FOUND)
        conditions.append(or_(*(Unit.path.contains(f"/{number}/") for number in sorted(mine))))
    found = people.led_units(today, *conditions, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    return found[:PER_PAGE], len(found) > PER_PAGE


_ROUNDS = (
    select(
        FeedbackRound.id,
        FeedbackRound.name,
        FeedbackRound.period_start,
        FeedbackRound.period_end,
        FeedbackRound.is_exercise,
        FeedbackRound.score_threshold,
    )
    .join(FeedbackSubject, FeedbackSubject.round_id == FeedbackRound.id)
    .join(Unit, Unit.id == FeedbackSubject.unit_id)
    .where(FeedbackRound.state.in_(PUBLISHED), Unit.path.startswith(bindparam("path")))
    .group_by(FeedbackRound.id)
    .order_by(FeedbackRound.closes_at.desc(), FeedbackRound.id.desc())
)
_TOLD = (
    cast(PublishedFigure.n, String)
    + "|"
    + func.coalesce(func.replace(PublishedFigure.counts, ",", "/"), "")
    + "|"
    + func.coalesce(cast(PublishedFigure.half_steps, String), "")
    + "|"
    + func.coalesce(PublishedFigure.band, "")
)
_FIGURES = (  # gathered by the database: a row for each figure would be half a million in a large agency
    select(
        PublishedFigure.subject_id,
        Unit.path,
        PublishedFigure.classes,
        Question.value,
        func.group_concat(_TOLD),
    )
    .join(FeedbackRound, rows.of_this_count(PublishedFigure))
    .join(FeedbackSubject, FeedbackSubject.id == PublishedFigure.subject_id)
    .join(Unit, Unit.id == FeedbackSubject.unit_id)
    .join(Question, Question.id == PublishedFigure.question_id)
    .where(
        PublishedFigure.round_id == bindparam("round_id"),
        PublishedFigure.classes.not_in(_NAMED),
        Question.value.is_not(None),
    )
    .group_by(PublishedFigure.subject_id, Unit.path, PublishedFigure.classes, Question.value)
)
_ME: BindParameter[int] = bindparam("person_id")
_ROUND: BindParameter[int] = bindparam("round_id")
_MINE = union(
    select(Candidate.subject_id, Candidate.rater_class)
    .join(FeedbackSubject, FeedbackSubject.id == Candidate.subject_id)
    .where(Candidate.person_id == _ME, FeedbackSubject.round_id == _ROUND),
    select(Invitation.subject_id, Invitation.rater_class).where(
        Invitation.rater_id == _ME, Invitation.round_id == _ROUND
    ),
)


def read(actor: Actor, unit_id: int, round_id: int | None, today: date) -> UnitReport:
    """The figures of a unit in a round, the last one when none is chosen.

    Raises:
        NotFoundError: there is no such unit for this actor.
    """
    unit = next(iter(people.led_units(today, Unit.id == unit_id)), None)
    lineage = lineage_of(unit.path) if unit else ()
    if unit is None or not may_read_unit_report(actor, lineage, led_by(actor.person_id, today)):
        raise NotFoundError(NOT_FOUND)
    rounds = tuple(RoundChoice(*row) for row in db.session.execute(_ROUNDS, {"path": unit.path}))
    chosen = next((one for one in rounds if one.id == round_id), next(iter(rounds), None))
    if chosen is None:
        return UnitReport(unit, (), None, (), {}, {})
    found = trees(_means(actor, chosen))
    means = {key: mean for key, tree in found.items() if (mean := tree.shown(lineage))}
    groups = sorted({classes for _, classes in means}, key=_order)
    names = {
        row.id: row.name for row in db.session.execute(select(Unit.id, Unit.name).where(Unit.parent_id == unit_id))
    }
    parts = {classes: tuple(_parts(found, classes, lineage, names)) for classes in groups}
    return UnitReport(
        unit, rounds, chosen, tuple((classes, label_of(classes_of(classes))) for classes in groups), means, parts
    )


def _order(classes: str) -> tuple[int, int]:
    kinds = classes_of(classes)
    return COUNTED.index(kinds[0]), len(kinds)


def _means(actor: Actor, chosen: RoundChoice) -> Iterable[tuple[tuple[int, ...], Key, int]]:
    """Every person's published mean of a value in a cell, as far as the reader sees it in that person's report."""
    values = {"person_id": actor.person_id, "round_id": chosen.id}
    reader: dict[int, set[RaterClass]] = {}
    for subject_id, kind in db.session.execute(_MINE, values):
        reader.setdefault(subject_id, set()).add(RaterClass(kind))
    told = {
        (subject_id, row.classes): seen(row, frozenset(reader[subject_id]), chosen.threshold) or {}
        for subject_id, found in rows.published(sorted(reader)).items()
        for row in found
    }
    value_of = rows.values_of({number for figures in told.values() for number in figures})
    for subject_id, path, classes, value, gathered in db.session.execute(_FIGURES, {"round_id": chosen.id}):
        tenths = _tenths(gathered)
        if subject_id in reader:
            figures = told.get((subject_id, classes), {})
            tenths = _tenths_of([figure for number, figure in figures.items() if value_of.get(number) is value])
        if tenths is not None:
            yield _lineage(path), (value, classes), tenths


@lru_cache(maxsize=4096)
def _tenths(gathered: str) -> int | None:
    """The mean of a value in a cell, as it is shown in the person's report, in tenths."""
    figures = []
    for one in gathered.split(","):
        n, counts, half_steps, band = one.split("|")
        figures.append(figure_of(int(n), counts.replace("/", ","), int(half_steps) if half_steps else None, band))
    return _tenths_of(figures)


def _tenths_of(figures: list[Figure]) -> int | None:
    mean = mean_of(figures)
    return None if mean is None else int(mean.shown * 10)


@lru_cache(maxsize=4096)
def _lineage(path: str) -> tuple[int, ...]:
    return lineage_of(path)


def _parts(found: dict[Key, Tree], classes: str, lineage: tuple[int, ...], names: dict[int, str]) -> Iterable[Part]:
    """The parts of a unit with the figures that may stand beside its total; a part without any is left out."""
    mine = {value: found[value, classes] for value in BehaviourValue if (value, classes) in found}
    direct = {value: mean for value, tree in mine.items() if (mean := tree.direct(lineage))}
    below = {unit for tree in mine.values() for unit in tree.below.get(lineage[-1], ())}
    if direct and below:
        yield Part(None, "Langsung di unit ini", direct)
    for unit in sorted(below, key=lambda number: names.get(number, "")):
        means = {value: mean for value, tree in mine.items() if (mean := tree.shown((*lineage, unit)))}
        if means:
            yield Part(unit, names.get(unit, "–"), means)


def page_of(found: UnitReport, group: str, number: int) -> tuple[tuple[Part, ...], bool]:
    """A page of a unit's parts in one group, and whether there are more."""
    start = (number - 1) * PER_PAGE
    everything = found.parts.get(group, ())
    return everything[start : start + PER_PAGE], len(everything) > start + PER_PAGE
