"""Who reads what a team and a unit reached. Neither makes a number for a person (Ps.1: evaluation is of each plan)."""

from app.domain.actors import Actor, Role
from app.domain.cascading import MatrixStanding


def may_read_team(actor: Actor, standing: MatrixStanding) -> bool:
    """The leader, the leader's own assessor, everybody in the team, the unit's officers, the auditor."""
    officer = Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & set(standing.units))
    return officer or may_read_shares(actor, standing)


def may_read_shares(actor: Actor, standing: MatrixStanding) -> bool:
    """What somebody wrote about the own share: those of the team and above, and the auditor; no officer."""
    concerned = actor.person_id in {standing.leader_id, standing.leader_assessor_id}
    return concerned or standing.is_member or Role.AUDITOR in actor.roles


def may_write_note(actor: Actor, standing: MatrixStanding) -> bool:
    """The note is the leader's."""
    return actor.person_id == standing.leader_id


def may_read_unit(actor: Actor, lineage: tuple[int, ...], led: frozenset[int]) -> bool:
    """Whoever leads the unit or one above (``led``), its officers, the agency's head and officers, the auditor."""
    wide = bool(actor.roles & {Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY, Role.AUDITOR})
    return wide or bool((actor.officer_units | led) & set(lineage))
