"""A.1.2 (p.34-36), A.1.7 (p.57-59), C.1.3 (p.111-113) as workbooks: a worksheet of results, one of behaviour."""

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from app.documents import wording
from app.documents.package import add_page, paginate
from app.documents.parts import period, titles
from app.documents.sheet import EMU_PER_POINT, Cell, Look, Sheet
from app.documents.view import Judgement, ResultsView, ResultView
from app.documents.xlsx_skp import BAND, CENTRED, GRIDS, HEAD, NUMBER, STRONG, Grid, behaviour_page, people, value
from app.domain.distribution import Achievement, pattern

_CAPTION = Look(size=8, bold=True, centred=True)
_CHART_HEIGHT = 134.0
_CHART_WIDTH = 560.0
_CAPTION_HEIGHT = 16.0
_DATA_SHEET = "Data pola"


def results(workbook: Workbook, view: ResultsView) -> str:
    """Fill the workbook; gives the description of its chart, if it has one."""
    grid = GRIDS[view.frame.form]
    _results_page(Sheet(add_page(workbook, "Hasil Kerja", view.frame, landscape=True), grid.widths), grid, view)
    behaviour_page(Sheet(add_page(workbook, "Perilaku Kerja", view.frame, landscape=True), grid.widths), grid, view)
    if view.judgement is None:
        return ""
    _add_chart(workbook, view.judgement, _chart_row(workbook.worksheets[0]))
    return view.judgement.pattern_description


def _results_page(sheet: Sheet, grid: Grid, view: ResultsView) -> None:
    titles(sheet, view.frame)
    period(sheet, view.frame, grid.middle)
    people(sheet, grid, view)
    if view.judgement:
        value(sheet, wording.ACHIEVEMENT_HEADING, view.judgement.achievement)
        sheet.line(Cell(1, sheet.last, wording.PATTERN_HEADING, BAND))
        title = view.judgement.pattern_title.upper()
        sheet.line(Cell(1, sheet.last, title, _CAPTION), at_least=_CHART_HEIGHT + _CAPTION_HEIGHT + 6)
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


def _chart_row(worksheet: Worksheet) -> int:
    for row in range(1, worksheet.max_row):
        if worksheet.cell(row, 1).value == wording.PATTERN_HEADING:
            return row + 1
    raise ValueError("the worksheet has no place for the distribution pattern")


def _add_chart(workbook: Workbook, judgement: Judgement, row: int) -> None:
    """A native chart, so that offices can restyle it; its five figures stand on a hidden worksheet."""
    data = workbook.create_sheet(_DATA_SHEET)
    data.append([wording.OVERALL_AXIS, wording.FREQUENCY_AXIS])
    heights = pattern(Achievement(judgement.achievement_key))
    for rating, height in heights:
        data.append([rating.label, height])
    data.sheet_state = "hidden"
    chart = LineChart()
    chart.add_data(Reference(data, min_col=2, min_row=1, max_row=len(heights) + 1), titles_from_data=True)
    names = Reference(data, min_col=1, min_row=2, max_row=len(heights) + 1)
    chart.series[0].cat = AxDataSource(strRef=StrRef(f=str(names)))
    chart.legend = None
    # Its figures are hidden, and hidden cells are left out by default.
    chart.visible_cells_only = False
    chart.x_axis.title, chart.y_axis.title = wording.OVERALL_AXIS, wording.FREQUENCY_AXIS
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.majorGridlines = None
    # The pattern has a shape but no numbers (p.94): the axis shows none.
    chart.y_axis.number_format = ";;;"
    chart.x_axis.axPos = "b"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 100
    series = chart.series[0]
    series.smooth = True
    series.marker.symbol = "none"
    series.graphicalProperties = GraphicalProperties()
    series.graphicalProperties.line.solidFill = "1F4E79"
    series.graphicalProperties.line.width = 28000
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    corner = AnchorMarker(col=2, row=row - 1, rowOff=round(_CAPTION_HEIGHT * EMU_PER_POINT))
    size = XDRPositiveSize2D(round(_CHART_WIDTH * EMU_PER_POINT), round(_CHART_HEIGHT * EMU_PER_POINT))
    chart.anchor = OneCellAnchor(_from=corner, ext=size)  # type: ignore[assignment]  # typed as a cell's name only
    workbook.worksheets[0].add_chart(chart)
