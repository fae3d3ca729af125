"""A.1.1 (p.32-33), A.1.6 (p.55-56), C.1.1 (p.105-107) as workbooks: one worksheet of results, one of behaviour."""

from openpyxl import Workbook

from app.documents import wording
from app.documents.package import add_page, paginate
from app.documents.parts import period, titles
from app.documents.sheet import Cell, Sheet
from app.documents.view import NarrativeResult, NarrativeView
from app.documents.xlsx_pattern import achievement, add_chart
from app.documents.xlsx_skp import BAND, CENTRED, GRIDS, HEAD, STRONG, Grid, behaviour_page, people, value


def narrative(workbook: Workbook, view: NarrativeView) -> str:
    """Fill the workbook; gives the description of its chart, if it has one."""
    grid = GRIDS[view.frame.form]
    _results_page(Sheet(add_page(workbook, "Hasil Kerja", view.frame, landscape=True), grid.widths), grid, view)
    behaviour_page(Sheet(add_page(workbook, "Perilaku Kerja", view.frame, landscape=True), grid.widths), grid, view)
    return add_chart(workbook, view.judgement)


def _results_page(sheet: Sheet, grid: Grid, view: NarrativeView) -> None:
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
                repeated = _heading(sheet, grid, view)
            _section_heading(sheet, grid, view, section.label, first=number == 0)
            _result(sheet, grid, view, first)
        for result in others:
            _result(sheet, grid, view, result)
    if view.judgement:
        value(sheet, wording.RESULTS_RATING_HEADING, view.judgement.results_rating)
    paginate(sheet, repeated)


def _heading(sheet: Sheet, grid: Grid, view: NarrativeView) -> float:
    """The heading repeated on every page; gives its height."""
    top = sheet.row
    if view.judgement:
        columns = [Cell(*place, name, HEAD) for place, name in zip(grid.columns[2:], view.columns, strict=True)]
        sheet.line(Cell(1, grid.columns[1][1], wording.RESULTS_HEADING, BAND), *columns)
    else:
        sheet.line(Cell(1, sheet.last, wording.RESULTS_HEADING, BAND))
    sheet.worksheet.print_title_rows = f"{top}:{top}"
    return sheet.height(top, top)


def _section_heading(sheet: Sheet, grid: Grid, view: NarrativeView, label: str, *, first: bool) -> None:
    """C.1.1 prints its two columns again beside B. TAMBAHAN (p.105)."""
    if first or not view.judgement:
        sheet.line(Cell(1, sheet.last, label, STRONG))
        return
    columns = [Cell(*place, name, HEAD) for place, name in zip(grid.columns[2:], view.columns, strict=True)]
    sheet.line(Cell(1, grid.columns[1][1], label, STRONG), *columns)


def _result(sheet: Sheet, grid: Grid, view: NarrativeView, result: NarrativeResult) -> None:
    """The result, and below it its indicators one in each row, so that offices can add and take out rows."""
    place = grid.columns[1]
    lines = [[Cell(*place, result.text)]]
    if result.number:
        lines.append([Cell(*place, view.measures_label)])
    lines += [[Cell(*place, f"- {text}")] for text in result.measures]
    spanning = [Cell(*grid.columns[0], result.number, CENTRED)]
    if view.judgement:
        realised = ["", *([""] if result.number else []), *result.realisations]
        for line, text in zip(lines, realised, strict=True):
            line.append(Cell(*grid.columns[2], text))
        spanning.append(Cell(*grid.columns[3], result.feedback))
    sheet.group(lines, spanning)
