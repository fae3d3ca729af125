"""The one door out of this folder: reports made of published rows alone, as far as a reader may see them.

Pages, workbook, PDF and the lines of official forms all start from :class:`Report`, so the rule about who may have
answered holds for each of them (docs/anonymity.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from sqlalchemy import bindparam, select

from app.auth.models import RoleGrant
from app.domain.actors import Actor, Role
from app.domain.anonymity import Figure, Mean, is_for, mean_of
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.feedback import COUNTED, RaterClass
from app.domain.policy import may_read_report
from app.domain.questions import QuestionKind
from app.domain.reporting import Gap, change, classes_of, comment_cells, decimal, for_reader, gaps, label_of, named_mean
from app.feedback import report_rows as rows
from app.feedback.models import FeedbackRound, FeedbackSubject
from app.feedback.report_rows import HEADS, Asked, Head, Limits, Row
from app.people import queries as people

NOT_FOUND = "Laporan umpan balik 360 tidak ditemukan."


@dataclass(frozen=True)
class View:
    """A column of a report: whose answers, how many, and what is told of each question and value.

    ``name`` is whose answer it is where it was given under a name. ``changes`` is how each value moved since the
    round before, where the same classes formed the cell in both.
    """

    classes: str
    label: str
    answering: int
    name: str | None
    is_named: bool
    figures: dict[int, Figure]
    values: dict[BehaviourValue, Mean]
    changes: dict[BehaviourValue, Fraction]


@dataclass(frozen=True)
class Hidden:
    """A group that was asked and is not told of, and why."""

    label: str
    why: str


@dataclass(frozen=True)
class Report:
    """Everything one reader may know of a subject's answers.

    ``said_by`` are the cells comments are told by, with the number of raters; only those the reader may see.
    ``unsaid`` are cells whose comments hold for others but not for this reader, who may have written one.
    """

    head: Head
    is_own: bool
    limits: Limits
    views: tuple[View, ...]
    hidden: tuple[Hidden, ...]
    questions: tuple[Asked, ...]
    invalid: int
    before: Head | None
    said_by: frozenset[str]
    unsaid: frozenset[str]
    asked: tuple[RaterClass, ...]

    @property
    def counted(self) -> tuple[View, ...]:
        """The anonymous columns."""
        return tuple(view for view in self.views if not view.is_named)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the subject's own view lies apart from that of all others."""
        own = next((view.values for view in self.views if view.classes == RaterClass.SELF), {})
        return gaps(own, self.others)

    @property
    def others(self) -> dict[BehaviourValue, Mean]:
        """Per value the mean of all published anonymous figures."""
        by_value: dict[BehaviourValue, list[Figure]] = {}
        values = {q.id: q.value for q in self.questions if q.value}
        for view in self.counted:
            for number, figure in view.figures.items():
                by_value.setdefault(values[number], []).append(figure)
        return {value: mean for value, figures in by_value.items() if (mean := mean_of(figures))}

    def scales(self, value: BehaviourValue) -> tuple[Asked, ...]:
        """The questions of a value."""
        return tuple(q for q in self.questions if q.kind is QuestionKind.SCALE and q.value is value)


def may_be(classes: str, reader_classes: frozenset[RaterClass]) -> bool:
    """Whether a reader may be one of the raters of a cell."""
    return bool(set(classes_of(classes)) & reader_classes)


_OF_SUBJECT = HEADS.where(FeedbackSubject.id == bindparam("subject_id"))
OF_PERSON = HEADS.where(FeedbackSubject.person_id == bindparam("person_id"))


def head_for(actor: Actor, subject_id: int, today: date) -> Head:
    """Whose report of which round, if the actor may read it.

    Raises:
        NotFoundError: there is no published report of that number for this actor.
    """
    found = rows.heads(_OF_SUBJECT, {"subject_id": subject_id})
    if not found or not may_read_report(actor, people.standing(found[0].person_id, today)):
        raise NotFoundError(NOT_FOUND)
    return found[0]


