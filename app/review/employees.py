"""Reads of the people somebody evaluates for a period: who they are, how far each is, and who comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select

from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor
from app.domain.planning import PlanState
from app.domain.policy import Standing
from app.domain.review import EvaluationState
from app.domain.special import SpecialKind
from app.domain.weighing import stays_with
from app.people import queries as people
from app.people.models import AssessorAssignment, Person, Posting
from app.people.queries import PER_PAGE, PersonView, on_day
from app.planning import queries as planning
from app.planning.queries import PlanRow
from app.review import listed, standings
from app.review.listed import EvaluationRow
from app.review.models import Evaluation


@dataclass(frozen=True)
class TeamRow:
    """An employee of an assessor on the way to a signed evaluation; ``plan`` is the one in force.

    ``waits`` says who has to act when there is no plan in force, ``exempted`` why nobody is asked for one.
    """

    person: PersonView
    plan: PlanRow | None
    evaluation: EvaluationRow | None
    exempted: SpecialKind | None = None
    waits: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody can still rate: a plan is in force and nothing is signed."""
        return self.plan is not None and (
            self.evaluation.state is EvaluationState.OPEN if self.evaluation else self.exempted is None
        )

    @property
    def is_rated(self) -> bool:
        """Whether both ratings are chosen."""
        return self.evaluation is not None and self.evaluation.is_rated


@dataclass(frozen=True)
class Team:
    """A page of people, and how many there are altogether; ``to_rate`` counts those without both ratings."""

    rows: tuple[TeamRow, ...]
    number: int
    more: bool
    total: int
    to_rate: int
    rated: int


def team(actor: Actor, year: YearView, today: date, period: int = 0, number: int = 1) -> Team:
    """Everybody the actor evaluates for a period, a page at a time."""
    return _paged(_rows(_evaluated(actor.person_id, year, period, today), year, period), number)


def prepared_team(actor: Actor, year: YearView, today: date, period: int = 0, number: int = 1) -> Team:
    """Everybody whose evaluation the actor prepares for an official without NIP."""
    return _paged(_rows(people.prepared_by(actor.person_id, today), year, period), number)


def next_after(
    actor: Actor, year: YearView, today: date, period: int, employee_id: int | None, *, back: bool = False
) -> TeamRow | None:  # fmt: skip
    """Whom to rate next: the first without both ratings after ``employee_id``, then those before; None at the end.

    ``back``: the one before in the list who is not signed yet, rated or not. While the window is closed, only what was
    begun is led to.
    """
    employees = _evaluated(actor.person_id, year, period, today) or people.prepared_by(actor.person_id, today)
    is_window_open = year.evaluation_window(period).span.contains(today)
    rows = [row for row in _rows(employees, year, period) if row.is_open and (is_window_open or row.evaluation)]
    place = next((place for place, row in enumerate(rows) if row.person.id == employee_id), -1)
    if back:
        return rows[place - 1] if place > 0 else None
    others = [*rows[place + 1 :], *rows[: max(place, 0)]]
    return next((row for row in others if not row.is_rated), None)


def _paged(rows: list[TeamRow], number: int) -> Team:
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    open_rows = [row for row in rows if row.is_open]
    rated = sum(row.is_rated for row in open_rows)
    return Team(tuple(shown), number, len(rows) > number * PER_PAGE, len(rows), len(open_rows) - rated, rated)


def _rows(employees: list[PersonView], year: YearView, period: int) -> list[TeamRow]:
    ids = {person.id for person in employees}
    plans = planning.set_plans(ids, year.id)
    evaluations = listed.evaluations_of(ids, {year.id}, period).get(year.id, {})
    exempted = standings.exempted(ids, year, period)
    without = ids - plans.keys() - exempted.keys()
    drafts = planning.current_plans(without, {year.id}).get(year.id, {})
    rows = [
        TeamRow(
            person,
            plans.get(person.id),
            _of_plan(evaluations.get(person.id), plans.get(person.id)),
            exempted.get(person.id),
            _waits(drafts.get(person.id)) if person.id in without else "",
        )
        for person in employees
    ]
    return sorted(rows, key=lambda row: (row.plan is None, row.exempted is not None and row.evaluation is None))


