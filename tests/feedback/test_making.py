"""A made round is a real one: its rules and forms stand under its keys."""

import pytest
from flask import Flask

from app.db import db
from app.domain.errors import DeniedError
from app.domain.feedback import RaterClass
from app.feedback.frozen import invitation_mac, rules_of
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from tests.feedback.making import Made, make_round

PEERS = {RaterClass.PEER: ["kenanga", "seroja", "delima"], RaterClass.SUPERIOR: ["cempaka"]}


def made() -> Made:
    return make_round({"melur": PEERS}, ["altair", "elang", "rajawali"], "widuri", slips={"melur": 4})


def test_rules_and_forms_are_authentic(app: Flask) -> None:
    with app.app_context():
        round_ = made()
        keys = round_.keyring.load()
        row = db.session.get_one(FeedbackRound, round_.id)
        rules = rules_of(row, keys)
        assert [(g.rater_class.value, g.is_slip) for g in rules.groups] == [("peer", False), ("external", True)]
        forms = list(db.session.query(Invitation))
        assert len(forms) == 8
        for form in forms:
            subject = db.session.get_one(FeedbackSubject, form.subject_id)
            assert invitation_mac(keys, row.token, form, subject) == form.mac


@pytest.mark.parametrize("change", [{"public_key": b"k" * 32}, {"rules": "{}"}, {"rules_mac": None}])
def test_a_changed_round_stops(sqlite_app: Flask, change: dict[str, object]) -> None:
    with sqlite_app.app_context():
        round_ = made()
        row = db.session.get_one(FeedbackRound, round_.id)
        for name, value in change.items():
            setattr(row, name, value)
        with db.session.no_autoflush, pytest.raises(DeniedError, match="dihentikan"):
            rules_of(row, round_.keyring.load())
