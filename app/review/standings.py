"""Reads of who evaluates whom for a period, who is not evaluated at all, and which periods a year has."""

import re
from dataclasses import dataclass
from datetime import date

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.domain.errors import NotFoundError
from app.domain.periods import periods_of
from app.domain.policy import Standing
from app.domain.special import SpecialKind
from app.domain.weighing import stays_with
from app.people import history, special
from app.people import queries as people


@dataclass(frozen=True)
class PeriodChoice:
    """The period a page is about, and what the year can be looked at by; 0 is the year as a whole."""

    number: int
    name: str
    others: tuple[tuple[int, str], ...]


YEARLY = "Tahunan"


def choose(year: YearView, wanted: str | None, today: date) -> PeriodChoice:
    """The period ``wanted`` by its number; otherwise the one that is evaluated now, the year before any other.

    Raises:
        NotFoundError: the year has no such period.
    """
    numbers = [one.number for one in periods_of(year.rhythm, year.starts_on)]
    others = ((0, YEARLY), *((number, year.rhythm.name_of(number)) for number in numbers))
    chosen = _usual(year, numbers, today)
    if wanted:
        chosen = number_of(wanted)
    names = dict(others)
    if chosen not in names:
        raise NotFoundError("Periode itu tidak ada pada tahun ini.")
    return PeriodChoice(chosen, names[chosen], others)


def number_of(wanted: str | None) -> int:
    """The number of a period as an address carries it: 0 without one, -1 for what is no number."""
    if not wanted:
        return 0
    return int(wanted) if re.fullmatch(r"[0-9]{1,2}", wanted) else -1


def _usual(year: YearView, numbers: list[int], today: date) -> int:
    if year.evaluation.contains(today):
        return 0
    return next((number for number in numbers if year.evaluation_window(number).span.contains(today)), 0)


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
        NotFoundError: the year has no such period.
    """
    if not period:
        return year.ends_on
    for one in periods_of(year.rhythm, year.starts_on):
        if one.number == period:
            return one.span.closes_on
    raise NotFoundError("Periode itu tidak ada pada tahun ini.")


def _has_left(person_id: int, today: date) -> bool:
    ended_on = history.identity(person_id).ended_on
    return ended_on is not None and ended_on < today
