"""The table of the indicator library."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, UtcDateTime, Versioned, enum_type
from app.domain.library import JobFamily
from app.domain.planning import Perspective


class LibraryItem(Base, Versioned):
    """One example: a result with an indicator and a target. ``key`` is a shipped one's, None for an own one.

    ``aspects`` is a comma-separated list in the official order; an inactive one is not offered any more.
    """

    __tablename__ = "library_item"
    __table_args__ = (Index("ix_library_item_family", "family", "is_active"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    family: Mapped[JobFamily] = mapped_column(enum_type(JobFamily))
    result: Mapped[str] = mapped_column(Text)
    indicator: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text, default="")
    aspects: Mapped[str] = mapped_column(String(64), default="")
    perspective: Mapped[Perspective | None] = mapped_column(enum_type(Perspective))
    is_active: Mapped[bool] = mapped_column(default=True)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
