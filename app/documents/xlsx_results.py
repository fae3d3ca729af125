"""A.1.2 (p.34-36), A.1.7 (p.57-59), C.1.2 and C.1.3 (p.108-113) as workbooks: worksheets of results and behaviour."""

from openpyxl import Workbook

from app.documents import wording
from app.documents.package import add_page, paginate
from app.documents.parts import period, titles
from app.documents.sheet import Cell, Sheet
from app.documents.view import ResultsView, ResultView
from app.documents.xlsx_pattern import achievement, add_chart
from app.documents.xlsx_skp import BAND, CENTRED, GRIDS, HEAD, NUMBER, STRONG, Grid, behaviour_page, people, value


def results(workbook: Workbook, view: ResultsView) -> str:
    """Fill the workbook; gives the description of its chart, if it has one."""
    grid = GRIDS[view.frame.form]
    _results_page(Sheet(add_page(workbook, "Hasil Kerja", view.frame, landscape=True), grid.widths), grid, view)
    behaviour_page(Sheet(add_page(workbook, "Perilaku Kerja", view.frame, landscape=True), grid.widths), grid, view)
    return add_chart(workbook, view.judgement)


def _results_page(sheet: Sheet, grid: Grid, view: ResultsView) -> None:
    titles(sheet, view.frame)
    period(sheet, view.frame, grid.middle)
    people(sheet, grid, view)
    achievement(sheet, view.judgement)
    repeated = 0.0
    for number, section in enumerate(view.sections):
        first, *others = section.results
        # A heading does not stay behind alone at the foot of a page.
        with sheet.together():
            if number == 0:
                repeated = _result_heading(sheet, grid, view)
            sheet.line(Cell(1, sheet.last, section.label, STRONG))
            _result(sheet, grid, first)
        for result in others:
            _result(sheet, grid, result)
    if view.judgement:
        value(sheet, wording.RESULTS_RATING_HEADING, view.judgement.results_rating)
    paginate(sheet, repeated)


def _result_heading(sheet: Sheet, grid: Grid, view: ResultsView) -> float:
    """The heading of the table, repeated on every page; gives its height."""
    first = sheet.row
    named = zip(grid.columns, view.columns, strict=True)
    sheet.line(Cell(1, sheet.last, wording.RESULTS_HEADING, BAND))
    sheet.line(*(Cell(*columns, name, HEAD) for columns, name in named))
    sheet.line(*(Cell(*columns, f"({number})", NUMBER) for number, columns in enumerate(grid.columns, 1)))
    sheet.worksheet.print_title_rows = f"{first}:{sheet.row - 1}"
    return sheet.height(first, sheet.row - 1)


def _result(sheet: Sheet, grid: Grid, result: ResultView) -> None:
    columns = grid.columns
    spanning = [Cell(*columns[0], result.number, CENTRED)]
    spanning += [Cell(*place, text) for place, text in zip(columns[1:], result.spans, strict=False)]
    if grid.feedback:
        spanning.append(Cell(*columns[-1], result.feedback))
    first = 1 + len(result.spans)
    lines = [
        [Cell(*place, text) for place, text in zip(columns[first:], item.cells, strict=False)]
        for item in result.indicators
    ]
    sheet.group(lines, spanning)
