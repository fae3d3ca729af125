"""Words of running the plan. Source: PermenPANRB 6/2022, Lampiran III.A, p.67-68."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    """How evidence is given."""

    TEXT = "text"
    LINK = "link"
    FILE = "file"


class Attainment(StrEnum):
    """How a realisation compares with its target, as the employee sees it; no number, no weight."""

    EXCEEDED = "exceeded"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Attainment.EXCEEDED: "Melampaui target",
            Attainment.MET: "Target tercapai",
            Attainment.PARTLY: "Tercapai sebagian",
            Attainment.NOT_MET: "Belum tercapai",
        }[self]
