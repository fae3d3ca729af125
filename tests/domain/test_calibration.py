"""Who sees what in a calibration meeting, and who changes what."""

from dataclasses import replace
from datetime import date

from app.domain.actors import Actor, Role
from app.domain.calibration import (
    CalibrationState,
    Meeting,
    Proposal,
    may_call,
    may_change_proposal,
    may_lay_open,
    may_lead_meeting,
    may_read_changes,
    may_read_meeting,
    may_see_proposal,
    problems_of_call,
    problems_of_change,
)
from app.domain.review import EvaluationState

CALLER, ONE, OTHER, EMPLOYEE, STRANGER = 1, 2, 3, 20, 99
MEETING = Meeting(CALLER, frozenset({ONE, OTHER}), frozenset({ONE}), CalibrationState.OPEN)
CLOSED = replace(MEETING, state=CalibrationState.CLOSED)
PROPOSAL = Proposal(EMPLOYEE, ONE, EvaluationState.OPEN)


def actor(number: int, *roles: Role, units: frozenset[int] = frozenset()) -> Actor:
    return Actor(number, "–", 1, frozenset(roles), units)


def test_heads_and_officers_of_the_unit_or_above_call_a_meeting() -> None:
    assert may_call(actor(5), (1, 4), frozenset({4}))
    assert may_call(actor(5), (1, 4), frozenset({1}))
    assert may_call(actor(5, Role.UNIT_OFFICER, units=frozenset({1})), (1, 4), frozenset())
    assert may_call(actor(5, Role.AGENCY_OFFICER), (1, 4), frozenset())
    assert not may_call(actor(5), (1, 4), frozenset({7}))
    assert not may_call(actor(5, Role.AUDITOR, Role.ADMINISTRATOR), (1, 4), frozenset())


def test_the_meeting_is_known_to_caller_and_invited_alone() -> None:
    assert may_read_meeting(actor(CALLER), MEETING)
    assert may_read_meeting(actor(ONE), MEETING)
    assert not may_read_meeting(actor(STRANGER, *Role), MEETING)


def test_a_proposal_is_seen_by_the_invited_once_it_is_laid_open() -> None:
    assert may_see_proposal(actor(OTHER), MEETING, PROPOSAL)
    assert not may_see_proposal(actor(OTHER), replace(MEETING, laid_open=frozenset()), PROPOSAL)
    assert not may_see_proposal(actor(ONE), replace(MEETING, laid_open=frozenset()), PROPOSAL)


def test_a_caller_who_was_not_invited_reads_no_draft_and_no_change() -> None:
    assert not may_see_proposal(actor(CALLER, Role.AGENCY_OFFICER), MEETING, PROPOSAL)
    assert not may_read_changes(actor(CALLER, Role.AGENCY_OFFICER), MEETING)


def test_what_is_signed_and_what_belongs_to_a_closed_meeting_is_no_proposal() -> None:
    assert not may_see_proposal(actor(OTHER), MEETING, replace(PROPOSAL, state=EvaluationState.SIGNED))
    assert not may_see_proposal(actor(OTHER), CLOSED, PROPOSAL)


def test_nobody_at_the_table_learns_what_is_proposed_about_one_at_the_table() -> None:
    about_other, about_caller = replace(PROPOSAL, employee_id=OTHER), replace(PROPOSAL, employee_id=CALLER)
    assert not may_see_proposal(actor(OTHER), MEETING, about_other)
    third = replace(MEETING, members=MEETING.members | {CALLER, 4})
    assert not may_see_proposal(actor(4), third, about_other)
    assert not may_see_proposal(actor(CALLER), third, about_caller)
    assert may_change_proposal(actor(ONE), third, about_other)


def test_only_the_own_assessor_changes_a_rating() -> None:
    assert may_change_proposal(actor(ONE), MEETING, PROPOSAL)
    assert not may_change_proposal(actor(OTHER), MEETING, PROPOSAL)
    assert not may_change_proposal(actor(ONE), CLOSED, PROPOSAL)


def test_only_the_caller_leads_and_only_the_invited_lay_open_while_it_lasts() -> None:
    assert may_lead_meeting(actor(CALLER), MEETING)
    assert not may_lead_meeting(actor(ONE), MEETING)
    assert not may_lead_meeting(actor(CALLER), CLOSED)
    assert may_lay_open(actor(OTHER), MEETING)
    assert not may_lay_open(actor(CALLER), MEETING)
    assert not may_lay_open(actor(OTHER), CLOSED)


def test_a_meeting_needs_a_name_and_a_day_and_a_change_needs_a_reason() -> None:
    assert {one.field for one in problems_of_call(" ", None)} == {"title", "held_on"}
    assert not problems_of_call("Kalibrasi", date(2026, 7, 1))
    assert {one.field for one in problems_of_change(differs=False, reason="ya")} == {"results_rating", "reason"}
