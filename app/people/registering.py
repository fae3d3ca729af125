"""Commands of the personnel office on units, people and postings. What an officer sets here no import undoes."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.service import record
from app.db import atomic, command
from app.domain import nip
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.people import Employment, PositionKind, Source, UnitKind
from app.people.models import Person, Posting, Unit
from app.people.registry import kept_unit
from app.people.service import NOT_YOURS, check_day, locked_person

LONGEST_PATH = 200
TOO_DEEP = "Unit ini berada terlalu jauh di bawah instansi. Tambahkan di bawah unit yang lebih tinggi."
LEADS_ELSEWHERE = "Pimpinan dan ketua tim di unit lain ditetapkan petugas unit itu. Pindahkan dahulu tanpa tanda ini."


@dataclass(frozen=True)
class PostingInput:
    """A posting as typed."""

    unit_id: int
    position: str
    position_kind: PositionKind
    duty: str
    rank: str
    is_head: bool
    is_team_leader: bool
    since: date
    reason: str


@dataclass(frozen=True)
class PersonInput:
    """Somebody who is in no import: an official without NIP, a newcomer."""

    name: str
    nip: str
    employment: Employment
    posting: PostingInput


@dataclass(frozen=True)
class UnitInput:
    """A unit as typed."""

    name: str
    kind: UnitKind
    is_independent: bool


@command
def correct_posting(actor: Actor, person_id: int, typed: PostingInput, seen: int, today: date) -> None:
    """Move somebody, or mend the posting; the one before ends the day before.

    Raises:
        InvalidError: the day lies before the posting it follows, or far away; the unit is unknown, or is to be
            led by somebody of another one.
        StaleError: somebody else changed the posting since the page was read (``seen`` is its id).
    """
    check_day(typed.since, today)
    with atomic() as session:
        person = locked_person(session, actor, person_id, today)
        shown = person.posting_on(today)
        if shown is None or shown.id != seen:
            raise StaleError
        current = session.get_one(Posting, shown.id)
        if typed.since < current.valid_from:
            raise InvalidError(
                Problem(
                    "since", "Tanggal mulai berada sebelum jabatan yang sekarang dimulai. Pilih tanggal sesudahnya."
                )
            )
        if current.valid_to is not None and typed.since > current.valid_to:
            raise InvalidError(
                Problem("since", "Jabatan berikutnya sudah tercatat sebelum tanggal ini. Pilih lebih awal.")
            )
        _refuse_unknown_unit(session, typed.unit_id)
        _refuse_head_elsewhere(actor, typed, current)
        if typed.since == current.valid_from:
            posting = current
        else:
            posting = Posting(person_id=person_id, valid_to=current.valid_to, eselon=current.eselon)
            current.valid_to = typed.since - timedelta(days=1)
            session.add(posting)
        _write(posting, typed)
        record(
            session, actor, "people.posting", ("person", person_id), unit_id=typed.unit_id,
            before=shown.unit_id, since=typed.since.isoformat(), head=typed.is_head,
        )  # fmt: skip


def _refuse_unknown_unit(session: Session, unit_id: int) -> None:
    if session.get(Unit, unit_id) is None:
        raise InvalidError(Problem("unit", "Unit ini tidak ada. Cari lagi, lalu pilih dari daftar."))


def _refuse_head_elsewhere(actor: Actor, typed: PostingInput, current: Posting) -> None:
    """Officers move people away from their units, but who leads there is said by those who keep that unit."""
    leads = typed.is_head or typed.is_team_leader
    if not leads or typed.unit_id == current.unit_id:
        return
    try:
        may_correct = kept_unit(actor, typed.unit_id).may_correct
    except NotFoundError:
        may_correct = False
    if not may_correct:
        raise InvalidError(Problem("is_head" if typed.is_head else "is_team_leader", LEADS_ELSEWHERE))


def _write(posting: Posting, typed: PostingInput) -> None:
    posting.unit_id, posting.position, posting.position_kind = typed.unit_id, typed.position, typed.position_kind
    posting.duty, posting.rank = typed.duty or None, typed.rank or None
    posting.is_head, posting.is_team_leader = typed.is_head, typed.is_team_leader
    posting.valid_from, posting.source, posting.reason = typed.since, Source.OFFICER, typed.reason


@command
def add_person(actor: Actor, typed: PersonInput, today: date) -> int:
    """Add somebody by hand; the next import recognises the NIP.

    Raises:
        InvalidError: the NIP is none, is already known, or is missing for an ASN.
    """
    number = nip.normalise(typed.nip)
    if (number or typed.employment is not Employment.NON_ASN) and (wrong := nip.problem(number)):
        raise InvalidError(Problem("nip", wrong))
    check_day(typed.posting.since, today)
    with atomic() as session:
        unit = kept_unit(actor, typed.posting.unit_id)
        if not unit.may_correct:
            raise DeniedError(NOT_YOURS)
        if number and session.scalar(select(Person.id).where(Person.nip == number)) is not None:
            raise InvalidError(Problem("nip", "NIP ini sudah tercatat. Cari orangnya, lalu pindahkan ke unit ini."))
        person = Person(nip=number or None, name=typed.name, employment=typed.employment)
        session.add(person)
        session.flush()
        posting = Posting(person_id=person.id)
        _write(posting, typed.posting)
        session.add(posting)
        record(session, actor, "people.add", ("person", person.id), unit_id=unit.id)
        return person.id


@command
def save_unit(actor: Actor, unit_id: int, typed: UnitInput, version: int) -> None:
    """Mend the name or kind of a unit.

    Raises:
        StaleError: somebody else changed it since ``version``.
    """
    with atomic() as session:
        unit = session.get(Unit, unit_id, with_for_update=True)
        if not kept_unit(actor, unit_id).may_correct or unit is None:
            raise DeniedError(NOT_YOURS)
        unit.claim(version)
        unit.name, unit.kind, unit.is_independent = typed.name, typed.kind, typed.is_independent
        record(session, actor, "people.unit", ("unit", unit_id), unit_id=unit_id)


@command
def add_unit(actor: Actor, parent_id: int, typed: UnitInput, today: date) -> int:
    """Add a unit below another."""
    with atomic() as session:
        parent = kept_unit(actor, parent_id)
        if not parent.may_correct:
            raise DeniedError(NOT_YOURS)
        unit = Unit(
            parent_id=parent_id,
            path="",
            name=typed.name,
            kind=typed.kind,
            is_independent=typed.is_independent,
            valid_from=date(today.year, 1, 1),
        )
        session.add(unit)
        session.flush()
        unit.path = f"{parent.path}{unit.id}/"
        if len(unit.path) > LONGEST_PATH:
            raise DeniedError(TOO_DEEP)
        record(session, actor, "people.add_unit", ("unit", unit.id), unit_id=unit.id)
        return unit.id
