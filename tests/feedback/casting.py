"""Sealed answers put straight into the box, for tests of what comes after."""

from sqlalchemy import insert, update

from app.db import atomic, db
from app.domain.ballots import Answer, encode
from app.feedback import sealing
from app.feedback.box import Ballot
from app.feedback.models import FeedbackRound, Invitation
from tests.feedback.making import Made


def answer(score: int, *texts: str) -> Answer:
    """The same step on each of the 21 guides, and up to three texts."""
    return Answer((score,) * 21, (*texts, "", "", "")[:3])


def cast(made: Made, form: bytes, given: Answer, receipt: str | None = None) -> str:
    """Put an answer to a form into the box; gives its receipt."""
    receipt = receipt or sealing.new_receipt()
    keys = made.keyring.load()
    with atomic() as session:
        public_key = session.get_one(FeedbackRound, made.id).public_key or b""
        body = sealing.seal_ballot(keys, public_key, encode(given), form, receipt)
        session.execute(insert(Ballot).values(id=sealing.ballot_id(keys, form), round_id=made.id, body=body))
        session.execute(
            update(Invitation).where(Invitation.id == form).values(used=True, verifier=sealing.verifier(form, receipt))
        )
    db.session.remove()
    return receipt
