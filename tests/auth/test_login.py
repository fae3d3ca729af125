"""Getting in: by NIP however it is grouped, by login name, and never by guessing."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from flask import Flask

from app.auth import service
from app.auth.queries import token_hash
from app.sample.loader import PASSWORD
from tests.auth.people import NIP, OFFICIAL, WRONG, Attempt, attempt, change_account, sessions, token_of
from tests.page import Visitor


@pytest.mark.parametrize(
    "typed",
    [NIP, "19800513 200501 2 941", " 198005132005012941 ", "19800513.200501.2.941", "19800513\u00a0200501-2-941"],
)
def test_a_midwife_logs_in_with_her_nip_as_she_writes_it(sqlite_app: Flask, typed: str) -> None:
    logged_in = attempt(sqlite_app, typed)
    assert logged_in.inside
    assert logged_in.page.path == "/"


@pytest.mark.parametrize("typed", [OFFICIAL, " Bupati ", "BUPATI"])
def test_an_official_without_nip_logs_in_with_a_name(sqlite_app: Flask, typed: str) -> None:
    assert attempt(sqlite_app, typed).inside


def _refused(found: Attempt) -> str:
    assert found.page.status == 422
    assert not found.inside
    return found.page.text


@pytest.mark.parametrize(
    ("login", "password"),
    [(NIP, "melati-contoh-2025"), (NIP, PASSWORD.upper()), (NIP, PASSWORD + " "), ("198005132005012999", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_nip_get_the_same_sentence(app: Flask, login: str, password: str) -> None:
    assert WRONG in _refused(attempt(app, login, password))


def test_a_disabled_account_gets_the_same_page_as_an_unknown_one(app: Flask) -> None:
    change_account(app, NIP, disabled_at=datetime.now(UTC))
    assert _refused(attempt(app, NIP)) == _refused(attempt(app, "198005132005012999"))


@pytest.mark.parametrize("kind", ["wrong", "unknown", "disabled"])
def test_every_refusal_costs_one_check_of_a_hash(sqlite_app: Flask, kind: str) -> None:
    """An answer that comes sooner would tell which NIPs have an account."""
    if kind == "disabled":
        change_account(sqlite_app, NIP, disabled_at=datetime.now(UTC))
    login = "198005132005012999" if kind == "unknown" else NIP
    with patch.object(service, "_hasher", wraps=service._hasher) as hasher:
        _refused(attempt(sqlite_app, login, "bukan-kata-sandinya"))
    assert hasher.verify.call_count == 1
    assert hasher.hash.call_count == 0


def test_the_decoy_hash_is_as_costly_as_a_real_one() -> None:
    parameters = service._DECOY.rpartition("$")[0].rpartition("$")[0]
    assert service.hash_password("apa saja boleh").startswith(parameters)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"nip": "", "password": PASSWORD}, "Isi NIP Anda."),
        ({"nip": NIP, "password": ""}, "Isi kata sandi Anda."),
        ({"nip": "9" * 65, "password": PASSWORD}, "NIP terlalu panjang."),
        ({"nip": NIP, "password": "x" * 201}, "Kata sandi terlalu panjang."),
    ],
)
def test_an_incomplete_login_says_what_is_missing(sqlite_app: Flask, fields: dict[str, str], message: str) -> None:
    visitor = Visitor(sqlite_app)
    page = visitor.submit(visitor.get("/masuk"), "/masuk", 422, **fields)
    assert message in page.text
    assert page.text.startswith("Kesalahan: Masuk")
    assert 'value="' + fields["password"] not in page.response.get_data(as_text=True) or not fields["password"]


def test_the_password_is_never_sent_back(sqlite_app: Flask) -> None:
    found = attempt(sqlite_app, NIP, "kata-sandi-yang-salah")
    assert "kata-sandi-yang-salah" not in found.page.response.get_data(as_text=True)
    assert NIP in found.page.response.get_data(as_text=True)


def test_the_database_knows_only_the_hash_of_the_token(app: Flask) -> None:
    visitor = attempt(app, NIP).visitor
    token, stored = token_of(visitor), sessions(app, NIP)[-1]
    assert token
    assert len(token) >= 43
    assert stored.token_hash == token_hash(token) != token


@pytest.mark.parametrize("https", [False, True])
def test_the_cookie_is_closed_to_scripts_and_other_sites(sqlite_app: Flask, https: bool) -> None:
    before = sqlite_app.config["SESSION_COOKIE_SECURE"]
    sqlite_app.config["SESSION_COOKIE_SECURE"] = https
    try:
        cookie = sqlite_app.test_client().get("/masuk").headers["Set-Cookie"]
    finally:
        sqlite_app.config["SESSION_COOKIE_SECURE"] = before
    flags = {part.strip() for part in cookie.split(";")[1:]}
    assert flags == {"HttpOnly", "Path=/", "SameSite=Lax"} | ({"Secure"} if https else set())


def test_a_token_planted_before_the_login_is_worth_nothing_after_it(sqlite_app: Flask) -> None:
    """Session fixation: what the browser held before is thrown away, the token against forged posts too."""
    visitor = Visitor(sqlite_app)
    page = visitor.get("/masuk")
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = "planted by somebody else"
        cookie["planted"] = "yes"
        before = cookie["csrf_token"]
    visitor.submit(page, "/masuk", nip=NIP, password=PASSWORD)
    visitor.get("/kata-sandi")
    with visitor.client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"] != "planted by somebody else"
        assert cookie["csrf_token"] != before


def test_every_login_has_a_token_of_its_own(sqlite_app: Flask) -> None:
    one, other = attempt(sqlite_app, NIP).visitor, attempt(sqlite_app, NIP).visitor
    assert token_of(one) != token_of(other)


@pytest.mark.parametrize("target", ["/perencanaan/", "/kata-sandi", "/penilaian/?urut=nama"])
def test_a_login_leads_to_the_page_that_was_asked_for(sqlite_app: Flask, target: str) -> None:
    visitor = Visitor(sqlite_app)
    page = visitor.get(target)
    assert page.h1 == "Masuk ke Tilik"
    landed = visitor.submit(page, "/masuk", nip=NIP, password=PASSWORD)
    assert landed.response.request.full_path.rstrip("?") == target


@pytest.mark.parametrize(
    "target",
    [
        "//lain.example",
        "///lain.example",
        "/\\lain.example",
        "\\\\lain.example",
        "/\t/lain.example",
        "/\n/lain.example",
        "/\r\n/lain.example",
        "\t//lain.example",
        " //lain.example",
        "https://lain.example",
        "https:lain.example",
        "javascript:alert(1)",
        "lain.example",
        "/\u2028/lain.example",
        "/\x00/lain.example",
        "",
    ],
)
def test_a_login_never_leads_to_another_site(sqlite_app: Flask, target: str) -> None:
    visitor = Visitor(sqlite_app)
    fields = visitor.get("/masuk").fields("/masuk") | {"nip": NIP, "password": PASSWORD, "tujuan": target}
    answer = visitor.client.post("/masuk", data=fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    asked = Visitor(sqlite_app).client.get("/masuk", query_string={"tujuan": target})
    assert "lain.example" not in asked.get_data(as_text=True)
