"""The table of jobs."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, LongText, UtcDateTime, enum_type


class JobState(StrEnum):
    """Life of a job; a running one whose lease ran out is taken again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """A piece of work written in the command's own transaction; ``payload`` and ``result`` are JSON."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(64))
    payload: Mapped[str] = mapped_column(LongText, default="{}")
    state: Mapped[JobState] = mapped_column(enum_type(JobState), default=JobState.WAITING)
    done_percent: Mapped[int] = mapped_column(default=0)
    result: Mapped[str] = mapped_column(LongText, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
