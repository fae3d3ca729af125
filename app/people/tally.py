"""Counts of people per unit, made in the background so that no page grows with the number of employees.

A count covers a unit and all below it; names ending in ``_here`` cover the unit alone. Rows of zero are not kept.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.audit.models import AuditEntry
from app.db import atomic, command, db
from app.domain.organisation import lineage_of
from app.domain.supervision import Member, Proposal, propose
from app.people.models import AssessorAssignment, Person, Posting, Tally, Unit

PEOPLE, WITHOUT, SURE = "people", "no_assessor", "assessor_sure"
HERE = "_here"


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


@dataclass(frozen=True)
class Counting:
    """Counts that are made together.

    ``changes`` are the actions in the audit trail (as SQL patterns) after which they may be others; ``make`` counts
    each unit alone, by the name of the count. A name is always among its keys, also when nobody is counted.
    """

    name: str
    changes: tuple[str, ...]
    make: Callable[[Session, date], Mapping[str, Mapping[int, int]]]

    @property
    def mark(self) -> str:
        """Under this name stands up to which entry of the audit trail was counted."""
        return f"{self.name}_mark"


def _count_people(session: Session, day: date) -> Mapping[str, Mapping[int, int]]:
    members, proposals = proposals_for_all(session, day)
    unit_of = {member.person_id: member.unit_id for member in members}
    return {
        PEOPLE: Counter(unit_of.values()),
        WITHOUT: Counter(unit_of[row.employee_id] for row in proposals),
        SURE: Counter(unit_of[row.employee_id] for row in proposals if row.doubt is None),
    }


OF_PEOPLE = Counting("people", ("people.%", "person.%", "intake.%", "setup", "sample.%"), _count_people)


@command
def recount(counting: Counting, day: date) -> None:
    """Count every unit anew."""
    with atomic() as session:
        newest = session.scalar(select(func.max(AuditEntry.id))) or 0
        counts = counting.make(session, day)
        _store(session, counts)
        root = session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)).order_by(Unit.id).limit(1))
        session.execute(delete(Tally).where(Tally.name == counting.mark))
        session.add(Tally(unit_id=root, name=counting.mark, count=newest, counted_at=clock.now()))


def _store(session: Session, counts: Mapping[str, Mapping[int, int]]) -> None:
    """Write counts given per unit alone, summed up the tree; replaces what was there under these names."""
    paths = dict(session.execute(select(Unit.id, Unit.path)).all())
    sums: Counter[tuple[int, str]] = Counter()
    for name, by_unit in counts.items():
        for unit_id, count in by_unit.items():
            sums[unit_id, f"{name}{HERE}"] += count
            for above in lineage_of(paths[unit_id]):
                sums[above, name] += count
    names = [name + tail for name in counts for tail in ("", HERE)]
    moment = clock.now()
    rows = [
        {"unit_id": unit_id, "name": name, "count": count, "counted_at": moment}
        for (unit_id, name), count in sums.items()
        if count
    ]
    session.execute(delete(Tally).where(Tally.name.in_(names)))
    if rows:
        session.execute(insert(Tally), rows)


def recount_if_changed(counting: Counting, zone: ZoneInfo) -> bool:
    """Count again when something changed since, or a new day began; whether it was done.

    ``zone`` is the agency's: its day is the day that counts.
    """
    last = db.session.execute(select(Tally.count, Tally.counted_at).where(Tally.name == counting.mark)).one_or_none()
    day = clock.now().astimezone(zone).date()
    if last is not None:
        since, counted_at = last
        if counted_at.astimezone(zone).date() >= day and not _changed(counting, since):
            return False
    recount(counting, day)
    return True


def _changed(counting: Counting, since: int) -> bool:
    actions = or_(*(AuditEntry.action.like(pattern) for pattern in counting.changes))
    return db.session.scalar(select(AuditEntry.id).where(AuditEntry.id > since, actions).limit(1)) is not None


def of_units(unit_ids: Iterable[int], names: Iterable[str]) -> dict[tuple[int, str], int]:
    """Counts of some units; what is missing is zero."""
    rows: Iterable[Row[int, str, int]] = db.session.execute(
        select(Tally.unit_id, Tally.name, Tally.count).where(
            and_(Tally.unit_id.in_(list(unit_ids)), Tally.name.in_(list(names)))
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}
