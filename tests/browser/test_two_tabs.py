"""Two tabs or two people write the same text: both see both, and nothing is overwritten."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.writing import FIELD, draft_of
from tests.conftest import HEAD, MIDWIFE

FIRST, SECOND = "Ditulis di tab pertama", "Ditulis di tab kedua"


def in_a_second_tab(person: Person) -> Person:
    return Person(person.context, javascript=person.javascript)


def test_the_second_tab_compares_and_decides(somebody: NewPerson, server: Server) -> None:
    draft = draft_of(server)
    one = somebody(MIDWIFE)
    two = in_a_second_tab(one)
    for tab in (one, two):
        tab.go(draft.path)
    one.write(FIELD, FIRST)
    one.sees_saved()

    two.write(FIELD, SECOND)
    expect(two.save_state).to_contain_text("Bagian ini sudah diubah di tab lain")
    assert draft.text == FIRST
    two.press("Bandingkan kedua tulisan")
    for words in ("Ada dua tulisan yang berbeda", FIRST, SECOND):
        two.sees(words)
    expect(two.box(FIELD)).to_have_value(SECOND)
    expect(two.page.locator("#masalah")).to_be_focused()
    assert draft.text == FIRST

    two.press("Simpan dan kembali")
    two.sees(SECOND)
    assert draft.text == SECOND
    assert two.kept_texts() == 0


def test_adding_an_indicator_over_somebody_elses_text_takes_no_text_away(somebody: NewPerson, server: Server) -> None:
    draft = draft_of(server)
    one = somebody(MIDWIFE)
    two = in_a_second_tab(one)
    for tab in (one, two):
        tab.go(draft.path)
    one.write(FIELD, FIRST)
    one.sees_saved()

    indicator = two.page.get_by_role("group", name="Indikator 1").get_by_label("Indikator", exact=True)
    indicator.fill(SECOND)
    two.press("Tambah indikator")
    expect(two.save_state).to_contain_text("Bagian ini sudah diubah di tab lain")
    expect(indicator).to_have_value(SECOND)
    two.press("Bandingkan kedua tulisan")
    two.sees(FIRST)
    expect(indicator).to_have_value(SECOND)


def test_without_javascript_the_second_tab_compares_too(somebody: NewPerson, server: Server) -> None:
    draft = draft_of(server)
    one = somebody(MIDWIFE, javascript=False)
    two = in_a_second_tab(one)
    for tab in (one, two):
        tab.go(draft.path)
        tab.write(FIELD, FIRST if tab is one else SECOND)
    one.press("Simpan dan kembali")

    with two.page.expect_response(f"**{draft.path}") as answer:
        two.press("Simpan dan kembali")
    assert answer.value.status == 409
    for words in (FIRST, SECOND):
        two.sees(words)
    assert draft.text == FIRST


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_head_and_midwife_write_expectations_at_once(somebody: NewPerson, server: Server, *, javascript: bool) -> None:
    draft = draft_of(server)
    label = "Ekspektasi khusus untuk “Akuntabel”"
    midwife, head = (somebody(key, javascript=javascript) for key in (MIDWIFE, HEAD))
    for person, text in ((midwife, FIRST), (head, SECOND)):
        person.go(f"{draft.plan}/perilaku")
        person.write(label, text)
    midwife.press("Simpan dan kembali")
    midwife.sees(FIRST)
    head.press("Simpan dan kembali")
    for words in ("Ada dua tulisan yang berbeda", FIRST, SECOND):
        head.sees(words)
