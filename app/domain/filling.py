"""A plan as it stands in a filled workbook, and the plan that comes of it once its owner said what to take.

A workbook is filled in without any connection, while the plan may be changed on its pages. Nothing is taken that the
owner did not see, and what the workbook leaves out stays.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, Aspect, Perspective, ResultKind

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BREAKS = re.compile("\r\n|\r|\u2028|\u2029|\x0b|\x0c|\x85")


@dataclass(frozen=True)
class IndicatorText:
    """One indicator of a plan; an empty ``key`` is a new one."""

    key: str
    aspects: tuple[Aspect, ...] = ()
    text: str = ""
    target: str = ""
    perspective: Perspective | None = None


@dataclass(frozen=True)
class ResultText:
    """One result of a plan; ``leader`` are the words of the leader's result it serves."""

    key: str
    kind: ResultKind
    text: str
    leader: str = ""
    assigned_by: str = ""
    indicators: tuple[IndicatorText, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class AnnexLine:
    """One item of A.1.8; ``key`` is its place when it was stored."""

    key: str
    text: str


@dataclass(frozen=True)
class PlanText:
    """Everything written in a plan, with the versions of its sections."""

    results: tuple[ResultText, ...]
    expectations: Mapping[BehaviourValue, str]
    annex: Mapping[AnnexBlock, tuple[AnnexLine, ...]]
    behaviour_version: int = 0
    annex_version: int = 0


@dataclass(frozen=True)
class FilledIndicator:
    """A row of the workbook; None is a column the workbook does not have."""

    key: str
    row: int
    aspects: tuple[Aspect, ...] | None = None
    text: str | None = None
    target: str | None = None
    perspective: Perspective | None = None


@dataclass(frozen=True)
class FilledResult:
    """The rows of one result. Without ``key`` it is new; None is what the workbook does not say.

    ``version`` is that of the result when the workbook was made; ``untouched`` is what nobody edited since;
    ``was_removed`` is a new one that stood in the plan when the workbook was made.
    """

    key: str
    row: int
    kind: ResultKind | None
    text: str | None
    leader: str | None
    assigned_by: str | None
    indicators: tuple[FilledIndicator, ...]
    version: int | None = None
    untouched: bool = False
    was_removed: bool = False


@dataclass(frozen=True)
class FilledExpectation:
    """What stands beside a value; ``version`` is that of the section when the workbook was made."""

    text: str
    version: int | None
    untouched: bool


@dataclass(frozen=True)
class FilledBlock:
    """The lines of a block of A.1.8; a line without key is new."""

    lines: tuple[AnnexLine, ...]
    version: int | None
    untouched: bool


@dataclass(frozen=True)
class FilledPlan:
    """What a workbook holds; sections it does not have are left out."""

    results: tuple[FilledResult, ...] = ()
    expectations: Mapping[BehaviourValue, FilledExpectation] | None = None
    annex: Mapping[AnnexBlock, FilledBlock] | None = None


def tidy(text: str) -> str:
    """A text without control and invisible characters; lines end with a line feed and without blanks."""
    lines = _BREAKS.sub("\n", text).replace("\t", " ").split("\n")
    kept = ("".join(c for c in line if unicodedata.category(c) not in _DROPPED) for line in lines)
    return "\n".join(line.rstrip() for line in kept).strip()


def plain(text: str) -> str:
    """A text as it is compared: what a spreadsheet program does to blanks is no change."""
    return "\n".join(" ".join(line.split()) for line in tidy(text).split("\n"))


class Keyed(Protocol):
    """Something that keeps its key."""

    @property
    def key(self) -> str:
        """What it is known by; empty when it is new."""


T = TypeVar("T", bound=Keyed)


def woven(stored: Sequence[T], listed: Sequence[T], gone: frozenset[str]) -> tuple[T, ...]:
    """The listed ones in their order; whatever was left out and is not ``gone`` stays behind what it stood behind."""
    keys = {item.key for item in listed if item.key}
    out, previous = list(listed), ""
    for item in stored:
        if item.key in gone and item.key not in keys:
            continue
        if item.key not in keys:
            place = next((n for n, other in enumerate(out) if previous and other.key == previous), -1)
            out.insert(place + 1, item)
        previous = item.key
    return tuple(out)


def _kept(stored: str, filled: str | None) -> str:
    return stored if filled is None or plain(filled) == plain(stored) else tidy(filled)


def resolved_indicator(stored: IndicatorText | None, filled: FilledIndicator) -> IndicatorText:
    """The indicator a row makes of the stored one."""
    before = stored or IndicatorText("")
    return IndicatorText(
        before.key,
        before.aspects if filled.aspects is None else filled.aspects,
        _kept(before.text, filled.text),
        _kept(before.target, filled.target),
        filled.perspective or before.perspective,
    )


def resolved(stored: ResultText | None, filled: FilledResult, gone: frozenset[str] = frozenset()) -> ResultText:
    """The result its rows make of the stored one; indicators the workbook leaves out stay unless they are ``gone``."""
    before = stored or ResultText("", filled.kind or ResultKind.MAIN, "")
    known = {row.key: row for row in before.indicators}
    listed = [resolved_indicator(known.get(row.key), row) for row in filled.indicators]
    return replace(
        before,
        kind=filled.kind or before.kind,
        text=_kept(before.text, filled.text),
        leader=_kept(before.leader, filled.leader),
        assigned_by=_kept(before.assigned_by, filled.assigned_by),
        indicators=woven(before.indicators, listed, gone),
    )


def resolved_lines(stored: Sequence[AnnexLine], filled: FilledBlock, gone: frozenset[str]) -> tuple[AnnexLine, ...]:
    """The lines a workbook makes of a block."""
    known = {line.key: line.text for line in stored}
    listed = [AnnexLine(line.key, _kept(known.get(line.key, ""), line.text)) for line in filled.lines]
    return woven(stored, listed, gone)


def change_of(key: str) -> str:
    """The name of the change of a result."""
    return f"hasil:{key}"


def addition_of(row: int) -> str:
    """The name of a new result, by its first row."""
    return f"baru:{row}"


def removal_of(*keys: str) -> str:
    """The name of the removal of a result, of one of its indicators, or of a line of the annex."""
    return ":".join(("hapus", *keys))


def expectation_of(value: BehaviourValue) -> str:
    """The name of the change of an expectation."""
    return f"perilaku:{value.value}"


def block_of(block: AnnexBlock) -> str:
    """The name of the change of a block of the annex."""
    return f"lampiran:{block.value}"


ORDER = "urutan"
"""The name of the change of the order of results."""


def merged(stored: PlanText, filled: FilledPlan, taken: frozenset[str]) -> PlanText:
    """The plan after the named changes; everything else stays as it is stored."""
    expectations = dict(stored.expectations)
    for value, said in (filled.expectations or {}).items():
        if expectation_of(value) in taken:
            expectations[value] = _kept(expectations.get(value, ""), said.text)
    return replace(
        stored,
        results=_merged_results(stored.results, filled.results, taken),
        expectations={value: expectations[value] for value in BehaviourValue if expectations.get(value)},
        annex={block: _merged_block(block, stored, filled, taken) for block in AnnexBlock},
    )


def _merged_block(
    block: AnnexBlock, stored: PlanText, filled: FilledPlan, taken: frozenset[str]
) -> tuple[AnnexLine, ...]:
    lines = stored.annex.get(block, ())
    gone = frozenset(line.key for line in lines if removal_of("lampiran", block.value, line.key) in taken)
    said = (filled.annex or {}).get(block)
    if said is None or block_of(block) not in taken:
        return tuple(line for line in lines if line.key not in gone)
    return resolved_lines(lines, said, replaced_lines(stored, block, said) or gone)


def replaced_lines(stored: PlanText, block: AnnexBlock, said: FilledBlock) -> frozenset[str]:
    """The lines a workbook made of an older annex replaces as a whole: their places tell nothing any more."""
    is_older = said.version != stored.annex_version
    return frozenset(line.key for line in stored.annex.get(block, ())) if is_older else frozenset()


def _merged_results(
    stored: Sequence[ResultText], filled: Sequence[FilledResult], taken: frozenset[str]
) -> tuple[ResultText, ...]:
    known = {result.key: result for result in stored}
    listed: list[ResultText] = []
    for rows in filled:
        before = known.get(rows.key)
        if before is not None:
            listed.append(_after(before, rows, taken))
        elif addition_of(rows.row) in taken:
            listed.append(resolved(None, rows))
    gone = frozenset(key for key in known if removal_of(key) in taken)
    if ORDER in taken:
        return woven(stored, listed, gone)
    return _in_stored_order(woven(stored, (), gone), listed)


def _after(before: ResultText, rows: FilledResult, taken: frozenset[str]) -> ResultText:
    gone = frozenset(row.key for row in before.indicators if removal_of(before.key, row.key) in taken)
    if change_of(before.key) in taken:
        return resolved(before, rows, gone)
    return replace(before, indicators=tuple(row for row in before.indicators if row.key not in gone))


def _in_stored_order(stored: Sequence[ResultText], listed: Sequence[ResultText]) -> tuple[ResultText, ...]:
    """The stored results where they stand, as they are now; new ones behind the one of their kind above them."""
    now = {result.key: result for result in listed if result.key}
    out = [now.get(result.key, result) for result in stored]
    previous: dict[ResultKind, ResultText] = {}
    for result in listed:
        if not result.key:
            behind = previous.get(result.kind)
            out.insert(next((n + 1 for n, other in enumerate(out) if other is behind), 0), result)
        previous[result.kind] = result
    return tuple(out)
