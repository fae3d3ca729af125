"""Old sessions and failures do not pile up."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.auth.models import LoginFailure, LoginSession
from app.auth.service import forget_old
from app.db import db
from tests.conftest import MIDWIFE, log_in
from tests.page import Visitor


def counts() -> tuple[int, int]:
    return (
        db.session.scalar(select(func.count()).select_from(LoginSession)) or 0,
        db.session.scalar(select(func.count()).select_from(LoginFailure)) or 0,
    )


def test_what_is_long_over_goes_and_the_rest_stays(app: Flask) -> None:
    log_in(app, MIDWIFE)
    Visitor(app).log_in("198005132005012941", "bukan kata sandi", 422)
    with app.app_context():
        sessions, failures = counts()
        assert sessions
        assert failures == 1
        forget_old(clock.now() + timedelta(hours=23))
        assert counts() == (sessions, 1)
        forget_old(clock.now() + timedelta(days=2))
        assert counts() == (sessions, 0)
        forget_old(clock.now() + timedelta(days=91))
        assert counts() == (0, 0)
