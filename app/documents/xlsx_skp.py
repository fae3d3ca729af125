"""What every SKP and its evaluation share as workbooks: people above, behaviour and signatures on another worksheet."""

from dataclasses import dataclass

from app.documents import wording
from app.documents.package import paginate
from app.documents.parts import footnotes, signatures
from app.documents.sheet import Cell, Look, Sheet
from app.documents.view import BehaviourView, NarrativeView, ResultsView

HEAD = Look(size=8, bold=True, centred=True, middle=True, filled=True)
NUMBER = Look(size=8, centred=True, filled=True)
BAND = Look(bold=True, filled=True)
STRONG = Look(bold=True)
CENTRED = Look(centred=True)
_REMARK = Look(size=8)
_AS_TEXT = Look(number_format="@")


@dataclass(frozen=True)
class Grid:
    """Where a form's parts stand: the worksheet's columns are finer than any one table's."""

    widths: tuple[float, ...]
    columns: tuple[tuple[int, int], ...]
    middle: int
    expectation: tuple[int, int]
    feedback: tuple[int, int] | None = None


_PLAN = (5.0, 27.0, 33.0, 13.0, 5.0, 27.0, 33.0)
GRIDS = {
    "A.1.1": Grid(_PLAN, ((1, 1), (2, 7)), 4, (5, 7)),
    "A.1.2": Grid(
        (5, 27, 26, 20, 5, 27, 16, 17),
        ((1, 1), (2, 3), (4, 6), (7, 7), (8, 8)),
        4,
        (5, 8),
    ),
    "A.1.6": Grid(_PLAN, ((1, 1), (2, 7)), 4, (5, 7)),
    "A.1.7": Grid(_PLAN, ((1, 1), (2, 2), (3, 3), (4, 4), (5, 6), (7, 7)), 4, (5, 7)),
    "C.1.1": Grid(
        (5, 27, 33, 20, 5, 27, 17, 34),
        ((1, 1), (2, 4), (5, 7), (8, 8)),
        4,
        (5, 7),
        (8, 8),
    ),
    "C.1.2": Grid(
        (5, 27, 29, 12, 5, 22, 31, 34),
        ((1, 1), (2, 2), (3, 3), (4, 5), (6, 6), (7, 7), (8, 8)),
        4,
        (5, 7),
        (8, 8),
    ),
    "C.1.3": Grid(
        (5, 25, 27, 13, 5, 23, 18, 25, 28),
        ((1, 1), (2, 2), (3, 3), (4, 4), (5, 6), (7, 7), (8, 8), (9, 9)),
        4,
        (5, 7),
        (8, 9),
    ),
}


def people(sheet: Sheet, grid: Grid, view: ResultsView | NarrativeView) -> None:
    """The two columns of people above every SKP and its evaluation."""
    right = grid.middle + 1
    sheet.line(
        Cell(1, 1, "NO", HEAD),
        Cell(2, grid.middle, wording.EMPLOYEE_HEADING, HEAD),
        Cell(right, right, "NO", HEAD),
        Cell(right + 1, sheet.last, wording.ASSESSOR_HEADING, HEAD),
    )
    for row in view.people:
        sheet.line(
            Cell(1, 1, row.number, CENTRED),
            Cell(2, 2, row.label),
            Cell(3, grid.middle, row.employee, _AS_TEXT if row.label == "NIP" else Look()),
            Cell(right, right, row.number, CENTRED),
            Cell(right + 1, right + 1, row.assessor_label),
            Cell(right + 2, sheet.last, row.assessor, _AS_TEXT if row.label == "NIP" else Look()),
        )


def value(sheet: Sheet, label: str, value: str) -> None:
    """A heading and, below it, what it says."""
    sheet.line(Cell(1, sheet.last, label, BAND))
    sheet.line(Cell(1, sheet.last, value, STRONG))


def behaviour_page(sheet: Sheet, grid: Grid, view: ResultsView | NarrativeView) -> None:
    """The behaviour with both ratings of an evaluation, the signatures and the footnotes."""
    judgement = view.judgement
    until = grid.expectation[1]
    heading = [Cell(1, until, view.behaviour_heading, BAND)]
    if grid.feedback:
        heading.append(Cell(*grid.feedback, wording.FEEDBACK_HEADING, HEAD))
    sheet.line(*heading)
    sheet.worksheet.print_title_rows = "1:1"
    *others, last = view.behaviours
    for line in others:
        _behaviour(sheet, grid, line)
    # Nobody should sign on a page that shows nothing of what is signed.
    with sheet.together():
        _behaviour(sheet, grid, last)
        if judgement:
            value(sheet, wording.BEHAVIOUR_RATING_HEADING, judgement.behaviour_rating)
            value(sheet, wording.OVERALL_HEADING, judgement.overall)
            if judgement.remark:
                sheet.line(Cell(1, sheet.last, judgement.remark, _REMARK))
        signatures(sheet, view.frame, (1, grid.middle), (grid.middle + 1, sheet.last))
        footnotes(sheet, view.frame)
    paginate(sheet, sheet.height(1, 1))


def _behaviour(sheet: Sheet, grid: Grid, line: BehaviourView) -> None:
    guides = "\n".join(f"- {guide}" for guide in line.guides)
    expectation = f"{wording.EXPECTATION_LABEL}\n{line.expectation}".rstrip()
    spanning = [Cell(1, 1, line.number, CENTRED)]
    if grid.feedback:
        spanning.append(Cell(*grid.feedback, line.feedback))
    sheet.group(
        [
            [Cell(2, grid.expectation[1], line.label)],
            [Cell(2, grid.expectation[0] - 1, guides), Cell(*grid.expectation, expectation)],
        ],
        spanning,
    )
