"""Whoever has left stays readable: plans and evaluations outlive a posting."""

from datetime import timedelta

from flask import Flask

from app import clock
from app.db import atomic
from app.people.models import Posting
from tests.conftest import HEAD, SET_MIDWIFE, Who, person_id
from tests.planning.steps import my_plan
from tests.review.steps import signed


def test_a_plan_and_an_evaluation_stay_readable_after_the_posting_ended(app: Flask, who: Who) -> None:
    midwife, head = who(SET_MIDWIFE), who(HEAD)
    plan = my_plan(midwife).path
    evaluation = signed(head, "Kenanga").path
    employee = person_id(app, SET_MIDWIFE)
    with app.app_context(), atomic() as session:
        posting = session.query(Posting).filter_by(person_id=employee).one()
        posting.valid_to = (clock.now() - timedelta(days=2)).date()
    assert "Bidan Terampil" in midwife.get(plan).text
    assert "Predikat kinerja" in midwife.get(evaluation).text


def test_after_the_assessor_left_the_page_still_opens_and_says_who_it_was(app: Flask, who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    plan = my_plan(midwife).path
    assessor = person_id(app, HEAD)
    with app.app_context(), atomic() as session:
        posting = session.query(Posting).filter_by(person_id=assessor).one()
        posting.valid_to = (clock.now() - timedelta(days=2)).date()
    assert "dr. Cempaka" in midwife.get(plan).text
