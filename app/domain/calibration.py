"""Words of a calibration meeting: assessors lay open what they propose, and change only their own."""

from enum import StrEnum


class CalibrationState(StrEnum):
    """Open while ratings may be changed in it; closed with its minutes."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words users see."""
        return {CalibrationState.OPEN: "Berlangsung", CalibrationState.CLOSED: "Selesai"}[self]
