"""Helpers of the transaction tests: actors without a browser, and hands that work side by side."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.domain.actors import Actor
from app.planning.models import Plan
from app.sample.plans import acting
from tests.conftest import person_id

T = TypeVar("T")


def actor(app: Flask, key: str) -> Actor:
    """Somebody of the sample government, with a password just entered."""
    with app.app_context():
        return acting(person_id(app, key))


def plan_of(app: Flask, key: str) -> Plan:
    """Somebody's plan, with its results, as a row no session holds."""
    number = person_id(app, key)
    with app.app_context():
        plan = db.session.scalars(select(Plan).where(Plan.employee_id == number)).first()
        assert plan is not None
        for result in plan.results:
            assert result.indicators
        db.session.expunge_all()
        return plan


def side_by_side(app: Flask, works: Sequence[Callable[[], T]]) -> list[T | Exception]:
    """Do several things at the same moment, each in a request of its own; failures are given back as values."""
    start = threading.Barrier(len(works))

    def do(work: Callable[[], T]) -> T | Exception:
        with app.app_context():
            start.wait()
            try:
                return work()
            except Exception as error:  # noqa: BLE001 - the test looks at it
                return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))
