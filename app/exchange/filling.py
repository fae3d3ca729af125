"""From the cells of a filled workbook to the plan it describes; problems are told by sheet, row and column."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.filling import (
    FilledIndicator,
    FilledPlan,
    FilledResult,
    plain,
)
from app.domain.intake import Finding, Severity
from app.domain.planning import Aspect, Perspective, ResultKind
from app.exchange import filling_sections, filling_sheets, workbook_plan
from app.exchange.filling_sheets import Row, Sheet
from app.exchange.workbook_plan import (
    ANNEX,
    BEHAVIOUR,
    BLOCK,
    EXPECTATION,
    ITEM,
    RESULTS,
    VALUE,
    Edition,
    Token,
    digest,
)
from app.exchange.workbook_reading import Sheets
from app.intake.container import UnusableError

LONGEST = {"text": 2000, "leader": 2000, "indicator": 2000, "target": 1000, "assigned_by": 200}
MOST_RESULTS, MOST_INDICATORS = 40, 12
_INDICATOR_FIELDS = ("aspects", "indicator", "target", "perspective")
_RESULT_FIELDS = ("text", "kind", "leader", "assigned_by")
_BETWEEN = re.compile(r"[,;/&+\n]|\bdan\b", re.IGNORECASE)
_LEADER = ("Hasil kerja pimpinan yang diintervensi", "Rencana hasil kerja pimpinan yang diintervensi")
_INDICATOR = (
    "Indikator", "Indikator kinerja individu", "Ukuran keberhasilan/indikator dan target",
    "Ukuran keberhasilan/indikator kinerja individu",
)  # fmt: skip
HEADINGS = {name: (column.heading,) for name, column in workbook_plan.COLUMNS.items()} | {
    "leader": (*_LEADER, "Hasil kerja pimpinan"),
    "text": ("Rencana hasil kerja", "RHK"),
    "indicator": _INDICATOR,
}
_LOST = (
    "Kolom tersembunyi di lembar ini hilang, jadi barisnya tidak dapat dicocokkan dengan rencana yang tersimpan. "
    "Semua baris ditawarkan sebagai hasil kerja baru; yang tersimpan tidak berubah."
)
_OTHER = (
    "Buku kerja ini diunduh dari rencana lain atau dari edisi sebelum revisi. Baca setiap perubahan dengan teliti; "
    "yang tidak Anda pilih tidak berubah."
)


@dataclass(frozen=True)
class Reading:
    """What a workbook says, and what is wrong with it; an error forbids taking anything of it."""

    plan: FilledPlan
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended in the workbook first."""
        return any(one.severity is Severity.ERROR for one in self.findings)


@dataclass
class _Group:
    """The rows of one result."""

    key: str
    version: int | None
    rows: list[tuple[Row, Token | None]] = field(default_factory=list)
    was_removed: bool = False


def read_plan(of: Edition, sheets: Sheets) -> Reading:
    """What a workbook of one plan says.

    Raises:
        UnusableError: it has none of the worksheets of a plan, or lost the headings of one.
    """
    wanted = workbook_plan.fields_of(of.form)
    headings = {name: HEADINGS[name] for name in wanted}
    results = filling_sheets.find(sheets, RESULTS, headings, ("text", "indicator"))
    behaviour = filling_sheets.find(sheets, BEHAVIOUR, {"value": (VALUE,), "text": (EXPECTATION,)}, ("value", "text"))
    annex = filling_sheets.find(sheets, ANNEX, {"block": (BLOCK,), "text": (ITEM,)}, ("block", "text"))
    if results is None and behaviour is None and annex is None:
        raise UnusableError(
            "Buku kerja ini tidak berisi lembar “Hasil kerja”, “Perilaku”, atau “Lampiran”. Unduh dahulu buku kerja "
            "rencana Anda dari halaman ini, isi, lalu unggah."
        )
    plan = FilledPlan(
        results_of(of, results) if results else (),
        filling_sections.expectations_of(of, behaviour) if behaviour else None,
        filling_sections.annex_of(of, annex) if annex else None,
    )
    found = [sheet for sheet in (results, behaviour, annex) if sheet]
    return Reading(plan, (*_general(of, found), *(one for sheet in found for one in sheet.findings)))


def _general(of: Edition, sheets: list[Sheet]) -> Iterable[Finding]:
    for sheet in sheets:
        if sheet.rows and not any(row.token for row in sheet.rows) and sheet.has("indicator"):
            yield Finding(Severity.WARNING, 0, "", _LOST, sheet.name)
    if any(row.token and row.token.plan_id != of.plan_id for sheet in sheets for row in sheet.rows):
        yield Finding(Severity.WARNING, 0, "", _OTHER)


def results_of(of: Edition, sheet: Sheet) -> tuple[FilledResult, ...]:
    """The results of a worksheet, its problems told."""
    filled = tuple(_result(of, sheet, group) for group in _groups(of, sheet))
    if len(filled) > MOST_RESULTS:
        sheet.wrong(filled[MOST_RESULTS].row, "text", f"Satu rencana memuat paling banyak {MOST_RESULTS} hasil kerja.")
    return filled


