"""Words of running the plan. Source: PermenPANRB 6/2022, Lampiran III.A, p.67-68."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    """How evidence is given; files come later."""

    TEXT = "text"
    LINK = "link"
