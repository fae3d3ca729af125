"""Who saved first: a row notices, a form may repeat itself, and a late send changes nothing."""

import pytest

from app.db import Versioned
from app.domain.errors import StaleError


class Row(Versioned):
    """A versioned row without a table."""

    def __init__(self, version: int = 1, editor: str | None = None, seq: int = 0) -> None:
        self.version, self.editor, self.editor_seq = version, editor, seq


def _state(row: Row) -> tuple[int, str | None, int]:
    return row.version, row.editor, row.editor_seq


def test_whoever_read_the_stored_version_may_write() -> None:
    row = Row()
    assert row.claim(1, "aminah", 1)
    assert _state(row) == (2, "aminah", 1)


def test_whoever_read_an_older_version_may_not() -> None:
    row = Row(version=2, editor="aminah", seq=1)
    with pytest.raises(StaleError):
        row.claim(1, "budi", 1)
    assert _state(row) == (2, "aminah", 1)


@pytest.mark.parametrize("version", [0, 3, -1, 99])
def test_a_version_that_never_was_is_stale(version: int) -> None:
    with pytest.raises(StaleError):
        Row(version=2).claim(version, "budi", 1)


def test_the_form_that_wrote_last_may_write_again_without_knowing_its_answer() -> None:
    """The answer to its first save was lost on the way; it still holds the version before."""
    row = Row()
    assert row.claim(1, "aminah", 1)
    assert row.claim(1, "aminah", 2)
    assert _state(row) == (3, "aminah", 2)


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_an_older_send_of_the_same_form_arriving_late_changes_nothing(seq: int) -> None:
    row = Row(version=5, editor="aminah", seq=3)
    assert not row.claim(4, "aminah", seq)
    assert _state(row) == (5, "aminah", 3)


def test_once_somebody_else_wrote_the_first_form_is_stale() -> None:
    row = Row()
    row.claim(1, "aminah", 1)
    row.claim(2, "budi", 1)
    with pytest.raises(StaleError):
        row.claim(2, "aminah", 2)


def test_without_scripts_there_is_no_count_and_the_version_decides() -> None:
    row = Row()
    assert row.claim(1, "aminah", 0)
    assert row.claim(1, "aminah", 0)  # the button pressed twice
    with pytest.raises(StaleError):
        row.claim(1, "budi", 0)


def test_nameless_forms_are_never_the_same_form() -> None:
    row = Row()
    assert row.claim(1)
    with pytest.raises(StaleError):
        row.claim(1)
