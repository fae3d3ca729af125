"""A workbook as bytes: page set-up, and a package without the hour it was made in."""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from app.documents.sheet import FONT_NAME, Sheet
from app.documents.text import clean
from app.documents.view import Frame

_A4 = 9
_INCH = 72
_A4_POINTS = (595.3, 841.9)
_SIDE, _TOP, _BOTTOM = 0.5, 0.6, 0.65
# Printers and programs differ by a few points; a page that is broken early is better than a cut line.
_SAFE = 0.95
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LONGEST_SUBJECT = 80
_DRAWING = "xl/drawings/"
_CHART = "xl/charts/"
_NAMED = re.compile(r'(name="(?:Chart|Image) \d+")(?: descr="[^"]*")?')
_DESCRIBED = re.compile(r' descr="Picture"')


def new_workbook(frame: Frame, moment: datetime) -> Workbook:
    """An empty workbook dated by its document, not by the clock."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # The width of a column is counted in digits of this font.
    workbook._named_styles["Normal"].font = Font(name=FONT_NAME, size=10)  # type: ignore[attr-defined]  # noqa: SLF001
    properties = workbook.properties
    properties.title = clean(frame.document_title)
    properties.creator = "Tilik"
    properties.language = "id"
    properties.keywords = " ".join(frame.keywords) or None
    properties.created = properties.modified = moment.astimezone(UTC).replace(tzinfo=None)
    return workbook


def add_page(workbook: Workbook, title: str, frame: Frame, *, landscape: bool) -> Worksheet:
    """A worksheet that prints on A4, as wide as the paper, with mark, fingerprint and page number."""
    worksheet: Worksheet = workbook.create_sheet(f"{title} - {frame.mark}" if frame.mark else title)
    worksheet.page_setup.paperSize = _A4
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    worksheet.sheet_view.showGridLines = False
    margins = worksheet.page_margins
    margins.left = margins.right = _SIDE
    margins.top, margins.bottom = _TOP, _BOTTOM
    margins.header = margins.footer = 0.3
    if frame.code:
        # Not at the foot: all of it together may have 255 characters.
        _section(worksheet.oddHeader, "left", frame.code, style="Regular", size=7, colour="4D4D4D")
    if frame.mark:
        _section(worksheet.oddHeader, "right", frame.mark, style="Bold", size=10, colour="8A1C1C")
    # An ampersand is written twice, and counts twice.
    room = _LONGEST_SUBJECT - frame.subject[:_LONGEST_SUBJECT].count("&")
    subject = textwrap.shorten(clean(frame.subject), room, placeholder=" …").replace("&", "&&")
    left = subject + (f" – {frame.digest}" if frame.digest else "")
    _section(worksheet.oddFooter, "left", left, style="Regular", size=7, colour="4D4D4D")
    _section(worksheet.oddFooter, "right", "Halaman &P dari &N", style="Regular", size=7, colour="4D4D4D")
    return worksheet


def paginate(sheet: Sheet, repeated: float = 0.0) -> None:
    """Break the printed pages of a worksheet between its lines, at the scale that fits its width."""
    _, room = _scaled(sheet, sheet.width(1, sheet.last))
    sheet.paginate(room, repeated)


def paginate_across(sheet: Sheet, groups: Sequence[tuple[int, int]], widest: float, repeated: float) -> None:
    """The same for a worksheet several sheets of paper wide; ``groups`` are the first and last column of each.

    ``widest`` is the width of the widest with the columns repeated beside it. Rows and columns are broken at one
    scale, which is set: a program that fits the width would shrink everything onto one sheet.
    """
    scale, room = _scaled(sheet, widest)
    worksheet = sheet.worksheet
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    worksheet.page_setup.fitToWidth = worksheet.page_setup.fitToHeight = None
    worksheet.page_setup.scale = int(scale * 100)
    for _, last in groups[:-1]:
        worksheet.col_breaks.append(Break(id=last))
    sheet.paginate(room, repeated)


def _scaled(sheet: Sheet, width: float) -> tuple[float, float]:
    """The scale at which the width fits the paper, and how many points of rows a page then holds."""
    short, long = _A4_POINTS
    landscape = sheet.worksheet.page_setup.orientation == "landscape"
    wide, high = (long, short) if landscape else (short, long)
    scale = min(1.0, (wide - 2 * _SIDE * _INCH) / width)
    return scale, (high - (_TOP + _BOTTOM) * _INCH) / scale * _SAFE


def _section(line: object, side: str, text: str, *, style: str, size: int, colour: str) -> None:
    """Set one side of a header or footer, whose types the library keeps to itself."""
    part = getattr(line, side)
    for name, value in (("text", text), ("font", f"{FONT_NAME},{style}"), ("size", size), ("color", colour)):
        setattr(part, name, value)


def pack(workbook: Workbook, *alternatives: str) -> bytes:
    """The bytes of the workbook, the same for the same cells.

    ``alternatives`` describe the pictures and charts to people who cannot see them, in the order of the worksheets.
    """
    described = iter(alternatives)
    raw, target = io.BytesIO(), io.BytesIO()
    # Not Workbook.save: it would stamp the present hour as the time of change.
    ExcelWriter(workbook, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED)).save()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith(_DRAWING) and name.endswith(".xml"):
                data = _described(data.decode(), described).encode()
            elif name.startswith(_CHART):
                # Without this a chart of one series is given the name of the series as title.
                data = data.replace(b"<plotArea>", b'<autoTitleDeleted val="1"/><plotArea>', 1)
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, data)
    return target.getvalue()


def _described(drawing: str, alternatives: Iterator[str]) -> str:
    """Put the description where screen readers look for it; the library writes none, or "Picture"."""
    plain = _DESCRIBED.sub("", drawing)
    return _NAMED.sub(lambda found: f"{found[1]} descr={quoteattr(clean(next(alternatives)))}", plain)
