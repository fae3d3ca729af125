"""Workbooks as people change them: opened, edited, saved."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.page import Page, Visitor
from tests.planning.steps import my_plan

HEADINGS = {"leader": "Hasil kerja pimpinan yang diintervensi", "text": "Rencana hasil kerja", "kind": "Jenis"}
HEADINGS |= {"aspects": "Aspek", "indicator": "Indikator", "target": "Target"}


def download(visitor: Visitor, path: str) -> bytes:
    """A file."""
    answer = visitor.client.get(path)
    assert answer.status_code == 200, answer.status_code
    return bytes(answer.data)


def my_book(visitor: Visitor) -> tuple[str, bytes]:
    """The page of one's plan as a workbook, and the workbook."""
    page = visitor.get(my_plan(visitor).path)
    link = next(link for link in page.links() if link.startswith("/excel/rencana/"))
    return link, download(visitor, f"{link}/skp.xlsx")


def edited(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody worked in it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def place(sheet: Worksheet, field: str) -> int:
    """The column of a field."""
    heading = HEADINGS.get(field, field)
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def put(sheet: Worksheet, row: int, **texts: str) -> None:
    """Type into the cells of a row."""
    for field, text in texts.items():
        sheet.cell(row, place(sheet, field), text)


def free_row(sheet: Worksheet) -> int:
    """The first row nobody wrote in."""
    column = place(sheet, "text")
    keys = sheet.max_column
    return next(
        row
        for row in range(2, sheet.max_row + 2)
        if not sheet.cell(row, column).value and not sheet.cell(row, keys).value
    )


def without_keys(book: Workbook) -> None:
    """What is left when the hidden columns are lost."""
    for sheet in book.worksheets:
        for cell in list(sheet[1]):
            if cell.value and str(cell.value).startswith("Kunci"):
                sheet.delete_cols(cell.column)


def send(visitor: Visitor, link: str, content: bytes, status: int = 200, name: str = "SKP saya.xlsx") -> Page:
    """Send a workbook back; leads to the preview."""
    fields: dict[str, Any] = {**visitor.get(link).fields(link), "file": (io.BytesIO(content), name)}
    return visitor.post(link, fields, status)


def boxes(page: Page) -> dict[str, bool]:
    """What can be taken of a preview, and whether it is ticked."""
    return {str(box["value"]): box.has_attr("checked") for box in page.soup.select("input[name=take]")}


def take(visitor: Visitor, page: Page, *names: str, status: int = 200) -> Page:
    """Tick these and nothing else, and press the button; all that is ticked when no name is given."""
    chosen = list(names) or [name for name, ticked in boxes(page).items() if ticked]
    return visitor.submit(page, "/terapkan", status, take=chosen)
