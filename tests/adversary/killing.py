"""Processes that are killed: after the n-th commit, before the n-th statement, fsync, or change in the key folder.

The process is a fork of the test's own, so that every point can be tried; SIGKILL leaves it no last word.
"""

import errno
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event

from app.db import db
from app.feedback.keyring import Keyring

SURVIVED = 0
FAILED = 7
WRITES = {"os.rename", "os.link", "os.remove", "os.rmdir", "shutil.rmtree"}


@dataclass(frozen=True)
class Point:
    """Where a process dies: at the ``n``-th of a ``kind`` of step."""

    kind: str
    n: int

    def arm(self) -> None:
        """Lie in wait, in the process that is to die."""
        left = [self.n]

        def step(*_: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        KINDS[self.kind](step)


Step = Callable[..., None]


def _on_commit(step: Step) -> None:
    event.listen(db.engine, "commit", step)


def _on_committed(step: Step) -> None:
    real = db.engine.dialect.do_commit

    def do_commit(connection: Any) -> None:
        real(connection)
        step()

    db.engine.dialect.do_commit = do_commit  # type: ignore[assignment,method-assign]


def _on_statement(step: Step) -> None:
    event.listen(db.engine, "before_cursor_execute", step)


def _on_fsync(step: Step) -> None:
    real = os.fsync

    def fsync(handle: Any) -> None:
        step()
        real(handle)

    os.fsync = fsync  # type: ignore[assignment]


def _on_key_change(step: Step) -> None:
    folder = str(current_app.extensions["tilik"].settings.feedback_keys)

    def hear(name: str, about: tuple[Any, ...]) -> None:
        writes = name in WRITES or (name == "open" and isinstance(about[2], int) and about[2] & os.O_ACCMODE)
        if writes and isinstance(about[0], (str, Path)) and str(about[0]).startswith(folder):
            step()

    sys.addaudithook(hear)


KINDS: dict[str, Callable[[Step], None]] = {
    "commit": _on_commit,
    "committed": _on_committed,
    "statement": _on_statement,
    "fsync": _on_fsync,
    "key": _on_key_change,
}


def in_child(app: Flask, work: Callable[[], object], arm: Callable[[], None] = lambda: None) -> int:
    """Do something in another process; gives its exit status, -9 when it was killed."""
    return wait(begin(app, work, arm))


def begin(app: Flask, work: Callable[[], object], arm: Callable[[], None] = lambda: None) -> int:
    """Let another process begin to do something; gives its number."""
    db.session.remove()
    db.engine.dispose()
    number = os.fork()
    if number:
        return number
    status = FAILED
    try:
        with app.app_context():
            arm()
            status = SURVIVED if work() in (None, True) else FAILED
    finally:
        os._exit(status)  # the child never comes back into the test


def wait(number: int) -> int:
    """How a process ended."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def file_limit(size: int) -> None:
    """No file may grow beyond so many bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def no_room(n: int) -> None:
    """The ``n``-th file of the key folder does not fit any more, and none after it."""
    real, left = Keyring._write, [n]

    def write(ring: Keyring, name: str, content: bytes) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(ring, name, content)

    Keyring._write = write  # type: ignore[assignment,method-assign]


class Moment:
    """Database and keys as they are now, to come back to."""

    def __init__(self, app: Flask, folder: Path, keep: Path) -> None:
        self.app, self.folder, self.keep = app, folder, keep
        self.sqlite = db.engine.url.get_backend_name() == "sqlite"
        shutil.rmtree(keep, ignore_errors=True)
        shutil.copytree(folder, keep / "keys")
        db.session.remove()
        if self.sqlite:
            self.path = Path(db.engine.url.database or "")
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()
            shutil.copy(self.path, keep / "database")
        else:
            self.rows = {table: db.session.execute(table.select()).mappings().all() for table in _tables()}
            db.session.remove()

    def back(self) -> None:
        """Everything as it was."""
        db.session.remove()
        shutil.rmtree(self.folder)
        shutil.copytree(self.keep / "keys", self.folder)
        if self.sqlite:
            db.engine.dispose()
            for suffix in ("-wal", "-shm"):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
            shutil.copy(self.keep / "database", self.path)
            return
        with db.engine.begin() as connection:
            connection.exec_driver_sql("SET FOREIGN_KEY_CHECKS=0")
            for table in _tables():
                connection.execute(table.delete())
                if self.rows[table]:
                    connection.execute(table.insert(), [dict(row) for row in self.rows[table]])
            connection.exec_driver_sql("SET FOREIGN_KEY_CHECKS=1")


def _tables() -> Iterator[Any]:
    """Those a count or an answer changes."""
    names = {"ballot", "invitation", "wrapped_key", "published_cell", "published_figure", "published_comment"}
    more = {"feedback_round", "receipt_list", "audit_entry"}
    return (table for table in db.metadata.sorted_tables if table.name in names | more)


def key_files() -> dict[str, bytes]:
    """Every file in the key folder."""
    folder: Path = current_app.extensions["tilik"].settings.feedback_keys
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
