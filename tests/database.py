"""Databases with the sample government in them, quickly brought back to that state before each test."""

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from unittest.mock import patch

from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, ForeignKey, delete, text

from app.auth import service as auth
from app.config import Settings
from app.db import atomic, db
from app.factory import create_app
from app.jobs.models import Job
from app.sample import loader

KEY = "a key of the tests, long enough to be one"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes the passwords of the sample's people; a login looks at the hash for how much work to do."""


def settings_for(folder: Path, url: str) -> Settings:
    """Settings of an application under test."""
    return Settings(folder, url, KEY, "127.0.0.1", 8000, https=False, feedback_keys=folder / "feedback-keys")


class Prepared(ABC):
    """A database that was migrated and filled once."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.app = create_app(settings_for(folder, url))
        self.app.testing = True
        with self.app.app_context():
            upgrade()
            with patch.object(auth, "_hasher", QUICK):
                loader.load(self.app.extensions["tilik"].settings, rounds=False)  # tests make the rounds they are about
            with atomic() as session:
                session.execute(delete(Job))  # the forms of the sample are made where a test asks for them
            self.keep()
            db.session.remove()

    @abstractmethod
    def keep(self) -> None:
        """Remember the state to come back to."""

    @abstractmethod
    def restore(self) -> None:
        """Come back to it."""

    def fresh(self) -> Flask:
        """The application on a database as the sample government left it."""
        with self.app.app_context():
            db.session.remove()
            self.restore()
        heads = self.folder / "audit-heads.log"
        heads.unlink(missing_ok=True)
        return self.app


class PreparedSqlite(Prepared):
    """SQLite: the file is copied."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "tilik.sqlite3"
        super().__init__(folder, f"sqlite:///{self.path}")

    def keep(self) -> None:
        """Bring the write-ahead log into the file and copy it."""
        db.session.remove()
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
        shutil.copy(self.path, self.folder / "kept.sqlite3")

    def restore(self) -> None:
        """Put the copy back."""
        db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.folder / "kept.sqlite3", self.path)


class PreparedMariaDb(Prepared):
    """MariaDB: the rows of the tables that somebody wrote to are put back from a copy beside them.

    The server counts rows that are inserted, changed and deleted, by this process or another; TRUNCATE it does not.
    """

    _written: dict[str, int]

    def keep(self) -> None:
        """Copy every table into a database of its own, and let the server count who writes where from now on."""
        with db.engine.begin() as connection:
            connection.execute(text("SET GLOBAL userstat=1"))
            connection.execute(text("DROP DATABASE IF EXISTS kept"))
            connection.execute(text("CREATE DATABASE kept CHARACTER SET utf8mb4"))
            for table in db.metadata.sorted_tables:
                connection.execute(text(f"CREATE TABLE kept.{table.name} AS SELECT * FROM {table.name}"))  # noqa: S608
        with db.engine.connect() as connection:
            self._written = _rows_written(connection)

    def restore(self) -> None:
        """Empty and refill every table that may have changed, whoever changed it."""
        with db.engine.begin() as connection:
            written = _rows_written(connection)
            changed = {name for name in {*written, *self._written} if written.get(name) != self._written.get(name)}
            connection.execute(text("SET FOREIGN_KEY_CHECKS=0"))
            for table in db.metadata.sorted_tables:  # parents come before what may go with them
                if table.name in changed or any(_follows(key, changed) for key in table.foreign_keys):
                    changed.add(table.name)
                    connection.execute(table.delete())
                    connection.execute(text(f"INSERT INTO {table.name} SELECT * FROM kept.{table.name}"))  # noqa: S608
            connection.execute(text("SET FOREIGN_KEY_CHECKS=1"))
            self._written = _rows_written(connection)


def _rows_written(connection: Connection) -> dict[str, int]:
    """How many rows of each table were written since the server runs, by whomever."""
    counted = "SELECT table_name, rows_changed FROM information_schema.table_statistics WHERE table_schema = DATABASE()"
    return {str(name): int(rows) for name, rows in connection.execute(text(counted))}


def _follows(key: ForeignKey, changed: set[str]) -> bool:
    """Whether rows go or change with the rows they refer to; the server does not count those."""
    return key.ondelete is not None and key.column.table.name in changed
