"""The pages of the personnel office, in the order of an office moving in."""

from collections.abc import Callable

from app import clock
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at

OFFICER, UNIT_OFFICER = "widuri", "kenari"
TODAY = clock.today("Asia/Jakarta")


def refused_assessor(person: Person, server: Server) -> None:
    """An assessor without a basis."""
    along("/unit/?cari=dahlia", "Dahlia", "Ganti penilai")(person, server)
    person.write("Berlaku mulai", "")
    person.press("Simpan")
    person.sees("Ada yang perlu diperbaiki")


def special(kind: str) -> Callable[[Person, Server], None]:
    """The form of a special circumstance of Dahlia."""
    return along("/unit/?cari=dahlia", "Dahlia", "Catat keadaan khusus", kind)


def special_recorded(person: Person, server: Server) -> None:
    """A study leave on her page."""
    special("Tugas belajar")(person, server)
    person.write("Program studi dan tempat belajar", "S-1 Kebidanan, Universitas Pelita")
    person.write("Nomor surat keputusan atau surat perintah", "SK 824/1/2026")
    person.write("Berlaku mulai", f"{TODAY.year}-02-01")
    person.press("Simpan")
    person.sees("S-1 Kebidanan")


def special_refused(person: Person, server: Server) -> None:
    """The same without anything."""
    special("Pelaksana tugas")(person, server)
    person.press("Simpan")
    person.sees("Ada yang perlu diperbaiki")


def example_refused(person: Person, _server: Server) -> None:
    """An example without a word."""
    person.go("/contoh/baru")
    person.press("Simpan")
    person.sees("Ada yang perlu diperbaiki")


OFFICE_STOPS = (
    Stop("kepegawaian", OFFICER, at("/kepegawaian/")),
    Stop("unit-dan-pegawai", OFFICER, at("/unit/")),
    Stop("unit-cari", UNIT_OFFICER, at("/unit/?cari=dahlia")),
    Stop("unit", UNIT_OFFICER, along("/unit/", "Puskesmas")),
    Stop("unit-baru", UNIT_OFFICER, along("/unit/", "Puskesmas", "Tambah unit di bawahnya")),
    Stop("orang-baru", UNIT_OFFICER, along("/unit/", "Puskesmas", "Tambah orang")),
    Stop("pegawai", UNIT_OFFICER, along("/unit/?cari=dahlia", "Dahlia")),
    Stop("penilai-ganti", UNIT_OFFICER, along("/unit/?cari=dahlia", "Dahlia", "Ganti penilai")),
    Stop("penilai-salah", UNIT_OFFICER, refused_assessor),
    Stop("jabatan", UNIT_OFFICER, along("/unit/?cari=dahlia", "Dahlia", "Perbaiki jabatan")),
    Stop("keadaan-khusus", UNIT_OFFICER, along("/unit/?cari=dahlia", "Dahlia", "Catat keadaan khusus")),
    Stop("keadaan-salah", UNIT_OFFICER, special_refused),
    Stop("keadaan-tercatat", UNIT_OFFICER, special_recorded),
    Stop("keadaan-ubah", UNIT_OFFICER, along("/unit/?cari=dahlia", "Dahlia", "Ubah atau akhiri")),
    Stop("beranda-baru", "dahlia", at("/")),
    Stop("bantuan", "melur", at("/bantuan/")),
    Stop("bantuan-kepala", "cempaka", at("/bantuan/")),
    Stop("bantuan-petugas", OFFICER, at("/bantuan/")),
    Stop("bantuan-mengapa", "melur", at("/bantuan/mengapa")),
    Stop("bantuan-istilah", "melur", at("/bantuan/istilah")),
    Stop("bantuan-panduan", "melur", at("/bantuan/panduan/pegawai")),
    Stop("bantuan-tugas-belajar", UNIT_OFFICER, at("/bantuan/tugas-belajar")),
    Stop("contoh", "melur", at("/contoh/")),
    Stop("contoh-petugas", OFFICER, at("/contoh/?rumpun=leadership")),
    Stop("contoh-ubah", OFFICER, along("/contoh/?rumpun=civil_registry&cari=blangko", "Ubah contoh")),
    Stop("contoh-salah", OFFICER, example_refused),
    Stop("tanpa-penilai", OFFICER, at("/penilai/")),
    Stop("capaian-unit-petugas", UNIT_OFFICER, at("/penilaian/capaian-unit/")),
    Stop("usulan-penilai", UNIT_OFFICER, along("/unit/", "Puskesmas", "Usulan penilai")),
)
