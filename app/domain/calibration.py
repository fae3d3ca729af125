"""Rules of a calibration meeting: assessors lay open what they propose, and change only their own.

The regulation knows no such meeting. It asks assessors to consider the pattern of the unit (IV.B.2, p.94-97) and leaves
each rating to the one assessor (IV.A, p.89): a meeting may compare, and can decide nothing for anybody.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.actors import Actor, Role
from app.domain.errors import Problem
from app.domain.review import EvaluationState

MIN_REASON = 10


class CalibrationState(StrEnum):
    """Open while ratings may be changed in it; closed with its minutes."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The words users see."""
        return {CalibrationState.OPEN: "Berlangsung", CalibrationState.CLOSED: "Selesai"}[self]


@dataclass(frozen=True)
class Meeting:
    """Who called a meeting, who was invited, and who of them laid open what they propose."""

    caller_id: int
    members: frozenset[int]
    laid_open: frozenset[int]
    state: CalibrationState

    @property
    def is_open(self) -> bool:
        """Whether anything may still be done in it."""
        return self.state is CalibrationState.OPEN


@dataclass(frozen=True)
class Proposal:
    """An evaluation as a meeting sees it: about whom, by whom, in which state."""

    employee_id: int
    assessor_id: int | None
    state: EvaluationState


def may_call(actor: Actor, lineage: tuple[int, ...], led: frozenset[int]) -> bool:
    """Whoever leads the unit or one above it (``led``), and its personnel officers."""
    return Role.AGENCY_OFFICER in actor.roles or bool((actor.officer_units | led) & set(lineage))


def may_read_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Caller and invited assessors; to everybody else there is no meeting."""
    return actor.person_id == meeting.caller_id or actor.person_id in meeting.members


def may_lead_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The caller invites, writes the minutes and closes, while it is open."""
    return meeting.is_open and actor.person_id == meeting.caller_id


def may_lay_open(actor: Actor, meeting: Meeting) -> bool:
    """Every invited assessor, for the own proposals, while the meeting is open; nobody does it for another."""
    return meeting.is_open and actor.person_id in meeting.members


def may_see_proposals(actor: Actor, meeting: Meeting) -> bool:
    """Invited assessors alone, while it is open: a caller who was not invited, such as an officer, reads no draft."""
    return meeting.is_open and actor.person_id in meeting.members


def may_see_proposal(actor: Actor, meeting: Meeting, proposal: Proposal) -> bool:
    """A proposal that was laid open and is not signed.

    What is proposed about a member only its own assessor sees: nobody learns a rating of one's own, or of a colleague
    at the same table, in a meeting.
    """
    shown = (
        may_see_proposals(actor, meeting)
        and proposal.state is EvaluationState.OPEN
        and proposal.assessor_id in meeting.laid_open
    )
    about_member = proposal.employee_id in meeting.members | {meeting.caller_id}
    return shown and (proposal.assessor_id == actor.person_id or not about_member)


def may_change_proposal(actor: Actor, meeting: Meeting, proposal: Proposal) -> bool:
    """Only the own assessor, after laying open the own proposals, and only what is not signed."""
    return proposal.assessor_id == actor.person_id and may_see_proposal(actor, meeting, proposal)


def may_read_changes(actor: Actor, meeting: Meeting) -> bool:
    """What was changed is part of the record of those who were invited; the caller alone reads minutes and names."""
    return actor.person_id in meeting.members


def problems_of_call(title: str, held_on: date | None) -> tuple[Problem, ...]:
    """Why a meeting cannot be called so."""
    checks = (
        (bool(title.strip()), "title", "Tulis nama pertemuan, misalnya Kalibrasi triwulan II."),
        (held_on is not None, "held_on", "Isi tanggal pertemuan."),
    )
    return tuple(Problem(field, message) for fine, field, message in checks if not fine)


def problems_of_change(*, differs: bool, reason: str) -> tuple[Problem, ...]:
    """Why a rating cannot be changed so."""
    problems = []
    if not differs:
        problems.append(Problem("results_rating", "Rating ini sama dengan yang sekarang. Pilih rating lain."))
    if len(reason.strip()) < MIN_REASON:
        problems.append(Problem("reason", f"Tulis alasan perubahan, paling sedikit {MIN_REASON} karakter."))
    return tuple(problems)


def problems_of_close(minutes: str) -> tuple[Problem, ...]:
    """Why a meeting cannot be closed yet."""
    if minutes.strip():
        return ()
    return (Problem("text", "Tulis risalahnya lebih dahulu: apa yang dibahas dan apa yang disepakati."),)
