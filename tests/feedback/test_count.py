"""Two custodians count a round: what is published, what is not, and that it happens once."""

import json
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask, current_app
from sqlalchemy import func, select, update

from app import clock
from app.db import atomic, db
from app.domain.actors import Actor
from app.domain.ballots import Answer
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.feedback import RaterClass, RoundState
from app.feedback import count, sealing, unlocking
from app.feedback.box import Ballot
from app.feedback.keyring import PROGRESS
from app.feedback.models import FeedbackRound, Invitation, WrappedKey
from app.feedback.published import PublishedCell, PublishedFigure, ReceiptList
from tests.feedback.casting import answer, cast
from tests.feedback.counting import after_closing, count_here, custodian, published, unlock
from tests.feedback.making import Made, make_round

PEERS = ["kenanga", "seroja", "delima", "flamboyan", "dahlia"]
UNDER = ["jempiring", "sagu"]
KEEPERS = ["altair", "elang", "rajawali"]


def made_round(**more: object) -> Made:
    about = {
        "melur": {
            RaterClass.SUPERIOR: ["cempaka"],
            RaterClass.SELF: ["melur"],
            RaterClass.PEER: PEERS,
            RaterClass.SUBORDINATE: UNDER,
        }
    }
    return make_round(about, KEEPERS, "widuri", **more)  # type: ignore[arg-type]


def settings() -> object:
    return current_app.extensions["tilik"].settings


def test_five_peers_are_published_and_two_subordinates_join_them(app: Flask) -> None:
    with app.app_context():
        made = made_round()
        for name, score in zip(PEERS, (5, 4, 4, 3, 2), strict=True):
            cast(made, made.forms["melur", name], answer(score, f"teruskan {name}"))
        for name in UNDER:
            cast(made, made.forms["melur", name], answer(1, "", "mulai"))
        cast(made, made.forms["melur", "cempaka"], answer(4, "bernama"))
        count_here(made)
        found = published(made.id)
        about = made.subjects["melur"]
        assert [(row[1], row[2]) for row in found["published_cell"]] == [("peer+subordinate", 7), ("superior", 1)]
        together = [row for row in found["published_figure"] if row[1] == "peer+subordinate"]
        assert len(together) == 21
        assert {row[3:] for row in together} == {(7, "2,1,1,2,1", None, None)}
        named = [row for row in found["published_figure"] if row[1] == "superior"]
        assert {row[3:] for row in named} == {(1, None, 8, None)}
        texts = {(row[1], row[4]) for row in found["published_comment"]}
        assert ("superior", "bernama") in texts
        assert {text for cell, text in texts if cell == "peer+subordinate"} == {
            *(f"teruskan {name}" for name in PEERS),
            "mulai",
        }
        assert all(row[0] == about for row in found["published_cell"])


@pytest.mark.parametrize("below", [0, 1, 2])
def test_whether_few_subordinates_answered_shows_in_no_name_of_a_group(sqlite_app: Flask, below: int) -> None:
    with sqlite_app.app_context():
        made = made_round()
        for name in (*PEERS, *UNDER[:below]):
            cast(made, made.forms["melur", name], answer(4, "teruskan"))
        count_here(made)
        found = published(made.id)
        for table in ("published_cell", "published_figure", "published_comment"):
            assert {row[1] for row in found[table]} == {"peer+subordinate"}


def test_a_group_below_the_threshold_is_nowhere(app: Flask) -> None:
    with app.app_context():
        made = made_round()
        for name in PEERS[:2]:
            cast(made, made.forms["melur", name], answer(2, "tidak boleh terbit"))
        count_here(made)
        assert published(made.id) == {"published_cell": [], "published_figure": [], "published_comment": []}
        row = db.session.get_one(FeedbackRound, made.id)
        assert (row.valid_ballots, row.invalid_ballots, row.missing_ballots) == (2, 0, 0)


def test_slips_help_no_group_of_colleagues_over_the_threshold(app: Flask) -> None:
    with app.app_context():
        made = made_round(slips={"melur": 4})
        slips = list(db.session.scalars(select(Invitation.id).where(Invitation.rater_id.is_(None))))
        for form in slips:
            cast(made, form, answer(5, "dari warga"))
        for name in PEERS[:2]:
            cast(made, made.forms["melur", name], answer(1))
        count_here(made)
        found = published(made.id)
        assert [(row[1], row[2]) for row in found["published_cell"]] == [("external", 4)]
        assert found["published_comment"] == []  # comments need five
        assert {row[6] for row in found["published_figure"]} == {"4-5"}


