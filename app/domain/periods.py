"""Windows and periods of the performance year: on which days a step may be done."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.errors import Problem

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
QUARTERS = ("I", "II", "III", "IV")
NEXT_YEAR_OPENS_IN = 10
"""The month from which on the next year is offered to be opened: holidays are usually decreed by then."""
MIN_REASON = 10


class WindowKind(StrEnum):
    """Steps of the year that have days of their own."""

    PLANNING = "planning"
    PERIODIC_EVALUATION = "periodic_evaluation"
    ANNUAL_EVALUATION = "annual_evaluation"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            WindowKind.PLANNING: "Perencanaan kinerja",
            WindowKind.PERIODIC_EVALUATION: "Evaluasi kinerja periodik",
            WindowKind.ANNUAL_EVALUATION: "Evaluasi kinerja tahunan",
        }[self]


class Rhythm(StrEnum):
    """How often the agency evaluates within the year; its own choice (Ps.24(2)-(3))."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def label(self) -> str:
        """The words users see."""
        return {Rhythm.MONTHLY: "Bulanan", Rhythm.QUARTERLY: "Triwulanan"}[self]

    @property
    def months(self) -> int:
        """Length of a period."""
        return {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}[self]

    def name_of(self, number: int) -> str:
        """A period by its number within the calendar year: 'Triwulan II', 'Bulan Maret'; 0 is the year, 'Tahunan'."""
        if not number:
            return "Tahunan"
        if self is Rhythm.MONTHLY:
            return f"Bulan {MONTHS[number - 1]}"
        return f"Triwulan {QUARTERS[number - 1]}"

    def name_in(self, year: int, number: int) -> str:
        """A period with its year: 'Triwulan II 2026'; of the year as a whole 'Tahun 2026'."""
        return f"{self.name_of(number)} {year}" if number else f"Tahun {year}"

    def last_day(self, year: int, number: int) -> date:
        """The last day of a period by its number within the calendar year; 0 is the year as a whole."""
        return last_of_month(date(year, number * self.months if number else 12, 1))


@dataclass(frozen=True)
class Span:
    """Days from ``opens_on`` to ``closes_on``, both included."""

    opens_on: date
    closes_on: date

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies in the span."""
        return self.opens_on <= day <= self.closes_on

    def state_on(self, day: date) -> str:
        """Whether it is open, in the words users see."""
        if day < self.opens_on:
            return "Belum dibuka"
        return "Terbuka" if day <= self.closes_on else "Sudah ditutup"


def regular_span(kind: WindowKind, last: date) -> Span:
    """The days the regulation sets for a step; ``last`` is the last day of the period it is about.

    Planning has no period to look back on: ``last`` is the last day of the year's first month. It ends there, for a
    usual year at the end of January (Ps.14(1); II.C.4, p.65), and begins a month before, so that drafts can be begun.
    Annual evaluation: end of December until the end of January of the next year (IV.A.8.b, p.90).
    Periodic evaluation: the regulation sets no days. It begins on the 20th of the last month, because in the example
    of p.91-92 the 25th of that month lies in the window and the 25th of the month before does not; until the 15th.
    """
    if kind is WindowKind.PLANNING:
        return Span(_first(_first(last) - timedelta(days=1)), last)
    begin = last.replace(day=20)
    following = last + timedelta(days=1)
    if kind is WindowKind.ANNUAL_EVALUATION:
        return Span(begin, last_of_month(following))
    return Span(begin, following.replace(day=15))


def in_words(day: date) -> str:
    """22 November 2026: a day as every sentence says it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _first(day: date) -> date:
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


@dataclass(frozen=True)
class Period:
    """A month or quarter that is evaluated, numbered within the calendar year."""

    number: int
    span: Span


def periods_of(rhythm: Rhythm, starts_on: date) -> tuple[Period, ...]:
    """The periods of a year that begins on ``starts_on``: those before do not exist, the first may be cut short."""
    periods = []
    for number in range(1, 12 // rhythm.months + 1):
        first = date(starts_on.year, (number - 1) * rhythm.months + 1, 1)
        last = last_of_month(date(starts_on.year, number * rhythm.months, 1))
        if last > starts_on:
            periods.append(Period(number, Span(max(first, starts_on), last)))
    return tuple(periods)


def is_time_to_open_next(latest_year: int, today: date) -> bool:
    """Whether the year after the latest one is due to be opened: from October on."""
    return today >= date(latest_year, NEXT_YEAR_OPENS_IN, 1)


def problems_of_extension(window: Span, closes_on: date | None, reason: str, today: date) -> tuple[Problem, ...]:
    """Why a window cannot be made to close on ``closes_on``; the day it opens never moves."""
    problems = []
    if closes_on is None:
        problems.append(Problem("closes_on", "Isi tanggal penutupan yang baru."))
    elif closes_on == window.closes_on:
        problems.append(Problem("closes_on", "Tanggal ini sama dengan penutupan sekarang. Pilih tanggal lain."))
    elif closes_on < max(today, window.opens_on):
        problems.append(
            Problem("closes_on", "Tanggal penutupan tidak boleh sudah lewat atau sebelum jadwal dibuka. Pilih lagi.")
        )
    elif closes_on > window.opens_on.replace(year=window.opens_on.year + 2, day=1):
        problems.append(Problem("closes_on", "Jadwal tidak dapat dibuka lebih dari dua tahun. Periksa tahunnya."))
    if len(reason.strip()) < MIN_REASON:
        problems.append(
            Problem("reason", f"Tulis alasannya, paling sedikit {MIN_REASON} karakter. Alasan ini terbaca semua orang.")
        )
    return tuple(problems)
