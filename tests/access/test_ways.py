"""Who may do what once the superior stands in for the assessor, and what offices and posts add, as tables.

Whoever is the assessor as Plt or for a while stands where the assessor stands: the tables know no difference.
"""

import pytest

from app.domain.actors import Actor, Role
from app.domain.objections import ObjectionState, ObjectionVerb
from app.domain.policy import (
    Standing,
    evaluation_verbs,
    may_decide_withholding,
    may_read_evaluation,
    may_record_paper,
    objection_verbs,
)
from app.domain.review import EvaluationState, EvaluationVerb, Way
from tests.access.test_policy import (
    ACTORS,
    AGENCY,
    AIDE,
    ASSESSOR,
    CENTRE,
    EMPLOYEE,
    OFFICE,
    SIGNATORY,
    STANDING,
    SUPERIOR,
    actor,
    cells,
)

TAKEN_OVER = """
                     open              signed            received                     countersigned        refused                          changed
employee             -                 receive           countersign                  -                    countersign                      countersign
assessor             -                 -                 -                            -                    -                                -
superior             rate,sign,extend  hand_over,extend  record_refusal,change,extend report,change,extend report,change,extend             record_refusal,extend
aide                 -                 -                 -                            -                    -                                -
colleague            -                 -                 -                            -                    -                                -
officer of the unit  -                 -                 -                            -                    -                                -
officer above        -                 -                 -                            -                    -                                -
officer elsewhere    -                 -                 -                            -                    -                                -
agency officer       -                 -                 -                            -                    -                                -
auditor              -                 -                 -                            -                    -                                -
administrator        -                 -                 -                            -                    -                                -
head of agency       -                 -                 -                            -                    -                                -
signatory elsewhere  -                 -                 -                            cosign               cosign                           cosign
"""  # noqa: E501 - a table
SIGNED_ABOVE = TAKEN_OVER.replace("rate,sign,extend  ", "sign,extend       ")
"""What the assessor wrote stands as it is (V.A.8, p.115-116); all else is the same."""
READS_ABOVE = """
                     open  signed  received  countersigned  refused  changed
employee             -     yes     yes       yes            yes      yes
assessor             yes   yes     yes       yes            yes      yes
superior             yes   yes     yes       yes            yes      yes
aide                 yes   yes     yes       yes            yes      yes
colleague            -     -       -         -              -        -
officer of the unit  -     -       -         -              -        -
officer above        -     -       -         -              -        -
officer elsewhere    -     -       -         -              -        -
agency officer       -     -       -         -              -        -
auditor              -     yes     yes       yes            yes      yes
administrator        -     -       -         -              -        -
head of agency       -     -       -         -              -        -
signatory elsewhere  -     yes     yes       yes            yes      yes
"""
OFFICES = """
                     paper  withholding
employee             -      -
assessor             yes    -
superior             -      -
aide                 -      -
colleague            -      -
officer of the unit  yes    -
officer above        yes    -
officer elsewhere    -      -
agency officer       yes    yes
auditor              -      -
administrator        -      -
head of agency       -      -
signatory elsewhere  yes    -
"""
EVERYTHING = frozenset({Role.AGENCY_OFFICER, Role.UNIT_OFFICER, Role.HEAD_OF_AGENCY, Role.AUDITOR, Role.ADMINISTRATOR})


def with_every_role(person: int) -> Actor:
    """Somebody who has every role there is, and the unit to be officer of."""
    return actor(person, *EVERYTHING, units=frozenset({AGENCY, OFFICE, CENTRE}))


def wanted(cell: str) -> set[EvaluationVerb]:
    """The verbs of a cell."""
    return {EvaluationVerb(verb) for verb in cell.split(",")} if cell != "-" else set()


@pytest.mark.parametrize(("who", "state", "expected"), cells(TAKEN_OVER))
def test_who_does_what_when_the_superior_evaluates(who: str, state: str, expected: str) -> None:
    assert evaluation_verbs(ACTORS[who], STANDING, EvaluationState(state), Way.TAKEN_OVER) == wanted(expected)


@pytest.mark.parametrize(("who", "state", "expected"), cells(SIGNED_ABOVE))
def test_who_does_what_when_the_superior_signs_what_the_assessor_wrote(who: str, state: str, expected: str) -> None:
    assert evaluation_verbs(ACTORS[who], STANDING, EvaluationState(state), Way.SIGNED_ABOVE) == wanted(expected)


