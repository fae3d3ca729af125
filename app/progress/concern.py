"""What of a period that is evaluated now is still to be written by employees and leaders, as parts of a statement."""

from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select

from app.cycles.models import EvaluationPeriod, PerformanceYear, Window
from app.domain.planning import PlanState
from app.planning.models import Plan
from app.progress.leaders import CLOSED_PART, from_leader
from app.progress.models import LeaderFeedback, ProgressSheet, SelfAssessment

_OPEN: Any = Window.id.in_(bindparam("open_windows", expanding=True))


def _closed(root_id: Any) -> Any:
    return exists().where(
        ProgressSheet.plan_root_id == root_id,
        ProgressSheet.period_number == Window.period_number,
        ProgressSheet.part == CLOSED_PART,
    )


def self_assessments(me: Any) -> Any:
    """Periods among ``open_windows`` of which somebody has handed in no self-assessment and nothing is signed yet.

    Columns: root of the plan, number of the year, rhythm, period. A plan is asked only for periods it has days in.
    """
    handed_in = exists().where(
        SelfAssessment.plan_root_id == Plan.root_id,
        SelfAssessment.period_number == Window.period_number,
        SelfAssessment.handed_in_at.is_not(None),
    )
    return (
        select(Plan.root_id, PerformanceYear.year, PerformanceYear.rhythm, Window.period_number)
        .join(PerformanceYear, PerformanceYear.id == Plan.year_id)
        .join(Window, and_(Window.year_id == Plan.year_id, _OPEN))
        .outerjoin(
            EvaluationPeriod,
            and_(EvaluationPeriod.year_id == Plan.year_id, EvaluationPeriod.number == Window.period_number),
        )
        .where(
            Plan.employee_id == me,
            Plan.state == PlanState.SET,
            or_(EvaluationPeriod.id.is_(None), EvaluationPeriod.ends_on >= Plan.period_start),
            ~handed_in,
            ~_closed(Plan.root_id),
        )
    )


def words_of_leaders(me: Any) -> Any:
    """Results from a leader's assignments on which the leader says nothing yet, in periods among ``open_windows``.

    Columns: how many, number of the year, rhythm, period. Whoever gave an assignment tells the assessor (IV.A.4, p.89).
    """
    given = from_leader(me)
    said = exists().where(
        LeaderFeedback.plan_root_id == given.c.root_id,
        LeaderFeedback.item == "result:" + given.c.key,
        LeaderFeedback.period_number == Window.period_number,
        LeaderFeedback.author_id == me,
        LeaderFeedback.text != "",
    )
    return (
        select(func.count().label("number"), PerformanceYear.year, PerformanceYear.rhythm, Window.period_number)
        .select_from(given)
        .join(PerformanceYear, PerformanceYear.id == given.c.year_id)
        .join(Window, and_(Window.year_id == given.c.year_id, _OPEN))
        .where(~said, ~_closed(given.c.root_id))
        .group_by(PerformanceYear.year, PerformanceYear.rhythm, Window.period_number)
    )
