"""What a stop of the tour is."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.person import Person
from tests.browser.server import Server


@dataclass(frozen=True)
class Stop:
    """One page: its name, who looks at it, and the way there."""

    name: str
    who: str
    reach: Callable[[Person, Server], None]


def at(path: str) -> Callable[[Person, Server], None]:
    """A page that is reached by its address."""
    return lambda person, _server: person.go(path)


def along(start: str, *links: str) -> Callable[[Person, Server], None]:
    """A page that is reached by following links from another."""

    def walk(person: Person, _server: Server) -> None:
        person.go(start)
        for words in links:
            person.follow(words)

    return walk
