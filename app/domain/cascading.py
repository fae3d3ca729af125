"""How a leader's results are handed down, and who agreed. Source: PermenPANRB 6/2022, Lampiran II.A.4-5, p.39-49."""

from enum import StrEnum


class CascadeMethod(StrEnum):
    """How the results of staff follow from a leader's indicator; the leader chooses (II.A.4.e, p.39)."""

    ASPECT = "aspect"
    AREA = "area"
    LOAD = "load"
    SERVICE = "service"
    INTERMEDIATE = "intermediate"

    @property
    def label(self) -> str:
        """The words users see; direct cascading first (p.39-43)."""
        return {
            CascadeMethod.ASPECT: "Langsung: pembagian aspek, komponen, atau tahapan",
            CascadeMethod.AREA: "Langsung: pembagian wilayah",
            CascadeMethod.LOAD: "Langsung: pembagian beban target",
            CascadeMethod.SERVICE: "Tidak langsung: pendekatan layanan",
            CascadeMethod.INTERMEDIATE: "Tidak langsung: output antara",
        }[self]

    @property
    def is_direct(self) -> bool:
        """Whether what staff achieve stands for what the leader achieves (p.41), or only helps it (p.43)."""
        return self in {CascadeMethod.ASPECT, CascadeMethod.AREA, CascadeMethod.LOAD}


class Approval(StrEnum):
    """What the assessor said to an assignment by another leader (II.A.5.f.10-12, p.46)."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Approval.NOT_NEEDED: "Dari penilai sendiri",
            Approval.WAITING: "Menunggu persetujuan penilai",
            Approval.APPROVED: "Disetujui penilai",
            Approval.REFUSED: "Tidak disetujui penilai",
        }[self]


class Initiative(StrEnum):
    """Who began an assignment (II.A.5.f.8, p.46)."""

    APPOINTED = "appointed"
    VOLUNTARY = "voluntary"

    @property
    def label(self) -> str:
        """The words of the regulation."""
        return {Initiative.APPOINTED: "Penunjukan", Initiative.VOLUNTARY: "Pengajuan sukarela"}[self]
