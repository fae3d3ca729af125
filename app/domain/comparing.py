"""What a filled workbook would change in a plan, item by item, so that its owner can choose."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain import filling
from app.domain.behaviour import BehaviourValue
from app.domain.filling import (
    FilledPlan,
    FilledResult,
    IndicatorText,
    PlanText,
    ResultText,
    plain,
    removal_of,
    replaced_lines,
    resolved,
    resolved_lines,
)
from app.domain.planning import AnnexBlock, ResultKind

Pairs = Sequence[tuple[str, str, str]]


class Sort(StrEnum):
    """What kind of change it is; a conflict was changed on the pages as well."""

    CONFLICT = "conflict"
    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"
    ORDER = "order"

    @property
    def label(self) -> str:
        """The words users see."""
        return {
            Sort.CONFLICT: "Berbeda dari yang tersimpan",
            Sort.CHANGED: "Berubah",
            Sort.NEW: "Baru",
            Sort.REMOVED: "Tidak ada di berkas",
            Sort.ORDER: "Urutan",
        }[self]

    @property
    def verb(self) -> str:
        """What ticking it does."""
        return {
            Sort.CONFLICT: "Ganti yang tersimpan dengan tulisan dari berkas",
            Sort.CHANGED: "Terapkan perubahan ini",
            Sort.NEW: "Tambahkan ke rencana",
            Sort.REMOVED: "Hapus dari rencana",
            Sort.ORDER: "Pakai urutan dari berkas",
        }[self]


@dataclass(frozen=True)
class Difference:
    """One text, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Item:
    """One change that can be taken or left; ``name`` is what :func:`filling.merged` knows it by."""

    name: str
    sort: Sort
    title: str
    differences: tuple[Difference, ...] = ()
    taken: bool = True
    remark: str = ""


_TWICE = "Hasil kerja dengan tulisan yang sama sudah ada di rencana. Pilih hanya bila memang perlu dua."
_REMOVED = "Hasil kerja ini sudah dihapus dari rencana sejak buku kerja ini dibuat."


def items(stored: PlanText, filled: FilledPlan) -> tuple[Item, ...]:
    """Everything the workbook would change, in the order of the plan."""
    return (*_results(stored.results, filled.results), *_expectations(stored, filled), *_annex(stored, filled))


def _results(stored: Sequence[ResultText], filled: Sequence[FilledResult]) -> Iterator[Item]:
    known = {result.key: (number, result) for number, result in enumerate(stored, 1)}
    texts = {plain(result.text) for result in stored if result.text}
    for rows in filled:
        if rows.key in known:
            yield from _result(*known[rows.key], rows)
        else:
            made = resolved(None, rows)
            twice = plain(made.text) in texts
            title = f"Hasil kerja baru (baris {rows.row})"
            remark = _TWICE if twice else _REMOVED if rows.was_removed else ""
            shown = _differences(_pairs(None, made))
            yield Item(filling.addition_of(rows.row), Sort.NEW, title, shown, not remark, remark)
    listed = {rows.key for rows in filled}
    for number, result in known.values():
        if result.key not in listed:
            lost = (Difference("Rencana hasil kerja", result.text, ""),)
            yield Item(removal_of(result.key), Sort.REMOVED, f"Hapus hasil kerja {number}", lost, taken=False)
    if order := _order(stored, filled):
        yield order


def _result(number: int, stored: ResultText, rows: FilledResult) -> Iterator[Item]:
    made = resolved(stored, rows)
    if made != stored:
        sort = Sort.CHANGED if rows.version == stored.version else Sort.CONFLICT
        shown = _differences(_pairs(stored, made))
        if shown:
            title = f"Hasil kerja {number}"
            yield Item(filling.change_of(stored.key), sort, title, shown, sort is Sort.CHANGED)
    listed = {row.key for row in rows.indicators}
    for place, row in enumerate(stored.indicators, 1):
        if row.key not in listed and (rows.version == stored.version or not rows.untouched):
            title = f"Hapus indikator {place} dari hasil kerja {number}"
            lost = (Difference("Indikator", row.text, ""), Difference("Target", row.target, ""))
            shown = tuple(one for one in lost if one.before)
            yield Item(removal_of(stored.key, row.key), Sort.REMOVED, title, shown, taken=False)


