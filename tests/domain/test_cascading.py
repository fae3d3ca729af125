"""Roles in a matrix: whose word they need, how reworded lines keep what was decided, who reads."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.actors import Actor, Role
from app.domain.cascading import (
    Approval,
    MatrixStanding,
    approval_of,
    continued,
    may_read_matrix,
    may_write_matrix,
    results_in,
)

ANC = "Ibu hamil mendapat pemeriksaan antenatal"
RECORD = "Rekam medis tercatat lengkap dan tepat waktu"


def test_only_the_own_assessor_needs_no_approval() -> None:
    assert approval_of(5, 5) is Approval.NOT_NEEDED
    assert approval_of(5, 7) is Approval.WAITING
    assert approval_of(None, 7) is Approval.WAITING
    assert approval_of(None, None) is Approval.WAITING


def test_a_waiting_or_refused_role_does_not_count() -> None:
    assert [approval for approval in Approval if approval.counts] == [Approval.NOT_NEEDED, Approval.APPROVED]


def test_a_cell_holds_one_result_a_line_without_bullets_and_blanks() -> None:
    assert results_in(f"• {ANC}\n\n  - {RECORD}  \r\n{ANC}") == (ANC, RECORD)
    assert results_in("  \n") == ()


def test_a_reworded_line_continues_the_old_one() -> None:
    assert continued([ANC, RECORD], [f"{ANC} sesuai SOP", RECORD]) == (0, 1)
    assert continued([ANC, RECORD], [RECORD]) == (1,)
    assert continued([ANC], [RECORD, f"{ANC} sesuai SOP"]) == (None, 0)
    assert continued([ANC], ["Sama sekali lain"]) == (0,)
    assert continued([], [ANC]) == (None,)


lines = st.lists(st.text(alphabet="abc ", min_size=1, max_size=8), max_size=6, unique=True)


@given(lines, lines)
def test_no_old_line_is_continued_twice_and_same_words_stay(old: list[str], new: list[str]) -> None:
    found = continued(old, new)
    used = [place for place in found if place is not None]
    assert len(used) == len(set(used))
    for place, text in zip(found, new, strict=True):
        if text in old:
            assert place == old.index(text)


def test_a_matrix_is_written_by_its_leader_and_read_by_those_concerned() -> None:
    standing = MatrixStanding(5, 9, (1, 4), is_member=False, works_in_unit=False)
    assert may_write_matrix(Actor(5, "", 1), standing)
    assert not may_write_matrix(Actor(9, "", 1), standing)
    assert may_read_matrix(Actor(5, "", 1), standing)
    assert may_read_matrix(Actor(9, "", 1), standing)
    other = Actor(7, "", 1)
    assert not may_read_matrix(other, standing)
    assert may_read_matrix(other, replace(standing, is_member=True))
    assert may_read_matrix(other, replace(standing, works_in_unit=True))
    assert may_read_matrix(replace(other, officer_units=frozenset({4})), standing)
    assert not may_read_matrix(replace(other, officer_units=frozenset({8})), standing)
    for role, reads in ((Role.AGENCY_OFFICER, True), (Role.AUDITOR, True), (Role.ADMINISTRATOR, False)):
        assert may_read_matrix(replace(other, roles=frozenset({role})), standing) is reads
