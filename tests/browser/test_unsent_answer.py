"""A rater at a browser: an unsent answer survives what happens to a page, and leaves nothing after it was sent."""

import pytest
from playwright.sync_api import expect

from tests.browser.answer_tour import LIST, RATER, SECOND, SLIPS, SUBJECT, choose, running
from tests.browser.conftest import NewPerson
from tests.browser.person import Person, Watch
from tests.browser.server import Server
from tests.conftest import MIDWIFE

FIELD, WORDS = "Apa yang sebaiknya dimulai?", "Datang tepat waktu, terutama hari Senin."
KEPT = "Draf tersimpan di jendela ini."


def form_of(server: Server, about: str = SUBJECT) -> str:
    return f"{LIST}formulir/{running(server).forms[about, RATER].hex()}"


def blobs(person: Person) -> int:
    found: int = person.page.evaluate("sessionStorage.length")
    return found


def writes(person: Person) -> None:
    choose(person, 3, few=4)
    person.write(FIELD, WORDS)
    person.box(FIELD).blur()
    expect(person.page.locator("form[data-draf] [role=status]")).to_have_text(KEPT)


def finds_it_again(person: Person) -> None:
    expect(person.box(FIELD)).to_have_value(WORDS)
    expect(person.page.locator("[name=scores-3][value='3']")).to_be_checked()
    expect(person.page.locator("[name=scores-4]:checked")).to_have_count(0)


def test_a_draft_survives_a_reload_and_another_page_and_goes_when_sent(somebody: NewPerson, server: Server) -> None:
    rater = somebody(RATER)
    rater.go(form_of(server))
    writes(rater)
    rater.page.reload()
    finds_it_again(rater)
    rater.go(form_of(server, SECOND))
    expect(rater.box(FIELD)).to_have_value("")
    rater.go("/")
    rater.go(form_of(server))
    finds_it_again(rater)
    rater.press("Periksa jawaban")
    rater.press("Ubah jawaban")
    finds_it_again(rater)
    rater.press("Periksa jawaban")
    assert blobs(rater) == 1
    rater.press("Kirim jawaban")
    rater.sees("Sudah diterima")
    assert blobs(rater) == 0
    rater.go(form_of(server))
    expect(rater.box(FIELD)).to_have_value("")


def test_nothing_of_a_draft_can_be_read_in_the_browser(somebody: NewPerson, server: Server) -> None:
    rater = somebody(RATER)
    rater.go(form_of(server))
    writes(rater)
    stored = rater.page.evaluate("JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage})")
    assert "Senin" not in stored
    assert len(stored) > 5000


def test_a_draft_does_not_open_after_logging_out(somebody: NewPerson, server: Server, watch: Watch) -> None:
    watch.allow("status of 422")
    rater = somebody(RATER)
    rater.go(form_of(server))
    writes(rater)
    rater.log_out()
    rater.log_in(RATER)
    rater.go(form_of(server))
    expect(rater.box(FIELD)).to_have_value("")
    for _ in range(50):
        if not rater.page.evaluate("sessionStorage.length"):
            return
        rater.page.wait_for_timeout(200)
    pytest.fail("the draft still lies in the browser")


def test_without_javascript_the_button_keeps_a_draft(somebody: NewPerson, server: Server) -> None:
    rater = somebody(RATER, javascript=False)
    rater.go(form_of(server))
    choose(rater, 3, few=4)
    rater.write(FIELD, WORDS)
    rater.press("Simpan draf")
    rater.sees("Ini draf Anda.")
    rater.go("/")
    rater.go(form_of(server))
    finds_it_again(rater)
    rater.press("Periksa jawaban")
    rater.press("Kirim jawaban")
    rater.sees("Sudah diterima")
    rater.go(form_of(server))
    expect(rater.box(FIELD)).to_have_value("")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_whoever_holds_a_slip_answers_without_a_login(somebody: NewPerson, server: Server, *, javascript: bool) -> None:
    visitor = somebody("", javascript=javascript)
    made = running(server)
    visitor.go(SLIPS)
    visitor.write("Kode di kertas Anda", made.slips[SUBJECT][1])
    visitor.press("Buka formulir")
    choose(visitor, 5)
    visitor.write(FIELD, WORDS)
    visitor.press("Simpan draf")
    visitor.sees(KEPT if javascript else "Ini draf Anda.")
    visitor.page.reload()
    expect(visitor.box(FIELD)).to_have_value(WORDS)
    visitor.press("Periksa jawaban")
    visitor.press("Kirim jawaban")
    visitor.sees("Sudah diterima")
    assert len(server.sql("SELECT id FROM ballot")) == 1
    visitor.go(f"{SLIPS}formulir")
    visitor.sees("Kode di kertas Anda")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_ended_session_costs_no_answer(somebody: NewPerson, server: Server, *, javascript: bool) -> None:
    rater = somebody(RATER, javascript=javascript)
    rater.go(form_of(server))
    choose(rater, 3, few=4)
    server.sql("UPDATE login_session SET ended_at = created_at")
    rater.write(FIELD, WORDS)
    rater.press("Periksa jawaban")
    rater.sees("Tulisan Anda tidak hilang")
    rater.enter(RATER)
    rater.press("Tampilkan tulisan saya")
    finds_it_again(rater)
    rater.press("Periksa jawaban")
    rater.sees("Tanda terima Anda")


def test_somebody_else_at_the_same_computer_finds_no_draft(somebody: NewPerson, server: Server, watch: Watch) -> None:
    watch.allow("status of 404")
    rater = somebody(RATER, javascript=False)
    rater.go(form_of(server))
    choose(rater, 3, few=4)
    rater.write(FIELD, WORDS)
    rater.press("Simpan draf")
    rater.log_out()
    rater.log_in(MIDWIFE)
    rater.go(form_of(server))
    rater.sees("Halaman tidak ditemukan")
    assert WORDS not in rater.page.content()
