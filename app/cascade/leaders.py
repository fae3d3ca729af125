"""Reads about leaders: who leads what, and what of their plan becomes the columns of a matrix."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.db import db
from app.domain.cascading import SAME_WORDS, likeness
from app.domain.planning import OVER
from app.people.models import AssessorAssignment, Posting, Unit
from app.people.queries import on_day
from app.planning import parts, queries
from app.planning.queries import PlanRow


@dataclass(frozen=True)
class Lead:
    """Where somebody leads: as head of a unit, as leader of a team in it, or neither."""

    unit_id: int
    unit: str
    position: str
    is_head: bool
    is_team_leader: bool

    @property
    def leads(self) -> bool:
        """Whether they may open a matrix."""
        return self.is_head or self.is_team_leader


def lead_of(person_id: int, today: date) -> Lead | None:
    """What somebody leads today; None for whoever has no posting."""
    row = db.session.execute(
        select(Unit.id, Unit.name, Posting.position, Posting.is_head, Posting.is_team_leader)
        .join(Posting, Posting.unit_id == Unit.id)
        .where(Posting.person_id == person_id, on_day(Posting, today))
        .order_by(Posting.is_head.desc(), Posting.is_team_leader.desc())
    ).first()
    return None if row is None else Lead(*row)


def gives_assignments(person_id: int, today: date) -> bool:
    """Whether somebody is a leader in the wide sense: heads, leaders of teams, assessors (II.A.5.f.5, p.45)."""
    lead = lead_of(person_id, today)
    if lead is not None and lead.leads:
        return True
    assesses = select(AssessorAssignment.id).where(
        AssessorAssignment.assessor_id == person_id, on_day(AssessorAssignment, today)
    )
    return db.session.scalar(assesses.limit(1)) is not None


def staff_of(unit_id: int, leader_id: int, today: date) -> list[int]:
    """Everybody who works in a unit or is assessed by its leader, heads and leaders of teams first; not the leader."""
    assessed = select(AssessorAssignment.employee_id).where(
        AssessorAssignment.assessor_id == leader_id, on_day(AssessorAssignment, today)
    )
    rows = db.session.scalars(
        select(Posting.person_id)
        .where((Posting.unit_id == unit_id) | Posting.person_id.in_(assessed), on_day(Posting, today))
        .order_by(Posting.is_head.desc(), Posting.is_team_leader.desc(), Posting.id)
    )
    return [person_id for person_id in dict.fromkeys(rows) if person_id != leader_id]


@dataclass(frozen=True)
class Source:
    """What of a leader's plan a column may stand for: an indicator on A.1.1 and A.1.2, a result on the other forms."""

    root_id: int
    result_key: str
    indicator_key: str | None
    text: str
    target: str

    @property
    def key(self) -> tuple[int, str, str | None]:
        """The same through all editions of the plan."""
        return self.root_id, self.result_key, self.indicator_key

    @property
    def name(self) -> str:
        """As the choice of a form carries it."""
        return f"{self.root_id}:{self.result_key}:{self.indicator_key or ''}"


def plan_of(leader_id: int, year_id: int) -> PlanRow | None:
    """The newest edition of a leader's plan of a year that is not over."""
    return next((row for row in queries.plans_of(leader_id, year_id) if row.state not in OVER), None)


def sources(leader_id: int, year_id: int) -> tuple[Source, ...]:
    """What the columns of a leader's matrix come from, as the plan stands; empty while there is none."""
    plan = plan_of(leader_id, year_id)
    if plan is None:
        return ()
    found = []
    for result in parts.results(plan.id):
        if plan.form.is_leaders:
            found += [
                Source(plan.root_id, result.key, row.key, row.text, row.target) for row in result.indicators if row.text
            ]
        elif result.text:
            target = "; ".join(row.target for row in result.indicators if row.target)
            found.append(Source(plan.root_id, result.key, None, result.text, target))
    return tuple(found)


@dataclass(frozen=True)
class Match:
    """What bringing a matrix and its leader's plan together would do."""

    links: dict[int, Source]
    additions: tuple[Source, ...]
    rewordings: dict[int, Source]

    @property
    def count(self) -> int:
        """How many columns would change or come."""
        return len(self.links) + len(self.additions) + len(self.rewordings)


def match(columns: list[tuple[int, str, tuple[int, str, str | None] | None]], offered: tuple[Source, ...]) -> Match:
    """Compare columns (id, words, source) with what the plan offers: free columns of like words are linked."""
    by_key = {source.key: source for source in offered}
    linked = {source for _, _, source in columns if source is not None}
    left = [source for source in offered if source.key not in linked]
    links: dict[int, Source] = {}
    for column_id, text, source in columns:
        if source is not None or not text:
            continue
        best = max(left, key=lambda offer: likeness(offer.text, text), default=None)
        if best is not None and likeness(best.text, text) >= SAME_WORDS:
            links[column_id] = best
            left.remove(best)
    rewordings = {
        column_id: by_key[source]
        for column_id, text, source in columns
        if source is not None and source in by_key and by_key[source].text != text
    }
    return Match(links, tuple(left), rewordings)


def usual_title(lead: Lead) -> str:
    """What a matrix of a leader is called unless they say otherwise."""
    return lead.unit if lead.is_head else f"Tim kerja {lead.position}"
