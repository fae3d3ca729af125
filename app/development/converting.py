"""Commands of credit points: convert a predikat, take a conversion back, record what was brought along."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.development import queries
from app.development.models import CreditAddition, CreditBalance, CreditConversion
from app.development.queries import Basis, CreditFile
from app.domain.actors import Actor
from app.domain.credit import Grade, Months, problems_of, typed
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.rating import OverallRating
from app.people import queries as people
from app.people.models import Person

_Counted = TypeVar("_Counted", CreditConversion, CreditAddition)
_NO_BASIS = "Pilih predikat yang dikonversi, atau isi predikat dari dokumen lain beserta nomornya."
_NO_DOCUMENT = "Isi nomor dokumen evaluasi tempat predikat ini tertulis."
_COUNTED = "Ada bulan sampai tanggal ini yang sudah dikonversi di sini. Batalkan konversinya, atau ubah tanggalnya."
_ADDED = "Ada tambahan karena ijazah sampai tanggal ini yang dihitung di sini. Batalkan dahulu, atau ubah tanggalnya."
_OWN = "Angka kredit Anda sendiri diolah oleh petugas lain."


@dataclass(frozen=True)
class Wanted:
    """A conversion as an officer asks for it; ``evaluation_id`` or else ``overall`` with ``basis``."""

    evaluation_id: int | None
    overall: OverallRating | None
    basis: str
    months: Months
    position: str
    grade: Grade
    number: str


@command
def convert(actor: Actor, person_id: int, wanted: Wanted) -> int:
    """Convert a reported predikat, or one given elsewhere, for some months; returns the conversion's id.

    Raises:
        NotFoundError: nobody of that id is kept by this actor.
        DeniedError: nobody converts one's own.
        InvalidError: months counted before or outside of the predikat, or no predikat with its document.
    """
    with atomic() as session:
        session.get(Person, person_id, with_for_update=True)  # two clicks make one conversion
        file = kept(actor, person_id)
        basis = _basis(person_id, wanted)
        overall = basis.overall if basis else wanted.overall
        if overall is None:
            raise InvalidError(Problem("evaluation", _NO_BASIS))
        if basis is None and not wanted.basis.strip():
            raise InvalidError(Problem("basis", _NO_DOCUMENT))
        taken = [row.line.months for row in file.counted]
        within, brought_to = basis.months if basis else None, file.brought.as_of if file.brought else None
        if problems := problems_of(wanted.months, taken, within=within, brought_to=brought_to):
            raise InvalidError(*problems)
        row = CreditConversion(
            person_id=person_id,
            evaluation_id=basis.evaluation_id if basis else None,
            year=wanted.months.year,
            month_from=wanted.months.first,
            month_to=wanted.months.last,
            position=wanted.position.strip() or file.person.position,
            grade=wanted.grade,
            overall=overall,
            basis="" if basis else wanted.basis.strip(),
            number=wanted.number.strip(),
            made_by=actor.person_id,
            made_at=clock.now(),
        )
        session.add(row)
        session.flush()
        detail = {"person": person_id, "year": row.year, "from": row.month_from, "to": row.month_to}
        record(session, actor, "credit.convert", ("credit_conversion", row.id), unit_id=file.person.unit_id, **detail)
        return row.id


def _basis(person_id: int, wanted: Wanted) -> Basis | None:
    if wanted.evaluation_id is None:
        return None
    found = next((one for one in queries.bases(person_id) if one.evaluation_id == wanted.evaluation_id), None)
    if found is None:
        raise InvalidError(Problem("evaluation", _NO_BASIS))
    return found


def kept(actor: Actor, person_id: int) -> CreditFile:
    """The credit points of somebody else whom the actor keeps.

    Raises:
        NotFoundError: nobody of that id is kept by this actor.
        DeniedError: they are the actor's own.
    """
    file = queries.kept_file(actor, person_id, people.today())
    if actor.person_id == person_id:
        raise DeniedError(_OWN)
    return file


@command
def withdraw(actor: Actor, person_id: int, conversion_id: int) -> None:
    """Take a conversion back: it stays in the list and counts no more. A second click changes nothing.

    Raises:
        NotFoundError: there is no such conversion of anybody this actor keeps.
        DeniedError: nobody takes back one's own.
    """
    with atomic() as session:
        take_back(session, actor, person_id, (CreditConversion, conversion_id), "credit.withdraw")


def take_back(session: Session, actor: Actor, person_id: int, of: tuple[type[_Counted], int], verb: str) -> None:
    """Mark what was counted for somebody as withdrawn, once, and tell it as ``verb``.

    Raises:
        NotFoundError: there is no such row of anybody this actor keeps.
        DeniedError: it is the actor's own.
    """
    table, number = of
    row = session.scalars(
        select(table).where(table.id == number, table.person_id == person_id).with_for_update()
    ).one_or_none()
    file = kept(actor, person_id)
    if row is None:
        raise NotFoundError("Catatan angka kredit ini tidak ditemukan. Buka lagi halaman pegawainya.")
    if row.withdrawn_at is None:
        row.withdrawn_at = clock.now()
        row.version += 1
        record(session, actor, verb, (table.__tablename__, row.id), unit_id=file.person.unit_id)


@command
def set_balance(actor: Actor, person_id: int, seen: int, told: tuple[str, date, str]) -> None:
    """Record the points somebody brought along, the day they were counted to, and their document.

    Raises:
        NotFoundError: nobody of that id is kept by this actor.
        DeniedError: nobody records one's own.
        InvalidError: no number of points, or a day that has not come.
        StaleError: somebody else recorded them meanwhile.
    """
    text, as_of, document = told
    points = typed(text)
    if points is None:
        words = "Isi angka kredit dari 0 sampai 2.000, paling banyak tiga angka di belakang koma, misalnya 101,25."
        raise InvalidError(Problem("points", words))
    if as_of > people.today():
        raise InvalidError(Problem("as_of", "Tanggal ini belum tiba. Isi tanggal menurut dokumennya."))
    with atomic() as session:
        session.get(Person, person_id, with_for_update=True)
        file = kept(actor, person_id)
        row = session.get(CreditBalance, person_id)
        if (row.version if row else 0) != seen:
            raise StaleError
        if any(one.line.months.reached_by(as_of) for one in file.counted):
            raise InvalidError(Problem("as_of", _COUNTED))
        if any(one.recognised_on <= as_of for one in file.added):
            raise InvalidError(Problem("as_of", _ADDED))
        if row is None:
            row = CreditBalance(person_id=person_id, version=0)
            session.add(row)
        row.points, row.as_of, row.document = str(points), as_of, document.strip()
        row.set_by, row.set_at = actor.person_id, clock.now()
        row.version += 1
        record(session, actor, "credit.balance", ("person", person_id), unit_id=file.person.unit_id)
