"""Reads of the indicator library: examples of results with indicator and target, for everybody to read."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from app.db import db
from app.domain.errors import NotFoundError
from app.domain.library import JobFamily
from app.domain.planning import Aspect, Perspective
from app.library.models import LibraryItem

PER_PAGE = 20
"""Examples on one page; each is a few lines long."""

MOST_WORDS = 6
"""Words of a search that count; the statement grows with each."""


@dataclass(frozen=True)
class ExampleView:
    """One example; ``target`` may be empty, ``aspects`` are in the official order."""

    id: int
    family: JobFamily
    result: str
    indicator: str
    target: str
    aspects: tuple[Aspect, ...]
    perspective: Perspective | None
    is_active: bool
    is_shipped: bool
    version: int


@dataclass(frozen=True)
class ExamplePage:
    """A page of examples, and whether there are more."""

    items: tuple[ExampleView, ...]
    page: int
    has_more: bool


_ITEMS = select(
    LibraryItem.id,
    LibraryItem.family,
    LibraryItem.result,
    LibraryItem.indicator,
    LibraryItem.target,
    LibraryItem.aspects,
    LibraryItem.perspective,
    LibraryItem.is_active,
    LibraryItem.key,
    LibraryItem.version,
)
_SORTED = _ITEMS.order_by(LibraryItem.family, LibraryItem.result, LibraryItem.id)
_TEXT: ColumnElement[str] = LibraryItem.result + " " + LibraryItem.indicator + " " + LibraryItem.target


def find(family: JobFamily | None, words: str, page: int, *, inactive: bool = False) -> ExamplePage:
    """A page of the examples of ``family`` (all when None) that hold each of ``words``; one statement.

    ``inactive`` asks for those that are not offered any more, and for those alone.
    """
    number = max(1, page)
    statement = _narrowed(family, words, inactive=inactive).limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE)
    rows = db.session.execute(statement).all()
    return ExamplePage(tuple(_view(row) for row in rows[:PER_PAGE]), number, len(rows) > PER_PAGE)


def example(item_id: int) -> ExampleView:
    """One example, also one that is not offered any more.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = db.session.execute(_ITEMS.where(LibraryItem.id == item_id)).one_or_none()
    if row is None:
        raise NotFoundError("Contoh tidak ditemukan.")
    return _view(row)


def count() -> int:
    """How many examples are offered."""
    return db.session.scalar(select(func.count()).where(LibraryItem.is_active.is_(True))) or 0


def _narrowed(family: JobFamily | None, words: str, *, inactive: bool) -> Select[Any]:
    statement: Any = _SORTED.where(LibraryItem.is_active.is_(not inactive))
    if family is not None:
        statement = statement.where(LibraryItem.family == family)
    asked = words.split()[:MOST_WORDS]
    narrowed: Select[Any] = statement.where(*(_TEXT.icontains(word, autoescape=True) for word in asked))
    return narrowed


def _view(row: Any) -> ExampleView:
    return ExampleView(
        id=row.id,
        family=row.family,
        result=row.result,
        indicator=row.indicator,
        target=row.target,
        aspects=aspects_of(row.aspects),
        perspective=row.perspective,
        is_active=row.is_active,
        is_shipped=row.key is not None,
        version=row.version,
    )


def aspects_of(stored: str) -> tuple[Aspect, ...]:
    """The aspects of a stored list, in the official order."""
    names = set(stored.split(","))
    return tuple(aspect for aspect in Aspect if aspect.value in names)
