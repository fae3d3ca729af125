"""Nothing typed is lost when the session has ended, and nobody else reads it."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.sample.loader import PASSWORD
from app.web import resume
from tests.auth.people import NIP, OTHER_NIP, attempt
from tests.conftest import MIDWIFE, SET_MIDWIFE, log_in, person_id
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, my_plan

TYPED = 'Ibu hamil risiko tinggi didampingi\r\nsampai <nifas> & "sesudahnya"'


def _end_session(visitor: Visitor) -> None:
    """As time would: the browser keeps its cookie, the server no longer knows it."""
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = "ended long ago"


def _lost(app: Flask) -> tuple[Visitor, Page, Page]:
    """A midwife whose session ended while she typed: her browser, the form, and the answer to her save."""
    midwife = log_in(app, MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    _end_session(midwife)
    return midwife, form, midwife.submit(form, form.path, 401, text=TYPED)


def test_the_text_comes_back_after_logging_in_again_and_is_not_yet_saved(app: Flask) -> None:
    midwife, form, answer = _lost(app)
    assert "Tulisan Anda tidak hilang" in answer.text
    back = midwife.submit(answer, "/masuk", nip=NIP, password=PASSWORD)
    assert back.h1 == "Tulisan Anda masih ada"
    filled = midwife.submit(back, form.path)
    assert filled.path == form.path
    assert filled.fields(form.path)["text"].replace("\r\n", "\n") == TYPED.replace("\r\n", "\n")
    assert "risiko tinggi didampingi" not in midwife.get(my_plan(midwife).path).text
    midwife.submit(filled, form.path)
    assert "risiko tinggi didampingi" in midwife.get(my_plan(midwife).path).text


def test_a_wrong_password_in_between_does_not_lose_it(sqlite_app: Flask) -> None:
    midwife, _, answer = _lost(sqlite_app)
    again = midwife.submit(answer, "/masuk", 422, nip=NIP, password="bukan ini")
    assert midwife.submit(again, "/masuk", nip=NIP, password=PASSWORD).h1 == "Tulisan Anda masih ada"


def test_somebody_else_at_the_same_computer_never_sees_it(sqlite_app: Flask) -> None:
    midwife, _, answer = _lost(sqlite_app)
    landed = midwife.submit(answer, "/masuk", nip=OTHER_NIP, password=PASSWORD)
    assert landed.path == "/"
    assert "risiko tinggi" not in landed.text


def test_the_login_page_shows_nothing_of_the_text(sqlite_app: Flask) -> None:
    _, _, answer = _lost(sqlite_app)
    markup = answer.response.get_data(as_text=True)
    assert "risiko" not in markup
    box = answer.fields("/masuk")["resume"]
    assert b"risiko" not in base64.urlsafe_b64decode(box)


def test_autosave_on_an_ended_session_is_told_so_and_loses_nothing(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    _end_session(midwife)
    answer = midwife.autosave(form, form.path, text=TYPED)
    assert answer.status_code == 401
    assert "tidak hilang" in answer.get_data(as_text=True)


def test_a_box_opens_for_its_owner_alone_and_says_where_it_belongs(sqlite_app: Flask) -> None:
    owner = person_id(sqlite_app, MIDWIFE)
    with sqlite_app.app_context():
        box = resume.seal(owner, "/perencanaan/7/hasil/3", MultiDict([("a", "1"), ("a", "2"), ("b", TYPED)]))
        assert resume.unseal(box, owner) == (
            "/perencanaan/7/hasil/3",
            MultiDict([("a", "1"), ("a", "2"), ("b", TYPED)]),
        )
        assert resume.unseal(box, person_id(sqlite_app, SET_MIDWIFE)) is None


def test_a_box_is_opened_on_the_same_day_only(sqlite_app: Flask) -> None:
    start = datetime(2026, 11, 22, tzinfo=UTC)
    with sqlite_app.app_context():
        with time_machine.travel(start, tick=False):
            box = resume.seal(1, "/", MultiDict({"a": "1"}))
        with time_machine.travel(start + timedelta(hours=24), tick=False):
            assert resume.unseal(box, 1)
        with time_machine.travel(start + timedelta(hours=24, seconds=1), tick=False):
            assert resume.unseal(box, 1) is None


@pytest.mark.parametrize("damage", ["flip", "cut", "other key", "not base64", "empty", "plain"])
def test_a_damaged_box_is_ignored(sqlite_app: Flask, damage: str) -> None:
    with sqlite_app.app_context():
        box = resume.seal(1, "/", MultiDict({"a": "1"}))
        middle = len(box) // 2
        broken = {
            "flip": box[:middle] + ("A" if box[middle] != "A" else "B") + box[middle + 1 :],
            "cut": box[:-8],
            "other key": box,
            "not base64": "é…<>",
            "empty": "",
            "plain": base64.urlsafe_b64encode(b'[1, "/", 0, []]').decode(),
        }[damage]
        if damage == "other key":
            key = sqlite_app.config["SECRET_KEY"]
            sqlite_app.config["SECRET_KEY"] = "another key, just as long as the first one"
            try:
                assert resume.unseal(broken, 1) is None
            finally:
                sqlite_app.config["SECRET_KEY"] = key
        else:
            assert resume.unseal(broken, 1) is None


@pytest.mark.parametrize("box", ["é…<>", "QUJD", "x" * 5000])
def test_logging_in_with_a_damaged_box_just_logs_in(sqlite_app: Flask, box: str) -> None:
    assert attempt(sqlite_app, NIP, resume=box).page.path == "/"


def test_a_posted_password_never_travels_in_the_box(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    _end_session(midwife)
    secrets = {"password": "rahasia-1", "current": "rahasia-2", "new": "rahasia-3", "repeat": "rahasia-4"}
    answer = midwife.submit(form, form.path, 401, text="teks", **secrets)
    with sqlite_app.app_context():
        opened = resume.unseal(answer.fields("/masuk")["resume"], person_id(sqlite_app, MIDWIFE))
    assert opened
    assert opened[1]["text"] == "teks"
    assert "rahasia" not in str(opened)
    assert "csrf_token" not in opened[1]


@pytest.mark.parametrize("mark", ["", "1", "MQ.forged", "é"])
def test_without_a_true_mark_of_its_owner_no_box_is_made(sqlite_app: Flask, mark: str) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    _end_session(midwife)
    answer = midwife.submit(form, form.path, 401, text=TYPED, _pemilik=mark)
    assert "resume" not in answer.fields("/masuk")
    assert "Silakan masuk lagi" in answer.text


def test_a_mark_is_no_token_of_another_kind(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        assert resume.owner_of(resume.owner_mark(7)) == 7
        assert resume.owner_of(resume.owner_mark(7) + "x") is None
