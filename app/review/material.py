"""What lies beside an evaluation while it is weighed: own marks and 360-degree rounds."""

from sqlalchemy import bindparam, select

from app.db import db
from app.domain.policy import Standing
from app.domain.rating import Rating
from app.domain.weighing import Fact, OnRecord
from app.feedback import report
from app.feedback.report import Recorded
from app.planning.queries import PlanView
from app.progress.queries import ProgressView
from app.review.models import EvaluationMark


def marks_of(evaluation_id: int) -> dict[str, Rating]:
    """The assessor's own marks by item; they are shown to whoever reads the draft and never leave it."""
    rows = db.session.execute(_MARKS, {"evaluation_id": evaluation_id})
    return {row.item: row.mark for row in rows}


_MARKS = select(EvaluationMark.item, EvaluationMark.mark).where(
    EvaluationMark.evaluation_id == bindparam("evaluation_id")
)


def rounds(plan: PlanView, standing: Standing) -> Recorded:
    """What 360-degree rounds of the plan's period tell, for all who will read the signed form (Ps.17(3))."""
    readers = frozenset({standing.assessor_id or 0, standing.superior_id or 0, *standing.aides})
    return report.recorded(standing.employee_id, plan.period_start, plan.period_end, readers)


def facts(progress: ProgressView, marks: dict[str, Rating]) -> tuple[Fact, ...]:
    """What is on record of each result: the assessor's marks and how the indicators were attained."""
    return tuple(
        Fact(
            result.kind,
            marks.get(result.item),
            tuple(progress.realisation(one.key).attainment for one in result.indicators),
        )
        for result in progress.plan.results
    )


def on_record(progress: ProgressView, rounds: Recorded) -> OnRecord:
    """How much is on record of a period, by the indicators of the plan in force."""
    found = [progress.realisation(one.key) for result in progress.plan.results for one in result.indicators]
    return OnRecord(
        indicators=len(found),
        written=sum(bool(one.text.strip()) for one in found),
        compared=sum(one.attainment is not None for one in found),
        has_evidence=any(one.evidence for one in found),
        has_feedback=bool(any(progress.feedback.values()) or progress.leaders or rounds.lines),
    )
