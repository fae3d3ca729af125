"""Forty people send at the same time over bad lines: every confirmed answer lies in the box once, none was invented."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from app.auth.models import Account
from app.db import db
from app.domain.feedback import RaterClass
from app.sample.data import read
from app.sample.loader import PASSWORD
from tests.conftest import log_in, login_of
from tests.feedback.making import Made, make_round
from tests.feedback.test_answering import opened_ballots
from tests.feedback.test_forms_page import chosen, path_of
from tests.page import Visitor

RATERS, HANDS = 40, 8


@dataclass(frozen=True)
class Sending:
    """Somebody on the page before sending, with the words and the receipt of that page."""

    who: str
    visitor: Visitor
    path: str
    fields: dict[str, str]

    @property
    def told(self) -> tuple[str, str]:
        """Words and receipt."""
        return self.fields["texts-0"], self.fields["receipt"]


def once(sending: Sending) -> None:
    """A good line."""
    assert sending.visitor.post(sending.path, sending.fields).h1 == "Sudah diterima"


def twice(sending: Sending) -> None:
    """A double click: two requests at the same moment."""
    with ThreadPoolExecutor(2) as pool:
        clicks = [pool.submit(click, sending) for _ in range(2)]
        assert {click.result() for click in clicks} == {303}


def click(sending: Sending) -> int:
    """One press of the button, in a copy of the browser."""
    client = sending.visitor.app.test_client()
    cookie = sending.visitor.client.get_cookie("tilik")
    assert cookie is not None
    client.set_cookie("tilik", cookie.value)
    return client.post(sending.path, data=sending.fields).status_code


def lost(sending: Sending) -> None:
    """The answer never comes; the page is sent again, twice."""
    assert click(sending) == 303
    once(sending)
    once(sending)


def ended(sending: Sending) -> None:
    """The session has ended in between, before the first send or after one whose answer was lost."""
    if sending.who < "m":
        click(sending)
    with sending.visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = "ended long ago"
    login = sending.visitor.post(sending.path, sending.fields, 401)
    back = sending.visitor.submit(login, "/masuk", nip=login_of(sending.who), password=PASSWORD)
    again = sending.visitor.submit(back, sending.path)
    assert sending.visitor.submit(again, sending.path).h1 == "Sudah diterima"


WAYS: tuple[Callable[[Sending], None], ...] = (once, twice, lost, ended)


def people_with_accounts(app: Flask) -> list[str]:
    """Forty of the sample government, but for the one the round is about."""
    with app.app_context():
        logins = set(db.session.scalars(select(Account.login)))
    keys = [str(row["key"]) for row in read("people", "person")]
    return [key for key in keys if key != "melur" and login_of(key) in logins][:RATERS]


def ready(app: Flask, made: Made, who: str) -> Sending:
    """Somebody who has checked the answers; the pages are read as text, for forty of them are many to parse."""
    visitor, path = log_in(app, who), path_of(made, who)
    fields = {**hidden(visitor.client.get(path).text), **chosen(4, f"Kata-kata dari {who}."), "action": "periksa"}
    check = hidden(visitor.client.post(path, data=fields).text)
    return Sending(who, visitor, path + "/kirim", check)


def hidden(markup: str) -> dict[str, str]:
    """The hidden fields of a page."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', markup))


def test_every_confirmed_answer_is_there_once_and_none_is_invented(app: Flask) -> None:
    raters = people_with_accounts(app)
    assert len(raters) == RATERS
    with app.app_context():
        made = make_round({"melur": {RaterClass.PEER: raters}}, ("altair", "elang", "rajawali"), "widuri")
    waiting = [ready(app, made, who) for who in raters]
    silent = waiting.pop()
    with ThreadPoolExecutor(HANDS) as pool:
        for done in [pool.submit(WAYS[number % len(WAYS)], one) for number, one in enumerate(waiting)]:
            done.result()
    with app.app_context():
        found = opened_ballots(made)
    told = {(made.forms["melur", one.who], *one.told) for one in waiting}
    assert {(form, answer.texts[0], receipt) for form, answer, receipt in found} == told
    assert len(found) == len(told) == RATERS - 1
    assert made.forms["melur", silent.who] not in {form for form, _, _ in found}
