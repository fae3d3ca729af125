"""Reads of advised shares: those of the guide, and those the office changed."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.domain.distribution import LIMITS, Limit
from app.domain.errors import NotFoundError
from app.people.models import Person
from app.review.models import DistributionLimit


@dataclass(frozen=True)
class LimitView:
    """A limit as it counts here; ``usual`` is that of the guide, ``version`` 0 while nobody changed it."""

    limit: Limit
    usual: Limit
    version: int = 0
    changed_by: str = ""
    changed_at: datetime | None = None


def views() -> tuple[LimitView, ...]:
    """Every limit in the order of the guide; one statement."""
    rows = {row.name: row for row in db.session.execute(_CHANGED)}
    return tuple(
        LimitView(
            replace(usual, least=row.least, most=row.most), usual, row.version, row.by or "", row.changed_at
        )
        if (row := rows.get(usual.name))
        else LimitView(usual, usual)
        for usual in LIMITS
    )  # fmt: skip


_CHANGED = select(
    DistributionLimit.name,
    DistributionLimit.least,
    DistributionLimit.most,
    DistributionLimit.version,
    DistributionLimit.changed_at,
    Person.name.label("by"),
).outerjoin(Person, Person.id == DistributionLimit.changed_by)


def view(name: str) -> LimitView:
    """One limit.

    Raises:
        NotFoundError: the guide has none of that name.
    """
    for found in views():
        if found.limit.name == name:
            return found
    raise NotFoundError("Panduan ini tidak ada.")


def all_limits() -> tuple[Limit, ...]:
    """Every limit as it counts here."""
    return tuple(found.limit for found in views())
