"""Tables of what goes in and out: filled workbooks waiting for a look, bundles of documents, copied parts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, LongText, UtcDateTime, Versioned


class Copied(Base):
    """A part of a plan that was copied into the national application, as its owner ticked it."""

    __tablename__ = "copied_part"
    __table_args__ = (UniqueConstraint("plan_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    part: Mapped[str] = mapped_column(String(40))
    ticked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ticked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Filled(Base, Versioned):
    """A filled workbook, read and waiting for its owner to look at what it would change; a day at most.

    ``kind`` is 'plan', 'unit' or 'existing'; ``content`` is JSON: rows as read, problems by sheet, row and column.
    """

    __tablename__ = "filled_workbook"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    filename: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(LongText)
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Bundle(Base):
    """Documents of many people in one archive, made in the background; kept for a day after it is ready."""

    __tablename__ = "bundle"
    __table_args__ = (Index("ix_bundle_requested", "requested_by", "requested_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year_id: Mapped[int] = mapped_column(ForeignKey("performance_year.id"))
    fmt: Mapped[str] = mapped_column(String(8))
    requested_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str] = mapped_column(String(300), default="")
