"""A.1.7 (p.57-59) and C.1.3 (p.111-113) as workbooks: one worksheet of results, one of behaviour."""

from dataclasses import dataclass

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
from app.documents.parts import footnotes, period, signatures, titles
from app.documents.sheet import EMU_PER_POINT, Cell, Look, Sheet
from app.documents.view import BehaviourView, Judgement, ResultsView, ResultView
from app.domain.distribution import Achievement, pattern

_HEAD = Look(size=8, bold=True, centred=True, middle=True, filled=True)
_NUMBER = Look(size=8, centred=True, filled=True)
_BAND = Look(bold=True, filled=True)
_STRONG = Look(bold=True)
_CENTRED = Look(centred=True)
_CAPTION = Look(size=8, bold=True, centred=True)
_AS_TEXT = Look(number_format="@")
_CHART_HEIGHT = 134.0
_CHART_WIDTH = 560.0
_CAPTION_HEIGHT = 16.0
_DATA_SHEET = "Data pola"


@dataclass(frozen=True)
class Grid:
    """Where a form's parts stand: the worksheet's columns are finer than any one table's."""

    widths: tuple[float, ...]
    columns: tuple[tuple[int, int], ...]
    middle: int
    expectation: tuple[int, int]
    feedback: tuple[int, int] | None = None


_GRIDS = {
    "A.1.7": Grid((5, 27, 33, 13, 5, 27, 33), ((1, 1), (2, 2), (3, 3), (4, 4), (5, 6), (7, 7)), 4, (5, 7)),
    "C.1.3": Grid(
        (5, 25, 27, 13, 5, 23, 18, 25, 28),
        ((1, 1), (2, 2), (3, 3), (4, 4), (5, 6), (7, 7), (8, 8), (9, 9)),
        4,
        (5, 7),
        (8, 9),
    ),
}


def results(workbook: Workbook, view: ResultsView) -> str:
    """Fill the workbook; gives the description of its chart, if it has one."""
    grid = _GRIDS[view.frame.form]
    _results_page(Sheet(add_page(workbook, "Hasil Kerja", view.frame, landscape=True), grid.widths), grid, view)
    _behaviour_page(Sheet(add_page(workbook, "Perilaku Kerja", view.frame, landscape=True), grid.widths), grid, view)
    if view.judgement is None:
        return ""
    _add_chart(workbook, view.judgement, _chart_row(workbook.worksheets[0]))
    return view.judgement.pattern_description


def _results_page(sheet: Sheet, grid: Grid, view: ResultsView) -> None:
    titles(sheet, view.frame)
    period(sheet, view.frame, grid.middle)
    _people(sheet, grid, view)
    if view.judgement:
        _value(sheet, wording.ACHIEVEMENT_HEADING, view.judgement.achievement)
        sheet.line(Cell(1, sheet.last, wording.PATTERN_HEADING, _BAND))
        title = view.judgement.pattern_title.upper()
        sheet.line(Cell(1, sheet.last, title, _CAPTION), at_least=_CHART_HEIGHT + _CAPTION_HEIGHT + 6)
    repeated = 0.0
    for number, section in enumerate(view.sections):
        first, *others = section.results
        # A heading does not stay behind alone at the foot of a page.
        with sheet.together():
            if number == 0:
                repeated = _result_heading(sheet, grid, view)
            sheet.line(Cell(1, sheet.last, section.label, _STRONG))
            _result(sheet, grid, first)
        for result in others:
            _result(sheet, grid, result)
    if view.judgement:
        _value(sheet, wording.RESULTS_RATING_HEADING, view.judgement.results_rating)
    paginate(sheet, repeated)


