"""Empty databases, one of each kind, for migrations to work on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pymysql
import pytest
from flask import Flask

from app.db import db
from app.factory import create_app
from tests.database import settings_for

NAME = "tilik_empty"


def drop_and_create(url: str) -> str:
    """A fresh empty database on the server of ``url``; its address."""
    port = urlsplit(url).port
    with pymysql.connect(host="127.0.0.1", port=port or 0, user="tilik", password="tilik") as connection:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
            cursor.execute(f"CREATE DATABASE {NAME} CHARACTER SET utf8mb4")
        connection.commit()
    return url.replace("/tilik?", f"/{NAME}?")


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without a single table, once on each kind."""
    make: dict[str, Callable[[], Any]] = {
        "sqlite": lambda: f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "mariadb": lambda: drop_and_create(request.getfixturevalue("mariadb_url")),
    }
    app = create_app(settings_for(tmp_path, make[request.param]()))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