def _of_plan(evaluation: EvaluationRow | None, plan: PlanRow | None) -> EvaluationRow | None:
    """A draft begun on a plan that ended with a transfer is nobody's work any more (IV.A.13, p.91)."""
    if evaluation is None or plan is None or evaluation.state is not EvaluationState.OPEN:
        return evaluation
    return evaluation if evaluation.root_id == plan.root_id else None


def _waits(plan: PlanRow | None) -> str:
    """Who has to act before somebody can be rated: nobody is without a plan in force (Ps.1)."""
    if plan is None:
        return "Belum ada SKP. Pegawai menyusunnya dahulu."
    if plan.state is PlanState.SUBMITTED:
        return "SKP menunggu ditetapkan penilai."
    return "SKP masih konsep. Pegawai mengajukannya dahulu."


def _evaluated(assessor_id: int, year: YearView, period: int, today: date) -> list[PersonView]:
    """The present people, but for those whom the one before still evaluates (IV.A.14); and the other way round."""
    present = people.to_evaluate(assessor_id, year.starts_on, today)
    window = year.evaluation_window(period).span
    if not period or today <= window.opens_on:
        return present
    former = people.assessed_by(assessor_id, window.opens_on)
    ids = {person.id for person in (*present, *former)}
    then, last = _posts(ids, window.opens_on), _posts(ids, min(today, window.closes_on))
    gone = _gone({post.assessor_id for post in then.values() if post.assessor_id}, today)
    moved = {
        person_id
        for person_id, post in then.items()
        if person_id in last and stays_with(post, last[person_id]) and post.assessor_id not in gone
    }
    mine = [person for person in present if person.id not in moved]
    known = {person.id for person in mine}
    mine += [person for person in former if person.id in moved and person.id not in known]
    return sorted(mine, key=lambda person: person.name)


def _posts(person_ids: set[int], day: date) -> dict[int, Standing]:
    """Assessor and unit of several people on a day; one statement."""
    rows = db.session.execute(
        select(Posting.person_id, AssessorAssignment.assessor_id, Posting.unit_id)
        .outerjoin(
            AssessorAssignment,
            and_(AssessorAssignment.employee_id == Posting.person_id, on_day(AssessorAssignment, day)),
        )
        .where(Posting.person_id.in_(person_ids), on_day(Posting, day))
    )
    return {row.person_id: Standing(row.person_id, row.assessor_id, None, (row.unit_id,)) for row in rows}


def _gone(person_ids: set[int], today: date) -> set[int]:
    left = select(Person.id).where(Person.id.in_(person_ids), Person.ended_on < today)
    return set(db.session.scalars(left))


@dataclass(frozen=True)
class ToLook:
    """A draft with a close relation that waits for the superior to read it."""

    evaluation_id: int
    name: str
    period: int
    year_id: int


def to_look(superior_id: int, today: date) -> list[ToLook]:
    """What a superior has to read before the assessor may sign; one statement."""
    return looks_of({superior_id}, today).get(superior_id, [])


def looks_of(superior_ids: Iterable[int], today: date) -> dict[int, list[ToLook]]:
    """The same for several superiors at once."""
    found: dict[int, list[ToLook]] = {}
    rows = db.session.execute(
        select(
            AssessorAssignment.assessor_id,
            Evaluation.id,
            Person.name,
            Evaluation.period_number,
            Evaluation.year_id,
        )
        .join(Evaluation, Evaluation.assessor_id == AssessorAssignment.employee_id)
        .join(Person, Person.id == Evaluation.employee_id)
        .where(
            AssessorAssignment.assessor_id.in_(set(superior_ids)),
            on_day(AssessorAssignment, today),
            Evaluation.state == EvaluationState.OPEN,
            Evaluation.is_close.is_(True),
            Evaluation.looked_sha256 == "",
            Evaluation.results_rating.is_not(None),
            Evaluation.behaviour_rating.is_not(None),
            Evaluation.reason != "",
            Evaluation.note != "",
        )
        .order_by(Person.name)
    )
    for row in rows:
        waiting = ToLook(row.id, row.name, row.period_number, row.year_id)
        found.setdefault(row.assessor_id, []).append(waiting)
    return found
