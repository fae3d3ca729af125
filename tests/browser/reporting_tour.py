"""Pages of reporting up, recaps, the allowance, credit points and attendance."""

from app.db import db
from app.people import queries as people
from app.people import tally
from app.reporting.tally import OF_EVALUATIONS
from tests.browser.intake_tour import work
from tests.browser.person import Person, name_of
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.conftest import HEAD, SET_MIDWIFE, login_of
from tests.progress.sheets import attendance_sheet

UNIT_OFFICER, OFFICER = "kenari", "widuri"
UP, RECAP = "/pelaporan/?periode=0", "/pelaporan/rekap/?periode=0"
POINTS, DAYS = "/angka-kredit/", "/pelaksanaan/kehadiran/"


def nothing_chosen(person: Person, _server: Server) -> None:
    """Reporting without a tick."""
    person.go(UP)
    for box in person.page.get_by_role("checkbox").all():
        box.uncheck()
    person.press("Laporkan yang dipilih")
    person.sees("Ada yang perlu diperbaiki")


def reported(person: Person, _server: Server) -> None:
    """Reported by the head."""
    person.go(UP)
    person.press("Laporkan yang dipilih")
    person.sees("Tidak ada evaluasi selesai")


def unit(person: Person, server: Server) -> None:
    """How complete the unit is, as the worker counts it every minute."""
    with server.prepared.app.app_context():
        tally.recount(OF_EVALUATIONS, people.today())
        db.session.remove()
    person.go(UP)
    person.follow("Puskesmas Muara Kejora")


def unsaid(person: Person, server: Server) -> None:
    """An incomplete report without a word."""
    unit(person, server)
    person.press("Kirim laporan")
    person.sees("Ada yang perlu diperbaiki")


def sent(person: Person, server: Server) -> None:
    """A report on its way up."""
    unit(person, server)
    person.write("Catatan untuk tingkat di atas", "Dua bidan baru; menyusul akhir bulan.")
    person.press("Kirim laporan")
    person.sees("Dilaporkan, menunggu diperiksa")


def asked(person: Person, _server: Server) -> None:
    """A recap that is being made."""
    person.go(RECAP)
    person.press("Siapkan rekap")
    person.sees("Sedang disiapkan")


def ready(person: Person, server: Server) -> None:
    """The page goes on by itself to where it is fetched."""
    work(server)
    person.sees("Rekap siap")


def rates_missing(person: Person, _server: Server) -> None:
    """Only some of the percentages."""
    person.go("/pelaporan/tpp/")
    person.write("Baik (%)", "100")
    person.press("Simpan persentase")
    person.sees("Ada yang perlu diperbaiki")


def points(person: Person, _server: Server) -> None:
    """Somebody's credit points."""
    person.go(POINTS)
    person.page.get_by_role("main").get_by_role("link").first.click()
    person.follow(name_of(SET_MIDWIFE))


def converted(person: Person, server: Server) -> None:
    """A predikat that was converted."""
    points(person, server)
    person.press("Hitung dan simpan")
    person.sees("Konversi yang dihitung")


def diploma_refused(person: Person, server: Server) -> None:
    """A diploma without its document."""
    points(person, server)
    person.write("Ijazah", "S-1 Kebidanan")
    person.press("Tambahkan")
    person.sees("Isi nomor dokumennya")


def diploma_added(person: Person, _server: Server) -> None:
    """A diploma that was recognised, beside the conversion."""
    person.write("Tanggal pengakuan", "2026-02-10")
    person.write("Nomor dokumen pengakuan", "SK 893.3/12/2026")
    person.press("Tambahkan")
    person.sees("Konversi dan ijazah yang dihitung")


def converted_twice(person: Person, server: Server) -> None:
    """The same months again."""
    points(person, server)
    person.press("Hitung dan simpan")
    person.sees("Ada yang perlu diperbaiki")


def sheet(person: Person, *rows: tuple[object, ...]) -> None:
    """Send a sheet of attendance."""
    person.go(DAYS)
    person.page.get_by_role("main").get_by_role("link").first.click()
    file = {"name": "hadir.xlsx", "mimeType": "application/octet-stream", "buffer": attendance_sheet(*rows)}
    person.page.get_by_label("Lembar kehadiran").set_input_files(files=file)  # type: ignore[arg-type]
    person.press("Unggah dan periksa")


def days_wrong(person: Person, _server: Server) -> None:
    """A sheet that has to be mended."""
    sheet(person, (login_of(SET_MIDWIFE), 20, 25))
    person.sees("harus diperbaiki dahulu")


def days(person: Person, _server: Server) -> None:
    """A sheet that can be recorded."""
    sheet(person, (login_of(SET_MIDWIFE), 200, 190, 6, 1, 35))
    person.sees("akan dicatat")


def days_recorded(person: Person, _server: Server) -> None:
    """It was recorded."""
    person.press("Catat kehadiran 1 pegawai")
    person.sees("sudah dicatat")


REPORTING_STOPS = (
    Stop("pelaporan-kosong", HEAD, nothing_chosen),
    Stop("pelaporan", HEAD, at(UP)),
    Stop("pelaporan-selesai", HEAD, reported),
    Stop("pelaporan-unit", UNIT_OFFICER, unit),
    Stop("pelaporan-unit-salah", UNIT_OFFICER, unsaid),
    Stop("pelaporan-unit-dikirim", UNIT_OFFICER, sent),
    Stop("pelaporan-tahap", UNIT_OFFICER, along(UP, "Puskesmas Muara Kejora", "Tanpa SKP yang ditetapkan")),
    Stop("pelaporan-periksa", OFFICER, along(UP, "Pemerintah", "Dinas Kesehatan", "Puskesmas Muara Kejora")),
    Stop("rekap", UNIT_OFFICER, at(RECAP)),
    Stop("rekap-disiapkan", UNIT_OFFICER, asked),
    Stop("rekap-siap", UNIT_OFFICER, ready),
    Stop("tpp", OFFICER, at("/pelaporan/tpp/")),
    Stop("tpp-salah", OFFICER, rates_missing),
    Stop("angka-kredit-unit", UNIT_OFFICER, at(POINTS)),
    Stop("angka-kredit-pegawai", UNIT_OFFICER, points),
    Stop("angka-kredit-konversi", UNIT_OFFICER, converted),
    Stop("angka-kredit-salah", UNIT_OFFICER, converted_twice),
    Stop("angka-kredit-ijazah-salah", UNIT_OFFICER, diploma_refused),
    Stop("angka-kredit-ijazah", UNIT_OFFICER, diploma_added),
    Stop("angka-kredit-saya", SET_MIDWIFE, at("/angka-kredit/saya")),
    Stop("kehadiran", UNIT_OFFICER, at(DAYS)),
    Stop("kehadiran-salah", UNIT_OFFICER, days_wrong),
    Stop("kehadiran-pratinjau", UNIT_OFFICER, days),
    Stop("kehadiran-dicatat", UNIT_OFFICER, days_recorded),
    Stop("kehadiran-saya", SET_MIDWIFE, at("/pelaksanaan/kehadiran/saya")),
)
