"""Counts of units: made in the background, when something changed or a new day began."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine
from flask import Flask
from sqlalchemy import delete, select

from app.audit.service import record
from app.db import atomic, db
from app.people import queries, tally
from app.people.models import AssessorAssignment, Person, Tally, Unit
from tests.conftest import person_id

JAKARTA = ZoneInfo("Asia/Jakarta")


def counts(app: Flask, name: str) -> dict[str, int]:
    """A count of every unit, by the unit's name."""
    with app.app_context():
        rows = db.session.execute(select(Unit.name, Tally.count).join(Tally).where(Tally.name == name)).all()
        db.session.remove()
    return {row[0]: row[1] for row in rows}


def test_a_unit_counts_itself_and_all_below(app: Flask) -> None:
    with app.app_context():
        tally.recount(tally.OF_PEOPLE, queries.today())
        everybody = len(db.session.scalars(select(Person.id)).all())
        db.session.remove()
    whole = counts(app, tally.PEOPLE)
    assert max(whole.values()) == everybody == whole["Pemerintah Kabupaten Nusa Melati"]
    here = counts(app, tally.PEOPLE + tally.HERE)
    assert sum(here.values()) == everybody


def test_the_regent_needs_no_assessor_and_a_midwife_without_one_is_counted_up_to_the_top(app: Flask) -> None:
    midwife = person_id(app, "dahlia")
    with app.app_context():
        with atomic() as session:
            session.execute(delete(AssessorAssignment).where(AssessorAssignment.employee_id == midwife))
        tally.recount(tally.OF_PEOPLE, queries.today())
    without = counts(app, tally.WITHOUT)
    assert without["Pemerintah Kabupaten Nusa Melati"] == without["Dinas Kesehatan"] == 1
    assert counts(app, tally.SURE) == without
    assert list(counts(app, tally.WITHOUT + tally.HERE).values()) == [1]


def test_it_counts_again_after_a_change_of_people_or_on_a_new_day_and_not_otherwise(app: Flask) -> None:
    with time_machine.travel(datetime(2031, 11, 22, 20, tzinfo=UTC), tick=False) as clock, app.app_context():
        assert tally.recount_if_changed(tally.OF_PEOPLE, JAKARTA)  # a later day than that of the sample
        assert not tally.recount_if_changed(tally.OF_PEOPLE, JAKARTA)
        with atomic() as session:
            record(session, None, "auth.login", ("account", 1))
        assert not tally.recount_if_changed(tally.OF_PEOPLE, JAKARTA)
        with atomic() as session:
            record(session, None, "people.posting", ("person", 1))
        assert tally.recount_if_changed(tally.OF_PEOPLE, JAKARTA)
        clock.shift(timedelta(days=1))
        assert tally.recount_if_changed(tally.OF_PEOPLE, JAKARTA)
        db.session.remove()
