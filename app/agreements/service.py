"""Commands on performance agreements: begin, write a line, take it out, paste a table, say what document it is."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.agreements import queries
from app.agreements.models import AgreementBudget, AgreementItem, PerformanceAgreement
from app.audit.service import record
from app.db import Claim, Saved, atomic, command
from app.domain.actors import Actor
from app.domain.agreements import MOST_ITEMS, BudgetInput, ItemInput, ReadLine
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem
from app.people import queries as people
from app.people.models import Unit

FULL = f"Satu perjanjian kinerja memuat paling banyak {MOST_ITEMS} baris indikator."
NO_DOCUMENT = "Tulis nomor atau tanggal dokumen yang ditandatangani, atau pilih rancangan."
NOTHING_READ = (
    "Tidak ada baris yang terbaca. Salin tabel dengan kolom sasaran, indikator, dan target, lalu tempel lagi."
)
NOT_YOURS = "Perjanjian kinerja unit ini ditulis oleh kepala unit dan petugas kepegawaiannya."


@dataclass(frozen=True)
class Place:
    """Whose agreement, and for which year."""

    unit_id: int
    year_id: int


@dataclass(frozen=True)
class HeadInput:
    """What is said of the whole agreement."""

    is_draft: bool
    document: str
    budgets: tuple[BudgetInput, ...]


def _locked(session: Session, actor: Actor, place: Place) -> PerformanceAgreement:
    """The agreement of a unit for a year, locked; begun when there is none.

    Raises:
        DeniedError: it is not the actor's to write.
        NotFoundError: there is no such unit.
    """
    if not queries.unit(actor, place.unit_id, people.today()).may_write:
        raise DeniedError(NOT_YOURS)
    session.get_one(Unit, place.unit_id, with_for_update=True)  # two first lines must not make two agreements
    found = session.scalars(
        select(PerformanceAgreement)
        .where(PerformanceAgreement.unit_id == place.unit_id, PerformanceAgreement.year_id == place.year_id)
        .with_for_update()
    ).first()
    if found is None:
        found = PerformanceAgreement(
            unit_id=place.unit_id, year_id=place.year_id, version=1, changed_by=actor.person_id, changed_at=clock.now()
        )
        session.add(found)
        session.flush()
    return found


def _changed(session: Session, actor: Actor, row: PerformanceAgreement, verb: str, **detail: int | bool) -> None:
    row.changed_by, row.changed_at = actor.person_id, clock.now()
    record(session, actor, f"agreement.{verb}", ("agreement", row.id), unit_id=row.unit_id, **detail)


@command
def add_item(actor: Actor, place: Place) -> int:
    """Add an empty line under the sasaran of the last one; returns its id.

    Raises:
        InvalidError: the agreement is full.
    """
    with atomic() as session:
        row = _locked(session, actor, place)
        if len(row.items) >= MOST_ITEMS:
            raise InvalidError(Problem("", FULL))
        last = row.items[-1] if row.items else None
        item = AgreementItem(position=_next(row), goal=last.goal if last else "", indicator="", target="")
        row.items.append(item)
        row.version += 1
        _changed(session, actor, row, "add_item")
        session.flush()
        return item.id


def _next(row: PerformanceAgreement) -> int:
    return max((item.position for item in row.items), default=0) + 1


@command
def save_item(actor: Actor, place: Place, item_id: int, claim: Claim, typed: ItemInput) -> Saved:
    """Save one line while it is typed.

    Raises:
        StaleError: somebody else saved the agreement since the version in ``claim``.
    """
    with atomic() as session:
        row = _locked(session, actor, place)
        item = _item(row, item_id)
        if row.claim(*claim):
            item.goal, item.indicator, item.target = typed.goal, typed.indicator, typed.target
            _changed(session, actor, row, "save_item", item=item_id)
        return Saved(row.version, clock.now())


def _item(row: PerformanceAgreement, item_id: int) -> AgreementItem:
    found = next((item for item in row.items if item.id == item_id), None)
    if found is None:
        raise NotFoundError("Baris perjanjian kinerja tidak ditemukan.")
    return found


@command
def remove_item(actor: Actor, place: Place, item_id: int) -> None:
    """Take a line out; results in plans that came from it stay as they are."""
    with atomic() as session:
        row = _locked(session, actor, place)
        row.items.remove(_item(row, item_id))
        row.version += 1
        _changed(session, actor, row, "remove_item", item=item_id)


@command
def save_head(actor: Actor, place: Place, claim: Claim, typed: HeadInput) -> Saved:
    """Say whether it is a draft or final, by which document, and the budgets.

    Raises:
        InvalidError: final without a document.
        StaleError: somebody else saved the agreement since the version in ``claim``.
    """
    if not typed.is_draft and not typed.document.strip():
        raise InvalidError(Problem("document", NO_DOCUMENT))
    with atomic() as session:
        row = _locked(session, actor, place)
        if row.claim(*claim):
            row.is_draft, row.document = typed.is_draft, typed.document.strip()
            _write_budgets(row, typed.budgets)
            _changed(session, actor, row, "save_head", is_draft=typed.is_draft)
        return Saved(row.version, clock.now())


def _write_budgets(row: PerformanceAgreement, budgets: tuple[BudgetInput, ...]) -> None:
    row.budgets = [
        AgreementBudget(position=position, programme=budget.programme, amount=budget.amount)
        for position, budget in enumerate(budgets, 1)
    ]


@command
def paste(actor: Actor, place: Place, version: int, lines: tuple[ReadLine, ...]) -> int:
    """Add every line that was understood behind those there are; returns how many.

    A line that is there already with the same sasaran and indikator gets the new target: pasting twice doubles nothing.

    Raises:
        InvalidError: nothing was understood, or there is no room.
        StaleError: somebody else saved the agreement since the preview.
    """
    items = [line.item for line in lines if line.item]
    budgets = tuple(line.budget for line in lines if line.budget)
    check_readable(lines)
    with atomic() as session:
        row = _locked(session, actor, place)
        row.claim(version or row.version)
        known = {(item.goal, item.indicator): item for item in row.items}
        for item in items:
            there = known.get((item.goal, item.indicator))
            if there is not None:
                there.target = item.target
                continue
            added = AgreementItem(position=_next(row), goal=item.goal, indicator=item.indicator, target=item.target)
            row.items.append(added)
            known[item.goal, item.indicator] = added
        if len(row.items) > MOST_ITEMS:
            raise InvalidError(Problem("table", FULL))
        if budgets:
            _write_budgets(row, budgets)
        _changed(session, actor, row, "paste", items=len(items), budgets=len(budgets))
        return len(items)


def check_readable(lines: tuple[ReadLine, ...]) -> None:
    """Let a pasted table through in which something was understood.

    Raises:
        InvalidError: nothing was.
    """
    if not any(line.item or line.budget for line in lines):
        raise InvalidError(Problem("table", NOTHING_READ))
