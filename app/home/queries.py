"""The tasks of a person: what to do now, and what others are doing for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.auth import queries as auth
from app.auth.queries import CodeRow
from app.cascade import mine as cascade
from app.cycles import queries as cycles
from app.domain.actors import Actor, Role
from app.domain.office import BUILDERS, OFFICERS, STAFF, WATCHERS
from app.domain.people import PositionKind
from app.domain.years import begun, is_worked_on
from app.feedback.reminding import Reminder
from app.home import reviews, rounds
from app.home.parts import Own, Task, Team, approval_tasks, own_tasks, role_tasks, team_tasks, waiting
from app.people import many, registry, tally
from app.planning import queries as planning
from app.review import listed

MOST_SHOWN = 5
YEARS_SHOWN = 3
"""The next year, this one and the one before: nobody has anything to do for earlier ones."""


FIRST_ONES = 3
"""An agency with so few people has just been set up."""


@dataclass(frozen=True)
class Overview:
    """Everything on the home page; ``is_new`` when there is no plan of one's own yet, in any year shown."""

    mine: tuple[Task, ...]
    team: tuple[Task, ...]
    team_more: int
    waiting: tuple[Task, ...]
    is_new: bool
    watches: bool
    codes: tuple[CodeRow, ...]
    office: tuple[Task, ...]
    reminders: tuple[Reminder, ...]


def overview(actor: Actor, today: date) -> Overview:
    """Tasks of one's own, tasks as assessor (a handful), and what others are doing, in every year worked on."""
    years = begun(cycles.years(), today)[-YEARS_SHOWN:]
    own, teams = _of_years(actor, years, today) if years else ([], [])
    given = cascade.waiting_for(actor.person_id, {year.id for year in years}, today) if years else {}
    asked = rounds.of(actor.person_id, today)
    mine = [task for part in own for task in (*own_tasks(part), *role_tasks(part, given[part.year.id]))]
    team = [task for part in teams for task in (*approval_tasks(part, given[part.year.id]), *team_tasks(part))]
    rated = reviews.of(actor, own[0].me, teams, today) if own else reviews.NOTHING
    team = [*asked.team, *rated.team, *team]
    return Overview(
        mine=(*rated.mine, *mine, *rated.writing, *asked.mine),
        team=tuple(team[:MOST_SHOWN]),
        team_more=max(0, len(team) - MOST_SHOWN),
        waiting=(*(task for part in own for task in waiting(part)), *rated.waiting),
        is_new=_is_new(actor, own),
        watches=bool(actor.roles & WATCHERS),
        codes=tuple(auth.unread_codes(actor.person_id)),
        office=tuple(_office_tasks(actor)) if actor.roles & STAFF else (),
        reminders=asked.reminders,
    )


def _is_new(actor: Actor, own: list[Own]) -> bool:
    """Whether somebody who owes a plan never had one in the years shown."""
    owes = any(part.me.position_kind is not PositionKind.POLITICAL for part in own)
    return owes and Role.ADMINISTRATOR not in actor.roles and not any(part.plan or part.evaluation for part in own)


def _office_tasks(actor: Actor) -> Iterator[Task]:
    """What waits for whoever keeps units: an empty agency, people nobody assesses."""
    tops = registry.top_units(actor)
    counts = tally.of_units(tops, (tally.PEOPLE, tally.WITHOUT))
    if actor.roles & BUILDERS and sum(counts.get((top, tally.PEOPLE), 0) for top in tops) <= FIRST_ONES:
        words = "Instansi ini belum berisi pegawai. Mulai dari berkas unit, lalu pegawai."
        yield Task("Impor unit dan pegawai", words, ("intake.index", {}))
    waiting_count = sum(counts.get((top, tally.WITHOUT), 0) for top in tops)
    if actor.roles & OFFICERS and waiting_count:
        words = f"{waiting_count} pegawai belum memiliki penilai, jadi rencananya belum dapat diajukan."
        yield Task("Tetapkan penilai", words, ("people.waiting", {}))


def _of_years(actor: Actor, years: tuple[cycles.YearView, ...], today: date) -> tuple[list[Own], list[Team]]:
    me, employees = many.with_team(actor.person_id, years[0].starts_on, today)
    ids, year_ids = {me.id, *(person.id for person in employees)}, {year.id for year in years}
    open_ones = {window.number for year in years for window in reviews.evaluated_now(year, today)}
    plans, evaluations = planning.current_plans(ids, year_ids), listed.evaluations_in(ids, year_ids, {0, *open_ones})
    several = sum(is_worked_on(year, today) for year in years) > 1
    own, teams = [], []
    for year in years:
        label = f" tahun {year.year}" if several or not is_worked_on(year, today) else ""
        of_year, rated = plans.get(year.id, {}), evaluations.get((year.id, 0), {})
        periodic = {number: evaluations.get((year.id, number), {}) for number in open_ones}
        own.append(Own(me, year, label, today, of_year.get(me.id), rated.get(me.id)))
        teams.append(Team(employees, year, label, today, of_year, rated, periodic))
    return own, teams
