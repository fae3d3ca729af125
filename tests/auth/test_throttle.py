"""Guessing grows slower and slower, for one account from one address; nobody is ever locked out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.auth import service, throttle
from app.auth.models import LoginFailure
from app.db import add_once, atomic, db
from app.domain.errors import InvalidError
from app.sample.loader import PASSWORD
from tests.auth.people import NIP, OTHER_NIP, WRONG, attempt
from tests.database import Prepared

START = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
WAIT = "Terlalu banyak percobaan"
BAD = "bukan ini"


def _guess(app: Flask, login: str = NIP, password: str = BAD, address: str = "10.0.0.1") -> str:
    """The sentence a guess is answered with; empty when it opened a session."""
    with app.app_context():
        try:
            service.log_in(login, password, address)
        except InvalidError as error:
            return error.problems[0].message
        return ""


def test_each_failure_after_the_third_doubles_the_delay_up_to_five_minutes(app: Flask) -> None:
    expected = [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    with time_machine.travel(START, tick=False) as clock:
        for delay in expected:
            assert _guess(app) == WRONG
            if delay:
                assert _guess(app) == f"{WAIT}. Tunggu {delay} detik, lalu coba lagi."
                clock.shift(timedelta(seconds=delay - 1))
                assert _guess(app, password=PASSWORD) == f"{WAIT}. Tunggu 1 detik, lalu coba lagi."
                clock.shift(timedelta(seconds=1))
        assert _guess(app, password=PASSWORD) == ""


def test_waiting_does_not_prolong_the_wait_and_hashes_nothing(sqlite_app: Flask) -> None:
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(3):
            _guess(sqlite_app)
        with patch.object(service, "_hasher", wraps=service._hasher) as hasher:
            for _ in range(20):
                assert _guess(sqlite_app).startswith(WAIT)
        assert hasher.verify.call_count == 0
        clock.shift(timedelta(seconds=2))
        assert _guess(sqlite_app, password=PASSWORD) == ""


def test_the_owner_at_another_address_and_other_people_here_notice_nothing(app: Flask) -> None:
    for _ in range(3):
        _guess(app)
    assert _guess(app).startswith(WAIT)
    assert _guess(app, password=PASSWORD, address="10.0.0.2") == ""
    assert _guess(app, login=OTHER_NIP, password=PASSWORD) == ""


def test_spaces_in_the_nip_do_not_start_a_new_count(sqlite_app: Flask) -> None:
    for typed in (NIP, f" {NIP}", "19800513 200501 2 941"):
        _guess(sqlite_app, login=typed)
    assert _guess(sqlite_app).startswith(WAIT)


def test_an_unknown_nip_is_slowed_down_just_the_same(sqlite_app: Flask) -> None:
    for _ in range(3):
        assert _guess(sqlite_app, login="198005132005012999") == WRONG
    assert _guess(sqlite_app, login="198005132005012999").startswith(WAIT)


def test_a_success_forgets_the_failures(app: Flask) -> None:
    for _ in range(2):
        _guess(app)
    assert _guess(app, password=PASSWORD) == ""
    with app.app_context():
        assert db.session.scalars(select(LoginFailure)).all() == []


def test_the_page_says_how_long_to_wait(sqlite_app: Flask) -> None:
    with time_machine.travel(START, tick=False):
        for _ in range(3):
            attempt(sqlite_app, NIP, "bukan ini")
        found = attempt(sqlite_app, NIP)
    assert found.page.status == 422
    assert "Tunggu 2 detik" in found.page.text


def test_a_thousand_failures_later_the_owner_still_gets_in(sqlite_app: Flask) -> None:
    with time_machine.travel(START, tick=False) as clock:
        key = throttle.failure_key(NIP, "10.0.0.1")
        with sqlite_app.app_context(), atomic() as session:
            session.add(LoginFailure(key=key, failures=20, last_at=START))
        clock.shift(timedelta(minutes=5))
        assert _guess(sqlite_app, password=PASSWORD) == ""


def test_guesses_sent_side_by_side_count_one_by_one(app: Flask) -> None:
    with time_machine.travel(START, tick=False), ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: _guess(app), range(16)))
        assert answers.count(WRONG) == throttle.FREE_FAILURES
        assert all(answer.startswith(WAIT) for answer in answers if answer != WRONG)


def test_a_right_password_among_many_guesses_at_once_is_not_singled_out(app: Flask) -> None:
    with time_machine.travel(START, tick=False):
        for _ in range(2):
            _guess(app)
        slow = service._verify

        def meanwhile(*args: object) -> bool:
            with patch.object(service, "_verify", slow):
                _guess(app)
            return slow(*args)  # type: ignore[arg-type]

        with patch.object(service, "_verify", meanwhile):
            assert _guess(app, password=PASSWORD).startswith(WAIT)


@pytest.mark.mariadb
def test_two_first_failures_at_the_same_moment_count_as_two(maria: Prepared) -> None:
    """Between looking for the row and adding it, somebody else adds it."""
    app = maria.fresh()

    def overtaken(session: Session, row: LoginFailure) -> None:
        with db.engine.begin() as other:
            other.execute(insert(LoginFailure).values(key=row.key, failures=1, last_at=row.last_at))
        add_once(session, row)

    with time_machine.travel(START, tick=False):
        with patch.object(throttle, "add_once", overtaken):
            assert _guess(app) == WRONG
        assert _guess(app) == WRONG
        assert _guess(app).startswith(WAIT)


@pytest.mark.parametrize("what", ["confirm", "change_password"])
def test_an_open_session_is_no_place_to_guess_either(app: Flask, what: str) -> None:
    from app.auth.queries import live_session  # noqa: PLC0415 - only here

    with time_machine.travel(START, tick=False) as clock, app.app_context():
        live = live_session(service.log_in(NIP, PASSWORD, "").token, START)
        assert live

        def guess(password: str) -> str:
            try:
                if what == "confirm":
                    service.confirm(live.actor, password)
                else:
                    service.change_password(live.actor, password, "kata sandi yang baru")
            except InvalidError as error:
                return error.problems[0].message
            return ""

        assert all("Kata sandi" in guess("bukan ini") for _ in range(3))
        with patch.object(service, "_hasher", wraps=service._hasher) as hasher:
            assert guess(PASSWORD).startswith(WAIT)
        assert hasher.verify.call_count == 0
        clock.shift(timedelta(seconds=2))
        assert guess(PASSWORD) == ""
