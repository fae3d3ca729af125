"""What is stored about a person in rounds: those about them, proposals, forms, codes kept, answers under a name.

Never whether a form was answered: nobody has a list of that.
"""

from typing import Any

from sqlalchemy import select

from app.db import db
from app.domain.feedback import PUBLISHED, RaterClass
from app.feedback.models import Candidate, Custodian, FeedbackRound, FeedbackSubject, Invitation
from app.feedback.published import PublishedCell

ABOUT, PROPOSED, FORM, KEEPER, NAMED = "dinilai", "dicalonkan", "diundang", "pemegang kunci", "jawaban bernama"


def of_person(person_id: int) -> list[tuple[Any, ...]]:
    """Rows of (in which role, round, since, until, class, state); about whom is not the own data."""
    span = (FeedbackRound.name, FeedbackRound.period_start, FeedbackRound.period_end)
    about = select(*span, FeedbackRound.state).join(FeedbackSubject, FeedbackSubject.round_id == FeedbackRound.id)
    of_subject = (
        select(*span, Candidate.rater_class, Candidate.state)
        .join(FeedbackSubject, FeedbackSubject.id == Candidate.subject_id)
        .join(FeedbackRound, FeedbackRound.id == FeedbackSubject.round_id)
        .where(Candidate.person_id == person_id)
    )
    forms = (
        select(*span, Invitation.rater_class, Invitation.state)
        .join(FeedbackRound, FeedbackRound.id == Invitation.round_id)
        .where(Invitation.rater_id == person_id)
    )
    kept = (
        select(*span, FeedbackRound.state)
        .join(Custodian, Custodian.round_id == FeedbackRound.id)
        .where(Custodian.person_id == person_id)
    )
    named = (
        select(*span, PublishedCell.classes)
        .join(FeedbackRound, FeedbackRound.id == PublishedCell.round_id)
        .where(
            PublishedCell.rater_id == person_id,
            FeedbackRound.state.in_(PUBLISHED),
            FeedbackRound.run == PublishedCell.run,
        )
    )
    run = db.session.execute
    return [
        *((ABOUT, *row[:3], None, row[3]) for row in run(about.where(FeedbackSubject.person_id == person_id))),
        *((PROPOSED, *row) for row in run(of_subject.order_by(Candidate.id))),
        *((FORM, *row) for row in run(forms.order_by(Invitation.subject_id))),
        *((KEEPER, *row[:3], None, row[3]) for row in run(kept.order_by(Custodian.id))),
        *((NAMED, *row[:3], RaterClass(row[3]), None) for row in run(named.order_by(PublishedCell.subject_id))),
    ]
