"""A worksheet as people filled it in: its headings found, its cells by field, its problems told by place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.filling import plain, tidy
from app.domain.intake import Finding, Severity
from app.exchange.workbook_plan import Token, token_of
from app.exchange.workbook_reading import Rows, Sheets
from app.intake.container import UnusableError
from app.intake.extract import letter_of

HEADER_WITHIN = 10


@dataclass(frozen=True)
class Row:
    """One filled row: cells by field, and what its hidden column says."""

    number: int
    cells: Mapping[str, str]
    token: Token | None

    def text(self, name: str) -> str:
        """A cell, tidied; empty where there is none."""
        return tidy(self.cells.get(name, ""))


@dataclass
class Sheet:
    """A worksheet with what is wrong in it."""

    name: str
    places: dict[str, int]
    header: int
    rows: list[Row]
    findings: list[Finding] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether there is a column for a field."""
        return name in self.places

    def wrong(self, row: int, name: str, message: str) -> None:
        """Tell of a cell that must be mended."""
        letter = letter_of(self.places[name]) if name in self.places else ""
        self.findings.append(Finding(Severity.ERROR, row, letter, message, self.name))

    def limited(self, row: Row, name: str, most: int) -> str:
        """The text of a cell, which must not be too long."""
        text = row.text(name)
        if len(text) > most:
            told = f"{most:,}".replace(",", ".")
            self.wrong(row.number, name, f"Terlalu panjang: paling banyak {told} karakter. Persingkat tulisannya.")
        return text


def find(sheets: Sheets, name: str, headings: Mapping[str, Sequence[str]], needed: Sequence[str]) -> Sheet | None:
    """The worksheet of that name, or else the one with its headings; None when there is none.

    Raises:
        UnusableError: the worksheet is there and has lost a heading that is needed.
    """
    named = [title for title in sheets.rows if plain(title).casefold() == name.casefold()]
    for title in (*named, *(title for title in sheets.rows if title not in named)):
        best = _header(sheets.rows[title], headings)
        if best and all(field in best[1] for field in needed):
            return Sheet(title, best[1], best[0], list(_rows(sheets.rows[title], *best)))
    if named:
        wanted = ", ".join(f"“{headings[field][0]}”" for field in needed)
        raise UnusableError(
            f"Judul kolom di lembar “{named[0]}” tidak lengkap. Yang diperlukan: {wanted}. Kembalikan judul kolomnya "
            "seperti di buku kerja yang diunduh, lalu unggah lagi."
        )
    return None


def _header(rows: Rows, headings: Mapping[str, Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Number of the row with most of the headings, and where each field stands."""
    best: tuple[int, dict[str, int]] | None = None
    for number, cells in rows[:HEADER_WITHIN]:
        places: dict[str, int] = {}
        for index, cell in enumerate(cells):
            for name, words in headings.items():
                if plain(cell).casefold() in {word.casefold() for word in words}:
                    places.setdefault(name, index)
        if places and (best is None or len(places) > len(best[1])):
            best = (number, places)
    return best


def _rows(rows: Rows, header: int, places: dict[str, int]) -> Iterator[Row]:
    for number, cells in rows:
        if number > header:
            texts = {name: cells[index] if index < len(cells) else "" for name, index in places.items()}
            yield Row(number, texts, token_of(cells))
