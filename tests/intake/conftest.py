"""Each test begins without what the one before it kept of its workbooks."""

import shutil

import pytest

from tests.intake.steps import data_dir


@pytest.fixture(autouse=True)
def _nothing_kept(request: pytest.FixtureRequest) -> None:
    for name in ("app", "sqlite_app"):
        if name in request.fixturenames:
            shutil.rmtree(data_dir(request.getfixturevalue(name)) / "intake", ignore_errors=True)
