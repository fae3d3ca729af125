"""Documents of a whole unit in one archive: how many, how they are named, and why somebody's are not in it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.planning import PlanState

MOST_PEOPLE = 2_500
"""People in one archive: about 185 MB of PDF, some minutes of work."""

MOST_KEPT = 3
"""Archives of one person at a time, so that a disk is never full of them."""

KEPT = timedelta(days=1)
GIVEN_UP = timedelta(days=2)
"""How long an archive is kept once it is ready, and one that never becomes ready."""

KILOBYTES = {"pdf": 74, "xlsx": 19}
"""What the two forms of one person take, as measured; to tell the size before."""

SIGNED = frozenset({PlanState.SET, PlanState.ENDED})
"""States of plans whose documents both have signed and which still count, or did until a post changed."""

UNPRINTABLE = "dokumennya tidak dapat dibuat; beri tahu administrator"
SIGNED_ELSEWHERE = "ditetapkan di luar Tilik, jadi tidak ada dokumen yang ditandatangani di sini"
_EXEMPT = "tidak menyusun SKP selama keadaan khususnya"
_NO_PLAN = "belum membuat rencana"
_WHY_NOT = {
    PlanState.DRAFT: "rencananya masih konsep",
    PlanState.SUBMITTED: "rencananya diajukan dan menunggu penilai",
    PlanState.RETURNED: "rencananya dikembalikan untuk diperbaiki",
    PlanState.CLOSED: "rencananya ditutup sebelum ditetapkan",
}
# What Windows forbids in names, and control characters.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Scope(StrEnum):
    """Whose documents: everybody in a unit and below, or the people the requester assesses."""

    UNIT = "unit"
    TEAM = "team"


@dataclass(frozen=True)
class Line:
    """Somebody in the list inside the archive; ``missing`` says why there is no document, empty when there is."""

    name: str
    nip: str | None
    unit: str
    missing: str = ""


def why_missing(states: Iterable[PlanState], *, exempt: bool) -> str:
    """Why somebody without a signed plan has no documents, by the plan that has come furthest."""
    held = set(states)
    order = (PlanState.SUBMITTED, PlanState.RETURNED, PlanState.DRAFT, PlanState.CLOSED)
    furthest = next((state for state in order if state in held), None)
    if furthest is not None:
        return _WHY_NOT[furthest]
    return _EXEMPT if exempt else _NO_PLAN


def safe_name(text: str, most: int) -> str:
    """A name every system takes for a folder: no separators, no devices, no dots or blanks at its ends.

    Windows counts 260 characters for a whole path, so each part has a limit.
    """
    cleaned = "".join(
        char for char in unicodedata.normalize("NFC", text) if not unicodedata.category(char).startswith("C")
    )
    name = " ".join(_FORBIDDEN.sub("-", cleaned).split())[:most].strip(" .")
    return f"_{name}" if _DEVICES.match(name) else name or "tanpa nama"


def megabytes(people: int, fmt: str) -> int:
    """About how large the archive becomes, in whole megabytes; never 0."""
    return max(1, round(people * KILOBYTES[fmt] / 1000))


def listing(title: str, day: date, lines: Iterable[Line], months: Mapping[int, str]) -> str:
    """DAFTAR.txt: who is in the archive and who is not, with the reason; line ends as every editor knows them."""
    ordered = sorted(lines, key=lambda line: (line.unit.casefold(), line.name.casefold()))
    there = [line for line in ordered if not line.missing]
    left_out = [line for line in ordered if line.missing]
    rows = [title, f"Dibuat {day.day} {months[day.month]} {day.year} di Tilik.", ""]
    rows += [f"Ada di berkas ini: {len(there)} orang", *(f"- {_who(line)}" for line in there), ""]
    rows.append(f"Tidak ada di berkas ini: {len(left_out)} orang")
    rows += [f"- {_who(line)}: {line.missing}" for line in left_out]
    return "\r\n".join(rows) + "\r\n"


def _who(line: Line) -> str:
    number = f" ({line.nip})" if line.nip else ""
    return f"{line.name}{number}, {line.unit}"
