"""Tables of reporting up."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.handing_up import ReportState
from app.domain.rating import OverallRating


class UnitReport(Base, Versioned):
    """What a unit reported of a period to the level above, on the way to the PyB (V.A.1, V.A.7, p.114-115)."""

    __tablename__ = "unit_report"
    __table_args__ = (UniqueConstraint("unit_id", "year_id", "period_number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"), index=True)
    period_number: Mapped[int] = mapped_column(default=0)
    state: Mapped[ReportState] = mapped_column(enum_type(ReportState), default=ReportState.SENT)
    note: Mapped[str] = mapped_column(String(1000), default="")
    sent_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(1000), default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AllowanceRate(Base, Versioned):
    """Percentage of the allowance (TPP) that belongs to a predikat, as the agency's own rule sets it."""

    __tablename__ = "allowance_rate"
    __table_args__ = (CheckConstraint("percent BETWEEN 0 AND 200", name="percent"),)

    overall: Mapped[OverallRating] = mapped_column(enum_type(OverallRating), primary_key=True)
    percent: Mapped[int] = mapped_column()
    document: Mapped[str] = mapped_column(String(300), default="")
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
