"""Special circumstances of a person that change the plan: acting posts, study leave, exempted kinds."""

from enum import StrEnum


class SpecialKind(StrEnum):
    """What an officer records about a person, with days and document.

    Acting posts make the assignment utama (II.A.6.d, p.50); whoever is on study leave has a plan (II.B, p.62-65);
    the last four have none (II.C.8, p.65-66).
    """

    ACTING = "acting"
    DAILY_ACTING = "daily_acting"
    STRUCTURAL = "structural"
    STUDY = "study"
    STATE_OFFICIAL = "state_official"
    SUSPENDED = "suspended"
    UNPAID_LEAVE = "unpaid_leave"
    PRE_RETIREMENT = "pre_retirement"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            SpecialKind.ACTING: "Pelaksana tugas (Plt.)",
            SpecialKind.DAILY_ACTING: "Pelaksana harian (Plh.)",
            SpecialKind.STRUCTURAL: "Pejabat fungsional yang ditugaskan pada jabatan struktural",
            SpecialKind.STUDY: "Tugas belajar",
            SpecialKind.STATE_OFFICIAL: "Pejabat negara atau pimpinan/anggota lembaga nonstruktural",
            SpecialKind.SUSPENDED: "Diberhentikan sementara",
            SpecialKind.UNPAID_LEAVE: "Cuti di luar tanggungan negara",
            SpecialKind.PRE_RETIREMENT: "Masa persiapan pensiun",
        }[self]

    @property
    def makes_main(self) -> bool:
        """Whether an assignment of this kind has high priority by rule (II.A.6.d, p.50)."""
        return self in {SpecialKind.ACTING, SpecialKind.DAILY_ACTING, SpecialKind.STRUCTURAL}

    @property
    def exempts(self) -> bool:
        """Whether planning does not apply to the person meanwhile (II.C.8, p.65-66)."""
        return self in {
            SpecialKind.STATE_OFFICIAL,
            SpecialKind.SUSPENDED,
            SpecialKind.UNPAID_LEAVE,
            SpecialKind.PRE_RETIREMENT,
        }


ASSIGNMENTS = tuple(kind for kind in SpecialKind if not kind.exempts)
"""What a single work result may be for."""
