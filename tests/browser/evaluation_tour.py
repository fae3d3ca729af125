"""An evaluation of the year from the first rating to both signatures, and what the unit attained."""

import re

from app.sample import loader
from tests.browser.person import Person, name_of
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE


def rating(person: Person, _server: Server) -> None:
    """Rating a person."""
    person.go("/penilaian/")
    person.press(f"Mulai menilai {name_of(SET_MIDWIFE)}")
    person.sees("Penilaian")


def unfinished(person: Person, _server: Server) -> None:
    """Signing too early."""
    person.press("Simpan dan periksa sebelum tanda tangan")
    person.sees("Belum dapat ditandatangani")


def checked(person: Person, _server: Server) -> None:
    """The last look before signing."""
    person.follow("Ubah penilaian")
    person.choose("Rating hasil kerja", "Sesuai ekspektasi")
    person.choose("Rating perilaku kerja", "Di atas ekspektasi")
    person.write("Alasan kedua rating", "Target tercapai; rekan kerja menyebut bantuannya.")
    person.write("Catatan dan rekomendasi", "Lanjutkan pendampingan bidan baru.")
    person.choose("Hubungan pribadi yang dekat dengan pegawai ini", "Tidak ada")
    person.press("Simpan dan periksa sebelum tanda tangan")
    person.sees("pilihan Anda")


def signed(person: Person, _server: Server) -> None:
    """Signed by the head."""
    person.press("Tandatangani dan sampaikan")
    person.sees("Disampaikan")


def to_receive(person: Person, _server: Server) -> None:
    """Before receiving."""
    person.go("/")
    person.follow("Terima dokumen evaluasi Anda")


def to_countersign(person: Person, _server: Server) -> None:
    """Received, with the form of the employee's signature."""
    person.press("Saya sudah menerima")
    person.sees("Menerima bukan berarti setuju")


def countersign_refused(person: Person, server: Server) -> None:
    """A signature with a wrong password."""
    server.sql("UPDATE login_session SET confirmed_at = '2020-01-01 00:00:00.000000'")
    person.page.reload()
    person.write("Kata sandi Anda", "salah")
    person.press("Tandatangani")
    person.sees("Kata sandi salah")


def countersigned(person: Person, _server: Server) -> None:
    """Both signatures."""
    person.write("Kata sandi Anda", loader.PASSWORD)
    person.press("Tandatangani")
    person.sees("Selesai ditandatangani")


def achievement(person: Person, _server: Server) -> None:
    """A unit's achievement."""
    person.go("/penilaian/")
    person.page.get_by_role("link", name=re.compile("^(Isi|Ubah) capaian")).first.click()


def achievement_refused(person: Person, server: Server) -> None:
    """The same without its document."""
    achievement(person, server)
    person.write("Dokumen penetapan", "")
    person.press("Simpan")
    person.sees("Ada yang perlu diperbaiki")


EVALUATION_STOPS = (
    Stop("penilaian-tim", HEAD, at("/penilaian/")),
    Stop("capaian-unit", OFFICE_HEAD, achievement),
    Stop("capaian-unit-salah", OFFICE_HEAD, achievement_refused),
    Stop("nilai", HEAD, rating),
    Stop("periksa-belum-lengkap", HEAD, unfinished),
    Stop("periksa", HEAD, checked),
    Stop("evaluasi-penilai", HEAD, signed),
    Stop("evaluasi-terima", SET_MIDWIFE, to_receive),
    Stop("evaluasi-tandatangan", SET_MIDWIFE, to_countersign),
    Stop("evaluasi-tandatangan-salah", SET_MIDWIFE, countersign_refused),
    Stop("evaluasi-selesai", SET_MIDWIFE, countersigned),
)
