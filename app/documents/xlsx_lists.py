"""A.1.8 (p.61) and D.1.1-D.1.3 (p.115-118) as workbooks: portrait, headed blocks."""

from openpyxl import Workbook

from app.documents import wording
from app.documents.package import add_page, paginate
from app.documents.parts import footnotes, period, picture, signatures, titles
from app.documents.sheet import Cell, Look, Sheet
from app.documents.view import AnnexView, DocumentView

_SIZE = 10
_BAND = Look(size=_SIZE, bold=True, filled=True)
_TEXT = Look(size=_SIZE)
_CENTRED = Look(size=_SIZE, centred=True)
_STRONG = Look(size=_SIZE, bold=True)
_REMARK = Look(size=8)
_INDENTED = Look(size=_SIZE, indent=1)
_AS_TEXT = Look(size=_SIZE, number_format="@")
_EMBLEM_HEIGHT = 70.0
_EMBLEM_COLUMN = 4
_KEEP = 210.0


def annex(workbook: Workbook, view: AnnexView) -> str:
    """Fill the workbook with A.1.8; it has no picture to describe."""
    page = add_page(workbook, "Lampiran SKP", view.frame, landscape=False)
    sheet = Sheet(page, (5, 44, 48))
    titles(sheet, view.frame)
    period(sheet, view.frame, 2, stacked=True)
    for heading, items in view.blocks:
        sheet.line(Cell(1, sheet.last, heading, _BAND))
        for number, item in enumerate(items, 1):
            sheet.line(Cell(1, 1, f"{number}.", _CENTRED), Cell(2, sheet.last, item, _TEXT))
    with sheet.together():
        signatures(sheet, view.frame, (1, 2), (3, 3))
        footnotes(sheet, view.frame)
    paginate(sheet)
    return ""


def document(workbook: Workbook, view: DocumentView, emblem: bytes | None) -> str:
    """Fill the workbook with D.1.x; gives the description of the emblem."""
    page = add_page(workbook, "Dokumen Evaluasi", view.frame, landscape=False)
    sheet = Sheet(page, (5, 33, 3, 14, 42))
    _emblem(sheet, emblem)
    titles(sheet, view.frame)
    period(sheet, view.frame, 3, stacked=True)
    for heading, rows in view.blocks:
        sheet.line(Cell(1, sheet.last, heading, _BAND))
        for label, value in rows:
            if not label:
                sheet.line(Cell(1, 3, "", _TEXT), Cell(4, sheet.last, value, _REMARK))
                continue
            look = _AS_TEXT if label == "NIP" else _STRONG if heading.startswith("4.") else _TEXT
            sheet.line(
                Cell(1, 2, label, _INDENTED),
                Cell(3, 3, ":", _CENTRED),
                Cell(4, sheet.last, value, look),
            )
    *others, last = view.texts
    # Nobody should sign on a page that shows nothing of what is signed; a long text has a page of its own.
    last_is_long = sheet.need(_whole(sheet, last[1])) > _KEEP
    for text in view.texts if last_is_long else others:
        with sheet.together():
            _headed(sheet, *text)
    with sheet.together():
        if not last_is_long:
            _headed(sheet, *last)
        signatures(sheet, view.frame, (1, 3), (5, 5))
        footnotes(sheet, view.frame)
    paginate(sheet)
    return wording.EMBLEM_LABEL.capitalize()


def _headed(sheet: Sheet, heading: str, text: str) -> None:
    sheet.line(Cell(1, sheet.last, heading, _BAND))
    sheet.line(_whole(sheet, text), at_least=40)


def _whole(sheet: Sheet, text: str) -> Cell:
    return Cell(1, sheet.last, text, _TEXT)


def _emblem(sheet: Sheet, emblem: bytes | None) -> None:
    """The emblem in the middle column, or a frame that says what belongs there."""
    if emblem is None:
        frame = Look(size=8, centred=True, middle=True, grey=True)
        sheet.line(Cell(_EMBLEM_COLUMN, _EMBLEM_COLUMN, wording.EMBLEM_LABEL, frame), at_least=_EMBLEM_HEIGHT)
        sheet.gap(6)
        return
    picture(sheet, emblem, _EMBLEM_COLUMN, (sheet.width(_EMBLEM_COLUMN, _EMBLEM_COLUMN), _EMBLEM_HEIGHT - 4))
    sheet.gap(_EMBLEM_HEIGHT)
    sheet.gap(6)
