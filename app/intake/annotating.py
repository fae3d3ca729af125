"""The workbook given back: the rows as they were read, without private columns, with what was found beside them."""

import io
from collections import defaultdict
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from app.domain.cells import Cell
from app.domain.intake import Finding, Severity
from app.intake.extract import Sheet, index_of, letter_of

_FILLS: dict[Severity | None, PatternFill] = {
    Severity.ERROR: PatternFill("solid", fgColor="F8C9CB"),
    Severity.WARNING: PatternFill("solid", fgColor="FFE7B0"),
    Severity.INFO: PatternFill("solid", fgColor="DCEBE9"),
}
_HEADING = PatternFill("solid", fgColor="E6F1EF")
_BOLD, _WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
_WIDTH, _NARROW, _NOTE_WIDTH = 20, 4, 70
NOTE = "Catatan"
Page = Any
"""A worksheet that is only written: its stubs do not know the widths of its columns."""


def annotate(sheet: Sheet, findings: list[Finding]) -> bytes:
    """The worksheet with its problems marked and told in the last column; every cell is text, never a formula.

    Rows and columns stand where they stood, so that the places named fit; columns that were not kept are empty.
    """
    by_row: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_row[finding.row].append(finding)
    workbook = Workbook(write_only=True)
    page: Page = workbook.create_sheet(_title(sheet.name))
    width = max(column.index for column in sheet.columns) + 1
    page.freeze_panes = f"A{sheet.header + 1}"
    for column in sheet.columns:
        page.column_dimensions[column.letter].width = _WIDTH if column.place is not None else _NARROW
    page.column_dimensions[letter_of(width)].width = _NOTE_WIDTH
    _skip(page, sheet.header - 1)
    page.append(_headings(page, sheet, width))
    last = sheet.header
    for number, cells in sheet.lines():
        _skip(page, number - last - 1)
        page.append(_row(page, sheet, width, cells, by_row.get(number, [])))
        last = number
    general = [f for f in findings if f.row in {0, sheet.header}]
    if general:
        _general(workbook, general)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _skip(page: Page, rows: int) -> None:
    for _ in range(rows):
        page.append([])


def _headings(page: Page, sheet: Sheet, width: int) -> list[object]:
    row: list[object] = [None] * width
    for column in sheet.columns:
        row[column.index] = _cell(page, _plain(column.heading), _HEADING, _BOLD)
    return [*row, _cell(page, NOTE, _HEADING, _BOLD)]


def _row(page: Page, sheet: Sheet, width: int, cells: list[Cell], found: list[Finding]) -> list[object]:
    row: list[object] = [None] * width
    for column in sheet.columns:
        if column.place is not None and (text := _plain(cells[column.place])):
            worst = next((f.severity for f in found if f.column == column.letter), None)
            row[column.index] = (
                text if worst is None and not text.startswith("=") else _cell(page, text, _FILLS.get(worst))
            )
    for finding in found:
        index = index_of(finding.column) if finding.column else width
        if index < width and row[index] is None:
            row[index] = _cell(page, "", _FILLS[finding.severity])
    words = "\n".join(f"{finding.severity.label}: {finding.message}" for finding in found)
    return [*row, _cell(page, words, wrapped=True)] if words else row


def _general(workbook: Workbook, found: list[Finding]) -> None:
    page: Page = workbook.create_sheet("Catatan umum")
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _WIDTH, 110
    page.append([_cell(page, text, _HEADING, _BOLD) for text in ("Jenis", NOTE)])
    for finding in found:
        page.append(
            [_cell(page, finding.severity.label, _FILLS[finding.severity]), _cell(page, finding.message, wrapped=True)]
        )


def _plain(cell: Cell) -> str:
    if isinstance(cell, float):
        cell = f"{cell:.0f}" if cell.is_integer() else str(cell)
    return ILLEGAL_CHARACTERS_RE.sub("", "" if cell is None else str(cell))[:32_767]


def _cell(
    page: Page,
    text: str,
    fill: PatternFill | None = None,
    font: Font | None = None,
    *,
    wrapped: bool = False,
) -> Any:
    cell: Any = WriteOnlyCell(page)
    cell.value = text
    cell.data_type = "s"  # what begins with "=" stays a text
    if fill:
        cell.fill = fill
    if font:
        cell.font = font
    if wrapped:
        cell.alignment = _WRAPPED
    return cell


def _title(name: str) -> str:
    return "".join(" " if char in r"[]:*?/\ " else char for char in name).strip()[:31] or "Data"
