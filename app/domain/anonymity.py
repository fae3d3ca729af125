"""What of anonymous answers may be published: groups large enough, figures coarse enough, nothing by subtraction.

The classes of a subject's raters are partitioned once; only cells of that partition are ever published, and every
other figure (a value, a person, a unit) is computed from published figures alone. See docs/anonymity.md.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

SCORE_FLOOR = 3
"""No threshold for scores may be set below this many answering raters."""

COMMENT_FLOOR = 5
"""No threshold for comments may be set below this many answering raters."""

DISTRIBUTION_FROM = 5
"""From this many answers on, how often each step was chosen is published; below, a mean in half steps."""

UNIT_FLOOR = 5
"""Figures of a unit need published reports of at least this many people."""

LOWEST, HIGHEST = 1, 5
MIDDLE = 3


@dataclass(frozen=True)
class Group:
    """The answering raters of a class that was asked: how many, perhaps none; slips form a class that joins nobody."""

    name: str
    answering: int
    is_slip: bool = False


@dataclass(frozen=True)
class Cell:
    """Classes counted together, in their frozen order, and how many raters of them answered."""

    names: tuple[str, ...]
    answering: int


def partition(groups: Sequence[Group], threshold: int) -> tuple[Cell, ...]:
    """The cells that may be published: each has at least ``threshold`` answering raters, none overlap.

    The smallest class below the threshold joins the next smallest until all reach it; what cannot reach it is not
    published at all. A class in which nobody answered joins, too: else the names of a cell would tell of an only
    subordinate whether there was an answer. Order among equals is the order given, so the same classes always give the
    same cells. Classes of code slips never join, receive or help another: anybody could have printed them.

    Raises:
        ValueError: the threshold is below the floor of this module.
    """
    if threshold < SCORE_FLOOR:
        raise ValueError(f"a threshold below {SCORE_FLOOR} publishes people")
    order = {group.name: place for place, group in enumerate(groups)}
    alone = [Cell((g.name,), g.answering) for g in groups if g.is_slip and g.answering >= threshold]
    open_cells = [Cell((g.name,), g.answering) for g in groups if not g.is_slip]
    while True:
        open_cells.sort(key=lambda cell: (cell.answering, min(order[name] for name in cell.names)))
        if not open_cells or open_cells[0].answering >= threshold:
            break
        if len(open_cells) == 1:
            open_cells = []
            break
        first, second, *rest = open_cells
        names = tuple(sorted(first.names + second.names, key=order.__getitem__))
        open_cells = [Cell(names, first.answering + second.answering), *rest]
    return tuple(sorted((*open_cells, *alone), key=lambda cell: order[cell.names[0]]))


@dataclass(frozen=True)
class Figure:
    """What is published of one question in one cell; exactly one of the three ways is used.

    ``n`` counts answers on the scale. ``counts``: how often each step 1-5 was chosen (n of 5 and more).
    ``half_steps``: the mean in half steps, as a number of halves 2-10 (n of 3 and 4). ``band``: all chose the same
    step, told only as the lowest and highest step it may have been.
    """

    n: int
    counts: tuple[int, ...] | None = None
    half_steps: int | None = None
    band: tuple[int, int] | None = None

    @property
    def is_coarse(self) -> bool:
        """Whether it is known in half steps only."""
        return self.counts is None

    @property
    def mean(self) -> Fraction:
        """The mean as far as it is published: exact, in half steps, or the middle of the band."""
        if self.counts is not None:
            return Fraction(sum(step * times for step, times in enumerate(self.counts, LOWEST)), self.n)
        if self.half_steps is not None:
            return Fraction(self.half_steps, 2)
        if self.band is None:
            raise ValueError("a figure tells something in one of three ways")
        return Fraction(sum(self.band), 2)


_BANDS = {1: (1, 2), 2: (1, 2), 3: (3, 3), 4: (4, 5), 5: (4, 5)}


def figure(scores: Sequence[int], threshold: int) -> Figure | None:
    """What is published of the answers 1-5 to one question; None below the threshold.

    Raises:
        ValueError: a score is off the scale, or the threshold below the floor.
    """
    if threshold < SCORE_FLOOR:
        raise ValueError(f"a threshold below {SCORE_FLOOR} publishes people")
    if any(score < LOWEST or score > HIGHEST for score in scores):
        raise ValueError("a score is off the scale")
    n = len(scores)
    if n < threshold:
        return None
    if len(set(scores)) == 1:
        return Figure(n, band=_BANDS[scores[0]])
    if n < DISTRIBUTION_FROM:
        return Figure(n, half_steps=halves(Fraction(sum(scores), n)))
    times = Counter(scores)
    return Figure(n, counts=tuple(times[step] for step in range(LOWEST, HIGHEST + 1)))


def halves(mean: Fraction) -> int:
    """A mean as a number of half steps; what lies between two goes to the one nearer the middle of the scale.

    So 1.0 and 5.0 come out of unanimous answers alone, and those are told as a band.
    """
    doubled = mean * 2
    below = doubled.numerator // doubled.denominator
    if doubled - below > Fraction(1, 2):
        return below + 1
    if doubled - below < Fraction(1, 2):
        return below
    return below + 1 if mean < MIDDLE else below


@dataclass(frozen=True)
class Mean:
    """A mean of published figures: its value, and whether it is known in half steps only."""

    value: Fraction
    is_coarse: bool

    @property
    def shown(self) -> Fraction:
        """As it is printed: half steps, or one decimal (a half tenth goes up)."""
        if self.is_coarse:
            return Fraction(halves(self.value), 2)
        tenths = self.value * 10 + Fraction(1, 2)
        return Fraction(tenths.numerator // tenths.denominator, 10)


def mean_of(figures: Sequence[Figure]) -> Mean | None:
    """The mean of published figures, each counting once; None where none is published."""
    if not figures:
        return None
    return Mean(sum((f.mean for f in figures), Fraction(0)) / len(figures), any(f.is_coarse for f in figures))


def is_for(answering: int, threshold: int, *, may_be_rater: bool) -> bool:
    """Whether a reader sees something that ``answering`` raters said.

    Who may be one of them knows the own answer, and sees it only when the others alone reach the threshold.
    """
    return answering - (1 if may_be_rater else 0) >= threshold


def shown_children(sizes: Sequence[int]) -> tuple[bool, ...]:
    """Which parts of a unit may stand beside its total, by how many reports each part has.

    Too small a part is left out; and when what is left out could be had by subtracting the parts from the total and is
    itself too small, the smallest shown part is left out as well.
    """
    shown = [size >= UNIT_FLOOR for size in sizes]
    hidden = sum(size for size, is_shown in zip(sizes, shown, strict=True) if not is_shown)
    if 0 < hidden < UNIT_FLOOR and any(shown):
        smallest = min((place for place, is_shown in enumerate(shown) if is_shown), key=lambda place: sizes[place])
        shown[smallest] = False
    return tuple(shown)
