"""A post counts only from a form of this site, in the session it was made for."""

import pytest
from flask import Flask

from app.sample.loader import PASSWORD
from tests.conftest import MIDWIFE, SET_MIDWIFE, log_in
from tests.page import Visitor
from tests.planning.steps import my_plan

STRANGERS = ["http://lain.example", "https://localhost.lain.example", "null", "http://localhost:81", "http://[::1", "x"]


@pytest.mark.parametrize("token", [None, "", "x", "IjEyMyI.Zx.y"])
def test_without_its_token_a_form_changes_nothing(sqlite_app: Flask, token: str | None) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    plan = my_plan(midwife)
    fields = plan.fields("/ajukan")
    del fields["csrf_token"]
    if token is not None:
        fields["csrf_token"] = token
    page = midwife.post(f"{plan.path}/ajukan", fields, 400)
    assert "Buka lagi halamannya" in page.text
    assert "Konsep" in midwife.get(plan.path).text


def test_a_token_of_another_session_is_worth_nothing(sqlite_app: Flask) -> None:
    midwife, other = log_in(sqlite_app, MIDWIFE), log_in(sqlite_app, SET_MIDWIFE)
    plan = my_plan(midwife)
    fields = plan.fields("/ajukan") | {"csrf_token": other.get("/kata-sandi").fields("/keluar")["csrf_token"]}
    midwife.post(f"{plan.path}/ajukan", fields, 400)
    assert "Konsep" in midwife.get(plan.path).text


@pytest.mark.parametrize("origin", STRANGERS)
def test_a_post_from_another_site_is_refused_even_with_the_token(sqlite_app: Flask, origin: str) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    plan = my_plan(midwife)
    page = midwife.post(f"{plan.path}/ajukan", plan.fields("/ajukan"), 403, headers={"Origin": origin})
    assert page.h1 == "Anda tidak berwenang"
    assert "Konsep" in midwife.get(plan.path).text


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}])
def test_a_post_from_here_counts(sqlite_app: Flask, headers: dict[str, str]) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    plan = my_plan(midwife)
    page = midwife.post(f"{plan.path}/ajukan", plan.fields("/ajukan"), headers=headers)
    assert "Diajukan" in page.text


@pytest.mark.parametrize("origin", STRANGERS)
def test_nobody_is_logged_in_from_another_site(sqlite_app: Flask, origin: str) -> None:
    visitor = Visitor(sqlite_app)
    fields = visitor.get("/masuk").fields("/masuk") | {"nip": "bupati", "password": PASSWORD}
    visitor.post("/masuk", fields, 403, headers={"Origin": origin})
    assert visitor.client.get("/").status_code == 303


def test_a_login_without_token_only_shows_the_form_again(sqlite_app: Flask) -> None:
    visitor = Visitor(sqlite_app)
    page = visitor.post("/masuk", {"nip": "bupati", "password": PASSWORD}, 401)
    assert page.h1 == "Masuk ke Tilik"
    assert visitor.client.get("/").status_code == 303


def test_reading_needs_no_origin(sqlite_app: Flask) -> None:
    """A link from the office's intranet leads here."""
    assert sqlite_app.test_client().get("/masuk", headers={"Origin": "http://intranet.example"}).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_change_nothing(sqlite_app: Flask, method: str) -> None:
    midwife = log_in(sqlite_app, MIDWIFE)
    answer = getattr(midwife.client, method)(my_plan(midwife).path)
    assert answer.status_code == 405
