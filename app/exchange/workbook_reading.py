"""Reads a filled workbook in a process of its own: ``python -m app.exchange.workbook_reading``.

The workbook comes on standard input, its cells as texts go to standard output. A parser of other people's files may
run out of memory or crash: then only this process ends. Nothing is written to a disk.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

import python_calamine as calamine

from app.intake import container
from app.intake.container import UnusableError
from app.jobs.limits import limit

LIMIT = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_CHARACTERS = 20_000, 40, 12, 6_000_000
PATIENCE_S = 40
MEMORY, SECONDS = 768 * 1024 * 1024, 30
_ROOT = Path(__file__).resolve().parents[2]
TOO_LARGE = "Berkas lebih dari 5 MB tidak diterima. Hapus gambar dan lembar lain dari buku kerja itu, lalu unggah lagi."
_TOO_MUCH = "Isi buku kerja ini terlalu banyak. Hapus lembar dan baris yang tidak perlu, lalu unggah lagi."
_UNREADABLE = (
    "Buku kerja ini tidak dapat dibaca: isinya rusak, atau ada isi jauh di luar tabel. Unduh lagi buku kerja dari "
    "halaman ini, salin isian Anda ke sana, lalu unggah."
)
Rows = list[tuple[int, list[str]]]


@dataclass(frozen=True)
class Sheets:
    """The rows of each worksheet by its name: number of the row in the workbook, texts of its cells from column A."""

    rows: dict[str, Rows]


def read(file: IO[bytes]) -> Sheets:
    """The cells of an uploaded workbook.

    Raises:
        UnusableError: it is no workbook that can be opened safely, or holds too much.
    """
    container.inspect(file)
    body = file.read(LIMIT + 1)
    if len(body) > LIMIT:
        raise UnusableError(TOO_LARGE)
    found = in_a_process("app.exchange.workbook_reading", body, _UNREADABLE)
    if found is None:
        raise UnusableError(_TOO_MUCH)
    return Sheets({name: [(number, cells) for number, cells in rows] for name, rows in found.items()})


def in_a_process(module: str, body: bytes, unreadable: str) -> Any:
    """What ``module`` of ours makes of somebody's file, as JSON; ``unreadable`` is said when it ends without.

    Raises:
        UnusableError: it ended without an answer.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file on standard input
            [sys.executable, "-m", module],
            cwd=_ROOT,
            input=body,
            capture_output=True,
            check=True,
            timeout=PATIENCE_S,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UnusableError(unreadable) from error


def main() -> None:
    """Read standard input, write standard output."""
    limit(memory=MEMORY, seconds=SECONDS)
    json.dump(cells_of(sys.stdin.buffer.read()), sys.stdout)


def cells_of(body: bytes) -> dict[str, Rows] | None:
    """Every worksheet, hidden ones too; None when there is too much."""
    found: dict[str, Rows] = {}
    room = MOST_CHARACTERS
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(body)) as workbook:
        worksheets = [s.name for s in workbook.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        for name in worksheets[:MOST_SHEETS]:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.start is None or sheet.end is None:
                found[name] = []
                continue
            if sheet.end[0] >= MOST_ROWS:
                return None
            found[name] = _rows(sheet, sheet.start[1])
            room -= sum(len(cell) + 1 for _, cells in found[name] for cell in cells)
            if room < 0:
                return None
    return found


def _rows(sheet: calamine.CalamineSheet, left: int) -> Rows:
    rows: Rows = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = ([""] * left + [_text(value) for value in row[:MOST_COLUMNS]])[:MOST_COLUMNS]
        if any(cells):
            rows.append((number, cells))
    return rows


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, float | int):
        return str(int(value)) if value == int(value) else str(value).replace(".", ",")
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)


if __name__ == "__main__":
    main()
