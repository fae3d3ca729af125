"""Cells of workbooks as people fill them: text with invisible characters, dates in many shapes, numbers for NIPs."""

import re
from datetime import date, timedelta

from app.domain import nip

Cell = str | float | bool | None
"""A cell as it was read; dates come as text in the form 2026-11-22."""

PLACEHOLDERS = frozenset({"", "-", "--", "–", "—", ".", "n/a", "null", "none", "nan", "#n/a", "tidak ada"})
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_TAIL = re.compile(r"[.,]0+$")
_LONGEST_EXACT = 2**53
_FIRST_SERIAL, _LAST_SERIAL = 61, 73050  # 1 March 1900 (before that day Excel counts one too many) to end of 2099
_EPOCH = date(1899, 12, 30)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"), ("februari", "feb", "pebruari", "february"), ("maret", "mar", "march"),
            ("april", "apr"), ("mei", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"),
            ("agustus", "agu", "agt", "ags", "aug", "august"), ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"), ("november", "nov", "nopember"), ("desember", "des", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ T]\d{1,2}:\d{2}.*)?")
_WORDS = re.compile(r"(\d{1,2})[- ]([a-z]+)[- ,]+(\d{4})")

LOST_DIGITS = (
    "NIP tersimpan sebagai bilangan, sehingga angka terakhirnya sudah hilang dan tidak dapat dikembalikan. "
    "Ubah format kolom menjadi teks, lalu isi ulang NIP dari sumbernya."
)
NOT_A_DATE = "Tanggal ini tidak dapat dibaca. Tulis seperti 31-12-2025 atau 2025-12-31."


def text_of(cell: Cell) -> str:
    """The words of a cell: no invisible characters, single spaces, no leading apostrophe; placeholders are empty."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float | int):
        return str(int(cell)) if cell == int(cell) else str(cell)
    seen = cell if cell.isascii() else _INVISIBLE.sub("", cell)
    words = " ".join(seen.split())
    if words.startswith("'"):
        words = words[1:].lstrip()
    return "" if words.casefold() in PLACEHOLDERS else words


def nip_of(cell: Cell) -> str:
    """The digits of a NIP cell as far as they can be known."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return f"{cell:.0f}"
    words = text_of(cell)
    return nip.normalise(_TAIL.sub("", words) if _TAIL.sub("", words).isdigit() else words)


def nip_problem(cell: Cell) -> str | None:
    """Why a cell holds no NIP, as a sentence; None when it does."""
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) > _LONGEST_EXACT:
        return LOST_DIGITS
    words = text_of(cell)
    if not words:
        return "NIP belum diisi."
    digits = nip_of(cell)
    if re.search("[oO]", digits) and re.fullmatch("[0-9oO]+", digits):
        return "NIP memuat huruf O; seharusnya angka 0 (nol)."
    if re.search("[lI]", digits) and re.fullmatch("[0-9lI]+", digits):
        return "NIP memuat huruf l atau I; seharusnya angka 1 (satu)."
    return nip.problem(digits)


def day_of(cell: Cell) -> date | None:
    """The day a cell names; None when it is empty or names none."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _EPOCH + timedelta(days=int(cell)) if _FIRST_SERIAL <= cell <= _LAST_SERIAL else None
    words = text_of(cell).casefold()
    if words.replace(".0", "").isdigit() and len(words.replace(".0", "")) == 5:  # noqa: PLR2004 - a serial typed as text
        return day_of(float(words))
    if found := _YEAR_FIRST.fullmatch(words):
        return _date(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(words):
        return _date(found[3], found[2], found[1])
    if (found := _WORDS.fullmatch(words)) and found[2] in _MONTHS:
        return _date(found[3], str(_MONTHS[found[2]]), found[1])
    return None


def day_problem(cell: Cell) -> str | None:
    """Why a filled cell names no day; None when it does, or is empty."""
    return NOT_A_DATE if text_of(cell) and day_of(cell) is None else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def length_problem(words: str, most: int) -> str | None:
    """Why a text does not fit; None when it does."""
    if len(words) <= most:
        return None
    return f"Isinya terlalu panjang: {len(words)} karakter, paling banyak {most}. Persingkat isinya."
