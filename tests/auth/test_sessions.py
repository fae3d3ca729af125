"""How a session ends, and that it ends everywhere at once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from flask import Flask

from app.auth import closing, service
from app.auth.models import Account
from app.db import atomic
from app.people.models import Person
from app.sample.loader import PASSWORD
from tests.auth.people import NIP, OTHER_NIP, acting_officer, attempt, change_account, sessions, token_of
from tests.conftest import MIDWIFE, person_id
from tests.page import Visitor

NEW = "hujan di teluk sore"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that moves only when told."""
    with time_machine.travel(datetime(2026, 11, 22, 1, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def _inside(visitor: Visitor) -> bool:
    return visitor.client.get("/").status_code == 200


def _stolen(app: Flask, visitor: Visitor) -> Visitor:
    """A copy of the browser's cookie in other hands."""
    thief, token = Visitor(app), token_of(visitor)
    with thief.client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return thief


def test_logging_out_ends_the_session_for_a_copied_cookie_too(app: Flask) -> None:
    midwife = attempt(app, NIP).visitor
    thief = _stolen(app, midwife)
    assert _inside(thief)
    assert midwife.log_out().h1 == "Masuk ke Tilik"
    assert not _inside(midwife)
    assert not _inside(thief)


def test_logging_out_here_leaves_the_other_computer_logged_in(app: Flask) -> None:
    here, there = attempt(app, NIP).visitor, attempt(app, NIP).visitor
    here.log_out()
    assert _inside(there)


def test_logging_out_twice_is_no_error(sqlite_app: Flask) -> None:
    midwife = attempt(sqlite_app, NIP).visitor
    page = midwife.get("/kata-sandi")
    midwife.submit(page, "/keluar")
    assert Visitor(sqlite_app).client.post("/keluar").status_code in {303, 401}


def test_disabling_an_account_ends_all_its_sessions_at_once(app: Flask) -> None:
    one, two, colleague = (attempt(app, nip).visitor for nip in (NIP, NIP, OTHER_NIP))
    with app.app_context():
        closing.close(acting_officer(app), person_id(app, MIDWIFE), "Cuti di luar tanggungan negara")
    assert not _inside(one)
    assert not _inside(two)
    assert _inside(colleague)
    assert sessions(app, NIP) == []
    assert not attempt(app, NIP).inside


def test_a_disabled_account_is_out_even_where_its_sessions_were_left_open(app: Flask) -> None:
    midwife = attempt(app, NIP).visitor
    change_account(app, NIP, disabled_at=datetime.now(UTC))
    assert not _inside(midwife)


def test_an_idle_session_ends_after_an_hour(app: Flask, clock: time_machine.Traveller) -> None:
    in_time, too_late = attempt(app, NIP).visitor, attempt(app, NIP).visitor
    clock.shift(timedelta(minutes=59))
    assert _inside(in_time)
    clock.shift(timedelta(minutes=1))
    assert not _inside(too_late)


def test_working_keeps_a_session_alive_but_never_longer_than_twelve_hours(
    app: Flask, clock: time_machine.Traveller
) -> None:
    midwife = attempt(app, NIP).visitor
    for _ in range(13):
        clock.shift(timedelta(minutes=55))
        assert _inside(midwife)
    clock.shift(timedelta(minutes=5))
    assert not _inside(midwife)


def test_use_is_noted_every_ten_minutes_at_most(sqlite_app: Flask, clock: time_machine.Traveller) -> None:
    midwife = attempt(sqlite_app, NIP).visitor
    seen = [sessions(sqlite_app, NIP)[-1].last_seen_at]
    for minutes in (5, 4, 2, 9):
        clock.shift(timedelta(minutes=minutes))
        midwife.get("/")
        seen.append(sessions(sqlite_app, NIP)[-1].last_seen_at)
    assert [(later - seen[0]).total_seconds() / 60 for later in seen] == [0, 0, 0, 11, 11]


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --", "0" * 64])
def test_an_invented_token_opens_nothing(sqlite_app: Flask, token: str) -> None:
    visitor = Visitor(sqlite_app)
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert not _inside(visitor)


def test_a_cookie_signed_with_another_key_opens_nothing(sqlite_app: Flask) -> None:
    midwife = attempt(sqlite_app, NIP).visitor
    key = sqlite_app.config["SECRET_KEY"]
    sqlite_app.config["SECRET_KEY"] = "another key, just as long as the first one"
    try:
        assert not _inside(midwife)
    finally:
        sqlite_app.config["SECRET_KEY"] = key


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(app: Flask) -> None:
    here, there, colleague = (attempt(app, nip).visitor for nip in (NIP, NIP, OTHER_NIP))
    done = here.submit(here.get("/kata-sandi"), "/kata-sandi", current=PASSWORD, new=NEW, repeat=NEW)
    assert "Kata sandi sudah diganti" in done.text
    assert _inside(here)
    assert not _inside(there)
    assert _inside(colleague)
    assert attempt(app, NIP, NEW).inside
    assert not attempt(app, NIP, PASSWORD).inside


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"current": "bukan ini"}, "Kata sandi sekarang salah. Kata sandi belum diganti."),
        ({"current": ""}, "Isi kata sandi sekarang."),
        ({"new": "pendek 9k", "repeat": "pendek 9k"}, "Kata sandi baru paling sedikit 10 karakter."),
        ({"new": "x" * 201, "repeat": "x" * 201}, "Kata sandi baru paling sedikit 10 karakter."),
        ({"repeat": "hujan di teluk pagi"}, "Ulangan kata sandi tidak sama. Ketik lagi keduanya."),
        ({"repeat": ""}, "Ulangan kata sandi tidak sama. Ketik lagi keduanya."),
        ({"new": "", "repeat": ""}, "Isi kata sandi baru."),
    ],
)
def test_a_password_is_changed_only_when_all_three_fields_are_right(
    sqlite_app: Flask, typed: dict[str, str], message: str
) -> None:
    midwife = attempt(sqlite_app, NIP).visitor
    fields = {"current": PASSWORD, "new": NEW, "repeat": NEW, **typed}
    page = midwife.submit(midwife.get("/kata-sandi"), "/kata-sandi", 422, **fields)
    assert message in page.text
    assert page.text.startswith("Kesalahan: Kata sandi")
    assert all(value not in page.response.get_data(as_text=True) for value in (PASSWORD, NEW))
    assert attempt(sqlite_app, NIP).inside


def test_a_login_that_began_before_the_password_changed_opens_nothing(app: Flask) -> None:
    """The old password was checked, the new one was set, and only then the session would have been written."""
    verify = service._verify

    def change_meanwhile(account: Account | None, password: str) -> bool:
        right = verify(account, password)
        with app.app_context():
            change_account(app, NIP, password_hash=service.hash_password(NEW))
        return right

    with patch.object(service, "_verify", change_meanwhile):
        late = attempt(app, NIP)
    assert late.page.status == 422
    assert not late.inside
    assert attempt(app, NIP, NEW).inside


def test_a_session_is_over_the_day_after_the_last_day_of_service(app: Flask, clock: time_machine.Traveller) -> None:
    midwife = Visitor(app)
    midwife.log_in(NIP, PASSWORD)
    with app.app_context(), atomic() as session:
        session.get_one(Person, person_id(app, MIDWIFE)).ended_on = date(2026, 11, 22)
    assert _inside(midwife)
    clock.shift(timedelta(hours=16, minutes=30))  # half past midnight in Jakarta
    assert not _inside(midwife)
