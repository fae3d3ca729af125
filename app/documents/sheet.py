"""A worksheet written from top to bottom: merged cells, borders, and rows high enough for their text.

Spreadsheet programs do not fit the height of merged cells, so every height is computed here.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache

from openpyxl.cell.cell import Cell as WorksheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter as _letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from app.documents.text import clean, count_lines

FONT_NAME = "Arial"
# Positions of pictures are counted in parts of a point.
EMU_PER_POINT = 12700
_POINTS_PER_UNIT = 5.25
_PADDING = 6.0
# Screens and printers wrap a little earlier than the metrics say.
_TOLERANCE = 0.94
_LINE = 1.34
# A row may be 409 points high at most; a longer text gets several rows, merged, low enough to fill pages.
_TALLEST_ROW = 396.0
_PART_OF_TALL = 132.0
# A cell holds 32,767 characters at most, and the library cuts the rest off without a word.
_LONGEST_TEXT = 32767
_FORMULA_STARTS = ("=", "+", "-", "@")
_SIDE = Side(style="thin", color="737373")
_GREY = "EBEBEB"


@dataclass(frozen=True)
class Look:
    """How a cell looks; borders on unless the cell belongs to titles or signatures."""

    size: float = 9
    bold: bool = False
    centred: bool = False
    right: bool = False
    middle: bool = False
    filled: bool = False
    framed: bool = True
    grey: bool = False
    indent: int = 0
    number_format: str = "General"


@dataclass(frozen=True)
class Cell:
    """A text over the columns ``first`` to ``last`` (counted from 1)."""

    first: int
    last: int
    text: str
    look: Look = Look()


@cache
def _font(look: Look) -> Font:
    return Font(name=FONT_NAME, size=look.size, bold=look.bold, color="595959" if look.grey else "000000")


@cache
def _alignment(look: Look) -> Alignment:
    horizontal = "center" if look.centred else "right" if look.right else "left"
    return Alignment(
        horizontal=horizontal, vertical="center" if look.middle else "top", wrap_text=True, indent=look.indent
    )


class Sheet:
    """Writes line after line; ``row`` is the next free row."""

    def __init__(self, worksheet: Worksheet, widths: Sequence[float]) -> None:
        self.worksheet = worksheet
        self.widths = tuple(widths)
        self.row = 1
        self._styles: dict[Look, StyleArray] = {}
        self._units: list[tuple[int, float]] = []
        self._open: int | None = None
        self._tops: set[int] = set()
        for index, width in enumerate(self.widths, 1):
            worksheet.column_dimensions[_letter(index)].width = width

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.widths)

    def line(self, *cells: Cell, at_least: float = 0) -> None:
        """One row with these cells."""
        self.group([cells], at_least=at_least)

    def group(
        self,
        lines: Sequence[Sequence[Cell]],
        spanning: Sequence[Cell] = (),
        at_least: float = 0,
        *,
        whole: bool = True,
    ) -> None:
        """Several rows, beside them cells that span them all; nothing is too low for its text.

        A printed page never breaks inside the group, unless it is not ``whole``: then between its lines.
        """
        heights = [max([at_least, *(self.need(cell) for cell in cells)]) for cells in lines]
        heights[-1] += max([0.0, *(self.need(cell) - sum(heights) for cell in spanning)])
        top = self.row
        if whole:
            self._note(sum(heights))
        for cells, height in zip(lines, heights, strict=True):
            if not whole:
                self._note(height)
            count = 1 if height <= _TALLEST_ROW else math.ceil(height / _PART_OF_TALL)
            for row in range(self.row, self.row + count):
                self.worksheet.row_dimensions[row].height = round(height / count, 2)
            for cell in cells:
                self._place(cell, self.row, self.row + count - 1)
            self.row += count
        for cell in spanning:
            self._place(cell, top, self.row - 1)

    def gap(self, height: float) -> None:
        """An empty row."""
        self._note(height)
        self.worksheet.row_dimensions[self.row].height = height
        self.row += 1

    def page(self) -> None:
        """What is written next begins a printed page."""
        self._tops.add(self.row)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside stays on one printed page, if it fits on one."""
        self._units.append((self.row, 0.0))
        self._open = len(self._units) - 1
        yield
        self._open = None

    def paginate(self, room: float, repeated: float = 0.0) -> None:
        """Break pages between units: left alone, a spreadsheet cuts through a line of text.

        ``room`` is what a page holds, ``repeated`` what the repeated headings take of it.
        """
        used = 0.0
        for row, height in self._units:
            if row in self._tops or (used + height > room and repeated + height <= room):
                self.worksheet.row_breaks.append(Break(id=row - 1))
                used = repeated
            used += height
            used = used if used <= room else used % room

    def height(self, first: int, last: int) -> float:
        """Points over these rows."""
        return sum(self.worksheet.row_dimensions[row].height or 0.0 for row in range(first, last + 1))

    def _note(self, height: float) -> None:
        if self._open is None:
            self._units.append((self.row, height))
        else:
            row, sofar = self._units[self._open]
            self._units[self._open] = (row, sofar + height)

    def width(self, first: int, last: int) -> float:
        """Points over these columns."""
        return sum(self.widths[first - 1 : last]) * _POINTS_PER_UNIT

    def need(self, cell: Cell) -> float:
        """Points a row must be high to show the whole text."""
        room = (self.width(cell.first, cell.last) - _PADDING) * _TOLERANCE
        lines = count_lines(clean(cell.text), room, cell.look.size, bold=cell.look.bold)
        return lines * cell.look.size * _LINE + _PADDING / 2

    def _place(self, cell: Cell, top: int, bottom: int) -> None:
        text = clean(cell.text)
        if len(text) > _LONGEST_TEXT:
            raise ValueError(f"a cell cannot hold {len(text)} characters")
        target = self.worksheet.cell(top, cell.first, text)
        # A text is a text: "=1+1" typed by a person must stay what was typed.
        target.data_type = "s"
        if (top, cell.first) != (bottom, cell.last):
            self.worksheet.merged_cells.add(f"{_letter(cell.first)}{top}:{_letter(cell.last)}{bottom}")
        # Not merge_cells(): it spends 3 ms on the borders of each range, more than all the rest together.
        for row in range(top, bottom + 1):
            for column in range(cell.first, cell.last + 1):
                self._dress(self.worksheet.cell(row, column), cell.look)
        # Also after somebody edits the cell.
        target.quotePrefix = text.startswith(_FORMULA_STARTS)

    def _dress(self, target: WorksheetCell | MergedCell, look: Look) -> None:
        """Give the cell its look; a look is described to the library once and then copied."""
        known = self._styles.get(look)
        if known is not None:
            target._style = copy(known)  # type: ignore[union-attr]  # noqa: SLF001
            return
        target.font = _font(look)
        target.alignment = _alignment(look)
        target.number_format = look.number_format
        if look.framed:
            target.border = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
        if look.filled:
            target.fill = PatternFill("solid", fgColor=_GREY)
        self._styles[look] = copy(target._style)  # type: ignore[union-attr]  # noqa: SLF001
