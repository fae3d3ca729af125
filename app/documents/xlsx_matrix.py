"""A.1.5 (p.48-49) as workbook: the whole matrix on one worksheet, printed on sheets of columns where it is wide."""

from openpyxl import Workbook

from app.documents.package import add_page, paginate_across
from app.documents.parts import TITLE
from app.documents.sheet import Cell, Look, Sheet
from app.documents.view import MatrixView

_HEAD = Look(size=8, bold=True, centred=True, middle=True, filled=True)
_LEADER = Look(size=8, bold=True, filled=True)
_TEXT = Look(size=8)
_CAPTION = Look(size=9, centred=True, framed=False)
_NAMES = (20.0, 22.0)
# The columns of a full sheet fill what the names leave of a landscape page.
_ROOM = 106.0
_WIDEST = 60.0
# Programs make columns up to this much wider than the file says; one column too wide would need a sheet of its own.
_WIDER = 1.08
# A heading higher than this is printed once: repeated, it would leave no room for what it heads.
_TALLEST_HEADING = 220.0


def matrix(workbook: Workbook, view: MatrixView) -> str:
    """Fill the workbook with A.1.5; there is no picture to describe."""
    most = max((after - first for first, after in view.groups), default=1)
    width = min(_WIDEST, _ROOM / max(1, most))
    columns = max(1, len(view.columns))
    sheet = Sheet(add_page(workbook, "Matriks", view.frame, landscape=True), (*_NAMES, *[width] * columns))
    # Worksheet columns of each sheet of paper, behind the two that hold the names.
    groups = [(first + 3, max(after, 1) + 2) for first, after in view.groups]
    _titles(sheet, view, groups[0][1])
    repeated = _heading(sheet, view, groups)
    for row in view.rows:
        cells = [Cell(column, column, _role(texts), _TEXT) for column, texts in enumerate(row.cells, 3)]
        sheet.line(Cell(1, 1, row.name, _TEXT), Cell(2, 2, row.position, _TEXT), *cells)
    sheet.worksheet.print_title_cols = "A:B"
    widest = sheet.width(1, 2) + most * sheet.width(3, 3)
    paginate_across(sheet, groups, widest * _WIDER, repeated)
    return ""


def _titles(sheet: Sheet, view: MatrixView, last: int) -> None:
    """The titles stand on the first sheet of paper alone: over the whole width they would be cut."""
    sheet.line(Cell(1, last, view.frame.caption, _CAPTION))
    for title in view.frame.titles:
        sheet.line(Cell(1, last, title, TITLE))
    sheet.gap(8)


def _heading(sheet: Sheet, view: MatrixView, groups: list[tuple[int, int]]) -> float:
    """The two rows of headings; gives the height repeated on every page, 0 when they are too high to repeat."""
    top = sheet.row
    first, second, third = view.headings
    sheet.line(
        Cell(1, 1, first, _HEAD), Cell(2, 2, second, _HEAD), *(Cell(start, end, third, _HEAD) for start, end in groups)
    )
    columns = [Cell(column, column, text, _LEADER) for column, text in enumerate(view.columns, 3)]
    sheet.line(Cell(1, 1, view.name, _LEADER), Cell(2, 2, view.position, _LEADER), *columns)
    height = sheet.height(top, sheet.row - 1)
    if height > _TALLEST_HEADING:
        return 0.0
    sheet.worksheet.print_title_rows = f"{top}:{sheet.row - 1}"
    return height


def _role(texts: tuple[str, ...]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"• {text}" for text in texts)
