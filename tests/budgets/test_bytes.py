"""Pages stay light: bytes are exact, so they belong in tests; seconds belong in bench/."""

import gzip
import re
from statistics import median

import pytest
from werkzeug.test import TestResponse

from app.people import queries as people
from app.review import deciding, objecting, objections
from app.sample.plans import acting
from tests.access.asking import HTMX, body_of, every_question, path_of
from tests.budgets.wire import GZIP, Shown, pages, weight
from tests.conftest import ROOT
from tests.world import World

PAGE, MEDIAN_PAGE, PART, SAVE_BODY, UNCHANGED, SCRIPTS, FIRST_VISIT, FIRST_REQUESTS = (
    14_600, 6_144, 2_048, 600, 250, 18_000, 32_768, 6,
)  # fmt: skip
SAVES = {
    "objections.write_explanation": ("objected", "cempaka"),
    "objections.write_hearing": ("objected", "angsana"),
    "agreements.editing.item": ("unit", "cempaka"),
    "agreements.editing.head": ("unit", "cempaka"),
    "cascade.editing.column": ("matrix", "cempaka"),
    "cascade.editing.row": ("matrix", "cempaka"),
    "planning.editing.result": ("draft", "melur"),
    "planning.editing.behaviour": ("draft", "cempaka"),
    "planning.editing.annex": ("draft", "melur"),
    "planning.manuals.manual": ("leader", "cempaka"),
    "planning.manuals.workblock": ("leader", "cempaka"),
    "progress.realisation": ("set", "kenanga"),
    "progress.feedback": ("set", "cempaka"),
    "selfassessment.write": ("set", "kenanga"),
    "leaders.write": ("set", "angsana"),
    "rating.rate": ("open", "cempaka"),
    "calibrations.minutes": ("meeting", "angsana"),
    "teams.note": ("matrix", "cempaka"),
}
"""Every form that is saved while it is typed, and who types."""
LATER = {
    "objections.write": ("received", "altair"),
    "decisions.write": ("objected", "angsana"),
}
"""Forms that are reached only when somebody has gone a step further."""


@pytest.fixture(scope="module")
def shown(world: World) -> list[Shown]:
    """Every page as everybody sees it."""
    return list(pages(world))


def test_every_page_fits_the_first_flight_of_a_connection(shown: list[Shown]) -> None:
    assert len([page for page in shown if page.answer.status_code == 200]) > 80
    assert [page.name for page in shown if weight(page.answer) > PAGE] == []


def test_half_of_the_pages_are_far_lighter(shown: list[Shown]) -> None:
    assert median(weight(page.answer) for page in shown if page.answer.status_code == 200) <= MEDIAN_PAGE


def test_everything_longer_than_a_few_lines_is_compressed(shown: list[Shown]) -> None:
    plain = [page for page in shown if "Content-Encoding" not in page.answer.headers]
    assert [page.name for page in plain if len(page.answer.data) > 300] == []


def go_on(world: World) -> None:
    """One objection is begun, and both sides of the other are heard."""
    number = world.evaluations["objected"]
    with world.app.app_context():
        objecting.begin(acting(world.people["altair"]), world.evaluations["received"])
        superior = acting(world.people["angsana"])
        said = {"employee": "Menunjukkan buku telepon.", "assessor": "Mengakui buku itu."}
        version = objections.the_objection(superior, number, people.today()).version
        deciding.write_hearing(superior, number, (version, "", 0), heard_on=people.today(), **said)
        deciding.hear(superior, number)


def post(world: World, endpoint: str, *, headers: dict[str, str], **changes: str) -> TestResponse:
    """Send a form that is saved while it is typed, on a world as it was."""
    thing, key = (SAVES | LATER)[endpoint]
    world.fresh()
    if endpoint in LATER:
        go_on(world)
    body = {**body_of(world, endpoint, thing), "csrf_token": world.logins[key].token, **changes}
    return world.client(key).post(path_of(world, endpoint, thing), data=body, headers={**GZIP, **headers})


def test_every_saved_form_is_listed(world: World) -> None:
    world.fresh()
    edited = {
        page.endpoint for page in pages(world) if page.answer.status_code == 200
        and "data-simpan" in gzip.decompress(page.answer.data).decode()
    }  # fmt: skip
    assert edited == set(SAVES)
    assert not edited & set(LATER)


