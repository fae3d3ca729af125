"""What becomes of a plan when somebody leaves, as a table; and which last days are possible."""

from datetime import date, timedelta

import pytest

from app.domain.ending import LastPlan, closes, problems_of_ending
from app.domain.people import Departure
from app.domain.planning import PlanState

LAST_DAY = date(2026, 7, 31)
TABLE = """
state       begun  evaluated  retirement  death  contract_end  transfer  dismissal
draft       yes    -          closed      closed closed        closed    closed
returned    yes    -          closed      closed closed        closed    closed
submitted   yes    -          closed      closed closed        closed    closed
set         yes    -          kept        kept   kept          closed    kept
set         yes    yes        kept        kept   kept          kept      kept
set         -      -          closed      closed closed        closed    closed
superseded  yes    -          kept        kept   kept          kept      kept
closed      yes    -          kept        kept   kept          kept      kept
"""
HEAD, *ROWS = [line.split() for line in TABLE.splitlines() if line]
CELLS = [(row[:3], Departure(cause), fate) for row in ROWS for cause, fate in zip(HEAD[3:], row[3:], strict=True)]


@pytest.mark.parametrize(("plan", "departure", "fate"), CELLS)
def test_what_becomes_of_a_plan(plan: list[str], departure: Departure, fate: str) -> None:
    state, begun, evaluated = plan
    start = date(2026, 1, 1) if begun == "yes" else date(2027, 1, 1)
    last = LastPlan(PlanState(state), start, is_evaluated=evaluated == "yes")
    assert closes(last, departure, LAST_DAY) is (fate == "closed")


def test_the_last_day_lies_within_the_service_and_not_far_away() -> None:
    since, today = date(2020, 3, 1), date(2026, 7, 1)
    assert not problems_of_ending(LAST_DAY, since, today)
    assert not problems_of_ending(since, since, today)
    early = problems_of_ending(since - timedelta(days=1), since, today)
    assert "mulai bertugas di sini (1 Maret 2020)" in early[0].message
    assert "Periksa tahunnya" in problems_of_ending(date(2029, 1, 1), since, today)[0].message
