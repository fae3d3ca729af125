"""A.1.1 (p.32-33) and A.1.6 (p.55-56) as workbooks: one worksheet of results, one of behaviour."""

from openpyxl import Workbook

from app.documents import wording
from app.documents.package import add_page, paginate
from app.documents.parts import period, titles
from app.documents.sheet import Cell, Sheet
from app.documents.view import NarrativeResult, NarrativeView
from app.documents.xlsx_skp import BAND, CENTRED, GRIDS, STRONG, Grid, behaviour_page, people


def narrative(workbook: Workbook, view: NarrativeView) -> str:
    """Fill the workbook; there is no picture to describe."""
    grid = GRIDS[view.frame.form]
    _results_page(Sheet(add_page(workbook, "Hasil Kerja", view.frame, landscape=True), grid.widths), grid, view)
    behaviour_page(Sheet(add_page(workbook, "Perilaku Kerja", view.frame, landscape=True), grid.widths), grid, view)
    return ""


def _results_page(sheet: Sheet, grid: Grid, view: NarrativeView) -> None:
    titles(sheet, view.frame)
    period(sheet, view.frame, grid.middle)
    people(sheet, grid, view)
    repeated = 0.0
    for number, section in enumerate(view.sections):
        first, *others = section.results
        # A heading does not stay behind alone at the foot of a page.
        with sheet.together():
            if number == 0:
                top = sheet.row
                sheet.line(Cell(1, sheet.last, wording.RESULTS_HEADING, BAND))
                sheet.worksheet.print_title_rows = f"{top}:{top}"
                repeated = sheet.height(top, top)
            sheet.line(Cell(1, sheet.last, section.label, STRONG))
            _result(sheet, grid, view, first)
        for result in others:
            _result(sheet, grid, view, result)
    paginate(sheet, repeated)


def _result(sheet: Sheet, grid: Grid, view: NarrativeView, result: NarrativeResult) -> None:
    """The result, and below it its indicators one in each row, so that offices can add and take out rows."""
    place = grid.columns[1]
    lines = [[Cell(*place, result.text)]]
    if result.number:
        lines.append([Cell(*place, view.measures_label)])
    lines += [[Cell(*place, f"- {text}")] for text in result.measures]
    sheet.group(lines, [Cell(*grid.columns[0], result.number, CENTRED)])
