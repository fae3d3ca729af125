"""Words and rules of reports."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.anonymity import Figure, Group, Mean, figure, partition
from app.domain.behaviour import BehaviourValue
from app.domain.feedback import COUNTED
from app.domain.reporting import (
    BLIND_SPOTS,
    HIDDEN_STRENGTHS,
    change,
    classes_of,
    comment_cells,
    decimal,
    figure_of,
    for_reader,
    gaps,
    label_of,
    sentences,
    words_of,
    words_of_change,
)

SCORES = st.lists(st.integers(1, 5), min_size=3, max_size=12)


@given(SCORES)
def test_a_figure_is_read_back_as_it_was_published(scores: list[int]) -> None:
    found = figure(scores, 3)
    assert found is not None
    counts = ",".join(map(str, found.counts)) if found.counts else None
    band = f"{found.band[0]}-{found.band[1]}" if found.band else None
    assert figure_of(found.n, counts, found.half_steps, band) == found


SIZES = st.lists(st.integers(0, 9), min_size=3, max_size=3)


@given(SIZES, st.integers(3, 6), st.integers(5, 9), st.booleans())
def test_comments_are_told_by_the_cells_the_count_made(
    answering: list[int], scores: int, comments: int, is_slip: bool
) -> None:
    slips = frozenset({COUNTED[-1]} if is_slip else ())
    groups = [Group(kind.value, n, kind in slips) for kind, n in zip(COUNTED, answering, strict=True)]
    cells = {"+".join(cell.names): cell.answering for cell in partition(groups, scores)}
    expected = {"+".join(cell.names): cell.answering for cell in partition(groups, max(scores, comments))}
    assert comment_cells(cells, slips, max(scores, comments)) == expected


@given(SCORES)
def test_who_may_have_answered_reads_no_more_than_the_others_alone_would_tell(first: list[int]) -> None:
    found = figure(first, 3)
    assert found is not None
    told = for_reader(found, 3, may_be_rater=True)
    if len(first) - 1 < 3:
        assert told is None
    else:
        assert told is not None
        assert told.counts is None or len(first) - 1 >= 5
    assert for_reader(found, 3, may_be_rater=False) == found


@pytest.mark.parametrize(
    ("mean", "words"), [(Fraction(4), "4,0"), (Fraction(17, 4), "4,3"), (Fraction(9, 2), "4,5"), (Fraction(5), "5,0")]
)
def test_means_are_written_with_a_comma(mean: Fraction, words: str) -> None:
    assert decimal(mean) == words


def test_answers_that_are_all_the_same_are_a_band() -> None:
    assert words_of(Figure(4, band=(4, 5))) == "semua serupa, 4–5"
    assert words_of(Figure(4, band=(3, 3))) == "semua serupa, 3"
    assert words_of(Figure(4, half_steps=7)) == "3,5"
    assert words_of(Figure(1, half_steps=8)) == "4"


def test_a_gap_is_a_whole_step_and_blind_spots_come_first() -> None:
    def mean(value: str) -> Mean:
        return Mean(Fraction(value), is_coarse=False)

    values = list(BehaviourValue)
    own = {values[0]: mean("3"), values[1]: mean("5"), values[2]: mean("4"), values[3]: mean("4")}
    others = {values[0]: mean("4"), values[1]: mean("4"), values[2]: mean("4.9")}
    found = gaps(own, others)
    assert [(gap.value, gap.is_blind_spot) for gap in found] == [(values[1], True), (values[0], False)]
    assert found[0].words == "Akuntabel: Anda 5,0, para penjawab 4,0"
    assert [(words, len(part)) for words, part in sentences(found)] == [(BLIND_SPOTS, 1), (HIDDEN_STRENGTHS, 1)]
    assert sentences(found[:1]) == ((BLIND_SPOTS, found[:1]),)
    assert sentences(()) == ()


def test_a_change_counts_only_what_was_asked_both_times() -> None:
    before = {1: Figure(6, counts=(0, 0, 6, 0, 0)), 2: Figure(6, counts=(6, 0, 0, 0, 0))}
    after = {1: Figure(6, counts=(0, 0, 3, 3, 0)), 3: Figure(6, counts=(0, 0, 0, 0, 6))}
    assert change(before, after) == Fraction(1, 2)
    assert change({}, after) is None
    assert words_of_change(Fraction(1, 2)) == "naik 0,5"
    assert words_of_change(Fraction(-1, 2)) == "turun 0,5"
    assert words_of_change(Fraction(0)) == "tetap"


def test_cells_in_words() -> None:
    assert classes_of("") == ()
    assert label_of(classes_of("peer+subordinate")) == "Rekan kerja dan bawahan"
