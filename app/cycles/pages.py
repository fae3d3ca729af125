"""What an address asks for: ``?tahun=`` is a year, ``periode=`` a period of it, 0 the year as a whole."""

import re

from flask import request

from app.cycles import queries
from app.cycles.choosing import PeriodChoice, choose_begun, choose_period
from app.cycles.queries import NO_SUCH_PERIOD, YearView
from app.domain.errors import NoSuchPeriodError
from app.domain.years import Step, UsualPeriod, whole_year
from app.people import queries as people


def asked_period() -> str | None:
    """The period in the address or, of a form, in a hidden field; as it came."""
    return request.values.get("periode")


def asked_number() -> int:
    """The number of the period asked for, where the command knows of which year; 0 without one.

    Raises:
        NoSuchPeriodError: it is no number of a period.
    """
    wanted = asked_period() or "0"
    if not re.fullmatch("[0-9]{1,2}", wanted, re.ASCII):
        raise NoSuchPeriodError(NO_SUCH_PERIOD)
    return int(wanted)


def chosen_year(step: Step) -> queries.Choice:
    """The year asked for, where a page is about no period; without one the usual one of today.

    Raises:
        NoSuchPeriodError: no year began by today, or not the one wanted.
    """
    return queries.choose(step, people.today(), request.values.get("tahun"))


def chosen(step: Step, usual: UsualPeriod = whole_year) -> PeriodChoice:
    """The year and period asked for; without them the usual ones of today.

    Raises:
        NoSuchPeriodError: there is no such year or period.
    """
    today, years = people.today(), chosen_year(step)
    return choose_period(years.year, asked_period(), today, usual, years.others)


def chosen_begun(step: Step) -> PeriodChoice:
    """The same among the periods that have begun.

    Raises:
        NoSuchPeriodError: there is no such year or period, or it has not begun.
    """
    today, years = people.today(), chosen_year(step)
    return choose_begun(years.year, asked_period(), today, others=years.others)


def chosen_of(year: YearView) -> PeriodChoice:
    """The period asked for of a year that what the page shows belongs to; without one the year as a whole.

    Raises:
        NoSuchPeriodError: the year has no such period.
    """
    return choose_period(year, asked_period(), people.today())
