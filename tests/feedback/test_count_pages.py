"""Custodians count through the pages; the record is printed."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from app import clock
from app.db import db
from app.domain.errors import NotFoundError
from app.domain.feedback import RoundState
from app.feedback import launching, unlocking
from app.feedback.counting_view import counting
from app.feedback.models import FeedbackRound
from tests.conftest import log_in
from tests.documents.reading import whole
from tests.feedback.casting import answer, cast
from tests.feedback.making import Made
from tests.feedback.preparing import officer, prepared, settings
from tests.feedback.test_count import PEERS, made_round


def filled(app: Flask) -> Made:
    with app.app_context():
        made = made_round(closes_at=clock.now() + timedelta(seconds=1))
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4))
    return made


def wait_for_purge(app: Flask, made: Made) -> None:
    deadline = time.monotonic() + 60
    with app.app_context():
        while db.session.get_one(FeedbackRound, made.id).state is not RoundState.PURGED:
            assert time.monotonic() < deadline
            db.session.remove()
            time.sleep(0.2)


@pytest.mark.office
def test_two_custodians_count_and_the_record_is_printed(app: Flask) -> None:
    made = filled(app)
    page = f"/kunci-360/{made.id}/hitung"
    with time_machine.travel(clock.now() + timedelta(minutes=5), tick=True):
        first, second = log_in(app, "altair"), log_in(app, "elang")
        wrong = first.submit(first.get(page), page, 422, code=made.codes["elang"])
        assert "bukan kode Anda" in wrong.text
        assert made.codes["elang"] not in wrong.text
        waiting = first.submit(first.get(page), page, code=made.codes["altair"].lower())
        assert "Kode pertama sudah dimasukkan oleh Anda" in waiting.text
        assert "Kode pertama sudah dimasukkan oleh" in second.get(page).text
        second.submit(second.get(page), page, code=made.codes["elang"])
        wait_for_purge(app, made)
        done = second.get(page)
        assert "Selesai dihitung" in done.text
        assert "kunci sudah dihancurkan" in done.text
        words = whole(second.client.get(f"/kunci-360/{made.id}/berita-acara.pdf").data)
    assert "Berita acara penghitungan umpan balik 360" in words
    assert "Jawaban sah" in words
    assert "pemegang kunci" in words


def test_the_page_is_for_custodians_and_the_preparer_alone(sqlite_app: Flask) -> None:
    made = filled(sqlite_app)
    page = f"/kunci-360/{made.id}/hitung"
    for key in ("altair", "elang", "rajawali", "widuri"):
        assert log_in(sqlite_app, key).get(page).status == 200
    for key in ("melur", "cempaka", "kenanga", "regulus", "kenari"):
        assert log_in(sqlite_app, key).get(page, status=404).status == 404


def test_every_officer_who_keeps_the_round_sees_its_count_and_no_other(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=(), is_exercise=True)
        launching.launch(officer("kenari"), number, settings())
        dismissed = replace(officer("kenari"), roles=frozenset(), officer_units=frozenset())
        with time_machine.travel(clock.now() + timedelta(days=150), tick=True):
            assert counting(officer("widuri"), number, settings()).is_over
            assert unlocking.exercise_key(officer("widuri"), number, settings())
            for stranger in (dismissed, officer("tekukur")):
                with pytest.raises(NotFoundError):
                    counting(stranger, number, settings())
                with pytest.raises(NotFoundError):
                    unlocking.exercise_key(stranger, number, settings())
