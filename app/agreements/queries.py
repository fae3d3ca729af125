"""Reads of performance agreements, as frozen values."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, and_, bindparam, func, or_, select

from app.agreements.models import AgreementBudget, AgreementItem, PerformanceAgreement
from app.db import db
from app.domain.actors import Actor
from app.domain.agreements import may_write_agreement
from app.domain.errors import NotFoundError
from app.domain.organisation import lineage_of
from app.people.models import Person, Posting, Unit
from app.people.queries import PER_PAGE, on_day


@dataclass(frozen=True)
class ItemView:
    """One line: several indicators of one sasaran repeat its words."""

    id: int
    goal: str
    indicator: str
    target: str


@dataclass(frozen=True)
class BudgetView:
    """One programme with its budget."""

    programme: str
    amount: str


@dataclass(frozen=True)
class AgreementView:
    """The agreement of a unit for a year; ``is_draft`` until it has been signed on paper."""

    id: int
    unit_id: int
    year_id: int
    is_draft: bool
    document: str
    version: int
    items: tuple[ItemView, ...]
    budgets: tuple[BudgetView, ...]

    def item(self, item_id: int) -> ItemView:
        """One line by its id.

        Raises:
            NotFoundError: the agreement has none of that id.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise NotFoundError("Baris perjanjian kinerja tidak ditemukan.")


def of_unit(unit_id: int, year_id: int) -> AgreementView | None:
    """The agreement of a unit for a year with its lines in order; None when nobody entered one."""
    rows = db.session.execute(_AGREEMENT, {"unit_id": unit_id, "year_id": year_id}).all()
    if not rows:
        return None
    first = rows[0]
    return AgreementView(
        id=first.id,
        unit_id=unit_id,
        year_id=year_id,
        is_draft=first.is_draft,
        document=first.document,
        version=first.version,
        items=tuple(ItemView(r.item_id, r.goal, r.indicator, r.target) for r in rows if r.item_id is not None),
        budgets=tuple(BudgetView(*row) for row in db.session.execute(_BUDGETS, {"agreement_id": first.id})),
    )


_AGREEMENT = (
    select(
        PerformanceAgreement.id,
        PerformanceAgreement.is_draft,
        PerformanceAgreement.document,
        PerformanceAgreement.version,
        AgreementItem.id.label("item_id"),
        AgreementItem.goal,
        AgreementItem.indicator,
        AgreementItem.target,
    )
    .outerjoin(AgreementItem, AgreementItem.agreement_id == PerformanceAgreement.id)
    .where(PerformanceAgreement.unit_id == bindparam("unit_id"), PerformanceAgreement.year_id == bindparam("year_id"))
    .order_by(AgreementItem.position, AgreementItem.id)
)
_BUDGETS = (
    select(AgreementBudget.programme, AgreementBudget.amount)
    .where(AgreementBudget.agreement_id == bindparam("agreement_id"))
    .order_by(AgreementBudget.position, AgreementBudget.id)
)


@dataclass(frozen=True)
class UnitView:
    """A unit as the pages of agreements show it."""

    id: int
    name: str
    head: str | None
    may_write: bool


def unit(actor: Actor, unit_id: int, today: date) -> UnitView:
    """A unit of the agency with its head.

    Raises:
        NotFoundError: there is no such unit.
    """
    row = db.session.execute(_UNITS.where(Unit.id == unit_id), {"today": today}).first()
    if row is None:
        raise NotFoundError("Unit tidak ditemukan.")
    return UnitView(row.id, row.name, row.head, may_write_agreement(actor, lineage_of(row.path), row.head_id))


_UNITS = (
    select(Unit.id, Unit.name, Unit.path, Person.id.label("head_id"), Person.name.label("head"))
    .outerjoin(
        Posting,
        and_(
            Posting.unit_id == Unit.id,
            Posting.is_head.is_(True),
            on_day(Posting, bindparam("today", type_=Date)),
        ),
    )
    .outerjoin(Person, Person.id == Posting.person_id)
)


@dataclass(frozen=True)
class UnitLine:
    """A unit in the list, with the state of its agreement; None when nobody entered one."""

    id: int
    name: str
    head: str | None
    may_write: bool
    is_draft: bool | None
    items: int

    @property
    def words(self) -> str:
        """The state in words."""
        if self.is_draft is None:
            return "Belum diisi"
        return "Rancangan" if self.is_draft else "Final"


def unit_lines(actor: Actor, year_id: int, text: str, today: date, page: int = 1) -> tuple[list[UnitLine], bool]:
    """A page of units in the order of the tree, those whose name holds ``text``, and whether there are more."""
    rows = db.session.execute(
        _LINES.where(
            or_(Unit.valid_to.is_(None), Unit.valid_to >= today),
            Unit.name.icontains(text, autoescape=True),
        )
        .limit(PER_PAGE + 1)
        .offset((page - 1) * PER_PAGE),
        {"today": today, "year_id": year_id},
    ).all()
    return [_line(actor, row) for row in rows[:PER_PAGE]], len(rows) > PER_PAGE


def _line(actor: Actor, row: Any) -> UnitLine:
    may_write = may_write_agreement(actor, lineage_of(row.path), row.head_id)
    return UnitLine(row.id, row.name, row.head, may_write, row.is_draft, row.items or 0)


def own_line(actor: Actor, year_id: int, unit_id: int, today: date) -> UnitLine | None:
    """The line of the unit somebody works in: what most look for."""
    row = db.session.execute(_LINES.where(Unit.id == unit_id), {"today": today, "year_id": year_id}).first()
    return None if row is None else _line(actor, row)


_LINES = (
    _UNITS.add_columns(
        PerformanceAgreement.is_draft,
        select(func.count())
        .where(AgreementItem.agreement_id == PerformanceAgreement.id)
        .scalar_subquery()
        .label("items"),
    )
    .outerjoin(
        PerformanceAgreement,
        and_(PerformanceAgreement.unit_id == Unit.id, PerformanceAgreement.year_id == bindparam("year_id")),
    )
    .order_by(Unit.path)
)
