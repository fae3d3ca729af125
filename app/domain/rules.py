"""What a regulation sets, by the day it is in force: deadlines, windows, quadrant. A later one is a second entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidError, Problem
from app.domain.periods import Span, WindowKind, in_words, regular_span
from app.domain.rating import OverallRating, Rating, overall_rating


class Clock(StrEnum):
    """What a deadline is for; "D9" and so on are the numbers of our list of deadlines."""

    DELIVER = "D9"
    RETURN = "D10"
    REPORT = "D11"
    TAKE_OVER = "D12"
    DELIVER_TAKEN_OVER = "D13a"
    RETURN_TAKEN_OVER = "D13b"
    REPORT_TAKEN_OVER = "D14"
    OBJECT = "D15"
    DECIDE = "D16"
    REPORT_OBJECTION = "D17"


class Start(StrEnum):
    """The day a deadline is counted from; that day itself does not count."""

    SIGNATURE = "signature"
    RECEIPT = "receipt"
    WINDOW_END = "window_end"
    OBJECTION = "objection"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Start.SIGNATURE: "sejak ditandatangani",
            Start.RECEIPT: "sejak diterima",
            Start.WINDOW_END: "sejak jangka waktu evaluasi berakhir",
            Start.OBJECTION: "sejak pengajuan keberatan diterima",
        }[self]


@dataclass(frozen=True)
class Deadline:
    """So many working days from a day on; ``words`` say to users what is due, ``source`` where it is written."""

    working_days: int
    start: Start
    words: str
    source: str


@dataclass(frozen=True)
class Rulebook:
    """The tables of one regulation.

    ``fallback_month`` is the month of the next year after which last year's achievement of the organisation counts.
    """

    name: str
    in_force_from: date
    deadlines: Mapping[Clock, Deadline]
    window: Callable[[WindowKind, date], Span]
    overall_rating: Callable[[Rating, Rating], OverallRating]
    fallback_month: int

    def falls_back(self, year: int, day: date) -> bool:
        """Whether on ``day`` an achievement of ``year`` that is still missing is replaced by the one before (D8)."""
        return day >= date(year + 1, self.fallback_month + 1, 1)


def _from(working_days: int, start: Start, words: str, source: str) -> Deadline:
    return Deadline(working_days, start, words, source)


PERMENPANRB_6_2022 = Rulebook(
    name="PermenPANRB 6/2022",
    in_force_from=date(2022, 2, 7),  # the day of its promulgation: Ps.41, p.20-21
    deadlines={
        Clock.DELIVER: _from(14, Start.SIGNATURE, "menyampaikan dokumen evaluasi kepada pegawai", "V.A.5, p.114"),
        Clock.RETURN: _from(14, Start.RECEIPT, "menandatangani dan mengembalikan dokumen evaluasi", "V.A.6, p.114"),
        Clock.REPORT: _from(30, Start.WINDOW_END, "melaporkan dokumen evaluasi kepada PyB", "V.A.7, p.115"),
        Clock.TAKE_OVER: _from(
            14, Start.WINDOW_END, "atasan penilai mengevaluasi atau menandatangani", "IV.A.11, p.90; V.A.8, p.115-116"
        ),
        Clock.DELIVER_TAKEN_OVER: _from(
            7, Start.SIGNATURE, "atasan penilai menyampaikan dokumen evaluasi", "V.A.9, p.116"
        ),
        Clock.RETURN_TAKEN_OVER: _from(
            7, Start.RECEIPT, "menandatangani dan mengembalikan dokumen kepada atasan penilai", "V.A.10, p.116"
        ),
        Clock.REPORT_TAKEN_OVER: _from(
            30, Start.WINDOW_END, "atasan penilai melaporkan dokumen evaluasi kepada PyB", "V.A.11, p.117"
        ),
        Clock.OBJECT: _from(14, Start.RECEIPT, "mengajukan keberatan", "V.B.2, p.117"),
        Clock.DECIDE: _from(7, Start.OBJECTION, "memutuskan keberatan", "V.B.6, p.117"),
        Clock.REPORT_OBJECTION: _from(
            30, Start.WINDOW_END, "melaporkan hasil yang diubah setelah keberatan", "V.B.8, p.119"
        ),
    },
    window=regular_span,
    overall_rating=overall_rating,
    fallback_month=1,  # IV.B.1.f, p.94
)
RULEBOOKS = (PERMENPANRB_6_2022,)
"""From the earliest to the latest."""


def rules_on(day: date) -> Rulebook:
    """The rulebook in force on ``day``.

    Raises:
        InvalidError: the day lies before the earliest regulation this application knows.
    """
    known = [book for book in RULEBOOKS if book.in_force_from <= day]
    if not known:
        raise InvalidError(Problem("", f"Tidak ada aturan untuk {in_words(day)}: {_EARLIEST}"))
    return known[-1]


_EARLIEST = (
    f"aplikasi ini mengikuti {RULEBOOKS[0].name}, yang berlaku sejak {in_words(RULEBOOKS[0].in_force_from)}. "
    "Pilih tanggal sesudahnya."
)
