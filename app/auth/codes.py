"""Commands of one-time codes: print, redeem, acknowledge. The codes themselves are known to paper alone."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.auth import holders
from app.auth.models import AccessCode, Account, CodeKind, LoginFailure
from app.auth.service import (
    MIN_PASSWORD,
    LoggedIn,
    Proven,
    end_sessions,
    hash_password,
    login_name,
    need_confirmation,
    open_session,
)
from app.auth.throttle import failure_key, note_failure, note_success, refuse_while_waiting
from app.db import atomic, command, db
from app.domain import codes as rules
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.domain.office import AccountVerb, account_verbs, why_no_code
from app.people import queries as people
from app.people.models import Person

WRONG = (
    "NIP atau kode salah. Salin lagi dari kertas: kode tidak memakai angka 0 dan 1, juga tidak huruf O dan I. "
    "Pastikan kode itu atas nama Anda."
)


@dataclass(frozen=True)
class Slip:
    """What is printed for one person. The code is told here and nowhere else."""

    name: str
    login: str
    unit: str
    code: str


@dataclass(frozen=True)
class Printed:
    """Slips made in one command, and the last day their codes can be used."""

    slips: tuple[Slip, ...]
    last_day: date
    at: datetime


@dataclass(frozen=True)
class _Paper:
    """What a slip says beside the code, by person, and the key its code is hashed with."""

    persons: dict[int, Person]
    places: dict[int, holders.Place]
    key: bytes


class SpentCodeError(InvalidError):
    """The code is right but no longer good; told only to whoever holds it."""

    def __init__(self, why: str, at: datetime) -> None:
        super().__init__(Problem("code", why))
        self.why, self.at = why, at


def code_hash(code: str, key: bytes) -> str:
    """What the database knows of a code."""
    return hmac.new(key, rules.normalise(code).encode(), hashlib.sha256).hexdigest()


def _draw() -> str:
    return "".join(secrets.choice(rules.ALPHABET) for _ in range(rules.LENGTH))


@command
def print_unit(actor: Actor, unit_id: int, key: bytes, *, below: bool) -> Printed:
    """First codes for everybody in a unit who has no password yet; codes printed before are void.

    Raises:
        NotFoundError: the actor does not keep that unit.
        InvalidError: nobody there waits for a code.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        waiting = holders.waiting(actor, unit_id, people.today(), below=below)
        if not waiting:
            raise InvalidError(Problem("", "Semua pegawai di unit ini sudah mempunyai kata sandi."))
        locked = session.scalars(select(Person).where(Person.id.in_(waiting)).order_by(Person.id).with_for_update())
        persons = {person.id: person for person in locked}
        accounts = _accounts(session, persons.values())
        ready = [row for row in accounts if row.password_set_at is None and row.disabled_at is None]
        return _issue(session, actor, ready, _Paper(persons, waiting, key))


def _accounts(session: Session, persons: Iterable[Person], login: str = "") -> list[Account]:
    """The accounts of some people, made now for those who have none."""
    wanted = {person.id: person for person in persons}
    found = list(session.scalars(select(Account).where(Account.person_id.in_(wanted)).with_for_update()))
    for account in found:
        wanted.pop(account.person_id)
    made = [Account(person_id=person.id, login=login or person.nip) for person in wanted.values()]
    session.add_all(made)
    session.flush()
    return found + made


def _issue(session: Session, actor: Actor | None, accounts: list[Account], paper: _Paper, **detail: str) -> Printed:
    agency, moment = people.the_agency(), clock.now()
    today = clock.today(agency.timezone)
    ids = {account.id for account in accounts}
    unused = (AccessCode.used_at.is_(None), AccessCode.revoked_at.is_(None))
    session.execute(update(AccessCode).where(AccessCode.account_id.in_(ids), *unused).values(revoked_at=moment))
    slips = []
    for account in accounts:
        code, place = _draw(), paper.places[account.person_id]
        kind = CodeKind.FIRST if account.password_set_at is None else CodeKind.RESET
        session.add(
            AccessCode(
                account_id=account.id,
                kind=kind,
                code_hash=code_hash(code, paper.key),
                issued_by=actor.person_id if actor else None,
                issued_at=moment,
                expires_at=rules.expiry(today, agency.zone),
            )
        )
        subject = ("account", account.id)
        record(session, actor, "code.print", subject, unit_id=place.unit_id, kind=kind.value, **detail)
        slips.append(Slip(paper.persons[account.person_id].name, account.login, place.unit, rules.display(code)))
    slips.sort(key=lambda slip: (slip.unit, slip.name))
    return Printed(tuple(slips), rules.last_day(today), moment)


