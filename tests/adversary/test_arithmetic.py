"""Everything published about a person as equations: what follows from them about one rater, or about a hidden group.

All answers that fit what is published are listed; something is determined when it is the same in all of them.
Conceded are unanimous answers, and what k-1 colluders learn of the last.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import product

import pytest

from app.domain.anonymity import Cell, Figure, Group, figure, partition

STEPS = range(1, 6)
Truth = dict[str, tuple[int, ...]]
Publish = Callable[[Truth], dict[tuple[str, ...], Figure | None]]


def published(truth: Truth) -> dict[tuple[str, ...], Figure | None]:
    """What the product publishes of one question about one person."""
    cells = partition([Group(name, len(scores)) for name, scores in truth.items()], 3)
    return {cell.names: of_cell(cell, truth) for cell in cells}


def of_cell(cell: Cell, truth: Truth) -> Figure | None:
    return figure([score for name in cell.names for score in truth[name]], 3)


def with_total(truth: Truth) -> dict[tuple[str, ...], Figure | None]:
    """Leaky twin: a column for all raters together beside the cells of the groups that reach the threshold alone."""
    alone = {(name,): figure(scores, 3) for name, scores in truth.items() if len(scores) >= 3}
    return alone | {tuple(truth): figure([score for scores in truth.values() for score in scores], 3)}


def fitting(truth: Truth, publish: Publish, known: int) -> Iterator[Truth]:
    """Every truth with the same published figures, the first ``known`` answers being the attackers' own."""
    shown, flat = publish(truth), [score for scores in truth.values() for score in scores]
    for rest in product(STEPS, repeat=len(flat) - known):
        scores, other = [*flat[:known], *rest], {}
        for name, members in truth.items():
            other[name], scores = tuple(scores[: len(members)]), scores[len(members) :]
        if publish(other) == shown:
            yield other


def determined(truth: Truth, publish: Publish, known: int = 0) -> tuple[set[int], set[str]]:
    """Raters whose answer, and groups whose sum, is the same in everything that fits."""
    answers: dict[int, set[int]] = {}
    sums: dict[str, set[int]] = {}
    for other in fitting(truth, publish, known):
        for place, score in enumerate(score for scores in other.values() for score in scores):
            answers.setdefault(place, set()).add(score)
        for name, scores in other.items():
            sums.setdefault(name, set()).add(sum(scores))
    return (
        {place for place, found in answers.items() if len(found) == 1 and place >= known},
        {name for name, found in sums.items() if len(found) == 1},
    )


def truths(sizes: Sequence[int], seed: int, many: int) -> Iterator[Truth]:
    """Answers that are neither unanimous nor at an end of the scale alone."""
    dice = random.Random(seed)
    names = ("peer", "subordinate", "external")
    while many:
        truth = {name: tuple(dice.choice(STEPS) for _ in range(size)) for name, size in zip(names, sizes, strict=False)}
        if all(len(set(scores)) > 1 for scores in truth.values()):
            many -= 1
            yield truth


@pytest.mark.parametrize("sizes", [(3,), (4,), (5,), (6,), (2, 2), (3, 2), (4, 2), (3, 3)])
def test_no_answer_and_no_hidden_group_follows_from_a_report(sizes: tuple[int, ...]) -> None:
    for truth in truths(sizes, sum(sizes), 12):
        answers, sums = determined(truth, published)
        assert not answers, truth
        shown_alone = {names[0] for names in published(truth) if len(names) == 1}
        assert not sums - shown_alone, truth


@pytest.mark.parametrize(("size", "known"), [(4, 1), (4, 2), (5, 1), (5, 2), (6, 3)])
def test_colluders_learn_nothing_certain_while_the_others_disagree(size: int, known: int) -> None:
    for truth in truths((size,), size, 15):
        if len(set(truth["peer"][known:])) == 1:
            continue  # the others were unanimous: conceded
        others = truth["peer"][known:]
        answers, _ = determined(truth, published, known)
        if len(others) == 2 and {1, 5} >= set(others):
            continue
        assert not answers, (truth, known)


def test_all_but_one_learn_the_last_answer_as_the_page_says() -> None:
    found = sum(bool(determined(truth, published, 4)[0]) for truth in truths((5,), 1, 20))
    assert found == 20


def changed_by_one(truth: Truth) -> Iterator[tuple[int, Truth]]:
    """Every second round in which exactly one rater says something else."""
    scores = truth["peer"]
    for place, old in enumerate(scores):
        for new in STEPS:
            if new != old:
                yield place, {"peer": (*scores[:place], new, *scores[place + 1 :])}


@pytest.mark.parametrize("size", [4, 5])
def test_two_reports_between_which_one_rater_changed_do_not_tell_who(size: int) -> None:
    """The attacker even knows that all others said the same twice; no rater's answer follows from both together."""
    for truth in truths((size,), size, 3):
        second = {"peer": (5 if truth["peer"][0] < 3 else 1, *truth["peer"][1:])}
        if len(set(second["peer"])) == 1:
            continue  # conceded
        shown, who, answers = published(second), set(), [set[int]() for _ in range(size)]
        for first in fitting(truth, published, 0):
            for place, other in changed_by_one(first):
                if published(other) == shown:
                    who.add(place)
                    for rater, score in enumerate(other["peer"]):
                        answers[rater].add(score)
        assert who == set(range(size)), truth
        assert all(len(found) > 1 for found in answers), truth


def test_the_equations_find_the_twin_with_a_total() -> None:
    """Groups of four and two: the total gives the two away by subtraction, at least nine times in ten."""
    found = 0
    for truth in truths((5, 2), 4, 10):
        found += "subordinate" in determined(truth, with_total)[1]
    assert found >= 9
