"""Reporting in stages up to the authorised official (V.A.1 and V.A.7, p.114-115)."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.actors import Actor, Role
from app.domain.errors import Problem
from app.domain.office import watches_agency
from app.domain.review import EvaluationState, Way
from app.domain.rules import Clock


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


class ReportVerb(StrEnum):
    """What can be done to the report of a unit."""

    SEND = "send"
    ACCEPT = "accept"
    RETURN = "return"


_STEPS = {
    ReportVerb.SEND: frozenset({None, ReportState.RETURNED}),
    ReportVerb.ACCEPT: frozenset({ReportState.SENT}),
    ReportVerb.RETURN: frozenset({ReportState.SENT, ReportState.ACCEPTED}),
}


class Stage(StrEnum):
    """How far somebody who must be evaluated has come; who is exempted is not counted (II.C.8, p.65-66)."""

    NO_PLAN = "no_plan"
    NOT_RATED = "not_rated"
    WITH_EMPLOYEE = "with_employee"
    FINISHED = "finished"
    REPORTED = "reported"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Stage.NO_PLAN: "Tanpa SKP yang ditetapkan",
            Stage.NOT_RATED: "Belum ditandatangani penilai",
            Stage.WITH_EMPLOYEE: "Menunggu pegawai",
            Stage.FINISHED: "Selesai, belum dilaporkan penilai",
            Stage.REPORTED: "Dilaporkan",
        }[self]

    @property
    def next_step(self) -> str:
        """Who has to act, and what they do."""
        return {
            Stage.NO_PLAN: "Pegawai mengajukan SKP, penilai menetapkannya.",
            Stage.NOT_RATED: "Penilai menilai dan menandatangani.",
            Stage.WITH_EMPLOYEE: "Pegawai menerima dan menandatangani, atau penilai mencatat penolakannya.",
            Stage.FINISHED: "Penilai melaporkannya di halaman Pelaporan.",
            Stage.REPORTED: "",
        }[self]


_FINISHED = frozenset({EvaluationState.COUNTERSIGNED, EvaluationState.REFUSED})


def stage_of(state: EvaluationState | None, *, reported: bool, has_plan: bool) -> Stage:
    """The stage of somebody whose evaluation is in ``state`` (None: there is none).

    An evaluation that changed after it was reported is the employee's again, and counts as such.
    """
    if state is None:
        return Stage.NOT_RATED if has_plan else Stage.NO_PLAN
    if state in _FINISHED:
        return Stage.REPORTED if reported else Stage.FINISHED
    return Stage.NOT_RATED if state is EvaluationState.OPEN else Stage.WITH_EMPLOYEE


def clock_of(way: Way, *, changed: bool) -> Clock:
    """The deadline an evaluation is reported by: D11; D14 by the superior; D17 when an objection changed it."""
    if changed:
        return Clock.REPORT_OBJECTION
    return Clock.REPORT if way is Way.REGULAR else Clock.REPORT_TAKEN_OVER


@dataclass(frozen=True)
class Seat:
    """A unit towards an actor: units from the root down, and which of them the actor leads today."""

    lineage: tuple[int, ...]
    led: frozenset[int]

    @property
    def unit_id(self) -> int:
        """The unit itself."""
        return self.lineage[-1]


def may_read_completeness(actor: Actor, seat: Seat) -> bool:
    """How far a unit has come, without any rating: its head, heads above, its officers, and who watches the agency."""
    return watches_agency(actor) or bool((actor.officer_units | seat.led) & set(seat.lineage))


def report_verbs(
    actor: Actor, seat: Seat, state: ReportState | None, *, sent_by: int | None = None
) -> frozenset[ReportVerb]:
    """What the actor may do to a unit's report now.

    Its head or a unit officer sends it; a head or officer of a level above, or the agency's officer for the PyB,
    answers it, and never an own report. The agency at the top reports to nobody here.
    """
    above = set(seat.lineage[:-1])
    if not above:
        return frozenset()
    sends = seat.unit_id in seat.led or bool(actor.officer_units & set(seat.lineage))
    answers = Role.AGENCY_OFFICER in actor.roles or bool((actor.officer_units | seat.led) & above)
    allowed = {ReportVerb.SEND} if sends else set()
    if answers and actor.person_id != sent_by:
        allowed |= {ReportVerb.ACCEPT, ReportVerb.RETURN}
    return frozenset(verb for verb in allowed if state in _STEPS[verb])


def next_report_state(verb: ReportVerb) -> ReportState:
    """The state a verb leads to."""
    return {
        ReportVerb.SEND: ReportState.SENT,
        ReportVerb.ACCEPT: ReportState.ACCEPTED,
        ReportVerb.RETURN: ReportState.RETURNED,
    }[verb]


def problems_of_sending(unfinished: int, note: str) -> tuple[Problem, ...]:
    """What is missing for a report: one that is not complete says why, and goes up all the same (V.A.7: 30 days)."""
    if unfinished and not note.strip():
        words = f"{unfinished} pegawai belum dilaporkan penilainya. Tulis sebabnya dan kapan menyusul, lalu kirim."
        return (Problem("note", words),)
    return ()


def problems_of_returning(words: str) -> tuple[Problem, ...]:
    """Whoever gives a report back says what is missing."""
    return () if words.strip() else (Problem("answer", "Tulis apa yang harus dilengkapi sebelum mengembalikan."),)
