"""How much better than chance an attack is, with what that says about the worst it may be.

An attack orders the raters of each group by some number it saw, and the answers by some property of theirs, and pairs
them in that order. By chance one rater of a group is paired rightly, whatever the group's size, with a variance of one:
pairs inside a group depend on each other, so groups and not raters are what is counted.
"""

import math
import random
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

ALPHA = 0.001
BOUND_Z = NormalDist().inv_cdf(0.99)
MOST_LIFT = 0.05


@dataclass(frozen=True)
class Attack:
    """The outcome of one attack over all groups."""

    name: str
    groups: int
    size: int
    right: int

    @property
    def lift(self) -> float:
        """Share of raters paired rightly above chance, 0 to 1."""
        return self.right / (self.groups * self.size) - 1 / self.size

    @property
    def error(self) -> float:
        """Standard error of the lift under chance: 1/sqrt(n k), n raters in groups of k."""
        return 1 / math.sqrt(self.groups * self.size * self.size)

    @property
    def upper(self) -> float:
        """Upper 99 % bound of the lift."""
        return self.lift + BOUND_Z * self.error

    @property
    def p(self) -> float:
        """Probability of at least so many right pairs by chance."""
        return 1 - NormalDist().cdf(self.lift / self.error)


def pair(
    name: str,
    groups: Sequence[Sequence[Hashable]],
    seen: Mapping[Hashable, float],
    truth: Mapping[Hashable, float],
    rng: random.Random,
) -> list[Attack]:
    """The attack in both directions: the larger number belongs to the larger, or to the smaller property."""
    right = {1: 0, -1: 0}
    for members in groups:
        for direction in right:
            by_seen = sorted(members, key=lambda one: (direction * seen[one], rng.random()))
            by_truth = sorted(members, key=lambda one: (truth[one], rng.random()))
            right[direction] += sum(a == b for a, b in zip(by_seen, by_truth, strict=True))
    size = len(groups[0])
    return [Attack(f"{name} {'↑' if way > 0 else '↓'}", len(groups), size, found) for way, found in right.items()]


def succeeded(attacks: Sequence[Attack]) -> list[Attack]:
    """Attacks better than chance, by Holm over the whole family."""
    found = []
    ordered = sorted(attacks, key=lambda attack: attack.p)
    for place, attack in enumerate(ordered):
        if attack.p > ALPHA / (len(ordered) - place):
            break
        found.append(attack)
    return found


def unbounded(attacks: Sequence[Attack]) -> list[Attack]:
    """Attacks that may be better than chance by five points or more."""
    return [attack for attack in attacks if attack.upper >= MOST_LIFT]
