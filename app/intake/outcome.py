"""What an import would write, as values: made by comparing, written by ``writing.py``, compared by fingerprint."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.intake import Alteration, Finding, Severity
from app.domain.people import AssignmentBasis, Employment, PositionKind, UnitKind

UnitRef = int | str
"""The id of a unit, or the key of one that is yet to be written."""
PersonRef = int | str
"""The id of a person, or the NIP of one who is yet to be written."""
Value = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to add; its parent comes before it."""

    key: str
    parent: UnitRef
    name: str
    kind: UnitKind
    is_independent: bool
    siasn_id: str | None


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit to change; what stays is None."""

    id: int
    name: str | None = None
    parent: UnitRef | None = None
    siasn_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add."""

    nip: str
    siasn_id: str | None
    name: str
    employment: Employment


@dataclass(frozen=True, slots=True)
class PersonChange:
    """Values of a person to change, by column."""

    id: int
    values: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A posting without its span."""

    unit: UnitRef
    position: str
    position_kind: PositionKind
    rank: str | None
    eselon: str | None
    is_head: bool
    duty: str | None = None
    is_team_leader: bool = False


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A posting to add; ``closes`` is the one before it, which then ends the day before."""

    person: PersonRef
    place: Place
    valid_from: date
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class PostingFix:
    """A posting to put right in its place."""

    id: int
    place: Place


@dataclass(frozen=True, slots=True)
class PositionEntry:
    """A position of the register to add, or to change when ``id`` is given."""

    id: int | None
    siasn_id: str
    name: str
    grade: str | None
    retirement_age: int | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assessor to assign; ``closes`` ends the day before, ``replaces`` is put right in its place."""

    employee_id: int
    assessor_id: int
    basis: AssignmentBasis
    decree: str | None
    valid_from: date
    closes: int | None = None
    replaces: int | None = None


Write = (
    NewUnit | UnitChange | NewPerson | PersonChange | NewPosting | PostingFix | PositionEntry | Assignment
)  # fmt: skip


@dataclass
class Outcome:
    """What checking a workbook led to."""

    rows: int = 0
    unread: int = 0
    new: int = 0
    changed: int = 0
    findings: list[Finding] = field(default_factory=list)
    alterations: list[Alteration] = field(default_factory=list)
    writes: list[Write] = field(default_factory=list)
    sorts: dict[str, int] = field(default_factory=dict)

    @property
    def unchanged(self) -> int:
        """Rows that were read and change nothing."""
        return self.rows - self.unread - self.new - self.changed

    @property
    def can_be_applied(self) -> bool:
        """Whether no problem forbids it."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    def count(self, sort: str, by: int = 1) -> None:
        """Count changes of a sort, for the page that tells what was done."""
        self.sorts[sort] = self.sorts.get(sort, 0) + by

    def alter(self, sort: str, subject: str, name: str, before: str, after: str) -> None:
        """Note a change for the preview."""
        self.alterations.append(Alteration(sort, subject, name, before, after))

    @property
    def fingerprint(self) -> str:
        """One value that differs whenever something else would be written."""
        digest = hashlib.sha256()
        for write in self.writes:
            digest.update(repr(write).encode())
        return digest.hexdigest()

    def summary(self) -> Mapping[str, object]:
        """Counts, as they are stored with the import."""
        severities = {s.value: sum(f.severity is s for f in self.findings) for s in Severity}
        return {
            "rows": self.rows,
            "unread": self.unread,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "problems": severities,
            "alterations": len(self.alterations),
            "sorts": self.sorts,
            "fingerprint": self.fingerprint,
        }


NEW, CHANGED, KEPT = "new", "changed", "kept"
"""Sorts of alterations: somebody or something is added, changed, or stays because an officer corrected it."""
