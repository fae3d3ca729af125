"""Reads of who evaluates whom for a period, and who is not evaluated at all."""

from datetime import date

from app.cycles import queries as cycles
from app.cycles.queries import NO_SUCH_PERIOD, YearView
from app.domain.errors import NoSuchPeriodError
from app.domain.periods import periods_of
from app.domain.policy import Standing
from app.domain.special import SpecialKind
from app.domain.weighing import stays_with
from app.people import history, special
from app.people import queries as people


def evaluators(employee_id: int, year_id: int, period: int, today: date) -> tuple[Standing, date]:
    """Who evaluates somebody for a period, and the day on which they held that post.

    Usually today's assessor; after the assessor moved within the window of a period, the one who was there when it
    opened (IV.A.14, p.91-92), as long as that person is still in service.
    """
    now = people.standing(employee_id, today)
    if not period:
        return now, today
    window = cycles.year(year_id).evaluation_window(period).span
    if today <= window.opens_on:
        return now, today
    last = people.standing(employee_id, min(today, window.closes_on))
    then = people.standing(employee_id, window.opens_on)
    if not stays_with(then, last) or _has_left(then.assessor_id or 0, today):
        return now, today
    return then, window.opens_on


def exempted(person_ids: set[int], year: YearView, period: int) -> dict[int, SpecialKind]:
    """Who of these is not evaluated: planning does not apply on the last day of the period (II.C.8, p.65-66)."""
    found = special.on(person_ids, last_day(year, period))
    kinds = {person_id: [one.kind for one in views if one.kind.exempts] for person_id, views in found.items()}
    return {person_id: exempting[0] for person_id, exempting in kinds.items() if exempting}


def studies(employee_id: int, year: YearView, period: int) -> bool:
    """Whether somebody was on study leave on some day of the year up to the end of the period (II.B, p.62-65)."""
    found = special.between({employee_id}, year.starts_on, last_day(year, period))
    return any(one.kind is SpecialKind.STUDY for one in found.get(employee_id, ()))


def last_day(year: YearView, period: int) -> date:
    """The last day of a period; 0 is the year.

    Raises:
        NoSuchPeriodError: the year has no such period.
    """
    if not period:
        return year.ends_on
    for one in periods_of(year.rhythm, year.starts_on):
        if one.number == period:
            return one.span.closes_on
    raise NoSuchPeriodError(NO_SUCH_PERIOD)


def _has_left(person_id: int, today: date) -> bool:
    ended_on = history.identity(person_id).ended_on
    return ended_on is not None and ended_on < today
