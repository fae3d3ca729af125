"""Counting and answering, killed at every step, run twice at once, and out of room: whole or not at all."""

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.config import ROOT
from app.db import atomic, db
from app.domain.feedback import PUBLISHED, RaterClass, RoundState
from app.feedback import answering, count, sealing, unlocking
from app.feedback.answering import Rater
from app.feedback.box import Ballot
from app.feedback.models import FeedbackRound, Invitation
from app.feedback.published import PublishedFigure
from tests.adversary.killing import (
    FAILED,
    SURVIVED,
    Moment,
    Point,
    begin,
    file_limit,
    in_child,
    key_files,
    no_room,
    wait,
)
from tests.adversary.known import ABOUT, KEEPERS, SCORES, settings, words_of
from tests.conftest import person_id
from tests.database import KEY
from tests.feedback.casting import answer
from tests.feedback.counting import Published, custodian, published
from tests.feedback.making import Made, make_round

KILLED = -9
LONG = [pytest.param(kind, marks=pytest.mark.slow) for kind in ("commit", "statement", "fsync", "key")]
UNDER = ["kecubung", "murai"]


@dataclass
class Closed:
    """A round whose closing time is over, unlocked by two custodians; and how an undisturbed count ends."""

    app: Flask
    made: Made
    key: bytes
    start: Moment
    report: Published

    def begin(self) -> int:
        """Take the number of a count."""
        return count.close(custodian(self.made, KEEPERS[1]), self.made.id, settings())

    def work(self, run: int) -> Callable[[], bool]:
        """A count under this number, which shuffles as the undisturbed one did."""
        return lambda: count.run_count(self.made.id, run, self.key, settings(), random.Random(5))

    def unlock(self) -> None:
        """Both codes again."""
        codes, first, second = self.made.codes, *KEEPERS[:2]
        assert unlocking.enter_code(custodian(self.made, first), self.made.id, codes[first], settings()) is None
        found = unlocking.enter_code(custodian(self.made, second), self.made.id, codes[second], settings())
        assert found == self.key

    def count(self) -> None:
        """Count it to the end, with the codes."""
        self.unlock()
        assert self.work(self.begin())()

    @property
    def state(self) -> RoundState:
        """Of the round, as it is stored now."""
        db.session.remove()
        return db.session.get_one(FeedbackRound, self.made.id).state

    def visible(self) -> Published | None:
        """What reports show; None before anything is published."""
        return published(self.made.id) if self.state in PUBLISHED else None

    def readable(self) -> list[str]:
        """Files of the key folder in which an answer or the round's secret key can be read."""
        needles = [self.key, self.key.hex().encode(), b"kata "]
        return [name for name, content in key_files().items() if any(needle in content for needle in needles)]


def closed_round(app: Flask, keep: Path) -> Closed:
    """Seven colleagues and two subordinates answered; the round closed an hour ago."""
    ended = clock.now() - timedelta(hours=1)
    about = {ABOUT: {RaterClass.PEER: list(SCORES), RaterClass.SUBORDINATE: UNDER}}
    with time_machine.travel(ended - timedelta(days=1)):
        made = make_round(about, KEEPERS, "widuri", closes_at=ended)
        folder = settings().feedback_keys
        for name, score in {**SCORES, **dict.fromkeys(UNDER, 3)}.items():
            rater, form = Rater.by_login(person_id(app, name)), made.forms[ABOUT, name]
            answering.send(rater, form, answer(score, words_of(name)), sealing.new_receipt(), folder)
    closed = Closed(app, made, b"", Moment(app, folder, keep), {})
    first, second = KEEPERS[:2]
    unlocking.enter_code(custodian(made, first), made.id, made.codes[first], settings())
    closed.key = unlocking.enter_code(custodian(made, second), made.id, made.codes[second], settings()) or b""
    closed.start = Moment(app, folder, keep)
    assert closed.work(closed.begin())()
    closed.report = published(made.id)
    assert len(closed.report["published_comment"]) == len(SCORES) + len(UNDER)
    return closed


@pytest.fixture
def closed(app: Flask, tmp_path: Path) -> Iterator[Closed]:
    with app.app_context():
        yield closed_round(app, tmp_path / "kept")


@pytest.fixture
def sqlite_closed(sqlite_app: Flask, tmp_path: Path) -> Iterator[Closed]:
    with sqlite_app.app_context():
        yield closed_round(sqlite_app, tmp_path / "kept")


def is_whole_or_nothing(closed: Closed) -> bool:
    """After a count that was cut short: reports show nothing or everything, and nothing readable lies about."""
    return closed.visible() in (None, closed.report) and not closed.readable()


def is_made_good(closed: Closed) -> bool:
    """Counted again, or purged where it was counted already: the undisturbed report, and no keys."""
    if closed.visible() is None:
        closed.count()
    else:
        count.tidy(settings())
    done = closed.state is RoundState.PURGED and closed.visible() == closed.report
    runs = set(db.session.scalars(select(PublishedFigure.run)))
    return done and len(runs) == 1 and not closed.made.keyring.place.exists()