@pytest.mark.parametrize("endpoint", LATER)
def test_what_is_reached_later_fits_too(world: World, endpoint: str) -> None:
    thing, key = LATER[endpoint]
    world.fresh()
    go_on(world)
    answer = world.client(key).get(path_of(world, endpoint, thing), headers=GZIP)
    assert answer.status_code == 200
    assert "data-simpan" in gzip.decompress(answer.data).decode()
    assert weight(answer) <= PAGE


@pytest.mark.parametrize("endpoint", [*SAVES, *LATER])
@pytest.mark.parametrize(
    ("changes", "status"), [({}, 200), ({"version": "99", "editor": "lain"}, 409), ({"csrf_token": ""}, 400)]
)
def test_a_save_is_answered_in_a_few_bytes(world: World, endpoint: str, changes: dict[str, str], status: int) -> None:
    answer = post(world, endpoint, headers=HTMX, **changes)
    assert answer.status_code == status
    assert len(answer.data) <= SAVE_BODY
    assert weight(answer) <= PART


@pytest.mark.parametrize("action", ["add", "remove-"])
def test_the_list_of_indicators_alone_is_light(world: World, action: str) -> None:
    answer = post(world, "planning.editing.result", headers=HTMX, action=action)
    assert answer.status_code == 200
    assert weight(answer) <= PART


@pytest.mark.parametrize("endpoint", [*SAVES, *LATER])
def test_a_conflict_shown_side_by_side_fits_too(world: World, endpoint: str) -> None:
    answer = post(world, endpoint, headers={}, version="99", editor="lain")
    assert answer.status_code == 409
    assert weight(answer) <= PAGE


def test_an_unchanged_page_is_not_sent_again(shown: list[Shown], world: World) -> None:
    world.fresh()
    kept = [page for page in shown if page.answer.headers.get("ETag") and page.persona != "anonymous"]
    assert {page.endpoint for page in kept} == {
        "agreements.index", "agreements.show", "assigned.approvals", "assigned.index", "assigned.proposals",
        "cascade.index", "cascade.show", "tree.index", "tree.result",
        "home.index", "home.office", "planning.index", "planning.show", "planning.team_page",
        "progress.index", "progress.show", "leaders.index",
        "review.index", "people.index", "people.unit", "people.person", "people.waiting", "cycles.index",
        "people.circumstances.index", "library.index", "bundles.index",
        "distribution.mine", "teams.index", "teams.show", "teams.unit", "reporting.index",
        "help.index", "help.why", "help.terms", "help.study", "help.guide",
    }  # fmt: skip
    for page in kept:
        known = {**GZIP, "If-None-Match": page.answer.headers["ETag"]}
        client = world.client(world.person(page.persona, page.thing))
        again = client.get(page.answer.request.path, headers=known)
        assert again.status_code == 304, page.name
        assert weight(again) <= UNCHANGED, dict(again.headers)


def test_scripts_are_few() -> None:
    files = sorted((ROOT / "static").rglob("*.js"))
    assert files
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= SCRIPTS


@pytest.mark.parametrize("endpoint", ["auth.login", "planning.editing.result", "rating.rate"])
def test_a_first_visit_is_small(world: World, shown: list[Shown], endpoint: str) -> None:
    page = max((page for page in shown if page.endpoint == endpoint), key=lambda page: weight(page.answer))
    markup = gzip.decompress(page.answer.data).decode()
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', markup)
    files = [world.client("").get(address, headers=GZIP) for address in addresses]
    assert all(file.status_code == 200 for file in files)
    assert all(file.headers["Content-Encoding"] == "gzip" for file in files)
    assert 1 + len(files) <= FIRST_REQUESTS
    assert weight(page.answer) + sum(weight(file) for file in files) <= FIRST_VISIT


def test_other_answers_to_htmx_are_parts_too(world: World) -> None:
    """A button that leads on gets an address, not a page."""
    asked = [q for q in every_question(world) if q[1] == "planning.add_result" and q[2] == "draft"]
    world.fresh()
    path = path_of(world, *asked[0][1:])
    answer = world.client("melur").post(path, data={"csrf_token": world.logins["melur"].token}, headers=HTMX | GZIP)
    assert (answer.status_code, answer.data) == (204, b"")
