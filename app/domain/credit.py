"""Credit points of functional officials: the predikat of the year times the coefficient of the grade.

Source: PermenPANRB 1/2023 and PerBKN 3/2023: months / 12 x percent of the predikat x coefficient of the grade.
Numbers are exact decimals; only what is shown is rounded, half up, to two places.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.errors import Problem
from app.domain.periods import MONTHS, in_words
from app.domain.rating import OverallRating


class Grade(StrEnum):
    """Jenjang of a functional position, from the lowest of each family up."""

    BEGINNER = "beginner"
    SKILLED = "skilled"
    PROFICIENT = "proficient"
    SUPERVISING = "supervising"
    FIRST = "first"
    JUNIOR = "junior"
    MIDDLE = "middle"
    MAIN = "main"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Grade.BEGINNER: "Pemula",
            Grade.SKILLED: "Terampil",
            Grade.PROFICIENT: "Mahir",
            Grade.SUPERVISING: "Penyelia",
            Grade.FIRST: "Ahli Pertama",
            Grade.JUNIOR: "Ahli Muda",
            Grade.MIDDLE: "Ahli Madya",
            Grade.MAIN: "Ahli Utama",
        }[self]

    @property
    def coefficient(self) -> Decimal:
        """Points of a whole year rated Baik."""
        return _COEFFICIENTS[self]

    @property
    def for_rank(self) -> int:
        """Cumulative points for the next pangkat."""
        return _FOR_RANK[self]

    @property
    def for_grade(self) -> int | None:
        """Cumulative points for the next jenjang; None at the top of a family."""
        return _FOR_GRADE.get(self)


_COEFFICIENTS = {
    Grade.BEGINNER: Decimal("3.75"),
    Grade.SKILLED: Decimal(5),
    Grade.PROFICIENT: Decimal("12.5"),
    Grade.SUPERVISING: Decimal(25),
    Grade.FIRST: Decimal("12.5"),
    Grade.JUNIOR: Decimal(25),
    Grade.MIDDLE: Decimal("37.5"),
    Grade.MAIN: Decimal(50),
}
_FOR_RANK = {
    Grade.BEGINNER: 15,
    Grade.SKILLED: 20,
    Grade.PROFICIENT: 50,
    Grade.SUPERVISING: 100,
    Grade.FIRST: 50,
    Grade.JUNIOR: 100,
    Grade.MIDDLE: 150,
    Grade.MAIN: 200,
}
_FOR_GRADE = {
    Grade.BEGINNER: 15,
    Grade.SKILLED: 60,
    Grade.PROFICIENT: 100,
    Grade.FIRST: 100,
    Grade.JUNIOR: 200,
    Grade.MIDDLE: 450,
}
PERCENT = {
    OverallRating.VERY_GOOD: 150,
    OverallRating.GOOD: 100,
    OverallRating.NEEDS_IMPROVEMENT: 75,
    OverallRating.POOR: 50,
    OverallRating.VERY_POOR: 25,
}
"""Percent of the coefficient that a predikat is worth."""

_NAMES = (
    (r"\bahli utama\b", Grade.MAIN),
    (r"\bahli madya\b", Grade.MIDDLE),
    (r"\bahli muda\b", Grade.JUNIOR),
    (r"\bahli pertama\b", Grade.FIRST),
    (r"\bpenyelia\b", Grade.SUPERVISING),
    (r"\b(mahir|pelaksana lanjutan)\b", Grade.PROFICIENT),
    (r"\bterampil\b", Grade.SKILLED),
    (r"\bpemula\b", Grade.BEGINNER),
)
_CENT = Decimal("0.01")
_MOST = Decimal(2000)
_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")
_AMBIGUOUS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
YEAR = 12


def grade_in(position: str) -> Grade | None:
    """The jenjang the name of a position speaks of; None when it names none. An officer confirms it."""
    words = " ".join(position.casefold().split())
    return next((grade for pattern, grade in _NAMES if re.search(pattern, words)), None)


def points(grade: Grade, overall: OverallRating, months: int) -> Fraction:
    """Exact credit points of so many months of a year under one predikat and one jenjang.

    Raises:
        ValueError: not 1 to 12 months.
    """
    if not 1 <= months <= YEAR:
        raise ValueError(f"{months} months of a year")
    return Fraction(months, YEAR) * Fraction(PERCENT[overall], 100) * Fraction(grade.coefficient)


DIPLOMA_SHARE = Fraction(1, 4)


def for_diploma(grade: Grade) -> Decimal:
    """Points for a new diploma that was recognised: a quarter of what the next pangkat asks for; two places, half up.

    Evidence [C]: PermenPANRB 1/2023 as secondary sources tell it ("25 % AK kumulatif kenaikan pangkat"); the text
    itself was not at hand, so the page asks to compare with the decision on the diploma.
    """
    return as_number(DIPLOMA_SHARE * grade.for_rank)


def shown(value: Fraction) -> str:
    """Points as printed: two places, rounded half up, with the Indonesian comma."""
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)
    whole, _, places = f"{exact:,f}".partition(".")
    return f"{whole.replace(',', '.')},{places}"


def as_number(value: Fraction) -> Decimal:
    """Points for a cell that is counted with: two places, rounded half up."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_CENT, ROUND_HALF_UP)


