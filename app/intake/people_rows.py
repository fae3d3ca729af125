"""Rows of an employee export as values, and what is wrong with them by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain import cells
from app.domain.cells import Cell
from app.domain.intake import Finding, error, warning
from app.domain.people import Employment
from app.domain.positions import Told
from app.domain.ranks import employment_of, eselon, full_name, golongan, has_left
from app.intake.extract import Sheet

_LENGTHS = {
    "siasn_id": 64,
    "name": 200,
    "position": 200,
    "unit_id": 64,
    "unit": 200,
    "unit_1": 200,
    "unit_2": 200,
    "unit_3": 200,
}
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the file tells; ``path`` are the names of units from the top."""

    row: int
    nip: str
    siasn_id: str | None
    name: str
    employment: Employment
    has_left: bool
    standing: str
    told: Told
    position_id: str
    rank: str | None
    position_since: date | None
    rank_since: date | None
    unit_id: str
    unit: str
    path: tuple[str, ...]


class RowReader:
    """Reads one row after the other; what is wrong goes to ``findings``."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.places = sheet, sheet.places
        self.findings: list[Finding] = []
        self._cells: list[Cell] = []
        self._number = 0
        self.usable = True

    def letter(self, field: str) -> str:
        """The column of a field."""
        return self.places[field].letter if field in self.places else ""

    def cell(self, field: str) -> Cell:
        """The cell of a field in this row."""
        column = self.places.get(field)
        return self._cells[column.place] if column and column.place is not None else None

    def text(self, field: str, most: int = 0) -> str:
        """The words of a field; too many of them are an error."""
        words = cells.text_of(self.cell(field))
        limit = most or _LENGTHS.get(field, 0)
        if limit and (why := cells.length_problem(words, limit)):
            self.wrong(field, why)
            return words[:limit]
        return words

    def nip(self, field: str) -> str:
        """The NIP of a field; empty when there is none that can be used."""
        if why := cells.nip_problem(self.cell(field)):
            self.wrong(field, why)
            return ""
        return cells.nip_of(self.cell(field))

    def day(self, field: str) -> date | None:
        """The day of a field; one that cannot be read is told and left out."""
        day = cells.day_of(self.cell(field))
        if day is None and (why := cells.day_problem(self.cell(field))):
            self.doubt(field, f"{why} Sementara ini tanggal berlaku impor yang dipakai.")
        return day

    def wrong(self, field: str, message: str) -> None:
        """Note an error in this row."""
        self.usable = False
        self.findings.append(error(self._number, self.letter(field), message))

    def doubt(self, field: str, message: str) -> None:
        """Note something to look at in this row."""
        self.findings.append(warning(self._number, self.letter(field), message))

    def numbers(self) -> Iterator[int]:
        """Go through the rows."""
        for number, cells_of_row in self.sheet.lines():
            self._number, self._cells, self.usable = number, cells_of_row, True
            yield number


def read_people(sheet: Sheet) -> tuple[list[PersonRow], list[Finding]]:
    """Every usable row, and what is wrong with the others."""
    reader = RowReader(sheet)
    rows = [row for number in reader.numbers() if (row := _person(reader, number)) is not None]
    return _top_first(rows), reader.findings


def _person(reader: RowReader, number: int) -> PersonRow | None:
    nip = reader.nip("nip")
    standing = reader.text("standing")
    gone = has_left(standing)
    name = full_name(reader.text("title_before"), reader.text("name"), reader.text("title_after"))
    employment = employment_of(reader.text("employment"), reader.text("cpns"), nip)
    told = Told(
        name=reader.text("position"),
        type=reader.text("position_type"),
        type_id=reader.text("position_type_id"),
        eselon=eselon(reader.text("eselon")),
        grade=reader.text("grade"),
    )
    row = PersonRow(
        row=number,
        nip=nip,
        siasn_id=reader.text("siasn_id") or None,
        name=name,
        employment=employment,
        has_left=gone,
        standing=standing,
        told=told,
        position_id=reader.text("position_id"),
        rank=_rank(reader, employment),
        position_since=reader.day("position_since"),
        rank_since=reader.day("rank_since"),
        unit_id=reader.text("unit_id"),
        unit=reader.text("unit"),
        path=tuple(reader.text(field) for field in ("unit_1", "unit_2", "unit_3")),
    )
    _complete(reader, row)
    return row if reader.usable else None


def _complete(reader: RowReader, row: PersonRow) -> None:
    if not reader.text("name"):
        reader.wrong("name", "Nama belum diisi.")
    elif why := cells.length_problem(row.name, 200):
        reader.wrong("name", why)
    if not row.told.name and not row.has_left:
        reader.wrong("position", "Jabatan belum diisi.")
    if not (row.unit_id or row.unit or any(row.path)) and not row.has_left:
        reader.wrong("unit_id" if "unit_id" in reader.places else "unit", "Unit kerja belum diisi.")
    if not row.nip:
        return
    born = cells.day_of(reader.cell("birth"))
    if born and born.strftime("%Y%m%d") != row.nip[:8]:
        reader.doubt("birth", "Tanggal lahir berbeda dengan delapan angka pertama NIP. Periksa mana yang benar.")
    if row.employment is Employment.PNS and not 1 <= int(row.nip[12:14]) <= _MONTHS:
        reader.doubt("nip", "Angka ke-13 dan ke-14 NIP seorang PNS biasanya bulan (01–12). Periksa NIP ini.")


def _rank(reader: RowReader, employment: Employment) -> str | None:
    words = reader.text("rank")
    found = golongan(words, employment) if words else None
    if words and found is None:
        reader.doubt(
            "rank", "Golongan ini tidak dikenal, jadi dikosongkan. Contoh yang dikenal: III/d, atau IX untuk PPPK."
        )
    return found


def _top_first(rows: list[PersonRow]) -> list[PersonRow]:
    """Bring the path columns into order from the top: the level with fewer different names stands higher."""
    levels = [len({row.path[level] for row in rows if row.path[level]}) for level in range(3)]
    reverse = levels[2] and levels[0] > levels[2]
    return [
        replace(row, path=tuple(name for name in (row.path[::-1] if reverse else row.path) if name)) if any(row.path)
        else replace(row, path=())
        for row in rows
    ]  # fmt: skip
