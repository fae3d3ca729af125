"""The pages of the personnel office, in the order of an office moving in."""

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at

OFFICER, UNIT_OFFICER = "widuri", "kenari"


def refused_assessor(person: Person, server: Server) -> None:
    """An assessor without a basis."""
    along("/unit/?cari=dahlia", "Dahlia", "Ganti penilai")(person, server)
    person.write("Berlaku mulai", "")
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
    Stop("tanpa-penilai", OFFICER, at("/penilai/")),
    Stop("capaian-unit-petugas", UNIT_OFFICER, at("/penilaian/capaian-unit/")),
    Stop("usulan-penilai", UNIT_OFFICER, along("/unit/", "Puskesmas", "Usulan penilai")),
)
