"""The second step: off unless wanted, each code once, nothing typed lost on the way."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.auth import totp
from app.auth.models import Account
from app.db import db
from app.domain.errors import InvalidError
from app.sample.loader import PASSWORD
from tests.audit.trail import last_id, lines_since
from tests.auth.people import NIP, OTHER_NIP, attempt, change_account, printed_code, redeemed, token_of
from tests.conftest import MIDWIFE, log_in
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, my_plan

START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that moves only when told."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def code_of(secret: str, steps: int = 0) -> str:
    """What the phone shows now, or some steps before or after."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30 * steps))


def turned_on(visitor: Visitor) -> str:
    """Turn it on as people do; the key of the phone."""
    page = visitor.get("/akun-saya/dua-langkah")
    secret = re.search(r"([A-Z2-7]{4}(?: [A-Z2-7]{4}){7})", page.text)
    assert secret
    bare = secret[1].replace(" ", "")
    done = visitor.submit(page, "/dua-langkah", code=code_of(bare))
    assert "Masuk dua langkah sudah aktif" in done.text
    return bare


def first_step(app: Flask, **extra: str) -> tuple[Visitor, Page]:
    """The right password; the page that asks for the code."""
    found = attempt(app, NIP, **extra)
    assert found.page.h1 == "Kode dari ponsel Anda"
    assert not found.inside
    return found.visitor, found.page


def test_the_password_alone_no_longer_opens_the_account(app: Flask, clock: time_machine.Traveller) -> None:
    secret = turned_on(log_in(app, MIDWIFE))
    visitor, page = first_step(app, tujuan="/perencanaan/")
    clock.shift(timedelta(seconds=30))
    landed = visitor.submit(page, "/dua-langkah", code=code_of(secret))
    assert landed.path == "/perencanaan/"
    assert attempt(app, OTHER_NIP).inside, "nobody else is asked"


def test_a_code_counts_once(app: Flask, clock: time_machine.Traveller) -> None:
    secret = turned_on(log_in(app, MIDWIFE))
    visitor, page = first_step(app)
    assert "sudah dipakai" in visitor.submit(page, "/dua-langkah", 422, code=code_of(secret)).text, "used to turn it on"
    clock.shift(timedelta(seconds=30))
    seen = code_of(secret)
    assert visitor.submit(page, "/dua-langkah", code=seen).path == "/"
    other, again = first_step(app)
    assert "Kode salah atau sudah dipakai" in other.submit(again, "/dua-langkah", 422, code=seen).text
    assert token_of(other) is None


