"""What personnel officers and administrators may do, as pure functions of the actor and where somebody works."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.actors import Actor, Role

STAFF = frozenset({Role.UNIT_OFFICER, Role.AGENCY_OFFICER, Role.ADMINISTRATOR})
"""Whoever finds the pages of the personnel office."""

OFFICERS = frozenset({Role.UNIT_OFFICER, Role.AGENCY_OFFICER})
"""Personnel officers of a unit or of the agency."""

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


ASSIGNED_BY_OFFICERS = (
    "Daftar penilai diterapkan oleh petugas kepegawaian instansi, bukan oleh administrator: penilai membaca rencana."
)


def assigns_assessors(actor: Actor) -> bool:
    """Whether the actor lets a list of assessors count for the agency: the administrator would reach plans by it."""
    return Role.AGENCY_OFFICER in actor.roles


def watches_unit(actor: Actor, lineage: frozenset[int] | tuple[int, ...]) -> bool:
    """Whether the actor sees how far the people of a unit have come."""
    return watches_agency(actor) or bool(actor.officer_units & set(lineage))


def watches_agency(actor: Actor) -> bool:
    """Whether the actor sees how far the people of all units have come."""
    return bool(actor.roles & (WATCHERS - {Role.UNIT_OFFICER}))


class AccountVerb(StrEnum):
    """What may be done to an account by somebody else than its owner."""

    FIRST = "first"
    RESET = "reset"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Holder:
    """Whose account it is: units from the root down, and what the account and its owner have been through."""

    person_id: int
    units: tuple[int, ...]
    has_roles: bool
    has_account: bool
    has_password: bool
    is_closed: bool
    has_left: bool


ROLES_APART = "Akun ini memegang peran. Kodenya dicetak oleh petugas kepegawaian instansi."
NOT_ONESELF = "Ini akun Anda sendiri. Kode baru untuk Anda dicetak oleh petugas kepegawaian instansi yang lain."
HAS_LEFT = "Orang ini sudah tidak bertugas di sini, jadi tidak mendapat kode."
ONLY_FIRST = "Administrator hanya mencetak kode pertama. Kode baru dan penutupan akun dilakukan petugas kepegawaian."


def account_verbs(actor: Actor, holder: Holder) -> frozenset[AccountVerb]:
    """What the actor may do to an account.

    Whoever holds a role is served by an agency officer: a unit officer who could reset an administrator would be one.
    An administrator prints first codes alone, when there is nothing in the account yet. Nobody serves oneself.
    """
    if actor.person_id == holder.person_id:
        return frozenset()
    of_unit = bool(actor.officer_units & set(holder.units)) and not holder.has_roles
    keeps = Role.AGENCY_OFFICER in actor.roles or of_unit
    verbs = set()
    if keeps and holder.has_account and not holder.is_closed:
        verbs.add(AccountVerb.CLOSE)
    if holder.has_left:
        return frozenset(verbs)
    if keeps and holder.is_closed:
        verbs.add(AccountVerb.REOPEN)
    if not holder.is_closed and holder.has_password and keeps:
        verbs.add(AccountVerb.RESET)
    if not holder.is_closed and not holder.has_password and (keeps or Role.ADMINISTRATOR in actor.roles):
        verbs.add(AccountVerb.FIRST)
    return frozenset(verbs)


def why_no_code(actor: Actor, holder: Holder) -> str | None:
    """Why the actor cannot print a code for an account, and who can; None when it can be done."""
    if account_verbs(actor, holder) & {AccountVerb.FIRST, AccountVerb.RESET}:
        return None
    if actor.person_id == holder.person_id:
        return NOT_ONESELF
    if holder.has_left:
        return HAS_LEFT
    if holder.is_closed:
        return "Akun ini ditutup. Buka kembali dahulu, lalu cetak kode."
    return ROLES_APART if actor.officer_units & set(holder.units) else ONLY_FIRST


GIVEN_BY: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.AGENCY_OFFICER: frozenset({Role.UNIT_OFFICER}),
}
"""Which roles a holder of a role gives and takes away."""

_OFFICERS = frozenset({Role.UNIT_OFFICER, Role.AGENCY_OFFICER})
_APART = (_OFFICERS, frozenset({Role.AUDITOR}), frozenset({Role.ADMINISTRATOR}))
"""Nobody holds roles of two of these groups: an auditor judges what officers did, an administrator sees no contents."""


def grantable(actor: Actor) -> tuple[Role, ...]:
    """The roles an actor gives and takes away, in their order."""
    allowed = frozenset().union(*(GIVEN_BY.get(role, frozenset()) for role in actor.roles))
    return tuple(role for role in Role if role in allowed)


def conflict(role: Role, held: frozenset[Role]) -> Role | None:
    """A role already held that excludes ``role``; None when they go together."""
    groups = [group for group in _APART if role not in group] if any(role in group for group in _APART) else []
    return next((other for other in sorted(held) if any(other in group for group in groups)), None)


def appoints_aides(actor: Actor) -> bool:
    """Whether the actor says who prepares for an official without NIP."""
    return Role.AGENCY_OFFICER in actor.roles
