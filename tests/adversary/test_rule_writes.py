"""Writes to the tables that hold a round's rules, keys, times and results: nothing falls, or everything stops."""

import json
import secrets
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import select

from app import clock
from app.db import db
from app.domain.ballots import decode
from app.domain.errors import DeniedError
from app.domain.questions import QuestionKind
from app.feedback import answering, count, frozen, sealing, unlocking
from app.feedback.answering import Rater
from app.feedback.box import Ballot
from app.feedback.frozen import FrozenGroup, FrozenRules
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation, Question, RoundGroup, WrappedKey
from tests.adversary.known import (
    ABOUT,
    KEEPERS,
    SCORES,
    Known,
    all_but,
    alter,
    key_of,
    known_round,
    nothing,
    one,
    seen,
    settings,
    tally,
    truth,
    write,
)
from tests.conftest import person_id
from tests.feedback.casting import answer
from tests.feedback.counting import after_closing, custodian, unlock

NAMES = list(SCORES)
FOUR = NAMES[:4]


def ballots() -> int:
    db.session.remove()
    return len(db.session.scalars(select(Ballot.id)).all())


def stops(known: Known) -> bool:
    """Whether nothing is sealed and nothing is counted any more."""
    before = ballots()
    with pytest.raises(DeniedError, match="dihentikan"):
        known.send("sagu", answer(1))
    with after_closing(), pytest.raises(DeniedError, match="dihentikan"):
        unlock(known.made, *KEEPERS[:2])
    return ballots() == before and not db.session.get_one(FeedbackRound, known.made.id).run


# Keys


def swap_key(known: Known) -> PrivateKey:
    """One's own public key, in the column and in the text of the rules."""
    mine = PrivateKey.generate()
    row = one("SELECT rules FROM feedback_round WHERE id = :id", id=known.made.id)
    text = json.dumps({**json.loads(row.rules), "public_key": bytes(mine.public_key).hex()})
    mac = secrets.token_bytes(32)
    statement = "UPDATE feedback_round SET public_key = :key, rules = :rules, rules_mac = :mac WHERE id = :id"
    write(statement, key=bytes(mine.public_key), rules=text, mac=mac, id=known.made.id)
    return mine


def test_nothing_is_sealed_for_a_key_of_the_attackers(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in FOUR})
        mine = PrivateKey.generate()
        write(
            "UPDATE feedback_round SET public_key = :key WHERE id = :id",
            key=bytes(mine.public_key),
            id=known.made.id,
        )
        assert stops(known)
        swap_key(known)
        assert stops(known)


