"""Reads of credit points for diplomas that were recognised."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, select

from app.db import db
from app.development.models import CreditAddition
from app.domain.credit import Grade, shown
from app.people.models import Person


@dataclass(frozen=True)
class Addition:
    """Points for a diploma that was recognised."""

    id: int
    grade: Grade
    points: Fraction
    recognised_on: date
    diploma: str
    document: str
    added_by: str
    added_at: datetime
    withdrawn_at: datetime | None


def additions(person_id: int) -> tuple[Addition, ...]:
    """Every diploma of somebody, the oldest first, also those that were taken back; one statement."""
    rows: Any = db.session.execute(_ADDITIONS, {"person_id": person_id})
    return tuple(Addition(row[0], row[1], Fraction(row[2]), *row[3:]) for row in rows)


def told(person_id: int) -> list[tuple[str, ...]]:
    """The same as rows of texts, for the copy of one's own data."""
    return [
        (
            f"ijazah diakui {row.recognised_on.isoformat()}: {row.diploma}",
            "",
            row.grade.label,
            f"tambahan {shown(row.points)}",
            row.document,
            "dibatalkan" if row.withdrawn_at else "dihitung",
        )
        for row in additions(person_id)
    ]


_ADDITIONS = (
    select(
        CreditAddition.id,
        CreditAddition.grade,
        CreditAddition.points,
        CreditAddition.recognised_on,
        CreditAddition.diploma,
        CreditAddition.document,
        Person.name,
        CreditAddition.added_at,
        CreditAddition.withdrawn_at,
    )
    .join(Person, Person.id == CreditAddition.added_by)
    .where(CreditAddition.person_id == bindparam("person_id"))
    .order_by(CreditAddition.recognised_on, CreditAddition.id)
)