def typed(text: str) -> Decimal | None:
    """Points as somebody typed them ("101,25" or "101.25"); None when they are no number of points.

    "1.101" could be a thousand or a little more than one, so it is none either.
    """
    words = text.strip().replace(" ", "")
    if "," in words:
        words = words.replace(".", "").replace(",", ".")
    elif _AMBIGUOUS.fullmatch(words):
        return None
    found = Decimal(words) if _NUMBER.fullmatch(words) else None
    return found if found is not None and found <= _MOST else None


@dataclass(frozen=True)
class Months:
    """Months of one calendar year, the first and the last included."""

    year: int
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many."""
        return self.last - self.first + 1

    @property
    def label(self) -> str:
        """As printed: 'Januari sampai Juni 2026'."""
        if self.first == self.last:
            return f"{MONTHS[self.first - 1]} {self.year}"
        return f"{MONTHS[self.first - 1]} sampai {MONTHS[self.last - 1]} {self.year}"

    def reached_by(self, day: date) -> bool:
        """Whether points counted up to ``day`` already hold a month of these."""
        return (self.year, self.first) <= (day.year, day.month)

    def meets(self, other: "Months") -> bool:
        """Whether a month belongs to both."""
        return self.year == other.year and self.first <= other.last and other.first <= self.last


def problems_of(
    wanted: Months, others: Iterable[Months], *, within: Months | None = None, brought_to: date | None = None
) -> tuple[Problem, ...]:
    """Why these months cannot be converted: turned round, counted before, or outside of what the predikat is about.

    ``brought_to`` is the day up to which the points brought along were counted.
    """
    if not 1 <= wanted.first <= wanted.last <= YEAR:
        return (Problem("month_to", "Bulan terakhir berada sebelum bulan pertama. Periksa keduanya."),)
    taken = next((other for other in others if other.meets(wanted)), None)
    if taken is not None:
        words = f"{taken.label} sudah dikonversi. Satu bulan hanya dihitung sekali; batalkan konversi itu dahulu."
        return (Problem("month_from", words),)
    if brought_to is not None and wanted.reached_by(brought_to):
        words = f"Saldo yang dibawa sudah menghitung sampai {in_words(brought_to)}. Pilih bulan sesudahnya."
        return (Problem("month_from", words),)
    if within is not None and not (
        within.year == wanted.year and within.first <= wanted.first and wanted.last <= within.last
    ):
        return (Problem("month_from", f"Predikat ini hanya untuk {within.label}. Pilih bulan di dalamnya."),)
    return ()


@dataclass(frozen=True)
class Line:
    """A conversion as it is counted: months, jenjang, predikat."""

    months: Months
    grade: Grade
    overall: OverallRating

    @property
    def points(self) -> Fraction:
        """Exact points."""
        return points(self.grade, self.overall, self.months.count)


def total(lines: Iterable[Line], brought: str | None, added: Iterable[Fraction] = ()) -> Fraction:
    """All points: those brought along (decimal text), those of the conversions, those for diplomas."""
    return sum((line.points for line in lines), Fraction(brought) if brought else Fraction(0)) + sum(added)
