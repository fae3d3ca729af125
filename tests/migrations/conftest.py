"""Empty databases, one of each kind, for migrations to work on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pymysql
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection

from app.db import db
from app.factory import create_app
from tests.database import settings_for
from tests.migrations.rows import fill


def drop_and_create(url: str, name: str) -> str:
    """A fresh empty database on the server of ``url``; its address."""
    port = urlsplit(url).port
    with pymysql.connect(host="127.0.0.1", port=port or 0, user="tilik", password="tilik") as connection:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
            cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        connection.commit()
    return url.replace("/tilik?", f"/{name}?")


KINDS = ["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)]


@contextmanager
def application(request: pytest.FixtureRequest, folder: Path, name: str) -> Iterator[Flask]:
    """The application on a database without a single table."""
    url = f"sqlite:///{folder / name}.sqlite3"
    if request.param == "mariadb":
        url = drop_and_create(request.getfixturevalue("mariadb_url"), name)
    app = create_app(settings_for(folder, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An empty database for each test, once of each kind."""
    with application(request, tmp_path, "tilik_empty") as app:
        yield app


@pytest.fixture(params=KINDS, scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A migrated database with a row in every table, once of each kind; tests change nothing in it."""
    with application(request, tmp_path_factory.mktemp("filled"), "tilik_filled"):
        upgrade()
        with db.engine.connect() as connection:
            fill(connection)
            connection.commit()
            yield connection
