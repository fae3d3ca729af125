"""Fixtures of verification."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.verification.stand_in import Service, running


@pytest.fixture
def service(sqlite_app: Flask, tmp_path: Path) -> Iterator[Service]:
    """A running service of BSrE and settings that lead to it."""
    yield from running(sqlite_app, tmp_path)
