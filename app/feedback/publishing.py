"""What a count publishes of an opened box: cells, figures, comments. Everything else is computed from these alone."""

import random
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.anonymity import Cell, Figure, Group, figure, partition
from app.domain.feedback import RaterClass
from app.feedback.frozen import FrozenGroup, FrozenRules
from app.feedback.opening import Box, Given, SetShape
from app.feedback.sealing import ID_BYTES

INVALID = ""
"""The classes of the row that tells how many ballots about a subject were invalid."""


@dataclass
class Rows:
    """Rows to be written, as dictionaries of columns."""

    cells: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)

    def sorted(self) -> "Rows":
        """By their random keys: the order they are written in says nothing."""
        return Rows(*(sorted(rows, key=lambda row: row["id"]) for rows in (self.cells, self.figures, self.comments)))


def publish(box: Box, rules: FrozenRules, round_id: int, run: int, shuffler: random.Random | None = None) -> Rows:
    """The rows of a count. ``shuffler`` is the system's generator unless a test injects another."""
    shuffler = shuffler or secrets.SystemRandom()
    rows = Rows()
    for subject_id in sorted(box.sets):
        head = {"round_id": round_id, "run": run, "subject_id": subject_id}
        given = box.given.get(subject_id, [])
        groups = [group for group in rules.groups if group.rater_class in box.asked.get(subject_id, ())]
        _Subject(head, box.shapes[box.sets[subject_id]], given, groups, rules, shuffler, rows).publish()
        if box.invalid.get(subject_id):
            rows.cells.append(_row(head, classes=INVALID, answering=box.invalid[subject_id], rater_id=None))
    return rows.sorted()


@dataclass
class _Subject:
    """The answers about one person on their way into rows."""

    head: dict[str, int]
    shape: SetShape
    given: Sequence[Given]
    asked: Sequence[FrozenGroup]
    rules: FrozenRules
    shuffler: random.Random
    rows: Rows

    def publish(self) -> None:
        for kind in RaterClass:
            if kind.is_named:
                self._named(kind)
        answering = {group.rater_class: self._answering(group.rater_class) for group in self.asked}
        groups = [Group(g.rater_class.value, len(answering[g.rater_class]), g.is_slip) for g in self.asked]
        for cell in partition(groups, self.rules.score_threshold):
            members = _members(cell, answering)
            self.rows.cells.append(_row(self.head, classes=_name(cell), answering=cell.answering, rater_id=None))
            self._figures(cell, members)
        for cell in partition(groups, self.rules.comment_threshold):
            self._comments(_name(cell), _members(cell, answering), anonymous=True)

    def _answering(self, kind: RaterClass) -> list[Given]:
        """Who chose at least one step; a form without any would only lift a group over its threshold."""
        return [g for g in self.given if g.form.rater_class is kind and any(g.answer.scores)]

    def _figures(self, cell: Cell, members: Sequence[Given]) -> None:
        for place, question_id in enumerate(self.shape.scales):
            scores = [score for g in members if (score := g.answer.scores[place])]
            found = figure(scores, self.rules.score_threshold)
            if found is not None:
                self.rows.figures.append(_row(self.head, classes=_name(cell), question_id=question_id, **_told(found)))

    def _comments(self, classes: str, members: Iterable[Given], *, anonymous: bool) -> None:
        members = list(members)
        for place, question_id in enumerate(self.shape.texts):
            texts = sorted(text for g in members if (text := g.answer.texts[place].strip()))
            if anonymous:
                self.shuffler.shuffle(texts)
            self.rows.comments.extend(
                _row(self.head, classes=classes, question_id=question_id, position=position, text=text) | _UNTOUCHED
                for position, text in enumerate(texts, 1)
            )

    def _named(self, kind: RaterClass) -> None:
        """The answer with the name; of several superiors the one who is still asked."""
        named = sorted(
            (g for g in self.given if g.form.rater_class is kind), key=lambda g: (g.form.is_cancelled, g.form.id)
        )
        if not named:
            return
        one = named[0]
        self.rows.cells.append(_row(self.head, classes=kind.value, answering=1, rater_id=one.form.rater_id))
        self.rows.figures.extend(
            _row(self.head, classes=kind.value, question_id=question_id, **_told(Figure(1, half_steps=2 * score)))
            for question_id, score in zip(self.shape.scales, one.answer.scores, strict=True)
            if score
        )
        self._comments(kind.value, [one], anonymous=False)


_UNTOUCHED = {"version": 1, "editor_seq": 0, "flag_reason": "", "withhold_reason": ""}


def _members(cell: Cell, answering: dict[RaterClass, list[Given]]) -> list[Given]:
    return [given for name in cell.names for given in answering[RaterClass(name)]]


def _name(cell: Cell) -> str:
    return "+".join(cell.names)


def _row(head: dict[str, int], **columns: object) -> dict[str, Any]:
    return {"id": secrets.token_bytes(ID_BYTES), **head, **columns}


def _told(found: Figure) -> dict[str, object]:
    """A figure as columns."""
    return {
        "n": found.n,
        "counts": ",".join(map(str, found.counts)) if found.counts else None,
        "half_steps": found.half_steps,
        "band": "-".join(map(str, found.band)) if found.band else None,
    }
