"""Databases with the sample government in them, quickly brought back to that state before each test."""

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import delete, insert, text

from app.config import Settings
from app.db import atomic, db
from app.factory import create_app
from app.jobs.models import Job
from app.sample import loader

KEY = "a key of the tests, long enough to be one"


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
    """MariaDB: the rows are put back."""

    rows: dict[str, list[dict[str, Any]]]

    def keep(self) -> None:
        """Read every row of every table."""
        self.rows = {
            table.name: [dict(row._mapping) for row in db.session.execute(table.select())]
            for table in db.metadata.sorted_tables
        }

    def restore(self) -> None:
        """Empty and refill every table."""
        with db.engine.begin() as connection:
            connection.execute(text("SET FOREIGN_KEY_CHECKS=0"))
            for table in db.metadata.sorted_tables:
                connection.execute(table.delete())
                if self.rows[table.name]:
                    connection.execute(insert(table), self.rows[table.name])
            connection.execute(text("SET FOREIGN_KEY_CHECKS=1"))
