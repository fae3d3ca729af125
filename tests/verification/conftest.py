"""Fixtures of verification."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests.verification.stand_in import Service, StandIn, running


@pytest.fixture
def service(sqlite_app: Flask, tmp_path: Path) -> Iterator[Service]:
    """A running service of BSrE and settings that lead to it."""
    yield from running(sqlite_app, tmp_path)


@pytest.fixture
def bsre(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """The application, on each database, in an office with a running service of BSrE."""
    for stand_in, given in running(app, tmp_path):
        monkeypatch.setitem(app.extensions, "tilik", replace(app.extensions["tilik"], settings=given))
        yield stand_in
