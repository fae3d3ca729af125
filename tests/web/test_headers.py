"""Every kind of answer carries the security headers, and every refusal is a page in Indonesian."""

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.db import db
from app.factory import create_app
from app.web.access import access
from tests.conftest import SET_MIDWIFE, log_in
from tests.database import settings_for
from tests.page import Visitor, check_house_rules

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _protected(response: TestResponse, status: int) -> TestResponse:
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    return response


def _policy(response: TestResponse) -> dict[str, str]:
    pieces = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in pieces}


def _static_address(visitor: Visitor) -> str:
    found = re.search(r'"(/static/js/[^"]+)"', visitor.client.get("/masuk").get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/masuk", 200),
        ("/", 303),
        ("/tidak-ada", 404),
        ("/keluar", 405),
        ("/static/tidak-ada.css", 404),
        ("/sehat", 200),
    ],
)
def test_a_stranger_meets_the_headers_everywhere(sqlite_app: Flask, path: str, status: int) -> None:
    answer = _protected(sqlite_app.test_client().get(path), status)
    assert _policy(answer).items() >= POLICY.items()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_and_a_download_carry_them_too_and_a_304_leaves_them_as_they_are(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, SET_MIDWIFE)
    page = _protected(midwife.client.get("/perencanaan/"), 200)
    unchanged = midwife.client.get("/perencanaan/", headers={"If-None-Match": page.headers["ETag"]})
    assert unchanged.status_code == 304
    assert not {*ALWAYS, "Content-Security-Policy", "Set-Cookie"} & {*unchanged.headers.keys()}
    plan = next(link for link in midwife.get("/perencanaan/").links() if re.fullmatch(r"/perencanaan/\d+", link))
    _protected(midwife.client.get(f"{plan}/dokumen/A.1.7.pdf"), 200)


def test_static_files_carry_them_and_stay_in_the_browser_for_ever(sqlite_app: Flask) -> None:
    visitor = Visitor(sqlite_app)
    answer = _protected(visitor.client.get(_static_address(visitor)), 200)
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_page_allows_inline_or_evaluated_code(sqlite_app: Flask) -> None:
    policy = _policy(sqlite_app.test_client().get("/masuk"))
    assert "unsafe" not in " ".join(policy.values())
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/]{43}='", policy["style-src"])
    assert policy.items() >= POLICY.items()


def test_a_failure_in_a_view_is_a_page_that_tells_nothing(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise ZeroDivisionError("rahasia dapur")

    midwife = log_in(sqlite_app, SET_MIDWIFE)
    monkeypatch.setitem(sqlite_app.view_functions, "home.index", access()(broken))
    answer = _protected(midwife.client.get("/"), 500)
    markup = answer.get_data(as_text=True)
    check_house_rules(markup)
    assert "Terjadi kesalahan di server" in markup
    assert "rahasia" not in markup
    assert "Traceback" not in markup


def test_without_its_database_the_house_still_answers_with_a_page(tmp_path: Path) -> None:
    """As under a server: testing mode would raise instead of answering."""
    app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path / 'kosong.sqlite3'}"))
    with app.app_context():
        db.engine.dispose()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "somebody who was logged in"
    for path in ("/", "/masuk", "/tidak-ada"):
        answer = _protected(client.get(path), 500)
        markup = answer.get_data(as_text=True)
        assert "Terjadi kesalahan di server" in markup
        check_house_rules(markup)


@pytest.mark.parametrize(
    "host", ["lain.example", "a b", "[::1", "", "localhost:abc", "é", "x" * 300, "lain.example:80"]
)
def test_a_strange_host_is_never_repeated_in_an_answer(sqlite_app: Flask, host: str) -> None:
    for path in ("/masuk", "/"):
        answer = sqlite_app.test_client().get(path, headers={"Host": host})
        assert answer.status_code in {200, 303, 400}
        assert "lain.example" not in answer.get_data(as_text=True)
        assert answer.headers.get("Location", "/").startswith("/")


@pytest.mark.parametrize("size", [2 * 1024 * 1024 + 1, 5_000_000])
def test_too_large_a_post_is_refused_with_the_limit_in_words(sqlite_app: Flask, size: int) -> None:
    page = log_in(sqlite_app, SET_MIDWIFE).post("/kata-sandi", {"current": "x" * size}, status=413)
    assert page.h1 == "Kiriman terlalu besar"
    assert "Batasnya 2 MB" in page.text
