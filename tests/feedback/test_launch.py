"""Starting a round: custodians enrol, findings stop it, the draw is nobody's business, all or nothing."""

from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.domain.feedback import RoundState
from app.feedback import launching
from app.feedback.frozen import invitation_mac, rules_of
from app.feedback.keyring import Keyring
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, WrappedKey
from tests.feedback.preparing import findings, officer, prepared, settings


def test_three_custodians_enrol_and_the_round_starts(app: Flask) -> None:
    with app.app_context():
        number = prepared("kenari", "cempaka")
        assert findings(number) == []
        forms = launching.launch(officer("kenari"), number, settings())
        row = db.session.get_one(FeedbackRound, number)
        keys = Keyring(settings().feedback_keys, row.token).load()
        rules = rules_of(row, keys)
        assert row.state is RoundState.OPEN
        assert rules.closes_at == row.closes_at
        assert len(rules.custodians) == 3
        assert db.session.scalar(select(func.count()).select_from(WrappedKey)) == 6
        made = list(db.session.scalars(select(Invitation).where(Invitation.round_id == number)))
        assert len(made) == forms > 20
        for one in made:
            subject = db.session.get_one(FeedbackSubject, one.subject_id)
            assert invitation_mac(keys, row.token, one, subject) == one.mac
