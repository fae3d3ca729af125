"""The end of somebody's service: what becomes of the plans, and which last day is possible.

The regulation names no rule for pension, death, the end of a contract or dismissal: the time served was worked under a
plan in force, so that plan stays and can be evaluated, its period cut to the last day. Whoever moves to another agency
is evaluated for the year by the new assessor there (IV.A.13.b, p.91).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import Problem
from app.domain.people import Departure
from app.domain.periods import in_words
from app.domain.planning import OVER, PlanState

FARTHEST = timedelta(days=2 * 365)


@dataclass(frozen=True)
class LastPlan:
    """What is looked at in a plan of somebody who leaves."""

    state: PlanState
    period_start: date
    is_evaluated: bool


def closes(plan: LastPlan, departure: Departure, last_day: date) -> bool:
    """Whether the plan is closed with the service.

    What was never set is closed. A plan in force stays for the evaluation of the time served, unless its period had not
    begun, or the year is evaluated elsewhere; an evaluation that was begun here is always finished here.
    """
    if plan.state in OVER:
        return False
    if plan.state is not PlanState.SET or plan.period_start > last_day:
        return True
    return departure is Departure.TRANSFER and not plan.is_evaluated


def problems_of_ending(last_day: date, in_post_since: date, today: date) -> tuple[Problem, ...]:
    """Why a service cannot end on ``last_day``."""
    if last_day < in_post_since:
        return (
            Problem(
                "last_day", f"Hari terakhir tidak boleh sebelum mulai bertugas di sini ({in_words(in_post_since)})."
            ),
        )
    if last_day > today + FARTHEST:
        return (Problem("last_day", "Hari terakhir lebih dari dua tahun lagi. Periksa tahunnya."),)
    return ()
