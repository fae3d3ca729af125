"""Everything by keyboard alone, and the focus never lost."""

import re

from playwright.sync_api import Locator, expect

from app.sample import loader
from tests.browser.conftest import NewPerson
from tests.browser.following_tour import BATCH, DOCTOR, PLANNER, number_of, received, state_of, whole_draft
from tests.browser.person import Person, login_of
from tests.browser.server import Server
from tests.browser.writing import FIELD, draft_of, written_indicators
from tests.conftest import HEAD, MIDWIFE

FARTHEST = 80
_SEEN = """(item) => {
  const box = item.getClientRects()[0];  // a link that goes on in the next line has two
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
  return !!there && (item.contains(there) || there.contains(item));
}"""
_RING = (
    "(item) => getComputedStyle(item).outlineStyle !== 'none' && parseFloat(getComputedStyle(item).outlineWidth) >= 2"
)


def tab_to(person: Person, target: Locator) -> None:
    """Press Tab until the target has the focus; each stop on the way can be seen and shows that it has it."""
    focused = person.page.locator(":focus")
    for _ in range(FARTHEST):
        person.page.keyboard.press("Tab")
        if focused.count():
            assert focused.evaluate(_SEEN), f"something lies over {focused.evaluate('(item) => item.outerHTML')[:120]}"
            assert focused.evaluate(_RING), f"no focus ring: {focused.evaluate('(item) => item.outerHTML')[:120]}"
        if target.evaluate("(item) => item === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches {target}")


def test_from_the_login_page_to_a_saved_result(somebody: NewPerson, server: Server) -> None:
    midwife = somebody()
    page, keys = midwife.page, midwife.page.keyboard
    midwife.go("/masuk")
    keys.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    tab_to(midwife, midwife.box("NIP"))
    keys.type(login_of(MIDWIFE))
    keys.press("Tab")
    keys.type(loader.PASSWORD)
    keys.press("Enter")
    for link in ("Lanjutkan rencana kinerja (SKP) Anda", "Ubah hasil kerja 1"):
        expect(page.get_by_role("link", name=link)).to_be_visible()
        tab_to(midwife, page.get_by_role("link", name=link))
        keys.press("Enter")
    expect(page).to_have_title(re.compile("^Hasil kerja 1"))
    tab_to(midwife, midwife.box(FIELD))
    keys.press("Control+A")
    keys.type("Ditulis tanpa tetikus")
    tab_to(midwife, page.get_by_role("button", name="Simpan dan kembali"))
    keys.press("Enter")
    midwife.sees("Ditulis tanpa tetikus")
    assert draft_of(server).text == "Ditulis tanpa tetikus"


def test_many_documents_are_signed_by_keyboard(somebody: NewPerson, server: Server) -> None:
    whole_draft(server, DOCTOR, PLANNER)
    head = somebody(HEAD)
    page, keys = head.page, head.page.keyboard
    head.go(BATCH)
    for name in ("Altair", "Sagu"):
        tab_to(head, page.get_by_role("checkbox", name=name))
        keys.press("Space")
    tab_to(head, page.get_by_role("button", name="Tandatangani yang dicentang"))
    keys.press("Enter")
    expect(page).to_have_title(re.compile("^Penilaian tahun"))
    assert {state_of(server, key) for key in (DOCTOR, PLANNER)} == {"signed"}


def test_an_objection_is_written_and_filed_by_keyboard(somebody: NewPerson, server: Server) -> None:
    received(server, DOCTOR)
    doctor = somebody(DOCTOR)
    page, keys = doctor.page, doctor.page.keyboard
    doctor.go(f"/penilaian/{number_of(server, DOCTOR)}")
    for button in ("Tulis keberatan", "Simpan dan periksa", "Ajukan keberatan"):
        if button == "Simpan dan periksa":
            tab_to(doctor, doctor.box("Alasan keberatan"))
            keys.type("Kunjungan lewat telepon tidak dihitung.")
        tab_to(doctor, page.get_by_role("button", name=button, exact=True))
        keys.press("Enter")
        expect(page.get_by_role("button", name=button, exact=True)).to_have_count(0)
    doctor.sees("menunggu penjelasan penilai")


def test_adding_and_removing_an_indicator_keeps_the_focus_there(somebody: NewPerson, server: Server) -> None:
    midwife = somebody(MIDWIFE)
    midwife.go(draft_of(server).path)
    group = midwife.page.get_by_role("group", name=re.compile(r"^Indikator \d+$"))
    count = len(written_indicators())

    midwife.page.get_by_role("button", name="Tambah indikator").press("Enter")
    expect(group).to_have_count(count + 1)
    expect(group.last.get_by_role("checkbox").first).to_be_focused()
    midwife.sees_saved()

    midwife.page.get_by_role("button", name=f"Hapus indikator {count + 1}").press("Enter")
    expect(group).to_have_count(count)
    expect(midwife.page.get_by_role("button", name="Tambah indikator")).to_be_focused()


def test_enter_on_a_box_to_tick_saves_and_removes_nothing(somebody: NewPerson, server: Server) -> None:
    draft = draft_of(server)
    for javascript in (True, False):
        midwife = somebody(MIDWIFE, javascript=javascript)
        midwife.go(draft.path)
        midwife.page.get_by_role("group", name="Indikator 1").get_by_role("checkbox").first.press("Enter")
        midwife.sees("Ajukan ke penilai")
        assert draft.indicators == written_indicators()


def test_going_on_typing_while_a_save_is_answered_keeps_the_cursor(somebody: NewPerson, server: Server) -> None:
    midwife = somebody(MIDWIFE)
    midwife.go(draft_of(server).path)
    box = midwife.box(FIELD)
    box.fill("satu dua")
    for _ in range(4):
        midwife.page.keyboard.press("ArrowLeft")
    midwife.page.keyboard.type(" dan")
    midwife.sees_saved()
    midwife.page.keyboard.type(" lagi")
    expect(box).to_have_value("satu dan lagi dua")
