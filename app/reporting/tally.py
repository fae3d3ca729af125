"""How many people of each unit have come how far with the evaluation of a period: counted in the background."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.cycles import queries as cycles
from app.cycles.queries import WindowView, YearView
from app.domain.handing_up import Stage, stage_of
from app.domain.people import Employment, PositionKind
from app.domain.periods import WindowKind
from app.domain.planning import PlanState
from app.people.models import Person, Posting, Unit
from app.people.queries import on_day
from app.people.special import is_exempt
from app.people.tally import Counting
from app.planning.models import Plan
from app.review.models import Evaluation

COUNTED_FOR = timedelta(days=200)
"""So long after its window has closed a period is counted anew; then its last counts stay."""
_DAY = bindparam("day", type_=Date)
_YEAR: Any = bindparam("year_id")
_PERIOD: Any = bindparam("period")
_Last = aliased(Evaluation)

# Of several plans in a year the last evaluation counts. Grouped once: asked per person it would be read along the index
# of the period, all of it for everybody.
_LAST = (
    select(_Last.employee_id, func.max(_Last.id).label("id"))
    .where(_Last.year_id == _YEAR, _Last.period_number == _PERIOD)
    .group_by(_Last.employee_id)
    .subquery()
)
HAS_PLAN = exists().where(
    Plan.employee_id == Posting.person_id, Plan.year_id == _YEAR, Plan.state.in_((PlanState.SET, PlanState.ENDED))
)
REPORTED = Evaluation.reported_at.is_not(None)


def of_people(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Everybody who must be evaluated for a period, where they stood on its last day, with the evaluation if any.

    PNS and PPPK in a post (Ps.4), but for those to whom planning does not apply (II.C.8, p.65-66).
    """
    return (
        statement.select_from(Posting)
        .join(Person, Person.id == Posting.person_id)
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(_LAST, _LAST.c.employee_id == Posting.person_id)
        .outerjoin(Evaluation, Evaluation.id == _LAST.c.id)
        .where(
            on_day(Posting, _DAY),
            Posting.position_kind != PositionKind.POLITICAL,
            Person.employment != Employment.NON_ASN,
            ~is_exempt(Posting.person_id, _DAY),
        )
    )


def day_of(year: YearView, period: int, today: date) -> date:
    """The day on which people stand in a unit for a period: its last one, or today while it still runs."""
    return min(today, year.rhythm.last_day(year.year, period))


def name_of(year_id: int, period: int, stage: Stage) -> str:
    """The name of a count."""
    return f"evaluation/{year_id}/{period}/{stage.value}"


def live(today: date) -> list[tuple[YearView, WindowView]]:
    """The evaluations whose window has opened and did not close long ago."""
    return [
        (year, window)
        for year in cycles.years()
        for window in year.windows
        if window.kind is not WindowKind.PLANNING
        and window.span.opens_on <= today <= window.span.closes_on + COUNTED_FOR
    ]


def _count(session: Session, day: date) -> Mapping[str, Mapping[int, int]]:
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for year, window in live(day):
        for stage in Stage:
            counts[name_of(year.id, window.number, stage)] = Counter()
        values = {"year_id": year.id, "period": window.number, "day": day_of(year, window.number, day)}
        for unit_id, state, reported, planned, number in session.execute(_COUNTS, values):
            stage = stage_of(state, reported=bool(reported), has_plan=bool(planned))
            counts[name_of(year.id, window.number, stage)][unit_id] += number
    return counts


# Grouped outside: not every database groups by what it has to look up for each row.
ROWS: Any = of_people(
    select(
        Posting.unit_id.label("unit_id"),
        Evaluation.state.label("state"),
        REPORTED.label("reported"),
        HAS_PLAN.label("planned"),
    )
)
_EACH = ROWS.subquery()
_COUNTS: Any = select(*_EACH.c, func.count()).group_by(*_EACH.c)
OF_EVALUATIONS = Counting(
    "evaluations",
    ("evaluation.%", "plan.set", "plan.close", "plan.cut", "objection.%", "window.%", "person.%", "people.%",
     "intake.%", "setup", "sample.%"),
    _count,
)  # fmt: skip
