"""What people typed, made fit for paper: control characters, missing glyphs, lines in a cell."""

import math
import re
import unicodedata

from app.documents.font import advances

# Bullets and ticks that word processors paste from symbol fonts, and ticks the shipped font lacks.
_STAND_INS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0fc": "√",
        "\uf0d8": "›",
        "✓": "√",
        "✔": "√",
        "☑": "√",
        "✗": "×",
        "✘": "×",
        "☒": "×",
        "➢": "›",
        "➤": "›",
    }
)
# Not allowed in XML, or able to turn the reading direction of the words around them.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]",
)
_MISSING = "□"
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})
_WIDEST = 1.1


def clean(text: str) -> str:
    """The text without control characters; tabs become spaces, every line ending a line feed."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\t", "    ")
    return _UNWANTED.sub("", unified)


def printable(text: str) -> str:
    """The text in characters the shipped font has; what it lacks (emoji, say) becomes a visible box.

    PDF/UA forbids characters without a glyph (ISO 14289-1, 7.21.8), and a dropped one would hide
    that something stood there.
    """
    known = advances()
    composed = unicodedata.normalize("NFC", clean(text)).translate(_STAND_INS)
    if all(char in known or char == "\n" for char in composed):
        return composed
    return "".join(_shown(char, known) for char in composed)


def _shown(char: str, known: dict[str, float]) -> str:
    if char in known or char == "\n":
        return char
    return "" if unicodedata.category(char) in _INVISIBLE else _MISSING


def count_lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text fills in a cell ``width`` points wide, wrapped between words."""
    known = advances(bold=bold)
    return sum(_wrapped(line, width / size, known) for line in text.split("\n"))


def _wrapped(line: str, room: float, known: dict[str, float]) -> int:
    lines, used = 1, 0.0
    space = known[" "]
    for word in line.split(" "):
        length = sum(known.get(char, _WIDEST) for char in word)
        if used and used + space + length > room:
            lines, used = lines + 1, 0.0
        elif used:
            used += space
        if length > room:
            extra = math.ceil(length / room) - 1
            lines, length = lines + extra, length - extra * room
        used += length
    return lines
