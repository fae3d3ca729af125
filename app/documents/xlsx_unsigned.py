"""A.1.3 (p.38) and A.1.4 (p.43) as workbooks: a printed page for each indicator, all on one worksheet."""

from openpyxl import Workbook

from app.documents.package import add_page, paginate
from app.documents.parts import period, titles
from app.documents.sheet import Cell, Look, Sheet
from app.documents.view import ManualRow, ManualsView, WorkblocksView, WorkblockView

_SIZE = 9
_TEXT = Look(size=_SIZE)
_LABEL = Look(size=_SIZE, bold=True, filled=True)
_STRONG = Look(size=_SIZE, bold=True)
_CENTRED = Look(size=_SIZE, centred=True)
_BAND = Look(size=_SIZE, bold=True, filled=True, centred=True)
# Four columns beside the label: each holds one of four choices, or two of them one of two.
_MANUAL = (30.0, 26.0, 26.0, 26.0, 26.0)
_WORKBLOCK = (6.0, 16.0, 24.0, 22.0, 26.0)


def manuals(workbook: Workbook, view: ManualsView) -> str:
    """Fill the workbook with A.1.3; there is no picture to describe."""
    sheet = Sheet(add_page(workbook, "Manual Indikator", view.frame, landscape=True), _MANUAL)
    for manual in view.manuals:
        sheet.page()
        titles(sheet, view.frame)
        period(sheet, view.frame, 2)
        for row in manual:
            _field(sheet, row)
    paginate(sheet)
    return ""


def _field(sheet: Sheet, row: ManualRow) -> None:
    label = Cell(1, 1, row.label, _LABEL)
    if row.choices:
        sheet.line(label, *_choices(row.choices))
        return
    texts = [f"{heading}\n{text}" if heading else text for heading, text in row.parts]
    sheet.group([[Cell(2, sheet.last, text, _TEXT)] for text in texts], [label], whole=len(texts) == 1)


def _choices(choices: tuple[str, ...]) -> list[Cell]:
    """The choices side by side; three share four columns, the last is the longest (p.38)."""
    cells = [Cell(column, column, text, _TEXT) for column, text in enumerate(choices, 2)]
    cells[-1] = Cell(len(choices) + 1, len(_MANUAL), choices[-1], _TEXT)
    return cells


def workblocks(workbook: Workbook, view: WorkblocksView) -> str:
    """Fill the workbook with A.1.4; there is no picture to describe."""
    sheet = Sheet(add_page(workbook, "Workblock", view.frame, landscape=False), _WORKBLOCK)
    for workblock in view.workblocks:
        sheet.page()
        titles(sheet, view.frame)
        _workblock(sheet, workblock)
    paginate(sheet)
    return ""


def _workblock(sheet: Sheet, workblock: WorkblockView) -> None:
    for (left, left_text), (right, right_text) in workblock.fields:
        sheet.line(
            Cell(1, 2, left, _LABEL),
            Cell(3, 3, left_text, _TEXT),
            Cell(4, 4, right, _LABEL),
            Cell(5, 5, right_text, _TEXT),
        )
    for heading, parts in workblock.lists:
        sheet.line(Cell(1, sheet.last, heading, _BAND))
        for part in parts:
            sheet.line(Cell(1, sheet.last, part.label, _STRONG))
            for number, text in part.items:
                sheet.line(Cell(1, 1, number, _CENTRED), Cell(2, sheet.last, text, _TEXT))
