"""Many open drafts of one assessor at once, as they would be signed: a number of statements that no list makes grow."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from app.cycles.queries import YearView
from app.db import db
from app.domain.actors import Actor
from app.domain.policy import Standing, may_read_plan, may_read_progress
from app.domain.rating import Rating
from app.domain.review import EvaluationVerb
from app.domain.weighing import stays_with
from app.feedback import report
from app.feedback.report import Recorded
from app.people import many as people_at_once
from app.people import queries as people
from app.people.models import Person
from app.people.queries import LedUnit, PersonView
from app.planning import many as plans_at_once
from app.planning.queries import PlanView
from app.progress import many as progress_at_once
from app.progress.queries import ProgressView
from app.review import achievements, queries
from app.review.achievements import AchievementView
from app.review.models import Evaluation, EvaluationMark
from app.review.queries import EvaluationView

Placed = tuple[Evaluation, Standing]


def drafts(actor: Actor, rows: list[Evaluation], of: tuple[YearView, int], today: date) -> list[EvaluationView]:
    """The open evaluations of a period among ``rows`` that the actor signs as assessor, in their order.

    Each as :func:`app.review.queries.visible_evaluation` gives it, as far as it is signed: annex, remarks and
    self-assessment are on no form and left out.
    """
    if not rows:
        return []
    year, period = of
    by_day: dict[date, list[Placed]] = {}
    alone = []
    for row, standing, day in _placed(rows, year, period, today):
        if EvaluationVerb.SIGN not in queries.verbs_of(actor, standing, row):
            continue
        if row.carried_from_id is None:
            by_day.setdefault(day, []).append((row, standing))
        else:  # of somebody who just moved: seldom, and more is asked of it
            alone.append(row.id)
    views = [view for day, placed in by_day.items() for view in _views(actor, placed, of, (day, today))]
    views += [queries.visible_evaluation(actor, number, today) for number in alone]
    order = {row.id: place for place, row in enumerate(rows)}
    return sorted(views, key=lambda view: order[view.id])


def _placed(
    rows: list[Evaluation], year: YearView, period: int, today: date
) -> list[tuple[Evaluation, Standing, date]]:
    """Who evaluates each, and on which day they held that post: :func:`app.review.standings.evaluators` for many."""
    ids = {row.employee_id for row in rows}
    now = _standings(ids, today)
    window = year.evaluation_window(period).span
    if not period or today <= window.opens_on:
        return [(row, now[row.employee_id], today) for row in rows]
    last, then = _standings(ids, min(today, window.closes_on)), _standings(ids, window.opens_on)
    gone = _gone({one.assessor_id for one in then.values() if one.assessor_id}, today)
    found = []
    for row in rows:
        before = then[row.employee_id]
        stays = stays_with(before, last[row.employee_id]) and before.assessor_id not in gone
        found.append((row, before, window.opens_on) if stays else (row, now[row.employee_id], today))
    return found


def _standings(ids: set[int], day: date) -> dict[int, Standing]:
    found = people_at_once.standings(ids, day)
    return {number: found.get(number) or Standing(number, None, None, ()) for number in ids}


def _gone(person_ids: set[int], today: date) -> set[int]:
    return set(db.session.scalars(_LEFT, {"ids": sorted(person_ids), "day": today}))


_LEFT = select(Person.id).where(Person.id.in_(bindparam("ids", expanding=True)), Person.ended_on < bindparam("day"))


def _views(
    actor: Actor, placed: list[Placed], of: tuple[YearView, int], days: tuple[date, date]
) -> Iterator[EvaluationView]:
    (year, period), (day, today) = of, days
    standings = _standings({row.employee_id for row, _ in placed}, day)
    plans = {
        root_id: plan
        for root_id, plan in plans_at_once.in_force([row.plan_root_id for row, _ in placed], standings, day).items()
        if may_read_plan(actor, plan.standing, plan.state, to_superior=plan.to_superior)
        and may_read_progress(actor, plan.standing)
    }
    readable = [one for one in placed if one[0].plan_root_id in plans]
    going = progress_at_once.progress_on(plans, period, day)
    above = people.people({one for row, at in readable for one in (at.superior_id, row.prepared_by) if one}, day)
    above |= people.people({actor.person_id}, day)
    led = achievements.unit_of(actor.person_id, day)
    achieved = achievements.counted_achievement(led.id, year.id, today, period) if led else None
    rounds, marks = _rounds(readable, plans), _marks([row.id for row, _ in readable])
    for row, standing in readable:
        beside = _Beside(going[row.plan_root_id], led, achieved, rounds[row.id], marks.get(row.id, {}))
        yield _view(actor, (row, standing), beside, above, year.rhythm.name_of(period) if period else "")


@dataclass(frozen=True)
class _Beside:
    progress: ProgressView
    led: LedUnit | None
    achievement: AchievementView | None
    rounds: Recorded
    marks: dict[str, Rating]


def _view(
    actor: Actor, placed: Placed, beside: _Beside, above: dict[int, PersonView], period_name: str
) -> EvaluationView:
    row, standing = placed
    return queries.view_of_row(
        row,
        declared=row.assessor_id == standing.assessor_id,
        progress=beside.progress,
        led_unit=beside.led,
        achievement=beside.achievement,
        assessor=above[actor.person_id],
        superior=above.get(standing.superior_id or 0),
        prepared_by=above.get(row.prepared_by or 0),
        verbs=queries.verbs_of(actor, standing, row),
        signed=None,
        rounds=beside.rounds,
        period_name=period_name,
        marks=beside.marks,
    )


def _rounds(placed: list[Placed], plans: dict[int, PlanView]) -> dict[int, Recorded]:
    """As a single draft has them; people with the same readers are asked for at once."""
    groups: dict[frozenset[int], list[Evaluation]] = {}
    for row, at in placed:
        groups.setdefault(frozenset({at.assessor_id or 0, at.superior_id or 0, *at.aides}), []).append(row)
    found: dict[int, Recorded] = {}
    for readers, rows in groups.items():
        spans = {
            row.employee_id: (plans[row.plan_root_id].period_start, plans[row.plan_root_id].period_end) for row in rows
        }
        told = report.recorded_of(spans, readers)
        found |= {row.id: told[row.employee_id] for row in rows}
    return found


def _marks(evaluation_ids: list[int]) -> dict[int, dict[str, Rating]]:
    found: dict[int, dict[str, Rating]] = {}
    for row in db.session.execute(_MARKS, {"ids": evaluation_ids}):
        found.setdefault(row.evaluation_id, {})[row.item] = row.mark
    return found


_MARKS = select(EvaluationMark.evaluation_id, EvaluationMark.item, EvaluationMark.mark).where(
    EvaluationMark.evaluation_id.in_(bindparam("ids", expanding=True))
)
