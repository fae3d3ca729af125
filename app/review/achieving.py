"""Recording what units achieved."""

from sqlalchemy import select

from app import clock
from app.audit.service import record
from app.db import Claim, atomic, command
from app.domain.actors import Actor
from app.domain.distribution import Achievement
from app.domain.errors import InvalidError, Problem
from app.people import queries as people
from app.people.models import Unit
from app.review import achievements
from app.review.models import UnitAchievement


@command
def record_achievement(
    actor: Actor,
    unit_id: int,
    year_id: int,
    claim: Claim,
    *,
    grade: Achievement,
    document: str,
    period: int = 0,
) -> None:
    """Record a unit's achievement with the document it stands in (IV.B.1, p.93-94).

    Raises:
        InvalidError: no document was named.
        NotFoundError: the unit is not this actor's to record.
        StaleError: somebody else recorded it first.
    """
    if not document.strip():
        raise InvalidError(Problem("document", "Tulis dokumen penetapannya, misalnya nomor laporan kinerja."))
    with atomic() as session:
        session.get(Unit, unit_id, with_for_update=True)  # two first records must not meet at the same row
        achievements.unit_to_set(actor, unit_id, year_id, people.today(), period)
        row = session.scalars(
            select(UnitAchievement)
            .where(
                UnitAchievement.unit_id == unit_id,
                UnitAchievement.year_id == year_id,
                UnitAchievement.period_number == period,
            )
            .with_for_update()
        ).first()
        if row is None:
            row = UnitAchievement(unit_id=unit_id, year_id=year_id, period_number=period, version=0, editor_seq=0)
            session.add(row)
        if not row.claim(*claim):
            return
        row.grade, row.document = grade, document.strip()
        row.set_by, row.set_at = actor.person_id, clock.now()
        told = {"grade": grade.value, "period": period}
        record(session, actor, "achievement.record", ("unit", unit_id), unit_id=unit_id, **told)
