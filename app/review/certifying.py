"""How a document of an evaluation is signed: with the password alone, or through BSrE."""

from collections.abc import Callable

from app.config import Settings
from app.documents import certified
from app.documents.bsre import Identity
from app.documents.certified import Proof
from app.documents.keeping import Office
from app.people import queries as people

Signing = Callable[[Callable[[Proof], None]], None]
"""Gives a command that signs one document."""


def with_password(command: Callable[[Proof], None]) -> None:
    """Give a signing command as it is."""
    command(None)


def through_bsre(settings: Settings, identity: Identity) -> Signing:
    """Give signing commands with the certified signature of whoever holds the identity.

    Each raises :class:`app.documents.bsre.NotCertifiedError` when BSrE does not sign, besides its own errors.
    """
    agency = people.the_agency()
    office = Office(agency.zone, people.emblem(), agency.is_sample)
    return lambda command: certified.through(settings, office, identity, command)
