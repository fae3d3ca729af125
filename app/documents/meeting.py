"""The record of a calibration meeting as PDF/UA: who was there, what was changed, the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.documents.pdf import typeset
from app.documents.text import printable

MEMBERS = ("Penilai yang diundang", "Membuka usulannya")
CHANGES = ("Pegawai", "Penilai", "Hasil kerja", "Perilaku kerja", "Alasan")


@dataclass(frozen=True)
class MeetingRecord:
    """A record in words; ``changes`` are rows under :data:`CHANGES`, ``about_changes`` says what is not among them."""

    agency: str
    title: str
    facts: Sequence[tuple[str, str]]
    members: Sequence[tuple[str, str]]
    changes: Sequence[tuple[str, str, str, str, str]]
    about_changes: str
    minutes: str
    made: str
    sample: bool


def pdf(record: MeetingRecord, moment: datetime) -> bytes:
    """The record as tagged PDF, A4 landscape, headings repeated on every page."""
    data = {
        "title": printable(record.title),
        "agency": printable(record.agency),
        "facts": [[label, printable(value)] for label, value in record.facts],
        "member_columns": list(MEMBERS),
        "members": [[printable(text) for text in row] for row in record.members],
        "change_columns": list(CHANGES),
        "changes": [[printable(text) for text in row] for row in record.changes],
        "about_changes": record.about_changes,
        "minutes": printable(record.minutes),
        "made": printable(record.made),
        "sample": record.sample,
    }
    return typeset("meeting.typ", data, moment)
