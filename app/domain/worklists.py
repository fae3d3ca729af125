"""Words of the work lists: how far somebody is with the plan of a year, who is waited for, what stands in the way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.planning import PlanState


class WorkState(StrEnum):
    """How far somebody is; a plan in force counts although a revision of it is being written."""

    NONE = "none"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    SET = "set"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            WorkState.NONE: "Belum ada",
            WorkState.DRAFT: "Konsep",
            WorkState.RETURNED: "Dikembalikan",
            WorkState.SUBMITTED: "Menunggu penilai",
            WorkState.SET: "Ditetapkan",
        }[self]


def work_state(plan: PlanState | None) -> WorkState:
    """The state of somebody whose plan is in this state, or who has none."""
    return WorkState.NONE if plan is None else WorkState(plan.value)


class Wanted(StrEnum):
    """What a work list can be narrowed to, beside a state."""

    EVERYBODY = "semua"
    UNFINISHED = "belum-selesai"
    BLOCKED = "tanpa-penilai"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Wanted.EVERYBODY: "Semua pegawai",
            Wanted.UNFINISHED: "Belum ditetapkan",
            Wanted.BLOCKED: "Belum memiliki penilai",
        }[self]


@dataclass(frozen=True)
class Work:
    """One line of a work list. ``asked`` is whom the plan was submitted to, ``assessor`` who assesses now."""

    person_id: int
    name: str
    position: str
    unit: str
    state: WorkState
    since: datetime | None
    assessor: str | None
    asked: str | None

    @property
    def waits_for(self) -> str:
        """Who has the next step; empty when the plan is in force."""
        if self.state is WorkState.SET:
            return ""
        return self.asked or "penilai" if self.state is WorkState.SUBMITTED else self.name

    @property
    def blocker(self) -> str:
        """What stands in the way, and who can take it away; empty when nothing does."""
        if self.assessor is None:
            return f"belum memiliki penilai – petugas kepegawaian {self.unit}"
        if self.state is WorkState.SUBMITTED and self.asked != self.assessor:
            return f"diajukan kepada {self.asked}, yang bukan lagi penilainya – pegawai menarik lalu mengajukan lagi"
        return ""
