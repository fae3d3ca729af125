"""The counting that goes on in the background, asked to go on now."""

from flask import Flask

from app.db import db
from app.people import queries, tally
from app.worklists.counting import OF_PLANS


def count_if_changed(app: Flask) -> bool:
    """What the worker does every minute; whether there was anything new to count."""
    with app.app_context():
        done = tally.recount_if_changed(OF_PLANS, queries.the_agency().zone)
        db.session.remove()
    return done


def count(app: Flask) -> None:
    """Count, whether or not the audit trail knows of a change."""
    with app.app_context():
        tally.recount(OF_PLANS, queries.today())
        db.session.remove()
