"""Tables of performance years, their periods and windows, and of days off."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.periods import Rhythm, WindowKind


class PerformanceYear(Base):
    """A year of performance; the first of an installation may start in the middle.

    ``rhythm`` is how often the agency evaluates within it.
    """

    __tablename__ = "performance_year"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(unique=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    rhythm: Mapped[Rhythm] = mapped_column(enum_type(Rhythm), default=Rhythm.QUARTERLY)


class EvaluationPeriod(Base):
    """A month or quarter of a year, numbered within the calendar year: the first may be number 3."""

    __tablename__ = "evaluation_period"
    __table_args__ = (CheckConstraint("ends_on > starts_on", name="span"), UniqueConstraint("year_id", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    number: Mapped[int] = mapped_column()
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)


class Window(Base, Versioned):
    """The days on which a step of the year may be done, before any extension.

    ``period_number`` is that of the evaluated period, 0 for the steps of the whole year.
    """

    __tablename__ = "window"
    __table_args__ = (
        CheckConstraint("closes_on >= opens_on", name="span"),
        UniqueConstraint("year_id", "kind", "period_number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    kind: Mapped[WindowKind] = mapped_column(enum_type(WindowKind))
    period_number: Mapped[int] = mapped_column(default=0)
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


class DayOff(Base):
    """A day nobody works: a national holiday, or cuti bersama as decided each year and edited by the office."""

    __tablename__ = "day_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, unique=True)
    name: Mapped[str] = mapped_column(String(200))
    is_collective_leave: Mapped[bool] = mapped_column(default=False)
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
