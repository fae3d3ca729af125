"""The pages of workbooks: a draft taken along and brought back, copying, plans that were set elsewhere."""

from openpyxl import Workbook

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.browser.writing import draft_of
from tests.conftest import MIDWIFE, SET_MIDWIFE
from tests.exchange.books import edited, free_row, put

OFFICER = "kenari"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloaded(person: Person, words: str) -> bytes:
    """The file behind a link."""
    address = person.page.get_by_role("link", name=words).get_attribute("href") or ""
    return person.page.request.get(address).body()


def upload(person: Person, label: str, content: bytes, name: str = "SKP saya.xlsx", kind: str = KIND) -> None:
    """Choose a file."""
    person.box(label).set_input_files({"name": name, "mimeType": kind, "buffer": content})


def excel(person: Person, server: Server) -> None:
    """A draft as a workbook."""
    person.go(draft_of(server).plan)
    person.follow("Kerjakan di Excel")


def send(person: Person, content: bytes) -> None:
    """Send the workbook back."""
    upload(person, "Buku kerja yang sudah diisi (.xlsx)", content)
    person.press("Unggah dan periksa")


def excel_refused(person: Person, server: Server) -> None:
    """A file that is none."""
    excel(person, server)
    send(person, b"%PDF-1.7")
    person.sees("Ada yang perlu diperbaiki")


def changes(book: Workbook) -> None:
    """What somebody does to a workbook in an afternoon."""
    sheet = book["Hasil kerja"]
    put(sheet, 2, text="Seluruh ibu hamil di wilayah kerja terlayani sesuai standar sampai nifas")
    sheet.delete_rows(3)
    row = free_row(sheet)
    put(sheet, row, text="Kelas ibu hamil berjalan di setiap desa", kind="Tambahan", aspects="Kuantitas, Waktu")
    put(sheet, row, indicator="Desa dengan kelas ibu hamil", target="6 desa, paling lambat Oktober")


def preview(person: Person, server: Server) -> None:
    """What it would change."""
    excel(person, server)
    send(person, edited(downloaded(person, "Unduh buku kerja"), changes))
    person.sees("Terapkan yang dicentang")


def mistakes(book: Workbook) -> None:
    """Two mistakes."""
    put(book["Hasil kerja"], 2, kind="Penting", aspects="Kuantitas, Rasa")


def preview_wrong(person: Person, server: Server) -> None:
    """A workbook with mistakes."""
    excel(person, server)
    send(person, edited(downloaded(person, "Unduh buku kerja"), mistakes))
    person.sees("Perbaiki dahulu di buku kerja")


def conflict(person: Person, server: Server) -> None:
    """The plan was changed on its pages as well."""
    excel(person, server)
    book = downloaded(person, "Unduh buku kerja")
    person.go(draft_of(server).path)
    person.write("Rencana hasil kerja", "Ditulis di halaman Tilik")
    person.page.get_by_role("button", name="Simpan dan kembali").click()
    person.sees("Sasaran kinerja pegawai")
    excel(person, server)
    send(person, edited(book, changes))
    person.sees("diubah juga di halaman Tilik")


def copying(person: Person, server: Server) -> None:
    """A set plan, a part marked as copied."""
    person.go(draft_of(server, SET_MIDWIFE).plan)
    person.follow("Salin ke e-Kinerja")
    person.page.get_by_role("button", name="Tandai sudah disalin").first.click()
    person.sees("1 dari")


def unit(person: Person, _server: Server) -> None:
    """The officer's unit."""
    person.go("/rencana-luar/")
    person.page.locator("main a.btn").first.click()


def told(book: Workbook) -> None:
    """One plan that can be recorded, one that cannot."""
    sheet = book["Rencana"]
    put(sheet, 2, text="Pasien terlayani sesuai standar", kind="Utama", indicator="Kepuasan pasien", target="90 %")
    put(sheet, 3, text="Obat tersedia", kind="Tambahan", indicator="Obat esensial tersedia", target="100 %")


def recording(person: Person, server: Server) -> None:
    """What a workbook of plans set elsewhere would record."""
    unit(person, server)
    content = edited(downloaded(person, "Unduh templat"), told)
    upload(person, "Templat yang sudah diisi (.xlsx)", content, "SKP lama.xlsx")
    person.press("Unggah dan periksa")
    person.sees("siap dicatat")


def recorded(person: Person, _server: Server) -> None:
    """Recorded."""
    person.page.get_by_role("button", name="sebagai ditetapkan").click()
    person.sees("Rencana sudah dicatat")


def outside(person: Person, server: Server) -> None:
    """A plan set elsewhere, without a scan."""
    unit(person, server)
    person.page.locator("main table a").first.click()
    person.sees("dicatat oleh")


def scan_refused(person: Person, _server: Server) -> None:
    """A file that is no scan."""
    upload(person, "Pindaian SKP yang ditetapkan (PDF, JPG, atau PNG)", b"MZ", "SKP.pdf", "application/pdf")
    person.press("Unggah pindaian")
    person.sees("Ada yang perlu diperbaiki")


EXCHANGE_STOPS = (
    Stop("excel", MIDWIFE, excel),
    Stop("excel-salah", MIDWIFE, excel_refused),
    Stop("excel-pratinjau", MIDWIFE, preview),
    Stop("excel-pratinjau-salah", MIDWIFE, preview_wrong),
    Stop("excel-pratinjau-bandingkan", MIDWIFE, conflict),
    Stop("salin", SET_MIDWIFE, copying),
    Stop("luar", OFFICER, at("/rencana-luar/")),
    Stop("luar-unit", OFFICER, unit),
    Stop("luar-pratinjau", OFFICER, recording),
    Stop("luar-dicatat", OFFICER, recorded),
    Stop("luar-rencana", OFFICER, outside),
    Stop("luar-pindaian-salah", OFFICER, scan_refused),
)
