"""Reads of realisation and feedback."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.db import db
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import NotFoundError
from app.domain.planning import PlanState
from app.domain.policy import may_read_progress, may_write_feedback, may_write_realisation
from app.domain.progress import Attainment, EvidenceKind
from app.planning import queries as planning
from app.planning.models import Indicator, Plan, WorkResult
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.progress.models import Feedback, ProgressSheet, Realisation

FEEDBACK_PART = "feedback"


@dataclass(frozen=True)
class EvidenceView:
    """One piece of evidence."""

    kind: EvidenceKind
    text: str
    url: str


@dataclass(frozen=True)
class RealisationView:
    """What was reached on an indicator."""

    text: str
    evidence: tuple[EvidenceView, ...]
    attainment: Attainment | None = None


NOTHING = RealisationView("", ())


@dataclass(frozen=True)
class ProgressView:
    """A plan in force with everything that happened on it in a period; ``period`` 0 is the whole year."""

    plan: PlanView
    period: int
    realisations: dict[str, RealisationView]
    feedback: dict[str, str]
    sheets: dict[str, int]
    may_write_realisation: bool
    may_write_feedback: bool

    def realisation(self, indicator_key: str) -> RealisationView:
        """Of one indicator; empty when nothing was written."""
        return self.realisations.get(indicator_key, NOTHING)

    def version(self, part: str) -> int:
        """Version of a page's contents; 0 before its first save."""
        return self.sheets.get(part, 0)

    def result(self, key: str) -> ResultView:
        """One result by its key; NotFoundError when the plan in force has none of that key."""
        for result in self.plan.results:
            if result.key == key:
                return result
        raise NotFoundError("Hasil kerja tidak ditemukan.")

    @property
    def items(self) -> list[tuple[str, str]]:
        """Everything feedback can be given on: name of the item and its words."""
        results = [(result.item, result.text) for result in self.plan.results]
        return [*results, *((f"value:{value.value}", value.label) for value in BehaviourValue)]


_IN_FORCE = (PlanState.SET, PlanState.ENDED)


def progress(actor: Actor, root_id: int, today: date, period: int = 0) -> ProgressView:
    """The plan in force of a root, with realisation and feedback; one that ended with a transfer is only read.

    Raises:
        NotFoundError: no plan that is or was in force under that root for this actor.
    """
    plan_id = db.session.scalar(select(Plan.id).where(Plan.root_id == root_id, Plan.state.in_(_IN_FORCE)))
    if plan_id is None:
        raise NotFoundError("Belum ada rencana yang ditetapkan.")
    plan = planning.visible_plan(actor, plan_id, today)
    if not may_read_progress(actor, plan.standing):
        raise NotFoundError("Belum ada rencana yang ditetapkan.")
    rows = db.session.scalars(
        select(Realisation)
        .where(Realisation.plan_root_id == root_id, Realisation.period_number == period)
        .options(selectinload(Realisation.evidence))
    )
    given = db.session.execute(
        select(Feedback.item, Feedback.text).where(Feedback.plan_root_id == root_id, Feedback.period_number == period)
    )
    sheets = db.session.execute(
        select(ProgressSheet.part, ProgressSheet.version).where(
            ProgressSheet.plan_root_id == root_id, ProgressSheet.period_number == period
        )
    )
    return ProgressView(
        plan=plan,
        period=period,
        realisations={row.indicator_key: _realisation(row) for row in rows},
        feedback=dict(given.all()),
        sheets=dict(sheets.all()),
        may_write_realisation=plan.state is PlanState.SET and may_write_realisation(actor, plan.standing),
        may_write_feedback=plan.state is PlanState.SET and may_write_feedback(actor, plan.standing),
    )


def _realisation(row: Realisation) -> RealisationView:
    pieces = tuple(EvidenceView(e.kind, e.text, e.url) for e in row.evidence)
    return RealisationView(row.text, pieces, row.attainment)


@dataclass(frozen=True)
class Filled:
    """How many indicators of a plan have a realisation."""

    written: int
    total: int


def filled(plan_ids: set[int], period: int = 0) -> dict[int, Filled]:
    """For each plan in force: indicators with a realisation in a period, and all; two statements for all plans."""
    if not plan_ids:
        return {}
    totals = dict(
        db.session.execute(
            select(WorkResult.plan_id, func.count(Indicator.id))
            .join(Indicator, Indicator.result_id == WorkResult.id)
            .where(WorkResult.plan_id.in_(plan_ids))
            .group_by(WorkResult.plan_id)
        ).all()
    )
    written = dict(
        db.session.execute(
            select(Plan.id, func.count(Realisation.id))
            .join(WorkResult, WorkResult.plan_id == Plan.id)
            .join(Indicator, Indicator.result_id == WorkResult.id)
            .join(
                Realisation,
                (Realisation.plan_root_id == Plan.root_id) & (Realisation.indicator_key == Indicator.key),
            )
            .where(Plan.id.in_(plan_ids), Realisation.period_number == period, Realisation.text != "")
            .group_by(Plan.id)
        ).all()
    )
    return {plan_id: Filled(written.get(plan_id, 0), totals.get(plan_id, 0)) for plan_id in plan_ids}
