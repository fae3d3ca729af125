"""Whatever becomes of a save is told in the place of the save state, and nothing typed leaves the form."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.sample.loader import PASSWORD
from tests.access.asking import HTMX, body_of, path_of
from tests.conftest import login_of
from tests.page import Visitor
from tests.world import World

RESULT = "planning.editing.result"


@pytest.fixture
def melur(world: World) -> Visitor:
    """Somebody who is writing a result, on a world as it was."""
    app: Flask = world.fresh()
    visitor = Visitor(app)
    visitor.client = world.client("melur")
    return visitor


def send(world: World, who: Visitor, **changes: Any) -> TestResponse:
    """What htmx sends from the form of the first result."""
    data = {**body_of(world, RESULT, "draft"), "csrf_token": world.logins["melur"].token, **changes}
    return who.client.post(path_of(world, RESULT, "draft"), data=data, headers=HTMX)


def check_in_place(answer: TestResponse, status: int, version: str) -> None:
    assert answer.status_code == status
    assert answer.headers["HX-Retarget"] == "#simpan"
    assert answer.headers["HX-Reswap"] == "outerHTML"
    assert 'id="simpan"' in answer.text
    assert f'name="version" value="{version}"' in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("action", ["save", "add"])
def test_a_conflict_never_takes_the_place_of_the_indicators(world: World, melur: Visitor, action: str) -> None:
    check_in_place(send(world, melur, version="0", editor="lain", action=action), 409, "0")


@pytest.mark.parametrize("action", ["save", "add"])
def test_a_text_too_long_never_takes_the_place_of_the_indicators(world: World, melur: Visitor, action: str) -> None:
    check_in_place(send(world, melur, text="x" * 5000, version="1", action=action), 422, "1")


def test_a_plan_that_was_submitted_meanwhile_is_told_beside_the_button(world: World, melur: Visitor) -> None:
    form = body_of(world, RESULT, "draft")
    shown = melur.get(path_of(world, "planning.show", "draft"))
    melur.submit(shown, "/ajukan")
    answer = melur.client.post(
        path_of(world, RESULT, "draft"), data={**form, "csrf_token": world.logins["melur"].token}, headers=HTMX
    )
    check_in_place(answer, 409, form["version"])


def test_after_an_ended_session_the_same_person_goes_on_writing(world: World, melur: Visitor) -> None:
    path = path_of(world, RESULT, "draft")
    form = {**body_of(world, RESULT, "draft"), "text": "Ditulis setelah sesi berakhir"}
    melur.client.delete_cookie("tilik")
    check_in_place(melur.client.post(path, data=form, headers=HTMX), 401, form["version"])
    login = melur.post(path, form, 401)
    resume = melur.submit(login, "/masuk", nip=login_of("melur"), password=PASSWORD)
    again = melur.submit(resume, path)
    assert "Ditulis setelah sesi berakhir" in again.fields(path)["text"]
    assert "Ditulis setelah sesi berakhir" in melur.submit(again, path, action="save").text