def _result_heading(sheet: Sheet, grid: Grid, view: ResultsView) -> float:
    """The heading of the table, repeated on every page; gives its height."""
    first = sheet.row
    named = zip(grid.columns, view.columns, strict=True)
    sheet.line(Cell(1, sheet.last, wording.RESULTS_HEADING, _BAND))
    sheet.line(*(Cell(*columns, name, _HEAD) for columns, name in named))
    sheet.line(*(Cell(*columns, f"({number})", _NUMBER) for number, columns in enumerate(grid.columns, 1)))
    sheet.worksheet.print_title_rows = f"{first}:{sheet.row - 1}"
    return sheet.height(first, sheet.row - 1)


def _people(sheet: Sheet, grid: Grid, view: ResultsView) -> None:
    right = grid.middle + 1
    sheet.line(
        Cell(1, 1, "NO", _HEAD),
        Cell(2, grid.middle, wording.EMPLOYEE_HEADING, _HEAD),
        Cell(right, right, "NO", _HEAD),
        Cell(right + 1, sheet.last, wording.ASSESSOR_HEADING, _HEAD),
    )
    for row in view.people:
        sheet.line(
            Cell(1, 1, row.number, _CENTRED),
            Cell(2, 2, row.label),
            Cell(3, grid.middle, row.employee, _AS_TEXT if row.label == "NIP" else Look()),
            Cell(right, right, row.number, _CENTRED),
            Cell(right + 1, right + 1, row.label),
            Cell(right + 2, sheet.last, row.assessor, _AS_TEXT if row.label == "NIP" else Look()),
        )


def _value(sheet: Sheet, label: str, value: str) -> None:
    sheet.line(Cell(1, sheet.last, label, _BAND))
    sheet.line(Cell(1, sheet.last, value, _STRONG))


def _result(sheet: Sheet, grid: Grid, result: ResultView) -> None:
    columns = grid.columns
    spanning = [
        Cell(*columns[0], result.number, _CENTRED),
        Cell(*columns[1], result.leader),
        Cell(*columns[2], result.text),
    ]
    if grid.feedback:
        spanning.append(Cell(*columns[-1], result.feedback))
    middle = columns[3:-1] if grid.feedback else columns[3:]
    lines = []
    for item in result.indicators:
        texts = (item.aspect, item.text, item.target, item.realisation)
        lines.append([Cell(*place, text) for place, text in zip(middle, texts, strict=False)])
    sheet.group(lines, spanning)


def _behaviour_page(sheet: Sheet, grid: Grid, view: ResultsView) -> None:
    until = grid.expectation[1]
    heading = [Cell(1, until, view.behaviour_heading, _BAND)]
    if grid.feedback:
        heading.append(Cell(*grid.feedback, wording.FEEDBACK_HEADING, _HEAD))
    sheet.line(*heading)
    sheet.worksheet.print_title_rows = "1:1"
    *others, last = view.behaviours
    for line in others:
        _behaviour(sheet, grid, line)
    # Nobody should sign on a page that shows nothing of what is signed.
    with sheet.together():
        _behaviour(sheet, grid, last)
        if view.judgement:
            _value(sheet, wording.BEHAVIOUR_RATING_HEADING, view.judgement.behaviour_rating)
            _value(sheet, wording.OVERALL_HEADING, view.judgement.overall)
        signatures(sheet, view.frame, (1, grid.middle), (grid.middle + 1, sheet.last))
        footnotes(sheet, view.frame)
    paginate(sheet, sheet.height(1, 1))


def _behaviour(sheet: Sheet, grid: Grid, line: BehaviourView) -> None:
    guides = "\n".join(f"- {guide}" for guide in line.guides)
    expectation = f"{wording.EXPECTATION_LABEL}\n{line.expectation}".rstrip()
    spanning = [Cell(1, 1, line.number, _CENTRED)]
    if grid.feedback:
        spanning.append(Cell(*grid.feedback, line.feedback))
    sheet.group(
        [
            [Cell(2, grid.expectation[1], line.label)],
            [Cell(2, grid.expectation[0] - 1, guides), Cell(*grid.expectation, expectation)],
        ],
        spanning,
    )


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
