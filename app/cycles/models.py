"""Tables of performance years and windows."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.periods import WindowKind


class PerformanceYear(Base):
    """A year of performance; the first of an installation may start in the middle."""

    __tablename__ = "performance_year"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)


class Window(Base, Versioned):
    """The days on which a step of the year may be done, before any extension."""

    __tablename__ = "window"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="span"),
        UniqueConstraint("year_id", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    kind: Mapped[WindowKind] = mapped_column(enum_type(WindowKind))
    opens_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)

    year: Mapped[PerformanceYear] = relationship()
    extensions: Mapped[list["WindowExtension"]] = relationship(order_by="WindowExtension.id")


class WindowExtension(Base):
    """A recorded change of a window's days, with its reason; the last one counts."""

    __tablename__ = "window_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    window_id: Mapped[int] = mapped_column(ForeignKey("window.id"), index=True)
    opens_on: Mapped[date] = mapped_column(Date)
    closes_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(500))
    extended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    extended_at: Mapped[datetime] = mapped_column(UtcDateTime)
