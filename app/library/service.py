"""Commands on the library: officers of the agency write examples; what they wrote no loading undoes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.audit.service import record
from app.db import Claim, atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, NotFoundError
from app.domain.library import JobFamily, keeps_library
from app.domain.planning import Aspect, Perspective
from app.library.models import LibraryItem
from app.library.shipped import Shipped, shipped

NOT_YOURS = "Kumpulan contoh diatur oleh petugas kepegawaian instansi."


@dataclass(frozen=True)
class ExampleInput:
    """An example as typed; ``perspective`` is for leaders alone."""

    family: JobFamily
    result: str
    indicator: str
    target: str
    aspects: Sequence[Aspect]
    perspective: Perspective | None


@dataclass(frozen=True)
class Loaded:
    """How many shipped examples were new, were brought up to date, and stayed as the office wrote them."""

    added: int
    renewed: int
    kept: int


def load_shipped(session: Session) -> Loaded:
    """Bring in the shipped examples, in the caller's transaction; doing it again changes nothing.

    Whatever somebody of the office has changed or put aside stays as it is.
    """
    known = {row.key: row for row in session.scalars(select(LibraryItem).where(LibraryItem.key.is_not(None)))}
    added = renewed = kept = 0
    for example in shipped():
        row = known.get(example.key)
        if row is None:
            row = LibraryItem(key=example.key)
            _take(row, example)
            session.add(row)
            added += 1
        elif row.changed_by is not None:
            kept += 1
        elif _differs(row, example):
            _take(row, example)
            row.version += 1
            renewed += 1
    return Loaded(added, renewed, kept)


def _take(row: LibraryItem, example: Shipped) -> None:
    row.family, row.result, row.indicator = example.family, example.result, example.indicator
    row.target, row.aspects, row.perspective = example.target, _stored(example.aspects), example.perspective
    row.changed_at = clock.now()


def _differs(row: LibraryItem, example: Shipped) -> bool:
    stored = (row.family, row.result, row.indicator, row.target, row.aspects, row.perspective)
    told = (example.family, example.result, example.indicator, example.target)
    return stored != (*told, _stored(example.aspects), example.perspective)


def _stored(aspects: Sequence[Aspect]) -> str:
    """A list of aspects in the official order, as it is stored."""
    return ",".join(aspect.value for aspect in Aspect if aspect in aspects)


@command
def load(actor: Actor) -> Loaded:
    """Bring in the shipped examples on an officer's word."""
    _require_keeper(actor)
    with atomic() as session:
        loaded = load_shipped(session)
        record(session, actor, "library.load", ("agency", 1), added=loaded.added, renewed=loaded.renewed)
        return loaded


@command
def add(actor: Actor, typed: ExampleInput) -> int:
    """Add an example of the office's own; its id."""
    _require_keeper(actor)
    with atomic() as session:
        row = LibraryItem(is_active=True)
        _write(row, typed, actor)
        session.add(row)
        session.flush()
        record(session, actor, "library.add", ("library_item", row.id), family=row.family.value)
        return row.id


@command
def save(actor: Actor, item_id: int, claim: Claim, typed: ExampleInput) -> None:
    """Write an example in the office's own words.

    Raises:
        NotFoundError: there is none of that id.
        StaleError: somebody else changed it first.
    """
    _require_keeper(actor)
    with atomic() as session:
        row = _locked(session, item_id)
        if not row.claim(*claim):
            return
        _write(row, typed, actor)
        record(session, actor, "library.save", ("library_item", row.id), family=row.family.value)


@command
def offer(actor: Actor, item_id: int, *, is_active: bool) -> None:
    """Offer an example, or put it aside; plans that took it keep their words.

    Raises:
        NotFoundError: there is none of that id.
    """
    _require_keeper(actor)
    with atomic() as session:
        row = _locked(session, item_id)
        if row.is_active is is_active:
            return
        row.is_active, row.changed_by, row.changed_at = is_active, actor.person_id, clock.now()
        record(session, actor, "library.offer", ("library_item", row.id), active=is_active)


def _write(row: LibraryItem, typed: ExampleInput, actor: Actor) -> None:
    row.family, row.aspects, row.perspective = typed.family, _stored(typed.aspects), typed.perspective
    row.result, row.indicator, row.target = (
        " ".join(text.split()) for text in (typed.result, typed.indicator, typed.target)
    )
    row.changed_by, row.changed_at = actor.person_id, clock.now()


def _locked(session: Session, item_id: int) -> LibraryItem:
    row = session.get(LibraryItem, item_id, with_for_update=True)
    if row is None:
        raise NotFoundError("Contoh tidak ditemukan.")
    return row


def _require_keeper(actor: Actor) -> None:
    if not keeps_library(actor):
        raise DeniedError(NOT_YOURS)
