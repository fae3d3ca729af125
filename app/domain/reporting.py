"""What a report of a round says with its figures: bands, gaps to the own view, changes, figures of a unit.

Everything here is made of published figures (:mod:`app.domain.anonymity`), never of answers. The result informs a
conversation and is no formula (PermenPANRB 6/2022 Ps.17-19 and Lampiran III.C.15).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.domain.anonymity import (
    DISTRIBUTION_FROM,
    UNIT_FLOOR,
    Figure,
    Group,
    Mean,
    halves,
    is_for,
    mean_of,
    partition,
    shown_children,
)
from app.domain.behaviour import BehaviourValue
from app.domain.feedback import COUNTED, RaterClass

GAP = Fraction(1)
"""From this many steps on the own view and that of the others are said to differ."""

JOINT = "+"
_MILDEST, _STRONGEST = 3, 9  # in halves: 1.0 and 5.0 are told of unanimous answers alone, and those as a band


def classes_of(text: str) -> tuple[RaterClass, ...]:
    """The classes of a published cell; none for the row that counts invalid ballots."""
    return tuple(RaterClass(name) for name in text.split(JOINT) if name)


def label_of(classes: Sequence[RaterClass]) -> str:
    """The classes of a cell in words: "Rekan kerja dan bawahan"."""
    first, *rest = [kind.label for kind in classes]
    return " dan ".join((first, *(label[0].lower() + label[1:] for label in rest)))


def decimal(value: Fraction) -> str:
    """A mean as people write it, with one decimal: 4,2."""
    tenths = value * 10 + Fraction(1, 2)
    whole, rest = divmod(tenths.numerator // tenths.denominator, 10)
    return f"{whole},{rest}"


def words_of(figure: Figure) -> str:
    """A figure as it is told: one answer as its step, several as their mean, or the band of those all the same."""
    if figure.n == 1 and figure.half_steps is not None:
        return str(figure.half_steps // 2)
    if figure.band is None:
        return decimal(figure.mean)
    low, high = figure.band
    return f"semua serupa, {low}" if low == high else f"semua serupa, {low}–{high}"


def figure_of(n: int, counts: str | None, half_steps: int | None, band: str | None) -> Figure:
    """A published figure read back from its row."""
    steps = tuple(int(times) for times in counts.split(",")) if counts else None
    low, _, high = (band or "").partition("-")
    return Figure(n, steps, half_steps, (int(low), int(high)) if band else None)


def for_reader(figure: Figure, threshold: int, *, may_be_rater: bool) -> Figure | None:
    """What of a figure somebody reads who may have answered: it must hold without the own answer, which is known.

    So it stays away below the threshold, and is told in half steps where a distribution less one answer would be too
    fine.
    """
    if not is_for(figure.n, threshold, may_be_rater=may_be_rater):
        return None
    if may_be_rater and figure.counts is not None and figure.n - 1 < DISTRIBUTION_FROM:
        return Figure(figure.n, half_steps=max(_MILDEST, min(_STRONGEST, halves(figure.mean))))
    return figure


def named_mean(figures: Sequence[Figure]) -> Mean | None:
    """The mean of an answer given under a name: nothing of it needs to be made coarse."""
    found = mean_of(figures)
    return None if found is None else Mean(found.value, is_coarse=False)


def comment_cells(cells: Mapping[str, int], slips: frozenset[RaterClass], threshold: int) -> dict[str, int]:
    """The cells comments are told by, and how many raters answered in each, from the published cells of scores.

    Comments need more raters, so they are partitioned anew, and a cell of theirs is made of whole cells of scores: the
    same classes join first whatever the threshold.
    """
    counted = {text: kinds for text in cells if (kinds := classes_of(text)) and not kinds[0].is_named}
    order = sorted(counted, key=lambda text: COUNTED.index(counted[text][0]))
    groups = [Group(text, cells[text], is_slip=bool(slips & set(counted[text]))) for text in order]
    found = {}
    for cell in partition(groups, threshold):
        members = sorted((kind for text in cell.names for kind in counted[text]), key=COUNTED.index)
        found[JOINT.join(members)] = cell.answering
    return found


@dataclass(frozen=True)
class Gap:
    """A value that somebody sees at least one step higher or lower than the others do."""

    value: BehaviourValue
    own: Mean
    others: Mean

    @property
    def is_blind_spot(self) -> bool:
        """Whether the own view is the higher one."""
        return self.own.shown > self.others.shown

    @property
    def words(self) -> str:
        """Both views: Loyal: Anda 5,0, para penjawab 3,5."""
        return f"{self.value.label}: Anda {decimal(self.own.shown)}, para penjawab {decimal(self.others.shown)}"


BLIND_SPOTS = (
    "Di sini Anda menilai diri lebih tinggi daripada para penjawab. Menarik untuk ditanyakan: "
    "apa yang belum tampak bagi mereka?"
)
HIDDEN_STRENGTHS = (
    "Di sini orang lain melihat lebih banyak daripada Anda sendiri. Ini kekuatan yang boleh Anda percayai."
)


def sentences(found: Sequence[Gap]) -> tuple[tuple[str, tuple[Gap, ...]], ...]:
    """Blind spots and hidden strengths, each under one calm sentence; without those there are none of."""
    parts = (
        (BLIND_SPOTS, tuple(gap for gap in found if gap.is_blind_spot)),
        (HIDDEN_STRENGTHS, tuple(gap for gap in found if not gap.is_blind_spot)),
    )
    return tuple(part for part in parts if part[1])


def gaps(own: Mapping[BehaviourValue, Mean], others: Mapping[BehaviourValue, Mean]) -> tuple[Gap, ...]:
    """Where the own view and that of the others lie apart, as far as both are published; blind spots first."""
    found = [
        Gap(value, own[value], others[value])
        for value in BehaviourValue
        if value in own and value in others and abs(own[value].shown - others[value].shown) >= GAP
    ]
    return tuple(sorted(found, key=lambda gap: not gap.is_blind_spot))


def change(before: Mapping[int, Figure], after: Mapping[int, Figure]) -> Fraction | None:
    """How a mean moved between two rounds over the questions published in both; None when there is none."""
    both = sorted(before.keys() & after.keys())
    first, second = mean_of([before[key] for key in both]), mean_of([after[key] for key in both])
    return None if first is None or second is None else second.shown - first.shown


def words_of_change(moved: Fraction) -> str:
    """A change in words: naik 0,4."""
    if moved == 0:
        return "tetap"
    return f"{'naik' if moved > 0 else 'turun'} {decimal(abs(moved))}"


@dataclass(frozen=True)
class UnitMean:
    """A figure of a unit: over how many people's published means, and their mean in tenths."""

    people: int
    mean: Fraction


