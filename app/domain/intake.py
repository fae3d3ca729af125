"""Words of imports: what a workbook holds, what is found in it, and how far its import has come."""

from dataclasses import dataclass
from datetime import date
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


class Severity(StrEnum):
    """How heavy a problem is: an error forbids the import, the others are only told."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Severity.ERROR: "Harus diperbaiki",
            Severity.WARNING: "Perlu dilihat",
            Severity.INFO: "Keterangan",
        }[self]


@dataclass(frozen=True)
class Finding:
    """One thing found in a workbook; ``row`` is 0 and ``column`` empty where it concerns more than a cell."""

    severity: Severity
    row: int
    column: str
    message: str
    sheet: str = ""


@dataclass(frozen=True)
class Alteration:
    """One change an import makes: of what sort, to whom or what, from what to what."""

    sort: str
    subject: str
    field: str
    before: str
    after: str


def error(row: int, column: str, message: str) -> Finding:
    """A problem that forbids the import."""
    return Finding(Severity.ERROR, row, column, message)


def warning(row: int, column: str, message: str) -> Finding:
    """Something an officer should look at."""
    return Finding(Severity.WARNING, row, column, message)


def info(row: int, column: str, message: str) -> Finding:
    """Something worth knowing."""
    return Finding(Severity.INFO, row, column, message)


def starts_on(told: date | None, current: date | None, effective: date, today: date) -> date:
    """First day of a change: the file's own, when it lies after the current span's start and not in the future."""
    if told and told <= today and (current is None or told > current):
        return told
    return effective