def kill_everywhere(closed: Closed, kind: str, every: int = 1) -> list[tuple[bool, bool]]:
    """Kill a count at each step of a kind until one runs through; what was seen after each."""
    found: list[tuple[bool, bool]] = []
    for n in range(1, 500, every):
        closed.start.back()
        run = closed.begin()
        ended = in_child(closed.app, closed.work(run), Point(kind, n).arm)
        if ended != KILLED:
            assert ended == SURVIVED
            return found
        found.append((is_whole_or_nothing(closed), is_made_good(closed)))
    raise AssertionError("it never ran through")


@pytest.mark.parametrize("kind", ["committed", *LONG])
def test_a_count_killed_at_any_step_is_whole_or_nothing(sqlite_closed: Closed, kind: str) -> None:
    found = kill_everywhere(sqlite_closed, kind)
    assert len(found) >= 5
    assert set(found) == {(True, True)}


@pytest.mark.mariadb
@pytest.mark.parametrize(("kind", "every"), [("committed", 3), pytest.param("statement", 1, marks=pytest.mark.slow)])
def test_a_count_on_mariadb_killed_at_any_step_is_whole_or_nothing(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, every: int
) -> None:
    app = request.getfixturevalue("maria").fresh()
    with app.app_context():
        closed = closed_round(app, tmp_path / "kept")
        found = kill_everywhere(closed, kind, every)
        assert len(found) >= 3
        assert set(found) == {(True, True)}


