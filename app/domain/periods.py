"""Windows of the performance year: on which days a step may be done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


@dataclass(frozen=True)
class Span:
    """Days from ``opens_on`` to ``closes_on``, both included."""

    opens_on: date
    closes_on: date

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies in the span."""
        return self.opens_on <= day <= self.closes_on


def regular_span(kind: WindowKind, year: int) -> Span:
    """The days the regulation sets.

    Planning: until the end of January (Ps.14(1); II.C.4, p.65), opened in December before so that drafting can begin.
    Annual evaluation: end of December until the end of January of the next year (IV.A.8.b, p.90).
    """
    if kind is WindowKind.PLANNING:
        return Span(date(year - 1, 12, 1), date(year, 1, 31))
    return Span(date(year, 12, 20), date(year + 1, 1, 31))
