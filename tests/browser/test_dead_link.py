"""The link dies, the tab closes, the answer is lost: what was typed is not."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Watch
from tests.browser.server import Server
from tests.browser.writing import FIELD, Draft, draft_of, written_indicators
from tests.conftest import MIDWIFE

TEXT, LATER = "Ditulis saat jaringan putus", "Ditulis setelah jaringan kembali"
CUT = "Belum tersimpan: jaringan terputus"


@pytest.fixture
def draft(server: Server) -> Draft:
    return draft_of(server)


@pytest.fixture
def midwife(somebody: NewPerson, draft: Draft, watch: Watch) -> Person:
    watch.allow(r"net::ERR_|htmx")
    person = somebody(MIDWIFE)
    person.go(draft.path)
    return person


def test_the_next_key_after_a_dead_link_saves(midwife: Person, draft: Draft) -> None:
    button = midwife.page.get_by_role("button", name="Simpan dan kembali")
    place = button.bounding_box()
    midwife.context.set_offline(True)
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text(CUT)
    assert button.bounding_box() == place, "the message does not push the button from under the finger"
    assert midwife.kept_texts() == 1
    midwife.context.set_offline(False)
    midwife.write(FIELD, LATER)
    midwife.sees_saved()
    assert draft.text == LATER
    assert midwife.kept_texts() == 0


def test_when_the_link_comes_back_the_text_saves_itself(midwife: Person, draft: Draft) -> None:
    midwife.context.set_offline(True)
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text(CUT)
    midwife.context.set_offline(False)
    midwife.sees_saved()
    assert draft.text == TEXT


@pytest.mark.parametrize("answer", ["Pakai tulisan itu", "Buang"])
def test_a_tab_closed_while_offline_offers_its_text_again(
    midwife: Person, draft: Draft, watch: Watch, answer: str
) -> None:
    before = draft.text
    watch.allow("layout shift .* of FORM")  # what was typed is offered above the form
    midwife.context.set_offline(True)
    midwife.write(FIELD, TEXT)
    midwife.page.close()
    midwife.context.set_offline(False)

    midwife.page = midwife.context.new_page()
    midwife.go(draft.path)
    midwife.sees("Ada tulisan dari kunjungan sebelumnya")
    midwife.press(answer)
    if answer == "Buang":
        expect(midwife.box(FIELD)).to_have_value(before)
    else:
        expect(midwife.box(FIELD)).to_have_value(TEXT)
        midwife.sees_saved()
        assert draft.text == TEXT
    assert midwife.kept_texts() == 0


@pytest.mark.parametrize("leave", [lambda p: p.page.close(), lambda p: p.follow("← SKP")], ids=["closed", "left"])
def test_a_tab_left_within_a_second_of_typing_is_saved(
    midwife: Person, draft: Draft, leave: Callable[[Person], None]
) -> None:
    midwife.write(FIELD, TEXT)
    leave(midwife)
    draft.becomes(TEXT)


def test_keys_typed_while_a_save_is_on_its_way_survive_a_closed_tab(midwife: Person, draft: Draft) -> None:
    held: list[Route] = []
    midwife.page.route(f"**{draft.path}", lambda route: held.append(route))  # noqa: PLW0108 - wants a function
    midwife.write(FIELD, TEXT)
    with midwife.page.expect_request(f"**{draft.path}"):
        pass
    midwife.write(FIELD, LATER)
    held[0].continue_()
    midwife.page.unroute(f"**{draft.path}")
    midwife.sees_saved()
    midwife.page.close()
    draft.becomes(LATER)


def test_an_answer_lost_on_the_way_is_no_conflict(midwife: Person, draft: Draft) -> None:
    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    midwife.page.route(f"**{draft.path}", lose)
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text(CUT)
    assert draft.text == TEXT, "the server has it, only the browser does not know"
    midwife.page.unroute(f"**{draft.path}")
    midwife.write(FIELD, LATER)
    midwife.sees_saved()
    midwife.press("Simpan dan kembali")
    midwife.sees(LATER)


def test_typing_goes_on_while_an_indicator_is_added_over_a_slow_link(midwife: Person, draft: Draft) -> None:
    """The text is typed, left for the button (which saves), and another is typed before the answer comes."""
    group = midwife.page.get_by_role("group", name=re.compile(r"^Indikator \d+$"))
    held: list[Route] = []
    first = group.first.get_by_label("Indikator", exact=True)
    first.fill(TEXT)
    midwife.page.route(f"**{draft.path}", lambda route: held.append(route))  # noqa: PLW0108 - wants a function
    midwife.press("Tambah indikator")
    midwife.page.wait_for_timeout(500)
    midwife.page.keyboard.type("x")
    for route in held:
        route.continue_()
    midwife.page.unroute(f"**{draft.path}")
    count = len(written_indicators()) + 1
    expect(group).to_have_count(count)
    expect(first).to_have_value(TEXT)
    midwife.write(FIELD, LATER)
    midwife.sees_saved()
    draft.becomes(LATER)
    assert len(draft.indicators) == count
    assert draft.indicators[0] == TEXT


@pytest.mark.parametrize("status", [400, 502])
def test_a_server_in_trouble_leaves_the_page_whole(midwife: Person, draft: Draft, watch: Watch, status: int) -> None:
    watch.allow(f"status of {status}")
    page = "<!doctype html><html><body><main id='isi'><h1>Bad gateway</h1></main></body></html>"
    midwife.page.route(
        f"**{draft.path}", lambda route: route.fulfill(status=status, content_type="text/html", body=page)
    )
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text("Belum tersimpan")
    expect(midwife.page.get_by_role("heading", level=1)).to_have_count(1)
    assert midwife.kept_texts() == 1
    midwife.page.unroute(f"**{draft.path}")
    midwife.write(FIELD, LATER)
    midwife.sees_saved()
    assert draft.text == LATER


def test_a_refused_text_whose_tab_is_closed_is_offered_again(midwife: Person, draft: Draft, watch: Watch) -> None:
    watch.allow("layout shift .* of FORM")
    too_long = "panjang " * 300
    midwife.write(FIELD, too_long)
    midwife.press("Simpan dan kembali")
    midwife.sees("Ada yang perlu diperbaiki")
    midwife.page.close()

    midwife.page = midwife.context.new_page()
    midwife.go(draft.path)
    midwife.press("Pakai tulisan itu")
    expect(midwife.box(FIELD)).to_have_value(too_long)
