"""Long lists as workbooks, written row by row: 20,000 people take no more memory than one. Every cell is a text."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from app.documents.text import clean

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_PLAIN_TEXT = ("=", "#")
"""How a text begins that the library would take for a formula or an error."""


class LongSheet:
    """A worksheet of a long list: notes on top, headings that stay, rows as they come."""

    def __init__(self, book: Workbook, title: str, columns: Sequence[tuple[str, float]], notes: Iterable[str]) -> None:
        self._sheet = book.create_sheet(title)
        for number, (_, width) in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        lines = list(notes)
        self._sheet.freeze_panes = f"A{len(lines) + 2}"
        for line in lines:
            self.add((line,))
        self.add([heading for heading, _ in columns], bold=True)

    def add(self, texts: Iterable[str], *, bold: bool = False) -> None:
        """A row."""
        self._sheet.append([self._cell(clean(text), bold=bold) for text in texts])

    def _cell(self, text: str, *, bold: bool) -> object:
        if not bold and not text.startswith(_NO_PLAIN_TEXT):
            return text or None
        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_NO_PLAIN_TEXT)
        if bold:
            cell.font = Font(bold=True)
        return cell


def new_book(title: str, day: date) -> Workbook:
    """A workbook to be written row by row."""
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title, book.properties.language = "Tilik", clean(title), "id"
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return book


def save(book: Workbook, path: Path) -> None:
    """Write the workbook to a file."""
    book.save(path)
