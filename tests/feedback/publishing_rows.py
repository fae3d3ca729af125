"""Published rows made straight from answers by the rules of the count, for tests of what reads them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.db import atomic, db
from app.domain.anonymity import Figure, Group, figure, partition
from app.domain.feedback import COUNTED, RaterClass, RoundState
from app.domain.questions import QuestionKind
from app.feedback.models import FeedbackRound, Question
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure
from tests.feedback.making import Made

Scores = Sequence[Sequence[int | None]]


@dataclass(frozen=True)
class Told:
    """What the raters of one class answered: scores per rater and question, and comments per open question."""

    scores: Scores
    comments: Sequence[tuple[int, str]] = ()
    is_slip: bool = False


@dataclass(frozen=True)
class Answers:
    """Answers about one subject, by class; named ones are of whom they say."""

    by_class: Mapping[RaterClass, Told]
    named: Mapping[RaterClass, int] = field(default_factory=dict)
    invalid: int = 0


def flat(*scores: int, questions: int = 21) -> list[list[int | None]]:
    """Raters who each give the same score to every question."""
    return [[score] * questions for score in scores]


def publish(
    made: Made, answers: Mapping[str, Answers], *, purged: bool = True, run: int = 1, thresholds: tuple[int, int] = (3, 5)
) -> None:
    """Count a made round as the count does: partition, thresholds, figures; then its state, and the keys gone."""
    with atomic() as session:
        scales = _questions(session, made, QuestionKind.SCALE)
        opened = _questions(session, made, QuestionKind.OPEN)
        for login, told in answers.items():
            _publish_subject(session, made, made.subjects[login], told, (scales, opened), (run, *thresholds))
        state = RoundState.PURGED if purged else RoundState.COUNTED
        now = clock.now()
        session.execute(
            update(FeedbackRound)
            .where(FeedbackRound.id == made.id)
            .values(state=state, run=run, counted_at=now, purged_at=now if purged else None)
        )
    if purged:
        made.keyring.destroy()
    db.session.remove()


def _questions(session: Session, made: Made, kind: QuestionKind) -> list[int]:
    mine = select(Question.id).where(Question.id.in_(made.questions), Question.kind == kind)
    return list(session.scalars(mine.order_by(Question.position)))


def _publish_subject(
    session: Session,
    made: Made,
    subject_id: int,
    told: Answers,
    questions: tuple[list[int], list[int]],
    fixed: tuple[int, int, int],
) -> None:
    run, threshold, comment_threshold = fixed
    common = {"round_id": made.id, "run": run, "subject_id": subject_id}
    groups = [
        Group(kind.value, len(told.by_class[kind].scores), told.by_class[kind].is_slip)
        for kind in COUNTED
        if kind in told.by_class
    ]
    for cell in partition(groups, threshold):
        classes = "+".join(cell.names)
        session.add(PublishedCell(id=_id(), classes=classes, answering=cell.answering, **common))
        raters = [rater for name in cell.names for rater in told.by_class[RaterClass(name)].scores]
        for place, question_id in enumerate(questions[0]):
            given = [score for rater in raters if (score := rater[place])]
            _add(session, classes, question_id, figure(given, threshold), common)
        if cell.answering >= comment_threshold:
            words = [pair for name in cell.names for pair in told.by_class[RaterClass(name)].comments]
            _comments(session, classes, words, questions[1], common)
    for kind, rater_id in told.named.items():
        answer = told.by_class[kind]
        cell_row = PublishedCell(id=_id(), classes=kind.value, answering=1, rater_id=rater_id, **common)
        session.add(cell_row)
        for question_id, score in zip(questions[0], answer.scores[0], strict=True):
            if score:
                _add(session, kind.value, question_id, Figure(1, half_steps=2 * score), common)
        _comments(session, kind.value, list(answer.comments), questions[1], common)
    if told.invalid:
        session.add(PublishedCell(id=_id(), classes="", answering=told.invalid, **common))


def _id() -> bytes:
    return secrets.token_bytes(16)


def _add(session: Session, classes: str, question_id: int, found: Figure | None, common: dict[str, int]) -> None:
    if found is None:
        return
    counts = ",".join(map(str, found.counts)) if found.counts else None
    band = f"{found.band[0]}-{found.band[1]}" if found.band else None
    told = {"n": found.n, "counts": counts, "half_steps": found.half_steps, "band": band}
    session.add(PublishedFigure(id=_id(), classes=classes, question_id=question_id, **told, **common))


def _comments(
    session: Session, classes: str, words: Sequence[tuple[int, str]], questions: list[int], common: dict[str, int]
) -> None:
    for position, (place, text) in enumerate(words, 1):
        session.add(
            PublishedComment(
                id=_id(), classes=classes, question_id=questions[place], position=position, text=text, **common
            )
        )


def half_a_year_earlier(made: Made) -> None:
    """Put a round that was just made half a year back, so that another one may follow it."""
    back = timedelta(days=180)
    with atomic() as session:
        row = session.get_one(FeedbackRound, made.id)
        row.closes_at, row.closes_on = clock.now() - back, row.closes_on - back
    db.session.remove()
