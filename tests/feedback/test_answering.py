"""Answers reach the box once, under the receipt their rater holds, and leave no trace of when."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask, current_app
from nacl.public import PrivateKey
from sqlalchemy import func, select, update

from app import clock
from app.audit.models import AuditEntry
from app.db import atomic, db
from app.domain.ballots import Answer, decode, text_limit
from app.domain.codes import display
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.feedback import InvitationState, RaterClass, RoundState
from app.feedback import answering, sealing
from app.feedback.answering import Rater, SentBeforeError
from app.feedback.box import Ballot
from app.feedback.frozen import digest_of, rules_of
from app.feedback.models import FeedbackRound, Invitation, Question, WrappedKey
from tests.conftest import person_id, statements
from tests.db.people import actor, side_by_side
from tests.feedback.making import Made, make_round

PEERS = {RaterClass.PEER: ["kenanga", "seroja", "delima"], RaterClass.SUPERIOR: ["cempaka"]}
GOOD = Answer((4,) * 20 + (0,), ("Mendengarkan", "", ""))
OTHER = Answer((2,) * 20 + (None,), ("", "Datang tepat waktu", ""))
CUSTODIANS = ["altair", "elang", "rajawali"]


def made(slips: int = 2) -> Made:
    return make_round({"melur": PEERS}, CUSTODIANS, "widuri", slips={"melur": slips} if slips else None)


def folder() -> Path:
    found: Path = current_app.extensions["tilik"].settings.feedback_keys
    return found


def rater(app: Flask, key: str) -> Rater:
    return Rater.by_login(person_id(app, key))


def key_of(made_: Made) -> PrivateKey:
    """The round's secret key, by the codes of two custodians."""
    row = db.session.get_one(FeedbackRound, made_.id)
    keys, first, second = made_.keyring.load(), *CUSTODIANS[:2]
    wrapped = db.session.scalars(select(WrappedKey).order_by(WrappedKey.id)).first()
    assert wrapped is not None
    inner = sealing.unwrap_first(keys, wrapped.body or b"", sealing.custodian_key(made_.codes[first], made_.token))
    second_key = sealing.custodian_key(made_.codes[second], made_.token)
    return sealing.unwrap_second(inner, second_key, digest_of(row.rules or ""))


def opened_ballots(made_: Made) -> list[tuple[bytes, Answer, str]]:
    """Everything in the box, opened as a count would open it."""
    keys, secret = made_.keyring.load(), key_of(made_)
    found = []
    for ballot in db.session.scalars(select(Ballot)):
        one = sealing.open_ballot(keys, secret, ballot.body)
        assert ballot.id == sealing.ballot_id(keys, one.invitation_id)
        found.append((one.invitation_id, decode(one.answer, 21, 3), one.receipt))
    return found


