"""Counts of people per unit, made in the background so that no page grows with the number of employees.

A count covers a unit and all below it; names ending in ``_here`` cover the unit alone. Rows of zero are not kept.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, bindparam, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.models import AuditEntry
from app.db import atomic, command, db
from app.domain.supervision import Member, Proposal, propose
from app.people.models import AssessorAssignment, Person, Posting, Tally, Unit

PEOPLE, WITHOUT, SURE = "people", "no_assessor", "assessor_sure"
HERE = "_here"
MARK = "audit_mark"
CHANGES = ("people.%", "intake.%")
"""Actions in the audit trail after which counts may be others."""


def current_members(session: Session, day: date, unit_ids: Iterable[int] | None = None) -> list[Member]:
    """Everybody who works in the agency, or in some units, on ``day``."""
    query = (
        select(Posting.person_id, Posting.unit_id, Posting.is_head, Posting.position_kind)
        .join(Person, Person.id == Posting.person_id)
        .where(
            Posting.valid_from <= day,
            or_(Posting.valid_to.is_(None), Posting.valid_to >= day),
            or_(Person.ended_on.is_(None), Person.ended_on >= day),
        )
    )
    if unit_ids is not None:
        query = query.where(Posting.unit_id.in_(list(unit_ids)))
    return [Member(*row) for row in session.execute(query)]


def with_assessor(session: Session, day: date, person_ids: Iterable[int] | None = None) -> set[int]:
    """Who has an assessor on ``day``."""
    query = select(AssessorAssignment.employee_id).where(
        AssessorAssignment.valid_from <= day,
        or_(AssessorAssignment.valid_to.is_(None), AssessorAssignment.valid_to >= day),
    )
    if person_ids is not None:
        query = query.where(AssessorAssignment.employee_id.in_(list(person_ids)))
    return set(session.scalars(query))


def parents_of_units(session: Session) -> dict[int, int | None]:
    """Each unit with the one above."""
    return dict(session.execute(select(Unit.id, Unit.parent_id)).all())


def proposals_for_all(session: Session, day: date) -> tuple[list[Member], list[Proposal]]:
    """Everybody, and a proposal for each who has no assessor and needs one."""
    members = current_members(session, day)
    assessed = with_assessor(session, day)
    wanted = [member.person_id for member in members if member.person_id not in assessed]
    return members, propose(parents_of_units(session), members, wanted)


@command
def recount(day: date) -> None:
    """Count people, those without an assessor, and those with a sure proposal, of every unit."""
    with atomic() as session:
        mark = session.scalar(select(func.max(AuditEntry.id))) or 0
        members, proposals = proposals_for_all(session, day)
        unit_of = {member.person_id: member.unit_id for member in members}
        counts = {
            PEOPLE: Counter(unit_of.values()),
            WITHOUT: Counter(unit_of[row.employee_id] for row in proposals),
            SURE: Counter(unit_of[row.employee_id] for row in proposals if row.doubt is None),
        }
        store(session, counts, mark)


def store(session: Session, counts: Mapping[str, Mapping[int, int]], mark: int | None = None) -> None:
    """Write counts given per unit alone, summed up the tree; replaces what was there under these names."""
    lineages = dict(session.execute(select(Unit.id, Unit.path)).all())
    sums: Counter[tuple[int, str]] = Counter()
    for name, by_unit in counts.items():
        for unit_id, count in by_unit.items():
            sums[unit_id, f"{name}{HERE}"] += count
            for above in lineages[unit_id].strip("/").split("/"):
                sums[int(above), name] += count
    names = [name + tail for name in counts for tail in ("", HERE)]
    moment = clock.now()
    rows = [
        {"unit_id": unit_id, "name": name, "count": count, "counted_at": moment}
        for (unit_id, name), count in sums.items()
        if count
    ]
    root = session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))
    if mark is not None and root is not None:
        names.append(MARK)
        rows.append({"unit_id": root, "name": MARK, "count": mark, "counted_at": moment})
    session.execute(delete(Tally).where(Tally.name.in_(names)))
    if rows:
        session.execute(insert(Tally), rows)


def recount_if_changed(zone: ZoneInfo) -> bool:
    """Count again when people, postings or assessors changed since, or a new day began; whether it was done.

    ``zone`` is the agency's: its day is the day that counts.
    """
    last = db.session.execute(_LAST).one_or_none()
    day = clock.now().astimezone(zone).date()
    same_day = last is not None and last.counted_at.astimezone(zone).date() >= day
    if same_day and last is not None and db.session.scalar(_CHANGED, {"mark": last.count}) is None:
        return False
    recount(day)
    return True


_LAST = select(Tally.count, Tally.counted_at).where(Tally.name == MARK)
_CHANGED = (
    select(AuditEntry.id)
    .where(AuditEntry.id > bindparam("mark"), or_(*(AuditEntry.action.like(pattern) for pattern in CHANGES)))
    .limit(1)
)


def of_units(unit_ids: Iterable[int], names: Iterable[str]) -> dict[tuple[int, str], int]:
    """Counts of some units; what is missing is zero."""
    rows: Iterable[Row[int, str, int]] = db.session.execute(
        select(Tally.unit_id, Tally.name, Tally.count).where(
            and_(Tally.unit_id.in_(list(unit_ids)), Tally.name.in_(list(names)))
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}