@pytest.mark.parametrize(("who", "state", "expected"), cells(READS_ABOVE))
def test_who_reads_what_is_laid_before_the_superior(who: str, state: str, expected: str) -> None:
    reads = may_read_evaluation(ACTORS[who], STANDING, EvaluationState(state), to_superior=True)
    assert reads == (expected == "yes")


@pytest.mark.parametrize(("who", "what", "expected"), cells(OFFICES))
def test_what_is_recorded_for_others(who: str, what: str, expected: str) -> None:
    rule = {"paper": may_record_paper, "withholding": may_decide_withholding}[what]
    assert rule(ACTORS[who], STANDING) == (expected == "yes")


def test_nobody_records_the_own_signature_or_decides_about_the_own_evaluation() -> None:
    for person in (EMPLOYEE, ASSESSOR, AIDE):
        assert not may_decide_withholding(with_every_role(person), STANDING)
    assert not may_record_paper(with_every_role(EMPLOYEE), STANDING)
    assert may_record_paper(with_every_role(ASSESSOR), STANDING)


@pytest.mark.parametrize("way", Way)
@pytest.mark.parametrize("state", EvaluationState)
@pytest.mark.parametrize("person", [EMPLOYEE, ASSESSOR, SUPERIOR, AIDE, SIGNATORY, 9])
def test_no_office_adds_anything_to_what_the_post_allows(person: int, state: EvaluationState, way: Way) -> None:
    plain, with_roles = actor(person), with_every_role(person)
    assert evaluation_verbs(with_roles, STANDING, state, way) == evaluation_verbs(plain, STANDING, state, way)
    reads = may_read_evaluation(with_roles, STANDING, state)
    assert reads == (may_read_evaluation(plain, STANDING, state) or state is not EvaluationState.OPEN), "as an auditor"
    for objection in ObjectionState:
        assert objection_verbs(with_roles, STANDING, objection) == objection_verbs(plain, STANDING, objection)


MOVED = Standing(EMPLOYEE, 7, SUPERIOR, (AGENCY, OFFICE, CENTRE), frozenset(), frozenset({ASSESSOR}))
"""The assessor who signed has another post now; somebody else came after."""
AFTER_A_TRANSFER = [
    ("signed", 7, "hand_over"),
    ("received", 7, "record_refusal"),
    ("countersigned", 7, "report"),
    ("refused", 7, "report"),
    ("changed", 7, "record_refusal"),
    ("open", ASSESSOR, "-"),
    ("signed", ASSESSOR, "-"),
    ("received", ASSESSOR, "-"),
    ("countersigned", ASSESSOR, "cosign"),
    ("refused", ASSESSOR, "cosign"),
    ("changed", ASSESSOR, "cosign"),
]


@pytest.mark.parametrize(("state", "person", "expected"), AFTER_A_TRANSFER)
def test_the_successor_goes_on_and_who_signed_signs_what_was_changed(state: str, person: int, expected: str) -> None:
    assert evaluation_verbs(actor(person), MOVED, EvaluationState(state)) == wanted(expected)


def test_who_signed_explains_after_a_transfer_and_the_successor_does_not() -> None:
    assert objection_verbs(actor(ASSESSOR), MOVED, ObjectionState.FILED) == {ObjectionVerb.EXPLAIN}
    assert not objection_verbs(actor(7), MOVED, ObjectionState.FILED)
    for state in set(ObjectionState) - {ObjectionState.FILED}:
        assert not objection_verbs(actor(ASSESSOR), MOVED, state)


def test_the_superior_who_signed_above_does_not_explain_until_in_another_post() -> None:
    here = Standing(EMPLOYEE, ASSESSOR, SUPERIOR, (AGENCY,), frozenset(), frozenset({ASSESSOR, SUPERIOR}))
    gone = Standing(EMPLOYEE, ASSESSOR, 8, (AGENCY,), frozenset(), frozenset({ASSESSOR, SUPERIOR}))
    assert objection_verbs(actor(SUPERIOR), here, ObjectionState.FILED) == {ObjectionVerb.HEAR}
    assert objection_verbs(actor(SUPERIOR), gone, ObjectionState.FILED) == {ObjectionVerb.EXPLAIN}
