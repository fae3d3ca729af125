"""Counting a made round in this process, as its two custodians and the counting process do together."""

from datetime import timedelta

import time_machine
from flask import current_app
from sqlalchemy import select

from app import clock
from app.db import db
from app.domain.actors import Actor
from app.feedback import count, unlocking
from app.feedback.models import Custodian, FeedbackRound
from app.feedback.published import PublishedCell, PublishedComment, PublishedFigure
from tests.feedback.making import Made

Published = dict[str, list[tuple[object, ...]]]


def settings_here() -> object:
    """The settings of the application of this test."""
    return current_app.extensions["tilik"].settings


def custodian(made: Made, key: str) -> Actor:
    """A custodian as an actor."""
    code_owner = list(made.codes).index(key)
    rows = list(db.session.scalars(select(Custodian).where(Custodian.round_id == made.id).order_by(Custodian.id)))
    return Actor(rows[code_owner].person_id, key, 1)


def after_closing(*, tick: bool = True) -> time_machine.travel:
    """A moment after every round made with the usual closing time."""
    return time_machine.travel(clock.now() + timedelta(days=15), tick=tick)


def unlock(made: Made, first: str, second: str) -> bytes:
    """Both codes; gives the round's secret key."""
    settings = current_app.extensions["tilik"].settings
    assert unlocking.enter_code(custodian(made, first), made.id, made.codes[first], settings) is None
    found = unlocking.enter_code(custodian(made, second), made.id, made.codes[second], settings)
    assert found is not None
    return found


def count_here(made: Made, first: str = "altair", second: str = "elang") -> None:
    """Count a round after its closing time, in this process."""
    settings = current_app.extensions["tilik"].settings
    with after_closing():
        secret_key = unlock(made, first, second)
        run = count.close(custodian(made, second), made.id, settings)
        assert count.run_count(made.id, run, secret_key, settings)


def published(round_id: int) -> Published:
    """What stands in the published tables for the counted run, without keys and in order."""
    run = db.session.get_one(FeedbackRound, round_id).run
    found: Published = {}
    for table, columns in (
        (PublishedCell, ("subject_id", "classes", "answering", "rater_id")),
        (PublishedFigure, ("subject_id", "classes", "question_id", "n", "counts", "half_steps", "band")),
        (PublishedComment, ("subject_id", "classes", "question_id", "position", "text")),
    ):
        rows = db.session.scalars(select(table).where(table.round_id == round_id, table.run == run))
        found[table.__tablename__] = sorted(
            (tuple(getattr(row, name) for name in columns) for row in rows), key=lambda row: tuple(map(str, row))
        )
    return found
