"""Tables of the evaluation."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.distribution import Achievement
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState


class UnitAchievement(Base, Versioned):
    """Capaian kinerja organisasi of a unit for a year: recorded, never computed (IV.B.1, p.93-94)."""

    __tablename__ = "unit_achievement"
    __table_args__ = (UniqueConstraint("unit_id", "year_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"), index=True)
    grade: Mapped[Achievement] = mapped_column(enum_type(Achievement))
    document: Mapped[str] = mapped_column(String(300))
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Evaluation(Base, Versioned):
    """The annual evaluation of one plan (all its editions). ``prepared_by`` is the aide who wrote in its draft last."""

    __tablename__ = "evaluation"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_root_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), unique=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    assessor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"), index=True)
    state: Mapped[EvaluationState] = mapped_column(enum_type(EvaluationState), default=EvaluationState.OPEN, index=True)
    state_since: Mapped[datetime] = mapped_column(UtcDateTime)
    results_rating: Mapped[Rating | None] = mapped_column(enum_type(Rating, "results_rating"))
    behaviour_rating: Mapped[Rating | None] = mapped_column(enum_type(Rating, "behaviour_rating"))
    overall: Mapped[OverallRating | None] = mapped_column(enum_type(OverallRating))
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    prepared_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    employee_comment: Mapped[str] = mapped_column(Text, default="")
