"""A plan as worksheets: what stands in which column, and the keys that bring a row back to where it came from."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.behaviour import BehaviourValue
from app.domain.filling import AnnexLine, IndicatorText, PlanText, ResultText, plain
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, ResultKind
from app.exchange.workbook import KEYS, Column, Page

RESULTS, BEHAVIOUR, ANNEX, GUIDE = "Hasil kerja", "Perilaku", "Lampiran", "Petunjuk"
BEHAVIOUR_PART, ANNEX_PART = "perilaku", "lampiran"
EXPECTATION, ITEM, VALUE, BLOCK = "Ekspektasi khusus pimpinan", "Butir", "Nilai", "Bagian"
_EMPTY_RESULTS, _EMPTY_ITEMS = 40, 12
_TOKEN = re.compile(r"tilik\|(\d{1,10})\|(\d{1,5})\|(\w{1,16})\|(\d{1,9})\|([\w.]{0,40})\|([01])\|([0-9a-f.]{0,120})")

COLUMNS = {
    "number": Column("No", 6),
    "leader": Column("Hasil kerja pimpinan yang diintervensi", 34),
    "text": Column("Rencana hasil kerja", 42),
    "kind": Column("Jenis", 12, tuple(kind.label for kind in ResultKind), strict=True),
    "aspects": Column("Aspek", 17, tuple(aspect.label for aspect in Aspect)),
    "indicator": Column("Indikator", 40),
    "target": Column("Target", 26),
    "perspective": Column("Perspektif", 20, tuple(row.label for row in Perspective), strict=True),
    "assigned_by": Column("Ditugaskan oleh", 26),
}


@dataclass(frozen=True)
class Token:
    """What the hidden column of a row says: the plan, the part with its version, and what stood in the cells.

    ``part`` is the key of a result, or the name of a section; ``sub`` the key of an indicator, a value, or block and
    place of a line. ``is_head`` tells the row that carries the texts of the whole result.
    """

    plan_id: int
    edition: int
    part: str
    version: int
    sub: str
    is_head: bool
    digests: tuple[str, ...]

    def __str__(self) -> str:
        numbers = f"tilik|{self.plan_id}|{self.edition}|{self.part}|{self.version}|{self.sub}"
        return f"{numbers}|{int(self.is_head)}|{'.'.join(self.digests)}"


def token_of(cells: Sequence[str]) -> Token | None:
    """The token of a row, wherever it stands in it."""
    for cell in cells:
        if found := _TOKEN.fullmatch(cell.strip()):
            digests = tuple(found[7].split(".")) if found[7] else ()
            return Token(int(found[1]), int(found[2]), found[3], int(found[4]), found[5], found[6] == "1", digests)
    return None


def digest(text: str) -> str:
    """A mark of a cell's text, by which a later reading knows whether somebody edited it."""
    return hashlib.blake2b(plain(text).encode(), digest_size=4).hexdigest()


def fields_of(form: PlanForm) -> tuple[str, ...]:
    """The columns of a form's results, as the form has them."""
    leaders, quantitative = form.is_leaders, form.is_quantitative
    wanted = {
        "leader": not leaders,
        "aspects": form is PlanForm.A17,
        "target": quantitative,
        "perspective": leaders,
        "assigned_by": form is not PlanForm.A17,
    }
    return tuple(name for name in COLUMNS if wanted.get(name, True))


def columns_of(form: PlanForm, leaders: Sequence[str] = ()) -> tuple[Column, ...]:
    """The headings of a form; ``leaders`` are the leaders' results to choose from."""
    columns = []
    for name in fields_of(form):
        column = COLUMNS[name]
        if name == "leader" and leaders:
            column = replace(column, choices=tuple(leaders))
        if name == "indicator" and not form.is_quantitative:
            column = replace(column, heading="Ukuran keberhasilan/indikator dan target")
        columns.append(column)
    return tuple(columns)


@dataclass(frozen=True)
class Edition:
    """Which plan a workbook is made of or read for; ``known`` are the keys of its indicators by those of results."""

    plan_id: int
    edition: int
    form: PlanForm
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)


def pages(of: Edition, texts: PlanText, leaders: Sequence[str], guide: Sequence[str]) -> list[Page]:
    """The worksheets of a plan."""
    keys = Column(KEYS, 4)
    rows = [row for number, result in enumerate(texts.results, 1) for row in _result(of, number, result)]
    return [
        Page(RESULTS, (*columns_of(of.form, leaders), keys), rows, _EMPTY_RESULTS),
        Page(
            BEHAVIOUR,
            (Column(VALUE, 26), Column("Panduan perilaku", 60), Column(EXPECTATION, 60), keys),
            [_behaviour(of, texts, value) for value in BehaviourValue],
        ),
        Page(
            ANNEX,
            (Column(BLOCK, 28, tuple(block.label for block in AnnexBlock), strict=True), Column(ITEM, 90), keys),
            [row for block in AnnexBlock for row in _block(of, texts, block)],
            _EMPTY_ITEMS,
        ),
        Page(GUIDE, (Column("Petunjuk", 110),), [(words,) for words in guide]),
    ]


def _result(of: Edition, number: int, result: ResultText) -> list[tuple[str, ...]]:
    """A row for each indicator; the texts of the result stand in the first one alone."""
    rows: list[tuple[str, ...]] = []
    for place, indicator in enumerate(result.indicators or (IndicatorText(""),)):
        cells = _cells(result if place == 0 else None, indicator)
        texts = [cells[name] for name in fields_of(of.form) if name != "number"]
        marks = tuple(digest(text) for text in texts)
        token = Token(of.plan_id, of.edition, result.key, result.version, indicator.key, place == 0, marks)
        rows.append((str(number), *texts, str(token)))
    return rows


def _cells(result: ResultText | None, indicator: IndicatorText) -> dict[str, str]:
    return {
        "leader": result.leader if result else "",
        "text": result.text if result else "",
        "kind": result.kind.label if result else "",
        "assigned_by": result.assigned_by if result else "",
        "aspects": ", ".join(aspect.label for aspect in indicator.aspects),
        "indicator": indicator.text,
        "target": indicator.target,
        "perspective": indicator.perspective.label if indicator.perspective else "",
    }


def _behaviour(of: Edition, texts: PlanText, value: BehaviourValue) -> tuple[str, ...]:
    said = texts.expectations.get(value, "")
    marks = (digest(said),)
    version = texts.behaviour_version
    token = Token(of.plan_id, of.edition, BEHAVIOUR_PART, version, value.value, is_head=False, digests=marks)
    return (value.label, "\n".join(value.guides), said, str(token))


def _block(of: Edition, texts: PlanText, block: AnnexBlock) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for line in texts.annex.get(block, ()) or (AnnexLine("", ""),):
        sub, marks = f"{block.value}.{line.key}", (digest(line.text),)
        token = Token(of.plan_id, of.edition, ANNEX_PART, texts.annex_version, sub, is_head=False, digests=marks)
        rows.append((block.label, line.text, str(token)))
    return rows
