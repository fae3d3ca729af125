"""Who may do what to whose plan and evaluation, as tables. Rows are relations, columns are states."""

import pytest

from app.domain.actors import Actor, Role
from app.domain.objections import ObjectionState, ObjectionVerb
from app.domain.planning import OVER, PlanState, PlanVerb
from app.domain.policy import (
    Relation,
    Standing,
    evaluation_verbs,
    may_print_to_sign,
    may_read_evaluation,
    may_read_objection,
    may_read_plan,
    may_read_progress,
    may_record_first,
    may_record_paper,
    may_set_achievement,
    may_talk,
    may_write_expectations,
    may_write_feedback,
    may_write_realisation,
    objection_verbs,
    plan_verbs,
    relations,
)
from app.domain.review import EvaluationState, EvaluationVerb, Way

EMPLOYEE, ASSESSOR, SUPERIOR, AIDE, SIGNATORY, OTHER = 1, 2, 3, 4, 5, 9
AGENCY, OFFICE, CENTRE, ELSEWHERE = 10, 11, 12, 13
STANDING = Standing(EMPLOYEE, ASSESSOR, SUPERIOR, (AGENCY, OFFICE, CENTRE), frozenset({AIDE}), frozenset({SIGNATORY}))


def actor(person: int = OTHER, *roles: Role, units: frozenset[int] = frozenset()) -> Actor:
    """Somebody with roles, unit officers with their units."""
    return Actor(person, "Siapa Saja", 1, frozenset(roles), units)


ACTORS = {
    "employee": actor(EMPLOYEE),
    "assessor": actor(ASSESSOR),
    "superior": actor(SUPERIOR),
    "aide": actor(AIDE),
    "colleague": actor(),
    "officer of the unit": actor(OTHER, Role.UNIT_OFFICER, units=frozenset({CENTRE})),
    "officer above": actor(OTHER, Role.UNIT_OFFICER, units=frozenset({OFFICE})),
    "officer elsewhere": actor(OTHER, Role.UNIT_OFFICER, units=frozenset({ELSEWHERE})),
    "agency officer": actor(OTHER, Role.AGENCY_OFFICER),
    "auditor": actor(OTHER, Role.AUDITOR),
    "administrator": actor(OTHER, Role.ADMINISTRATOR),
    "head of agency": actor(OTHER, Role.HEAD_OF_AGENCY),
    "signatory elsewhere": actor(SIGNATORY),
}
RELATIONS = {
    "employee": Relation.SELF,
    "assessor": Relation.ASSESSOR,
    "superior": Relation.SUPERIOR,
    "aide": Relation.AIDE,
    "officer of the unit": Relation.OFFICER,
    "officer above": Relation.OFFICER,
    "agency officer": Relation.OFFICER,
    "auditor": Relation.AUDITOR,
    "signatory elsewhere": Relation.SIGNATORY,
}

READS_PLAN = """
                     draft  returned  submitted  set  superseded  closed      ended
employee             yes    yes       yes        yes  yes         yes       yes
assessor             yes    yes       yes        yes  yes         yes       yes
superior             -      -         yes        yes  yes         -         yes
aide                 -      -         yes        yes  yes         -         yes
colleague            -      -         -          -    -           -         -
officer of the unit  -      -         yes        yes  yes         -         yes
officer above        -      -         yes        yes  yes         -         yes
officer elsewhere    -      -         -          -    -           -         -
agency officer       -      -         yes        yes  yes         -         yes
auditor              -      -         yes        yes  yes         -         yes
administrator        -      -         -          -    -           -         -
head of agency       -      -         -          -    -           -         -
signatory elsewhere  -      -         -          -    -           -         -
"""
DOES_TO_PLAN = """
                     draft           returned        submitted                  set     superseded  closed  ended
employee             edit,submit     edit,submit     withdraw                   revise  -           -       -
assessor             classify        classify        return,set,reclassify      -       -           -       -
superior             -               -               -                          -       -           -       -
aide                 -               -               -                          -       -           -       -
colleague            -               -               -                          -       -           -       -
officer of the unit  -               -               -                          -       -           -       -
officer above        -               -               -                          -       -           -       -
officer elsewhere    -               -               -                          -       -           -       -
agency officer       -               -               -                          -       -           -       -
auditor              -               -               -                          -       -           -       -
administrator        -               -               -                          -       -           -       -
head of agency       -               -               -                          -       -           -       -
signatory elsewhere  -               -               -                          -       -           -       -
"""
READS_EVALUATION = """
                     open  signed  received  countersigned  refused  changed
employee             -     yes     yes       yes            yes      yes
assessor             yes   yes     yes       yes            yes      yes
superior             -     yes     yes       yes            yes      yes
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
DOES_TO_EVALUATION = """
                     open                  signed    received       countersigned refused       changed
