"""The contents of the sample government, as TOML beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def names(prefix: str) -> list[str]:
    """Data files of one kind in the order they are loaded: the health line first, which others may refer to."""
    found = sorted(path.stem for path in HERE.glob(f"{prefix}_*.toml"))
    return sorted(found, key=lambda name: not name.endswith("_health"))


def read(name: str, table: str) -> list[dict[str, Any]]:
    """The rows of one table of a data file; none when the file has no such table."""
    return list(_content(name).get(table, []))
