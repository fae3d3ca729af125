"""What nobody can see does not get into texts that are signed, and a refusal leads back to where one came from."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.web.errors import came_from
from app.web.forms import legible
from tests.page import Visitor


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Diubah \x07karena\x0b terbukti\x00", "Diubah karena terbukti"),
        ("tidak \u202edihitung\u202c \u2066ya\u2069", "tidak dihitung ya"),
        ("dua\r\nbaris\tdan lajur", "dua\r\nbaris\tdan lajur"),
        ("é, ≥ 95 %, عربي, 汉字 😀", "é, ≥ 95 %, عربي, 汉字 😀"),
        ("", ""),
        (None, None),
    ],
)
def test_what_cannot_be_seen_is_taken_out_of_a_text(typed: str | None, kept: str | None) -> None:
    assert legible(typed) == kept


@pytest.mark.parametrize(
    ("left", "back"),
    [
        ("http://localhost/penilaian/2?periode=3", "/penilaian/2?periode=3"),
        ("http://localhost/penilaian/2/terima", "/penilaian/2/terima"),
        ("http://elsewhere.example/penilaian/2", ""),
        ("http://localhost//elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_refusal_knows_where_one_came_from(sqlite_app: Flask, left: str, back: str) -> None:
    with sqlite_app.test_request_context("/penilaian/2/terima", method="POST", headers={"Referer": left}):
        assert came_from() == back


def test_a_page_that_was_refused_does_not_lead_back_to_itself(sqlite_app: Flask) -> None:
    here = {"Referer": "http://localhost/penilaian/2"}
    with sqlite_app.test_request_context("/penilaian/2", headers=here):
        assert came_from() == ""


def test_who_meets_a_refusal_can_go_back_to_the_page_before(who: Callable[[str], Visitor]) -> None:
    melur = who("melur")
    page = melur.client.get("/tidak-ada", headers={"Referer": "http://localhost/penilaian/"})
    assert 'href="/penilaian/">Kembali ke halaman sebelumnya' in page.get_data(as_text=True)
