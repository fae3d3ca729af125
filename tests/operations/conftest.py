"""A folder of data with the sample government in it, made once and copied."""

import shutil
from pathlib import Path

import pytest

from tests.database import PreparedSqlite


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder nobody serves from; copy it."""
    folder = tmp_path_factory.mktemp("sample")
    PreparedSqlite(folder)
    return folder


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Path:
    """A folder of data with the sample government, free to be changed."""
    shutil.copytree(sample_folder / "assets", tmp_path / "data" / "assets")
    shutil.copy(sample_folder / "kept.sqlite3", tmp_path / "data" / "tilik.sqlite3")
    return tmp_path / "data"
