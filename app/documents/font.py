"""What the shipped font can show and how wide it is, read from the font file itself.

Two questions need it: which characters a tagged PDF may hold (PDF/UA forbids missing glyphs), and how
many lines a text fills in a spreadsheet cell (Liberation Sans has the widths of Arial).
"""

import struct
from functools import cache
from pathlib import Path

FONT_DIR = Path(__file__).parent / "fonts"
_REGULAR = "LiberationSans-Regular.ttf"
_BOLD = "LiberationSans-Bold.ttf"
_BMP_FORMAT = 4
_LAST_SEGMENT = 0xFFFF


def _tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        found[tag.decode()] = data[offset : offset + length]
    return found


def _segments(table: bytes, start: int) -> dict[int, int]:
    """Read one format-4 subtable: segments of code points, each by offset or through the glyph array."""
    (doubled,) = struct.unpack_from(">H", table, start + 6)
    ends, starts = start + 14, start + 16 + doubled
    glyphs = {}
    for at in range(0, doubled, 2):
        (last,) = struct.unpack_from(">H", table, ends + at)
        (first,) = struct.unpack_from(">H", table, starts + at)
        (delta,) = struct.unpack_from(">H", table, starts + doubled + at)
        where = starts + 2 * doubled + at
        (offset,) = struct.unpack_from(">H", table, where)
        for code in range(first, last + 1):
            if code == _LAST_SEGMENT:
                continue
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", table, where + offset + 2 * (code - first))
            if offset == 0 or glyph:
                glyphs[code] = (glyph + delta) & 0xFFFF
    return glyphs


def _glyphs(table: bytes) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", table, 2)
    for index in range(count):
        _, _, start = struct.unpack_from(">HHL", table, 4 + 8 * index)
        if struct.unpack_from(">H", table, start) == (_BMP_FORMAT,):
            return _segments(table, start)
    msg = "the font has no table of the basic plane"
    raise ValueError(msg)


@cache
def advances(*, bold: bool = False) -> dict[str, float]:
    """The width of every character the font has, in parts of the font size."""
    tables = _tables((FONT_DIR / (_BOLD if bold else _REGULAR)).read_bytes())
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
    widths = [struct.unpack_from(">H", tables["hmtx"], 4 * index)[0] / units for index in range(metrics)]
    glyphs = _glyphs(tables["cmap"])
    return {chr(code): widths[min(glyph, metrics - 1)] for code, glyph in glyphs.items() if glyph}
