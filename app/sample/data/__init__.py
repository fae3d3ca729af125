"""The contents of the sample government, as TOML beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def _content(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def read(name: str, table: str) -> list[dict[str, Any]]:
    """The rows of one table of a data file; none when the file has no such table."""
    return list(_content(name).get(table, []))
