"""The conversion of predikat into credit points as a document: PDF and workbook, of one list of rows.

The layout follows PerBKN 3/2023 as far as it is known here; no printed original was at hand, and the foot says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook

from app.documents.content import Party
from app.documents.package import pack
from app.documents.pdf import typeset
from app.documents.sheet import Cell, Look, Sheet
from app.documents.text import printable
from app.documents.wording import long_date

TITLE = "Konversi Predikat Kinerja ke Angka Kredit"
_COLUMNS = ("No", "Periode", "Jabatan", "Predikat", "Bulan", "Persentase", "Koefisien per tahun", "Angka kredit")
_WIDTHS = (5, 24, 32, 18, 8, 12, 12, 12)
FOOT = "Tata letak mengikuti PerBKN 3/2023 sejauh diketahui; cocokkan dengan format resmi sebelum dipakai."


@dataclass(frozen=True)
class CreditRow:
    """One conversion, in words as printed; ``points`` rounded to two places."""

    period: str
    position: str
    overall: str
    months: int
    percent: int
    coefficient: str
    points: str
    exact: Decimal


@dataclass(frozen=True)
class CreditContent:
    """A whole document: who, for what, the rows, the sums; ``official`` is printed below and signs by hand."""

    agency: str
    place: str
    person: Party
    title: str
    rows: Sequence[CreditRow]
    brought: tuple[str, str] | None
    added: Sequence[tuple[str, str]]
    total: str
    targets: Sequence[tuple[str, str]]
    official: tuple[str, str]
    on: date
    sample: bool

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Who it is about."""
        who = self.person
        return [
            ("Nama", who.name),
            ("NIP", who.nip or "-"),
            ("Pangkat/Gol. Ruang", who.rank or "-"),
            ("Jabatan", who.position),
            ("Unit kerja", who.unit),
        ]

    @property
    def sums(self) -> list[tuple[str, str]]:
        """What stands below the rows."""
        brought = [(f"Saldo yang dibawa ({self.brought[0]})", self.brought[1])] if self.brought else []
        return [*brought, *self.added, ("Angka kredit kumulatif", self.total), *self.targets]


def pdf(content: CreditContent, moment: datetime) -> bytes:
    """The document as PDF/UA."""
    data = {
        "title": content.title,
        "agency": printable(content.agency),
        "columns": list(_COLUMNS),
        "facts": [[label, printable(value)] for label, value in content.facts],
        "rows": [[printable(value) for value in _texts(number, row)] for number, row in enumerate(content.rows, 1)],
        "sums": [[printable(label), printable(value)] for label, value in content.sums],
        "place_date": printable(f"{content.place}, {long_date(content.on)}"),
        "official": [printable(text) for text in _official(content)],
        "foot": FOOT,
        "sample": content.sample,
    }
    return typeset("credit.typ", data, moment)


def xlsx(content: CreditContent) -> bytes:
    """The same as a workbook whose points are numbers."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Konversi"
    book.properties.creator, book.properties.title, book.properties.language = "Tilik", content.title, "id"
    day = content.on
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    sheet = Sheet(page, _WIDTHS)
    plain, strong = Look(framed=False), Look(bold=True)
    sheet.line(Cell(1, 8, content.agency, plain))
    sheet.line(Cell(1, 8, content.title, Look(size=12, bold=True, framed=False)))
    for label, value in content.facts:
        sheet.line(Cell(1, 2, label, plain), Cell(3, 8, value, plain))
    sheet.gap(6)
    sheet.line(*(Cell(n, n, heading, Look(bold=True, filled=True)) for n, heading in enumerate(_COLUMNS, 1)))
    for number, row in enumerate(content.rows, 1):
        sheet.line(*(Cell(n, n, text) for n, text in enumerate(_texts(number, row), 1)))
        target = page.cell(sheet.row - 1, 8)
        target.value, target.data_type, target.number_format = row.exact, "n", "#,##0.00"
    for label, value in content.sums:
        sheet.line(Cell(1, 7, label, strong), Cell(8, 8, value, strong))
    sheet.gap(10)
    sheet.line(Cell(5, 8, f"{content.place}, {long_date(content.on)}", plain))
    sheet.gap(40)
    for text in _official(content):
        sheet.line(Cell(5, 8, text, plain))
    sheet.line(Cell(1, 8, FOOT + (" Data contoh." if content.sample else ""), Look(size=8, framed=False, grey=True)))
    return pack(book, "")


def _texts(number: int, row: CreditRow) -> tuple[str, ...]:
    return (
        str(number), row.period, row.position, row.overall, f"{row.months}/12", f"{row.percent}%", row.coefficient,
        row.points,
    )  # fmt: skip


def _official(content: CreditContent) -> tuple[str, str]:
    name, nip = content.official
    return name or "(nama pejabat yang berwenang)", f"NIP {nip}" if nip else "NIP ..............................."
