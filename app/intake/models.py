"""Tables of imports: each uploaded workbook with what became of it, and remembered columns."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, LongText, UtcDateTime, Versioned, enum_type
from app.domain.intake import IntakeKind, IntakeState


class Intake(Base, Versioned):
    """An uploaded workbook. Its extract (without private columns) lies in DATA_DIR/intake/``token`` until it is over.

    ``summary`` is JSON: counts of rows by outcome and of problems by severity. ``refusal`` is the sentence shown when
    the file cannot be used. ``effective_on`` is the day from which changes count.
    """

    __tablename__ = "intake"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[IntakeKind] = mapped_column(enum_type(IntakeKind))
    state: Mapped[IntakeState] = mapped_column(enum_type(IntakeState), default=IntakeState.WAITING)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    sheet: Mapped[str] = mapped_column(String(64), default="")
    effective_on: Mapped[date] = mapped_column(Date)
    summary: Mapped[str] = mapped_column(LongText, default="")
    refusal: Mapped[str] = mapped_column(String(500), default="")
    done_percent: Mapped[int] = mapped_column(default=0)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ColumnChoice(Base):
    """Which field a heading stands for, as an officer once corrected it; an empty ``field`` means: leave it out."""

    __tablename__ = "column_choice"
    __table_args__ = (UniqueConstraint("kind", "heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[IntakeKind] = mapped_column(enum_type(IntakeKind))
    heading: Mapped[str] = mapped_column(String(200))
    field: Mapped[str] = mapped_column(String(64))
    chosen_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)
