"""State machines as tables: which verb leads from which states to which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.domain.errors import DeniedError

State = TypeVar("State", bound=StrEnum)
Verb = TypeVar("Verb", bound=StrEnum)


def next_state(table: Mapping[Verb, tuple[frozenset[State], State]], state: State, verb: Verb) -> State:
    """The state after ``verb``.

    Raises:
        DeniedError: the verb is not possible in this state.
    """
    sources, target = table[verb]
    if state not in sources:
        raise DeniedError("Langkah ini tidak lagi tersedia karena statusnya sudah berubah. Buka lagi halamannya.")
    return target


def possible(table: Mapping[Verb, tuple[frozenset[State], State]], state: State) -> frozenset[Verb]:
    """All verbs that lead on from ``state``."""
    return frozenset(verb for verb, (sources, _) in table.items() if state in sources)
