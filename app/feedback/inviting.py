"""Making one form: an invitation under its code of authenticity. Launch, late changes and slips all come by here."""

import hashlib
import secrets
from collections.abc import Iterable
from operator import itemgetter

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.feedback import RaterClass
from app.feedback.frozen import Form, Whom, form_mac, whom
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.feedback.sealing import ID_BYTES, RoundKeys

AT_ONCE = 5000
"""Rows per statement of :func:`invite_all`."""


def slip_hash(code: str) -> bytes:
    """What the database knows of a printed slip; ``code`` are its bare signs."""
    return hashlib.sha256(b"tilik-slip:" + code.encode()).digest()


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
    if (rater_id is None) is (slip_code is None):
        raise ValueError("a form is for a rater or for a slip")
    hashed = None if slip_code is None else slip_hash(slip_code)
    form = Form(secrets.token_bytes(ID_BYTES), rater_id, hashed, rater_class)
    mac = form_mac(keys, row.token, form, whom(subject))
    invitation = Invitation(round_id=row.id, subject_id=subject.id, mac=mac, **form._asdict())
    session.add(invitation)
    return invitation


def invite_all(
    session: Session, row: FeedbackRound, keys: RoundKeys, asked: Iterable[tuple[Whom, RaterClass, int]]
) -> int:
    """Add a form for each subject, class and rater, ten thousands in seconds; how many.

    They are stored in the order of their random ids: who was drawn for whom first stands nowhere.
    """
    rows, round_id, token = [], row.id, row.token
    for about, rater_class, rater_id in asked:
        form = Form(secrets.token_bytes(ID_BYTES), rater_id, None, rater_class)
        mac = form_mac(keys, token, form, about)
        rows.append({**form._asdict(), "round_id": round_id, "subject_id": about.id, "mac": mac})
    rows.sort(key=itemgetter("id"))
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(Invitation.__table__), rows[start : start + AT_ONCE])  # type: ignore[arg-type]
    return len(rows)