def test_answers_without_a_step_lift_nobody(app: Flask) -> None:
    with app.app_context():
        made = made_round()
        for name in PEERS[:2]:
            cast(made, made.forms["melur", name], answer(3))
        blank = Answer((0,) * 21, ("hanya tulisan", "", ""))
        cast(made, made.forms["melur", PEERS[2]], blank)
        count_here(made)
        assert published(made.id)["published_cell"] == []


def test_what_was_taken_back_counts_nowhere_but_keeps_its_receipt(app: Flask) -> None:
    with app.app_context():
        made = made_round()
        kept = [cast(made, made.forms["melur", name], answer(4)) for name in PEERS[:3]]
        back = cast(made, made.forms["melur", PEERS[3]], Answer.withdrawn())
        count_here(made)
        assert published(made.id)["published_cell"][0][2] == 3
        listed = db.session.get_one(ReceiptList, made.id).content
        assert listed == "".join(f"{receipt}\n" for receipt in sorted([*kept, back]))


def test_a_cancelled_raters_answer_counts(app: Flask) -> None:
    with app.app_context():
        made = made_round()
        for name in PEERS[:3]:
            cast(made, made.forms["melur", name], answer(4))
        with atomic() as session:
            session.execute(update(Invitation).values(state="cancelled"))
        count_here(made)
        assert published(made.id)["published_cell"][0][2] == 3


def test_afterwards_nothing_opens_a_ballot_any_more(app: Flask) -> None:
    with app.app_context():
        made = made_round()
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4, "rahasia"))
        place = made.keyring.place
        count_here(made)
        row = db.session.get_one(FeedbackRound, made.id)
        assert row.state is RoundState.PURGED
        assert row.purged_at is not None
        assert db.session.scalar(select(func.count()).select_from(Ballot)) == 0
        assert set(db.session.scalars(select(WrappedKey.body))) == {None}
        assert set(db.session.scalars(select(Invitation.verifier))) == {None}
        assert set(db.session.scalars(select(Invitation.used))) == {False}
        assert not place.exists()
        with after_closing(), pytest.raises(DeniedError, match="selesai"):
            unlock(made, "altair", "elang")


@pytest.mark.parametrize("pair", [("altair", "elang"), ("elang", "rajawali"), ("rajawali", "altair")])
def test_any_two_custodians_count_when_the_third_lost_the_code(sqlite_app: Flask, pair: tuple[str, str]) -> None:
    with sqlite_app.app_context():
        made = made_round()
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4))
        count_here(made, *pair)
        assert published(made.id)["published_cell"][0][2] == 5


def test_one_custodian_alone_opens_nothing(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), after_closing():
        made = made_round(closes_at=clock.now() - timedelta(hours=1))
        actor = custodian(made, "altair")
        assert unlocking.enter_code(actor, made.id, made.codes["altair"], settings()) is None  # type: ignore[arg-type]
        assert unlocking.enter_code(actor, made.id, made.codes["altair"], settings()) is None  # type: ignore[arg-type]
        with pytest.raises(InvalidError, match="bukan kode Anda"):
            unlocking.enter_code(actor, made.id, made.codes["elang"], settings())  # type: ignore[arg-type]
        assert db.session.get_one(FeedbackRound, made.id).state is RoundState.OPEN