def test_rows_that_are_read_without_their_number_are_seen_half_written(
    sqlite_closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: reports read whatever lies in the tables."""

    def whatever(closed: Closed) -> Published | None:
        found = {name: rows for name, rows in published(closed.made.id).items() if rows}
        return {**{name: [] for name in closed.report}, **found} if found else None

    monkeypatch.setattr(Closed, "visible", whatever)
    seen = []
    for n in (2, 3):
        sqlite_closed.start.back()
        run = sqlite_closed.begin()
        in_child(sqlite_closed.app, sqlite_closed.work(run), Point("committed", n).arm)
        seen.append(is_whole_or_nothing(sqlite_closed))
    assert seen == [False, False]


def test_without_fencing_a_count_after_a_killed_one_is_published_twice(
    sqlite_closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: one number for all counts, nothing cleared."""
    monkeypatch.setattr(count, "_another", lambda _: 1)
    monkeypatch.setattr(count, "_clear", lambda *_: None)
    monkeypatch.setattr(count, "_need_own_rows", lambda *_: None)
    found = [made_good for _, made_good in kill_everywhere(sqlite_closed, "committed")]
    assert not all(found)


def test_with_keys_destroyed_too_early_a_killed_count_is_lost(
    sqlite_closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin in the other direction: the keys go before anything is published."""
    real = count._clear

    def hasty(*about: Any) -> None:
        real(*about)
        sqlite_closed.made.keyring.destroy()

    monkeypatch.setattr(count, "_clear", hasty)
    sqlite_closed.start.back()
    run = sqlite_closed.begin()
    assert in_child(sqlite_closed.app, sqlite_closed.work(run), Point("committed", 2).arm) == KILLED
    with pytest.raises(Exception, match="Kunci server"):
        is_made_good(sqlite_closed)


@pytest.mark.parametrize("same_number", [False, True])
def test_of_two_counting_processes_at_once_one_publishes(closed: Closed, *, same_number: bool) -> None:
    for _ in range(3):
        closed.start.back()
        first = closed.begin()
        second = first if same_number else closed.begin()
        children = [begin(closed.app, closed.work(run)) for run in (first, second)]
        ended = [wait(child) for child in children]
        assert set(ended) <= {SURVIVED, FAILED}
        if same_number:
            assert is_whole_or_nothing(closed)
        else:
            assert ended[1] == SURVIVED
        assert is_made_good(closed)


def test_an_open_reader_delays_the_purge_and_nothing_else(sqlite_closed: Closed) -> None:
    closed = sqlite_closed
    closed.start.back()
    run = closed.begin()
    with db.engine.connect() as reader:
        reader.execute(select(FeedbackRound.id)).all()
        child = os.fork()
        if child == 0:
            db.engine.dispose(close=False)
            os._exit(SURVIVED if closed.work(run)() else FAILED)
        assert wait(child) == SURVIVED
    assert closed.state is RoundState.COUNTED
    assert closed.visible() == closed.report
    assert not closed.made.keyring.place.exists()
    assert is_made_good(closed)


@pytest.mark.parametrize("size", [1, 20_000, 60_000, 120_000, 400_000])
def test_a_full_disk_publishes_nothing_half(sqlite_closed: Closed, size: int) -> None:
    closed = sqlite_closed
    closed.start.back()
    ended = in_child(closed.app, closed.work(closed.begin()), lambda: file_limit(size))
    assert ended == (SURVIVED if size == 400_000 else FAILED)
    assert is_whole_or_nothing(closed)
    assert is_made_good(closed)


def test_a_full_key_folder_says_so_and_is_counted_again(sqlite_closed: Closed) -> None:
    closed = sqlite_closed
    ended = []
    for n in range(1, 20):
        closed.start.back()
        ended.append(in_child(closed.app, closed.work(closed.begin()), lambda n=n: no_room(n)))  # type: ignore[misc]
        assert is_whole_or_nothing(closed)
        assert is_made_good(closed)
        if ended[-1] == SURVIVED:
            break
    assert ended[0] == FAILED
    assert ended[-1] == SURVIVED


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["committed", "commit", "statement", "fsync", "key"])
def test_the_real_counting_program_killed_at_every_step(sqlite_closed: Closed, kind: str) -> None:
    closed = sqlite_closed
    for n in range(1, 200, 1 if "commit" in kind else 5):
        closed.start.back()
        if program(closed, kind, n) != KILLED:
            break
        assert is_whole_or_nothing(closed)
        assert is_made_good(closed)
    assert n > 5
    assert closed.visible() is not None


def program(closed: Closed, kind: str, n: int) -> int:
    """Run ``flask feedback-count`` as the page starts it, in a Python that lies in wait for itself."""
    run, set_ = closed.begin(), settings()
    db.session.remove()
    db.engine.dispose()
    environ = os.environ | {
        "DATA_DIR": str(set_.data_dir),
        "DATABASE_URL": set_.database_url,
        "SECRET_KEY": KEY,
        "FEEDBACK_KEY_DIR": str(set_.feedback_keys),
        "DIES_AT": f"{kind} {n}",
        "PYTHONPATH": f"{ROOT / 'tests' / 'adversary' / 'waiting'}:{ROOT}",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "feedback-count", str(closed.made.id), str(run)]
    return subprocess.run(command, input=closed.key, cwd=ROOT, env=environ, capture_output=True, check=False).returncode


# Answering


@dataclass
class Open:
    """A round that takes answers, and one form of it."""

    app: Flask
    made: Made
    start: Moment
    receipt: str

    @property
    def form(self) -> bytes:
        """Whose it is: kenanga's."""
        return self.made.forms[ABOUT, "kenanga"]

    def send(self) -> None:
        """Send an answer."""
        rater = Rater.by_login(person_id(self.app, "kenanga"))
        answering.send(rater, self.form, answer(4, words_of("kenanga")), self.receipt, settings().feedback_keys)

    def stored(self) -> tuple[int, bool]:
        """How many ballots there are, and whether the form is marked as used."""
        db.session.remove()
        ballots = db.session.scalar(select(func.count()).select_from(Ballot)) or 0
        return ballots, db.session.get_one(Invitation, self.form).used


def open_round(app: Flask, keep: Path) -> Open:
    made = make_round({ABOUT: {RaterClass.PEER: list(SCORES)}}, KEEPERS, "widuri")
    return Open(app, made, Moment(app, settings().feedback_keys, keep), sealing.new_receipt())


def states_after_kills(round_: Open, kind: str) -> list[tuple[int, bool]]:
    found = []
    for n in range(1, 100):
        round_.start.back()
        ended = in_child(round_.app, round_.send, Point(kind, n).arm)
        found.append(round_.stored())
        if ended != KILLED:
            assert ended == SURVIVED
            return found
        round_.send()
        assert round_.stored() == (1, True)
    raise AssertionError("it never ran through")


@pytest.mark.parametrize("kind", ["commit", "committed", "statement"])
def test_an_answer_killed_on_its_way_is_in_the_box_once_or_not_at_all(app: Flask, tmp_path: Path, kind: str) -> None:
    with app.app_context():
        found = states_after_kills(open_round(app, tmp_path / "kept"), kind)
        assert set(found) <= {(0, False), (1, True)}
        assert found[-1] == (1, True)


def test_answers_sent_in_two_transactions_are_found_half_way(
    sqlite_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: each statement is a transaction of its own."""

    @contextmanager
    def piecemeal() -> Iterator[Session]:
        with atomic() as session:
            real = session.execute

            def execute(*about: Any, **more: Any) -> Any:
                done = real(*about, **more)
                session.commit()
                return done

            monkeypatch.setattr(session, "execute", execute)
            yield session

    with sqlite_app.app_context():
        round_ = open_round(sqlite_app, tmp_path / "kept")
        monkeypatch.setattr(answering, "atomic", piecemeal)
        found = []
        for n in range(1, 12):
            round_.start.back()
            in_child(round_.app, round_.send, Point("statement", n).arm)
            found.append(round_.stored())
        assert (0, True) in found
