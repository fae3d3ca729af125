"""Deadlines of one evaluation, across years, holidays, five- and six-day weeks, and on every way of the signature."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.calendar import WorkWeek, after
from app.domain.clocks import ClockLine, Facts, Moved, lines, objection_until, problems_of_moving, running
from app.domain.policy import Relation
from app.domain.review import Way
from app.domain.rules import PERMENPANRB_6_2022, Clock

OFF = frozenset(
    {
        date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1), date(2027, 2, 5), date(2027, 2, 8),
        date(2027, 3, 9), date(2027, 3, 10), date(2027, 3, 11), date(2027, 3, 12), date(2027, 3, 15),
    }
)  # fmt: skip
"""Christmas with its cuti bersama, New Year, Imlek with its cuti bersama, a week at the end of Ramadan."""
CLOSES = date(2027, 1, 29)


def clocks(facts: Facts, week: WorkWeek = WorkWeek.FIVE) -> dict[Clock, ClockLine]:
    """The lines by what they are for."""
    found = lines(facts, PERMENPANRB_6_2022.deadlines, lambda day, days: after(day, days, week, OFF))
    return {line.clock: line for line in found}


@pytest.mark.parametrize(
    ("received", "week", "back_by", "why"),
    [
        (date(2026, 11, 2), WorkWeek.FIVE, date(2026, 11, 20), "two plain weeks and four days"),
        (date(2026, 12, 18), WorkWeek.FIVE, date(2027, 1, 12), "across Christmas, New Year and the year's end"),
        (date(2026, 12, 18), WorkWeek.SIX, date(2027, 1, 7), "the same with Saturdays"),
        (date(2027, 1, 22), WorkWeek.FIVE, date(2027, 2, 15), "across Imlek and its cuti bersama"),
        (date(2027, 1, 22), WorkWeek.SIX, date(2027, 2, 10), "a holiday on Friday and one on Monday"),
        (date(2027, 3, 5), WorkWeek.FIVE, date(2027, 4, 1), "a whole week off"),
        (date(2026, 12, 9), WorkWeek.FIVE, date(2026, 12, 31), "until the last day of the year"),
        (date(2026, 12, 12), WorkWeek.SIX, date(2026, 12, 31), "until the last day of the year, from a Saturday on"),
        (date(2026, 12, 31), WorkWeek.FIVE, date(2027, 1, 21), "from the last day of the year on"),
        (date(2026, 12, 31), WorkWeek.SIX, date(2027, 1, 18), "the same: New Year is free, the Saturday after counts"),
        (date(2027, 1, 1), WorkWeek.FIVE, date(2027, 1, 21), "received on a holiday: as on the day before"),
        (date(2028, 2, 15), WorkWeek.FIVE, date(2028, 3, 6), "over the day a leap year has more"),
    ],
)
def test_fourteen_working_days_to_sign_and_to_object(received: date, week: WorkWeek, back_by: date, why: str) -> None:
    found = clocks(Facts(CLOSES, signed=received, received=received), week)
    assert found[Clock.RETURN].due_on == found[Clock.OBJECT].due_on == back_by, why
    assert found[Clock.RETURN].who is found[Clock.OBJECT].who is Relation.SELF


def test_when_the_superior_signed_everything_is_due_in_seven_days_but_the_objection() -> None:
    facts = Facts(CLOSES, Way.SIGNED_ABOVE, signed=date(2027, 2, 11), received=date(2027, 2, 12))
    found = clocks(facts)
    assert found[Clock.RETURN_TAKEN_OVER].due_on == date(2027, 2, 23)
    assert found[Clock.OBJECT].due_on == date(2027, 3, 4)
    assert found[Clock.DELIVER_TAKEN_OVER].done_on == facts.signed
    assert found[Clock.REPORT_TAKEN_OVER].who is Relation.SUPERIOR
    assert not {Clock.RETURN, Clock.DELIVER, Clock.REPORT} & found.keys()


def test_what_the_superior_evaluated_is_final_and_has_no_day_for_objections() -> None:
    found = clocks(Facts(CLOSES, Way.TAKEN_OVER, signed=CLOSES, received=CLOSES, is_final=True))
    assert Clock.OBJECT not in found
    assert objection_until(tuple(found.values())) is None


@pytest.mark.parametrize(
    ("closes", "week", "take_over_by", "report_by", "why"),
    [
        (date(2026, 12, 31), WorkWeek.FIVE, date(2027, 1, 21), date(2027, 2, 16), "the window ends with the year"),
        (date(2026, 12, 31), WorkWeek.SIX, date(2027, 1, 18), date(2027, 2, 6), "the same with Saturdays"),
        (date(2027, 3, 8), WorkWeek.FIVE, date(2027, 4, 2), date(2027, 4, 26), "extended to the day before a week off"),
        (date(2027, 3, 8), WorkWeek.SIX, date(2027, 3, 30), date(2027, 4, 17), "the same with Saturdays"),
        (date(2027, 3, 12), WorkWeek.FIVE, date(2027, 4, 2), date(2027, 4, 26), "extended to a day of cuti bersama"),
        (date(2027, 3, 14), WorkWeek.SIX, date(2027, 3, 31), date(2027, 4, 19), "extended to a Sunday"),
    ],
)
def test_what_is_counted_from_the_end_of_the_window(
    closes: date, week: WorkWeek, take_over_by: date, report_by: date, why: str
) -> None:
    found = clocks(Facts(closes), week)
    assert (found[Clock.TAKE_OVER].due_on, found[Clock.REPORT].due_on) == (take_over_by, report_by), why


@pytest.mark.parametrize(
    ("week", "decided_by", "delivered_by"),
    [(WorkWeek.FIVE, date(2027, 1, 5), date(2027, 1, 14)), (WorkWeek.SIX, date(2027, 1, 2), date(2027, 1, 11))],
)
def test_seven_days_to_decide_and_fourteen_to_deliver_across_the_years_end(
    week: WorkWeek, decided_by: date, delivered_by: date
) -> None:
    day = date(2026, 12, 22)
    found = clocks(Facts(CLOSES, signed=day, received=day, filed=day), week)
    assert (found[Clock.DECIDE].due_on, found[Clock.DELIVER].due_on) == (decided_by, delivered_by)
    above = clocks(Facts(day, Way.SIGNED_ABOVE, signed=day, received=day), week)
    assert above[Clock.DELIVER_TAKEN_OVER].due_on == above[Clock.RETURN_TAKEN_OVER].due_on == decided_by


def test_delivery_is_done_by_signing() -> None:
    line = clocks(Facts(CLOSES, signed=date(2027, 1, 20)))[Clock.DELIVER]
    assert (line.done_on, line.was_late()) == (date(2027, 1, 20), False)


def test_the_superior_has_fourteen_days_after_the_window_and_is_then_late_not_barred() -> None:
    facts = Facts(CLOSES)
    line = clocks(facts)[Clock.TAKE_OVER]
    assert line.due_on == date(2027, 2, 22)
    assert not running((line,), CLOSES)
    assert running((line,), date(2027, 1, 30))
    assert not line.is_overdue(date(2027, 2, 22))
    assert line.is_overdue(date(2027, 2, 23))
    late = clocks(replace(facts, way=Way.TAKEN_OVER, signed=date(2027, 3, 1)))[Clock.TAKE_OVER]
    assert late.was_late()
    assert Clock.TAKE_OVER not in clocks(replace(facts, signed=CLOSES))


def test_delivery_objection_and_decision_may_outlast_the_report_and_block_nothing() -> None:
    received, filed = date(2027, 2, 19), date(2027, 3, 17)
    facts = Facts(CLOSES, signed=CLOSES, received=received, filed=filed)
    found = clocks(facts)
    assert found[Clock.OBJECT].due_on >= filed
    assert found[Clock.DECIDE].due_on > found[Clock.REPORT].due_on
    decided = clocks(replace(facts, ended=date(2027, 3, 25), is_changed=True))
    assert decided[Clock.REPORT_OBJECTION].due_on == found[Clock.REPORT].due_on
    assert decided[Clock.REPORT_OBJECTION].is_overdue(date(2027, 3, 25))
    assert Clock.REPORT not in decided
    reported = clocks(replace(facts, ended=date(2027, 3, 25), is_changed=True, reported=date(2027, 3, 1)))
    assert reported[Clock.REPORT].done_on == date(2027, 3, 1)


def test_a_right_that_ended_unused_is_not_overdue() -> None:
    line = clocks(Facts(CLOSES, signed=CLOSES, received=CLOSES))[Clock.OBJECT]
    assert not line.is_overdue(date(2028, 1, 1))


def test_a_moved_deadline_counts_and_says_why() -> None:
    moved = {Clock.RETURN: Moved(date(2027, 4, 1), "Banjir di tiga kecamatan")}
    line = clocks(Facts(CLOSES, signed=CLOSES, received=CLOSES, moved=moved))[Clock.RETURN]
    assert (line.due_on, line.moved_because) == (date(2027, 4, 1), "Banjir di tiga kecamatan")


@pytest.mark.parametrize(
    ("due_on", "reason", "fields"),
    [
        (date(2027, 3, 1), "Banjir di tiga kecamatan", []),
        (None, "Banjir di tiga kecamatan", ["due_on"]),
        (date(2027, 2, 18), "Banjir di tiga kecamatan", ["due_on"]),
        (date(2027, 2, 1), "Banjir di tiga kecamatan", ["due_on"]),
        (date(2030, 2, 1), "Banjir di tiga kecamatan", ["due_on"]),
        (date(2027, 3, 1), "banjir", ["reason"]),
    ],
)
def test_a_deadline_moves_later_only_and_with_a_reason(due_on: date | None, reason: str, fields: list[str]) -> None:
    line = clocks(Facts(CLOSES, signed=CLOSES, received=date(2027, 1, 27)))[Clock.RETURN]
    assert line.due_on == date(2027, 2, 18)
    problems = problems_of_moving(line, due_on, reason, date(2027, 2, 10))
    assert [problem.field for problem in problems] == fields
    assert next(problem.field for problem in problems_of_moving(None, due_on, reason, date(2027, 2, 10))) == "clock"


@pytest.mark.parametrize(
    ("decided", "week", "back_by", "why"),
    [
        (date(2026, 12, 17), WorkWeek.FIVE, date(2027, 1, 11), "across Christmas, New Year and the year's end"),
        (date(2026, 12, 17), WorkWeek.SIX, date(2027, 1, 6), "the same with Saturdays"),
        (date(2027, 2, 3), WorkWeek.FIVE, date(2027, 2, 25), "across Imlek and its cuti bersama"),
        (date(2027, 3, 5), WorkWeek.FIVE, date(2027, 4, 1), "a whole week off"),
    ],
)
def test_a_changed_document_is_returned_within_fourteen_days_of_its_own(
    decided: date, week: WorkWeek, back_by: date, why: str
) -> None:
    """The first document was received long before; the changed one is with the employee from the decision on."""
    facts = Facts(
        CLOSES, signed=date(2026, 11, 2), received=date(2026, 11, 3), filed=date(2026, 11, 20),
        ended=decided, is_changed=True,
    )  # fmt: skip
    line = clocks(facts, week)[Clock.RETURN]
    assert (line.started_on, line.due_on, line.done_on) == (decided, back_by, None), why
    assert not line.is_overdue(back_by)
    assert clocks(replace(facts, is_changed=False), week)[Clock.RETURN].started_on == facts.received
    assert clocks(facts, week)[Clock.OBJECT].started_on == facts.received


def test_what_was_granted_for_the_first_document_does_not_shorten_the_time_for_the_changed_one() -> None:
    moved = {Clock.RETURN: Moved(date(2026, 12, 1), "Banjir di tiga kecamatan")}
    facts = Facts(
        CLOSES, signed=date(2026, 11, 2), received=date(2026, 11, 3), filed=date(2026, 11, 20),
        ended=date(2027, 2, 3), is_changed=True, moved=moved,
    )  # fmt: skip
    line = clocks(facts)[Clock.RETURN]
    assert (line.due_on, line.moved_because) == (date(2027, 2, 25), None)