employee             -                     receive   countersign    -             countersign   countersign
assessor             rate,declare,sign     hand_over record_refusal report        report        record_refusal
superior             look,take_over,extend extend    change,extend  change,extend change,extend extend
aide                 rate                  -         -              -             -             -
colleague            -                     -         -              -             -             -
officer of the unit  -                     -         -              -             -             -
officer above        -                     -         -              -             -             -
officer elsewhere    -                     -         -              -             -             -
agency officer       -                     -         -              -             -             -
auditor              -                     -         -              -             -             -
administrator        -                     -         -              -             -             -
head of agency       -                     -         -              -             -             -
signatory elsewhere  -                     -         -              cosign        cosign        cosign
"""
DOES_TO_OBJECTION = """
                     draft       filed              explained     heard                  upheld  changed  withdrawn
employee             write,file  withdraw           withdraw      withdraw               -       -        reopen
assessor             -           -                  -             -                      -       -        -
superior             -           hear               hear          uphold,change          -       -        -
aide                 -           -                  -             -                      -       -        -
colleague            -           -                  -             -                      -       -        -
officer of the unit  -           -                  -             -                      -       -        -
officer above        -           -                  -             -                      -       -        -
officer elsewhere    -           -                  -             -                      -       -        -
agency officer       -           -                  -             -                      -       -        -
auditor              -           -                  -             -                      -       -        -
administrator        -           -                  -             -                      -       -        -
head of agency       -           -                  -             -                      -       -        -
signatory elsewhere  -           explain            -             -                      -       -        -
"""
READS_OBJECTION = """
                     draft  filed  explained  heard  upheld  changed  withdrawn
employee             yes    yes    yes        yes    yes     yes      yes
assessor             -      yes    yes        yes    yes     yes      yes
superior             -      yes    yes        yes    yes     yes      yes
aide                 -      -      -          -      -       -        -
colleague            -      -      -          -      -       -        -
officer of the unit  -      -      -          -      -       -        -
officer above        -      -      -          -      -       -        -
officer elsewhere    -      -      -          -      -       -        -
agency officer       -      -      -          -      -       -        -
auditor              -      yes    yes        yes    yes     yes      yes
administrator        -      -      -          -      -       -        -
head of agency       -      -      -          -      -       -        -
signatory elsewhere  -      yes    yes        yes    yes     yes      yes
"""
PROGRESS = """
                     read  realise  comment
