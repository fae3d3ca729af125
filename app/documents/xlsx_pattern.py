"""The achievement of the organisation and its distribution pattern on the worksheet of an evaluation (p.94-97)."""

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from app.documents import wording
from app.documents.sheet import EMU_PER_POINT, Cell, Look, Sheet
from app.documents.view import Judgement
from app.documents.wording_evaluation import PATTERN_HEADING
from app.documents.xlsx_skp import BAND, value
from app.domain.distribution import Achievement, pattern

_CAPTION = Look(size=8, bold=True, centred=True)
_CHART_HEIGHT = 134.0
_CHART_WIDTH = 560.0
_CAPTION_HEIGHT = 16.0
_DATA_SHEET = "Data pola"
_HEADINGS = frozenset(PATTERN_HEADING.values())


def achievement(sheet: Sheet, judgement: Judgement | None) -> None:
    """The achievement and room for the chart; nothing where nothing is judged."""
    if judgement is None:
        return
    value(sheet, wording.ACHIEVEMENT_HEADING, judgement.achievement)
    sheet.line(Cell(1, sheet.last, judgement.pattern_heading, BAND))
    title = judgement.pattern_title.upper()
    sheet.line(Cell(1, sheet.last, title, _CAPTION), at_least=_CHART_HEIGHT + _CAPTION_HEIGHT + 6)


def add_chart(workbook: Workbook, judgement: Judgement | None) -> str:
    """A native chart, so that offices can restyle it; its five figures stand on a hidden worksheet.

    Gives its description; nothing where nothing is judged.
    """
    if judgement is None:
        return ""
    row = _chart_row(workbook.worksheets[0])
    data = workbook.create_sheet(_DATA_SHEET)
    data.append([wording.OVERALL_AXIS, wording.FREQUENCY_AXIS])
    heights = pattern(Achievement(judgement.achievement_key))
    for rating, height in heights:
        data.append([rating.axis_label, height])
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
    return judgement.pattern_description


def _chart_row(worksheet: Worksheet) -> int:
    for row in range(1, worksheet.max_row):
        if worksheet.cell(row, 1).value in _HEADINGS:
            return row + 1
    raise ValueError("the worksheet has no place for the distribution pattern")
