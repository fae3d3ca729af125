"""Reads of sets of questions."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.questions import QuestionKind, minutes
from app.feedback.models import Question, QuestionSet
from app.people.queries import PER_PAGE


@dataclass(frozen=True)
class SetLine:
    """The newest version of a set."""

    id: int
    name: str
    number: int
    is_frozen: bool


@dataclass(frozen=True)
class QuestionLine:
    """A question of a version; ``mark`` changes with its words."""

    id: int
    kind: QuestionKind
    value: BehaviourValue | None
    text: str
    low: str
    high: str

    @property
    def mark(self) -> str:
        """What tells these words from others."""
        words = "\n".join((self.kind.value, self.value.value if self.value else "", self.text, self.low, self.high))
        return hashlib.sha256(words.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class SetView:
    """A version of a set with its questions, and the numbers of the other versions."""

    id: int
    name: str
    number: int
    is_frozen: bool
    newest_id: int
    questions: tuple[QuestionLine, ...]

    @property
    def minutes(self) -> int:
        """How long one form takes, honestly."""
        scales = sum(one.kind is QuestionKind.SCALE for one in self.questions)
        return minutes(scales, len(self.questions) - scales)

    @property
    def groups(self) -> list[tuple[BehaviourValue | None, list[QuestionLine]]]:
        """Scale questions by their value in the official order, those of none after them."""
        scales = [one for one in self.questions if one.kind is QuestionKind.SCALE]
        order = [*BehaviourValue, None]
        found = [(value, [one for one in scales if one.value is value]) for value in order]
        return [(value, lines) for value, lines in found if lines]

    def question(self, question_id: int) -> QuestionLine:
        """One of its questions.

        Raises:
            NotFoundError: it has none of that id.
        """
        found = next((one for one in self.questions if one.id == question_id), None)
        if found is None:
            raise NotFoundError("Pertanyaan tidak ditemukan.")
        return found

    @property
    def open_questions(self) -> list[QuestionLine]:
        """The open questions."""
        return [one for one in self.questions if one.kind is QuestionKind.OPEN]


def newest_sets(page: int) -> tuple[list[SetLine], bool]:
    """A page of the sets, each in its newest version, by name; and whether there are more."""
    root = func.coalesce(QuestionSet.root_id, QuestionSet.id)
    latest = select(root.label("root"), func.max(QuestionSet.number).label("number")).group_by(root).subquery()
    rows = db.session.execute(
        select(QuestionSet.id, QuestionSet.name, QuestionSet.number, QuestionSet.is_frozen)
        .join(latest, (latest.c.root == root) & (latest.c.number == QuestionSet.number))
        .order_by(QuestionSet.name, QuestionSet.id)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    found = [SetLine(*row) for row in rows]
    return found[:PER_PAGE], len(found) > PER_PAGE


def set_choices() -> list[tuple[int, str]]:
    """The newest version of each set, to be chosen."""
    return [(one.id, f"{one.name}, versi {one.number}") for one in newest_sets(1)[0]]


def set_view(set_id: int) -> SetView:
    """A version of a set.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = db.session.get(QuestionSet, set_id)
    if row is None:
        raise NotFoundError("Set pertanyaan tidak ditemukan.")
    root = row.root_id or row.id
    line = (QuestionSet.id == root) | (QuestionSet.root_id == root)
    newest = db.session.scalars(select(QuestionSet.id).where(line).order_by(QuestionSet.number.desc()).limit(1)).one()
    questions = db.session.execute(
        select(Question.id, Question.kind, Question.value, Question.text, Question.low, Question.high)
        .where(Question.set_id == set_id)
        .order_by(Question.position)
    )
    return SetView(row.id, row.name, row.number, row.is_frozen, newest, tuple(QuestionLine(*one) for one in questions))