def read(actor: Actor, subject_id: int, today: date, folder: Path) -> Report:
    """The report of a subject as this actor may see it; ``folder`` is where the keys of rounds are.

    Raises:
        NotFoundError: there is no published report of that number for this actor.
    """
    head = head_for(actor, subject_id, today)
    before = _before(head)
    ids = [head.id, *([before.id] if before else [])]
    mine = rows.classes_of_readers(ids, [actor.person_id])
    found = rows.published(ids)
    limits = rows.limits(head.round_id, folder)
    questions = rows.questions(head.set_id)
    values = {q.id: q.value for q in questions if q.value}
    reader = mine.get(head.id, frozenset())
    earlier = _earlier(before, found, mine, questions) if before else {}
    asked = rows.groups(head.round_id)
    said = comment_cells(
        {row.classes: row.answering for row in found[head.id]},
        frozenset(kind for kind, by_slip in asked.items() if by_slip),
        limits.comments,
    )
    told = {cell for cell, n in said.items() if is_for(n, limits.comments, may_be_rater=may_be(cell, reader))}
    views = tuple(
        _view(row, figures, values, earlier.get(row.classes, {}))
        for row in sorted(found[head.id], key=_order)
        if (figures := seen(row, reader, limits.scores)) is not None
    )
    return Report(
        head=head,
        is_own=actor.person_id == head.person_id,
        limits=limits,
        views=views,
        hidden=tuple(_hidden(asked, views, found[head.id], limits)),
        questions=questions,
        invalid=sum(row.answering for row in found[head.id] if not row.classes),
        before=before,
        said_by=frozenset(told) | {view.classes for view in views if view.is_named},
        unsaid=frozenset(said.keys() - told),
        asked=tuple(kind for kind in RaterClass if kind in asked),
    )


def _before(head: Head) -> Head | None:
    """The round before about the same person; an exercise is compared with exercises alone."""
    history = rows.heads(OF_PERSON, {"person_id": head.person_id})
    place = next(number for number, other in enumerate(history) if other.id == head.id)
    return next((other for other in history[place + 1 :] if other.is_exercise is head.is_exercise), None)


def _order(row: Row) -> int:
    kinds = classes_of(row.classes)
    return list(RaterClass).index(kinds[0]) if kinds else len(RaterClass)


def seen(row: Row, reader: frozenset[RaterClass], threshold: int) -> dict[int, Figure] | None:
    """The figures of a cell a reader sees, by question; None where the whole cell is not for that reader."""
    kinds = classes_of(row.classes)
    if not kinds:
        return None
    if kinds[0].is_named:
        return row.figures
    is_rater = may_be(row.classes, reader)
    if not is_for(row.answering, threshold, may_be_rater=is_rater):
        return None
    told = {number: for_reader(figure, threshold, may_be_rater=is_rater) for number, figure in row.figures.items()}
    return {number: figure for number, figure in told.items() if figure is not None}


def _earlier(
    before: Head,
    found: dict[int, list[Row]],
    mine: dict[int, frozenset[RaterClass]],
    questions: tuple[Asked, ...],
) -> dict[str, dict[int, Figure]]:
    """The figures of the round before by cell, under the numbers the same questions have now."""
    now = {(q.value, q.text): q.id for q in questions}
    same = {q.id: now[q.value, q.text] for q in rows.questions(before.set_id) if (q.value, q.text) in now}
    reader = mine.get(before.id, frozenset())
    return {
        row.classes: {same[number]: figure for number, figure in figures.items() if number in same}
        for row in found[before.id]
        if (figures := seen(row, reader, before.threshold)) is not None
    }


def _view(row: Row, figures: dict[int, Figure], values: dict[int, BehaviourValue], earlier: dict[int, Figure]) -> View:
    kinds = classes_of(row.classes)
    means, moved = {}, {}
    for value in BehaviourValue:
        mine = {number: figure for number, figure in figures.items() if values.get(number) is value}
        mean = named_mean(list(mine.values())) if kinds[0].is_named else mean_of(list(mine.values()))
        if mean is not None:
            means[value] = mean
        difference = None if kinds[0].is_named else change(earlier, mine)
        if difference is not None:
            moved[value] = difference
    return View(row.classes, label_of(kinds), row.answering, row.name, kinds[0].is_named, figures, means, moved)


