"""Perjanjian Kinerja: who keeps it, and how lines copied from a table are read. Source: Lampiran II.A.1-2, p.26-28."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.actors import Actor, Role

MOST_ITEMS, MOST_BUDGETS = 80, 40
LONGEST = 1000
"""Characters of one cell."""


def may_write_agreement(actor: Actor, lineage: tuple[int, ...], head_id: int | None) -> bool:
    """Who enters the agreement of a unit: its head, and the personnel officers of its line.

    ``lineage`` are the unit and all above it. Everybody else of the agency reads it: plans are derived from it.
    """
    officer = Role.AGENCY_OFFICER in actor.roles or bool(actor.officer_units & set(lineage))
    return officer or actor.person_id == head_id


@dataclass(frozen=True)
class ItemInput:
    """One line as typed or read: sasaran, indikator, target."""

    goal: str
    indicator: str
    target: str = ""


@dataclass(frozen=True)
class BudgetInput:
    """One programme with its budget, as words."""

    programme: str
    amount: str = ""


class Reading(StrEnum):
    """What one pasted line was taken for."""

    ITEM = "item"
    SAME_GOAL = "same_goal"
    GOAL = "goal"
    BUDGET = "budget"
    HEADING = "heading"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Reading.ITEM: "Sasaran, indikator, target",
            Reading.SAME_GOAL: "Sasaran sama dengan baris di atasnya",
            Reading.GOAL: "Sasaran untuk baris di bawahnya",
            Reading.BUDGET: "Program dan anggaran",
            Reading.HEADING: "Judul kolom, dilewati",
            Reading.UNCLEAR: "Tidak terbaca, dilewati",
        }[self]


@dataclass(frozen=True)
class ReadLine:
    """One pasted line: what it was taken for and what comes of it; ``words`` is the line as it came."""

    number: int
    reading: Reading
    words: str
    item: ItemInput | None = None
    budget: BudgetInput | None = None


_NUMBER = re.compile(r"[0-9]{1,3}[.)]?|[ivxIVX]{1,5}[.)]|[a-zA-Z][.)]")
_MONEY = re.compile(r"Rp\.?\s*[0-9][0-9.,\s]*-?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{2}|,-)?", re.IGNORECASE)
_KINDS = (
    r"( (strategis|program|kegiatan|sub ?kegiatan|kinerja|utama|individu|unit|unit kerja|sasaran|perangkat daerah))*"
)
_GOAL_HEADING = re.compile(rf"sasaran{_KINDS}")
_INDICATOR_HEADING = re.compile(rf"(indikator|ukuran keberhasilan){_KINDS}")
_PROGRAMME_HEADING = re.compile(rf"(program|kegiatan)( ?/ ?(program|kegiatan))?{_KINDS}")
_BUDGET_HEADING = re.compile(r"(pagu )?(anggaran|pagu)( \(rp\.?\))?")


def read_table(text: str) -> tuple[ReadLine, ...]:
    """Lines copied from a spreadsheet or a table of a document, as sasaran, indikator and target.

    Cells are parted by tabs. A leading number is left out; an empty sasaran means the one above; a line "Program",
    "Anggaran" begins the budgets, and so does a line of a name and an amount in rupiah.
    """
    return tuple(_read(_rows(text)))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Cells by line; a spreadsheet puts a cell of several lines into quotation marks, a document does not."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    quoted = text.count('"') % 2 == 0 and re.search(r'(^|\t|\n)"', text)
    lines: Iterable[list[str]] = (
        csv.reader(io.StringIO(text), delimiter="\t") if quoted else (row.split("\t") for row in text.split("\n"))
    )
    for number, cells in enumerate(lines, 1):
        folded = [" ".join(cell.split()).removeprefix("• ")[:LONGEST] for cell in cells]
        if any(folded):
            yield number, folded


def _read(rows: Iterator[tuple[int, list[str]]]) -> Iterator[ReadLine]:
    goal, budgets = "", False
    for number, raw in rows:
        cells = _without_number(raw)
        words = " | ".join(cell for cell in cells if cell)
        heading = _heading(cells)
        if heading:
            budgets = heading is Reading.BUDGET
            yield ReadLine(number, Reading.HEADING, words)
        elif budgets or _is_budget(cells):
            filled = [cell for cell in cells if cell]
            yield ReadLine(number, Reading.BUDGET, words, budget=BudgetInput(filled[0], " ".join(filled[1:])))
        else:
            line = _item(number, words, cells, goal)
            goal = line.item.goal if line.item else words if line.reading is Reading.GOAL else goal
            yield line


def _without_number(cells: list[str]) -> list[str]:
    return cells[1:] if len(cells) > 1 and _NUMBER.fullmatch(cells[0]) else cells


def _heading(cells: list[str]) -> Reading | None:
    """Whether a line names columns: those of items, or those of budgets."""
    filled = [cell.casefold() for cell in cells if cell]
    if not filled:
        return None
    if _GOAL_HEADING.fullmatch(filled[0]) and any(_INDICATOR_HEADING.fullmatch(cell) for cell in filled):
        return Reading.ITEM
    if _PROGRAMME_HEADING.fullmatch(filled[0]) and _BUDGET_HEADING.fullmatch(filled[-1]):
        return Reading.BUDGET
    return None


def _is_budget(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) == 2 and bool(cells[0]) and _MONEY.fullmatch(filled[1]) is not None  # noqa: PLR2004


def _item(number: int, words: str, cells: list[str], goal: str) -> ReadLine:
    """An item of three cells, of two under a sasaran, or a sasaran alone."""
    own, indicator, target = (*cells, "", "", "")[:3]
    if own and indicator:
        if goal and len([cell for cell in cells if cell]) == 2 and len(cells) == 2:  # noqa: PLR2004
            return ReadLine(number, Reading.SAME_GOAL, words, ItemInput(goal, own, indicator))
        return ReadLine(number, Reading.ITEM, words, ItemInput(own, indicator, target))
    if indicator and goal:
        return ReadLine(number, Reading.SAME_GOAL, words, ItemInput(goal, indicator, target))
    if own and not target and len(cells) > 1:
        return ReadLine(number, Reading.GOAL, words)
    return ReadLine(number, Reading.UNCLEAR, words)


def read_budgets(text: str) -> tuple[BudgetInput, ...]:
    """Programmes with their budgets, one a line, the amount at its end."""
    found = []
    for row in text.splitlines():
        line = " ".join(row.split())
        amount = next((m.group().strip() for m in _MONEY.finditer(line) if m.end() == len(line)), "")
        programme = line.removesuffix(amount).rstrip(" :;=|–-") if amount else line
        if programme or amount:
            found.append(BudgetInput(programme[:LONGEST] or "–", amount[:100]))
    return tuple(found[:MOST_BUDGETS])
