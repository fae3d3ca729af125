"""Objects of others cannot be reached through one's own, guessed, or told from those that do not exist."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.access.asking import every_question, path_of
from tests.conftest import statements
from tests.world import World


@pytest.fixture
def melur(world: World) -> FlaskClient:
    """The browser of somebody with a draft."""
    world.fresh()
    return world.client("melur")


def post(world: World, client: FlaskClient, path: str, **data: str) -> int:
    """Post as melur; the status."""
    return client.post(path, data={"csrf_token": world.logins["melur"].token, **data}).status_code


def test_a_result_of_another_plan_is_not_reached_through_my_own(world: World, melur: FlaskClient) -> None:
    plan, others = world.plans["melur"]["id"], world.plans["kenanga"]["results"][0]
    with world.watched() as changes:
        assert melur.get(f"/perencanaan/{plan}/hasil/{others}").status_code == 404
        assert post(world, melur, f"/perencanaan/{plan}/hasil/{others}", text="Bukan milik saya") == 404
    assert not changes.happened


def test_removing_a_result_of_another_plan_through_my_own_removes_nothing(world: World, melur: FlaskClient) -> None:
    plan, others = world.plans["melur"]["id"], world.plans["kenanga"]["results"][0]
    with statements() as sent:
        post(world, melur, f"/perencanaan/{plan}/hasil/{others}/hapus")
    assert not [statement for statement in sent if statement.startswith("DELETE")]


def test_realisation_takes_only_keys_of_the_plan_itself(world: World) -> None:
    world.fresh()
    client, plan = world.client("kenanga"), world.plans["kenanga"]["id"]
    path = f"/pelaksanaan/{plan}/realisasi/{world.plans['seroja']['keys'][0]}"
    assert client.get(path).status_code == 404
    assert client.post(path, data={"csrf_token": world.logins["kenanga"].token}).status_code == 404


@pytest.mark.parametrize("endpoint", ["planning.show", "progress.show", "review.show", "achievements.record"])
def test_what_is_not_mine_looks_like_what_does_not_exist(world: World, endpoint: str) -> None:
    world.fresh()
    client = world.client("nipah")
    thing = {"review.show": "signed", "achievements.record": "unit"}.get(endpoint, "set")
    real = path_of(world, endpoint, thing)
    missing = re.sub(r"\d+$", "987654", real)
    answers = [client.get(path) for path in (real, missing)]
    bodies = [re.sub(r'name="csrf_token" value="[^"]+"', "", answer.text) for answer in answers]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert bodies[0] == bodies[1]


def test_a_form_on_which_nothing_can_be_written_yet_is_no_document(world: World) -> None:
    world.fresh()
    client, plan = world.client("cempaka"), world.head_plan
    for form in ("A.1.7", "A.1.8", "A.1.1", "C.1.3", "D.1.1", "x"):
        assert client.get(f"/perencanaan/{plan}/dokumen/{form}.pdf").status_code in {200, 404}, form
    assert client.get(f"/perencanaan/{world.plans['kenanga']['id']}/dokumen/A.1.7.exe").status_code == 404


POSTS = ["planning.create", "planning.submit", "progress.feedback", "rating.rate", "auth.password"]


@pytest.mark.parametrize("endpoint", POSTS)
def test_a_post_without_its_token_or_from_another_site_does_nothing(world: World, endpoint: str) -> None:
    app: Flask = world.fresh()
    thing = next(question[2] for question in every_question(world) if question[1] == endpoint)
    path, client = path_of(world, endpoint, thing), world.client("cempaka")
    token = world.logins["cempaka"].token
    with world.watched() as changes:
        assert client.post(path, data={}).status_code == 400
        assert client.post(path, data={"csrf_token": world.logins["melur"].token}).status_code == 400
        answer = client.post(path, data={"csrf_token": token}, headers={"Origin": "https://lain.example"})
        assert answer.status_code == 403
        assert client.post(path, data={"csrf_token": token}, headers={"Origin": "null"}).status_code == 403
    assert not changes.happened
    assert app.config["WTF_CSRF_ENABLED"]


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_other_methods_tell_a_stranger_nothing(world: World, method: str) -> None:
    world.fresh()
    path = path_of(world, "planning.show", "set")
    assert world.client("nipah").open(path, method="HEAD").status_code == 404
    assert world.client("").open(path, method=method).status_code in {303, 405}
