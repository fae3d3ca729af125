"""Writes to the tables of results, and to the number of a count: no report shows them, and no two counts differ."""

import random
import secrets
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app import clock
from app.db import db
from app.domain.errors import DeniedError
from app.domain.feedback import RoundState
from app.feedback import count
from app.feedback.box import Ballot
from app.feedback.models import FeedbackRound
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure
from tests.adversary.known import (
    ABOUT,
    SCORES,
    Known,
    key_of,
    known_round,
    put,
    seen,
    settings,
    truth,
    write,
)
from tests.feedback.counting import after_closing

NAMES = list(SCORES)


def plant(known: Known, run: int) -> None:
    """A cell, a figure and a comment that nobody gave."""
    head = {"round_id": known.made.id, "run": run, "subject_id": known.made.subjects[ABOUT], "classes": "peer"}
    question = known.made.questions
    put(PublishedCell, id=secrets.token_bytes(16), answering=99, **head)
    put(PublishedFigure, id=secrets.token_bytes(16), question_id=question[0], n=99, counts="99,0,0,0,0", **head)
    put(PublishedComment, id=secrets.token_bytes(16), question_id=question[-1], position=9, text="palsu", **head)


def test_rows_planted_for_a_count_to_come_are_in_no_report(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        for run in range(6):
            plant(known, run)
        assert known.count() == truth(known, *NAMES)
        planted = select(PublishedComment).where(PublishedComment.text == "palsu")
        assert db.session.scalars(planted).all() == []


def test_with_numbers_in_order_and_nothing_cleared_planted_rows_are_published(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin; each of its three missing lines alone would have stopped it."""
    missing: list[tuple[str, Any]] = [
        ("_another", lambda run: run + 1),
        ("_clear", lambda *_: None),
        ("_need_own_rows", lambda *_: None),
    ]
    for there in (*range(3), None):
        with sqlite_app.app_context(), monkeypatch.context() as patch:
            for place, (name, nothing_done) in enumerate(missing):
                if place != there:
                    patch.setattr(count, name, nothing_done)
            known = known_round(sqlite_app)
            plant(known, 1)
            if there == 2:
                with pytest.raises(DeniedError, match="Tabel hasil diubah"):
                    known.count()
            else:
                assert ("palsu" in known.count().texts) is (there is None)


def test_rows_planted_while_it_counts_stop_it(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        known = known_round(app)
        real = count._need_own_rows

        def late(*about: Any) -> None:
            raise_ = real
            session, row, rows = about
            session.add(
                PublishedComment(
                    id=secrets.token_bytes(16),
                    round_id=row.id,
                    run=row.run,
                    subject_id=known.made.subjects[ABOUT],
                    classes="peer",
                    question_id=known.made.questions[-1],
                    position=9,
                    text="palsu",
                )
            )
            session.flush()
            raise_(session, row, rows)

        monkeypatch.setattr(count, "_need_own_rows", late)
        with pytest.raises(DeniedError, match="Tabel hasil diubah"):
            known.count()
        assert seen(known.made).cells == {}
        monkeypatch.undo()
        assert known.count() == truth(known, *NAMES)


def cut_short(known: Known, key: bytes, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str | None, ...]]:
    """A count whose number is changed in the table at the last moment; gives the figures it left there."""
    run = known.close()
    real = count._finish

    def too_late(*about: Any) -> None:
        write("UPDATE feedback_round SET run = run - 1 WHERE id = :id", id=known.made.id)
        real(*about)

    with monkeypatch.context() as patch:
        patch.setattr(count, "_finish", too_late)
        assert not count.run_count(known.made.id, run, key, settings())
    db.session.remove()
    rows = db.session.scalars(select(PublishedFigure).where(PublishedFigure.run == run))
    return {(row.counts, row.band) for row in rows}


def test_a_changed_number_ends_a_count_and_leaves_nothing_to_read(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        known = known_round(app)
        key = key_of(known)
        with after_closing():
            assert cut_short(known, key, monkeypatch)
        assert seen(known.made).cells == {}
        assert known.count() == truth(known, *NAMES)
        assert len(set(db.session.scalars(select(PublishedFigure.run)))) == 1


def difference(before: str, after: str) -> list[int]:
    """The steps by which two distributions differ."""
    gone = [int(one) - int(other) for one, other in zip(before.split(","), after.split(","), strict=True)]
    return [step for step, times in enumerate(gone, 1) if times]


def victim_by_two_counts(known: Known, key: bytes, victim: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Cut a count short, delete one ballot, let it be counted again, and subtract."""
    ((first, _),) = cut_short(known, key, monkeypatch)
    body = known.body(victim)
    write("DELETE FROM ballot WHERE id = :place", place=known.place(victim))
    run = known.close()
    try:
        ((second, _),) = cut_short(known, key, monkeypatch) or {("", None)}
    except DeniedError as error:
        assert "tidak sama dengan saat penghitungan yang terhenti" in str(error)  # noqa: PT017
        second = None
    finally:
        put(Ballot, id=known.place(victim), round_id=known.made.id, body=body)
    assert run
    return difference(first or "", second) if second else []


def test_a_second_count_of_other_ballots_is_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        known = known_round(app)
        key = key_of(known)
        with after_closing():
            assert victim_by_two_counts(known, key, "kenanga", monkeypatch) == []
        assert db.session.get_one(FeedbackRound, known.made.id).state is RoundState.CLOSED
        assert known.count() == truth(known, *NAMES)


def test_without_a_note_of_the_first_count_two_counts_tell_one_answer(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: each count takes what it finds."""
    dice = random.Random(3)
    with sqlite_app.app_context(), after_closing():
        monkeypatch.setattr(count, "_need_same_ballots", lambda *_: None)
        with time_machine.travel(clock.now() - timedelta(days=15)):
            known = known_round(sqlite_app)
        key = key_of(known)
        victims = [dice.choice(NAMES) for _ in range(10)]
        found = [victim_by_two_counts(known, key, victim, monkeypatch) == [SCORES[victim]] for victim in victims]
        assert sum(found) >= 9
