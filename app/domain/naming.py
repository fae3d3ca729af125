"""Who names the candidates of a 360-degree round, until when, and who cannot be one.

Nobody who names candidates learns whom of them is asked: at least a third more are named than forms are drawn
(:func:`app.domain.feedback.candidates_needed`). No rule of the regulation: Lampiran III.C.15 leaves the process to the
agency. See docs/anonymity.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.actors import Actor
from app.domain.errors import Problem
from app.domain.feedback import CandidateSource, RaterClass, candidates_needed, keeps_rounds

MOST_CANDIDATES = 60
"""Of one group: more would be a list nobody reads."""


class Side(StrEnum):
    """In which part somebody comes to the candidates of a subject."""

    SUBJECT = "subject"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"


@dataclass(frozen=True)
class Naming:
    """How far the naming for one subject is; ``lineage`` are the units of the round, from the root down.

    ``until`` is the last day for the subject's own proposals; afterwards the supervisor names whom the subject did not.
    """

    person_id: int
    supervisor_id: int | None
    lineage: tuple[int, ...]
    is_preparing: bool
    until: date | None
    is_submitted: bool
    is_approved: bool


def sides(actor: Actor, naming: Naming) -> frozenset[Side]:
    """The parts an actor has; a subject has only this one, also an officer: nobody picks who speaks about oneself."""
    if actor.person_id == naming.person_id:
        return frozenset({Side.SUBJECT})
    found = set()
    if actor.person_id == naming.supervisor_id:
        found.add(Side.SUPERVISOR)
    if keeps_rounds(actor, naming.lineage):
        found.add(Side.OFFICER)
    return frozenset(found)


def is_over(naming: Naming, today: date) -> bool:
    """Whether the days for the subject's own proposals are over."""
    return naming.until is not None and today > naming.until


def may_propose(mine: frozenset[Side], naming: Naming, today: date) -> bool:
    """Whether the actor is the subject and still proposes."""
    is_open = naming.is_preparing and not naming.is_submitted and not naming.is_approved
    return Side.SUBJECT in mine and is_open and not is_over(naming, today)


def may_decide(mine: frozenset[Side], naming: Naming, today: date) -> bool:
    """Whether the actor decides on what was proposed: the supervisor, or an officer for somebody who has none.

    It is their turn when the subject submitted, or when the days for that are over.
    """
    decider = Side.OFFICER if naming.supervisor_id is None else Side.SUPERVISOR
    turn = naming.is_submitted or naming.until is None or is_over(naming, today)
    return decider in mine and naming.is_preparing and not naming.is_approved and turn


def may_reopen(mine: frozenset[Side], naming: Naming) -> bool:
    """Whether the actor takes the own approval back: as long as the round has not begun."""
    decider = Side.OFFICER if naming.supervisor_id is None else Side.SUPERVISOR
    return decider in mine and naming.is_preparing and naming.is_approved


def may_name(mine: frozenset[Side], naming: Naming, source: CandidateSource, today: date) -> bool:
    """Whether the actor adds to the candidates of a group, or takes away."""
    if source is CandidateSource.SUBJECT:
        return may_propose(mine, naming, today) or may_decide(mine, naming, today)
    return source is CandidateSource.OFFICER and Side.OFFICER in mine and naming.is_preparing


NOT_ONESELF = "Pegawai yang dinilai tidak dapat menjadi calon penjawab bagi dirinya sendiri. Pilih orang lain."
NOT_SUPERVISOR = "Atasan menjawab atas namanya sendiri, jadi tidak dapat menjadi calon di sini. Pilih orang lain."
NOT_SUBORDINATE = "Bawahan mempunyai kelompoknya sendiri, jadi tidak dapat menjadi calon di sini. Pilih orang lain."


def why_not_candidate(
    rater_class: RaterClass, person_id: int, naming: Naming, subordinates: frozenset[int]
) -> str | None:
    """Why somebody cannot be a candidate of a class; None when possible."""
    if person_id == naming.person_id:
        return NOT_ONESELF
    if person_id == naming.supervisor_id:
        return NOT_SUPERVISOR
    if rater_class is not RaterClass.SUBORDINATE and person_id in subordinates:
        return NOT_SUBORDINATE
    return None


@dataclass(frozen=True)
class Count:
    """How many candidates a group has, without the refused ones, and how many forms it is to give."""

    rater_class: RaterClass
    candidates: int
    minimum: int
    maximum: int

    @property
    def least(self) -> int:
        """Fewer are not enough to draw the fewest forms from."""
        return candidates_needed(self.minimum)

    @property
    def wanted(self) -> int:
        """With so many, as many people are asked as the round allows."""
        return max(self.least, candidates_needed(self.maximum))


def problems_of(counts: Iterable[Count]) -> tuple[Problem, ...]:
    """Why a list of candidates cannot be submitted or approved yet."""
    return tuple(
        Problem(
            count.rater_class.value,
            f"{count.rater_class.label}: baru {count.candidates} calon, paling sedikit {count.least}. "
            f"Tambah {count.least - count.candidates} orang lagi, lalu kirim.",
        )
        for count in counts
        if count.candidates < count.least
    )
