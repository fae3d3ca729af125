"""The folder of an import: upload, extract, and what was found, until it is over; never longer than a day.

The upload lies there only from the request to the reading. The folder and its files are for the server's user alone.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from app.domain.cells import Cell
from app.domain.headings import Use, fields_of, use_of
from app.domain.intake import Alteration, Finding, IntakeKind, Severity
from app.intake import container, reading
from app.intake.container import UnusableError

PATIENCE_S = 180
KEPT_S = 24 * 3600
_ROOT = Path(__file__).resolve().parents[2]
_UPLOAD, _SHEETS = "upload.xlsx", "sheets.json"
_UNREADABLE = (
    "Buku kerja ini tidak dapat dibaca: isinya rusak, atau ada isi jauh di luar tabel. "
    "Salin hanya baris datanya ke buku kerja baru, lalu unggah buku kerja itu."
)


@dataclass(frozen=True)
class Column:
    """A column of a worksheet: where it stands, its heading, what became of it; ``place`` is where its cells are."""

    index: int
    heading: str
    use: Use
    place: int | None
    field: str = ""

    @property
    def letter(self) -> str:
        """Its letters in the workbook."""
        return letter_of(self.index)


@dataclass(frozen=True)
class Sheet:
    """A worksheet as it was extracted; ``field`` of the columns follows the headings and what officers chose."""

    name: str
    path: Path
    rows: int
    header: int
    columns: tuple[Column, ...]
    merged: tuple[tuple[int, int, str], ...]
    problem: str

    @property
    def places(self) -> dict[str, Column]:
        """The column of each field; the first one where several claim it."""
        found: dict[str, Column] = {}
        for column in self.columns:
            if column.field and column.place is not None:
                found.setdefault(column.field, column)
        return found

    def lines(self) -> Iterator[tuple[int, list[Cell]]]:
        """Number and cells of each row."""
        if self.rows:
            with self.path.open(encoding="utf-8") as file:
                for line in file:
                    number, cells = json.loads(line)
                    yield number, cells


@dataclass(frozen=True)
class Extract:
    """What a workbook holds."""

    sheets: tuple[Sheet, ...]
    hidden_rows: int

    def sheet(self, kind: IntakeKind, name: str = "") -> Sheet:
        """The named worksheet, else the one that looks most like the kind of data.

        Raises:
            UnusableError: there is none with headings of this kind.
        """
        usable = [sheet for sheet in self.sheets if sheet.header]
        for sheet in usable:
            if sheet.name == name:
                return sheet
        if not usable:
            raise UnusableError(self._nothing(kind))
        required = {field.name for field in fields_of(kind).values() if field.required}
        best = max(usable, key=lambda sheet: (len(required & sheet.places.keys()), len(sheet.places), sheet.rows > 0))
        if best.problem == reading.MERGED_HEADER:
            raise UnusableError(
                f"Judul kolom di lembar “{best.name}” baris {best.header} memakai sel gabungan (merge). Pisahkan "
                "selnya sehingga setiap kolom punya judul sendiri di satu baris, lalu unggah lagi."
            )
        if not best.rows:
            raise UnusableError(
                f"Lembar “{best.name}” hanya berisi judul kolom; tidak ada baris data. Isi datanya, lalu unggah lagi."
            )
        return best

    def _nothing(self, kind: IntakeKind) -> str:
        if any(sheet.problem == reading.TOO_LONG for sheet in self.sheets):
            return (
                f"Lembar ini terisi sampai melewati baris {reading.MOST_ROWS:,}. "
                "Hapus isi yang jauh di bawah tabel, atau salin datanya ke buku kerja baru, lalu unggah lagi."
            ).replace(",", ".", 1)
        wanted = ", ".join(f"“{field.headings[0]}”" for field in fields_of(kind).values() if field.required)
        return (
            f"Tidak ada lembar dengan judul kolom data {kind.label.lower()} ({wanted}) dalam 30 baris pertama. "
            "Periksa apakah jenis data dan berkasnya benar, dan judul kolom tidak dihapus."
        )


class Folder:
    """DATA_DIR/intake/``token``."""

    def __init__(self, data_dir: Path, token: str) -> None:
        self.path = data_dir / "intake" / token
        self.upload = self.path / _UPLOAD

    def receive(self, file: IO[bytes]) -> None:
        """Keep the upload until it is read."""
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        self.path.mkdir(mode=0o700)
        with self.upload.open("wb") as target:
            shutil.copyfileobj(file, target)

    def extract(self, kind: IntakeKind, chosen: dict[str, str]) -> Extract:
        """What the upload holds: read at the first call, and deleted at once, whatever happens.

        Raises:
            UnusableError: it cannot be read.
        """
        if not (self.path / _SHEETS).exists():
            try:
                self._read(kind, chosen)
            finally:
                self.upload.unlink(missing_ok=True)
        content = json.loads((self.path / _SHEETS).read_text(encoding="utf-8"))
        sheets = tuple(_sheet(self.path, kind, chosen, row) for row in content["sheets"])
        return Extract(sheets, content["hidden_rows"])

    def _read(self, kind: IntakeKind, chosen: dict[str, str]) -> None:
        if not self.upload.exists():
            raise UnusableError("Berkas ini sudah tidak disimpan. Unggah lagi bila masih diperlukan.")
        with self.upload.open("rb") as file:
            container.inspect(file)
        asked = {"source": str(self.upload), "folder": str(self.path), "kind": kind.value, "chosen": chosen}
        command = [sys.executable, "-m", "app.intake.reading"]
        try:
            subprocess.run(  # noqa: S603 - our own module, values on standard input
                command,
                cwd=_ROOT,
                input=json.dumps(asked).encode(),
                capture_output=True,
                check=True,
                timeout=PATIENCE_S,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise UnusableError(_UNREADABLE) from error

    def exists(self) -> bool:
        """Whether the extract is still there."""
        return (self.path / _SHEETS).exists()

    def keep(self, name: str, rows: Iterable[Finding] | Iterable[Alteration]) -> None:
        """Write down what was found, one line each, so that pages can show a part of it."""
        with (self.path / f"{name}.new").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)
        (self.path / f"{name}.new").replace(self.path / name)

    def _kept(self, name: str, start: int, count: int | None) -> Iterator[dict[str, Any]]:
        path = self.path / name
        if path.exists():
            with path.open(encoding="utf-8") as file:
                yield from map(json.loads, islice(file, start, None if count is None else start + count))

    def findings(self, start: int = 0, count: int | None = None) -> list[Finding]:
        """Problems that were found, the heaviest first."""
        return [
            Finding(**{**row, "severity": Severity(row["severity"])}) for row in self._kept("findings", start, count)
        ]

    def alterations(self, start: int = 0, count: int | None = None) -> list[Alteration]:
        """Changes that would be made."""
        return [Alteration(**row) for row in self._kept("changes", start, count)]

    def remove(self) -> None:
        """Delete everything."""
        shutil.rmtree(self.path, ignore_errors=True)


def _sheet(folder: Path, kind: IntakeKind, chosen: dict[str, str], row: dict[str, Any]) -> Sheet:
    columns, place, taken = [], 0, set()
    for column in row["columns"]:
        use = Use(column["use"])
        field = ""
        if column["kept"]:
            _, field = use_of(kind, column["heading"], chosen)
            field = "" if field in taken else field
            taken.add(field)
        index = row["left"] + column["index"]
        columns.append(Column(index, column["heading"], use, place if column["kept"] else None, field))
        place += column["kept"]
    merged = tuple((first, last, letter_of(row["left"] + index)) for first, last, index in row["merged"])
    return Sheet(row["name"], folder / row["file"], row["rows"], row["header"], tuple(columns), merged, row["problem"])


def letter_of(index: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def index_of(letters: str) -> int:
    """The index of a column's letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def sweep(data_dir: Path, now_s: float | None = None) -> int:
    """Delete the folders of imports that were begun more than a day ago; returns how many."""
    limit = (time.time() if now_s is None else now_s) - KEPT_S
    old = [path for path in (data_dir / "intake").glob("*") if path.is_dir() and _begun(path) < limit]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _begun(folder: Path) -> float:
    """When an import was begun: its oldest file tells, whatever was written later."""
    return min(path.stat().st_mtime for path in (folder, *folder.iterdir()))