def test_without_a_code_on_the_rules_the_attacker_reads_answers(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: the rules are taken as they stand in the table."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app, {})
        mine = swap_key(known)
        monkeypatch.setattr(sealing, "is_authentic", lambda *_: True)
        known.send("sagu", answer(1, "rahasia sagu"))
        content = bytes(SealedBox(mine).decrypt(known.body("sagu")))
        told = decode(content[2 : 2 + int.from_bytes(content[:2], "big")], 21, 3)
        assert told.texts[0] == "rahasia sagu"


def test_wrapped_keys_and_rules_of_another_round_fit_no_lock(app: Flask) -> None:
    with app.app_context():
        known, other = known_round(app), known_round(app, {})
        wrapped = select(WrappedKey.id, WrappedKey.body).order_by(WrappedKey.id)
        mine = db.session.execute(wrapped.where(WrappedKey.round_id == known.made.id)).all()
        theirs = db.session.execute(wrapped.where(WrappedKey.round_id == other.made.id)).all()
        for here, there in zip(mine, theirs, strict=True):
            alter(WrappedKey, here.id, body=there.body)
        with after_closing(), pytest.raises(DeniedError, match="dihentikan"):
            unlock(known.made, *KEEPERS[:2])
        row = one("SELECT rules, rules_mac, public_key FROM feedback_round WHERE id = :id", id=other.made.id)
        write(
            "UPDATE feedback_round SET rules = :rules, rules_mac = :mac, public_key = :key WHERE id = :id",
            rules=row.rules,
            mac=bytes(row.rules_mac),
            key=bytes(row.public_key),
            id=known.made.id,
        )
        assert stops(known)


def test_custodians_put_in_the_place_of_others_open_nothing(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        mine = sealing.new_code()
        key = bytes(sealing.custodian_key(mine, known.made.token).public_key)
        write("UPDATE custodian SET public_key = :key WHERE round_id = :id", key=key, id=known.made.id)
        with after_closing(), pytest.raises(DeniedError, match="dihentikan"):
            unlocking.enter_code(custodian(known.made, KEEPERS[0]), known.made.id, mine, settings())


# Thresholds, classes, questions, people


def lowered(known: Known) -> None:
    write("UPDATE feedback_round SET score_threshold = 3, comment_threshold = 5 WHERE id = :id", id=known.made.id)


def from_columns(row: FeedbackRound, keys: sealing.RoundKeys) -> FrozenRules:
    """The leaky twin: thresholds and groups are read from the columns."""
    rules = frozen.rules_of(row, keys)
    groups = db.session.scalars(select(RoundGroup).where(RoundGroup.round_id == row.id))
    kinds = tuple(FrozenGroup(g.rater_class, g.by_slip) for g in groups if not g.rater_class.is_named)
    return replace(rules, score_threshold=row.score_threshold, comment_threshold=row.comment_threshold, groups=kinds)


def test_lowered_thresholds_change_nothing(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in FOUR}, thresholds=(5, 7))
        lowered(known)
        assert known.count() == nothing(known, *FOUR)


def test_thresholds_from_columns_would_publish_four(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_app.app_context():
        known = known_round(sqlite_app, {name: SCORES[name] for name in FOUR}, thresholds=(5, 7))
        lowered(known)
        monkeypatch.setattr(count, "rules_of", from_columns)
        assert known.count().cells == {"peer": 4}


def test_lowered_thresholds_in_the_rules_stop_the_round(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in FOUR}, thresholds=(5, 7))
        rules = one("SELECT rules FROM feedback_round WHERE id = :id", id=known.made.id).rules
        assert '"score_threshold":5' in rules
        alter(FeedbackRound, known.made.id, rules=rules.replace('"score_threshold":5', '"score_threshold":3'))
        assert stops(known)


def slips_and_two(app: Flask) -> Known:
    """Two colleagues and four slips, and the mark of slips taken off their group."""
    known = known_round(app, {name: SCORES[name] for name in NAMES[:2]}, slips={ABOUT: 4})
    for code in known.made.slips[ABOUT]:
        rater = Rater.by_slip(code)
        form = db.session.scalars(select(Invitation.id).where(Invitation.slip_hash == rater.slip)).one()
        answering.send(rater, form, answer(5), sealing.new_receipt(), known.folder)
    write("UPDATE round_group SET by_slip = 0 WHERE round_id = :id", id=known.made.id)
    return known


def test_slips_stay_slips_whatever_the_table_of_groups_says(app: Flask) -> None:
    with app.app_context():
        assert slips_and_two(app).count().cells == {"external": 4}


def test_groups_from_their_table_would_let_slips_join(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_app.app_context():
        known = slips_and_two(sqlite_app)
        write("UPDATE invitation SET rater_class = 'external' WHERE rater_class = 'peer'")
        monkeypatch.setattr(count, "rules_of", from_columns)
        monkeypatch.setattr(sealing, "is_authentic", lambda *_: True)
        monkeypatch.setattr("app.feedback.opening._belongs", lambda *_: True)
        assert known.count().cells == {"external": 6}


@pytest.mark.parametrize(
    "change",
    [{"text": "Pertanyaan lain"}, {"low": "lain"}, {"kind": QuestionKind.OPEN}, {"position": 100}, {"value": None}],
    ids=lambda change: next(iter(change)),
)
def test_changed_questions_stop_the_round_until_they_are_put_back(app: Flask, change: dict[str, object]) -> None:
    with app.app_context():
        known = known_round(app)
        question = db.session.get_one(Question, known.made.questions[0])
        before = {name: getattr(question, name) for name in change}
        alter(Question, known.made.questions[0], **change)
        with pytest.raises(DeniedError, match="dihentikan"):
            known.send("sagu", answer(1))
        with after_closing():
            key = unlock(known.made, *KEEPERS[:2])
            run = known.close()
            with pytest.raises(DeniedError, match="dihentikan"):
                count.run_count(known.made.id, run, key, settings())
        alter(Question, known.made.questions[0], **before)
        assert known.count() == truth(known, *NAMES)


@pytest.mark.parametrize("column", ["person_id", "set_id"])
def test_a_subject_pointed_elsewhere_has_no_valid_answers(app: Flask, column: str) -> None:
    with app.app_context():
        known, other = known_round(app), known_round(app, {})
        value = person_id(app, "murai")
        if column == "set_id":
            value = one("SELECT set_id FROM feedback_subject WHERE round_id = :id", id=other.made.id).set_id
        alter(FeedbackSubject, known.made.subjects[ABOUT], **{column: value})
        with pytest.raises(DeniedError, match="dihentikan"):
            known.send("sagu", answer(1))
        told = known.count()
        assert (told.cells, told.texts, told.valid, told.invalid) == ({}, frozenset(), 0, len(NAMES))


def test_an_exercise_cannot_be_dressed_up_as_a_round(app: Flask) -> None:
    """Whoever answers would believe that nobody can read, while the key lies on the server."""
    with app.app_context():
        known = known_round(app, {}, is_exercise=True)
        write("UPDATE feedback_round SET is_exercise = 0 WHERE id = :id", id=known.made.id)
        with pytest.raises(DeniedError, match="dihentikan"):
            known.send("sagu", answer(1))


# Time and state


def test_neither_column_nor_state_opens_a_round_again(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in all_but("sagu")})
        with after_closing():
            later = clock.now() + timedelta(days=30)
            known.close()
            write(
                "UPDATE feedback_round SET state = 'open', closes_at = :at, closes_on = :day WHERE id = :id",
                at=later.replace(tzinfo=None),
                day=later.date(),
                id=known.made.id,
            )
            with pytest.raises(DeniedError, match="sudah ditutup"):
                known.send("sagu", answer(1))
        del known.receipts["sagu"]
        assert known.count() == truth(known, *all_but("sagu"))
        write("UPDATE feedback_round SET state = 'open' WHERE id = :id", id=known.made.id)
        with pytest.raises(DeniedError, match="Kunci putaran ini tidak ditemukan"):
            known.send("sagu", answer(1))


def test_no_column_lets_custodians_in_early(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        past = clock.now() - timedelta(days=1)
        write(
            "UPDATE feedback_round SET state = 'closed', closes_at = :at, closes_on = :day WHERE id = :id",
            at=past.replace(tzinfo=None),
            day=past.date(),
            id=known.made.id,
        )
        with pytest.raises(DeniedError, match="masih menerima jawaban"):
            unlock(known.made, *KEEPERS[:2])


@pytest.mark.parametrize("state", ["counted", "purged", "abandoned", "preparing"])
def test_a_state_written_from_outside_shows_nothing_and_opens_nothing(app: Flask, state: str) -> None:
    """He can end a round this way, as he can delete every ballot; he reads nothing."""
    with app.app_context():
        known = known_round(app)
        write("UPDATE feedback_round SET state = :state WHERE id = :id", state=state, id=known.made.id)
        count.tidy(settings())
        told = seen(known.made)
        assert (told.cells, told.texts, told.valid) == ({}, frozenset(), None)
        with after_closing(), pytest.raises(DeniedError):
            unlock(known.made, *KEEPERS[:2])
        assert known.made.keyring.place.exists() is (state in {"purged", "preparing"})


def test_a_token_of_another_length_reaches_no_folder(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        known, other = known_round(sqlite_app), known_round(sqlite_app)
        write("UPDATE feedback_round SET token = :none, state = 'counted' WHERE id = :id", none=b"", id=known.made.id)
        with pytest.raises(ValueError, match="another length"):
            count.tidy(settings())
        assert other.made.keyring.load()
        assert tally(other, key_of(other)).cells
