"""Reads a table in a process of its own: a workbook, or text (CSV).

``python -m app.exchange.table_reading`` reads text. What :mod:`app.exchange.workbook_reading` promises holds for it,
too: limits, and nothing written to a disk.
"""

import json
import sys
from typing import IO

from app.domain.tables import UnusableTableError, rows_of
from app.exchange import workbook_reading
from app.exchange.workbook_reading import LIMIT, MEMORY, SECONDS, Sheets
from app.intake import container
from app.intake.container import UnusableError
from app.jobs.limits import limit

TOO_LARGE = "Berkas lebih dari 5 MB tidak diterima. Sisakan hanya baris dan kolom datanya, lalu unggah lagi."
_UNREADABLE = "Berkas CSV ini tidak dapat dibaca. Simpan ulang dari Excel sebagai “CSV UTF-8”, lalu unggah lagi."


def read(file: IO[bytes]) -> Sheets:
    """The cells of an uploaded workbook or text; which it is, its bytes tell and not its name.

    Raises:
        UnusableError: it is neither, cannot be opened safely, or holds too much.
    """
    head = file.read(4096)
    file.seek(0)
    if not container.is_text(head):
        return workbook_reading.read(file)
    body = file.read(LIMIT + 1)
    if len(body) > LIMIT:
        raise UnusableError(TOO_LARGE)
    found = workbook_reading.in_a_process("app.exchange.table_reading", body, _UNREADABLE)
    if "problem" in found:
        raise UnusableError(found["problem"])
    return Sheets({"CSV": [(number, cells) for number, cells in found["rows"]]})


def main() -> None:
    """Read standard input, write standard output."""
    limit(memory=MEMORY, seconds=SECONDS)
    try:
        told: dict[str, object] = {"rows": rows_of(sys.stdin.buffer.read())}
    except UnusableTableError as error:
        told = {"problem": str(error)}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
