"""Fixtures: the application on SQLite and on MariaDB, people of the sample government, a statement counter."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, event, select

from app.auth import service as auth
from app.auth.models import Account
from app.db import db
from app.sample import loader
from app.sample.data import read
from tests import mariadb
from tests.database import Prepared, PreparedMariaDb, PreparedSqlite
from tests.page import Visitor

MIDWIFE, SET_MIDWIFE, HALF_MIDWIFE = "melur", "kenanga", "seroja"
HEAD, OFFICE_HEAD, NUTRITIONIST = "cempaka", "angsana", "delima"


def today_as_it_is() -> time_machine.travel:
    """Now, also for a test that has gone to another day: what all tests share is made today."""
    hatch = time_machine.escape_hatch
    return time_machine.travel(hatch.time.time() if hatch.is_travelling() else time.time(), tick=True)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A filled SQLite database."""
    with today_as_it_is():
        return PreparedSqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def mariadb_url() -> Iterator[str]:
    """A running MariaDB server."""
    if not mariadb.available():
        pytest.skip("mariadb-server is missing: apt-get install -y mariadb-server")
    with mariadb.server() as url:
        yield url


@pytest.fixture(scope="session")
def maria(mariadb_url: str, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """A filled MariaDB database."""
    with today_as_it_is():
        return PreparedMariaDb(tmp_path_factory.mktemp("mariadb"), mariadb_url)


@pytest.fixture(params=["sqlite", pytest.param("maria", marks=pytest.mark.mariadb)])
def app(request: pytest.FixtureRequest) -> Flask:
    """The application with the sample government, once on each database."""
    prepared: Prepared = request.getfixturevalue(request.param)
    return prepared.fresh()


@pytest.fixture
def sqlite_app(sqlite: Prepared) -> Flask:
    """The application on SQLite alone, where the database makes no difference."""
    return sqlite.fresh()


@pytest.fixture
def empty_app(tmp_path: Path) -> Flask:
    """A migrated SQLite database in which no agency was set up."""
    from tests.offices import new_app  # noqa: PLC0415 - only here

    return new_app(tmp_path)


Who = Callable[[str], Visitor]


def person_id(app: Flask, key: str) -> int:
    """The id of somebody of the sample government."""
    row = next(row for row in read("people", "person") if row["key"] == key)
    with app.app_context():
        found = db.session.scalar(select(Account.person_id).where(Account.login == (row.get("nip") or row["login"])))
    assert found is not None
    return found


def login_of(key: str) -> str:
    """The NIP or login name of somebody of the sample government."""
    row = next(row for row in read("people", "person") if row["key"] == key)
    return str(row.get("nip") or row["login"])


def log_in(app: Flask, key: str) -> Visitor:
    """Somebody of the sample government, logged in.

    The login is a real one; the pages on the way, which tests/auth walks, are not opened for every test.
    """
    visitor = Visitor(app)
    with app.app_context():
        token = auth.log_in(login_of(key), loader.PASSWORD, "127.0.0.1").token
        db.session.remove()
    with visitor.client.session_transaction() as session:
        session.update(_user_id=token, _fresh=True)
    return visitor


@pytest.fixture
def who(app: Flask) -> Who:
    """Log people in by their key in the sample government."""
    return lambda key: log_in(app, key)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect every SQL statement sent inside the block, without BEGIN and COMMIT."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Plans and evaluations in every state, and somebody of every relation logged in; see ``tests/world.py``."""
    from tests.world import World  # noqa: PLC0415 - it needs this module

    return World(tmp_path_factory.mktemp("world"))
