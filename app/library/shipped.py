"""The examples that come with the application, as TOML beside this module; ours, of results and not of activities."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.library import JobFamily
from app.domain.planning import Aspect, Perspective

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Shipped:
    """One example; its ``key`` never changes."""

    key: str
    family: JobFamily
    result: str
    indicator: str
    target: str
    aspects: tuple[Aspect, ...]
    perspective: Perspective | None


@cache
def shipped() -> tuple[Shipped, ...]:
    """Every example, by the order of the families."""
    files = [(family, DATA / f"{family.value}.toml") for family in JobFamily]
    return tuple(example for family, path in files if path.exists() for example in _read(family, path))


def _read(family: JobFamily, path: Path) -> list[Shipped]:
    rows = tomllib.loads(path.read_text())["example"]
    return [
        Shipped(
            key=row["key"],
            family=family,
            result=row["result"],
            indicator=row["indicator"],
            target=row["target"],
            aspects=tuple(Aspect(name) for name in row["aspects"]),
            perspective=Perspective(row["perspective"]) if "perspective" in row else None,
        )
        for row in rows
    ]
