"""Somebody looks for an example of a result."""

from flask import Flask

from app import clock
from app.db import atomic
from app.domain.library import JobFamily
from app.domain.planning import Aspect
from app.library import queries
from app.library.models import LibraryItem


def put(app: Flask, *rows: tuple[JobFamily, str, bool]) -> None:
    """Examples of the office's own."""
    with app.app_context(), atomic() as session:
        for family, result, active in rows:
            item = LibraryItem(family=family, result=result, indicator="Persentase bata", is_active=active)
            item.changed_at, item.aspects = clock.now(), "time,quantity"
            session.add(item)


def test_words_are_found_in_any_order_and_without_regard_to_capitals(app: Flask) -> None:
    put(app, (JobFamily.OTHER, "Tembok batas desa berdiri kokoh", True))
    with app.app_context():
        found = queries.find(None, "BATA tembok", 1).items
        assert [view.result for view in found] == ["Tembok batas desa berdiri kokoh"]
        assert found[0].aspects == (Aspect.QUANTITY, Aspect.TIME)
        assert not queries.find(JobFamily.TEACHER, "tembok", 1).items
        assert not queries.find(None, "tembok 100%", 1).items
        assert queries.example(found[0].id) == found[0]


def test_what_is_not_offered_any_more_is_not_found(app: Flask) -> None:
    put(app, (JobFamily.OTHER, "Tembok lama", False))
    with app.app_context():
        assert not queries.find(None, "tembok", 1).items
        assert len(queries.find(None, "tembok", 1, inactive=True).items) == 1


def test_a_long_list_comes_in_pages(app: Flask) -> None:
    put(app, *((JobFamily.OTHER, f"Tembok ke-{number:02}", True) for number in range(queries.PER_PAGE + 1)))
    with app.app_context():
        first, second = queries.find(JobFamily.OTHER, "tembok", 1), queries.find(JobFamily.OTHER, "tembok", 2)
        assert (len(first.items), first.has_more) == (queries.PER_PAGE, True)
        assert (len(second.items), second.has_more) == (1, False)
