"""Values that tell more than an office needs here, recognised by their shape whatever the heading says."""

import re

from app.domain.cells import Cell, text_of

_NOISE = re.compile(r"[\s'.\-]")
_SHAPES = (
    re.compile(r"[0-9]{16}"),  # NIK, KK, and the NPWP of today
    re.compile(r"(\+?62|0)8[0-9]{7,11}"),  # a mobile phone
    re.compile(r"000[0-9]{10}"),  # BPJS
    re.compile(r"[0-9]{15}"),  # NPWP as it was
)
_WORDS = frozenset(
    {
        "islam", "kristen", "kristen protestan", "protestan", "katolik", "katholik", "kristen katolik", "hindu",
        "budha", "buddha", "konghucu", "khonghucu", "menikah", "kawin", "belum kawin", "belum menikah",
        "cerai", "cerai hidup", "cerai mati", "janda", "duda", "lajang",
    }
)  # fmt: skip
_SHARE = 0.2
HIDDEN = "[16 angka]"
"""What stands in the place of a number of 16 digits in a column that is kept."""


def is_identity_number(cell: Cell) -> bool:
    """Whether a cell holds the 16 digits of an identity or family card."""
    return bool(_SHAPES[0].fullmatch(_NOISE.sub("", text_of(cell))))


def looks_private(cell: Cell) -> bool:
    """Whether a cell looks like an identity number, phone, tax or insurance number, religion, or marital status."""
    words = text_of(cell)
    bare = _NOISE.sub("", words)
    return words.casefold() in _WORDS or any(shape.fullmatch(bare) for shape in _SHAPES)


def is_private_column(looking: int, filled: int) -> bool:
    """Whether a column of which so many cells look private is private."""
    return looking > 0 and looking >= filled * _SHARE