def test_codes_are_refused_before_closing_and_from_others(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = made_round()
        with pytest.raises(DeniedError, match="masih menerima jawaban"):
            unlocking.enter_code(custodian(made, "altair"), made.id, made.codes["altair"], settings())  # type: ignore[arg-type]
        stranger = Actor(999_999, "", 1)
        with after_closing(), pytest.raises(NotFoundError):
            unlocking.enter_code(stranger, made.id, made.codes["altair"], settings())  # type: ignore[arg-type]


def test_a_half_opened_key_waits_an_hour_and_no_longer(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = made_round()
        with after_closing():
            unlocking.enter_code(custodian(made, "altair"), made.id, made.codes["altair"], settings())  # type: ignore[arg-type]
            assert len(made.keyring.halves()) == 2
        with time_machine.travel(clock.now() + timedelta(days=15, minutes=61)):
            count.tidy(settings())  # type: ignore[arg-type]
            assert made.keyring.halves() == []


def test_an_interrupted_count_shows_nothing_and_is_begun_again(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        made = made_round()
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4, "satu"))
        settings_ = current_app.extensions["tilik"].settings
        with after_closing():
            key = unlock(made, "altair", "elang")
            first = count.close(custodian(made, "elang"), made.id, settings_)
            monkeypatch.setattr(count, "_finish", lambda *_: (_ for _ in ()).throw(MemoryError()))
            with pytest.raises(MemoryError):
                count.run_count(made.id, first, key, settings_)
            monkeypatch.undo()
            assert db.session.scalar(select(func.count()).select_from(PublishedCell)) == 1  # under a run nobody reads
            assert db.session.get_one(FeedbackRound, made.id).state is RoundState.CLOSED
            db.session.remove()
            second = count.close(custodian(made, "elang"), made.id, settings_)
            assert not count.run_count(made.id, first, key, settings_)
            assert count.run_count(made.id, second, key, settings_)
        assert {row.run for row in db.session.scalars(select(PublishedFigure))} == {second}


def test_of_two_counts_at_once_one_publishes(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = made_round()
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4))
        settings_ = current_app.extensions["tilik"].settings
        with after_closing():
            key = unlock(made, "altair", "elang")
            slow = count.close(custodian(made, "elang"), made.id, settings_)
            fast = count.close(custodian(made, "elang"), made.id, settings_)
            assert count.run_count(made.id, fast, key, settings_)
            assert not count.run_count(made.id, slow, key, settings_)
        assert db.session.get_one(FeedbackRound, made.id).run == fast


def test_an_open_reader_keeps_the_purge_from_being_called_done(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = made_round()
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4))
        with db.engine.connect() as reader:
            reader.execute(select(FeedbackRound.id)).all()
            count_here(made)
            row = db.session.get_one(FeedbackRound, made.id)
            assert row.state is RoundState.COUNTED
            assert "dibaca" in row.purge_problem or "dipakai" in row.purge_problem
            db.session.remove()
        count.tidy(settings())  # type: ignore[arg-type]
        assert db.session.get_one(FeedbackRound, made.id).state is RoundState.PURGED


def test_the_counting_process_gets_the_key_through_its_pipe(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = made_round()
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4))
        settings_ = current_app.extensions["tilik"].settings
        with after_closing():
            key = unlock(made, "altair", "elang")
        db.session.remove()
        count.start(custodian(made, "elang"), made.id, key, settings_)
        deadline = time.monotonic() + 60
        while db.session.get_one(FeedbackRound, made.id).state is not RoundState.PURGED:
            assert time.monotonic() < deadline
            db.session.remove()
            time.sleep(0.2)
        assert published(made.id)["published_cell"][0][2] == 5


def test_progress_says_why_a_count_stopped(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = made_round()
        settings_ = current_app.extensions["tilik"].settings
        with after_closing():
            key = unlock(made, "altair", "elang")
            run = count.close(custodian(made, "elang"), made.id, settings_)
            with atomic() as session:
                session.get_one(FeedbackRound, made.id).rules_mac = b"x" * 32
            with pytest.raises(DeniedError):
                count.run_count(made.id, run, key, settings_)
        told = json.loads(made.keyring.get(PROGRESS) or b"{}")
        assert "dihentikan" in told["failed"]


def test_the_key_folder_is_for_this_account_alone(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        place: Path = made_round().keyring.place
        assert place.stat().st_mode & 0o077 == 0
        assert all(file.stat().st_mode & 0o077 == 0 for file in place.iterdir())


def test_the_printed_host_secret_can_be_read_back() -> None:
    from app.feedback.keyring import printed, read_printed  # noqa: PLC0415

    secret = sealing.new_secret()
    assert read_printed(printed(secret).lower().replace(" ", "-")) == secret
    with pytest.raises(ValueError, match="signs"):
        read_printed("ABCD")
