"""Freezing a round at launch: its keys, its rules under a code of authenticity, its secret key wrapped and dropped."""

from datetime import datetime
from itertools import permutations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.feedback import COUNTED
from app.feedback import sealing
from app.feedback.frozen import FrozenGroup, FrozenRules, FrozenSet, digest_of, digest_of_questions, text_of
from app.feedback.keyring import EXERCISE, Keyring
from app.feedback.models import (
    Custodian,
    FeedbackRound,
    FeedbackSubject,
    Question,
    QuestionSet,
    RoundGroup,
    WrappedKey,
)
from app.feedback.sealing import RoundKeys


def freeze(session: Session, row: FeedbackRound, keyring: Keyring, closes_at: datetime) -> RoundKeys:
    """Fix the rules of a round and make its keys; the secret key leaves memory with this call.

    The host secret is written to the key folder before anything refers to it; a launch that is rolled back leaves a
    folder nobody asks for. An exercise, which says so on every page, keeps the secret key in that folder instead.
    """
    secret = sealing.new_secret()
    keyring.create(secret)
    keys, pair = sealing.subkeys(secret), sealing.new_round_key()
    custodians = list(session.scalars(select(Custodian).where(Custodian.round_id == row.id).order_by(Custodian.id)))
    row.closes_at, row.public_key = closes_at, bytes(pair.public_key)
    rules = FrozenRules(
        token=row.token.hex(),
        closes_at=closes_at,
        score_threshold=row.score_threshold,
        comment_threshold=row.comment_threshold,
        groups=_groups(session, row),
        sets=_sets(session, row),
        custodians=tuple((c.public_key or b"").hex() for c in custodians),
        public_key=row.public_key.hex(),
        is_exercise=row.is_exercise,
    )
    row.rules = text_of(rules)
    row.rules_mac = sealing.mac(keys, "rules", row.token, row.rules.encode())
    digest = digest_of(row.rules)
    if row.is_exercise:
        keyring.put(EXERCISE, bytes(pair))
        return keys
    for first, second in permutations(custodians, 2):
        body = sealing.wrap(keys, pair, digest, first.public_key or b"", second.public_key or b"")
        session.add(WrappedKey(round_id=row.id, first_id=first.id, second_id=second.id, body=body))
    return keys


def _groups(session: Session, row: FeedbackRound) -> tuple[FrozenGroup, ...]:
    chosen = {
        group.rater_class: group.by_slip
        for group in session.scalars(select(RoundGroup).where(RoundGroup.round_id == row.id))
    }
    return tuple(FrozenGroup(kind, chosen[kind]) for kind in COUNTED if kind in chosen)


def _sets(session: Session, row: FeedbackRound) -> tuple[FrozenSet, ...]:
    """The versions in use, frozen from now on: a change makes another version."""
    used = select(FeedbackSubject.set_id).where(FeedbackSubject.round_id == row.id).distinct()
    frozen = []
    for version in session.scalars(select(QuestionSet).where(QuestionSet.id.in_(used)).order_by(QuestionSet.id)):
        version.is_frozen = True
        questions = list(session.scalars(select(Question).where(Question.set_id == version.id)))
        frozen.append(FrozenSet(version.id, digest_of_questions(questions)))
    return tuple(frozen)