def _hidden(
    asked: Iterable[RaterClass], views: tuple[View, ...], found: Iterable[Row], limits: Limits
) -> Iterable[Hidden]:
    """Groups that were asked and have no column: too few answers, or too few without the reader."""
    told = {kind for view in views for kind in classes_of(view.classes)}
    published = {kind for row in found for kind in classes_of(row.classes)}
    for kind in COUNTED:
        if kind in told or kind not in asked:
            continue
        if kind in published:
            why = (
                f"Anda mungkin termasuk kelompok ini. Angkanya tampil bila ada {limits.scores} jawaban dari orang lain."
            )
        else:
            why = f"Kurang dari {limits.scores} jawaban, juga bila digabung dengan kelompok lain. Tidak diterbitkan."
        yield Hidden(kind.label, why)


@dataclass(frozen=True)
class Recorded:
    """What official forms and the rating page tell of the rounds of a period: lines by value, and the reports."""

    lines: dict[BehaviourValue, tuple[str, ...]]
    reports: tuple[Head, ...]


NOTHING = Recorded({}, ())
_OF_PERIOD = HEADS.where(
    FeedbackSubject.person_id.in_(bindparam("ids", expanding=True)),
    FeedbackRound.period_end.between(bindparam("since"), bindparam("until")),
    FeedbackRound.is_exercise.is_(False),
)
_AUDITORS = select(RoleGrant.person_id).where(RoleGrant.role == Role.AUDITOR)


def recorded(employee_id: int, period_start: date, period_end: date, readers: frozenset[int] = frozenset()) -> Recorded:
    """What official forms (C.1.x, B.1.3-B.1.5) tell of the rounds that ended in a period: a line per value and group.

    Never a comment, a named answer, an exercise or a group that is not published. ``readers`` are those the form is
    made for; a group one of them, or an auditor, may belong to is told of only where it holds without that answer.
    """
    return recorded_of({employee_id: (period_start, period_end)}, readers)[employee_id]


def recorded_of(periods: Mapping[int, tuple[date, date]], readers: frozenset[int]) -> dict[int, Recorded]:
    """The same of several employees with the same readers, each for a period of their own; five statements at most."""
    if not periods:
        return {}
    since, until = min(first for first, _ in periods.values()), max(last for _, last in periods.values())
    every = rows.heads(_OF_PERIOD, {"ids": sorted(periods), "since": since, "until": until})
    heads = [one for one in every if periods[one.person_id][0] <= one.period_end <= periods[one.person_id][1]]
    if not heads:
        return dict.fromkeys(periods, NOTHING)
    ids = [head.id for head in heads]
    published, may_have = rows.published(ids), rows.classes_of_readers(ids, readers, _AUDITORS)
    values = rows.values_of({number for of in published.values() for row in of for number in row.figures})
    mine = {number: tuple(head for head in heads if head.person_id == number) for number in periods}
    return {number: Recorded(_lines(of, published, may_have, values), of) for number, of in mine.items()}


def _lines(
    heads: tuple[Head, ...], published: dict[int, list[Row]], may: dict[int, frozenset[RaterClass]],
    values: dict[int, BehaviourValue],
) -> dict[BehaviourValue, tuple[str, ...]]:  # fmt: skip
    lines: dict[BehaviourValue, tuple[str, ...]] = {}
    for head in reversed(heads):
        for row in sorted(published[head.id], key=_order):
            figures = seen(row, may.get(head.id, frozenset()), head.threshold)
            if figures is None or classes_of(row.classes)[0].is_named:
                continue
            view = _view(row, figures, values, {})
            for value, mean in view.values.items():
                group = view.label[0].lower() + view.label[1:]
                told = f"Umpan balik 360, {group} (n = {view.answering}): {decimal(mean.shown)} dari 5"
                lines[value] = (*lines.get(value, ()), told)
    return lines
