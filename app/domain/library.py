"""The indicator library: job families, and who keeps it."""

from enum import StrEnum

from app.domain.actors import Actor, Role


class JobFamily(StrEnum):
    """Whose work an example is about."""

    TEACHER = "teacher"
    HEALTH = "health"
    CIVIL_REGISTRY = "civil_registry"
    SOCIAL = "social"
    PLANNING = "planning"
    ADMINISTRATION = "administration"
    LEADERSHIP = "leadership"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            JobFamily.TEACHER: "Guru",
            JobFamily.HEALTH: "Kesehatan",
            JobFamily.CIVIL_REGISTRY: "Kependudukan dan pencatatan sipil",
            JobFamily.SOCIAL: "Sosial",
            JobFamily.PLANNING: "Perencanaan dan keuangan",
            JobFamily.ADMINISTRATION: "Administrasi umum",
            JobFamily.LEADERSHIP: "Pimpinan",
            JobFamily.OTHER: "Lainnya",
        }[self]


def keeps_library(actor: Actor) -> bool:
    """Whether the actor writes the examples everybody reads: officers of the agency."""
    return Role.AGENCY_OFFICER in actor.roles


KEEPERS = frozenset({Role.AGENCY_OFFICER})
"""Whoever finds the pages that change the library."""

_WORDS: tuple[tuple[JobFamily, tuple[str, ...]], ...] = (
    (JobFamily.LEADERSHIP, ("sekretaris daerah", "kepala dinas", "kepala badan", "kepala puskesmas", "camat", "lurah")),
    (JobFamily.TEACHER, ("guru", "konselor", "kepala sekolah", "pamong belajar")),
    (
        JobFamily.HEALTH,
        (
            "bidan", "perawat", "dokter", "sanitarian", "sanitasi", "nutrisionis", "apoteker", "farmasi", "epidemiolog",
            "laboratorium kesehatan", "promosi kesehatan", "kesehatan", "terapis", "rekam medis", "radiografer",
        ),
    ),
    (JobFamily.CIVIL_REGISTRY, ("kependudukan", "pencatatan sipil")),
    (JobFamily.SOCIAL, ("sosial",)),
    (JobFamily.PLANNING, ("perencana", "keuangan", "anggaran", "bendahara", "pengadaan", "aset", "akuntan")),
    (JobFamily.ADMINISTRATION, ("administrasi", "arsiparis", "kepegawaian", "manusia", "umum", "sekretaris")),
)  # fmt: skip


def likely_family(position: str) -> JobFamily | None:
    """Whose examples somebody in this position would read first, by words of the title; None when nothing fits."""
    title = position.lower()
    return next((family for family, words in _WORDS if any(word in title for word in words)), None)
