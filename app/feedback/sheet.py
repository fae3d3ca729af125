"""A form as its rater sees it: a frozen value, made of checked rows and the frozen rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from sqlalchemy import bindparam, select

from app.db import db
from app.domain.ballots import text_limit
from app.domain.feedback import RaterClass
from app.domain.questions import QuestionKind
from app.feedback.answering import Rater, opened
from app.feedback.models import Question
from app.people import queries as people
from app.people.models import Unit


@dataclass(frozen=True)
class Item:
    """A question on the scale; ``place`` counts them from 0."""

    place: int
    text: str
    low: str
    high: str


@dataclass(frozen=True)
class Part:
    """The questions of one value."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything a rater reads before and while answering about somebody.

    ``limit`` is how many UTF-8 bytes each open answer may take; ``score_threshold`` and ``comment_threshold`` how many
    must answer before figures and texts of a group are shown. ``is_sent`` is for the rater's own eyes.
    """

    round_id: int
    round_name: str
    unit: str
    subject: str
    position: str
    rater_class: RaterClass
    is_slip: bool
    is_exercise: bool
    is_sent: bool
    closes_at: datetime
    score_threshold: int
    comment_threshold: int
    parts: tuple[Part, ...]
    texts: tuple[str, ...]
    limit: int

    @property
    def counts(self) -> tuple[int, int]:
        """How many questions are answered on the scale, and how many in words."""
        return sum(len(part.items) for part in self.parts), len(self.texts)

    @property
    def is_named(self) -> bool:
        """Whether the answer stands in the report with the rater's name."""
        return self.rater_class.is_named

    @property
    def is_about_self(self) -> bool:
        """Whether rater and subject are one."""
        return self.rater_class is RaterClass.SELF


_UNIT = select(Unit.name).where(Unit.id == bindparam("unit_id"))


def sheet_of(rater: Rater, form_id: bytes, folder: Path, day: date) -> Sheet:
    """A form that may be answered now. Four statements.

    Raises:
        NotFoundError: there is no such form of this rater's.
        DeniedError: it cannot be answered (any more); the message says why.
    """
    found = opened(rater, form_id, folder)
    subject = people.person(found.subject.person_id, day)
    texts = tuple(question.text for question in found.questions if question.kind is QuestionKind.OPEN)
    scales, _ = found.counts
    return Sheet(
        round_id=found.round.id,
        round_name=found.round.name,
        unit=db.session.scalars(_UNIT, {"unit_id": found.round.unit_id}).one(),
        subject=subject.name,
        position=subject.position,
        rater_class=found.form.rater_class,
        is_slip=found.form.slip_hash is not None,
        is_exercise=found.rules.is_exercise,
        is_sent=found.form.used,
        closes_at=found.rules.closes_at,
        score_threshold=found.rules.score_threshold,
        comment_threshold=found.rules.comment_threshold,
        parts=_parts(question for question in found.questions if question.kind is QuestionKind.SCALE),
        texts=texts,
        limit=text_limit(scales, len(texts)),
    )


def _parts(scales: Iterable[Question]) -> tuple[Part, ...]:
    """In the order of the set; questions of one value that stand together are one part."""
    numbered = list(enumerate(scales))
    return tuple(
        Part(value.label if value else "Pertanyaan lain", tuple(Item(n, q.text, q.low, q.high) for n, q in group))
        for value, group in groupby(numbered, key=lambda pair: pair[1].value)
    )
