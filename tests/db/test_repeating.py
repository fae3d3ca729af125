"""When the database asks to try again, the command runs again by itself; nobody sees an error page."""

import ast
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pymysql
import pytest
import sqlalchemy
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from app.cycles.models import PerformanceYear
from app.db import LOCK_WAIT_S, PAUSES_S, command, db
from app.people import queries as people
from app.planning import editions
from app.planning.models import Plan
from tests.architecture.source import functions, name, python_files
from tests.database import Prepared
from tests.db.people import actor, side_by_side
from tests.db.test_side_by_side import without_plan

WITHOUT_PEOPLE = ("app/sample/", "app/setup.py", "app/db.py")


def _refusal(code: object) -> OperationalError:
    return OperationalError("UPDATE plan", {}, pymysql.err.OperationalError(code, "words of the server"))


@contextmanager
def _pauses() -> Iterator[list[float]]:
    taken: list[float] = []
    with patch("app.db.time.sleep", taken.append):
        yield taken


def _busy() -> OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("BEGIN IMMEDIATE", {}, error)


@pytest.mark.parametrize("refusal", [_refusal(1205), _refusal(1213), _busy()], ids=["wait", "deadlock", "busy"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_deadlock_or_a_long_wait_is_tried_again(refusal: OperationalError, times: int) -> None:
    refusals = [refusal] * times

    @command
    def save(what: str, *, to: str) -> str:
        if refusals:
            raise refusals.pop()
        return f"{what} {to}"

    with _pauses() as taken:
        assert save("rencana", to="disimpan") == "rencana disimpan"
    assert taken == list(PAUSES_S[:times])


def test_the_third_refusal_is_told() -> None:
    runs = []

    @command
    def save() -> None:
        runs.append(1)
        raise _refusal(1213)

    with _pauses(), pytest.raises(OperationalError):
        save()
    assert len(runs) == 3


@pytest.mark.parametrize(
    "error",
    [
        _refusal(1062),
        _refusal(2006),
        OperationalError("", {}, sqlite3.OperationalError("no such table: plan")),
        ZeroDivisionError(),
    ],
)
def test_nothing_else_is_tried_again(error: Exception) -> None:
    runs = []

    @command
    def save() -> None:
        runs.append(1)
        raise error

    with _pauses(), pytest.raises(type(error)):
        save()
    assert len(runs) == 1


@pytest.mark.mariadb
def test_a_real_deadlock_ends_with_the_plan_begun_once(maria: Prepared) -> None:
    """Somebody who changed more rows holds the assessor and wants the employee; the command is the one to give way."""
    app = maria.fresh()
    employee = actor(app, without_plan(app))
    with app.app_context():
        year_id = db.session.scalars(select(PerformanceYear.id)).one()
        assessor_id = people.assessor_of(employee.person_id, people.today())
        engine = db.engine
    with _pauses() as taken, engine.connect() as other:
        for number in range(300):
            other.execute(text("INSERT INTO login_failure VALUES (:key, 1, NOW(6))"), {"key": f"weight{number}"})
        other.execute(text("SELECT id FROM person WHERE id = :id FOR UPDATE"), {"id": assessor_id})
        done = side_by_side(
            app,
            [
                lambda: editions.create_plan(employee, year_id),
                lambda: _then_want(other, employee.person_id),
            ],
        )
    assert isinstance(done[0], int), done
    assert taken[:1] == list(PAUSES_S[:1])
    with app.app_context():
        plans = select(func.count()).select_from(Plan).where(Plan.employee_id == employee.person_id)
        assert db.session.scalar(plans) == 1


def _then_want(other: sqlalchemy.Connection, person: int) -> int:
    """Wait until the command holds the employee and waits for the assessor, then want the employee; let all go."""
    waiting = text("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
    for _ in range(500):
        if other.scalar(waiting):
            break
    other.execute(text("SELECT id FROM person WHERE id = :id FOR UPDATE"), {"id": person})
    other.rollback()
    return 0


@pytest.mark.mariadb
def test_mariadb_waits_for_a_lock_as_long_as_sqlite_does(maria: Prepared) -> None:
    with maria.fresh().app_context():
        assert db.session.scalar(text("SELECT @@SESSION.innodb_lock_wait_timeout")) == LOCK_WAIT_S == 5
        assert db.session.scalar(text("SELECT @@SESSION.tx_isolation")) == "READ-COMMITTED"


def test_every_command_of_a_person_is_tried_again() -> None:
    transactions = [
        (f"{name(path)}:{function.name}", [ast.unparse(mark) for mark in function.decorator_list])
        for path in python_files()
        if not name(path).startswith(WITHOUT_PEOPLE)
        for function in functions(path)
        if any(isinstance(node, ast.With) and "atomic()" in ast.unparse(node.items[0]) for node in ast.walk(function))
    ]
    assert len(transactions) > 20
    assert [where for where, marks in transactions if marks[:1] != ["command"]] == []
