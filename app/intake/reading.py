"""Reads a workbook in a process of its own: ``python -m app.intake.reading``, values as JSON on standard input.

A parser of other people's files may run out of memory or crash: then only this process ends, and the memory it took is
given back at once. What it leaves in the folder is the extract: rows without private columns, one file a worksheet.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import python_calamine as calamine

from app.domain.cells import Cell, text_of
from app.domain.headings import HEADER_WITHIN, Use, header_row, use_of, words_of
from app.domain.intake import IntakeKind
from app.domain.private import HIDDEN, is_identity_number, is_private_column, looks_private
from app.jobs.limits import limit

MOST_ROWS, MOST_SHEETS, MOST_MERGES = 100_000, 20, 50
MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 120
MERGED_HEADER = "merged_header"
TOO_LONG = "too_long"
NO_HEADER = "no_header"
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_CHUNK = 1 << 20
Row = list[Cell]


def main() -> None:
    """Read what standard input asks for."""
    limit(memory=MOST_MEMORY, seconds=MOST_SECONDS)
    asked = json.load(sys.stdin)
    source, folder = Path(asked["source"]), Path(asked["folder"])
    sheets = read(source, folder, IntakeKind(asked["kind"]), asked["chosen"])
    content = {"sheets": sheets, "hidden_rows": _hidden_rows(source)}
    (folder / "sheets.json.new").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    (folder / "sheets.json.new").replace(folder / "sheets.json")


def read(source: Path, folder: Path, kind: IntakeKind, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Write the extract of every visible worksheet; gives what each holds."""
    found = []
    with calamine.CalamineWorkbook.from_path(source) as workbook:
        worksheet, visible = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible
        names = [s.name for s in workbook.sheets_metadata if s.typ == worksheet and s.visible == visible]
        for number, name in enumerate(names[:MOST_SHEETS]):
            sheet = workbook.get_sheet_by_name(name)
            found.append(
                {"name": name, "file": f"sheet-{number}.jsonl"} | _read_sheet(sheet, folder, number, kind, chosen)
            )
    return found


def _read_sheet(
    sheet: calamine.CalamineSheet, folder: Path, number: int, kind: IntakeKind, chosen: dict[str, str]
) -> dict[str, Any]:
    empty = {"rows": 0, "header": 0, "left": 0, "columns": [], "merged": [], "problem": NO_HEADER}
    if sheet.start is None:
        return empty
    if (sheet.end or sheet.start)[0] >= MOST_ROWS:
        return {**empty, "problem": TOO_LONG}
    first = [list(map(text_of, row)) for _, row in zip(range(HEADER_WITHIN), _rows(sheet), strict=False)]
    at = header_row(kind, first, chosen)
    if at is None:
        return empty
    left = sheet.start[1]
    merges = [(a[0], b[0], a[1] - left, b[1] - left) for a, b in sheet.merged_cell_ranges or []]
    last_of_header = _last_header_row(kind, first, at, merges)
    columns = _columns(sheet, last_of_header, first[at], kind, chosen)
    kept = [column["index"] for column in columns if column["kept"]]
    count = _write(sheet, folder / f"sheet-{number}.jsonl", last_of_header, kept)
    in_header = any(a <= at <= b and d > c for a, b, c, d in merges)
    below = [m for m in merges if m[0] > last_of_header and any(m[2] <= index <= m[3] for index in kept)]
    return {
        "rows": count,
        "header": at + 1,
        "left": left,
        "columns": columns,
        "merged": [[m[0] + 1, m[1] + 1, m[2]] for m in below[:MOST_MERGES]],
        "problem": MERGED_HEADER if in_header else "",
    }


def _rows(sheet: calamine.CalamineSheet) -> Iterator[Row]:
    for row in sheet.iter_rows():
        yield [_cell(value) for value in row]


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | float | bool) else str(value)


def _last_header_row(kind: IntakeKind, first: list[list[str]], at: int, merges: list[tuple[int, int, int, int]]) -> int:
    """Headings may take several rows: cells merged downwards, the headings once more, or the numbers of columns."""
    last = max([at, *(b for a, b, c, d in merges if a <= at <= b and c == d)])
    while last + 1 < len(first):
        filled = [cell for cell in first[last + 1] if cell]
        again = sum(use_of(kind, cell, {})[0] is Use.FIELD for cell in filled)
        numbers = [int(cell) for cell in filled if cell.isdigit() and len(cell) < 4]  # noqa: PLR2004 - a column's number
        is_numbering = (
            len(filled) > 1 and numbers == list(range(numbers[0], numbers[0] + len(filled))) if numbers else False
        )
        if not (is_numbering or (again > 1 and again >= len(filled) / 2)):
            break
        last += 1
    return last


def _columns(
    sheet: calamine.CalamineSheet, header: int, headings: list[str], kind: IntakeKind, chosen: dict[str, str]
) -> list[dict[str, Any]]:
    """What becomes of every column; of unknown ones the contents decide whether they are private."""
    uses = [use_of(kind, heading, chosen) for heading in headings]
    unknown = [index for index, (use, _) in enumerate(uses) if use is Use.UNKNOWN]
    filled, looking = dict.fromkeys(unknown, 0), dict.fromkeys(unknown, 0)
    for number, row in enumerate(sheet.iter_rows()) if unknown else ():
        if number > header:
            for index in unknown:
                cell = _cell(row[index])
                filled[index] += cell != ""
                looking[index] += cell != "" and looks_private(cell)
    columns = []
    for index, (use, _) in enumerate(uses):
        shown = Use.PRIVATE if index in filled and is_private_column(looking[index], filled[index]) else use
        has_name = bool(words_of(headings[index]))
        kept = shown is Use.FIELD or (shown is Use.UNKNOWN and has_name and filled[index] > 0)
        if has_name:
            columns.append({"index": index, "heading": headings[index][:200], "use": shown.value, "kept": kept})
    return columns


def _write(sheet: calamine.CalamineSheet, target: Path, header: int, kept: list[int]) -> int:
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for number, row in enumerate(sheet.iter_rows()):
            cells = [_cell(row[index]) for index in kept] if number > header else []
            if any(text_of(cell) for cell in cells):
                safe = [HIDDEN if is_identity_number(cell) else cell for cell in cells]
                file.write(json.dumps([number + 1, safe], ensure_ascii=False) + "\n")
                count += 1
    return count


def _hidden_rows(source: Path) -> int:
    count = 0
    with zipfile.ZipFile(source) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    while chunk := part.read(_CHUNK):
                        count += len(_HIDDEN_ROW.findall(chunk))
    return count


if __name__ == "__main__":
    main()
