"""The database: one declarative base, portable types, and the one place that commits.

SQLite is opened in WAL mode with ``synchronous=FULL`` (offices lose power) and every writing transaction begins
IMMEDIATE: a deferred one that reads first is refused as soon as another process commits in between.
MySQL and MariaDB run READ COMMITTED; commands lock the row they change.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, LargeBinary, MetaData, String, Text, event
from sqlalchemy.dialects import mysql
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from app.domain.errors import StaleError

P = ParamSpec("P")
R = TypeVar("R")
ASKS_TO_REPEAT = {1205, 1213, sqlite3.SQLITE_BUSY}
PAUSES_S = (0.05, 0.2)
LOCK_WAIT_S = 5


class Base(DeclarativeBase):
    """Base of every table; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(metadata=Base.metadata)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC with microseconds on every database."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """MySQL and MariaDB drop fractions of a second unless asked to keep them."""
        if dialect.name in {"mysql", "mariadb"}:
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: they would mean something else in each time zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


LongText = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")


def fixed_bytes(length: int) -> LargeBinary:
    """A column of exactly so many bytes; it can be a key on every database."""
    return LargeBinary(length).with_variant(mysql.BINARY(length), "mysql", "mariadb")


def enum_type(kind: type[StrEnum], name: str = "") -> Enum:
    """A column of ``kind``: its values as text with a CHECK constraint, the same on every database.

    ``name`` tells constraints apart where one table has two columns of a kind.
    """
    name = name or "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).lstrip("_")
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [str(member.value) for member in members],
    )


Claim = tuple[int, str, int]
"""What a form knows when it saves: version read, editor, count of sends."""


@dataclass(frozen=True)
class Saved:
    """Answer of a saving command: the version now stored, and when."""

    version: int
    at: datetime


class Versioned:
    """A row that notices when somebody else changed it first.

    ``editor`` names the browser form that wrote last and ``editor_seq`` counts its sends, so that a form whose
    answer was lost on the way may save again, and an older send arriving late changes nothing.
    """

    version: Mapped[int] = mapped_column(default=1)
    editor: Mapped[str | None] = mapped_column(String(32))
    editor_seq: Mapped[int] = mapped_column(default=0)

    def claim(self, version: int, editor: str = "", seq: int = 0) -> bool:
        """Take the right to write over ``version``; False when a later send of this form was already saved.

        Raises:
            StaleError: someone else wrote since ``version`` was read.
        """
        same_form = bool(editor) and editor == self.editor
        if same_form and seq and seq <= self.editor_seq:
            return False
        if version != self.version and not same_form:
            raise StaleError
        self.version += 1
        self.editor, self.editor_seq = editor or None, seq
        return True

    def outdate(self) -> None:
        """Change from outside any form: whoever has one open is told before writing over it."""
        self.version += 1
        self.editor, self.editor_seq = None, 0


@contextmanager
def atomic() -> Iterator[Session]:
    """One command, one transaction: begins fresh, commits at the end, rolls back on any error.

    What the request read before is forgotten first, so actors travel into commands as frozen values, never as rows.

    Raises:
        RuntimeError: called inside another ``atomic()``.
    """
    session: Session = db.session()
    if session.info.get("atomic"):
        raise RuntimeError("one command is one transaction: atomic() does not nest")
    session.rollback()
    session.connection(execution_options={"tilik_writes": True})
    session.info["atomic"] = True
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["atomic"] = False


def command(run: Callable[P, R]) -> Callable[P, R]:
    """Run a command again, from its start, when the database asks for it: a deadlock, a lock held too long.

    Galera asks in the same way when another node committed first, and SQLite when many writers stood in line: it lets
    in whoever comes by at the right moment, so that one may wait its whole timeout in vain. Nothing of the first run is
    left: ``atomic()`` rolled it back.
    """

    @wraps(run)
    def patiently(*args: P.args, **kwargs: P.kwargs) -> R:
        for pause in PAUSES_S:
            try:
                return run(*args, **kwargs)
            except OperationalError as error:
                if _code(error) not in ASKS_TO_REPEAT:
                    raise
            time.sleep(pause)
        return run(*args, **kwargs)

    return patiently


def _code(error: OperationalError) -> object:
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", None)
    return error.orig.args[0] if error.orig and error.orig.args else None


def add_once(session: Session, row: Base) -> None:
    """Add a row whose key somebody else may add at the same moment; whoever came second adds nothing."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return


@event.listens_for(Session, "before_flush")
def _only_inside_atomic(session: Session, *_: object) -> None:
    if not session.info.get("atomic"):
        raise RuntimeError("writes happen inside atomic()")


@event.listens_for(Engine, "connect")
def _on_connect(connection: Any, _record: object) -> None:
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # BEGIN is ours, see below
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _on_begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("tilik_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def engine_options(url: str) -> dict[str, Any]:
    """What the engine needs for the database behind ``url``."""
    # Errors are logged, and what stood in a form or a workbook has no place in a log.
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"check_same_thread": False}}
    return {
        "hide_parameters": True,
        "isolation_level": "READ COMMITTED",
        "pool_pre_ping": True,
        "pool_recycle": 1800,
        # As SQLite's busy_timeout; the server's own 50 seconds would outlast every browser's patience.
        "connect_args": {"charset": "utf8mb4", "init_command": f"SET SESSION innodb_lock_wait_timeout={LOCK_WAIT_S}"},
    }