def test_an_answer_arrives_as_it_was_given(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        form = round_.forms["melur", "kenanga"]
        answering.send(rater(app, "kenanga"), form, GOOD, receipt, folder())
        assert opened_ballots(round_) == [(form, GOOD, receipt)]
        assert [len(body) for body in db.session.scalars(select(Ballot.body))] == [sealing.SEALED_SIZE]


def test_sending_twice_is_sending_once(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
        for _ in range(3):
            answering.send(who, form, GOOD, receipt, folder())
        assert opened_ballots(round_) == [(form, GOOD, receipt)]


def test_the_receipt_replaces_and_nothing_else_does(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
        answering.send(who, form, GOOD, receipt, folder())
        for wrong in (sealing.new_receipt(), "", "bukan", receipt.lower()):
            with pytest.raises(SentBeforeError, match="tanda terima"):
                answering.send(who, form, OTHER, wrong, folder())
        assert opened_ballots(round_) == [(form, GOOD, receipt)]
        answering.send(who, form, OTHER, receipt, folder())
        assert opened_ballots(round_) == [(form, OTHER, receipt)]


def test_taking_back_leaves_a_ballot_of_the_same_size_with_its_receipt(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
        with pytest.raises(DeniedError, match="belum dikirim"):
            answering.withdraw(who, form, receipt, folder())
        answering.send(who, form, GOOD, receipt, folder())
        with pytest.raises(SentBeforeError):
            answering.withdraw(who, form, sealing.new_receipt(), folder())
        answering.withdraw(who, form, receipt, folder())
        assert opened_ballots(round_) == [(form, Answer.withdrawn(), receipt)]
        assert [len(body) for body in db.session.scalars(select(Ballot.body))] == [sealing.SEALED_SIZE]
        answering.send(who, form, OTHER, receipt, folder())
        assert opened_ballots(round_) == [(form, OTHER, receipt)]


def test_a_slip_is_answered_by_its_code_however_it_is_typed(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        code = round_.slips["melur"][0]
        form = db.session.scalars(select(Invitation.id).where(Invitation.slip_hash.is_not(None))).all()
        mine = [one for one in form if holds(Rater.by_slip(code), one)]
        assert len(mine) == 1
        answering.send(Rater.by_slip(display(code).lower()), mine[0], GOOD, receipt, folder())
        assert opened_ballots(round_) == [(mine[0], GOOD, receipt)]


def holds(who: Rater, form: bytes) -> bool:
    try:
        answering.opened(who, form, folder())
    except NotFoundError:
        return False
    return True


def test_the_form_of_somebody_else_does_not_exist(app: Flask) -> None:
    with app.app_context():
        round_ = made()
        mine = round_.forms["melur", "kenanga"]
        for stranger in (rater(app, "seroja"), rater(app, "melur"), Rater.by_slip(round_.slips["melur"][0]), Rater()):
            with pytest.raises(NotFoundError):
                answering.send(stranger, mine, GOOD, sealing.new_receipt(), folder())
        with pytest.raises(NotFoundError):
            answering.send(rater(app, "kenanga"), b"0" * 16, GOOD, sealing.new_receipt(), folder())
        assert opened_ballots(round_) == []


def test_after_the_frozen_hour_nothing_is_taken_whatever_the_column_says(app: Flask) -> None:
    with app.app_context():
        round_ = made()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
        with atomic() as session:
            session.get_one(FeedbackRound, round_.id).closes_at = clock.now() + timedelta(days=400)
        with (
            time_machine.travel(clock.now() + timedelta(days=14), tick=True),
            pytest.raises(DeniedError, match="ditutup"),
        ):
            answering.send(who, form, GOOD, sealing.new_receipt(), folder())
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == 0


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.COUNTED, RoundState.PURGED, RoundState.ABANDONED])
def test_a_closed_round_takes_nothing(sqlite_app: Flask, state: RoundState) -> None:
    with sqlite_app.app_context():
        round_ = made()
        with atomic() as session:
            session.get_one(FeedbackRound, round_.id).state = state
        with pytest.raises(DeniedError, match="ditutup"):
            answering.send(
                rater(sqlite_app, "kenanga"), round_.forms["melur", "kenanga"], GOOD, sealing.new_receipt(), folder()
            )


def test_a_round_that_closes_while_somebody_sends_takes_nothing(sqlite_app: Flask) -> None:
    """What was read before the lock does not count: the state is asked again under it."""
    with sqlite_app.app_context():
        round_ = made()
        found = answering.opened(rater(sqlite_app, "kenanga"), round_.forms["melur", "kenanga"], folder())
        keys, rules = found.keys, found.rules
        before = answering.Opened(found.form, found.round, found.subject, found.questions, rules, keys)
        with atomic() as session:
            session.get_one(FeedbackRound, round_.id).state = RoundState.CLOSED
        with pytest.raises(DeniedError, match="ditutup"):
            answering._put(before, b"x", sealing.new_receipt(), folder())
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == 0


def test_a_form_cancelled_while_somebody_sends_takes_nothing(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        round_ = made()
        found = answering.opened(rater(sqlite_app, "kenanga"), round_.forms["melur", "kenanga"], folder())
        before = answering.Opened(found.form, found.round, found.subject, found.questions, found.rules, found.keys)
        with atomic() as session:
            session.execute(update(Invitation).values(state=InvitationState.CANCELLED))
        with pytest.raises(DeniedError, match="dibatalkan"):
            answering._put(before, b"x", sealing.new_receipt(), folder())
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == 0


def test_changed_questions_or_a_changed_form_stop_the_round(app: Flask) -> None:
    with app.app_context():
        round_ = made()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
        with atomic() as session:
            session.get_one(Question, round_.questions[0]).text = "Apakah ia disukai?"
        with pytest.raises(DeniedError, match="dihentikan"):
            answering.send(who, form, GOOD, sealing.new_receipt(), folder())
    with app.app_context():
        round_ = made()
        stolen = round_.forms["melur", "seroja"]
        with atomic() as session:
            session.execute(
                update(Invitation).where(Invitation.id == stolen).values(rater_class=RaterClass.SUBORDINATE)
            )
        with pytest.raises(DeniedError, match="dihentikan"):
            answering.send(rater(app, "seroja"), stolen, GOOD, sealing.new_receipt(), folder())


def test_without_the_key_on_this_host_nothing_is_taken(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        round_ = made()
        round_.keyring.destroy()
        with pytest.raises(DeniedError, match="Kunci"):
            answering.send(
                rater(sqlite_app, "kenanga"), round_.forms["melur", "kenanga"], GOOD, sealing.new_receipt(), folder()
            )


def test_a_cancelled_form_takes_no_first_answer_but_its_sent_one_can_be_replaced(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        sent, unsent = round_.forms["melur", "kenanga"], round_.forms["melur", "seroja"]
        answering.send(rater(app, "kenanga"), sent, GOOD, receipt, folder())
        with atomic() as session:
            session.execute(update(Invitation).values(state=InvitationState.CANCELLED))
        with pytest.raises(DeniedError, match="dibatalkan"):
            answering.send(rater(app, "seroja"), unsent, GOOD, sealing.new_receipt(), folder())
        answering.send(rater(app, "kenanga"), sent, OTHER, receipt, folder())
        assert opened_ballots(round_) == [(sent, OTHER, receipt)]


def test_declining_is_told_and_only_possible_before_answering(app: Flask) -> None:
    with app.app_context():
        round_ = made()
        form = round_.forms["melur", "seroja"]
        answering.decline(actor(app, "seroja"), form, folder())
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "feedback.decline")).all()
        assert [(entry.actor_id, entry.object_id) for entry in entries] == [
            (person_id(app, "seroja"), round_.subjects["melur"])
        ]
        with pytest.raises(DeniedError, match="tidak mengisi"):
            answering.send(rater(app, "seroja"), form, GOOD, sealing.new_receipt(), folder())
        answering.send(rater(app, "kenanga"), round_.forms["melur", "kenanga"], GOOD, sealing.new_receipt(), folder())
        with pytest.raises(DeniedError, match="sudah dikirim"):
            answering.decline(actor(app, "kenanga"), round_.forms["melur", "kenanga"], folder())


@pytest.mark.parametrize(
    "answer",
    [
        Answer((None,) * 21, ("Bagus", "", "")),
        Answer((0,) * 21, ("", "", "")),
        Answer((3,) * 21, ("x" * (text_limit(21, 3) + 1), "", "")),
        Answer((3,) * 21, ("", "é" * (text_limit(21, 3) // 2 + 1), "")),
    ],
)
def test_an_answer_that_says_nothing_or_too_much_is_refused_with_words(sqlite_app: Flask, answer: Answer) -> None:
    with sqlite_app.app_context():
        round_ = made()
        with pytest.raises(InvalidError):
            answering.send(
                rater(sqlite_app, "kenanga"), round_.forms["melur", "kenanga"], answer, sealing.new_receipt(), folder()
            )
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == 0


def test_the_longest_texts_fit_together(app: Flask) -> None:
    limit = text_limit(21, 3)
    answer = Answer((5,) * 21, ("é" * (limit // 2), "漢" * (limit // 3), "😀" * (limit // 4)))
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        form = round_.forms["melur", "kenanga"]
        answering.send(rater(app, "kenanga"), form, answer, receipt, folder())
        assert opened_ballots(round_) == [(form, answer, receipt)]


def test_answering_writes_into_two_tables_and_nothing_else(app: Flask) -> None:
    with app.app_context():
        round_, receipt = made(), sealing.new_receipt()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
        with atomic() as session:
            rules = rules_of(session.get_one(FeedbackRound, round_.id), round_.keyring.load())
            version = session.get_one(FeedbackRound, round_.id).version
        with statements() as sent:
            answering.send(who, form, GOOD, receipt, folder())
            answering.send(who, form, OTHER, receipt, folder())
            answering.withdraw(who, form, receipt, folder())
        written = {words.split()[0] + " " + words.split()[2 if words.startswith("INSERT") else 1] for words in sent}
        assert {words for words in written if not words.startswith("SELECT")} == {
            "UPDATE invitation", "UPDATE ballot", "INSERT ballot",
        }  # fmt: skip
        row = db.session.get_one(FeedbackRound, round_.id)
        assert (row.version, rules_of(row, round_.keyring.load())) == (version, rules)


def test_clicks_side_by_side_end_in_one_answer(app: Flask) -> None:
    with app.app_context():
        round_, receipt, keys = made(), sealing.new_receipt(), folder()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
    done = side_by_side(app, [lambda: answering.send(who, form, GOOD, receipt, keys)] * 6)
    assert done == [None] * 6
    with app.app_context():
        assert opened_ballots(round_) == [(form, GOOD, receipt)]


def test_two_tabs_with_two_receipts_end_in_the_first_answer(app: Flask) -> None:
    with app.app_context():
        round_, receipts, keys = made(), [sealing.new_receipt() for _ in range(4)], folder()
        form, who = round_.forms["melur", "kenanga"], rater(app, "kenanga")
    tabs = [lambda receipt=receipt: answering.send(who, form, GOOD, receipt, keys) for receipt in receipts]
    done = side_by_side(app, tabs)
    assert done.count(None) == 1
    assert sum(isinstance(one, SentBeforeError) for one in done) == 3
    with app.app_context():
        assert opened_ballots(round_) == [(form, GOOD, receipts[done.index(None)])]
