"""Compares the unit reference of the register with the tree of units: two passes, children may stand before parents."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.intake import Finding, error, info, warning
from app.domain.organisation import INDEPENDENT, LONGEST_PATH, kind_of, top_down
from app.domain.ranks import folded, same_words
from app.domain.supervision import circles
from app.intake.extract import Sheet
from app.intake.outcome import CHANGED, NEW, NewUnit, Outcome, UnitChange, UnitRef
from app.intake.people_rows import RowReader
from app.intake.state import UnitNow, Units

_DIGITS_OF_AN_ID = 8


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as the file tells; ``parent_id`` is empty for one on top."""

    row: int
    id: str
    name: str
    parent_id: str


def read_units(sheet: Sheet) -> tuple[list[UnitRow], list[Finding]]:
    """Every usable row, and what is wrong with the others."""
    reader = RowReader(sheet)
    rows: dict[str, UnitRow] = {}
    for number in reader.numbers():
        row = UnitRow(number, reader.text("id", 64), reader.text("name", 200), reader.text("parent_id", 64))
        if not row.id:
            reader.wrong("id", "Kode unit belum diisi.")
        if not row.name:
            reader.wrong("name", "Nama unit belum diisi.")
        known = rows.get(row.id)
        if known and reader.usable and (known.name, known.parent_id) == (row.name, row.parent_id):
            reader.doubt("id", f"Baris ini sama dengan baris {known.row}, jadi diabaikan.")
        elif known and reader.usable:
            reader.wrong(
                "id", f"Kode unit ini juga ada di baris {known.row} dengan isi yang berbeda. Sisakan yang benar."
            )
        elif reader.usable:
            rows[row.id] = row
    return list(rows.values()), reader.findings


