"""The radar of values: straight up first, clockwise, and a gap where nothing is published."""

from fractions import Fraction

from app.documents import radar


def test_the_first_axis_points_up_and_the_next_to_the_right() -> None:
    first, second, *_ = radar.axes(7)
    assert first.end == (180.0, 60.0)
    assert second.end[0] > 180


def test_known_means_make_a_closed_line() -> None:
    path = radar.outline([Fraction(5)] * 7)
    assert path.startswith("M180 60L")
    assert path.endswith("L180 60")
    assert path.count("L") == 7
    assert len(radar.dots([Fraction(5)] * 7)) == 7


def test_a_value_that_is_not_published_leaves_a_gap() -> None:
    path = radar.outline([Fraction(5), None, Fraction(3), *[Fraction(4)] * 4])
    assert path.count("M") == 2
    assert len(radar.dots([Fraction(5), None, Fraction(3)])) == 2
    assert radar.outline([None] * 7) == ""
    assert len(radar.rings(7)) == 5
