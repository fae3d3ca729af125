"""Days of people in a period, as an office imports them: what a row must hold, and what is wrong with it.

Attendance stands beside the ratings as a fact; it is never counted into them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.cells import nip_of, nip_problem, text_of
from app.domain.ranks import folded

HEADINGS = ("NIP", "Hari kerja", "Hadir", "Cuti", "Tanpa keterangan", "Menit terlambat")
REQUIRED = HEADINGS[:3]
"""Columns that must be there; the others count as nothing when they are not."""
MOST_DAYS, MOST_MINUTES = 366, 366 * 24 * 60


@dataclass(frozen=True)
class Days:
    """Days of one person in a period."""

    working: int
    present: int
    leave: int = 0
    absent: int = 0
    late_minutes: int = 0


@dataclass(frozen=True)
class Row:
    """A row as read: its number in the sheet, the NIP, the days; ``problems`` are sentences."""

    number: int
    nip: str
    days: Days | None
    problems: tuple[str, ...]


def columns_in(cells: list[str]) -> dict[str, int]:
    """Where each known heading stands in a row of headings, whatever its case and blanks."""
    known = {folded(heading): heading for heading in HEADINGS}
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        heading = known.get(folded(cell))
        if heading is not None:
            found.setdefault(heading, index)
    return found


def is_filled(cells: list[str], columns: Mapping[str, int]) -> bool:
    """Whether somebody wrote days into a row: the others of a template are left alone."""
    return any(cells[index].strip() for heading, index in columns.items() if heading != "NIP" and index < len(cells))


def read(number: int, cells: list[str], columns: Mapping[str, int]) -> Row:
    """A row of the sheet; what cannot be counted is told in ``problems``."""
    values = {heading: cells[index] if index < len(cells) else "" for heading, index in columns.items()}
    problems = [sentence] if (sentence := nip_problem(values["NIP"])) else []
    counted: dict[str, int] = {}
    for heading in HEADINGS[1:]:
        text = text_of(values.get(heading, ""))
        most = MOST_MINUTES if heading == HEADINGS[5] else MOST_DAYS
        if not text and heading in REQUIRED:
            problems.append(f"{heading} belum diisi.")
        elif text and not (text.isascii() and text.isdigit() and int(text) <= most):
            problems.append(f"{heading} harus angka bulat dari 0 sampai {most}, bukan “{text[:20]}”.")
        else:
            counted[heading] = int(text or 0)
    days = None if problems else Days(*(counted[heading] for heading in HEADINGS[1:]))
    if days is not None:
        problems += _problems_of(days)
    return Row(number, nip_of(values["NIP"]), None if problems else days, tuple(problems))


def _problems_of(days: Days) -> Iterator[str]:
    told = days.present + days.leave + days.absent
    if told > days.working:
        yield f"Hadir, cuti, dan tanpa keterangan berjumlah {told} hari, lebih dari {days.working} hari kerja."
