"""A filled workbook given back: its cells as they were read, what is wrong marked and told beside the row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from app.domain.intake import Finding
from app.exchange import workbook, workbook_plan
from app.exchange.workbook import KEYS, Column, Page
from app.exchange.workbook_reading import Rows, Sheets
from app.intake.extract import index_of

_USUAL_WIDTH = 26
_HIDDEN_SHEET = "Pilihan"


def annotated(title: str, day: date, sheets: Sheets, findings: Sequence[Finding]) -> bytes:
    """The workbook with its problems; rows and columns stand where they stood, so it can be mended and sent again."""
    known = {column.heading: column for column in workbook_plan.COLUMNS.values()}
    pages = [
        _page(name, rows, [one for one in findings if one.sheet == name and one.row], known)
        for name, rows in sheets.rows.items()
        if rows and name != _HIDDEN_SHEET
    ]
    general = [one.message for one in findings if not one.row]
    if general:
        pages.append(Page("Catatan umum", (Column("Catatan", 110),), [(words,) for words in general]))
    return workbook.workbook(title, day, pages)


def _page(name: str, rows: Rows, found: Sequence[Finding], known: Mapping[str, Column]) -> Page:
    by_number = dict(rows)
    width = max(len(_stripped(cells)) for cells in by_number.values())
    headings = [*by_number.get(1, []), *[""] * width][:width]
    columns = tuple(_column(words, known) for words in headings)
    notes: dict[int, list[str]] = defaultdict(list)
    for one in found:
        notes[one.row].append(f"{one.severity.label}: {one.message}")
    wrong = frozenset((one.row, index_of(one.column) + 1) for one in found if one.column)
    body = [_stripped(by_number.get(number, [])) for number in range(2, max(by_number) + 1)]
    return Page(name[:31], columns, body, notes={row: "\n".join(told) for row, told in notes.items()}, wrong=wrong)


def _column(words: str, known: Mapping[str, Column]) -> Column:
    if words == KEYS:
        return Column(KEYS, 4)
    return known.get(words) or Column(words, _USUAL_WIDTH)


def _stripped(cells: Sequence[str]) -> list[str]:
    last = max((number for number, cell in enumerate(cells, 1) if cell), default=0)
    return list(cells[:last])
