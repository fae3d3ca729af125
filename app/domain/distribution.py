"""Organisation achievement and the distribution pattern that belongs to it.

The pattern is a picture the assessor considers, never a quota (PermenPANRB 6/2022, Lampiran IV.B.2, p.94-97).
"""

from enum import StrEnum

from app.domain.rating import OverallRating


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
