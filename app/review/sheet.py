"""What was compared, and what teams and units reached, as workbooks: text cells, repeated headings, A4 landscape."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.properties import PageSetupProperties

from app.documents.package import pack
from app.documents.sheet import Cell, Look, Sheet
from app.documents.text import clean
from app.domain.periods import MONTHS
from app.domain.rating import Rating
from app.review.calibrations import CalibrationView
from app.review.proposals import ChangeView

_TITLE = Look(size=13, bold=True, framed=False)
_WORDS = Look(framed=False)
_HEADING = Look(bold=True, filled=True, middle=True)
_A4 = 9


class Pages:
    """A workbook with one worksheet a table."""

    def __init__(self, title: str, day: date) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        properties = self.book.properties
        properties.creator, properties.title, properties.language = "Tilik", clean(title), "id"
        properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001

    def table(
        self, name: str, about: Sequence[str], columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[str]]
    ) -> None:
        """A worksheet: its title, sentences about it, and a table whose headings are repeated on every page."""
        page = self.book.create_sheet(name)
        page.page_setup.orientation, page.page_setup.paperSize = "landscape", _A4
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet = Sheet(page, [width for _, width in columns])
        for number, text in enumerate(about):
            sheet.line(Cell(1, sheet.last, text, _WORDS if number else _TITLE))
        sheet.gap(6)
        page.print_title_rows = f"{sheet.row}:{sheet.row}"
        sheet.line(*(Cell(place, place, text, _HEADING) for place, (text, _) in enumerate(columns, 1)))
        page.freeze_panes = f"A{sheet.row}"
        for row in rows:
            sheet.line(*(Cell(place, place, text) for place, text in enumerate(row, 1)))

    @property
    def body(self) -> bytes:
        """The bytes."""
        return pack(self.book, "")


def long_day(day: date) -> str:
    """22 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def of_meeting(view: CalibrationView, changes: Iterable[ChangeView], masa: str, day: date) -> bytes:
    """The record of a calibration meeting: who was there, the minutes, what was changed."""
    pages = Pages(view.title, day)
    about = (
        view.title,
        f"Pertemuan kalibrasi {view.unit}, {masa}, {long_day(view.held_on)}. {view.meeting.state.label}.",
        f"Dipanggil oleh {view.caller}.",
        f"Risalah: {view.minutes or '(belum ditulis)'}",
    )
    invited = ((member.name, "Ya" if member.laid_open_at else "Tidak") for member in view.members)
    pages.table("Pertemuan", about, (("Penilai yang diundang", 50), ("Membuka usulannya", 24)), invited)
    columns = (
        ("Pegawai", 28), ("Penilai", 28), ("Hasil kerja sebelum", 18), ("Hasil kerja sesudah", 18),
        ("Perilaku kerja sebelum", 18), ("Perilaku kerja sesudah", 18), ("Alasan", 48),
    )  # fmt: skip
    pages.table("Perubahan", ("Rating yang diubah dalam pertemuan",), columns, map(_changed, changes))
    return pages.body


def _changed(change: ChangeView) -> tuple[str, ...]:
    return (
        change.employee,
        change.assessor,
        _words(change.results_before),
        _words(change.results_after),
        _words(change.behaviour_before),
        _words(change.behaviour_after),
        change.reason,
    )


def _words(rating: Rating | None) -> str:
    return rating.label if rating else "belum diisi"
