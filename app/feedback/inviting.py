"""Making one form: an invitation under its code of authenticity. Launch, late changes and slips all come by here."""

import hashlib
import secrets
from collections.abc import Iterable

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.feedback import RaterClass
from app.feedback.frozen import invitation_mac
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.feedback.sealing import ID_BYTES, RoundKeys

AT_ONCE = 5000
"""Rows per statement of :func:`invite_all`."""


def slip_hash(code: str) -> bytes:
    """What the database knows of a printed slip; ``code`` are its bare signs."""
    return hashlib.sha256(b"tilik-slip:" + code.encode()).digest()


def form(
    row: FeedbackRound,
    keys: RoundKeys,
    subject: FeedbackSubject,
    rater_class: RaterClass,
    *,
    rater_id: int | None = None,
    slip_code: str | None = None,
) -> Invitation:
    """A form about ``subject`` under its code of authenticity, not stored yet.

    Raises:
        ValueError: neither a rater nor a slip, or both.
    """
    if (rater_id is None) is (slip_code is None):
        raise ValueError("a form is for a rater or for a slip")
    invitation = Invitation(
        id=secrets.token_bytes(ID_BYTES),
        round_id=row.id,
        subject_id=subject.id,
        rater_id=rater_id,
        slip_hash=None if slip_code is None else slip_hash(slip_code),
        rater_class=rater_class,
    )
    invitation.mac = invitation_mac(keys, row.token, invitation, subject)
    return invitation


def invite(
    session: Session,
    row: FeedbackRound,
    keys: RoundKeys,
    subject: FeedbackSubject,
    rater_class: RaterClass,
    *,
    rater_id: int | None = None,
    slip_code: str | None = None,
) -> Invitation:
    """Add a form about ``subject``, for somebody who logs in or for whoever holds a slip.

    Raises:
        ValueError: neither a rater nor a slip, or both.
    """
    invitation = form(row, keys, subject, rater_class, rater_id=rater_id, slip_code=slip_code)
    session.add(invitation)
    return invitation


def invite_all(session: Session, forms: Iterable[Invitation]) -> int:
    """Store forms of :func:`form`, ten thousands as quickly as one, in the order of their random ids; how many."""
    rows = [
        {
            "id": one.id,
            "round_id": one.round_id,
            "subject_id": one.subject_id,
            "rater_id": one.rater_id,
            "slip_hash": one.slip_hash,
            "rater_class": one.rater_class,
            "mac": one.mac,
        }
        for one in sorted(forms, key=lambda one: one.id)
    ]
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(Invitation), rows[start : start + AT_ONCE])
    return len(rows)
