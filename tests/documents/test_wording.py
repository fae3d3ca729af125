"""Dates, periods and the curve: the small parts every form is made of."""

from datetime import UTC, date, datetime

import pytest

from app.documents import wording, wording_signing
from app.documents.curve import segments
from app.domain.distribution import Achievement, pattern
from tests.documents.examples import WITA


def test_the_period_reads_as_on_the_form() -> None:
    whole_year = wording.assessment_period(date(2026, 1, 1), date(2026, 12, 31))
    assert whole_year == "1 JANUARI SD 31 DESEMBER TAHUN 2026"


def test_a_period_over_two_years_names_both() -> None:
    crossing = wording.assessment_period(date(2026, 12, 1), date(2027, 2, 28))
    assert crossing == "1 DESEMBER TAHUN 2026 SD 28 FEBRUARI TAHUN 2027"


@pytest.mark.parametrize(
    ("moment", "ending"),
    [
        (datetime(2026, 11, 22, 14, 2), "22 November 2026 14.02"),  # noqa: DTZ001 - a moment without zone is the case
        (datetime(2026, 11, 22, 14, 2, tzinfo=WITA), "22 November 2026 14.02 WITA"),
        (datetime(2026, 11, 22, 6, 2, tzinfo=UTC), "22 November 2026 06.02 UTC"),
    ],
)
def test_a_signature_says_when_in_its_own_zone(moment: datetime, ending: str) -> None:
    assert wording_signing.signed_line(moment) == f"Ditandatangani secara elektronik di Tilik, {ending}"


@pytest.mark.parametrize("achievement", Achievement)
def test_the_curve_passes_every_height_and_never_leaves_the_picture(achievement: Achievement) -> None:
    start, pieces = segments(achievement)
    heights = [height for _, height in pattern(achievement)]
    assert [start, *(piece.end for piece in pieces)] == list(enumerate(heights))
    for piece in pieces:
        assert all(0 <= y <= 100 for _, y in (piece.control_1, piece.control_2))


@pytest.mark.parametrize("achievement", Achievement)
def test_the_curve_has_no_peak_between_two_ratings(achievement: Achievement) -> None:
    (_, before), pieces = segments(achievement)
    for piece in pieces:
        low, high = sorted((before, piece.end[1]))
        assert all(low <= y <= high for _, y in (piece.control_1, piece.control_2))
        before = piece.end[1]
