"""Reads of attendance: the days of a person in a period as the office imported them.

Shown beside the ratings, never counted into them.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from app.db import db
from app.progress.models import Attendance


@dataclass(frozen=True)
class AttendanceView:
    """Days of a person in a period; ``late_minutes`` is the sum of the period, ``source`` names the file or system."""

    person_id: int
    period: int
    working_days: int
    present_days: int
    leave_days: int
    absent_days: int
    late_minutes: int
    source: str
    imported_at: datetime

    @property
    def text(self) -> str:
        """The figures in one line, as pages print them."""
        parts = [f"hadir {self.present_days} dari {self.working_days} hari kerja"]
        if self.leave_days:
            parts.append(f"cuti {self.leave_days} hari")
        if self.absent_days:
            parts.append(f"tanpa keterangan {self.absent_days} hari")
        if self.late_minutes:
            parts.append(f"terlambat {self.late_minutes} menit")
        return ", ".join(parts)


def of(person_id: int, year_id: int, period: int) -> AttendanceView | None:
    """The imported days of a person in a period (0: the year); None when nothing was imported. One statement."""
    row = db.session.execute(_OF, {"person_id": person_id, "year_id": year_id, "period": period}).one_or_none()
    return None if row is None else AttendanceView(*row)


_COLUMNS = (
    Attendance.person_id,
    Attendance.period_number,
    Attendance.working_days,
    Attendance.present_days,
    Attendance.leave_days,
    Attendance.absent_days,
    Attendance.late_minutes,
    Attendance.source,
    Attendance.imported_at,
)
_OF = select(*_COLUMNS).where(
    Attendance.person_id == bindparam("person_id"),
    Attendance.year_id == bindparam("year_id"),
    Attendance.period_number == bindparam("period"),
)
