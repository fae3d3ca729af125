"""A signature needs a password entered within five minutes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.documents.models import Signature
from app.domain.actors import Actor
from app.domain.errors import ConfirmationNeededError
from app.planning import signing
from app.review import signing as evaluation_signing
from app.sample.loader import PASSWORD
from tests.auth.people import NIP, attempt
from tests.conftest import HEAD, MIDWIFE, log_in
from tests.page import Page, Visitor
from tests.planning.steps import my_plan, submitted_plan

ASK = "Masukkan kata sandi Anda: ini tanda tangan Anda."
WRONG = "Kata sandi salah. Tidak ada yang ditandatangani."


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that moves only when told."""
    with time_machine.travel(datetime(2026, 11, 22, 1, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def _signatures(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Signature)) or 0


def _asks(page: Page) -> bool:
    return "password" in page.fields("/ajukan")


def test_within_five_minutes_of_the_login_nobody_is_asked(sqlite_app: Flask, clock: time_machine.Traveller) -> None:
    midwife = attempt(sqlite_app, NIP).visitor
    clock.shift(timedelta(minutes=5))
    plan = my_plan(midwife)
    assert not _asks(plan)
    assert "Diajukan" in midwife.submit(plan, "/ajukan").text


def _late(app: Flask, clock: time_machine.Traveller) -> tuple[Visitor, Page]:
    midwife = attempt(app, NIP).visitor
    clock.shift(timedelta(minutes=5, seconds=1))
    return midwife, my_plan(midwife)


def test_later_the_page_asks_and_the_right_password_signs(app: Flask, clock: time_machine.Traveller) -> None:
    midwife, plan = _late(app, clock)
    assert _asks(plan)
    before = _signatures(app)
    assert "Diajukan" in midwife.submit(plan, "/ajukan", password=PASSWORD).text
    assert _signatures(app) == before + 1


@pytest.mark.parametrize(("password", "message"), [("", ASK), ("bukan ini", WRONG), (PASSWORD + " ", WRONG)])
def test_without_the_right_password_nothing_is_signed(
    app: Flask, clock: time_machine.Traveller, password: str, message: str
) -> None:
    midwife, plan = _late(app, clock)
    before = _signatures(app)
    page = midwife.submit(plan, "/ajukan", 422, password=password)
    assert message in page.text
    assert _asks(page)
    assert "Konsep" in page.text
    assert _signatures(app) == before


def test_a_page_opened_in_time_but_sent_too_late_shows_the_field(
    sqlite_app: Flask, clock: time_machine.Traveller
) -> None:
    midwife = attempt(sqlite_app, NIP).visitor
    plan = my_plan(midwife)
    assert not _asks(plan)
    clock.shift(timedelta(minutes=6))
    page = midwife.submit(plan, "/ajukan", 422)
    assert ASK in page.text
    assert "Diajukan" in midwife.submit(page, "/ajukan", password=PASSWORD).text


def test_a_confirmation_holds_five_minutes_for_the_next_signature(
    sqlite_app: Flask, clock: time_machine.Traveller
) -> None:
    midwife, plan = _late(sqlite_app, clock)
    taken_back = midwife.submit(midwife.submit(plan, "/ajukan", password=PASSWORD), "/tarik")
    clock.shift(timedelta(minutes=5))
    again = midwife.get(taken_back.path)
    assert not _asks(again)
    assert "Diajukan" in midwife.submit(again, "/ajukan").text


def test_a_confirmation_in_one_browser_is_none_in_another(sqlite_app: Flask, clock: time_machine.Traveller) -> None:
    one, other = attempt(sqlite_app, NIP).visitor, attempt(sqlite_app, NIP).visitor
    clock.shift(timedelta(minutes=6))
    one.submit(one.submit(my_plan(one), "/ajukan", password=PASSWORD), "/tarik")
    assert _asks(my_plan(other))


def test_the_assessor_is_asked_in_the_same_way(sqlite_app: Flask, clock: time_machine.Traveller) -> None:
    path = submitted_plan(log_in(sqlite_app, MIDWIFE)).path
    head = log_in(sqlite_app, HEAD)
    clock.shift(timedelta(minutes=6))
    page = head.submit(head.get(path), "/tetapkan", 422, password="bukan ini")
    assert WRONG in page.text
    assert "Ditetapkan" in head.submit(page, "/tetapkan", password=PASSWORD).text


@pytest.mark.parametrize(
    "command",
    [
        lambda actor: signing.submit(actor, 1, ""),
        lambda actor: signing.set_plan(actor, 1, ""),
        lambda actor: evaluation_signing.sign(actor, 1, ""),
        lambda actor: evaluation_signing.countersign(actor, 1, "", ""),
    ],
)
@pytest.mark.parametrize("minutes", [None, 5.1, 600])
def test_no_command_that_signs_begins_without_a_fresh_password(
    sqlite_app: Flask, command: Callable[[Actor], None], minutes: float | None
) -> None:
    confirmed = None if minutes is None else datetime.now(UTC) - timedelta(minutes=minutes)
    with sqlite_app.app_context(), pytest.raises(ConfirmationNeededError):
        command(Actor(1, "", 1, confirmed_at=confirmed))
