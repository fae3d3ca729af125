"""What personnel officers and administrators may do, as pure functions of the actor and where somebody works."""

from app.domain.actors import Actor, Role

STAFF = frozenset({Role.UNIT_OFFICER, Role.AGENCY_OFFICER, Role.ADMINISTRATOR})
"""Whoever finds the pages of the personnel office."""

BUILDERS = frozenset({Role.AGENCY_OFFICER, Role.ADMINISTRATOR})
"""Whoever fills the installation: imports, years, roles. The administrator sees no plan and no evaluation."""

WATCHERS = frozenset({Role.UNIT_OFFICER, Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY, Role.AUDITOR})
"""Whoever sees the work lists: who has come how far, never what was written. The administrator sees not even that."""


def keeps_agency(actor: Actor) -> bool:
    """Whether the actor keeps the data of the whole agency."""
    return bool(actor.roles & BUILDERS)


def keeps_unit(actor: Actor, lineage: frozenset[int] | tuple[int, ...]) -> bool:
    """Whether the actor keeps the people of a unit; ``lineage`` are the unit and all above it."""
    return keeps_agency(actor) or bool(actor.officer_units & set(lineage))


def corrects_unit(actor: Actor, lineage: frozenset[int] | tuple[int, ...]) -> bool:
    """Whether the actor corrects supervisors and postings there: officers, not the administrator."""
    return Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & set(lineage))


def watches_unit(actor: Actor, lineage: frozenset[int] | tuple[int, ...]) -> bool:
    """Whether the actor sees how far the people of a unit have come."""
    return watches_agency(actor) or bool(actor.officer_units & set(lineage))


def watches_agency(actor: Actor) -> bool:
    """Whether the actor sees how far the people of all units have come."""
    return bool(actor.roles & (WATCHERS - {Role.UNIT_OFFICER}))
