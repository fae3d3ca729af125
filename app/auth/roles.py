"""Commands that give and take roles, and say who prepares for an official without NIP."""

from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth import grants
from app.auth.models import AccessCode, Account, RoleGrant
from app.auth.service import need_confirmation
from app.db import atomic, command
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.office import BUILDERS, appoints_aides, conflict, grantable
from app.people import queries as people
from app.people.models import Aide, Person, Unit

NOT_ONESELF = "Peran Anda sendiri diubah oleh orang lain yang berwenang, bukan oleh Anda."
LAST_ADMINISTRATOR = "Ini administrator terakhir. Tunjuk administrator lain dahulu."


@command
def give(actor: Actor, person_id: int, role: Role, unit_id: int | None) -> None:
    """Give somebody a role; it counts from the next page on.

    Raises:
        NotFoundError: there is no such person in service.
        DeniedError: the role is not this actor's to give, or it would be the actor's own.
        InvalidError: the unit is missing, the role is held already, or another one excludes it.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    if role not in grantable(actor):
        raise DeniedError("Peran ini tidak dapat Anda berikan.")
    if person_id == actor.person_id:
        raise DeniedError(NOT_ONESELF)
    with atomic() as session:
        person = session.get(Person, person_id, with_for_update=True)
        if person is None or (person.ended_on is not None and person.ended_on < people.today()):
            raise NotFoundError("Pegawai tidak ditemukan.")
        unit_id = _unit_of(session, role, unit_id)
        held = session.scalars(select(RoleGrant).where(RoleGrant.person_id == person_id)).all()
        if any(grant.role is role and grant.unit_id == unit_id for grant in held):
            raise InvalidError(Problem("role", "Peran ini sudah dipegangnya."))
        other = conflict(role, frozenset(grant.role for grant in held))
        if other:
            words = f"{role.label} tidak dapat dirangkap dengan {other.label}. Cabut peran itu dahulu."
            raise InvalidError(Problem("role", words))
        session.add(RoleGrant(person_id=person_id, role=role, unit_id=unit_id))
        _revoke_codes_of_others(session, person_id)
        record(session, actor, "role.give", ("person", person_id), unit_id=unit_id, role=role.value)


def _revoke_codes_of_others(session: Session, person_id: int) -> None:
    """Codes on paper that their printer could not print any more: who serves a holder of roles keeps the agency."""
    account = select(Account.id).where(Account.person_id == person_id).scalar_subquery()
    keepers = select(RoleGrant.person_id).where(RoleGrant.role.in_(BUILDERS))
    unused = (AccessCode.used_at.is_(None), AccessCode.revoked_at.is_(None))
    printed = update(AccessCode).where(AccessCode.account_id == account, AccessCode.issued_by.not_in(keepers), *unused)
    session.execute(printed.values(revoked_at=clock.now()))


def _unit_of(session: Session, role: Role, unit_id: int | None) -> int | None:
    if role is not Role.UNIT_OFFICER:
        return None
    if unit_id is None or session.get(Unit, unit_id) is None:
        raise InvalidError(Problem("unit", "Pilih unit yang dilayaninya."))
    return unit_id


@command
def take(actor: Actor, grant_id: int) -> None:
    """Take a role away; it counts from the next page on.

    Raises:
        NotFoundError: there is no such grant any more.
        DeniedError: the role is not this actor's to take, is the actor's own, or the last administrator's.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        grant = session.get(RoleGrant, grant_id, with_for_update=True)
        if grant is None:
            raise NotFoundError("Peran tidak ditemukan.")
        if grant.role not in grantable(actor):
            raise DeniedError("Peran ini tidak dapat Anda cabut.")
        if grant.person_id == actor.person_id:
            raise DeniedError(NOT_ONESELF)
        if grant.role is Role.ADMINISTRATOR and is_last_administrator(session, grant.person_id):
            raise DeniedError(LAST_ADMINISTRATOR)
        record(session, actor, "role.take", ("person", grant.person_id), unit_id=grant.unit_id, role=grant.role.value)
        session.delete(grant)


def is_last_administrator(session: Session, person_id: int) -> bool:
    """Whether nobody but this person could administer any more; the grants stay locked until the end."""
    held = select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMINISTRATOR).with_for_update()
    administrators = set(session.scalars(held))
    if person_id not in administrators:
        return False
    others = select(func.count()).where(
        Account.person_id.in_(administrators - {person_id}),
        Account.disabled_at.is_(None),
        Account.password_set_at.is_not(None),
    )
    return not session.scalar(others)


@command
def appoint_aide(actor: Actor, official_id: int, aide_id: int | None, valid_from: date, valid_to: date | None) -> None:
    """Let somebody prepare ratings for an official without NIP.

    Raises:
        DeniedError: the actor does not say so, or would appoint oneself.
        NotFoundError: there is no such official or person.
        InvalidError: nobody was chosen, or the days are in the wrong order.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    if not appoints_aides(actor):
        raise DeniedError("Pendamping ditetapkan oleh petugas kepegawaian instansi.")
    if aide_id is None:
        raise InvalidError(Problem("aide", "Pilih orang yang mendampingi."))
    if valid_to is not None and valid_to < valid_from:
        raise InvalidError(Problem("valid_to", "Hari terakhir tidak boleh sebelum hari pertama."))
    if aide_id == actor.person_id:
        raise DeniedError("Anda tidak dapat menunjuk diri sendiri. Mintalah petugas instansi yang lain.")
    with atomic() as session:
        session.get(Person, official_id, with_for_update=True)
        official = grants.official(official_id, people.today())
        aide = session.get(Person, aide_id)
        if aide is None or aide.id == official.person_id:
            raise NotFoundError("Pegawai tidak ditemukan.")
        if any(row.aide_id == aide_id for row in official.aides):
            raise InvalidError(Problem("aide", "Orang ini sudah menjadi pendampingnya."))
        row = Aide(official_id=official_id, aide_id=aide_id, valid_from=valid_from, valid_to=valid_to)
        session.add(row)
        session.flush()
        record(session, actor, "aide.appoint", ("person", aide_id), official=official_id)


@command
def end_aide(actor: Actor, row_id: int) -> None:
    """Yesterday was an aide's last day; one who was to begin later never does.

    Raises:
        DeniedError: the actor does not say so.
        NotFoundError: there is no such aide.
    """
    if not appoints_aides(actor):
        raise DeniedError("Pendamping ditetapkan oleh petugas kepegawaian instansi.")
    with atomic() as session:
        row = session.get(Aide, row_id, with_for_update=True)
        if row is None:
            raise NotFoundError("Pendamping tidak ditemukan.")
        last = people.today().fromordinal(people.today().toordinal() - 1)
        if row.valid_from > last:
            session.delete(row)
        else:
            row.valid_to = min(last, row.valid_to or last)
        record(session, actor, "aide.end", ("person", row.aide_id), official=row.official_id)
