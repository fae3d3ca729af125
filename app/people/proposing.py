"""Proposals of assessors, and who may be chosen by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from app.db import db
from app.domain.actors import Actor
from app.domain.office import keeps_agency
from app.domain.supervision import Proposal, propose
from app.people import queries, tally
from app.people.models import Posting, Tally, Unit
from app.people.queries import PER_PAGE
from app.people.registry import UnitView, lines_of, member_rows, search_anybody, search_units


def proposals_in(unit: UnitView, day: date, person_ids: Iterable[int] | None = None) -> list[Proposal]:
    """Proposals for the people of one unit who have no assessor, or for some of them whether they have or not."""
    session = db.session()
    around = tally.current_members(session, day, unit.lineage)
    here = [member.person_id for member in around if member.unit_id == unit.id]
    if person_ids is None:
        assessed = tally.with_assessor(session, day, here)
        wanted = [person_id for person_id in here if person_id not in assessed]
    else:
        wanted = list(person_ids)
    parents: dict[int, int | None] = dict(zip(unit.lineage, (None, *unit.lineage[:-1]), strict=True))
    return propose(parents, around, wanted)


def candidates(person_id: int, lineage: tuple[int, ...], text: str, day: date) -> list[tuple[int, str]]:
    """Who may be chosen as assessor: the proposal, the heads above, and what was searched for."""
    heads = lines_of(member_rows(day).where(Posting.unit_id.in_(lineage), Posting.is_head.is_(True)))
    order = {name: index for index, name in enumerate(_names_from_below(lineage))}
    heads.sort(key=lambda line: order.get(line.unit, 0))
    found = {line.id: f"{line.name} – {line.position}, {line.unit}" for line in (*heads, *search_anybody(text, day))}
    found.pop(person_id, None)
    return list(found.items())


def _names_from_below(lineage: tuple[int, ...]) -> list[str]:
    names = dict(db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(lineage))).all())
    return [names[unit_id] for unit_id in reversed(lineage)]


def unit_choices(unit_id: int, text: str) -> list[tuple[int, str]]:
    """Units to choose from: the present one, and what was searched for."""
    present = db.session.execute(select(Unit.id, Unit.name).where(Unit.id == unit_id)).all()
    return list(dict([*present, *search_units(text)]).items())


@dataclass(frozen=True)
class ProposalLine:
    """A proposal in words."""

    employee_id: int
    employee: str
    position: str
    assessor: str | None
    doubt: str | None


def proposal_lines(unit: UnitView, day: date) -> list[ProposalLine]:
    """Proposals for the people of a unit who have no assessor: doubtful ones first, then by name."""
    found = proposals_in(unit, day)
    people = queries.people(
        {row.employee_id for row in found} | {row.assessor_id for row in found if row.assessor_id}, day
    )
    lines = [
        ProposalLine(
            employee_id=row.employee_id,
            employee=people[row.employee_id].name,
            position=people[row.employee_id].position,
            assessor=people[row.assessor_id].name if row.assessor_id else None,
            doubt=row.doubt.label if row.doubt else None,
        )
        for row in found
    ]
    return sorted(lines, key=lambda line: (line.doubt is None, line.employee))


def units_waiting(actor: Actor, page: int = 1) -> tuple[list[tuple[int, str, int, int]], bool]:
    """Units the actor keeps in which somebody has no assessor: id, name, how many, how many with a sure proposal."""
    without, sure = aliased(Tally), aliased(Tally)
    query: Any = (
        select(Unit.id, Unit.name, without.count, func.coalesce(sure.count, 0))
        .join(without, and_(without.unit_id == Unit.id, without.name == tally.WITHOUT + tally.HERE))
        .outerjoin(sure, and_(sure.unit_id == Unit.id, sure.name == tally.SURE + tally.HERE))
        .order_by(Unit.path)
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE)
    )
    if not keeps_agency(actor):
        paths = db.session.scalars(select(Unit.path).where(Unit.id.in_(actor.officer_units))).all()
        query = query.where(or_(False, *(Unit.path.startswith(path) for path in paths)))
    rows = [tuple(row) for row in db.session.execute(query)]
    return rows[:PER_PAGE], len(rows) > PER_PAGE
