"""Deadlines at the turn of the year, in offices with different weeks, and after a window that was extended."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, select, update

from app import clock
from app.cycles.models import Window, WindowExtension
from app.db import atomic
from app.domain.errors import DeniedError
from app.domain.rules import Clock
from app.people import queries as people
from app.people.models import Unit
from app.review import clocks, receiving, signing, stepping_in
from tests.review.people import Cast, on
from tests.review.test_following_days import DAY, WORDS, first_monday, last_day_to_object, works


@pytest.mark.parametrize(
    ("agency", "office", "own", "lasts"),
    [
        (None, None, None, 18),
        (5, None, 6, 16),
        (5, 6, None, 16),
        (6, 5, None, 18),
        (6, 6, 5, 18),
        (6, None, None, 16),
    ],
)
def test_a_unit_works_as_it_or_the_nearest_above_it_decided(
    sqlite_app: Flask, agency: int | None, office: int | None, own: int | None, lasts: int
) -> None:
    """A health centre with six days inside an agency with five, and every other way round."""
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number, monday = cast.signed(), first_monday(cast)
        works(cast, 5)
        units = people.standing(cast.employee.person_id, people.today()).units
        with atomic() as session:
            for unit_id, days in zip((units[0], units[-2], units[-1]), (agency, office, own), strict=True):
                session.execute(update(Unit).where(Unit.id == unit_id).values(work_days=days))
        with on(monday):
            receiving.receive(cast.employee, number)
            assert last_day_to_object(number) == monday + lasts * DAY


@pytest.mark.parametrize(("hour", "after"), [(16, 0), (17, 1)])
def test_a_receipt_at_the_turn_of_the_year_counts_from_the_day_in_the_office(
    sqlite_app: Flask, hour: int, after: int
) -> None:
    """Half past eleven in the evening of the last day, or half past midnight; New Year is free."""
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        last = date((people.today() + 10 * DAY).year, 12, 31)
        assert last < cast.last_day
        days = [day for day in (last + number * DAY for number in range(2, 40)) if day.weekday() < 5]
        with on(last - 3 * DAY):
            number = cast.signed()
        works(cast, 5, last + DAY)
        with time_machine.travel(datetime.combine(last, time(hour, 30), tzinfo=UTC), tick=True):
            receiving.receive(cast.employee, number)
            line = clocks.course_of(number, people.today()).line(Clock.OBJECT)
            assert line is not None
            assert (line.started_on, line.due_on) == (last + after * DAY, days[13])


def test_a_window_that_was_extended_over_cuti_bersama_counts_from_its_new_end(sqlite_app: Flask) -> None:
    """Until the evening of the new last day the assessor signs; the superior's days begin after the days off."""
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number, friday = cast.rated(), first_monday(cast) + 4 * DAY
        works(cast, 6, friday + DAY, friday + 3 * DAY, friday + 4 * DAY)
        mine = (Window.year_id == cast.year.id, Window.period_number == 0, Window.kind == "annual_evaluation")
        with atomic() as session:
            window = session.scalars(select(Window).where(*mine)).one()
            session.execute(delete(WindowExtension).where(WindowExtension.window_id == window.id))
            window.opens_on, window.closes_on = people.today(), friday - 7 * DAY
            moved = {"opens_on": people.today(), "closes_on": friday, "reason": WORDS, "extended_at": clock.now()}
            session.add(WindowExtension(window_id=window.id, **moved))
        with on(friday), pytest.raises(DeniedError, match=f"sampai {friday.day} .* {friday.year}"):
            stepping_in.take_over(cast.superior, cast.root_id)
        with on(friday + DAY):
            with pytest.raises(DeniedError, match="tidak dibuka"):
                signing.sign(cast.assessor, number, cast.seen(cast.assessor, number))
            line = clocks.course_of(number, people.today()).line(Clock.TAKE_OVER)
            assert line is not None
            assert (line.started_on, line.due_on) == (friday, friday + 20 * DAY)
            stepping_in.take_over(cast.superior, cast.root_id)
