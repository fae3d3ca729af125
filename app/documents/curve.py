"""The distribution pattern as a smooth line: Bézier segments through the five heights (p.94-97)."""

from dataclasses import dataclass
from itertools import pairwise

from app.domain.distribution import Achievement, pattern

Point = tuple[float, float]


@dataclass(frozen=True)
class Segment:
    """One cubic Bézier piece; the start is the end of the piece before."""

    control_1: Point
    control_2: Point
    end: Point


def _slopes(heights: tuple[int, ...]) -> list[float]:
    """Tangents that never overshoot: flat at a peak or valley, the harmonic mean elsewhere.

    A plain spline would dip below zero employees beside a steep peak.
    """
    steps = [right - left for left, right in pairwise(heights)]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(steps)]
    return [steps[0] / 2, *inner, steps[-1] / 2]


def segments(achievement: Achievement) -> tuple[Point, tuple[Segment, ...]]:
    """The start and the pieces of the curve; x counts the ratings from 0, y is the height (0-100)."""
    heights = tuple(height for _, height in pattern(achievement))
    slopes = _slopes(heights)
    pieces = tuple(
        Segment(
            (left + 1 / 3, heights[left] + slopes[left] / 3),
            (left + 2 / 3, heights[left + 1] - slopes[left + 1] / 3),
            (left + 1, heights[left + 1]),
        )
        for left in range(len(heights) - 1)
    )
    return (0, heights[0]), pieces
