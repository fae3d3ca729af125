"""The application behind a real server, on a database that is put back before each test."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from flask.sessions import SecureCookieSessionInterface

from app.auth.service import log_in
from app.sample import loader
from tests.database import KEY, PreparedSqlite

ROOT = Path(__file__).resolve().parents[2]
START_S = 30.0
_GUNICORN = "gunicorn --worker-class gthread --workers 1 --threads 8 --keep-alive 75 --no-control-socket"


def free_port() -> int:
    """A port of the loopback nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A running server: its address, and its database as the tests may look into it."""

    url: str
    prepared: PreparedSqlite

    @property
    def database(self) -> Path:
        """The file the server works on."""
        return self.prepared.path

    def session_of(self, login: str) -> str:
        """The cookie of a fresh login: what the login page would give, without opening it in every test."""
        app = self.prepared.app
        with app.app_context():
            token = log_in(login, loader.PASSWORD, "127.0.0.1").token
        serializer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert serializer is not None
        return str(serializer.dumps({"_user_id": token, "_fresh": True}))

    def fresh(self) -> None:
        """Bring every row back to the sample government; the server runs on, so this is one transaction."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("ATTACH ? AS kept", (str(self.prepared.folder / "kept.sqlite3"),))
            tables = [row[0] for row in connection.execute("SELECT name FROM kept.sqlite_master WHERE type = 'table'")]
            connection.execute("BEGIN IMMEDIATE")
            for table in tables:
                connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - names of our own tables
                connection.execute(f"INSERT INTO main.{table} SELECT * FROM kept.{table}")  # noqa: S608
            connection.execute("COMMIT")

    def sql(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Look into the database, or do to it what no page can."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            return connection.execute(statement, values).fetchall()


class Running:
    """Starts and ends a server on a prepared database."""

    def __init__(self, prepared: PreparedSqlite) -> None:
        self.port = free_port()
        self.server = Server(f"http://127.0.0.1:{self.port}", prepared)
        self.log = prepared.folder / "server.log"
        environment = {
            **os.environ,
            "DATA_DIR": str(prepared.folder),
            "DATABASE_URL": f"sqlite:///{prepared.path}",
            "SECRET_KEY": KEY,
        }
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *_GUNICORN.split(), "--bind", f"127.0.0.1:{self.port}", "wsgi:app"],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def __enter__(self) -> Server:
        """Wait until it answers."""
        deadline = time.monotonic() + START_S
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                raise RuntimeError(f"the server did not start: {self.log.read_text()[-2000:]}")
            time.sleep(0.1)
        return self.server

    def __exit__(self, *_: object) -> None:
        """End it; never leave it behind."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.server.url}/sehat", timeout=2) as answer:  # noqa: S310 - loopback
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False
