"""One command, one transaction: begun fresh, committed whole, rolled back whole."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from app.auth.models import LoginFailure
from app.db import atomic, db
from app.people.models import Person
from app.planning import service
from app.planning.models import WorkResult
from app.planning.service import ResultInput
from tests.conftest import MIDWIFE
from tests.db.people import actor, plan_of, side_by_side

MOMENT = datetime(2026, 11, 22, 2, 3, 4, 567891, tzinfo=UTC)


def _note(key: str) -> LoginFailure:
    return LoginFailure(key=key, failures=1, last_at=MOMENT)


def _keys() -> set[str]:
    return set(db.session.scalars(select(LoginFailure.key)))


def test_a_command_after_a_read_sees_what_others_committed_in_between(app: Flask) -> None:
    """A deferred transaction that read first would be refused at once by SQLite: somebody else wrote since."""
    with app.app_context():
        assert _keys() == set()
        assert side_by_side(app, [lambda: _add("theirs")]) == [None]
        with atomic() as session:
            assert set(session.scalars(select(LoginFailure.key))) == {"theirs"}
            session.add(_note("mine"))
        assert _keys() == {"theirs", "mine"}


def _add(*keys: str) -> None:
    with atomic() as session:
        for key in keys:
            session.execute(insert(LoginFailure).values(key=key, failures=1, last_at=MOMENT))


def test_a_row_read_before_the_command_is_read_again_inside_it(app: Flask) -> None:
    _in(app, lambda: _add("row"))
    with app.app_context():
        row = db.session.get_one(LoginFailure, "row")
        assert row.failures == 1
        side_by_side(app, [lambda: _count("row", 7)])
        with atomic() as session:
            assert session.get_one(LoginFailure, "row").failures == 7


def _count(key: str, failures: int) -> None:
    with atomic() as session:
        session.execute(update(LoginFailure).where(LoginFailure.key == key).values(failures=failures))


def _in(app: Flask, work: Callable[[], None]) -> None:
    assert side_by_side(app, [work]) == [None]


def _fail_after_writing() -> None:
    with atomic() as session:
        session.add(_note("half"))
        session.flush()
        raise ZeroDivisionError


def test_an_error_leaves_nothing_behind(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError):
            _fail_after_writing()
        assert _keys() == set()
        _add("whole")  # and the next command begins as if nothing had happened
        assert _keys() == {"whole"}


def test_a_broken_constraint_at_the_end_leaves_nothing_behind(app: Flask) -> None:
    with app.app_context():
        _add("one")
        with pytest.raises(IntegrityError):
            _add("two", "one")
        assert _keys() == {"one"}


def _nest() -> None:
    with atomic() as session:
        session.add(_note("outer"))
        _add("inner")


def test_commands_do_not_nest(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        with pytest.raises(RuntimeError, match="does not nest"):
            _nest()
        assert _keys() == set()
        _add("later")


def test_a_row_written_outside_a_command_is_refused(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        db.session.add(_note("stray"))
        with pytest.raises(RuntimeError, match="inside atomic"):
            db.session.flush()
        db.session.rollback()
        person = db.session.scalars(select(Person)).first()
        assert person
        person.name = "Nama Lain"
        with pytest.raises(RuntimeError, match="inside atomic"):
            db.session.flush()


def test_a_statement_outside_a_command_is_never_committed(app: Flask) -> None:
    with app.app_context():
        db.session.execute(insert(LoginFailure).values(key="stray", failures=1, last_at=MOMENT))
    with app.app_context():
        assert _keys() == set()


def test_after_a_command_reading_goes_on_and_writing_is_closed_again(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        _add("one")
        assert _keys() == {"one"}
        db.session.add(_note("two"))
        with pytest.raises(RuntimeError, match="inside atomic"):
            db.session.flush()


def test_sqlite_is_opened_as_offices_that_lose_power_need_it(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        values = {name: db.session.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous")}
        values |= {name: db.session.scalar(text(f"PRAGMA {name}")) for name in ("foreign_keys", "busy_timeout")}
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_moment_comes_back_to_the_microsecond(app: Flask) -> None:
    with app.app_context():
        _add("exact")
        db.session.rollback()
        assert db.session.get_one(LoginFailure, "exact").last_at == MOMENT


def test_a_moment_of_another_zone_is_the_same_moment(app: Flask) -> None:
    wit = timezone(timedelta(hours=9))
    with app.app_context():
        with atomic() as session:
            session.add(LoginFailure(key="wit", failures=1, last_at=MOMENT.astimezone(wit)))
        db.session.rollback()
        stored = db.session.get_one(LoginFailure, "wit").last_at
        assert (stored, stored.utcoffset()) == (MOMENT, timedelta(0))
        assert db.session.scalars(select(LoginFailure.key).where(LoginFailure.last_at == MOMENT)).all() == ["wit"]


def test_a_moment_without_zone_is_refused(app: Flask) -> None:
    with app.app_context(), pytest.raises(StatementError, match="naive"), atomic() as session:
        session.add(LoginFailure(key="naive", failures=1, last_at=MOMENT.replace(tzinfo=None)))


def test_an_enum_column_refuses_an_unknown_word(app: Flask) -> None:
    """The CHECK constraint holds against whoever writes past the application."""
    plan = plan_of(app, MIDWIFE)
    with app.app_context(), pytest.raises(Exception, match=r"(?i)constraint"), atomic() as session:
        session.execute(text("UPDATE plan SET state = 'invented' WHERE id = :id"), {"id": plan.id})


def test_a_command_works_after_the_page_read_the_same_rows(app: Flask) -> None:
    plan, midwife = plan_of(app, MIDWIFE), actor(app, MIDWIFE)
    result = plan.results[0]
    typed = ResultInput(result.kind, "Ditulis sesudah membaca", None, "", ())
    with app.app_context():
        assert db.session.get_one(WorkResult, result.id).text == result.text
        _in(app, lambda: _add("meanwhile"))
        service.save_result(midwife, plan.id, result.id, (result.version, "", 0), typed)
        db.session.rollback()
        assert db.session.get_one(WorkResult, result.id).text == "Ditulis sesudah membaca"