def _pairs(stored: ResultText | None, made: ResultText) -> list[tuple[str, str, str]]:
    before = stored or ResultText("", ResultKind.MAIN, "")
    pairs = [
        ("Rencana hasil kerja", before.text, made.text),
        ("Jenis", before.kind.label if stored else "", made.kind.label),
        ("Hasil kerja pimpinan", before.leader, made.leader),
        ("Ditugaskan oleh", before.assigned_by, made.assigned_by),
    ]
    known = {row.key: row for row in before.indicators}
    for number, row in enumerate(made.indicators, 1):
        was = known.get(row.key, IndicatorText(""))
        pairs += [
            (f"Aspek {number}", _aspects(was), _aspects(row)),
            (f"Indikator {number}", was.text, row.text),
            (f"Target {number}", was.target, row.target),
            (f"Perspektif {number}", _perspective(was), _perspective(row)),
        ]
        if not row.key and not (row.text or row.target or row.aspects) and stored:
            pairs.append((f"Indikator {number}", "", "(belum ditulis)"))
    kept = [row.key for row in made.indicators if row.key]
    was_kept = [row.key for row in before.indicators if row.key in kept]
    if kept != was_kept:
        pairs.append(("Urutan indikator", "seperti tersimpan", "seperti di berkas"))
    return pairs


def _aspects(row: IndicatorText) -> str:
    return ", ".join(aspect.label for aspect in row.aspects)


def _perspective(row: IndicatorText) -> str:
    return row.perspective.label if row.perspective else ""


def _differences(pairs: Pairs) -> tuple[Difference, ...]:
    return tuple(Difference(*pair) for pair in pairs if plain(pair[1]) != plain(pair[2]))


def _order(stored: Sequence[ResultText], filled: Sequence[FilledResult]) -> Item | None:
    """Whether the results that are both here and there stand in another order; utama always before tambahan."""
    known = {result.key: result for result in stored}
    kinds = {rows.key: rows.kind or known[rows.key].kind for rows in filled if rows.key in known}
    here = sorted((result.key for result in stored if result.key in kinds), key=lambda key: kinds[key] != "main")
    there = sorted((rows.key for rows in filled if rows.key in kinds), key=lambda key: kinds[key] != "main")
    if here == there:
        return None
    shown = Difference("Urutan", _listing(here, known), _listing(there, known))
    return Item(filling.ORDER, Sort.ORDER, "Urutan hasil kerja", (shown,))


def _listing(keys: Sequence[str], known: Mapping[str, ResultText]) -> str:
    return "\n".join(f"{number}. {known[key].text[:60]}" for number, key in enumerate(keys, 1))


def _expectations(stored: PlanText, filled: FilledPlan) -> Iterator[Item]:
    for value in BehaviourValue:
        said, before = (filled.expectations or {}).get(value), stored.expectations.get(value, "")
        if said is None or plain(said.text) == plain(before):
            continue
        current = said.version == stored.behaviour_version
        if said.untouched and not current:
            continue
        sort = Sort.CHANGED if current or not before else Sort.CONFLICT
        shown = (Difference("Ekspektasi khusus", before, filling.tidy(said.text)),)
        title = f"Perilaku: {value.label}"
        yield Item(filling.expectation_of(value), sort, title, shown, sort is Sort.CHANGED)


def _annex(stored: PlanText, filled: FilledPlan) -> Iterator[Item]:
    for block in AnnexBlock:
        said, lines = (filled.annex or {}).get(block), stored.annex.get(block, ())
        if said is None:
            continue
        older = replaced_lines(stored, block, said)
        made = resolved_lines(lines, said, older)
        current = said.version == stored.annex_version
        if made != tuple(lines) and not (said.untouched and not current):
            sort = Sort.CHANGED if current or not lines else Sort.CONFLICT
            before, after = ("\n".join(line.text for line in texts) for texts in (lines, made))
            shown = (Difference(block.label, before, after),)
            yield Item(filling.block_of(block), sort, f"Lampiran: {block.label}", shown, sort is Sort.CHANGED)
        listed = {line.key for line in said.lines}
        for line in lines:
            if line.key not in listed | older:
                title = f"Hapus butir dari lampiran: {block.label}"
                lost = (Difference("Butir", line.text, ""),)
                yield Item(removal_of("lampiran", block.value, line.key), Sort.REMOVED, title, lost, taken=False)
