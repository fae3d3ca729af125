"""Advised shares are sentences, small groups are told nothing about, and no cell can be had by subtraction."""

import pytest

from app.domain.distribution import LIMITS, Achievement, Hidden, advice, problems_of_limit, share, told
from app.domain.rating import OverallRating

VERY_GOOD, GOOD = OverallRating.VERY_GOOD, OverallRating.GOOD
LOW, POOR, WORST = OverallRating.NEEDS_IMPROVEMENT, OverallRating.POOR, OverallRating.VERY_POOR


def test_the_sentence_names_the_guide_and_the_present_share() -> None:
    one, *_ = advice(Achievement.OUTSTANDING, {VERY_GOOD: 9, GOOD: 2})
    assert one.words == (
        "Panduan: Sangat Baik paling sedikit 50 % dan paling banyak 70 %; sekarang 81,8 % (9 dari 11)."
    )
    assert not one.fits


def test_nothing_is_advised_about_fewer_than_ten_people() -> None:
    assert advice(Achievement.GOOD, {GOOD: 9}) == ()
    assert advice(Achievement.GOOD, {GOOD: 10}) != ()


@pytest.mark.parametrize(("good", "others", "fits"), [(7, 3, True), (71, 29, False), (5, 5, True), (4, 6, False)])
def test_shares_are_compared_exactly(good: int, others: int, fits: bool) -> None:
    one = next(
        found for found in advice(Achievement.GOOD, {GOOD: good, LOW: others}) if found.limit.name == "baik-baik"
    )
    assert one.fits is fits


def test_a_share_that_only_looks_like_the_limit_is_outside() -> None:
    one = advice(Achievement.OUTSTANDING, {VERY_GOOD: 7001, GOOD: 2999})[0]
    assert share(7001, 10_000) == "70 %"
    assert not one.fits


def test_where_some_have_to_be_lower_one_is_enough() -> None:
    low = [found for found in advice(Achievement.GOOD, {GOOD: 7, VERY_GOOD: 3}) if not found.fits]
    assert [found.limit.name for found in low] == ["baik-di-bawahnya"]
    assert all(found.fits for found in advice(Achievement.GOOD, {GOOD: 7, VERY_GOOD: 2, POOR: 1}))


def test_every_achievement_has_advice_and_every_limit_a_name_of_its_own() -> None:
    assert {limit.achievement for limit in LIMITS} == set(Achievement)
    assert len({limit.name for limit in LIMITS}) == len(LIMITS)
    assert not any(problems_of_limit(limit.least, limit.most) for limit in LIMITS)


@pytest.mark.parametrize(("least", "most"), [(None, 10), (-1, 10), (0, 101), (60, 40)])
def test_shares_that_make_no_limit_are_refused(least: int | None, most: int) -> None:
    assert problems_of_limit(least, most)


def test_signed_ratings_of_fewer_than_ten_are_not_told() -> None:
    assert told({GOOD: 9}) == ()


def test_a_small_cell_is_not_told_and_neither_is_an_empty_one() -> None:
    assert dict(told({GOOD: 8, VERY_GOOD: 3, LOW: 1})) == {
        WORST: Hidden.SMALL, POOR: Hidden.SMALL, LOW: Hidden.SMALL, GOOD: 8, VERY_GOOD: 3,
    }  # fmt: skip


def test_a_single_small_cell_cannot_be_had_by_subtraction() -> None:
    cells = dict(told({GOOD: 20, VERY_GOOD: 6, LOW: 4, POOR: 3, WORST: 1}))
    assert cells[WORST] is Hidden.SMALL
    assert cells[POOR] is Hidden.BESIDE
    assert (cells[LOW], cells[GOOD], cells[VERY_GOOD]) == (4, 20, 6)