Key = tuple[BehaviourValue, str]
"""A figure of a unit: the value, and the classes of the cells."""


@dataclass
class Tree:
    """The published means of one figure, by unit: who stands where, and what may be shown without subtraction.

    A part is shown beside its total only where :func:`app.domain.anonymity.shown_children` allows it, and below a part
    that is not shown nothing is: so whatever can be had by subtracting shown figures is a figure of enough people.
    """

    own: dict[int, list[int]] = field(default_factory=dict)
    size: Counter[int] = field(default_factory=Counter)
    total: Counter[int] = field(default_factory=Counter)
    below: dict[int, set[int]] = field(default_factory=dict)

    def add(self, lineage: Sequence[int], tenths: int) -> None:
        """One person's published mean in tenths; ``lineage`` are the units from the root to the person's."""
        self.own.setdefault(lineage[-1], []).append(tenths)
        for place, unit in enumerate(lineage):
            self.size[unit] += 1
            self.total[unit] += tenths
            if place:
                self.below.setdefault(lineage[place - 1], set()).add(unit)

    def parts(self, unit: int) -> dict[int | None, bool]:
        """Which parts may stand beside a unit's total: its units, and under None those who work in it directly."""
        units = sorted(self.below.get(unit, ()))
        sizes = [len(self.own.get(unit, ())), *(self.size[part] for part in units)]
        return dict(zip((None, *units), shown_children(sizes), strict=True))

    def shown(self, lineage: Sequence[int]) -> UnitMean | None:
        """The figure of the last unit of ``lineage``; None where it is not shown."""
        if self.size[lineage[0]] < UNIT_FLOOR:
            return None
        for place, unit in enumerate(lineage[1:]):
            if not self.parts(lineage[place]).get(unit, False):
                return None
        return self._mean(self.size[lineage[-1]], self.total[lineage[-1]])

    def direct(self, lineage: Sequence[int]) -> UnitMean | None:
        """The figure of those who work directly in the last unit of ``lineage``; None where it is not shown."""
        if self.shown(lineage) is None or not self.parts(lineage[-1])[None]:
            return None
        means = self.own[lineage[-1]]
        return self._mean(len(means), sum(means))

    @staticmethod
    def _mean(people: int, tenths: int) -> UnitMean:
        return UnitMean(people, Mean(Fraction(tenths, 10 * people), is_coarse=False).shown)


def trees(means: Iterable[tuple[Sequence[int], Key, int]]) -> dict[Key, Tree]:
    """The figures of a round by value and classes: for each person's mean the units, the key, the mean in tenths."""
    found: dict[Key, Tree] = {}
    for lineage, key, tenths in means:
        found.setdefault(key, Tree()).add(lineage, tenths)
    return found
