"""Hosts whose files the attacker holds: SQLite, and a MariaDB that writes all an operator's server writes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from tests import mariadb
from tests.adversary.stage import data_folder, host_files
from tests.conftest import today_as_it_is
from tests.database import Prepared, PreparedMariaDb


@dataclass(frozen=True)
class Host:
    """An installation, and every file it writes."""

    app: Flask
    files: Callable[[], dict[str, bytes]]
    is_sqlite: bool


@pytest.fixture(scope="session")
def logged_maria(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Prepared, Path]]:
    """MariaDB with its binary log on, and the folder of its files."""
    if not mariadb.available():
        pytest.skip("mariadb-server is missing: apt-get install -y mariadb-server")
    folders: list[Path] = []
    with mariadb.server(keep=folders) as url:
        with today_as_it_is():
            prepared = PreparedMariaDb(tmp_path_factory.mktemp("logged"), url)
        yield prepared, folders[0]


@pytest.fixture(params=["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def host(request: pytest.FixtureRequest) -> Host:
    """A host with the sample government, once on each database."""
    if request.param == "sqlite":
        app = request.getfixturevalue("sqlite").fresh()
        return Host(app, lambda: host_files(data_folder(app)), is_sqlite=True)
    prepared, folder = request.getfixturevalue("logged_maria")
    app = prepared.fresh()
    return Host(app, lambda: host_files(data_folder(app), folder), is_sqlite=False)
