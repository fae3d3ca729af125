"""A period that was signed: what the assessor read stays as it was read."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.progress.leaders import CLOSED_PART
from app.progress.models import ProgressSheet


def close(session: Session, root_id: int, period: int) -> None:
    """Close realisation, evidence, feedback and self-assessment of a period for good; twice does no harm.

    Works inside the caller's transaction, which signs the evaluation of that period and has locked the plan's root or
    the evaluation.
    """
    known = session.scalars(
        select(ProgressSheet.id).where(
            ProgressSheet.plan_root_id == root_id,
            ProgressSheet.period_number == period,
            ProgressSheet.part == CLOSED_PART,
        )
    ).first()
    if known is None:
        session.add(ProgressSheet(plan_root_id=root_id, period_number=period, part=CLOSED_PART, editor_seq=0))
        session.flush()
