"""Sets of questions: the official guides to begin with, new versions once a round uses them."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import atomic, db
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.questions import QuestionKind, Wording, default_questions
from app.feedback import launching, sets
from app.feedback.models import QuestionSet, RoundQuestions
from app.feedback.set_view import set_view
from tests.conftest import Who
from tests.feedback.preparing import officer, prepared, settings

pytestmark = pytest.mark.usefixtures("no_rounds")

OPEN = Wording(QuestionKind.OPEN, "Apa yang paling Anda hargai?")


def begun() -> int:
    return sets.begin(officer("widuri"))


def test_the_first_set_is_made_once_of_the_official_guides(app: Flask) -> None:
    with app.app_context():
        first = begun()
        assert begun() == first
        view = set_view(first)
        assert [one.text for one in view.questions] == [one.text for one in default_questions()]
        assert (len(view.groups), len(view.open_questions), view.is_frozen) == (7, 3, False)


def test_a_started_round_freezes_its_version_and_others_waiting_take_the_next(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first, waiting = prepared("kenari", "cempaka"), prepared("kenari", "cempaka", keepers=())
        old = begun()
        sets.write(officer("widuri"), old, None, OPEN)
        launching.launch(officer("kenari"), first, settings())
        with pytest.raises(DeniedError, match="Buat versi baru"):
            sets.write(officer("widuri"), old, None, OPEN)
        with pytest.raises(DeniedError):
            sets.remove(officer("widuri"), old, set_view(old).questions[0].id)
        new = sets.new_version(officer("widuri"), old)
        assert (set_view(new).number, set_view(old).newest_id) == (2, new)
        assert len(set_view(new).questions) == len(set_view(old).questions)
        used = dict(db.session.execute(select(RoundQuestions.round_id, RoundQuestions.set_id)).all())
        assert (used[first], used[waiting]) == (old, new)
        assert sets.new_version(officer("widuri"), old) == new
        with atomic() as session:
            assert sets.default_set(session) == new


def test_a_set_that_fits_no_ballot_is_refused(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = begun()
        for _ in range(3):
            sets.write(officer("widuri"), number, None, OPEN)
        with pytest.raises(InvalidError, match="Paling banyak 6"):
            sets.write(officer("widuri"), number, None, OPEN)
        with pytest.raises(InvalidError, match="kosong"):
            sets.write(officer("widuri"), number, None, Wording(QuestionKind.SCALE, " "))


def test_two_officers_at_one_question(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = begun()
        first = set_view(number).questions[0]
        other = Wording(first.kind, "Ramah kepada semua orang", first.value)
        sets.write(officer("widuri"), number, first.id, other, first.mark)
        with pytest.raises(StaleError):
            sets.write(officer("widuri"), number, first.id, OPEN, first.mark)
        with pytest.raises(NotFoundError):
            sets.write(officer("widuri"), number, 10**6, OPEN, "")


def test_only_agency_officers_change_questions(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = begun()
        for somebody in ("kenari", "regulus", "elang"):
            with pytest.raises(DeniedError):
                sets.write(officer(somebody), number, None, OPEN)
            with pytest.raises(DeniedError):
                sets.new_version(officer(somebody), number)


def test_a_question_is_changed_copied_and_taken_out_through_the_pages(app: Flask, who: Who) -> None:
    widuri = who("widuri")
    page = widuri.submit(widuri.get("/pertanyaan-360/"), "/bawaan")
    where = page.path
    edit = str(page.soup.select("a[href*='/pertanyaan/']")[0]["href"])
    refused = widuri.submit(widuri.get(edit), edit, 422, text="")
    assert refused.soup.title is not None
    assert refused.soup.title.get_text().startswith("Kesalahan: ")
    stale = widuri.get(edit)
    changed = widuri.submit(stale, edit, text="Ramah kepada semua orang")
    assert "Ramah kepada semua orang" in changed.text
    widuri.submit(stale, edit, 409, text="Ramah sekali")
    assert "Ramah kepada semua orang" not in widuri.submit(changed, f"{edit}/hapus").text
    copied = widuri.submit(widuri.get(where), "/salin", name="Untuk guru")
    assert copied.h1 == "Untuk guru"
    assert "Untuk guru" in who("kenari").get("/pertanyaan-360/").text
    with app.app_context():
        assert len(list(db.session.scalars(select(QuestionSet)))) == 2
