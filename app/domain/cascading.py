"""How a leader's results are handed down, and who agreed. Source: PermenPANRB 6/2022, Lampiran II.A.4-5, p.39-49."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.actors import Actor, Role

MOST_COLUMNS, MOST_MEMBERS, MOST_IN_CELL = 30, 300, 8
SAME_WORDS = 0.8
"""From how much likeness on a free column is taken for an indicator of the plan (1 is the same text)."""


class CascadeMethod(StrEnum):
    """How the results of staff follow from a leader's indicator; the leader chooses (II.A.4.e, p.39)."""

    ASPECT = "aspect"
    AREA = "area"
    LOAD = "load"
    SERVICE = "service"
    INTERMEDIATE = "intermediate"

    @property
    def label(self) -> str:
        """The words users see; direct cascading first (p.39-43)."""
        return {
            CascadeMethod.ASPECT: "Langsung: pembagian aspek, komponen, atau tahapan",
            CascadeMethod.AREA: "Langsung: pembagian wilayah",
            CascadeMethod.LOAD: "Langsung: pembagian beban target",
            CascadeMethod.SERVICE: "Tidak langsung: pendekatan layanan",
            CascadeMethod.INTERMEDIATE: "Tidak langsung: output antara",
        }[self]


class Approval(StrEnum):
    """What the assessor said to an assignment by another leader (II.A.5.f.10-12, p.46)."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Approval.NOT_NEEDED: "Dari penilai sendiri",
            Approval.WAITING: "Menunggu persetujuan penilai",
            Approval.APPROVED: "Disetujui penilai",
            Approval.REFUSED: "Tidak disetujui penilai",
        }[self]

    @property
    def counts(self) -> bool:
        """Whether the role may be taken into a plan."""
        return self in {Approval.NOT_NEEDED, Approval.APPROVED}


class Initiative(StrEnum):
    """Who began an assignment (II.A.5.f.8, p.46)."""

    APPOINTED = "appointed"
    VOLUNTARY = "voluntary"

    @property
    def label(self) -> str:
        """The words of the regulation."""
        return {Initiative.APPOINTED: "Penunjukan", Initiative.VOLUNTARY: "Pengajuan sukarela"}[self]


def approval_of(assessor_id: int | None, leader_id: int | None) -> Approval:
    """What an assignment needs: nothing from one's own assessor, else that assessor's word (II.A.5.f.10, p.46).

    Reworded ones are asked anew: the assessor agreed to other words.
    """
    return Approval.NOT_NEEDED if assessor_id is not None and assessor_id == leader_id else Approval.WAITING


@dataclass(frozen=True)
class MatrixStanding:
    """Where a matrix stands: whose it is, in which units (from the root down), and who is in it."""

    leader_id: int
    leader_assessor_id: int | None
    units: tuple[int, ...]
    is_member: bool
    works_in_unit: bool


def may_write_matrix(actor: Actor, standing: MatrixStanding) -> bool:
    """A matrix is its leader's (II.A.5.f.4, p.45)."""
    return actor.person_id == standing.leader_id


def may_read_matrix(actor: Actor, standing: MatrixStanding) -> bool:
    """Who does what is open to those concerned: the leader and the own assessor, the unit, all in it, officers."""
    officer = Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & set(standing.units))
    concerned = actor.person_id in {standing.leader_id, standing.leader_assessor_id}
    return concerned or standing.is_member or standing.works_in_unit or officer or Role.AUDITOR in actor.roles


def results_in(text: str) -> tuple[str, ...]:
    """The results of a cell, one a line; an empty cell is "tidak ada peran"."""
    lines = (" ".join(line.split()).lstrip("•▪- ").strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def continued(old: Sequence[str], new: Sequence[str]) -> tuple[int | None, ...]:
    """Which old line each new one continues, so that a decision and a taken result stay with reworded lines.

    The same words first; what is left over in equal number in its order, else by likeness; None is a new line.
    """
    found: dict[int, int] = {}
    for place, text in enumerate(new):
        same = next((i for i, line in enumerate(old) if line == text and i not in found.values()), None)
        if same is not None:
            found[place] = same
    old_left = [i for i in range(len(old)) if i not in found.values()]
    new_left = [i for i in range(len(new)) if i not in found]
    if len(old_left) == len(new_left):
        found |= dict(zip(new_left, old_left, strict=True))
    else:
        for place in new_left:
            likely = max(old_left, key=lambda i: likeness(old[i], new[place]), default=None)
            if likely is not None and likeness(old[likely], new[place]) > SAME_WORDS / 2:
                found[place] = likely
                old_left.remove(likely)
    return tuple(found.get(place) for place in range(len(new)))


def likeness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same but for capitals."""
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def mark_of(text: str) -> str:
    """Eight digits that tell whether an assessor agrees to the words that were shown."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class Stage(StrEnum):
    """Where a role stands on its way into a plan."""

    WAITING = "waiting"
    REFUSED = "refused"
    NEW = "new"
    TAKEN = "taken"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Stage.WAITING: "Menunggu persetujuan penilai",
            Stage.REFUSED: "Tidak disetujui penilai",
            Stage.NEW: "Belum ada di SKP",
            Stage.TAKEN: "Sudah ada di SKP",
            Stage.CHANGED: "Kata-katanya berbeda",
        }[self]


def stage_of(approval: Approval, text: str, in_plan: str | None) -> Stage:
    """The stage of a role; ``in_plan`` are the words of the result it became, None when it is in no plan.

    New words wait for the assessor's word before they can be taken over, whatever became of the old ones.
    """
    if in_plan is not None and " ".join(in_plan.split()) == " ".join(text.split()):
        return Stage.TAKEN
    if approval.counts:
        return Stage.NEW if in_plan is None else Stage.CHANGED
    return Stage.REFUSED if approval is Approval.REFUSED else Stage.WAITING
