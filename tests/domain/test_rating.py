"""The quadrant of PermenPANRB 6/2022, cell by cell, and the picture of distribution beside it."""

import pytest

from app.domain.distribution import Achievement, pattern
from app.domain.rating import OverallRating, Rating, overall_rating

ABOVE, EXPECTED, BELOW = Rating.ABOVE, Rating.AS_EXPECTED, Rating.BELOW


@pytest.mark.parametrize(
    ("results", "behaviour", "words"),
    [
        (ABOVE, ABOVE, "Sangat Baik"),  # p.99 and p.103, row 1
        (ABOVE, EXPECTED, "Baik"),  # row 2.1
        (EXPECTED, EXPECTED, "Baik"),  # row 2.2
        (EXPECTED, ABOVE, "Baik"),  # row 2.3
        (BELOW, ABOVE, "Butuh Perbaikan"),  # row 3.1
        (BELOW, EXPECTED, "Butuh Perbaikan"),  # row 3.2
        (ABOVE, BELOW, "Kurang (Misconduct)"),  # row 4.1
        (EXPECTED, BELOW, "Kurang (Misconduct)"),  # row 4.2
        (BELOW, BELOW, "Sangat Kurang"),  # p.100 and p.103, row 5
    ],
)
def test_the_quadrant_reads_as_printed(results: Rating, behaviour: Rating, words: str) -> None:
    assert overall_rating(results, behaviour).label == words


def test_overall_ratings_run_from_lowest_to_highest() -> None:
    words = [rating.label for rating in OverallRating]
    assert words == ["Sangat Kurang", "Kurang (Misconduct)", "Butuh Perbaikan", "Baik", "Sangat Baik"]
    axis = [rating.axis_label for rating in OverallRating]
    assert axis == ["Sangat Kurang", "Kurang/ Misconduct", "Butuh Perbaikan", "Baik", "Sangat Baik"], "p.94-97"


@pytest.mark.parametrize("behaviour", Rating)
def test_better_results_never_lower_the_overall_rating(behaviour: Rating) -> None:
    order = list(OverallRating)
    climbing = [order.index(overall_rating(results, behaviour)) for results in (BELOW, EXPECTED, ABOVE)]
    if behaviour is BELOW:
        assert climbing == [0, 1, 1]  # misbehaviour keeps even the best results at Kurang (p.99)
    assert climbing == sorted(climbing)


@pytest.mark.parametrize(
    ("achievement", "peak", "heights"),
    [
        (Achievement.OUTSTANDING, "Sangat Baik", (3, 6, 9, 36, 86)),  # p.94
        (Achievement.GOOD, "Baik", (8, 15, 29, 86, 29)),  # p.95
        (Achievement.NEEDS_IMPROVEMENT, "Butuh Perbaikan", (8, 22, 86, 22, 8)),  # p.95
        (Achievement.POOR, "Kurang (Misconduct)", (29, 86, 27, 12, 8)),  # p.96
        (Achievement.VERY_POOR, "Sangat Kurang", (86, 36, 12, 6, 3)),  # p.96-97
    ],
)
def test_the_picture_peaks_where_the_regulation_draws_it(
    achievement: Achievement, peak: str, heights: tuple[int, ...]
) -> None:
    drawn = pattern(achievement)
    assert tuple(height for _, height in drawn) == heights
    assert max(drawn, key=lambda pair: pair[1])[0].label == peak


@pytest.mark.parametrize("achievement", Achievement)
def test_no_rating_is_ruled_out_by_the_picture(achievement: Achievement) -> None:
    drawn = pattern(achievement)
    assert [rating for rating, _ in drawn] == list(OverallRating)
    assert all(height > 0 for _, height in drawn)  # "dengan tidak menutup kemungkinan" (p.94-97)
