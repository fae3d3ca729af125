"""Reads of accounts as officers see them: whose they are and how far they have come, never what is in them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app import clock
from app.auth.models import AccessCode, Account, RoleGrant
from app.db import db
from app.domain import nip as nips
from app.domain.actors import Actor
from app.domain.codes import AccountState, account_state
from app.domain.errors import DeniedError, NotFoundError
from app.domain.office import AccountVerb, Holder, account_verbs, keeps_agency, keeps_unit, why_no_code
from app.domain.organisation import lineage_of
from app.people import queries as people
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day

MOST_FOUND = 20


@dataclass(frozen=True)
class Place:
    """The unit somebody works in."""

    unit_id: int
    unit: str


@dataclass(frozen=True)
class AccountRow:
    """A person with the state of the account."""

    person_id: int
    name: str
    nip: str | None
    position: str
    unit: str
    state: AccountState
    since: datetime | None


@dataclass(frozen=True)
class UnitCount:
    """A unit with how many people work there and below, and how many of them have no password."""

    id: int
    name: str
    people: int
    waiting: int


@dataclass(frozen=True)
class UnitView:
    """A unit an officer keeps, with the way up as far as the officer keeps it."""

    id: int
    name: str
    path: str
    above: tuple[tuple[int, str], ...]


def _works_here(day: date) -> tuple[ColumnElement[bool], ...]:
    return (on_day(Posting, day), or_(Person.ended_on.is_(None), Person.ended_on >= day))


def _open_code() -> ColumnElement[bool]:
    unused = and_(AccessCode.used_at.is_(None), AccessCode.revoked_at.is_(None))
    return and_(AccessCode.account_id == Account.id, unused, AccessCode.expires_at > clock.now())


def _rows(day: date, *conditions: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id, Person.name, Person.nip, Posting.position, Unit.name.label("unit"), Account.id.label("account"),
            Account.password_set_at, Account.disabled_at, AccessCode.expires_at,
        )
        .join(Posting, Posting.person_id == Person.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(AccessCode, _open_code())
        .where(*_works_here(day), *conditions)
        .order_by(Person.name, Person.id)
    )  # fmt: skip


def _row(row: Any) -> AccountRow:
    return AccountRow(row.id, row.name, row.nip, row.position, row.unit, *_state_of(row))


def _state_of(row: Any) -> tuple[AccountState, datetime | None]:
    state = account_state(
        exists=row.account is not None,
        has_password=row.password_set_at is not None,
        is_closed=row.disabled_at is not None,
        has_code=row.expires_at is not None,
    )
    moments = {
        AccountState.ACTIVE: row.password_set_at,
        AccountState.CLOSED: row.disabled_at,
        AccountState.PRINTED: row.expires_at,
    }
    return state, moments.get(state)


def unit(actor: Actor, unit_id: int, today: date) -> UnitView:
    """A unit the actor keeps.

    Raises:
        NotFoundError: there is no such unit, or the actor does not keep it.
    """
    found = next(iter(people.led_units(today, Unit.id == unit_id)), None)
    if found is None or not keeps_unit(actor, found.lineage):
        raise NotFoundError("Unit tidak ditemukan.")
    names = dict(db.session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(found.lineage))).all())
    line = list(lineage_of(found.path))
    kept = [number for place, number in enumerate(line) if keeps_unit(actor, frozenset(line[: place + 1]))]
    return UnitView(found.id, found.name, found.path, tuple((n, names[n]) for n in kept if n != found.id))


def roots(actor: Actor, today: date) -> list[UnitCount]:
    """The topmost units an actor keeps."""
    top = Unit.parent_id.is_(None) if keeps_agency(actor) else Unit.id.in_(actor.officer_units)
    return _counted(today, top)


def units_below(unit_id: int, today: date, page: int) -> tuple[list[UnitCount], bool]:
    """A page of the units directly below a unit, and whether there are more."""
    below = select(Unit.id).where(Unit.parent_id == unit_id, *_valid(today)).order_by(Unit.name, Unit.id)
    ids = db.session.scalars(below.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)).all()
    return (_counted(today, Unit.id.in_(ids[:PER_PAGE])) if ids else []), len(ids) > PER_PAGE


def _valid(day: date) -> tuple[ColumnElement[bool], ...]:
    return (Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to >= day))


def _counted(day: date, *conditions: ColumnElement[bool]) -> list[UnitCount]:
    inner = aliased(Unit)
    here = on_day(Posting, day)
    in_service = or_(Person.ended_on.is_(None), Person.ended_on >= day)
    without = and_(Person.id.is_not(None), Account.password_set_at.is_(None))
    rows = db.session.execute(
        select(
            Unit.id,
            Unit.name,
            func.count(Person.id.distinct()),
            func.count(case((without, Person.id)).distinct()),
        )
        .join(inner, inner.path.startswith(Unit.path))
        .outerjoin(Posting, and_(Posting.unit_id == inner.id, here))
        .outerjoin(Person, and_(Person.id == Posting.person_id, in_service))
        .outerjoin(Account, Account.person_id == Person.id)
        .where(*_valid(day), *conditions)
        .group_by(Unit.id, Unit.name)
        .order_by(Unit.name)
    )
    return [UnitCount(*row) for row in rows]


def in_unit(unit_id: int, today: date, page: int) -> tuple[list[AccountRow], bool]:
    """A page of the people of a unit, and whether there are more."""
    query = _rows(today, Posting.unit_id == unit_id).limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    found = [_row(row) for row in db.session.execute(query)]
    return found[:PER_PAGE], len(found) > PER_PAGE


def search(actor: Actor, text: str, today: date) -> list[AccountRow]:
    """People of the units an actor keeps, by a part of the name or the beginning of the NIP."""
    words, digits = text.strip(), nips.normalise(text)
    if len(words) < 3:  # noqa: PLR2004 - two letters find everybody
        return []
    by_name = Person.name.icontains(words, autoescape=True)
    named = or_(by_name, Person.nip.startswith(digits)) if digits.isdigit() else by_name
    where = [named]
    if not keeps_agency(actor):
        paths = select(Unit.path).where(Unit.id.in_(actor.officer_units))
        kept = [Unit.path.startswith(path) for path in db.session.scalars(paths)]
        where.append(or_(*kept) if kept else Person.id.is_(None))
    return [_row(row) for row in db.session.execute(_rows(today, *where).limit(MOST_FOUND))]


def waiting(actor: Actor, unit_id: int, today: date, *, below: bool) -> dict[int, Place]:
    """Whom a first code would be printed for in a unit: no password, not closed, with a login name.

    Raises:
        NotFoundError: the actor does not keep that unit.
    """
    view = unit(actor, unit_id, today)
    here = Unit.path.startswith(view.path) if below else Unit.id == unit_id
    rows = db.session.execute(_waiting(actor, today, Person.id, Unit.id, Unit.name).where(here))
    return {person_id: Place(number, name) for person_id, number, name in rows}


def count_waiting(actor: Actor, view: UnitView, today: date) -> tuple[int, int]:
    """How many people wait for a first code in a unit, and in it and below."""
    here = func.count(case((Unit.id == view.id, Person.id)).distinct())
    row = db.session.execute(
        _waiting(actor, today, here, func.count(Person.id.distinct())).where(Unit.path.startswith(view.path))
    ).one()
    return row[0], row[1]


def _waiting(actor: Actor, today: date, *columns: Any) -> Select[*tuple[Any, ...]]:
    has_role = select(RoleGrant.id).where(RoleGrant.person_id == Person.id).exists()
    conditions = [
        Account.password_set_at.is_(None),
        Account.disabled_at.is_(None),
        or_(Person.nip.is_not(None), Account.id.is_not(None)),
        Person.id != actor.person_id,
    ]
    if not keeps_agency(actor):
        conditions.append(~has_role)
    return (
        select(*columns)
        .select_from(Person)
        .join(Posting, Posting.person_id == Person.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(*_works_here(today), *conditions)
    )


@dataclass(frozen=True)
class HolderView:
    """One person's account as an officer sees it."""

    person_id: int
    name: str
    nip: str | None
    position: str
    unit_id: int
    unit: str
    login: str | None
    state: AccountState
    since: datetime | None
    rights: Holder

    @property
    def needs_login(self) -> bool:
        """Whether a login name must be chosen: no account yet, and no NIP to log in with."""
        return self.login is None and self.nip is None


