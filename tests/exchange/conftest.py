"""What tests of archives begin with."""

import shutil

import pytest

from tests.exchange.steps import data_dir


@pytest.fixture
def without_files(request: pytest.FixtureRequest) -> None:
    """Files outlive the database of a test."""
    name = "app" if "app" in request.fixturenames else "sqlite_app"
    shutil.rmtree(data_dir(request.getfixturevalue(name)) / "bundles", ignore_errors=True)
