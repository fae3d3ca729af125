"""Tables of credit points. Numbers with decimals are kept as text: every database gives them back as they were."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.credit import Grade
from app.domain.rating import OverallRating


class CreditConversion(Base, Versioned):
    """Predikat of some months turned into credit points; one row per coefficient (PermenPANRB 1/2023).

    ``evaluation_id`` is None for a predikat that was given elsewhere; ``basis`` names its document then.
    """

    __tablename__ = "credit_conversion"
    __table_args__ = (
        CheckConstraint("month_from BETWEEN 1 AND 12 AND month_to BETWEEN month_from AND 12", name="months"),
        Index("ix_credit_conversion_person", "person_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    evaluation_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation.id"))
    year: Mapped[int] = mapped_column()
    month_from: Mapped[int] = mapped_column()
    month_to: Mapped[int] = mapped_column()
    position: Mapped[str] = mapped_column(String(200))
    grade: Mapped[Grade] = mapped_column(enum_type(Grade))
    overall: Mapped[OverallRating] = mapped_column(enum_type(OverallRating))
    basis: Mapped[str] = mapped_column(String(300), default="")
    number: Mapped[str] = mapped_column(String(100), default="")
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CreditBalance(Base, Versioned):
    """Credit points somebody brought along, with the document they stand in; ``points`` as decimal text."""

    __tablename__ = "credit_balance"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, autoincrement=False)
    points: Mapped[str] = mapped_column(String(16))
    as_of: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(200))
    set_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CreditAddition(Base, Versioned):
    """Credit points for a diploma that was recognised; ``points`` as decimal text (PermenPANRB 1/2023)."""

    __tablename__ = "credit_addition"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    grade: Mapped[Grade] = mapped_column(enum_type(Grade))
    points: Mapped[str] = mapped_column(String(16))
    recognised_on: Mapped[date] = mapped_column(Date)
    diploma: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(String(200))
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
