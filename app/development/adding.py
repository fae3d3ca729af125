"""Commands of credit points for a diploma: added when it is recognised, taken back when that was wrong."""

from dataclasses import dataclass
from datetime import date

from app import clock
from app.audit.service import record
from app.db import atomic, command
from app.development.converting import kept, take_back
from app.development.models import CreditAddition
from app.development.queries import CreditFile
from app.domain.actors import Actor
from app.domain.credit import Grade, for_diploma
from app.domain.errors import InvalidError, Problem
from app.domain.periods import in_words
from app.people import queries as people
from app.people.models import Person

_TWICE = "Dokumen ini sudah menambah angka kredit pegawai ini. Satu pengakuan ijazah dihitung satu kali."


@dataclass(frozen=True)
class Diploma:
    """A diploma that was recognised: which, under which jenjang, on which day, by which document."""

    grade: Grade
    name: str
    recognised_on: date
    document: str


@command
def add(actor: Actor, person_id: int, wanted: Diploma) -> int:
    """Add the points of a recognised diploma; returns the addition's id.

    Raises:
        NotFoundError: nobody of that id is kept by this actor.
        DeniedError: nobody adds one's own.
        InvalidError: a day that has not come or lies within the points brought along, or the document was counted.
    """
    with atomic() as session:
        session.get(Person, person_id, with_for_update=True)  # two clicks make one addition
        file = kept(actor, person_id)
        if problems := _problems(file, wanted):
            raise InvalidError(*problems)
        row = CreditAddition(
            person_id=person_id,
            grade=wanted.grade,
            points=str(for_diploma(wanted.grade)),
            recognised_on=wanted.recognised_on,
            diploma=wanted.name.strip(),
            document=wanted.document.strip(),
            added_by=actor.person_id,
            added_at=clock.now(),
        )
        session.add(row)
        session.flush()
        unit_id = file.person.unit_id
        record(session, actor, "credit.diploma", ("credit_addition", row.id), unit_id=unit_id, person=person_id)
        return row.id


def _problems(file: CreditFile, wanted: Diploma) -> tuple[Problem, ...]:
    if wanted.recognised_on > people.today():
        return (Problem("recognised_on", "Tanggal ini belum tiba. Isi tanggal pengakuan menurut dokumennya."),)
    if file.brought and wanted.recognised_on <= file.brought.as_of:
        words = f"Saldo yang dibawa sudah menghitung sampai {in_words(file.brought.as_of)}, termasuk ijazah sebelumnya."
        return (Problem("recognised_on", words),)
    known = {_folded(row.document) for row in file.additions if row.withdrawn_at is None}
    return (Problem("decree", _TWICE),) if _folded(wanted.document) in known else ()


def _folded(document: str) -> str:
    return "".join(document.casefold().split())


@command
def withdraw(actor: Actor, person_id: int, addition_id: int) -> None:
    """Take an addition back: it stays in the list and counts no more. A second click changes nothing.

    Raises:
        NotFoundError: there is no such addition of anybody this actor keeps.
        DeniedError: nobody takes back one's own.
    """
    with atomic() as session:
        take_back(session, actor, person_id, (CreditAddition, addition_id), "credit.diploma_withdraw")