def holder(actor: Actor, person_id: int, today: date) -> HolderView:
    """One person's account.

    Raises:
        NotFoundError: there is nobody of that id in the units the actor keeps.
    """
    view = people.person(person_id, today)
    units = lineage_of(view.unit_path)
    if not keeps_unit(actor, units):
        raise NotFoundError("Pegawai tidak ditemukan.")
    has_role = select(RoleGrant.id).where(RoleGrant.person_id == Person.id).exists()
    row = db.session.execute(
        select(
            Person.id, Person.name, Person.nip, Person.ended_on, Account.id.label("account"), Account.login,
            Account.password_set_at, Account.disabled_at, AccessCode.expires_at, has_role.label("has_role"),
        )
        .outerjoin(Account, Account.person_id == Person.id)
        .outerjoin(AccessCode, _open_code())
        .where(Person.id == person_id)
    ).one()  # fmt: skip
    rights = Holder(
        person_id=person_id,
        units=units,
        has_roles=bool(row.has_role),
        has_account=row.account is not None,
        has_password=row.password_set_at is not None,
        is_closed=row.disabled_at is not None,
        has_left=row.ended_on is not None and row.ended_on < today,
    )
    return HolderView(
        person_id, view.name, view.nip, view.position, view.unit_id, view.unit, row.login, *_state_of(row), rights
    )


def need(actor: Actor, view: HolderView, *verbs: AccountVerb) -> None:
    """Refuse a page for something the actor cannot do to an account.

    Raises:
        DeniedError: none of the verbs is possible; the message says who can.
    """
    if not account_verbs(actor, view.rights) & set(verbs):
        reason = why_no_code(actor, view.rights) if AccountVerb.FIRST in verbs else None
        raise DeniedError(reason or "Akun ini tidak dapat Anda tutup atau buka. Mintalah petugas kepegawaian instansi.")


def last_place(person_id: int, today: date) -> Place:
    """Where somebody works, or worked last."""
    view = people.person(person_id, today)
    return Place(view.unit_id, view.unit)
