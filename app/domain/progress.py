"""Words of running the plan. Source: PermenPANRB 6/2022, Lampiran III.A, p.67-68."""

from enum import StrEnum

from app.domain.errors import Problem

MAX_EVIDENCE = 20
"""Most pieces of evidence of one indicator in a period."""
SIGNED = "Evaluasi periode ini sudah ditandatangani, jadi isinya tidak diubah lagi."
FULL = f"Satu indikator paling banyak memuat {MAX_EVIDENCE} bukti. Hapus yang kurang penting dahulu."


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


def problems_of_handing_in(texts: tuple[str, ...], *, is_handed_in: bool) -> tuple[Problem, ...]:
    """Why a self-assessment cannot be handed to the assessor now."""
    if is_handed_in:
        return (Problem("", "Penilaian diri ini sudah diserahkan."),)
    if not any(text.strip() for text in texts):
        return (Problem("achieved", "Tulis paling sedikit satu bagian dahulu, lalu serahkan."),)
    return ()
