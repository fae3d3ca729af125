"""Ratings and the quadrant that turns two of them into the overall rating (predikat).

Source: PermenPANRB 6/2022, Lampiran IV.B.3, p.97-103.
"""

from enum import StrEnum


class Rating(StrEnum):
    """One rating of work results, one of work behaviour (p.97-98, 100-102)."""

    ABOVE = "above"
    AS_EXPECTED = "as_expected"
    BELOW = "below"

    @property
    def label(self) -> str:
        """The words of the quadrant and of forms C.1.x."""
        return {
            Rating.ABOVE: "Di atas ekspektasi",
            Rating.AS_EXPECTED: "Sesuai ekspektasi",
            Rating.BELOW: "Di bawah ekspektasi",
        }[self]


class OverallRating(StrEnum):
    """Predikat kinerja pegawai, from lowest to highest."""

    VERY_POOR = "very_poor"
    POOR = "poor"
    NEEDS_IMPROVEMENT = "needs_improvement"
    GOOD = "good"
    VERY_GOOD = "very_good"

    @property
    def label(self) -> str:
        """The words printed on forms C.1.x and D.1.x."""
        return {
            OverallRating.VERY_POOR: "Sangat Kurang",
            OverallRating.POOR: "Kurang (Misconduct)",
            OverallRating.NEEDS_IMPROVEMENT: "Butuh Perbaikan",
            OverallRating.GOOD: "Baik",
            OverallRating.VERY_GOOD: "Sangat Baik",
        }[self]

    @property
    def axis_label(self) -> str:
        """The words under the distribution curves (p.94-97)."""
        return "Kurang/ Misconduct" if self is OverallRating.POOR else self.label


_QUADRANT = {
    (Rating.ABOVE, Rating.ABOVE): OverallRating.VERY_GOOD,
    (Rating.ABOVE, Rating.AS_EXPECTED): OverallRating.GOOD,
    (Rating.ABOVE, Rating.BELOW): OverallRating.POOR,
    (Rating.AS_EXPECTED, Rating.ABOVE): OverallRating.GOOD,
    (Rating.AS_EXPECTED, Rating.AS_EXPECTED): OverallRating.GOOD,
    (Rating.AS_EXPECTED, Rating.BELOW): OverallRating.POOR,
    (Rating.BELOW, Rating.ABOVE): OverallRating.NEEDS_IMPROVEMENT,
    (Rating.BELOW, Rating.AS_EXPECTED): OverallRating.NEEDS_IMPROVEMENT,
    (Rating.BELOW, Rating.BELOW): OverallRating.VERY_POOR,
}


def overall_rating(results: Rating, behaviour: Rating) -> OverallRating:
    """Read the quadrant: ``results`` on the y axis, ``behaviour`` on the x axis (p.99, 102)."""
    return _QUADRANT[results, behaviour]
