"""Unsent answers lie sealed in the browser alone: of one size, for one form, for one login."""

import secrets

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.auth.models import LoginSession
from app.db import atomic
from app.domain.ballots import Answer
from app.feedback import drafts
from app.web.assets import ALWAYS
from tests.conftest import log_in, statements
from tests.feedback.test_forms_page import checked, chosen, launched, path_of, sent
from tests.page import Visitor

KEY, FORM = b"k" * 32, b"f" * 16
SHORT, LONG = Answer((None,) * 21, ("", "", "")), Answer((5,) * 21, ("a" * 1200, "é" * 600, "漢" * 400))
MOST_ANSWERED = 6000


def autosave(visitor: Visitor, path: str, **typed: str) -> TestResponse:
    """What the script sends while somebody types."""
    fields = {**visitor.get(path).fields(path), **typed}
    return visitor.client.post(path + "/draf", data=fields, headers={"HX-Request": "true"})


def open_blob(visitor: Visitor, path: str, blob: str) -> TestResponse:
    """What the script sends when the page is opened again."""
    token = visitor.get(path).fields(path)["csrf_token"]
    return visitor.client.post(path + "/draf", data={"blob": blob, "csrf_token": token})


def test_every_draft_has_one_size_and_opens_for_its_form_and_login_alone() -> None:
    blobs = [drafts.seal(KEY, FORM, answer) for answer in (SHORT, LONG)]
    assert len({len(blob) for blob in blobs}) == 1
    assert drafts.unseal(KEY, FORM, blobs[1], (21, 3)) == LONG
    assert drafts.unseal(b"x" * 32, FORM, blobs[1], (21, 3)) is None
    assert drafts.unseal(KEY, b"g" * 16, blobs[1], (21, 3)) is None
    assert drafts.unseal(KEY, FORM, blobs[1], (20, 3)) is None
    for broken in ("", "kata", blobs[0][:-8], "é", blobs[0].swapcase()):
        assert drafts.unseal(KEY, FORM, broken, (21, 3)) is None


def test_marks_of_sentences_have_one_size_and_make_room_for_new_ones() -> None:
    sealed = ""
    sizes = set()
    for number in range(60):
        sealed = drafts.with_marks(KEY, secrets.token_bytes(16), (f"Kalimat panjang nomor {number}.", ""), sealed)
        sizes.add(len(sealed))
    assert len(sizes) == 1
    assert not drafts.said_before(KEY, FORM, ("Kalimat panjang nomor 2.",), sealed)
    assert drafts.said_before(KEY, FORM, ("", "Dulu: kalimat lain. KALIMAT panjang, nomor 59"), sealed)
    assert not drafts.said_before(b"x" * 32, FORM, ("Kalimat panjang nomor 59",), sealed)


def test_the_script_gets_a_blob_and_its_fields_back_and_the_database_hears_of_nothing(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    with statements() as told:
        blobs = [autosave(kenanga, path, **typed) for typed in (chosen(4, "Sangat sabar"), {}, chosen(1, "x" * 1100))]
    assert [words for words in told if not words.startswith("SELECT")] == []
    assert {answer.status_code for answer in blobs} == {200}
    assert len({len(answer.data) for answer in blobs}) == 1
    assert len(blobs[0].data) <= MOST_ANSWERED
    assert blobs[0].headers["Cache-Control"] == "no-store"
    assert all(blobs[0].headers[name] == value for name, value in ALWAYS.items())
    opened = open_blob(kenanga, path, blobs[0].text)
    assert opened.json == {**{f"scores-{place}": "4" for place in range(21)}, "texts-0": "Sangat sabar"}
    assert opened.headers["Cache-Control"] == "no-store"


def test_a_draft_of_another_login_or_form_does_not_open(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path, other = path_of(made, "kenanga"), path_of(made, "kenanga", "dahlia")
    blob = autosave(kenanga, path, **chosen(4)).text
    assert open_blob(kenanga, other, blob).status_code == 422
    assert open_blob(log_in(sqlite_app, "kenanga"), path, blob).status_code == 422, "a new login has a new key"
    assert open_blob(kenanga, path, blob).status_code == 200


def test_a_draft_too_long_for_its_envelope_is_refused_with_words(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    assert autosave(kenanga, path, **chosen(4, "x" * 5000)).status_code == 422
    page = kenanga.submit(kenanga.get(path), path, 422, action="draf", **chosen(4, "x" * 5000))
    assert "terlalu panjang" in page.text
    assert page.fields(path)["texts-0"] == "x" * 5000


def test_without_javascript_a_draft_survives_in_two_cookies_of_its_form(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    with statements() as told:
        page = kenanga.submit(kenanga.get(path), path, action="draf", **chosen(3, "Ditulis sebagian"))
    assert [words for words in told if not words.startswith("SELECT")] == []
    set_by = page.response.history[0].headers.getlist("Set-Cookie")
    assert len(set_by) == 2
    for cookie in set_by:
        assert len(cookie.split(";")[0]) <= 3500
        for part in ("HttpOnly", "SameSite=Strict", f"Path={path}"):
            assert part in cookie
        assert "Expires" not in cookie
        assert "Max-Age" not in cookie
    assert page.fields(path)["texts-0"] == "Ditulis sebagian"
    assert page.fields(path)["scores-20"] == ["3"]
    assert "Ditulis" not in kenanga.get(path_of(made, "kenanga", "dahlia")).text
    sent(kenanga, path)
    assert kenanga.client.get_cookie("draf1", path=path) is None
    assert "Ditulis sebagian" not in kenanga.get(path).text


def test_a_login_from_before_there_were_drafts_is_told_so(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(LoginSession).values(draft_key=None))
    page = kenanga.get(path)
    assert "setelah Anda keluar dan masuk lagi" in page.text
    assert not page.offers("Simpan draf")
    assert autosave(kenanga, path, **chosen()).status_code == 422
    assert checked(kenanga, path, **chosen()).h1 == "Periksa, lalu kirim"


@pytest.mark.parametrize("ended", [True, False])
def test_an_ended_session_saves_no_draft_and_a_running_one_does(sqlite_app: Flask, *, ended: bool) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    fields = kenanga.get(path).fields(path)
    if ended:
        with kenanga.client.session_transaction() as cookie:
            cookie["_user_id"] = "ended long ago"
    answer = kenanga.client.post(path + "/draf", data=fields, headers={"HX-Request": "true"})
    assert answer.status_code == (401 if ended else 200)
