"""In which periods something was written on a plan; 0 is the year as a whole."""

from sqlalchemy import func, select, union

from app.db import db
from app.progress.models import LeaderFeedback, ProgressSheet, Realisation, SelfAssessment


def last_written(root_id: int) -> int | None:
    """The last period of the year in which something was reached on a plan; None when nothing was written yet."""
    return db.session.scalar(
        select(func.max(Realisation.period_number)).where(
            Realisation.plan_root_id == root_id, Realisation.period_number > 0, Realisation.text != ""
        )
    )


def written_periods(root_id: int) -> list[int]:
    """The periods in which anything was written on a plan, the year first; one statement."""
    tables = (ProgressSheet, Realisation, SelfAssessment, LeaderFeedback)
    found = union(*(select(table.period_number).where(table.plan_root_id == root_id) for table in tables))
    return sorted(db.session.scalars(found))
