"""Job families of the indicator library."""

from enum import StrEnum


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
