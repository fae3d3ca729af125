"""A radar of means on a scale from 1 to 5, as points of a picture; a table beside it says the same in numbers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

SIDE = 360
_MIDDLE, _LENGTH, _BEYOND = SIDE / 2, 120.0, 18.0
_STEPS = 5
Point = tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """One axis: its end, and where its number stands."""

    end: Point
    label: Point


def point(axis: int, axes: int, share: float) -> Point:
    """A point at ``share`` (0-1) of an axis; the first points up, the others follow clockwise."""
    angle = 2 * math.pi * axis / axes - math.pi / 2
    return (
        round(_MIDDLE + math.cos(angle) * _LENGTH * share, 1),
        round(_MIDDLE + math.sin(angle) * _LENGTH * share, 1),
    )


def axes(count: int) -> tuple[Axis, ...]:
    """The axes of a radar."""
    beyond = 1 + _BEYOND / _LENGTH
    return tuple(Axis(point(number, count, 1), point(number, count, beyond)) for number in range(count))


def rings(count: int) -> tuple[str, ...]:
    """The lines of equal steps, as points of polygons."""
    return tuple(
        " ".join("{:g},{:g}".format(*point(number, count, step / _STEPS)) for number in range(count))
        for step in range(1, _STEPS + 1)
    )


def outline(means: Sequence[Fraction | None]) -> str:
    """The path through means, closed where all are known; a value that is not published leaves a gap."""
    count = len(means)
    known = [None if mean is None else point(n, count, float(mean) / _STEPS) for n, mean in enumerate(means)]
    parts, pen_down = [], False
    for spot in (*known, known[0]):
        if spot is not None:
            parts.append("{}{:g} {:g}".format("L" if pen_down else "M", *spot))
        pen_down = spot is not None
    return "".join(parts)


def dots(means: Sequence[Fraction | None]) -> tuple[Point, ...]:
    """Where the known means lie."""
    count = len(means)
    return tuple(point(n, count, float(mean) / _STEPS) for n, mean in enumerate(means) if mean is not None)
