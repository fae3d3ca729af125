"""What units and teams reached, the pattern beside the own ratings, and a meeting of assessors."""

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.conftest import HEAD, OFFICE_HEAD

_CALL = "/penilaian/kalibrasi/"


def calling(person: Person, _server: Server) -> None:
    """Calling a meeting for the unit somebody leads."""
    person.go(_CALL)
    person.page.get_by_role("link", name="Panggil pertemuan").first.click()


def refused(person: Person, server: Server) -> None:
    """The same without a name."""
    calling(person, server)
    person.press("Panggil dan pilih penilai")
    person.sees("Ada yang perlu diperbaiki")


def inviting(person: Person, server: Server) -> None:
    """Whom to invite."""
    calling(person, server)
    person.write("Nama pertemuan", "Kalibrasi tahunan")
    person.write("Tanggal pertemuan", "2026-12-28")
    person.press("Panggil dan pilih penilai")
    person.sees("Undang penilai")


def meeting(person: Person, server: Server) -> None:
    """A meeting that was called."""
    inviting(person, server)
    person.page.get_by_role("link", name="Kalibrasi tahunan").first.click()
    person.sees("Penilai yang diundang")


def comparing(person: Person, server: Server) -> None:
    """What was laid open."""
    meeting(person, server)
    person.press("Buka usulan saya")
    person.sees("Bandingkan usulan")


def writing(person: Person, server: Server) -> None:
    """The minutes."""
    meeting(person, server)
    person.follow("Tulis risalah")


def closing(person: Person, server: Server) -> None:
    """Closing without minutes."""
    writing(person, server)
    person.press("Simpan dan lanjut")
    person.press("Tutup pertemuan")
    person.sees("Tulis risalahnya lebih dahulu")


UNIT_STOPS = (
    Stop("sebaran", HEAD, at("/penilaian/sebaran/")),
    Stop("sebaran-triwulan", HEAD, at("/penilaian/sebaran/?periode=1")),
    Stop("sebaran-panduan", "widuri", at("/penilaian/sebaran/panduan")),
    Stop("sebaran-panduan-ubah", "widuri", at("/penilaian/sebaran/panduan/baik-baik")),
    Stop("capaian-semua", "widuri", at("/penilaian/capaian-unit/")),
    Stop("kalibrasi", OFFICE_HEAD, at(_CALL)),
    Stop("kalibrasi-panggil-salah", OFFICE_HEAD, refused),
    Stop("kalibrasi-undang", OFFICE_HEAD, inviting),
    Stop("kalibrasi-pertemuan", OFFICE_HEAD, meeting),
    Stop("kalibrasi-usulan", OFFICE_HEAD, comparing),
    Stop("kalibrasi-risalah", OFFICE_HEAD, writing),
    Stop("kalibrasi-tutup", OFFICE_HEAD, closing),
    Stop("tim-daftar", "altair", at("/penilaian/tim/")),
    Stop("tim", "altair", along("/penilaian/tim/", "Tim UKP")),
    Stop("tim-catatan", "altair", along("/penilaian/tim/", "Tim UKP", "Tulis catatan")),
    Stop("unit-daftar", OFFICE_HEAD, at("/penilaian/unit/")),
    Stop("unit-hasil", OFFICE_HEAD, along("/penilaian/unit/", "Puskesmas")),
)
