"""Tables of performance agreements."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned


class PerformanceAgreement(Base, Versioned):
    """Perjanjian Kinerja of a unit for a year; a draft may be used from the second week of January on (p.27)."""

    __tablename__ = "performance_agreement"
    __table_args__ = (UniqueConstraint("unit_id", "year_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    is_draft: Mapped[bool] = mapped_column(default=True)
    document: Mapped[str] = mapped_column(String(300), default="")
    changed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)

    items: Mapped[list["AgreementItem"]] = relationship(
        order_by="AgreementItem.position", cascade="all, delete-orphan", back_populates="agreement"
    )
    budgets: Mapped[list["AgreementBudget"]] = relationship(
        order_by="AgreementBudget.position", cascade="all, delete-orphan"
    )


class AgreementItem(Base):
    """One line: sasaran, indikator, target. Several indicators of one sasaran repeat its words."""

    __tablename__ = "agreement_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("performance_agreement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    goal: Mapped[str] = mapped_column(Text)
    indicator: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text, default="")

    agreement: Mapped[PerformanceAgreement] = relationship(back_populates="items")


class AgreementBudget(Base):
    """One programme or activity with its budget, as words."""

    __tablename__ = "agreement_budget"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("performance_agreement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    programme: Mapped[str] = mapped_column(Text)
    amount: Mapped[str] = mapped_column(String(100), default="")