employee             yes   yes      -
assessor             yes   -        yes
superior             yes   -        -
aide                 yes   -        yes
colleague            -     -        -
officer of the unit  -     -        -
officer above        -     -        -
officer elsewhere    -     -        -
agency officer       -     -        -
auditor              yes   -        -
administrator        -     -        -
head of agency       -     -        -
signatory elsewhere  -     -        -
"""


def cells(table: str) -> list[tuple[str, str, str]]:
    """Actor, column and content of every cell."""
    head, *rows = [line for line in table.splitlines() if line.strip()]
    assert [row[:21].strip() for row in rows] == list(ACTORS)
    columns = head.split()
    return [(row[:21].strip(), *pair) for row in rows for pair in zip(columns, row[21:].split(), strict=True)]


@pytest.mark.parametrize("who", ACTORS)
def test_everybody_has_one_relation_or_none(who: str) -> None:
    expected = {RELATIONS[who]} if who in RELATIONS else set()
    assert relations(ACTORS[who], STANDING) == expected


def test_nobody_prepares_the_own_evaluation() -> None:
    own_aide = Standing(AIDE, ASSESSOR, SUPERIOR, (AGENCY,), frozenset({AIDE}))
    assert relations(actor(AIDE), own_aide) == {Relation.SELF}


def test_relations_add_up_and_follow_from_assignments_alone() -> None:
    both = actor(ASSESSOR, Role.AUDITOR)
    assert relations(both, STANDING) == {Relation.ASSESSOR, Relation.AUDITOR}
    nobody_above = Standing(EMPLOYEE, None, None, ())
    assert relations(actor(ASSESSOR), nobody_above) == set()
    assert relations(actor(OTHER, Role.UNIT_OFFICER), STANDING) == set(), "an officer of no unit is officer of nobody"


@pytest.mark.parametrize(("who", "state", "expected"), cells(READS_PLAN))
def test_who_reads_a_plan(who: str, state: str, expected: str) -> None:
    assert may_read_plan(ACTORS[who], STANDING, PlanState(state)) == (expected == "yes")


@pytest.mark.parametrize(("who", "state", "expected"), cells(DOES_TO_PLAN))
def test_who_does_what_to_a_plan(who: str, state: str, expected: str) -> None:
    wanted = {PlanVerb(verb) for verb in expected.split(",")} if expected != "-" else set()
    assert plan_verbs(ACTORS[who], STANDING, PlanState(state)) == wanted


@pytest.mark.parametrize("who", ACTORS)
def test_a_plan_handed_to_the_superior_is_the_superiors_to_set_and_no_longer_the_assessors(who: str) -> None:
    wanted = {PlanVerb.SET, PlanVerb.RETURN, PlanVerb.RECLASSIFY} if who == "superior" else set()  # II.C.5, p.65
    given = plan_verbs(ACTORS[who], STANDING, PlanState.SUBMITTED, to_superior=True)
    assert given - {PlanVerb.WITHDRAW} == wanted
    reads = may_read_plan(ACTORS[who], STANDING, PlanState.DRAFT, to_superior=True)
    assert reads == (who in {"employee", "assessor", "superior"})


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("who", ACTORS)
def test_employee_and_assessor_talk_until_the_plan_is_over(who: str, state: PlanState) -> None:
    expected = who in {"employee", "assessor"} and state not in OVER
    assert may_talk(ACTORS[who], STANDING, state) == expected
    handed_on = may_talk(ACTORS[who], STANDING, state, to_superior=True)
    assert handed_on == (who in {"employee", "assessor", "superior"} and state not in OVER)


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("who", ACTORS)
def test_employee_and_assessor_write_expectations_while_the_plan_is_open(who: str, state: PlanState) -> None:
    is_open = state in {PlanState.DRAFT, PlanState.RETURNED}
    allowed = who in {"employee", "assessor"} and is_open
    assert may_write_expectations(ACTORS[who], STANDING, state) == allowed


@pytest.mark.parametrize(("who", "state", "expected"), cells(READS_EVALUATION))
def test_who_reads_an_evaluation(who: str, state: str, expected: str) -> None:
    assert may_read_evaluation(ACTORS[who], STANDING, EvaluationState(state)) == (expected == "yes")


@pytest.mark.parametrize(("who", "state", "expected"), cells(DOES_TO_EVALUATION))
def test_who_does_what_to_an_evaluation(who: str, state: str, expected: str) -> None:
    wanted = {EvaluationVerb(verb) for verb in expected.split(",")} if expected != "-" else set()
    assert evaluation_verbs(ACTORS[who], STANDING, EvaluationState(state)) == wanted


@pytest.mark.parametrize(
    ("way", "expected"), [(Way.TAKEN_OVER, {"rate", "sign", "extend"}), (Way.SIGNED_ABOVE, {"sign", "extend"})]
)
def test_the_superior_stands_in_for_an_assessor_who_let_the_window_pass(way: Way, expected: set[str]) -> None:
    given = evaluation_verbs(ACTORS["superior"], STANDING, EvaluationState.OPEN, way)
    assert given == {EvaluationVerb(verb) for verb in expected}
    assert not evaluation_verbs(ACTORS["assessor"], STANDING, EvaluationState.OPEN, way)
    assert not evaluation_verbs(ACTORS["aide"], STANDING, EvaluationState.OPEN, way)
    sent = evaluation_verbs(ACTORS["superior"], STANDING, EvaluationState.SIGNED, way)
    assert EvaluationVerb.HAND_OVER in sent, "who signed hands it over"


@pytest.mark.parametrize("who", ACTORS)
def test_a_draft_is_laid_before_the_superior_only_when_the_rules_ask_for_it(who: str) -> None:
    reads = may_read_evaluation(ACTORS[who], STANDING, EvaluationState.OPEN, to_superior=True)
    assert reads == (who in {"assessor", "superior", "aide"})


@pytest.mark.parametrize(("who", "what", "expected"), cells(PROGRESS))
def test_who_reads_and_writes_progress(who: str, what: str, expected: str) -> None:
    rule = {"read": may_read_progress, "realise": may_write_realisation, "comment": may_write_feedback}[what]
    assert rule(ACTORS[who], STANDING) == (expected == "yes")


@pytest.mark.parametrize(
    ("who", "above", "allowed"),
    [
        (actor(SUPERIOR), {SUPERIOR}, True),
        (actor(ASSESSOR), {ASSESSOR}, False),  # the head never records the own unit, whoever is above
        (actor(ASSESSOR, Role.AGENCY_OFFICER), {SUPERIOR}, False),
        (actor(OTHER), {SUPERIOR}, False),
        (actor(OTHER, Role.AGENCY_OFFICER), {SUPERIOR}, True),
        (ACTORS["officer of the unit"], {SUPERIOR}, True),
        (ACTORS["officer above"], {SUPERIOR}, True),
        (ACTORS["officer elsewhere"], {SUPERIOR}, False),
        (ACTORS["auditor"], {SUPERIOR}, False),
        (ACTORS["administrator"], set(), False),
    ],
)
def test_who_records_the_achievement_of_a_unit(who: Actor, above: set[int], *, allowed: bool) -> None:
    units = frozenset({AGENCY, OFFICE, CENTRE})
    assert may_set_achievement(who, head_id=ASSESSOR, above=frozenset(above), units=units) == allowed


@pytest.mark.parametrize(("name", "state", "cell"), cells(DOES_TO_OBJECTION))
def test_who_does_what_to_an_objection(name: str, state: str, cell: str) -> None:
    wanted = set() if cell == "-" else {ObjectionVerb(verb) for verb in cell.split(",")}
    assert objection_verbs(ACTORS[name], STANDING, ObjectionState(state)) == wanted


@pytest.mark.parametrize(("name", "state", "cell"), cells(READS_OBJECTION))
def test_who_reads_an_objection(name: str, state: str, cell: str) -> None:
    assert may_read_objection(ACTORS[name], STANDING, ObjectionState(state)) == (cell == "yes")


def test_whoever_decides_never_explains_as_the_assessor() -> None:
    both = Standing(EMPLOYEE, ASSESSOR, SUPERIOR, (AGENCY,), frozenset(), frozenset({SUPERIOR}))
    assert ObjectionVerb.EXPLAIN not in objection_verbs(ACTORS["superior"], both, ObjectionState.FILED)


def test_the_assessor_who_signed_explains() -> None:
    signed = Standing(EMPLOYEE, ASSESSOR, SUPERIOR, (AGENCY,), frozenset(), frozenset({ASSESSOR}))
    assert objection_verbs(ACTORS["assessor"], signed, ObjectionState.FILED) == {ObjectionVerb.EXPLAIN}


PAPER = {
    Way.REGULAR: ({"assessor", "aide"}, {"assessor"}),
    Way.TAKEN_OVER: ({"superior"}, {"superior"}),
    Way.SIGNED_ABOVE: ({"superior"}, {"superior"}),
}
"""Who has a first signature printed, and who records it beside the officers."""


@pytest.mark.parametrize("way", PAPER)
def test_whoever_signs_prints_and_officers_record(way: Way) -> None:
    printers, signers = PAPER[way]
    officers = {"officer of the unit", "officer above", "agency officer"}
    state = EvaluationState.OPEN
    assert {name for name, one in ACTORS.items() if may_print_to_sign(one, STANDING, state, way)} == printers
    assert {name for name, one in ACTORS.items() if may_record_first(one, STANDING, way)} == signers | officers
    assert not any(may_print_to_sign(one, STANDING, EvaluationState.SIGNED, way) for one in ACTORS.values())


def test_an_officer_records_no_paper_about_herself() -> None:
    herself = actor(EMPLOYEE, Role.AGENCY_OFFICER)
    assert not may_record_first(herself, STANDING, Way.REGULAR)
    assert not may_record_paper(herself, STANDING)
