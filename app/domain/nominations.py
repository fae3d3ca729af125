"""Who may be asked about somebody, and the draw: whoever names candidates must not know who of them was asked.

At least a third more candidates than forms (:func:`app.domain.feedback.forms_possible`); within that every candidate is
as likely as another until somebody has much more to answer than others. Chance is handed in by the caller.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from app.domain.feedback import RaterClass, forms_possible

Key = tuple[int, RaterClass]
"""A subject, and in which role the forms about it are answered."""

UNEVEN = Fraction(4, 3)
"""Somebody may get this much more than the mean before others are asked instead."""


class Chance(Protocol):
    """A generator of chance, such as ``secrets.SystemRandom()``."""

    def sample(self, population: Sequence[int], /, k: int) -> list[int]:
        """``k`` different ones, each as likely as another."""

    def shuffle(self, x: MutableSequence[Any], /) -> None:
        """Another order, each as likely as another."""


@dataclass(frozen=True)
class Post:
    """Where somebody works and who assesses them."""

    person_id: int
    unit_id: int
    assessor_id: int | None


class Tree:
    """The people of the office by unit and by assessor."""

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts = {post.person_id: post for post in posts}
        self._units: dict[int, set[int]] = defaultdict(set)
        self._teams: dict[int, set[int]] = defaultdict(set)
        for post in self.posts.values():
            self._units[post.unit_id].add(post.person_id)
            if post.assessor_id is not None:
                self._teams[post.assessor_id].add(post.person_id)

    def subordinates(self, person_id: int) -> frozenset[int]:
        """Everybody whom somebody assesses."""
        return frozenset(self._teams.get(person_id, ()))

    def colleagues(self, person_id: int) -> frozenset[int]:
        """Those of the same unit or the same assessor; never the assessor, nor whom one assesses."""
        post = self.posts.get(person_id)
        if post is None:
            return frozenset()
        team = self._teams.get(post.assessor_id, set()) if post.assessor_id is not None else set()
        apart = {person_id, post.assessor_id} | self._teams.get(person_id, set())
        return frozenset((self._units[post.unit_id] | team) - apart)


@dataclass(frozen=True)
class Wanted:
    """Forms about one subject in one role: from whom they are drawn, how many at least and at most."""

    key: Key
    candidates: tuple[int, ...]
    minimum: int
    maximum: int

    @property
    def forms(self) -> int:
        """How many may be drawn."""
        return forms_possible(len(self.candidates), self.maximum)

    @property
    def least(self) -> int:
        """How many of them must not be missed."""
        return min(self.minimum, self.forms)


class _Drawing:
    """Forms given out so far. ``dead`` are people through whom no more forms can be found."""

    def __init__(self, wanted: Sequence[Wanted], busy: Mapping[int, int], most_forms: int, chance: Chance) -> None:
        self.wanted = {one.key: one for one in wanted}
        self.chosen: dict[Key, set[int]] = {one.key: set() for one in wanted}
        self.load: dict[int, int] = defaultdict(int, busy)
        self.holders: dict[int, set[Key]] = defaultdict(set)
        self.dead: set[int] = set()
        self.most_forms, self.chance = most_forms, chance

    def give(self, key: Key, person_id: int) -> None:
        self.chosen[key].add(person_id)
        self.holders[person_id].add(key)
        self.load[person_id] += 1

    def fill(self, one: Wanted, forms: int, most: int) -> None:
        """Up to so many forms, by lot among those who have fewer than ``most``."""
        taken = self.chosen[one.key]
        free = [who for who in one.candidates if who not in taken and self.load[who] < most]
        for who in self.chance.sample(free, k=min(forms - len(taken), len(free))):
            self.give(one.key, who)

    def find_one(self, start: Key) -> bool:
        """One more form for ``start`` by letting others change theirs; False when there is no way at all."""
        came: dict[Key, tuple[Key, int] | None] = {start: None}
        seen: set[int] = set()
        queue = deque([start])
        while queue:
            key = queue.popleft()
            people = [who for who in self.wanted[key].candidates if who not in self.chosen[key]]
            for who in people:
                if who in seen or who in self.dead:
                    continue
                seen.add(who)
                if self.load[who] < self.most_forms:
                    self._change(key, who, came)
                    return True
                for other in self.holders[who] - came.keys():
                    came[other] = (key, who)
                    queue.append(other)
        self.dead |= seen
        return False

    def _change(self, key: Key, free: int, came: Mapping[Key, tuple[Key, int] | None]) -> None:
        self.give(key, free)
        while (step := came[key]) is not None:
            before, given = step
            self.chosen[key].remove(given)
            self.chosen[before].add(given)
            self.holders[given] = (self.holders[given] - {key}) | {before}
            key = before


def draw(wanted: Sequence[Wanted], busy: Mapping[int, int], most_forms: int, chance: Chance) -> dict[Key, list[int]]:
    """Who is asked: by lot, nobody more than ``most_forms`` with the forms in ``busy`` counted, minima first.

    A minimum is missed only when no division of the forms whatever would meet all of them. Each answer is sorted: the
    order of a draw is nobody's business.
    """
    drawing = _Drawing(wanted, busy, most_forms, chance)
    order = list(wanted)
    chance.shuffle(order)
    even = min(most_forms, _even(wanted, busy))
    for one in order:
        drawing.fill(one, one.least, even)
    for one in order:
        while len(drawing.chosen[one.key]) < one.least and drawing.find_one(one.key):
            pass
    for most in (even, most_forms):
        for one in order:
            drawing.fill(one, one.forms, most)
    return {key: sorted(people) for key, people in drawing.chosen.items()}


def _even(wanted: Sequence[Wanted], busy: Mapping[int, int]) -> int:
    """How many forms somebody has when they are spread fairly evenly."""
    people = {who for one in wanted for who in one.candidates}
    if not people:
        return 0
    forms = sum(one.forms for one in wanted) + sum(busy.get(who, 0) for who in people)
    share = Fraction(forms, len(people)) * UNEVEN
    return -(-share.numerator // share.denominator) + 1


def short(wanted: Sequence[Wanted], drawn: Mapping[Key, Sequence[int]]) -> list[Wanted]:
    """Those who got fewer forms than their minimum although they have candidates enough."""
    return [one for one in wanted if len(drawn[one.key]) < one.least]