@pytest.mark.parametrize(("steps", "accepted"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(
    sqlite_app: Flask, clock: time_machine.Traveller, *, steps: int, accepted: bool
) -> None:
    secret = turned_on(log_in(sqlite_app, MIDWIFE))
    clock.shift(timedelta(minutes=10))
    visitor, page = first_step(sqlite_app)
    visitor.submit(page, "/dua-langkah", 200 if accepted else 422, code=code_of(secret, steps))
    assert (visitor.client.get("/").status_code == 200) == accepted


def test_wrong_codes_are_slowed_down_however_often_the_password_was_right(
    app: Flask, clock: time_machine.Traveller
) -> None:
    secret = turned_on(log_in(app, MIDWIFE))
    clock.shift(timedelta(minutes=1))
    for _ in range(3):
        visitor, page = first_step(app)
        assert "Kode salah" in visitor.submit(page, "/dua-langkah", 422, code="000000").text
    visitor, page = first_step(app)
    assert "Tunggu 2 detik" in visitor.submit(page, "/dua-langkah", 422, code=code_of(secret)).text
    clock.shift(timedelta(seconds=2))
    assert visitor.submit(page, "/dua-langkah", code=code_of(secret)).path == "/"


def test_the_ticket_of_the_first_step_holds_five_minutes_and_for_one_password(
    app: Flask, clock: time_machine.Traveller
) -> None:
    secret = turned_on(log_in(app, MIDWIFE))
    visitor, page = first_step(app)
    clock.shift(timedelta(minutes=5, seconds=1))
    late = visitor.submit(page, "/dua-langkah", 422, code=code_of(secret))
    assert "Waktu untuk memasukkan kode sudah habis" in late.text
    assert late.h1 == "Masuk ke Tilik"
    visitor, page = first_step(app)
    redeemed(app, NIP, printed_code(app, MIDWIFE))
    assert "sudah habis" in visitor.submit(page, "/dua-langkah", 422, code=code_of(secret)).text
    for forged in ("", "x", page.fields("/dua-langkah")["ticket"][:-4]):
        assert "sudah habis" in visitor.submit(page, "/dua-langkah", 422, code="123456", ticket=forged).text


def test_a_new_password_voids_the_ticket_taken_with_the_old_one(app: Flask, clock: time_machine.Traveller) -> None:
    midwife = log_in(app, MIDWIFE)
    secret = turned_on(midwife)
    visitor, page = first_step(app)
    fields = {"current": PASSWORD, "new": "hujan di teluk sore", "repeat": "hujan di teluk sore"}
    midwife.submit(midwife.get("/kata-sandi"), "/kata-sandi", **fields)
    clock.shift(timedelta(seconds=30))
    assert "sudah habis" in visitor.submit(page, "/dua-langkah", 422, code=code_of(secret)).text
    assert token_of(visitor) is None


def test_the_ticket_of_one_person_is_none_for_another(app: Flask, clock: time_machine.Traveller) -> None:
    """Who has a second step and knows a colleague's password needs the colleague's phone."""
    mine = turned_on(log_in(app, MIDWIFE))
    other = Visitor(app)
    other.log_in(OTHER_NIP, PASSWORD)
    theirs = turned_on(other)
    clock.shift(timedelta(minutes=1))
    assert mine != theirs
    visitor, page = first_step(app)
    visitor.submit(page, "/dua-langkah", 422, code=code_of(theirs))
    assert token_of(visitor) is None


def test_typed_text_comes_through_the_second_step(app: Flask, clock: time_machine.Traveller) -> None:
    midwife = log_in(app, MIDWIFE)
    secret = turned_on(midwife)
    form = edit_page(midwife, my_plan(midwife), 1)
    with midwife.client.session_transaction() as cookie:
        cookie["_user_id"] = "ended long ago"
    lost = midwife.submit(form, form.path, 401, text="Ibu hamil risiko tinggi didampingi")
    asked = midwife.submit(lost, "/masuk", nip=NIP, password=PASSWORD)
    clock.shift(timedelta(seconds=60))
    asked = midwife.submit(asked, "/dua-langkah", 422, code="000000")
    clock.shift(timedelta(minutes=6))
    late = midwife.submit(asked, "/dua-langkah", 422, code=code_of(secret))
    asked = midwife.submit(late, "/masuk", nip=NIP, password=PASSWORD)
    back = midwife.submit(asked, "/dua-langkah", code=code_of(secret))
    assert back.h1 == "Tulisan Anda masih ada"
    assert "risiko tinggi" in midwife.submit(back, form.path).text


def test_it_is_turned_off_with_the_password_and_by_a_code_of_the_office(
    app: Flask, clock: time_machine.Traveller
) -> None:
    midwife = log_in(app, MIDWIFE)
    turned_on(midwife)
    clock.shift(timedelta(minutes=6))
    page = midwife.get("/akun-saya/dua-langkah")
    assert "agar jelas bahwa ini Anda sendiri" in midwife.submit(page, "/matikan", 422).text
    assert "Tidak ada yang diubah" in midwife.submit(page, "/matikan", 422, password="bukan ini").text
    assert "sudah dimatikan" in midwife.submit(page, "/matikan", password=PASSWORD).text
    assert attempt(app, NIP).inside
    turned_on(midwife)
    assert redeemed(app, NIP, printed_code(app, MIDWIFE)).inside
    assert attempt(app, NIP, "hujan di teluk sore").inside


def test_an_open_session_of_an_hour_ago_does_not_turn_it_on(sqlite_app: Flask, clock: time_machine.Traveller) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    page = midwife.get("/akun-saya/dua-langkah")
    clock.shift(timedelta(minutes=6))
    refused = midwife.submit(page, "/dua-langkah", 422, code="000000")
    assert "password" in refused.fields("/dua-langkah")
    assert attempt(sqlite_app, NIP).inside


@pytest.mark.usefixtures("clock")
def test_a_wrong_first_code_keeps_the_key_that_was_scanned(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    page = midwife.get("/akun-saya/dua-langkah")
    key = page.soup.select_one("form strong").text  # type: ignore[union-attr]
    again = midwife.submit(page, "/dua-langkah", 422, code="000000")
    assert again.soup.select_one("form strong").text == key  # type: ignore[union-attr]
    midwife.submit(again, "/dua-langkah", code=code_of(key.replace(" ", "")))


def test_the_secret_is_stored_sealed_for_its_owner_alone(app: Flask, clock: time_machine.Traveller) -> None:
    before, secret = last_id(app), turned_on(log_in(app, MIDWIFE))
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.login == NIP)).one()
        stored, owner = account.totp_secret or "", account.person_id
    assert secret not in stored
    key = b"another key of thirty-two bytes!"
    assert totp.unseal(stored, owner, key) is None
    mine = totp.seal(secret, owner, key)
    assert totp.unseal(mine, owner, key) == secret
    assert totp.unseal(mine, owner + 1, key) is None
    change_account(app, OTHER_NIP, totp_secret=stored)
    visitor = Visitor(app)
    clock.shift(timedelta(minutes=1))
    page = visitor.log_in(OTHER_NIP, PASSWORD)
    visitor.submit(page, "/dua-langkah", 422, code=code_of(secret))
    assert secret not in str(lines_since(app, before))


def test_the_picture_holds_what_is_written_below_it(sqlite_app: Flask) -> None:
    side, path = totp.picture("otpauth://totp/Tilik:1?secret=JBSWY3DPEHPK3PXP&issuer=Tilik")
    dark = sum(int(length) for length in re.findall(r"M\d+ \d+h(\d+)v1", path))
    assert 30 < side < 60
    assert side * side * 0.3 < dark < side * side * 0.6
    page = log_in(sqlite_app, MIDWIFE).get("/akun-saya/dua-langkah")
    assert page.soup.select_one("svg[role=img][aria-label]")


def test_a_code_is_refused_when_the_page_belongs_to_somebody_else(sqlite_app: Flask) -> None:
    from tests.auth.people import acting_officer  # noqa: PLC0415 - only here

    key = b"another key of thirty-two bytes!"
    sealed = totp.seal(totp.new_secret(), 999, key)
    with sqlite_app.app_context(), pytest.raises(InvalidError, match="tidak berlaku"):
        totp.turn_on(acting_officer(sqlite_app), sealed, "000000", key)
