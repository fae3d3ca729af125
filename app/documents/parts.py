"""The parts all workbooks share: titles, agency and period, signature blocks, footnotes."""

from app.documents.sheet import Cell, Look, Sheet
from app.documents.view import Frame, SignatureView

TITLE = Look(size=11, bold=True, centred=True, framed=False)
_CAPTION = Look(size=9, centred=True, framed=False)
_BAR = Look(size=9.5, bold=True, framed=False)
_SIGNED = Look(size=6.5, centred=True, framed=False, grey=True)
_NOTE = Look(size=8, framed=False)
_HAND = 44.0


def titles(sheet: Sheet, frame: Frame) -> None:
    """The form's number and its title lines over the whole width."""
    sheet.line(Cell(1, sheet.last, frame.caption, _CAPTION))
    for title in frame.titles:
        sheet.line(Cell(1, sheet.last, title, TITLE))
    if frame.period_name:
        sheet.line(Cell(1, sheet.last, frame.period_name, TITLE))
    sheet.gap(6)


def period(sheet: Sheet, frame: Frame, middle: int, *, stacked: bool = False) -> None:
    """The agency left (up to column ``middle``), the assessment period right.

    ``stacked`` gives the label a line of its own, as on the portrait forms (p.61, p.115).
    """
    words = frame.period.replace(": ", ":\n", 1) if stacked else frame.period
    right = Look(size=9.5, bold=True, right=True, framed=False)
    sheet.line(Cell(1, middle, frame.agency, _BAR), Cell(middle + 1, sheet.last, words, right))
    if frame.revision:
        sheet.line(Cell(middle + 1, sheet.last, frame.revision, Look(size=8, right=True, framed=False)))
    sheet.gap(4)


def signatures(sheet: Sheet, frame: Frame, left: tuple[int, int], right: tuple[int, int]) -> None:
    """Both blocks side by side, with room to sign by hand where nobody signed electronically."""
    blocks = [(columns, block) for columns, block in ((left, frame.left), (right, frame.right)) if block]
    sheet.gap(8)
    for rows in zip(*(_rows(block) for _, block in blocks), strict=True):
        cells = [Cell(*columns, text, look) for (columns, _), (text, look) in zip(blocks, rows, strict=True)]
        by_hand = any(look is _SIGNED and not text for text, look in rows)
        sheet.line(*cells, at_least=_HAND if by_hand else 24 if rows[0][1] is _SIGNED else 0)


def _rows(block: SignatureView) -> tuple[tuple[str, Look], ...]:
    plain = Look(size=9.5, centred=True, framed=False)
    return (
        (block.place_date or "", plain),
        (block.title, plain),
        (block.signed or "", _SIGNED),
        (block.name, Look(size=9.5, bold=True, centred=True, framed=False)),
        (block.nip or "", plain),
    )


def footnotes(sheet: Sheet, frame: Frame) -> None:
    """The notes under the signatures."""
    sheet.gap(6)
    for note in frame.footnotes:
        sheet.line(Cell(1, sheet.last, note, _NOTE))
