"""Reads of special circumstances: acting posts, study leave, exempted kinds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, bindparam, or_, select

from app.db import db
from app.domain.special import SpecialKind
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
