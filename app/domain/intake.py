"""Words of imports: what a workbook holds, and how far its import has come."""

from enum import StrEnum


class IntakeKind(StrEnum):
    """What a workbook holds."""

    PEOPLE = "people"
    UNITS = "units"
    POSITIONS = "positions"
    ASSESSORS = "assessors"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            IntakeKind.PEOPLE: "Pegawai",
            IntakeKind.UNITS: "Unit organisasi",
            IntakeKind.POSITIONS: "Referensi jabatan",
            IntakeKind.ASSESSORS: "Pejabat penilai",
        }[self]


class IntakeState(StrEnum):
    """From the upload to the change of the data; a refused or discarded one changed nothing."""

    WAITING = "waiting"
    CHECKED = "checked"
    REFUSED = "refused"
    APPLYING = "applying"
    APPLIED = "applied"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            IntakeState.WAITING: "Sedang diperiksa",
            IntakeState.CHECKED: "Sudah diperiksa, belum diterapkan",
            IntakeState.REFUSED: "Tidak dapat dipakai",
            IntakeState.APPLYING: "Sedang diterapkan",
            IntakeState.APPLIED: "Sudah diterapkan",
            IntakeState.DISCARDED: "Dibuang",
        }[self]
