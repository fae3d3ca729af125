"""The session ends while somebody types: after logging in again the text is there, for its writer alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Watch, login_of
from tests.browser.server import Server
from tests.browser.writing import FIELD, Draft, draft_of, written_indicators
from tests.conftest import MIDWIFE, SET_MIDWIFE

TEXT = "Ditulis setelah sesi berakhir"
ENDED = "Anda sudah keluar karena lama tidak aktif"


@pytest.fixture
def draft(server: Server) -> Draft:
    return draft_of(server)


def end_every_session(server: Server) -> None:
    server.sql("UPDATE login_session SET ended_at = created_at")


def writes_into_an_ended_session(person: Person, draft: Draft) -> None:
    end_every_session(draft.server)
    person.write(FIELD, TEXT)
    if person.javascript:
        expect(person.save_state).to_contain_text(ENDED)
        person.press("Masuk lagi")
    else:
        person.press("Simpan dan kembali")
    person.sees("Tulisan Anda tidak hilang")


@pytest.mark.parametrize("saved_before", [True, False], ids=["after a save", "before any save"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_logging_in_again_brings_the_text_back(
    somebody: NewPerson, draft: Draft, *, javascript: bool, saved_before: bool
) -> None:
    midwife = somebody(MIDWIFE, javascript=javascript)
    midwife.go(draft.path)
    if saved_before and javascript:
        midwife.write(FIELD, "Sudah tersimpan")
        midwife.sees_saved()
    writes_into_an_ended_session(midwife, draft)

    midwife.write("NIP", login_of(MIDWIFE))
    midwife.write("Kata sandi", "salah ketik")
    midwife.press("Masuk")
    midwife.sees("NIP atau kata sandi salah")
    midwife.enter(MIDWIFE)
    midwife.sees("Tulisan Anda masih ada")
    assert draft.text != TEXT, "nothing is saved before the writer says so"
    midwife.press("Tampilkan tulisan saya")
    expect(midwife.box(FIELD)).to_have_value(TEXT)
    midwife.press("Simpan dan kembali")
    midwife.sees(TEXT)
    assert draft.text == TEXT
    assert draft.indicators == written_indicators()
    if javascript:
        assert midwife.kept_texts() == 0


def test_the_writer_logged_out_in_another_tab(somebody: NewPerson, draft: Draft) -> None:
    midwife = somebody(MIDWIFE)
    midwife.go(draft.path)
    other_tab = Person(midwife.context, javascript=True)
    other_tab.go("/")
    other_tab.log_out()
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text(ENDED)
    midwife.press("Masuk lagi")
    midwife.enter(MIDWIFE)
    midwife.press("Tampilkan tulisan saya")
    expect(midwife.box(FIELD)).to_have_value(TEXT)


def test_somebody_else_logging_in_does_not_see_it(somebody: NewPerson, draft: Draft) -> None:
    midwife = somebody(MIDWIFE)
    midwife.go(draft.path)
    writes_into_an_ended_session(midwife, draft)
    midwife.enter(SET_MIDWIFE)
    midwife.sees("Yang perlu Anda lakukan sekarang")
    assert TEXT not in midwife.page.content()
    assert draft.text != TEXT


def test_pressing_add_in_an_ended_session_keeps_every_indicator(somebody: NewPerson, draft: Draft) -> None:
    midwife = somebody(MIDWIFE)
    midwife.go(draft.path)
    end_every_session(draft.server)
    midwife.press("Tambah indikator")
    expect(midwife.save_state).to_contain_text(ENDED)
    midwife.press("Masuk lagi")
    midwife.enter(MIDWIFE)
    midwife.press("Tampilkan tulisan saya")
    midwife.press("Simpan dan kembali")
    midwife.sees("Ajukan ke penilai")
    assert draft.indicators == written_indicators()


def test_somebody_else_logged_in_in_another_tab(somebody: NewPerson, draft: Draft, watch: Watch) -> None:
    """A shared computer: the open tab is still the midwife's, the browser's session is not."""
    watch.allow("status of 400")
    before = draft.text
    midwife = somebody(MIDWIFE)
    midwife.go(draft.path)
    other_tab = Person(midwife.context, javascript=True)
    other_tab.go("/")
    other_tab.log_out()
    other_tab.log_in(SET_MIDWIFE)
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text("Belum tersimpan")
    expect(midwife.page.get_by_role("heading", level=1)).to_have_count(1)
    expect(midwife.box(FIELD)).to_have_value(TEXT)
    assert draft.text == before


def test_the_writer_logged_in_anew_in_another_tab(somebody: NewPerson, draft: Draft, watch: Watch) -> None:
    """The open tab belongs to the session before: it cannot save, and says how to go on without loss."""
    watch.allow("status of 400|layout shift .* of FORM")
    midwife = somebody(MIDWIFE)
    midwife.go(draft.path)
    other_tab = Person(midwife.context, javascript=True)
    other_tab.go("/")
    other_tab.log_out()
    other_tab.log_in(MIDWIFE)
    midwife.write(FIELD, TEXT)
    expect(midwife.save_state).to_contain_text("Buka lagi halamannya")
    midwife.page.reload()
    midwife.press("Pakai tulisan itu")
    midwife.sees_saved()
    assert draft.text == TEXT


@pytest.mark.parametrize("writer", [MIDWIFE, SET_MIDWIFE], ids=["by the writer", "by somebody else"])
def test_the_button_of_a_page_from_the_session_before(
    somebody: NewPerson, draft: Draft, watch: Watch, writer: str
) -> None:
    """Without JavaScript, too, a new login in another tab costs the writer no text, and shows it to nobody else."""
    watch.allow("status of 400")
    before = draft.text
    midwife = somebody(MIDWIFE, javascript=False)
    midwife.go(draft.path)
    midwife.write(FIELD, TEXT)
    other_tab = Person(midwife.context, javascript=False)
    other_tab.go("/")
    other_tab.log_out()
    other_tab.log_in(writer)
    other_tab.sees("Yang perlu Anda lakukan sekarang")
    midwife.press("Simpan dan kembali")
    assert draft.text == before
    if writer == MIDWIFE:
        midwife.press("Tampilkan tulisan saya")
        midwife.press("Simpan dan kembali")
        midwife.sees(TEXT)
    else:
        midwife.sees("Formulir ini sudah tidak berlaku")
        assert TEXT not in midwife.page.content()
