"""Steps several tests of reporting take."""

from flask import Flask
from sqlalchemy import select

from app.db import db
from app.people import queries as people
from app.people import tally
from app.people.models import Unit
from app.reporting.tally import OF_EVALUATIONS
from tests.audit.stage import Stage


def finished(app: Flask) -> int:
    """An evaluation of the midwife with the set plan that both have signed."""
    stage = Stage(app)
    with app.app_context():
        return stage.countersign()


def count(app: Flask) -> None:
    """What the worker does every minute."""
    with app.app_context():
        tally.recount(OF_EVALUATIONS, people.today())
        db.session.remove()


def unit_id(app: Flask, name: str) -> int:
    """A unit of the sample government by a part of its name."""
    with app.app_context():
        return db.session.scalars(select(Unit.id).where(Unit.name.contains(name)).order_by(Unit.path)).first() or 0
