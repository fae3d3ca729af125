"""A link of the audit chain covers exactly its fields and the link before it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.chain import GENESIS, link

_fields = st.lists(st.text(max_size=12), max_size=6).map(tuple)


@given(_fields, _fields)
def test_different_entries_never_share_a_link(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assume(one != other)
    assert link(GENESIS, one) != link(GENESIS, other)


@given(st.text(max_size=8), st.text(max_size=8), st.text(min_size=1, max_size=8))
def test_moving_letters_between_neighbouring_fields_is_seen(left: str, right: str, moved: str) -> None:
    assert link(GENESIS, (left + moved, right)) != link(GENESIS, (left, moved + right))


def test_a_field_that_looks_like_a_length_prefix_is_not_one() -> None:
    assert link(GENESIS, ("a1:b",)) != link(GENESIS, ("a", "b"))
    assert link(GENESIS, ("", "x")) != link(GENESIS, ("x", ""))
    assert link(GENESIS, ("1:a",)) != link(GENESIS, ("1", "a"))
    assert link(GENESIS, ()) != link(GENESIS, ("",))


def test_the_same_entry_after_another_link_has_another_link() -> None:
    first = link(GENESIS, ("7", "plan.submit"))
    assert link(first, ("7", "plan.submit")) != first


def test_a_link_is_stable_between_releases() -> None:
    """Printed heads are compared years later: the bytes under the hash may never change."""
    expected = "1bacec62f5b81bf2739cda4a3f42b7fc1c076d38e4f401ae9e0fb77be2641c9d"
    assert link(GENESIS, ("1", "2026-11-22T07:00:00+00:00", "Ñ – é")) == expected
