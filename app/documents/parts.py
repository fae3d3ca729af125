"""The parts all workbooks share: titles, agency and period, signature blocks, footnotes, pictures."""

import io

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D

from app.documents.qr import qr_picture
from app.documents.sheet import EMU_PER_POINT, Cell, Look, Sheet
from app.documents.view import Frame, SignatureView
from app.documents.wording_signing import VERIFY

TITLE = Look(size=11, bold=True, centred=True, framed=False)
_CAPTION = Look(size=9, centred=True, framed=False)
_BAR = Look(size=9.5, bold=True, framed=False)
_SIGNED = Look(size=6.5, centred=True, framed=False, grey=True)
_NOTE = Look(size=8, framed=False)
_STRONG_NOTE = Look(size=8, bold=True, framed=False)
_HAND = 44.0
_QR = 66.0


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
    """Both blocks side by side, with room to sign by hand where nobody signed electronically.

    A third block stands in the middle below them (p.118).
    """
    sheet.gap(8)
    _blocks(sheet, [(columns, block) for columns, block in ((left, frame.left), (right, frame.right)) if block])
    if frame.below:
        sheet.gap(8)
        _blocks(sheet, [((left[0], right[1]), frame.below)])


def _blocks(sheet: Sheet, blocks: list[tuple[tuple[int, int], SignatureView]]) -> None:
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
    """The notes under the signatures, and below them the way to verify the form."""
    sheet.gap(6)
    for note in frame.footnotes:
        sheet.line(Cell(1, sheet.last, note, _NOTE))
    if frame.code and frame.verify_at:
        sheet.gap(6)
        for text, look in ((VERIFY, _NOTE), (frame.verify_at, _STRONG_NOTE), (frame.code, _STRONG_NOTE)):
            sheet.line(Cell(1, sheet.last, text, look))
        picture(sheet, qr_picture(frame.verify_at), 1, (_QR, _QR))
        sheet.gap(_QR)


def picture(sheet: Sheet, data: bytes, column: int, room: tuple[float, float]) -> None:
    """A picture in the middle of the room (width and height in points) at this column of the next row."""
    image = Image(io.BytesIO(data))
    wide, high = room
    scale = min(wide / image.width, high / image.height)
    corner = AnchorMarker(
        col=column - 1,
        colOff=round((wide - image.width * scale) / 2 * EMU_PER_POINT),
        row=sheet.row - 1,
        rowOff=2 * EMU_PER_POINT,
    )
    size = XDRPositiveSize2D(round(image.width * scale * EMU_PER_POINT), round(image.height * scale * EMU_PER_POINT))
    image.anchor = OneCellAnchor(_from=corner, ext=size)
    sheet.worksheet.add_image(image)
