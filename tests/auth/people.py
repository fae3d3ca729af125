"""Helpers of the login tests: who logs in from where, and what the database knows of it."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from app.auth.models import Account, LoginSession
from app.db import atomic, db
from app.sample.loader import PASSWORD
from tests.page import Visitor

MIDWIFE_NIP = "199704082023212902"
OFFICIAL = "bupati"
WRONG = "NIP atau kata sandi salah. Periksa lagi; huruf besar dan kecil pada kata sandi dibedakan."


def try_login(app: Flask, login: str, password: str = PASSWORD, address: str = "10.0.0.1", **extra: Any) -> Visitor:
    """Fill in the login form from an address; whether it worked shows in :func:`inside`."""
    visitor = Visitor(app)
    fields = visitor.get("/masuk").fields("/masuk") | {"nip": login, "password": password} | extra
    visitor.answer = visitor.client.post("/masuk", data=fields, environ_overrides={"REMOTE_ADDR": address})  # type: ignore[attr-defined]
    return visitor


def answer_of(visitor: Visitor) -> str:
    """What the login answered."""
    text: str = visitor.answer.get_data(as_text=True)  # type: ignore[attr-defined]
    return text


def inside(visitor: Visitor) -> bool:
    """Whether the home page opens without asking for a login."""
    return visitor.client.get("/").status_code == 200


def account(app: Flask, login: str) -> int:
    """The id of an account."""
    with app.app_context():
        return db.session.scalars(select(Account.id).where(Account.login == login)).one()


def sessions(app: Flask, login: str) -> list[LoginSession]:
    """The open sessions of an account, oldest first."""
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
