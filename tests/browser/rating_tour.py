"""Pages of rating: one person after another, with what helps to weigh, and what the superior reads first."""

from tests.browser.person import Person, name_of
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import HALF_MIDWIFE, HEAD, OFFICE_HEAD


def close(person: Person, _server: Server) -> None:
    """A whole draft about somebody the assessor is close to, with the own marks open."""
    person.go("/penilaian/")
    person.press(f"Mulai menilai {name_of(HALF_MIDWIFE)}")
    person.page.get_by_text("Tanda bantu tiap hasil").click()
    person.page.get_by_text("Kuadran kinerja", exact=True).click()
    person.choose("Rating hasil kerja", "Di atas ekspektasi")
    person.choose("Rating perilaku kerja", "Sesuai ekspektasi")
    person.write("Alasan kedua rating", "Capaian melampaui target dan rekan menyebut bantuannya.")
    person.write("Catatan dan rekomendasi", "Bagikan cara kerja kepada bidan desa.")
    person.choose("Hubungan pribadi yang dekat dengan pegawai ini", "Ada: atasan saya membaca dahulu")
    person.write("Hubungannya, bila ada", "Sepupu")
    person.sees("Tersimpan")


def waits(person: Person, _server: Server) -> None:
    """The signature waits for the superior."""
    person.press("Simpan dan periksa sebelum tanda tangan")
    person.sees("membaca alasan dan buktinya dahulu")


def look(person: Person, _server: Server) -> None:
    """The superior reads the draft."""
    person.go("/penilaian/")
    person.follow(f"Penilaian {name_of(HALF_MIDWIFE)}")
    person.sees("Sudah saya baca")


RATING_STOPS = (
    Stop("penilaian-triwulan", HEAD, at("/penilaian/?periode=3")),
    Stop("nilai-hubungan", HEAD, close),
    Stop("periksa-menunggu-atasan", HEAD, waits),
    Stop("tinjau-daftar", OFFICE_HEAD, at("/penilaian/")),
    Stop("tinjau", OFFICE_HEAD, look),
)
