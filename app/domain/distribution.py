"""Organisation achievement and the distribution pattern that belongs to it.

The pattern is a picture the assessor considers, never a quota (PermenPANRB 6/2022, Lampiran IV.B.2, p.94-97).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Problem
from app.domain.rating import OverallRating

_WHOLE = 100


class Achievement(StrEnum):
    """Capaian kinerja organisasi of the unit the assessor leads (IV.B.1, p.93-94)."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    NEEDS_IMPROVEMENT = "needs_improvement"
    POOR = "poor"
    VERY_POOR = "very_poor"

    @property
    def label(self) -> str:
        """The words printed on forms C.1.x and D.1.x."""
        return {
            Achievement.OUTSTANDING: "Istimewa",
            Achievement.GOOD: "Baik",
            Achievement.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
            Achievement.POOR: "Kurang",
            Achievement.VERY_POOR: "Sangat Kurang",
        }[self]


# Relative heights read off the drawings on p.94-97, lowest rating first; for drawing only.
_HEIGHTS = {
    Achievement.OUTSTANDING: (3, 6, 9, 36, 86),
    Achievement.GOOD: (8, 15, 29, 86, 29),
    Achievement.NEEDS_IMPROVEMENT: (8, 22, 86, 22, 8),
    Achievement.POOR: (29, 86, 27, 12, 8),
    Achievement.VERY_POOR: (86, 36, 12, 6, 3),
}


def pattern(achievement: Achievement) -> tuple[tuple[OverallRating, int], ...]:
    """Relative height (0-100) of each overall rating, lowest rating first."""
    return tuple(zip(OverallRating, _HEIGHTS[achievement], strict=True))


FEWEST = 10
"""Fewer people than these have no distribution worth a percentage; nothing is shown of them."""
FEWEST_IN_CELL = 3
"""A cell of fewer signed ratings would tell those of single people to whoever reads figures only."""


@dataclass(frozen=True)
class Limit:
    """An advised share of some ratings, in percent of everybody rated, where the unit achieved ``achievement``."""

    name: str
    achievement: Achievement
    ratings: tuple[OverallRating, ...]
    least: int = 0
    most: int = 100

    @property
    def words(self) -> str:
        """The ratings it is about, as users see them."""
        return " dan/atau ".join(rating.label for rating in self.ratings)


SOURCE = (
    "Surat Edaran Menteri PANRB Nomor 3 Tahun 2023, menurut kutipan pihak kedua; "
    "angkanya belum dapat dipastikan dari naskah asli."
)
_LOW = (OverallRating.NEEDS_IMPROVEMENT, OverallRating.POOR)
_VERY_GOOD, _GOOD = (OverallRating.VERY_GOOD,), (OverallRating.GOOD,)
LIMITS = (
    Limit("istimewa-sangat-baik", Achievement.OUTSTANDING, _VERY_GOOD, least=50, most=70),
    Limit("baik-baik", Achievement.GOOD, _GOOD, least=50, most=70),
    Limit("baik-di-bawahnya", Achievement.GOOD, _LOW, least=1),
    Limit("butuh-perbaikan", Achievement.NEEDS_IMPROVEMENT, _LOW[:1], least=60),
    Limit("butuh-perbaikan-sangat-baik", Achievement.NEEDS_IMPROVEMENT, _VERY_GOOD, most=10),
    Limit("kurang", Achievement.POOR, _LOW[1:], least=60),
    Limit("kurang-butuh-perbaikan", Achievement.POOR, _LOW[:1], least=10),
    Limit("kurang-sangat-baik", Achievement.POOR, _VERY_GOOD, most=10),
    Limit("sangat-kurang", Achievement.VERY_POOR, (OverallRating.VERY_POOR,), least=60),
    Limit("sangat-kurang-di-atasnya", Achievement.VERY_POOR, _LOW, least=10),
    Limit("sangat-kurang-sangat-baik", Achievement.VERY_POOR, _VERY_GOOD, most=0),
)
"""The shares of SE MenPANRB 3/2023 as a secondary source quotes them; "mayoritas" is read as half at least.

The regulation itself draws shapes and names no number (IV.B.2, p.94-97): these are advice, and the office edits them.
"""


def problems_of_limit(least: int | None, most: int | None) -> tuple[Problem, ...]:
    """Why two shares make no limit."""
    problems = [
        Problem(field, "Isi dengan angka bulat dari 0 sampai 100.")
        for field, share in (("least", least), ("most", most))
        if share is None or not 0 <= share <= _WHOLE
    ]
    if not problems and least is not None and most is not None and least > most:
        problems.append(Problem("least", "Paling sedikit tidak boleh lebih besar daripada paling banyak."))
    return tuple(problems)


@dataclass(frozen=True)
class Advice:
    """A limit beside the present share: a sentence to consider, which never forbids anything."""

    limit: Limit
    count: int
    total: int

    @property
    def fits(self) -> bool:
        """Whether the share lies within the limit; compared exactly, not as it is rounded."""
        return self.limit.least * self.total <= self.count * _WHOLE <= self.limit.most * self.total

    @property
    def words(self) -> str:
        """The sentence."""
        least, most = self.limit.least, self.limit.most
        bounds = [f"paling sedikit {least} %"] if least else []
        bounds += [f"paling banyak {most} %"] if most < _WHOLE else []
        asked = " dan ".join(bounds) or "bebas"
        return (
            f"Panduan: {self.limit.words} {asked}; "
            f"sekarang {share(self.count, self.total)} ({self.count} dari {self.total})."
        )


def share(count: int, total: int) -> str:
    """A share in percent as it is shown: one decimal when it is needed."""
    tenths = round(count * _WHOLE * 10 / total) if total else 0
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest} %" if rest else f"{whole} %"


def advice(
    achievement: Achievement, counts: Mapping[OverallRating, int], limits: Iterable[Limit] = LIMITS
) -> tuple[Advice, ...]:
    """What the guide says of a distribution; nothing about fewer than ten people."""
    total = sum(counts.values())
    if total < FEWEST:
        return ()
    return tuple(
        Advice(limit, sum(counts.get(rating, 0) for rating in limit.ratings), total)
        for limit in limits
        if limit.achievement is achievement
    )


class Hidden(StrEnum):
    """Why the number of a cell is not told."""

    SMALL = "kurang dari 3"
    BESIDE = "tidak ditampilkan"


def told(counts: Mapping[OverallRating, int]) -> tuple[tuple[OverallRating, int | Hidden], ...]:
    """The cells of a unit's signed ratings as far as they are told, lowest first; nothing of fewer than ten people.

    A cell of fewer than three, none included, is not told. If it were the only one, it could be had by subtraction
    from the sum: then the smallest of the others is not told either.
    """
    if sum(counts.values()) < FEWEST:
        return ()
    cells: dict[OverallRating, int | Hidden] = {
        rating: counts.get(rating, 0) if counts.get(rating, 0) >= FEWEST_IN_CELL else Hidden.SMALL
        for rating in OverallRating
    }
    numbers = {rating: cell for rating, cell in cells.items() if not isinstance(cell, Hidden)}
    if len(numbers) == len(cells) - 1:
        cells[min(numbers, key=lambda rating: numbers[rating])] = Hidden.BESIDE
    return tuple(cells.items())
