"""Denied unless declared."""

from collections.abc import Callable

from flask import Flask, url_for

from app.web import access
from tests.conftest import log_in
from tests.database import Prepared


def test_every_view_declares_who_may_call_it(sqlite: Prepared) -> None:
    views = sqlite.app.view_functions
    assert len(views) > 20
    assert [name for name, view in views.items() if access.rule_of(view) is None] == []


def test_only_login_logout_slips_verification_and_the_health_page_are_public(sqlite: Prepared) -> None:
    rules = {name: access.rule_of(view) for name, view in sqlite.app.view_functions.items()}
    assert {name for name, rule in rules.items() if rule and rule.public} == {
        "auth.login", "auth.logout", "auth.redeem", "auth.second", "health.check", "answering.who_sees",
        *(name for name in rules if name.startswith(("slips.", "verification."))),
    }  # fmt: skip


def bare_app(view: Callable[[], str]) -> Flask:
    app = Flask(__name__)
    access.init_app(app, lambda: ("masuk", 401))
    app.add_url_rule("/x", "x", view)
    return app


def test_a_view_without_a_declaration_answers_nobody() -> None:
    assert bare_app(lambda: "rahasia").test_client().get("/x").status_code == 403
    assert bare_app(access.access(public=True)(lambda: "terbuka")).test_client().get("/x").text == "terbuka"


def test_even_somebody_logged_in_is_denied_an_undeclared_view(sqlite_app: Flask) -> None:
    visitor = log_in(sqlite_app, "melur")
    with sqlite_app.test_request_context():
        home = url_for("home.index")
    declared = sqlite_app.view_functions["home.index"]
    try:
        sqlite_app.view_functions["home.index"] = lambda: "rahasia"
        assert "rahasia" not in visitor.get(home, 403).text
    finally:
        sqlite_app.view_functions["home.index"] = declared
