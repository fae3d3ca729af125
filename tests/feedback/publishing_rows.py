"""Published rows as the count writes them, from answers given as lists: no ballot is sealed or opened."""

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app import clock
from app.db import atomic, db
from app.domain.ballots import Answer
from app.domain.feedback import RaterClass, RoundState
from app.domain.questions import QuestionKind
from app.feedback.frozen import rules_of
from app.feedback.models import FeedbackRound, Invitation, Question
from app.feedback.opening import Box, Form, Given, SetShape
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure
from app.feedback.publishing import publish as rows_of
from tests.feedback.making import Made


@dataclass(frozen=True)
class Said:
    """What one rater answered: a score for all questions or one for each, comments, and who it is when named."""

    scores: int | Sequence[int | None]
    comments: Sequence[str] = ("", "", "")
    rater_id: int | None = None


Answers = Mapping[RaterClass, Sequence[Said]]


def publish(
    made: Made,
    answers: Mapping[str, Answers],
    *,
    invalid: Mapping[str, int] | None = None,
    purged: bool = True,
    run: int = 1,
) -> None:
    """Publish a made round: the rows of the count, its state, and (``purged``) the keys gone."""
    with atomic() as session:
        row = session.get_one(FeedbackRound, made.id)
        box = _box(session, made, answers)
        box.invalid = {made.subjects[login]: number for login, number in (invalid or {}).items()}
        rows = rows_of(box, rules_of(row, made.keyring.load()), made.id, run, random.Random(7))
        tables = (PublishedCell, rows.cells), (PublishedFigure, rows.figures), (PublishedComment, rows.comments)
        for table, found in tables:
            if found:
                session.execute(insert(table), found)
        row.state, row.run, row.counted_at = RoundState.PURGED if purged else RoundState.COUNTED, run, clock.now()
    if purged:
        made.keyring.destroy()
    db.session.remove()


def _box(session: Session, made: Made, answers: Mapping[str, Answers]) -> Box:
    def questions(kind: QuestionKind) -> tuple[int, ...]:
        mine = select(Question.id).where(Question.id.in_(made.questions), Question.kind == kind)
        return tuple(session.scalars(mine.order_by(Question.position)))

    shape = SetShape(questions(QuestionKind.SCALE), questions(QuestionKind.OPEN))
    box = Box(shapes={1: shape}, sets=dict.fromkeys(made.subjects.values(), 1))
    asked = select(Invitation.subject_id, Invitation.rater_class).where(Invitation.round_id == made.id).distinct()
    for subject_id, kind in session.execute(asked):
        box.asked.setdefault(subject_id, set()).add(kind)
    for login, by_class in answers.items():
        subject_id = made.subjects[login]
        for kind, raters in by_class.items():
            for said in raters:
                scores = (said.scores,) * len(shape.scales) if isinstance(said.scores, int) else tuple(said.scores)
                texts = (*said.comments, *("",) * len(shape.texts))[: len(shape.texts)]
                form = Form(secrets.token_bytes(16), subject_id, kind, said.rater_id, is_cancelled=False, was_used=True)
                box.given.setdefault(subject_id, []).append(Given(form, Answer(scores, texts)))
    return box


def earlier(made: Made, days: int = 180) -> None:
    """Put a round that was just made back in time, so that another one may follow it."""
    back = timedelta(days=days)
    with atomic() as session:
        row = session.get_one(FeedbackRound, made.id)
        moved = {"closes_at": clock.now() - back, "closes_on": row.closes_on - back}
        session.execute(update(FeedbackRound).where(FeedbackRound.id == made.id).values(**moved))
    db.session.remove()
