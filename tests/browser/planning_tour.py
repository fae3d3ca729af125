"""The pages around a plan: where results come from, the dialogue, versions, a leader's manuals, the team."""

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.browser.writing import draft_of
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE


def sources(person: Person, server: Server) -> None:
    """Examples to begin with."""
    person.go(f"{draft_of(server).plan}/ambil")


def sources_empty(person: Person, server: Server) -> None:
    """No plan of last year."""
    person.go(f"{draft_of(server).plan}/ambil?dari=tahun-lalu")


def dialogue(person: Person, server: Server) -> None:
    """The dialogue of a set plan, with an answer."""
    person.go(f"{draft_of(server, SET_MIDWIFE).plan}/dialog")
    person.write("Catatan", "Target kedua bergantung pada pelatihan pada bulan Mei.")
    person.press("Kirim catatan")
    person.sees("Jawab tentang")


def dialogue_refused(person: Person, server: Server) -> None:
    """Nothing was written."""
    person.go(f"{draft_of(server, SET_MIDWIFE).plan}/dialog")
    person.press("Kirim catatan")
    person.sees("Ada yang perlu diperbaiki")


def compared(person: Person, server: Server) -> None:
    """A draft beside what is in force."""
    person.go(draft_of(server, HEAD).plan)
    person.press("Buat revisi")
    person.press("Tambah hasil kerja tambahan")
    person.write("Rencana hasil kerja", "Posyandu lansia berjalan di tiga desa")
    person.press("Simpan dan kembali")
    person.follow("Apa yang berubah")
    person.sees("Posyandu lansia")


def leaders_result(person: Person, _server: Server) -> None:
    """The form of a leader's result."""
    person.go("/perencanaan/")
    person.page.get_by_role("link", name="revisi ke-1").click()
    person.page.get_by_role("link", name="Ubah hasil kerja 1", exact=True).click()


def kinds(person: Person, server: Server) -> None:
    """Utama or tambahan, as the assessor decides."""
    person.go(f"{draft_of(server).plan}/jenis")


def manuals(person: Person, server: Server) -> None:
    """Every indicator of a leader's plan."""
    person.go(f"{draft_of(server, HEAD).plan}/manual")


def manual(person: Person, server: Server) -> None:
    """The manual of one indicator."""
    manuals(person, server)
    person.page.get_by_role("link", name="Isi manual").first.click()
    person.write("Tujuan", "Mengetahui mutu layanan antenatal.")
    person.sees_saved()


def workblock(person: Person, server: Server) -> None:
    """The strategy behind one indicator."""
    manuals(person, server)
    person.page.get_by_role("link", name="Isi strategi").first.click()


PLANNING_STOPS = (
    Stop("ambil-contoh", MIDWIFE, sources),
    Stop("ambil-tahun-lalu", MIDWIFE, sources_empty),
    Stop("dialog", SET_MIDWIFE, dialogue),
    Stop("dialog-salah", SET_MIDWIFE, dialogue_refused),
    Stop("perubahan", HEAD, compared),
    Stop("hasil-pimpinan", HEAD, leaders_result),
    Stop("jenis", HEAD, kinds),
    Stop("manual", HEAD, manuals),
    Stop("manual-isi", HEAD, manual),
    Stop("strategi", HEAD, workblock),
    Stop("rencana-tim-berdampingan", HEAD, at("/perencanaan/tim")),
)
