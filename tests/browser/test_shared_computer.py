"""Many offices share one computer: what is kept in the browser goes when it is saved, and when its writer leaves."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Watch
from tests.browser.server import Server
from tests.browser.writing import FIELD, Draft, draft_of
from tests.conftest import MIDWIFE

TEXT = "Tidak boleh terbaca orang berikutnya"


@pytest.fixture
def draft(server: Server) -> Draft:
    return draft_of(server)


@pytest.fixture
def midwife(somebody: NewPerson, draft: Draft, watch: Watch) -> Person:
    watch.allow(r"net::ERR_|htmx")
    person = somebody(MIDWIFE)
    person.go(draft.path)
    return person


def test_nothing_is_kept_after_a_save(midwife: Person) -> None:
    midwife.write(FIELD, TEXT)
    midwife.sees_saved()
    assert midwife.kept_texts() == 0


def test_nothing_is_kept_after_the_button(midwife: Person) -> None:
    midwife.write(FIELD, TEXT)
    midwife.press("Simpan dan kembali")
    midwife.sees(TEXT)
    assert midwife.kept_texts() == 0


def test_leaving_right_after_typing_saves_first(midwife: Person, draft: Draft) -> None:
    midwife.write(FIELD, TEXT)
    midwife.log_out()
    assert draft.text == TEXT
    assert midwife.kept_texts() == 0


def test_leaving_with_unsaved_text_asks_once_and_then_leaves_nothing(midwife: Person, draft: Draft) -> None:
    midwife.page.route(f"**{draft.path}", lambda route: route.abort())
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text("Belum tersimpan")
    midwife.press("Keluar")
    midwife.sees("Anda belum keluar: masih ada tulisan yang belum tersimpan.")
    assert midwife.kept_texts() == 1
    midwife.log_out()
    assert midwife.kept_texts() == 0
