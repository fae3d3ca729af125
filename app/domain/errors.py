"""What can go wrong, as values the page can explain. Every message is an Indonesian sentence for the user."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend: ``field`` names the input it belongs to, or where on the page to go."""

    field: str
    message: str


class DomainError(Exception):
    """A rule said no."""


class NotFoundError(DomainError):
    """The object does not exist, or is not this actor's to see; both look the same."""


class NoSuchPeriodError(NotFoundError):
    """There is no such year or period, for nobody; the message may therefore be shown."""


class DeniedError(DomainError):
    """The actor sees the object but may not do this to it; the message says why."""


class NotReadyError(DomainError):
    """It is being made; the message says to come back in a moment."""


class StaleError(DomainError):
    """Somebody else saved first; nothing was written."""


class InvalidError(DomainError):
    """The command's values break a rule; nothing was written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


class ConfirmationNeededError(DomainError):
    """A signature needs a password entered within the last five minutes."""
