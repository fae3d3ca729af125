"""Reporting in stages up to the authorised official (V.A.1 and V.A.7, p.114-115)."""

from enum import StrEnum


class ReportState(StrEnum):
    """Sent to the level above, given back with what is missing, or accepted."""

    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            ReportState.SENT: "Dilaporkan, menunggu diperiksa",
            ReportState.RETURNED: "Dikembalikan untuk dilengkapi",
            ReportState.ACCEPTED: "Diterima",
        }[self]