class UnitsComparison:
    """One file of units against the tree."""

    def __init__(self, units: Units, letters: Callable[[str], str]) -> None:
        self.units, self.letters = units, letters
        self.outcome = Outcome()
        self._refs: dict[str, UnitRef] = {}
        self._names: dict[UnitRef, str] = {unit.id: unit.name for unit in units.by_id.values()}

    def compare(self, rows: list[UnitRow]) -> Outcome:
        """Everything the file changes."""
        by_id = {row.id: row for row in rows}
        parents = {row.id: row.parent_id for row in rows if row.parent_id and row.parent_id != row.id}
        above = {row.row: by_id[row.parent_id].row for row in rows if row.id in parents and row.parent_id in by_id}
        for number in sorted(number for circle in circles(above) for number in circle):
            words = "Unit ini menjadi bawahan dirinya sendiri melalui unit lain. Perbaiki kode unit atasannya."
            self.outcome.findings.append(error(number, self.letters("parent_id"), words))
        self._missing_parents(rows, by_id)
        if not self.outcome.can_be_applied:
            return self.outcome
        tops = [row for row in rows if row.id not in parents]
        root = self._root(tops)
        for unit_id in top_down({row.id: parents.get(row.id, "") for row in rows}):
            row = by_id[unit_id]
            if row is root:
                self._identify_root(row)
            else:
                self._compare(row, self._refs.get(row.parent_id, self._known(row.parent_id)))
        self._depth()
        self._absent(by_id)
        return self.outcome

    def _known(self, siasn_id: str) -> UnitRef:
        unit = self.units.by_siasn.get(siasn_id)
        return unit.id if unit else self.units.root.id

    def _missing_parents(self, rows: list[UnitRow], by_id: dict[str, UnitRow]) -> None:
        for row in rows:
            if row.parent_id and row.parent_id not in by_id and row.parent_id not in self.units.by_siasn:
                words = f"Unit atasan dengan kode {row.parent_id[:64]} tidak ada di berkas dan belum dikenal di Tilik."
                self.outcome.findings.append(error(row.row, self.letters("parent_id"), words))

    def _root(self, tops: list[UnitRow]) -> UnitRow | None:
        """Which unit on top is the agency itself: the known one, the one of its name, or the only one."""
        root = self.units.root
        same = [r for r in tops if r.id == root.siasn_id] or [r for r in tops if same_words(r.name, root.name)]
        if not same and not root.siasn_id and len(tops) == 1 and kind_of(tops[0].name) is kind_of("Pemerintah"):
            words = f"Unit puncak “{tops[0].name}” disamakan dengan “{root.name}”; namanya di Tilik tidak diubah."
            self.outcome.findings.append(warning(tops[0].row, self.letters("name"), words))
            same = tops
        others = [row for row in tops if not same or row is not same[0]]
        for row in others:
            words = f"Unit “{row.name}” tidak punya atasan di berkas; ditempatkan langsung di bawah “{root.name}”."
            if not row.parent_id or row.parent_id == row.id:
                self.outcome.findings.append(info(row.row, self.letters("parent_id"), words))
        return same[0] if same else None

    def _identify_root(self, row: UnitRow) -> None:
        self._refs[row.id] = self.units.root.id
        if not self.units.root.siasn_id:
            self.outcome.writes.append(UnitChange(self.units.root.id, siasn_id=row.id))
            self.outcome.count("units_identified")

    def _compare(self, row: UnitRow, parent: UnitRef) -> None:
        unit = self.units.by_siasn.get(row.id) or self._adopted(row, parent)
        if unit is None:
            self._add(row, parent)
            return
        self._refs[row.id] = unit.id
        renamed = row.name if not same_words(row.name, unit.name) else None
        moved = parent if parent != unit.parent_id else None
        if renamed:
            self.outcome.alter(CHANGED, unit.name, "Nama", unit.name, renamed)
        if moved is not None:
            self.outcome.alter(CHANGED, row.name, "Unit atasan", self._name(unit.parent_id), self._name(moved))
        identified = None if unit.siasn_id else row.id
        if renamed or moved is not None or identified:
            self.outcome.writes.append(UnitChange(unit.id, renamed, moved, identified))
            self.outcome.count("units_changed" if renamed or moved is not None else "units_identified")
            self.outcome.changed += bool(renamed) or moved is not None

    def _adopted(self, row: UnitRow, parent: UnitRef) -> UnitNow | None:
        """A unit older than the register's ids: of that name below the same unit, or the only one so named."""
        below = self.units.below.get((parent, folded(row.name))) if isinstance(parent, int) else None
        same = [below] if below else self.units.by_name.get(folded(row.name), [])
        free = [unit for unit in same if not unit.siasn_id and unit.id not in self._refs.values()]
        return free[0] if len(free) == 1 and free[0].parent_id is not None else None

    def _add(self, row: UnitRow, parent: UnitRef) -> None:
        kind = kind_of(row.name)
        unit = NewUnit(f"u:{row.id}", parent, row.name, kind, kind in INDEPENDENT, row.id)
        self._refs[row.id] = unit.key
        self._names[unit.key] = row.name
        self.outcome.writes.append(unit)
        self.outcome.new += 1
        self.outcome.count("units_new")
        self.outcome.alter(NEW, row.name, "Unit", "", f"{kind.label}, di bawah {self._name(parent)}")

    def _name(self, ref: UnitRef | None) -> str:
        return self._names.get(ref, "") if ref is not None else ""

    def _depth(self) -> None:
        """Refuse a tree whose paths would not fit: the path of a unit lists the ids of all above it."""
        deepest: dict[UnitRef, int] = {unit.id: unit.path.count("/") - 1 for unit in self.units.by_id.values()}
        for write in self.outcome.writes:
            if isinstance(write, NewUnit):
                deepest[write.key] = deepest[write.parent] + 1
                if deepest[write.key] * _DIGITS_OF_AN_ID > LONGEST_PATH:
                    levels = LONGEST_PATH // _DIGITS_OF_AN_ID
                    words = f"Unit “{write.name}” berada terlalu dalam: lebih dari {levels} tingkat."
                    self.outcome.findings.append(error(0, "", words))

    def _absent(self, by_id: dict[str, UnitRow]) -> None:
        for siasn_id, unit in self.units.by_siasn.items():
            if siasn_id not in by_id:
                words = f"Unit “{unit.name}” ada di Tilik, tidak ada di berkas. Tidak diubah."
                self.outcome.findings.append(info(0, "", words))
