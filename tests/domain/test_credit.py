"""Credit points of functional officials: every value of the table, the worked examples, months counted once."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.credit import (
    Grade,
    Line,
    Months,
    as_number,
    for_diploma,
    grade_in,
    points,
    problems_of,
    shown,
    total,
    typed,
)
from app.domain.rating import OverallRating

ORDER = (
    OverallRating.VERY_GOOD,
    OverallRating.GOOD,
    OverallRating.NEEDS_IMPROVEMENT,
    OverallRating.POOR,
    OverallRating.VERY_POOR,
)
TABLE = {
    Grade.BEGINNER: ("5,63", "3,75", "2,81", "1,88", "0,94"),
    Grade.SKILLED: ("7,50", "5,00", "3,75", "2,50", "1,25"),
    Grade.PROFICIENT: ("18,75", "12,50", "9,38", "6,25", "3,13"),
    Grade.SUPERVISING: ("37,50", "25,00", "18,75", "12,50", "6,25"),
    Grade.FIRST: ("18,75", "12,50", "9,38", "6,25", "3,13"),
    Grade.JUNIOR: ("37,50", "25,00", "18,75", "12,50", "6,25"),
    Grade.MIDDLE: ("56,25", "37,50", "28,13", "18,75", "9,38"),
    Grade.MAIN: ("75,00", "50,00", "37,50", "25,00", "12,50"),
}


@pytest.mark.parametrize("grade", Grade)
def test_a_whole_year_is_worth_what_the_table_says(grade: Grade) -> None:
    assert tuple(shown(points(grade, overall, 12)) for overall in ORDER) == TABLE[grade]


def test_the_worked_example_adds_up() -> None:
    year = Line(Months(2025, 1, 12), Grade.FIRST, OverallRating.VERY_GOOD)
    two_months = Line(Months(2026, 1, 2), Grade.FIRST, OverallRating.GOOD)
    assert [shown(year.points), shown(two_months.points)] == ["18,75", "2,08"]
    assert shown(total([year, two_months], None)) == "20,83"


def test_sums_are_rounded_once_at_the_end() -> None:
    month = Line(Months(2026, 1, 1), Grade.FIRST, OverallRating.GOOD)  # 1.041666…
    assert shown(sum((month.points for _ in range(12)), Fraction(0))) == "12,50"


def test_a_change_of_jenjang_within_the_year_is_two_rows() -> None:
    rows = [
        Line(Months(2026, 1, 6), Grade.FIRST, OverallRating.GOOD),
        Line(Months(2026, 7, 12), Grade.JUNIOR, OverallRating.GOOD),
    ]
    assert not problems_of(rows[1].months, [rows[0].months])
    assert shown(total(rows, "101.255")) == "120,01"


@pytest.mark.parametrize(("value", "words"), [("1234.5", "1.234,50"), ("0.005", "0,01"), ("2.125", "2,13")])
def test_numbers_are_written_the_indonesian_way_and_rounded_half_up(value: str, words: str) -> None:
    assert shown(Fraction(value)) == words
    assert as_number(Fraction(value)) == Decimal(words.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("months", [0, 13, -1])
def test_a_year_has_twelve_months(months: int) -> None:
    with pytest.raises(ValueError, match="months"):
        points(Grade.FIRST, OverallRating.GOOD, months)


@pytest.mark.parametrize(
    ("wanted", "taken", "words"),
    [
        (Months(2026, 1, 12), [Months(2026, 12, 12)], "sudah dikonversi"),
        (Months(2026, 3, 3), [Months(2026, 1, 6)], "sudah dikonversi"),
        (Months(2026, 7, 6), [], "sebelum bulan pertama"),
        (Months(2026, 1, 4), [], "hanya untuk Januari sampai Maret 2026"),
        (Months(2025, 1, 3), [], "hanya untuk"),
    ],
)
def test_no_month_is_counted_twice_or_outside_of_its_predikat(wanted: Months, taken: list[Months], words: str) -> None:
    within = Months(2026, 1, 3) if "hanya" in words else None
    (problem,) = problems_of(wanted, taken, within=within)
    assert words in problem.message


def test_the_same_months_of_another_year_are_free() -> None:
    assert not problems_of(Months(2026, 1, 12), [Months(2025, 1, 12)], brought_to=date(2025, 12, 31))


def test_months_already_in_the_balance_are_refused() -> None:
    (problem,) = problems_of(Months(2026, 3, 12), [], brought_to=date(2026, 3, 1))
    assert "sampai 1 Maret 2026" in problem.message
    assert not problems_of(Months(2026, 4, 12), [], brought_to=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("position", "grade"),
    [
        ("Bidan Terampil", Grade.SKILLED),
        ("Guru Ahli Pertama", Grade.FIRST),
        ("Dokter  Ahli Madya / Kepala Puskesmas", Grade.MIDDLE),
        ("Perawat Penyelia", Grade.SUPERVISING),
        ("Nutrisionis Mahir", Grade.PROFICIENT),
        ("Arsiparis Pelaksana Lanjutan", Grade.PROFICIENT),
        ("Kepala Dinas Kesehatan", None),
        ("Guru", None),
    ],
)
def test_the_jenjang_is_guessed_from_the_name_of_the_position(position: str, grade: Grade | None) -> None:
    assert grade_in(position) is grade


@pytest.mark.parametrize(
    ("text", "value"),
    [("101,25", "101.25"), ("1.101,5", "1101.5"), ("101.25", "101.25"), ("0", "0"), (" 12 ", "12"),
     ("-1", None), ("2001", None), ("1,2345", None), ("NaN", None), ("sepuluh", None), ("", None), ("1e3", None),
     ("1.101", None)],
)  # fmt: skip
def test_points_are_typed_with_comma_or_point(text: str, value: str | None) -> None:
    assert typed(text) == (None if value is None else Decimal(value))


DIPLOMA = {
    Grade.BEGINNER: "3.75", Grade.SKILLED: "5.00", Grade.PROFICIENT: "12.50", Grade.SUPERVISING: "25.00",
    Grade.FIRST: "12.50", Grade.JUNIOR: "25.00", Grade.MIDDLE: "37.50", Grade.MAIN: "50.00",
}  # fmt: skip
"""A quarter of what the next pangkat asks for, written out by hand."""


@pytest.mark.parametrize("grade", Grade)
def test_a_recognised_diploma_is_worth_a_quarter_of_the_next_pangkat(grade: Grade) -> None:
    assert str(for_diploma(grade)) == DIPLOMA[grade]


def test_diplomas_are_added_exactly() -> None:
    month = Line(Months(2026, 1, 1), Grade.FIRST, OverallRating.GOOD)  # 1.041666…
    assert shown(total([month], "0.005", [Fraction("3.75"), Fraction("0.003")])) == "4,80"