@command
def print_person(actor: Actor, person_id: int, key: bytes, *, login: str, identity: str) -> Printed:
    """A code for one person: the first, or a new one for an account with a password, after an identity check.

    Raises:
        NotFoundError: nobody of that id in the units the actor keeps.
        DeniedError: the account is not this actor's to serve.
        InvalidError: no login name was chosen, it is taken, or nobody said how the identity was checked.
        ConfirmationNeededError: the password must be entered again.
    """
    need_confirmation(actor)
    with atomic() as session:
        person = session.get(Person, person_id, with_for_update=True)
        view = holders.holder(actor, person_id, people.today())
        if person is None:
            raise NotFoundError("Pegawai tidak ditemukan.")
        verbs = account_verbs(actor, view.rights)
        if not verbs & {AccountVerb.FIRST, AccountVerb.RESET}:
            raise DeniedError(why_no_code(actor, view.rights) or "Kode tidak dapat dicetak.")
        if AccountVerb.RESET in verbs and not identity:
            raise InvalidError(Problem("identity", "Pilih cara Anda memeriksa identitasnya."))
        chosen = _checked_login(session, login) if view.needs_login else ""
        detail = {"identity": identity} if AccountVerb.RESET in verbs else {}
        place = holders.Place(view.unit_id, view.unit)
        paper = _Paper({person_id: person}, {person_id: place}, key)
        return _issue(session, actor, _accounts(session, [person], chosen), paper, **detail)


def _checked_login(session: Session, text: str) -> str:
    """A login name for somebody without NIP.

    Raises:
        InvalidError: it is empty, looks like a NIP, holds other signs, or is taken.
    """
    name = login_name(text)
    good = name.replace("-", "").replace(".", "")
    if not (good.isascii() and good.isalnum() and not good.isdigit() and 3 <= len(name) <= 64):  # noqa: PLR2004
        words = "Nama masuk terdiri atas 3 sampai 64 huruf kecil atau angka, boleh titik dan tanda hubung."
        raise InvalidError(Problem("login", words))
    if session.scalar(select(Account.id).where(Account.login == name)) is not None:
        raise InvalidError(Problem("login", "Nama masuk ini sudah dipakai orang lain. Pilih yang lain."))
    return name


@command
def print_from_server(login: str, key: bytes) -> Printed:
    """A code for an existing account, made by whoever operates the server; for when no officer can.

    Raises:
        NotFoundError: there is no such account, or it is closed.
    """
    with atomic() as session:
        name = login_name(login)
        account = session.scalars(select(Account).where(Account.login == name).with_for_update()).first()
        if account is None or account.disabled_at is not None:
            raise NotFoundError("Akun tidak ditemukan, atau ditutup.")
        person = session.get_one(Person, account.person_id)
        place = holders.last_place(person.id, people.today())
        paper = _Paper({person.id: person}, {person.id: place}, key)
        return _issue(session, None, [account], paper, where="server")


@command
def redeem(login: str, code: str, password: str, address: str, *, key: bytes, replaces: int | None = None) -> LoggedIn:
    """Set a first or a new password with a code; the account's sessions end and its second step is turned off.

    Raises:
        SpentCodeError: the code is this account's, but was used, replaced, or has expired.
        InvalidError: code and login do not belong together, the password is too short, or too many failures.
    """
    if len(password) < MIN_PASSWORD:
        raise InvalidError(Problem("new", f"Kata sandi baru paling sedikit {MIN_PASSWORD} karakter."))
    name, moment = login_name(login), clock.now()
    count, hashed_code = failure_key("code", name, address), code_hash(code, key)
    refuse_while_waiting(db.session.get(LoginFailure, count), moment)
    matching = select(AccessCode.id).join(Account).where(Account.login == name, AccessCode.code_hash == hashed_code)
    found = db.session.scalar(matching)
    hashed = hash_password(password) if found else ""
    with atomic() as session:
        refuse_while_waiting(session.get(LoginFailure, count, with_for_update=True), moment)
        row = session.get(AccessCode, found, with_for_update=True) if found else None
        opened = _use(session, row, hashed, moment, replaces) if row else None
        if opened is None:
            note_failure(session, count, moment, None)
        else:
            note_success(session, count)
            note_success(session, failure_key(name, address))
    if opened is None:
        raise InvalidError(Problem("code", WRONG))
    return opened


def _use(session: Session, row: AccessCode, hashed: str, moment: datetime, replaces: int | None) -> LoggedIn | None:
    for why, at in (("used", row.used_at), ("revoked", row.revoked_at)):
        if at is not None:
            raise SpentCodeError(why, at)
    if row.expires_at <= moment:
        raise SpentCodeError("expired", row.expires_at - timedelta(seconds=1))
    account = session.get_one(Account, row.account_id, with_for_update=True)
    last_day = session.get_one(Person, account.person_id).ended_on
    if account.disabled_at is not None or (last_day is not None and last_day < people.today()):
        return None
    row.used_at = moment
    others = update(AccessCode).where(AccessCode.account_id == account.id, AccessCode.id != row.id)
    open_ones = others.where(AccessCode.used_at.is_(None), AccessCode.revoked_at.is_(None))
    session.execute(open_ones.values(revoked_at=moment))
    account.password_hash, account.password_set_at = hashed, moment
    account.totp_secret = None
    end_sessions(session, account.id)
    record(session, Actor(account.person_id, "", 0), "code.redeem", ("account", account.id), kind=row.kind.value)
    return open_session(session, Proven(account.id, account.person_id, hashed), moment, replaces)


@command
def acknowledge(actor: Actor, shown: Iterable[tuple[int, bool]]) -> None:
    """The owner has read of these codes; ``True`` where the page said that a code was used."""
    with atomic() as session:
        account = session.scalars(select(Account.id).where(Account.person_id == actor.person_id)).one()
        for code_id, was_used in shown:
            row = session.get(AccessCode, code_id, with_for_update=True)
            if row is not None and row.account_id == account and (row.used_at is not None) == was_used:
                row.seen_at = clock.now()
