"""Proposals of assessors from the tree, and circles."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.people import AssignmentBasis, PositionKind
from app.domain.supervision import Doubt, Member, Proposal, circles, closes_circle, propose

REGENCY, OFFICE, FOLDER, SCHOOL, CENTRE = 1, 2, 3, 4, 5
PARENTS = {REGENCY: None, OFFICE: REGENCY, FOLDER: OFFICE, SCHOOL: FOLDER, CENTRE: OFFICE}
REGENT = Member(10, REGENCY, is_head=True, position_kind=PositionKind.POLITICAL)
OFFICE_HEAD = Member(20, OFFICE, is_head=True, position_kind=PositionKind.JPT_PRATAMA)
PRINCIPAL = Member(40, SCHOOL, is_head=True, position_kind=PositionKind.FUNCTIONAL_EXPERT)
TEACHER = Member(41, SCHOOL, is_head=False, position_kind=PositionKind.FUNCTIONAL_EXPERT)
CLERK = Member(42, SCHOOL, is_head=False, position_kind=PositionKind.EXECUTIVE)
EVERYBODY = (REGENT, OFFICE_HEAD, PRINCIPAL, TEACHER, CLERK)


def proposal_for(person: Member, *members: Member) -> Proposal:
    (found,) = propose(PARENTS, members or EVERYBODY, [person.person_id])
    return found


def test_a_teacher_is_assessed_by_the_head_of_the_school_by_delegation() -> None:
    assert proposal_for(TEACHER) == Proposal(41, 40, AssignmentBasis.DELEGATED, None)


def test_the_head_of_a_school_is_assessed_by_the_head_of_the_office_past_a_folder_of_the_register() -> None:
    assert proposal_for(PRINCIPAL) == Proposal(40, 20, AssignmentBasis.DEFINITIVE, None)


def test_the_head_of_an_office_is_assessed_by_the_regent_who_is_assessed_by_nobody() -> None:
    assert proposal_for(OFFICE_HEAD) == Proposal(20, 10, AssignmentBasis.DEFINITIVE, None)
    assert propose(PARENTS, EVERYBODY, [REGENT.person_id]) == []


def test_a_unit_without_a_head_is_doubtful_and_the_next_above_is_proposed() -> None:
    assert proposal_for(TEACHER, REGENT, OFFICE_HEAD, TEACHER) == Proposal(
        41, 20, AssignmentBasis.DEFINITIVE, Doubt.NO_HEAD
    )


def test_two_heads_of_one_unit_are_doubtful_and_the_one_entitled_is_proposed() -> None:
    second = Member(39, SCHOOL, is_head=True, position_kind=PositionKind.SUPERVISOR)
    assert proposal_for(TEACHER, *EVERYBODY, second) == Proposal(
        41, 39, AssignmentBasis.DEFINITIVE, Doubt.SEVERAL_HEADS
    )


def test_a_head_who_is_pelaksana_is_doubtful() -> None:
    head = Member(43, SCHOOL, is_head=True, position_kind=PositionKind.EXECUTIVE)
    assert proposal_for(TEACHER, OFFICE_HEAD, head, TEACHER).doubt is Doubt.NOT_ENTITLED


def test_nobody_above_names_the_blocker_instead_of_guessing() -> None:
    assert proposal_for(OFFICE_HEAD, OFFICE_HEAD, TEACHER) == Proposal(
        20, None, AssignmentBasis.DEFINITIVE, Doubt.NOBODY_ABOVE
    )


def test_who_does_not_work_here_gets_no_proposal() -> None:
    assert propose(PARENTS, EVERYBODY, [999]) == []


def test_a_circle_is_seen_before_it_is_closed() -> None:
    known = {41: 40, 40: 20}
    assert closes_circle(known.get, 20, 41)
    assert closes_circle(known.get, 41, 41)
    assert not closes_circle(known.get, 42, 41)
    assert not closes_circle({1: 2, 2: 1}.get, 3, 1)  # a circle of others ends the search


def test_circles_are_found_once_each() -> None:
    assert circles({1: 2, 2: 3, 3: 1, 4: 1, 5: 6, 6: 5, 7: 8}) == [(1, 2, 3), (5, 6)]


TREES = st.dictionaries(st.integers(2, 12), st.integers(1, 11), max_size=10).map(
    lambda rows: {child: min(parent, child - 1) for child, parent in rows.items()} | {1: None}
)
MEMBERS = st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.sampled_from(list(PositionKind))), max_size=12).map(
    lambda rows: [Member(index + 1, unit, head, kind) for index, (unit, head, kind) in enumerate(rows)]
)


@given(TREES, MEMBERS)
def test_proposals_never_make_a_circle_and_never_oneself(parents: dict[int, int | None], members: list[Member]) -> None:
    found = propose(parents, members, [member.person_id for member in members])
    accepted = {row.employee_id: row.assessor_id for row in found if row.assessor_id is not None}
    assert circles(accepted) == []
    assert all(employee != assessor for employee, assessor in accepted.items())
    assert len(found) == sum(member.position_kind is not PositionKind.POLITICAL for member in members)


@given(st.dictionaries(st.integers(1, 8), st.integers(1, 8), max_size=8))
def test_circles_agree_with_asking_for_each_person(assessors: dict[int, int]) -> None:
    def on_a_circle(person: int) -> bool:
        return closes_circle(assessors.get, person, assessors[person])

    inside = {person for ring in circles(assessors) for person in ring}
    assert inside == {person for person in assessors if on_a_circle(person)}
