"""The pages of agreements, matrices, roles and the tree, in the order in which an office fills them."""

from collections.abc import Callable

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.conftest import HEAD, MIDWIFE

TEAM_LEADER, STRANGER = "altair", "nipah"
AGREEMENTS, UNIT, TEAM = "/perjanjian-kinerja/", "Puskesmas Muara Kejora", "Tim kerja UKP"
TABLE = (
    "Sasaran\tIndikator\tTarget\n"
    "Meningkatnya kualitas pelayanan puskesmas\tPersentase ibu hamil mendapatkan pelayanan antenatal\t100 %\n"
    "\tPersentase ibu bersalin mendapatkan pelayanan persalinan\t100 %\n"
    "Catatan rapat\n"
    "Program\tAnggaran\n"
    "Operasional puskesmas\tRp51.727.239.612"
)
ROLES = "Rekam medis dan register kohort lengkap\nIbu hamil diperiksa sesuai perannya dalam SOP layanan ANC"


def own_unit(person: Person) -> None:
    """The agreement of one's own unit, which stands first."""
    person.go(AGREEMENTS)
    person.page.locator("main table a").first.click()


def pasted(person: Person, _server: Server) -> None:
    """A table, looked at before it is added."""
    own_unit(person)
    person.follow("Tempel tabel")
    person.write("Tabel yang disalin", TABLE)
    person.press("Lihat dahulu")
    person.sees("Yang terbaca")


def unreadable(person: Person, _server: Server) -> None:
    """A table in which nothing was understood."""
    own_unit(person)
    person.follow("Tempel tabel")
    person.write("Tabel yang disalin", "hanya kata-kata")
    person.press("Lihat dahulu")
    person.sees("Ada yang perlu diperbaiki")


def agreement(person: Person, server: Server) -> None:
    """The agreement, as it was pasted."""
    pasted(person, server)
    person.press("Tambahkan 3 baris")
    person.sees("Rancangan")


def agreement_line(person: Person, _server: Server) -> None:
    """One more line."""
    own_unit(person)
    person.press("Tambah satu baris")
    person.sees("Satu baris Perjanjian Kinerja")


def document_refused(person: Person, _server: Server) -> None:
    """Final without a document."""
    own_unit(person)
    person.follow("Dokumen dan anggaran")
    person.choose("Kedudukan dokumen", "Final: sudah ditandatangani")
    person.press("Simpan dan kembali")
    person.sees("Ada yang perlu diperbaiki")


def opened(title: str) -> Callable[[Person, Server], None]:
    """A matrix, opened as often as somebody likes: it stays one."""

    def walk(person: Person, _server: Server) -> None:
        person.go("/matriks/baru")
        person.write("Nama matriks", title)
        person.press("Susun matriks")
        person.sees("Peran pegawai")

    return walk


def unit_matrix(person: Person, server: Server) -> None:
    """The matrix of the unit with everybody in it."""
    opened(UNIT)(person, server)
    person.press("Masukkan semua pegawai unit")
    person.sees("tidak ada peran")


def column(person: Person, server: Server) -> None:
    """One column."""
    opened(UNIT)(person, server)
    person.page.locator("#kolom ~ .wide a").first.click()
    person.sees("Cara penyelarasan")


def team_row(person: Person, server: Server) -> None:
    """The row of somebody in the team, with two results in a cell."""
    opened(TEAM)(person, server)
    path = person.path
    person.go(f"{path}/pegawai?cari=Melur")
    if person.page.get_by_role("checkbox").count():
        person.page.get_by_role("checkbox").first.check()
        person.press("Masukkan yang dipilih")
    person.go(path)
    person.page.locator("tr[id^=pegawai-] a").first.click()
    person.page.locator("textarea").first.fill(ROLES)
    person.press("Simpan dan kembali")
    person.page.locator("tr[id^=pegawai-] a").first.click()
    person.sees("Menunggu persetujuan penilai")


def team_people(person: Person, server: Server) -> None:
    """Choosing people for the rows."""
    opened(TEAM)(person, server)
    person.follow("Tambah pegawai")


def refused_role(person: Person, server: Server) -> None:
    """A refusal without a reason."""
    at("/peran/persetujuan")(person, server)
    person.page.get_by_role("link", name="Tidak setuju").first.click()
    person.press("Tidak setuju")
    person.sees("Ada yang perlu diperbaiki")


def agreed(person: Person, server: Server) -> None:
    """One role agreed to."""
    at("/peran/persetujuan")(person, server)
    person.page.get_by_role("button", name="Setujui yang ini").first.click()
    person.sees("menunggu" if person.page.locator(".card").count() == 0 else "Melur")


def propose_refused(person: Person, server: Server) -> None:
    """A proposal for nobody, after a search."""
    at("/peran/penugasan/baru")(person, server)
    person.write("Cari pegawai", "nipah")
    person.press("Cari")
    person.press("Kirim usulan")
    person.sees("Ada yang perlu diperbaiki")


def tree_result(person: Person, server: Server) -> None:
    """A result between what it serves and what serves it."""
    at("/pohon/?cari=layanan antenatal")(person, server)
    person.page.locator("strong a").first.click()
    person.sees("Didukung oleh")


CASCADE_STOPS = (
    Stop("perjanjian", HEAD, at(AGREEMENTS)),
    Stop("perjanjian-tempel-salah", HEAD, unreadable),
    Stop("perjanjian-tempel", HEAD, pasted),
    Stop("perjanjian-isi", HEAD, agreement),
    Stop("perjanjian-baris", HEAD, agreement_line),
    Stop("perjanjian-dokumen-salah", HEAD, document_refused),
    Stop("matriks-baru", HEAD, at("/matriks/baru")),
    Stop("matriks-unit", HEAD, unit_matrix),
    Stop("matriks-kolom", HEAD, column),
    Stop("matriks-baris", TEAM_LEADER, team_row),
    Stop("matriks-tim", TEAM_LEADER, opened(TEAM)),
    Stop("matriks-pegawai", TEAM_LEADER, team_people),
    Stop("matriks-daftar", MIDWIFE, at("/matriks/")),
    Stop("matriks-dibaca", MIDWIFE, along("/matriks/", TEAM)),
    Stop("persetujuan", HEAD, at("/peran/persetujuan")),
    Stop("persetujuan-salah", HEAD, refused_role),
    Stop("persetujuan-satu", HEAD, agreed),
    Stop("peran", MIDWIFE, at("/peran/")),
    Stop("ajukan-diri", MIDWIFE, at("/peran/ajukan")),
    Stop("penugasan", HEAD, at("/peran/penugasan")),
    Stop("penugasan-salah", HEAD, propose_refused),
    Stop("pohon", MIDWIFE, at("/pohon/")),
    Stop("pohon-cari", STRANGER, at("/pohon/?cari=kohort")),
    Stop("pohon-hasil", STRANGER, tree_result),
)
