"""Workbooks people fill in: texts in columns that are wide enough, lists to choose from, keys in hidden columns.

Every cell is a text, never a formula, and stays one when somebody edits it.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.documents.package import pack
from app.documents.sheet import FONT_NAME
from app.documents.text import clean, count_lines
from app.domain.filling import tidy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS = "Kunci (jangan diubah)"
NOTES = "Catatan"
_CHOICES = "Pilihan"
_A4 = 9
_TEXT = "@"
_FORMULA_STARTS = ("=", "+", "-", "@")
_SIDE = Side(style="thin", color="B8C2BF")
_FRAME = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEADING = PatternFill("solid", fgColor="E6F1EF")
_WRONG = PatternFill("solid", fgColor="F8C9CB")
_NOTE_WIDTH = 60
_SIZE, _LINE, _POINTS_PER_UNIT, _PADDING, _TALLEST = 10, 13.5, 5.25, 8.0, 396.0
_FONT, _BOLD = Font(name=FONT_NAME, size=_SIZE), Font(name=FONT_NAME, size=_SIZE, bold=True)


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, what may be chosen in it; ``strict`` allows nothing else."""

    heading: str
    width: float
    choices: tuple[str, ...] = ()
    strict: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether it holds keys."""
        return self.heading == KEYS


@dataclass(frozen=True)
class Page:
    """A worksheet: headings in its first row, then the rows, then empty ones to be filled in.

    ``notes`` are told in a last column by number of row; ``wrong`` are cells to be marked, by row and column from 1.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    empty: int = 0
    notes: Mapping[int, str] = field(default_factory=dict)
    wrong: frozenset[tuple[int, int]] = frozenset()


def workbook(title: str, day: date, pages: Sequence[Page]) -> bytes:
    """The pages as a workbook; the same pages and day always give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title, book.properties.language = "Tilik", clean(title), "id"
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
    lists = _Lists()
    for page in pages:
        _page(book.create_sheet(page.title), page, lists)
    lists.write(book)
    return pack(book, "")


def _page(sheet: Worksheet, page: Page, lists: "_Lists") -> None:
    for number, column in enumerate(page.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].hidden = column.is_hidden
        _heading(sheet.cell(1, number), column.heading)
    last = 1 + len(page.rows) + page.empty
    for row in range(2, last + 1):
        texts = page.rows[row - 2] if row - 2 < len(page.rows) else ()
        for number in range(1, len(page.columns) + 1):
            _write(sheet.cell(row, number), texts[number - 1] if number <= len(texts) else "")
    for number, column in enumerate(page.columns, 1):
        if column.choices and last > 1:
            letter = get_column_letter(number)
            lists.offer(sheet, f"{letter}2:{letter}{last}", column)
    _notes(sheet, page)
    for row in range(1, last + 1):
        sheet.row_dimensions[row] = _Row(sheet, index=row, ht=_height(sheet, row))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


class _Row(RowDimension):
    """A row whose height is only a beginning: it grows when somebody writes more into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the library's name
        """Whether the height is fixed."""
        return False


def _height(sheet: Worksheet, row: int) -> float:
    """Points that show the texts of a row: not every program fits the height when it opens a workbook."""
    lines = 1
    for number, cell in enumerate(sheet[row], 1):
        column = sheet.column_dimensions[get_column_letter(number)]
        if cell.value and not column.hidden:
            room = column.width * _POINTS_PER_UNIT - _PADDING
            lines = max(lines, count_lines(str(cell.value), room, _SIZE, bold=row == 1))
    return min(_TALLEST, lines * _LINE + 3)


def _heading(cell: Cell | MergedCell, words: str) -> None:
    _write(cell, words)
    cell.font, cell.fill = _BOLD, _HEADING


def _notes(sheet: Worksheet, page: Page) -> None:
    for row, column in page.wrong:
        sheet.cell(row, column).fill = _WRONG
    if page.notes:
        column = len(page.columns) + 1
        sheet.column_dimensions[get_column_letter(column)].width = _NOTE_WIDTH
        _heading(sheet.cell(1, column), NOTES)
        for row, words in page.notes.items():
            _write(sheet.cell(row, column), words)


def _write(cell: Cell | MergedCell, text: str) -> None:
    words = clean(tidy(text))
    if words:
        cell.value = words
        cell.data_type = "s"  # what begins with "=" stays a text
    _dress(cell)
    if words.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True  # also after somebody edits it


def _dress(cell: Cell | MergedCell) -> None:
    """Give a cell its look; it is described to the library once for each workbook and then copied."""
    book = cell.parent.parent
    known = getattr(book, "tilik_look", None)
    if known is not None:
        cell._style = copy(known)  # type: ignore[union-attr]  # noqa: SLF001
        return
    cell.font, cell.number_format = _FONT, _TEXT
    cell.alignment, cell.border = _WRAPPED, _FRAME
    book.tilik_look = copy(cell._style)  # type: ignore[union-attr]  # noqa: SLF001


class _Lists:
    """What may be chosen, on a hidden worksheet: a list written into the rule itself may be 255 characters at most."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def offer(self, sheet: Worksheet, cells: str, column: Column) -> None:
        place = self._columns.setdefault(column.choices, len(self._columns) + 1)
        letter = get_column_letter(place)
        rule = DataValidation(
            type="list",
            formula1=f"{_CHOICES}!${letter}$1:${letter}${len(column.choices)}",
            allow_blank=True,
            showErrorMessage=column.strict,
            errorTitle="Pilihan tidak ada",
            error="Pilih salah satu dari daftar.",
        )
        rule.add(cells)
        sheet.add_data_validation(rule)

    def write(self, book: Workbook) -> None:
        if not self._columns:
            return
        sheet = book.create_sheet(_CHOICES)
        sheet.sheet_state = "hidden"
        for choices, column in self._columns.items():
            for row, words in enumerate(choices, 1):
                _write(sheet.cell(row, column), words)
