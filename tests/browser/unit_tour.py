"""What units and teams reached, the pattern beside the own ratings, and a meeting of assessors."""

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.conftest import HEAD, OFFICE_HEAD
from tests.review.staff import rate_everybody

_CALL = "/penilaian/kalibrasi/"


def filled(person: Person, server: Server) -> None:
    """The pattern with the own ratings beside it."""
    rate_everybody(server.prepared.app, HEAD)
    person.go("/penilaian/sebaran/")
    person.sees("Panduan persentase")


def proposed(person: Person, server: Server) -> None:
    """Proposals that were laid open, and one of them to be changed."""
    rate_everybody(server.prepared.app, HEAD)
    calling(person, server)
    person.write("Nama pertemuan", "Kalibrasi puskesmas")
    person.write("Tanggal pertemuan", "2026-12-28")
    person.press("Panggil dan pilih penilai")
    person.page.get_by_role("link", name="Kalibrasi puskesmas").first.click()
    person.press("Buka usulan saya")
    person.sees("Pegawai Anda")


def changing(person: Person, server: Server) -> None:
    """Changing an own rating without a reason."""
    proposed(person, server)
    person.page.get_by_role("link", name="Melur").first.click()
    person.press("Ubah rating")
    person.sees("Ada yang perlu diperbaiki")


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
    Stop("sebaran-terisi", HEAD, filled),
    Stop("kalibrasi-dibuka", HEAD, proposed),
    Stop("kalibrasi-ubah-salah", HEAD, changing),
    Stop("tim-daftar", "altair", at("/penilaian/tim/")),
    Stop("tim", "altair", along("/penilaian/tim/", "Tim UKP")),
    Stop("tim-catatan", "altair", along("/penilaian/tim/", "Tim UKP", "Tulis catatan")),
    Stop("unit-daftar", OFFICE_HEAD, at("/penilaian/unit/")),
    Stop("unit-hasil", OFFICE_HEAD, along("/penilaian/unit/", "Puskesmas")),
)
