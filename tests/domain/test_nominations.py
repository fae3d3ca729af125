"""Drawing raters: never too many, minima first, and nobody can tell beforehand who is asked."""

from collections import Counter
from math import sqrt
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.feedback import RaterClass, candidates_needed, forms_possible
from app.domain.nominations import Post, Tree, Wanted, draw, short

PEER = RaterClass.PEER


def wanted(key: int, candidates: set[int] | range, minimum: int = 1, maximum: int = 5) -> Wanted:
    return Wanted((key, PEER), tuple(sorted(candidates)), minimum, maximum)


asked = st.builds(
    lambda people, least, more: (people, least, least + more),
    st.sets(st.integers(100, 115), max_size=12),
    st.integers(1, 3),
    st.integers(0, 4),
)
rounds = st.lists(asked, min_size=1, max_size=12)


@given(rounds, st.dictionaries(st.integers(100, 115), st.integers(0, 4)), st.integers(1, 6), st.integers())
@settings(deadline=None)
def test_a_draw_keeps_every_bound(
    made: list[tuple[set[int], int, int]], busy: dict[int, int], most: int, seed: int
) -> None:
    asked_for = [wanted(key, *one) for key, one in enumerate(made)]
    drawn = draw(asked_for, busy, most, Random(seed))
    load = Counter(busy)
    for one in asked_for:
        people = drawn[one.key]
        load.update(people)
        assert set(people) <= set(one.candidates)
        assert len(people) == len(set(people)) <= forms_possible(len(one.candidates), one.maximum)
        assert people == sorted(people)
    assert all(load[who] <= max(most, busy.get(who, 0)) for who in load)


def flow(made: list[Wanted], most: int) -> int:
    """The most minima that any division meets, found by trying one path after another from the start."""
    chosen: dict[tuple[int, int], int] = {}
    slots = [(one, place) for one in made for place in range(one.least)]

    def find(slot: int, seen: set[int]) -> bool:
        one = slots[slot][0]
        used = {who for (key, who), _ in chosen.items() if key == one.key[0]}
        for who in set(one.candidates) - seen - used:
            seen.add(who)
            held = [(key, w) for (key, w) in chosen if w == who]
            if len(held) < most:
                chosen[one.key[0], who] = slot
                return True
            for key, w in held:
                other = chosen.pop((key, w))
                chosen[one.key[0], who] = slot
                if find(other, seen):
                    return True
                del chosen[one.key[0], who]
                chosen[key, w] = other
        return False

    return sum(find(slot, set()) for slot in range(len(slots)))


@given(st.lists(asked, min_size=1, max_size=6), st.integers(1, 3), st.integers())
@settings(deadline=None, max_examples=150)
def test_minima_are_met_whenever_any_division_meets_them(
    made: list[tuple[set[int], int, int]], most: int, seed: int
) -> None:
    asked_for = [wanted(key, *one) for key, one in enumerate(made)]
    drawn = draw(asked_for, {}, most, Random(seed))
    if flow(asked_for, most) == sum(one.least for one in asked_for):
        assert short(asked_for, drawn) == []


def test_a_tight_round_is_divided_until_all_have_their_minimum() -> None:
    """Everybody could take the popular ones; those with a choice must give way."""
    picky = [wanted(key, range(1, 5), 3, 3) for key in (1, 2)]
    free = [wanted(key, range(1, 13), 3, 3) for key in range(3, 7)]
    for seed in range(50):
        assert short([*free, *picky], draw([*free, *picky], {}, 2, Random(seed))) == []


def test_whoever_names_candidates_cannot_tell_who_is_asked() -> None:
    """Each of eight candidates is asked as often as another, beside colleagues who want the same people."""
    asked_for = [wanted(key, range(8), 3, 6) for key in range(5)]
    times, draws = Counter[int](), 3000
    for seed in range(draws):
        times.update(draw(asked_for, {}, 10, Random(seed))[0, PEER])
    share = 6 / 8
    spread = 5 * sqrt(draws * share * (1 - share))
    assert all(abs(times[who] - draws * share) < spread for who in range(8))


def test_forms_are_spread_fairly_evenly() -> None:
    asked_for = [wanted(key, set(range(30)) - {key}) for key in range(30)]
    load = Counter(who for people in draw(asked_for, {}, 30, Random(7)).values() for who in people)
    assert max(load.values()) <= 8


def test_a_third_more_candidates_than_forms() -> None:
    assert [candidates_needed(forms) for forms in (1, 3, 5, 6)] == [2, 4, 7, 8]
    assert all(forms_possible(candidates_needed(forms), forms) == forms for forms in range(1, 30))
    assert all(forms_possible(candidates_needed(forms) - 1, forms) < forms for forms in range(1, 30))


def test_colleagues_are_of_the_same_unit_or_assessor_and_neither_above_nor_below() -> None:
    tree = Tree([Post(1, 10, None), Post(2, 10, 1), Post(3, 10, 1), Post(4, 11, 1), Post(5, 11, 4), Post(6, 11, 4)])
    assert tree.colleagues(2) == {3, 4}
    assert tree.colleagues(4) == {2, 3}
    assert tree.colleagues(5) == {6}
    assert tree.subordinates(4) == {5, 6}
    assert tree.colleagues(99) == frozenset()
