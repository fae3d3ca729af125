"""A work list as a workbook, and as a text to paste into a chat. Names and states, never contents."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from app.documents.package import pack
from app.documents.text import clean
from app.domain.periods import MONTHS
from app.domain.worklists import Work, WorkState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = (
    ("Nama", 32), ("Jabatan", 34), ("Unit kerja", 34), ("Status", 18), ("Sejak", 14), ("Menunggu", 32),
    ("Kendala", 50),
)  # fmt: skip
_HEADINGS_IN = 3


def workbook(title: str, day: date, rows: Iterable[Work], zone: tzinfo) -> bytes:
    """The list as a workbook: one line a person, ready to be filtered."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Daftar kerja"
    book.properties.creator, book.properties.title, book.properties.language = "Tilik", clean(title), "id"
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    sheet["A1"], sheet["A2"] = clean(title), f"Keadaan {_long(day)}"
    sheet["A1"].font = Font(bold=True, size=13)
    for number, (heading, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(_HEADINGS_IN, number, heading)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = _HEADINGS_IN
    for last, work in enumerate(rows, _HEADINGS_IN + 1):
        for number, value in enumerate(_values(work, zone), 1):
            _write(sheet.cell(last, number), value)
    sheet.freeze_panes = f"A{_HEADINGS_IN + 1}"
    sheet.auto_filter.ref = f"A{_HEADINGS_IN}:{get_column_letter(len(_COLUMNS))}{last}"
    sheet.print_title_rows = f"{_HEADINGS_IN}:{_HEADINGS_IN}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return pack(book, "")


def _write(cell: Cell | MergedCell, value: str | date | None) -> None:
    """A text stays a text: "=1+1" typed as a name is no formula."""
    if isinstance(value, date):
        cell.value, cell.number_format = value, "dd-mm-yyyy"
    elif value:
        cell.value, cell.data_type = clean(value), "s"


def _values(work: Work, zone: tzinfo) -> tuple[str | date | None, ...]:
    since = work.since.astimezone(zone).date() if work.since else None
    return (work.name, work.position, work.unit, work.state.label, since, work.waits_for, work.blocker)


def chat(title: str, day: date, rows: Iterable[Work], zone: tzinfo) -> str:
    """The list as short lines, a heading for each state; bold as chat programs write it."""
    lines = [f"*{title}*", f"Keadaan {_long(day)}"]
    order = list(WorkState)
    for state, found in groupby(sorted(rows, key=lambda work: order.index(work.state)), key=lambda work: work.state):
        works = list(found)
        lines += ["", f"*{state.label}* ({len(works)})", *(_line(work, zone) for work in works)]
    return "\n".join(lines)


def _line(work: Work, zone: tzinfo) -> str:
    told = [work.name]
    if work.state is WorkState.SUBMITTED and work.since:
        told.append(f"→ {work.waits_for}, sejak {_long(work.since.astimezone(zone).date())}")
    if work.blocker and work.state is not WorkState.SET:
        told.append(f"({work.blocker})")
    return f"- {' '.join(told)}"


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