def _groups(of: Edition, sheet: Sheet) -> list[_Group]:
    """The rows by the result they belong to, known ones by their key, others by what stands above them."""
    groups: list[_Group] = []
    by_key: dict[str, _Group] = {}
    seen: set[tuple[str, str]] = set()
    current: _Group | None = None
    for row in sheet.rows:
        token = row.token
        is_blank = not any(row.text(name) for name in (*_RESULT_FIELDS, *_INDICATOR_FIELDS))
        if is_blank and (token is None or _touched(of, row, token)):
            continue  # an emptied row is a deleted one
        if token and (token.part, token.sub) in seen:
            token = None  # a copied row is a new one
        if token:
            seen.add((token.part, token.sub))
            current = by_key.setdefault(token.part, _known_group(of, token))
            token = token if token.sub in of.known.get(token.part, ()) or (current.key and not token.sub) else None
        elif row.text("text") and not (current and plain(row.text("text")) == _text_of(current)):
            current = _Group("", None)
        elif current is None:
            sheet.wrong(row.number, "text", "Tulis rencana hasil kerjanya: baris ini tidak memiliki hasil kerja.")
            continue
        if current not in groups:
            groups.append(current)
        current.rows.append((row, token))
    return groups


def _known_group(of: Edition, token: Token) -> _Group:
    """The result a token names; one that is no longer in the plan comes as a new one."""
    is_here = token.plan_id == of.plan_id
    if token.part in of.known:
        return _Group(token.part, token.version if is_here else None)
    return _Group("", None, was_removed=is_here)


def _text_of(group: _Group) -> str:
    return next((plain(row.text("text")) for row, _ in group.rows if row.text("text")), "")


def _result(of: Edition, sheet: Sheet, group: _Group) -> FilledResult:
    kind = _kind(of, sheet, group)
    said = {name: _said(of, sheet, group, name) for name in ("text", "leader", "assigned_by")}
    indicators = [
        _indicator(of, sheet, row, token)
        for row, token in group.rows
        if (token and token.sub) or any(row.text(name) for name in _INDICATOR_FIELDS)
    ]
    if not indicators and not group.key:
        indicators = [FilledIndicator("", group.rows[0][0].number)]
    if len(indicators) > MOST_INDICATORS:
        words = f"Satu hasil kerja memuat paling banyak {MOST_INDICATORS} indikator."
        sheet.wrong(indicators[MOST_INDICATORS].row, "indicator", words)
    untouched = all(token and _touched(of, row, token) == () for row, token in group.rows)
    return FilledResult(
        group.key,
        group.rows[0][0].number,
        kind,
        **said,
        indicators=tuple(indicators),
        version=group.version,
        untouched=untouched,
        was_removed=group.was_removed,
    )


def _touched(of: Edition, row: Row, token: Token | None) -> tuple[str, ...]:
    """The fields of a row that somebody edited since the workbook was made."""
    names = [name for name in workbook_plan.fields_of(of.form) if name != "number"]
    if token is None or len(token.digests) != len(names):
        return tuple(names)
    return tuple(
        name
        for name, mark in zip(names, token.digests, strict=True)
        if name in row.cells and digest(row.cells[name]) != mark
    )


def _said(of: Edition, sheet: Sheet, group: _Group, name: str) -> str | None:
    """What the rows of a result say in a field; None when nobody touched it or the row that carries it is gone."""
    if not sheet.has(name):
        return None
    texts = [(row, sheet.limited(row, name, LONGEST.get(name, 200))) for row, _ in group.rows if row.text(name)]
    for row, text in texts[1:]:
        if plain(text) != plain(texts[0][1]):
            first = texts[0][0].number
            words = (
                f"Tulisan ini berbeda dari baris {first}, padahal hasil kerjanya sama. Untuk hasil kerja baru, pakai "
                "baris kosong di bawah tabel."
            )
            sheet.wrong(row.number, name, words)
    touched = any(name in _touched(of, row, token) for row, token in group.rows if token or row.text(name))
    if group.key and not touched:
        return None
    if texts:
        return texts[0][1]
    return "" if not group.key or any(token and token.is_head for _, token in group.rows) else None


def _kind(of: Edition, sheet: Sheet, group: _Group) -> ResultKind | None:
    text = _said(of, sheet, group, "kind")
    if not text:
        return None
    for kind in ResultKind:
        if plain(text).casefold() == kind.label.casefold():
            return kind
    row = next(row for row, _ in group.rows if row.text("kind"))
    sheet.wrong(row.number, "kind", f"“{text[:40]}” bukan jenis hasil kerja. Tulis Utama atau Tambahan.")
    return None


def _indicator(of: Edition, sheet: Sheet, row: Row, token: Token | None) -> FilledIndicator:
    touched = _touched(of, row, token)

    def text(name: str) -> str | None:
        return sheet.limited(row, name, LONGEST[name]) if sheet.has(name) and name in touched else None

    return FilledIndicator(
        key=token.sub if token else "",
        row=row.number,
        aspects=_aspects(sheet, row) if sheet.has("aspects") and "aspects" in touched else None,
        text=text("indicator"),
        target=text("target"),
        perspective=_perspective(sheet, row) if sheet.has("perspective") and "perspective" in touched else None,
    )


def _aspects(sheet: Sheet, row: Row) -> tuple[Aspect, ...]:
    chosen = set()
    for word in filter(None, (part.strip() for part in _BETWEEN.split(row.text("aspects")))):
        found = next((aspect for aspect in Aspect if aspect.label.casefold() == word.casefold()), None)
        if found is None:
            words = f"“{word[:40]}” bukan aspek. Tulis Kuantitas, Kualitas, Waktu, atau Biaya; pisahkan dengan koma."
            sheet.wrong(row.number, "aspects", words)
        else:
            chosen.add(found)
    return tuple(aspect for aspect in Aspect if aspect in chosen)


def _perspective(sheet: Sheet, row: Row) -> Perspective | None:
    text = plain(row.text("perspective")).casefold()
    found = next((one for one in Perspective if one.label.casefold() == text), None)
    if text and found is None:
        names = ", ".join(one.label for one in Perspective)
        sheet.wrong(row.number, "perspective", f"Perspektif ini tidak ada. Pilih salah satu: {names}.")
    return found
