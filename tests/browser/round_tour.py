"""A round of 360-degree feedback from the officer's side, and the three who keep its codes."""

from app import clock
from tests.browser.person import Person, login_of
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.feedback.preparing import FAR

OFFICER, AGENCY_OFFICER = "kenari", "widuri"
KEEPERS = ("elang", "tekukur", "nipah")
NAME = "Umpan balik 360 puskesmas"
_codes: dict[str, str] = {}


def the_round(*links: str) -> Stop:
    """A page of the round, by its links."""
    return Stop(
        f"putaran-{'-'.join(links).lower().replace(' ', '-') or 'langkah'}", OFFICER, along(ROUNDS, NAME, *links)
    )


ROUNDS = "/putaran-360/"


def refused(person: Person, _server: Server) -> None:
    """A new round whose last day is over."""
    person.go("/putaran-360/baru")
    person.write("Hari terakhir menjawab", "2020-01-01")
    person.press("Siapkan putaran")
    person.sees("Ada yang perlu diperbaiki")


def begun(person: Person, _server: Server) -> None:
    """A new round."""
    person.go("/putaran-360/baru")
    person.write("Nama putaran", NAME)
    person.write("Paling banyak formulir per penjawab", "40")
    person.write("Hari terakhir menjawab", (clock.today("Asia/Jakarta") + FAR).isoformat())
    person.press("Siapkan putaran")
    person.sees("Belum ada yang ditanya")


def not_ready(person: Person, server: Server) -> None:
    """A start that is refused."""
    along(ROUNDS, NAME, "Mulai putaran")(person, server)
    person.press("Mulai putaran sekarang")
    person.sees("Masih ada")


def added(person: Person, server: Server) -> None:
    """Everybody of the unit, but for its head."""
    along(ROUNDS, NAME, "Pegawai yang dinilai", "Tambah satu unit")(person, server)
    person.press("Tambahkan")
    person.sees("pegawai ditambahkan")
    person.page.get_by_role("button", name="Keluarkan dr. Cempaka").click()


def not_found(person: Person, server: Server) -> None:
    """A NIP of nobody."""
    along(ROUNDS, NAME, "Pegawai yang dinilai", "Tambah dengan NIP")(person, server)
    person.write("NIP, satu baris satu orang", "199001012020122009")
    person.press("Tambahkan")
    person.sees("Tidak ada pegawai")


def keepers_chosen(person: Person, server: Server) -> None:
    """Three custodians."""
    for key in KEEPERS:
        along(ROUNDS, NAME, "Pemegang kunci")(person, server)
        person.write("Cari pemegang kunci", login_of(key))
        person.press("Cari")
        person.page.get_by_role("radio").first.check()
        person.press("Jadikan pemegang kunci")
    person.sees("belum membuat kode")


def code_shown(key: str) -> Stop:
    """The code of a custodian, on its one page."""

    def reach(person: Person, _server: Server) -> None:
        person.go("/")
        person.follow("Buat kode kunci umpan balik 360")
        person.press("Tampilkan kode satu kali")
        person.sees("tidak tampil lagi")
        _codes[key] = person.page.locator("main .card strong").inner_text()

    return Stop(f"kunci-kode-{key}", key, reach)


def code_mistyped(person: Person, server: Server) -> None:
    """A slip of the pen, noticed."""
    along("/kunci-360/", NAME)(person, server)
    person.write("Ketik kode dari kertas Anda", "K7QD 9FMR 2XWP")
    person.press("Periksa kode saya")
    person.sees("salah salin")


def code_typed(key: str) -> Stop:
    """A code that was typed back."""

    def reach(person: Person, server: Server) -> None:
        along("/kunci-360/", NAME)(person, server)
        person.write("Ketik kode dari kertas Anda", _codes[key])
        person.press("Periksa kode saya")
        person.sees("Kode Anda sah")

    return Stop(f"kunci-{key}", key, reach)


def started(person: Person, server: Server) -> None:
    """The round, started."""
    along(ROUNDS, NAME, "Periksa apakah dapat dimulai")(person, server)
    person.sees("Tidak ada yang menghalangi")
    person.follow("Lanjut: mulai putaran")
    person.press("Mulai putaran sekarang")
    person.sees("Berjalan")


def late(person: Person, server: Server) -> None:
    """Asking somebody no longer."""
    along(ROUNDS, NAME, "Pegawai yang dinilai", "Melur")(person, server)
    person.write("Cari pegawai", "Dahlia")
    person.press("Cari")
    person.page.get_by_role("radio").first.check()


def question_refused(person: Person, server: Server) -> None:
    """An empty question."""
    along("/pertanyaan-360/", "21 panduan")(person, server)
    person.page.get_by_role("link", name="Ubah").first.click()
    person.write("Pertanyaan", "")
    person.press("Simpan")
    person.sees("Ada yang perlu diperbaiki")


ROUND_STOPS = (
    Stop("putaran-daftar-kosong", OFFICER, at(ROUNDS)),
    Stop("putaran-baru-salah", OFFICER, refused),
    Stop("putaran-baru", OFFICER, begun),
    Stop("putaran-belum-siap", OFFICER, not_ready),
    the_round("Periksa apakah dapat dimulai"),
    Stop("putaran-pegawai", OFFICER, added),
    Stop("putaran-nip-salah", OFFICER, not_found),
    the_round("Data putaran"),
    the_round("Kelompok penjawab"),
    the_round("Kelompok penjawab", "Ubah Rekan kerja"),
    the_round("Pertanyaan"),
    Stop("pertanyaan-360", AGENCY_OFFICER, along("/pertanyaan-360/", "21 panduan")),
    Stop("pertanyaan-360-salah", AGENCY_OFFICER, question_refused),
    Stop("putaran-pemegang-kunci", OFFICER, keepers_chosen),
    *(code_shown(key) for key in KEEPERS),
    Stop("kunci-salah", KEEPERS[0], code_mistyped),
    *(code_typed(key) for key in KEEPERS),
    the_round(),
    the_round("Batalkan putaran"),
    Stop("putaran-berjalan", OFFICER, started),
    Stop("putaran-penjawab", OFFICER, late),
    Stop("putaran-daftar", OFFICER, at(ROUNDS)),
)
