"""Making one form: an invitation under its code of authenticity. Launch, late changes and slips all come by here."""

import hashlib
import secrets

from sqlalchemy.orm import Session

from app.domain.feedback import RaterClass
from app.feedback.frozen import invitation_mac
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.feedback.sealing import ID_BYTES, RoundKeys


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
    invitation = Invitation(
        id=secrets.token_bytes(ID_BYTES),
        round_id=row.id,
        subject_id=subject.id,
        rater_id=rater_id,
        slip_hash=None if slip_code is None else slip_hash(slip_code),
        rater_class=rater_class,
    )
    invitation.mac = invitation_mac(keys, row.token, invitation, subject)
    session.add(invitation)
    return invitation
