"""Helpers of the login tests: who logs in from where, and what the database knows of it."""

from dataclasses import dataclass
from threading import Barrier, get_ident
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import clock
from app.auth import codes
from app.auth.models import Account, LoginSession
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.codes import IdentityCheck
from app.sample.loader import PASSWORD
from app.web.keys import CODES, derived_key
from tests.conftest import person_id
from tests.page import Page, Visitor, check_house_rules

NIP = "198005132005012941"
OTHER_NIP = "199504172019032943"
OFFICIAL = "bupati"
NEW = "hujan di teluk sore"
WRONG = (
    "NIP atau kata sandi salah. Periksa lagi; huruf besar dan kecil pada kata sandi dibedakan. "
    "Belum punya kata sandi? Pakai kode dari petugas."
)


@dataclass
class Attempt:
    """A login form sent once: the browser it was sent from, and the answer."""

    visitor: Visitor
    page: Page

    @property
    def inside(self) -> bool:
        """Whether the home page opens without asking for a login."""
        return self.visitor.client.get("/").status_code == 200


def acting_officer(app: Flask, key: str = "widuri", role: Role = Role.AGENCY_OFFICER) -> Actor:
    """An officer with a password just entered."""
    return Actor(person_id(app, key), key, 0, frozenset({role}), confirmed_at=clock.now())


class Meeting:
    """Lets two threads go on together, once: a command that the database asks to repeat does not wait again."""

    def __init__(self) -> None:
        self._barrier, self._met = Barrier(2), set[int]()

    def wait(self) -> None:
        """Wait for the other one."""
        if get_ident() not in self._met:
            self._met.add(get_ident())
            self._barrier.wait(10)


def key_of(app: Flask, purpose: str = CODES) -> bytes:
    """The installation's key for a purpose."""
    with app.test_request_context():
        return derived_key(purpose)


def printed_code(app: Flask, key: str, officer: Actor | None = None) -> str:
    """A code printed for somebody of the sample government, as it stands on the slip."""
    by, whom = officer or acting_officer(app), person_id(app, key)
    with app.app_context():
        printed = codes.print_person(by, whom, key_of(app), login="", identity=IdentityCheck.CARD.value)
    return printed.slips[0].code


def without_password(app: Flask, login: str) -> None:
    """Somebody who never had a password."""
    change_account(app, login, password_hash=None, password_set_at=None)


def redeemed(app: Flask, login: str, code: str, password: str = NEW, /, **extra: Any) -> Attempt:
    """Fill in the page for codes in a fresh browser."""
    visitor = Visitor(app)
    typed = {"nip": login, "code": code, "new": password, "repeat": password} | extra
    fields = visitor.get("/masuk/kode").fields("/masuk/kode") | typed
    response = visitor.client.post("/masuk/kode", data=fields, follow_redirects=True)
    return Attempt(visitor, Page(response, check_house_rules(response.get_data(as_text=True))))


def attempt(app: Flask, login: str, password: str = PASSWORD, address: str = "10.0.0.1", **extra: Any) -> Attempt:
    """Fill in the login form at an address of the network."""
    visitor = Visitor(app)
    fields = visitor.get("/masuk").fields("/masuk") | {"nip": login, "password": password} | extra
    response = visitor.client.post(
        "/masuk", data=fields, follow_redirects=True, environ_overrides={"REMOTE_ADDR": address}
    )
    return Attempt(visitor, Page(response, check_house_rules(response.get_data(as_text=True))))


def token_of(visitor: Visitor) -> str | None:
    """The token the browser holds."""
    with visitor.client.session_transaction() as cookie:
        return cookie.get("_user_id")


def sessions(app: Flask, login: str) -> list[LoginSession]:
    """The open sessions of an account that began in the test, oldest first."""
    with app.app_context():
        rows = db.session.scalars(
            select(LoginSession)
            .join(Account, Account.id == LoginSession.account_id)
            .where(Account.login == login, LoginSession.ended_at.is_(None))
            .order_by(LoginSession.id)
        ).all()
        db.session.expunge_all()
        return list(rows)


def change_account(app: Flask, login: str, **values: Any) -> None:
    """Set columns of an account."""
    with app.app_context(), atomic() as session:
        row = session.scalars(select(Account).where(Account.login == login)).one()
        for name, value in values.items():
            setattr(row, name, value)
