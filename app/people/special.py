"""Reads of special circumstances: acting posts, study leave, exempted kinds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, bindparam, exists, or_, select
from sqlalchemy.sql.elements import ColumnElement, SQLCoreOperations

from app.db import db
from app.domain.errors import NotFoundError
from app.domain.special import EXEMPTING, SpecialKind
from app.people.models import SpecialStatus


@dataclass(frozen=True)
class SpecialView:
    """One circumstance of a person; ``valid_to`` is the last day, open when None."""

    id: int
    kind: SpecialKind
    detail: str
    document: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


_COLUMNS = select(
    SpecialStatus.person_id,
    SpecialStatus.id,
    SpecialStatus.kind,
    SpecialStatus.detail,
    SpecialStatus.document,
    SpecialStatus.valid_from,
    SpecialStatus.valid_to,
).order_by(SpecialStatus.valid_from, SpecialStatus.id)
_DAY = bindparam("day", type_=Date)
_BETWEEN = _COLUMNS.where(
    SpecialStatus.person_id.in_(bindparam("ids", expanding=True)),
    SpecialStatus.valid_from <= bindparam("last", type_=Date),
    or_(SpecialStatus.valid_to.is_(None), SpecialStatus.valid_to >= _DAY),
)


def between(person_ids: set[int], first: date, last: date) -> dict[int, tuple[SpecialView, ...]]:
    """What holds for these people on some day from ``first`` to ``last``, the earliest first; one statement."""
    found: dict[int, list[SpecialView]] = defaultdict(list)
    if person_ids:
        values = {"ids": sorted(person_ids), "day": first, "last": last}
        for row in db.session.execute(_BETWEEN, values):
            found[row.person_id].append(SpecialView(*row[1:]))
    return {person_id: tuple(views) for person_id, views in found.items()}


def on(person_ids: set[int], day: date) -> dict[int, tuple[SpecialView, ...]]:
    """What holds for these people on ``day``."""
    return between(person_ids, day, day)


def of_person(person_id: int) -> tuple[SpecialView, ...]:
    """Everything recorded of one person, the newest first."""
    rows = db.session.execute(_OF_PERSON, {"person_id": person_id})
    return tuple(SpecialView(*row[1:]) for row in reversed(rows.all()))


_OF_PERSON = _COLUMNS.where(SpecialStatus.person_id == bindparam("person_id"))


def recorded(person_id: int, status_id: int) -> tuple[SpecialView, int]:
    """One circumstance of a person, and its version.

    Raises:
        NotFoundError: nothing of that id is recorded of this person.
    """
    row = db.session.execute(
        _OF_PERSON.add_columns(SpecialStatus.version).where(SpecialStatus.id == status_id), {"person_id": person_id}
    ).one_or_none()
    if row is None:
        raise NotFoundError("Catatan keadaan khusus tidak ditemukan.")
    return SpecialView(*row[1:-1]), row[-1]


def is_exempt(person_id: SQLCoreOperations[int], day: SQLCoreOperations[Any]) -> ColumnElement[bool]:
    """As a condition of a statement: planning does not apply to the person on ``day`` (II.C.8, p.65-66)."""
    return exists().where(
        SpecialStatus.person_id == person_id,
        SpecialStatus.kind.in_(EXEMPTING),
        SpecialStatus.valid_from <= day,
        or_(SpecialStatus.valid_to.is_(None), SpecialStatus.valid_to >= day),
    )
