"""Words of the indicator manual. Source: PermenPANRB 6/2022, Lampiran II.A.2-3, p.28, 37-38."""

from enum import StrEnum


class ControlLevel(StrEnum):
    """Kualitas dan tingkat kendali of an indicator on form A.1.3 (p.28, p.38)."""

    OUTCOME = "outcome"
    INTERMEDIATE = "intermediate"
    LOW_CONTROL = "low_control"

    @property
    def label(self) -> str:
        """The words printed on A.1.3."""
        return {
            ControlLevel.OUTCOME: "Outcome",
            ControlLevel.INTERMEDIATE: "Outcome Antara",
            ControlLevel.LOW_CONTROL: "Output kendali rendah",
        }[self]


class Reporting(StrEnum):
    """Periode pelaporan on form A.1.3 (p.38)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def label(self) -> str:
        """The words printed on A.1.3."""
        return {
            Reporting.MONTHLY: "Bulanan",
            Reporting.QUARTERLY: "Triwulanan",
            Reporting.HALF_YEARLY: "Semesteran",
            Reporting.YEARLY: "Tahunan",
        }[self]
