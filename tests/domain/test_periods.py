"""On which days a step of the year may be done, above all around the turn of the year."""

from datetime import date

import pytest

from app.domain.periods import (
    Rhythm,
    Span,
    WindowKind,
    is_time_to_open_next,
    periods_of,
    problems_of_extension,
    regular_span,
)


@pytest.mark.parametrize(
    ("kind", "day", "opened"),
    [
        (WindowKind.PLANNING, date(2025, 11, 30), False),
        (WindowKind.PLANNING, date(2025, 12, 1), True),
        (WindowKind.PLANNING, date(2025, 12, 31), True),
        (WindowKind.PLANNING, date(2026, 1, 1), True),
        (WindowKind.PLANNING, date(2026, 1, 31), True),  # until the end of January: II.C.4, p.65
        (WindowKind.PLANNING, date(2026, 2, 1), False),
        (WindowKind.PLANNING, date(2027, 1, 15), False),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 1, 15), False),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 12, 19), False),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 12, 20), True),
        (WindowKind.ANNUAL_EVALUATION, date(2026, 12, 31), True),
        (WindowKind.ANNUAL_EVALUATION, date(2027, 1, 1), True),
        (WindowKind.ANNUAL_EVALUATION, date(2027, 1, 31), True),  # end of January of the next year: IV.A.8.b, p.90
        (WindowKind.ANNUAL_EVALUATION, date(2027, 2, 1), False),
    ],
)
def test_the_windows_of_2026_open_and_close_to_the_day(kind: WindowKind, day: date, opened: bool) -> None:
    last = date(2026, 1, 31) if kind is WindowKind.PLANNING else date(2026, 12, 31)
    assert regular_span(kind, last).contains(day) is opened


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027, 2028, 2100])
def test_in_january_last_year_is_evaluated_while_this_year_is_planned(year: int) -> None:
    planning = regular_span(WindowKind.PLANNING, date(year, 1, 31))
    evaluation = regular_span(WindowKind.ANNUAL_EVALUATION, date(year - 1, 12, 31))
    for day in (date(year, 1, 1), date(year, 1, 31)):
        assert planning.contains(day)
        assert evaluation.contains(day)


def test_a_span_of_one_day_holds_that_day_alone() -> None:
    day = Span(date(2028, 2, 29), date(2028, 2, 29))
    assert day.contains(date(2028, 2, 29))
    assert not day.contains(date(2028, 2, 28))
    assert not day.contains(date(2028, 3, 1))


def spans(rhythm: Rhythm, starts_on: date) -> list[tuple[int, date, date]]:
    """Number, first and last day of each period."""
    return [(p.number, p.span.opens_on, p.span.closes_on) for p in periods_of(rhythm, starts_on)]


def test_a_year_has_four_quarters_or_twelve_months() -> None:
    quarters = spans(Rhythm.QUARTERLY, date(2026, 1, 1))
    assert quarters[0] == (1, date(2026, 1, 1), date(2026, 3, 31))
    assert quarters[-1] == (4, date(2026, 10, 1), date(2026, 12, 31))
    months = spans(Rhythm.MONTHLY, date(2028, 1, 1))
    assert len(months) == 12
    assert months[1] == (2, date(2028, 2, 1), date(2028, 2, 29))


def test_a_first_year_that_begins_in_august_has_the_rest_of_the_third_quarter_and_the_fourth() -> None:
    assert spans(Rhythm.QUARTERLY, date(2026, 8, 1)) == [
        (3, date(2026, 8, 1), date(2026, 9, 30)),
        (4, date(2026, 10, 1), date(2026, 12, 31)),
    ]
    assert [number for number, *_ in spans(Rhythm.MONTHLY, date(2026, 11, 1))] == [11, 12]


def test_a_year_that_begins_in_august_is_planned_until_the_end_of_august() -> None:
    assert regular_span(WindowKind.PLANNING, date(2026, 8, 31)) == Span(date(2026, 7, 1), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("day", "opened"),
    [
        (date(2026, 8, 25), False),  # both days are the example of p.91-92
        (date(2026, 9, 25), True),
        (date(2026, 9, 19), False),
        (date(2026, 10, 15), True),
        (date(2026, 10, 16), False),
    ],
)
def test_the_third_quarter_is_evaluated_around_its_end(day: date, *, opened: bool) -> None:
    assert regular_span(WindowKind.PERIODIC_EVALUATION, date(2026, 9, 30)).contains(day) is opened


@pytest.mark.parametrize(
    ("rhythm", "number", "words"), [(Rhythm.QUARTERLY, 3, "Triwulan III"), (Rhythm.MONTHLY, 3, "Bulan Maret")]
)
def test_a_period_has_a_name(rhythm: Rhythm, number: int, words: str) -> None:
    assert rhythm.name_of(number) == words


WINDOW, TODAY = Span(date(2025, 12, 1), date(2026, 1, 31)), date(2026, 1, 20)


@pytest.mark.parametrize(
    ("closes_on", "reason", "fields"),
    [
        (date(2026, 2, 28), "Surat edaran", []),
        (date(2026, 1, 20), "Dibatalkan lagi", []),
        (None, "Surat edaran", ["closes_on"]),
        (date(2026, 1, 31), "Surat edaran", ["closes_on"]),
        (date(2026, 1, 19), "Surat edaran", ["closes_on"]),
        (date(2030, 1, 31), "Surat edaran", ["closes_on"]),
        (date(2026, 2, 28), "  sembilan ", ["reason"]),
        (None, "", ["closes_on", "reason"]),
    ],
)
def test_a_window_moves_only_with_a_day_that_makes_sense_and_a_reason(
    closes_on: date | None, reason: str, fields: list[str]
) -> None:
    assert [p.field for p in problems_of_extension(WINDOW, closes_on, reason, TODAY)] == fields


def test_the_next_year_is_offered_from_october_on() -> None:
    assert not is_time_to_open_next(2026, date(2026, 9, 30))
    assert is_time_to_open_next(2026, date(2026, 10, 1))
