"""Tables as text (CSV), as offices export them: semicolon, comma or tab; UTF-8 with or without its mark, Windows-1252.

No article: files of attendance machines and of spreadsheet programs in Indonesian or English settings.
"""

import csv
import io
import re
from collections.abc import Iterator

from app.domain.errors import DomainError

Rows = list[tuple[int, list[str]]]
MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS, MOST_IN_CELL = 20_000, 40, 6_000_000, 10_000
_DELIMITERS = ";,\t"
_LOOK = 20
"""Lines that tell the delimiter: titles may stand above the headings."""
_TOLD = re.compile(r"\s*sep=([;,\t|])\s*", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_AGAIN = "Simpan ulang dari Excel sebagai “CSV UTF-8” atau “Excel Workbook (.xlsx)”, lalu unggah lagi."


class UnusableTableError(DomainError):
    """The text is no table that can be read; the message says why and what to do."""


def rows_of(body: bytes) -> Rows:
    """Filled rows of a table: number of the line each begins in, texts of its cells.

    Raises:
        UnusableTableError: no letters, quotes that never end, one column alone, or too much.
    """
    text = decoded(body)
    first, _, rest = text.partition("\n")
    told = _TOLD.fullmatch(first)
    delimiter = told[1] if told else _delimiter(text)
    if delimiter is None:
        raise UnusableTableError(f"Kolom berkas CSV ini tidak dipisahkan titik koma atau koma. {_AGAIN}")
    skipped = 1 if told else 0
    rows = [(number + skipped, _cells(row)) for number, row in _read(rest if told else text, delimiter)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if len(rows) > MOST_ROWS or sum(len(cell) + 1 for _, cells in rows for cell in cells) > MOST_CHARACTERS:
        raise UnusableTableError("Isi berkas CSV ini terlalu banyak. Bagi menjadi beberapa berkas, lalu unggah lagi.")
    return rows


def decoded(body: bytes) -> str:
    """The letters of a text file.

    Raises:
        UnusableTableError: they are of another encoding, or no text at all.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnusableTableError(f"Berkas ini disimpan sebagai teks Unicode (UTF-16), yang tidak diterima. {_AGAIN}")
    if b"\0" in body:
        raise UnusableTableError(f"Ini bukan berkas CSV. {_AGAIN}")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnusableTableError(f"Huruf berkas CSV ini tidak dikenali. {_AGAIN}") from error


def _delimiter(text: str) -> str | None:
    """The one that divides a line among the first into the most cells; the semicolon of Indonesian Excel first."""
    widths = {one: max((len(row) for row in _first(text, one)), default=0) for one in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda one: widths[one])
    return best if widths[best] > 1 else None


def _first(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = io.StringIO("\n".join(text.splitlines()[:_LOOK]))
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _read(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(MOST_IN_CELL)
    reader, number = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    try:
        for row in reader:
            yield number, row[:MOST_COLUMNS]
            number = reader.line_num + 1
    except csv.Error as error:
        words = f"Baris {number} berkas CSV ini tidak dapat dibaca: tanda kutipnya tidak lengkap, atau selnya terlalu"
        raise UnusableTableError(f"{words} panjang. {_AGAIN}") from error
    finally:
        csv.field_size_limit(before)


def _cells(row: list[str]) -> list[str]:
    """Texts without blanks around them; ``="123"`` is how a program is told that digits are text."""
    return [found[1] if (found := _AS_TEXT.fullmatch(cell.strip())) else cell.strip() for cell in row]
