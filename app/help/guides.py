"""The guides of each role: plain texts in ``docs/panduan``, read as blocks that pages and PDF files show alike.

A text has one ``#`` title, a line ``Diperbarui:`` and then ``##`` headings, paragraphs, ``1.`` steps, ``-`` points and
``>`` remarks; each block is one line or a run of lines of its kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from app.domain.errors import NotFoundError
from app.domain.periods import MONTHS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "panduan"


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    STEPS = "steps"
    POINTS = "points"
    REMARK = "remark"


@dataclass(frozen=True)
class Block:
    """One block: a heading, paragraph or remark of one line, steps or points of several."""

    kind: Kind
    lines: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where on the page a heading is."""
        return re.sub(r"[^a-z0-9]+", "-", self.lines[0].lower()).strip("-")


@dataclass(frozen=True)
class Guide:
    """A guide: for whom, and what it says."""

    name: str
    title: str
    updated: date
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Block, ...]:
        """The headings, for a table of contents."""
        return tuple(block for block in self.blocks if block.kind is Kind.HEADING)


NAMES = {
    "pegawai": "Pegawai",
    "penilai": "Pejabat penilai dan kepala unit",
    "petugas": "Petugas kepegawaian",
    "putaran": "Petugas dan pemegang kunci umpan balik 360",
    "administrator": "Administrator",
    "pengawas": "Pengawas",
    "umpan-balik-360": "Membaca hasil umpan balik 360",
}
"""The guides there are, and for whom."""

_MARKS = (("## ", Kind.HEADING), ("- ", Kind.POINTS), ("> ", Kind.REMARK))
_NUMBER = re.compile(r"\d+\. ")
_UPDATED = "Diperbarui: "


def guide(name: str) -> Guide:
    """A guide by its name.

    Raises:
        NotFoundError: there is no guide of that name.
    """
    if name not in NAMES:
        raise NotFoundError("Panduan tidak ditemukan.")
    return _read(name)


@cache
def _read(name: str) -> Guide:
    title, updated, *lines = (
        line.strip() for line in (FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines() if line.strip()
    )
    return Guide(name, title.removeprefix("# "), _day(updated.removeprefix(_UPDATED)), tuple(_blocks(lines)))


def _day(words: str) -> date:
    day, month, year = words.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for kind, group in groupby((_told(line) for line in lines), key=lambda told: told[0]):
        texts = tuple(text for _, text in group)
        if kind in {Kind.STEPS, Kind.POINTS}:
            yield Block(kind, texts)
        else:
            yield from (Block(kind, (text,)) for text in texts)


def _told(line: str) -> tuple[Kind, str]:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return kind, line.removeprefix(mark)
    if found := _NUMBER.match(line):
        return Kind.STEPS, line[found.end() :]
    return Kind.TEXT, line
