"""Steps several tests of the calendar take."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import time_machine
from flask import Flask
from sqlalchemy import delete

from app import clock
from app.cycles.models import WindowExtension
from app.db import atomic
from tests.page import Page, Visitor

YEAR = clock.today("Asia/Jakarta").year
"""The year of the sample government."""


@contextmanager
def on(day: date) -> Iterator[None]:
    """Nine in the morning in Jakarta."""
    with time_machine.travel(datetime.combine(day, time(2), UTC), tick=True):
        yield


def regular_windows(app: Flask) -> None:
    """The days of the regulation: the sample government holds its windows open all year."""
    with app.app_context(), atomic() as session:
        session.execute(delete(WindowExtension))


def open_next_year(app: Flask, officer: Visitor) -> Page:
    """The button of the agency's officer."""
    del app
    return officer.submit(officer.get("/periode/"), "/periode/buka")
