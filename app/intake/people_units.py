"""Where people of a file belong: units known by id or name, and units only the file knows, which will be written."""

from app.domain.intake import Finding, error, warning
from app.domain.organisation import INDEPENDENT, kind_of
from app.domain.ranks import folded
from app.intake.outcome import NEW, NewUnit, Outcome, UnitChange, UnitRef
from app.intake.people_rows import PersonRow
from app.intake.state import Units


class Placing:
    """Finds the unit of each row; what is missing is planned once."""

    def __init__(self, units: Units, letters: tuple[str, str], outcome: Outcome) -> None:
        self._units, self._outcome = units, outcome
        self._id_letter, self._name_letter = letters
        self._planned: dict[tuple[UnitRef, str], NewUnit] = {}
        self._by_siasn: dict[str, UnitRef] = {}
        self._names: dict[UnitRef, str] = {unit.id: unit.name for unit in units.by_id.values()}
        self._taken: set[int] = set()

    def name(self, ref: UnitRef) -> str:
        """The name of a unit, written or planned."""
        return self._names[ref]

    def of(self, row: PersonRow) -> UnitRef | None:
        """The unit of a row; None when it cannot be told, which is an error."""
        if row.unit_id in self._units.by_siasn:
            return self._units.by_siasn[row.unit_id].id
        if row.unit_id in self._by_siasn:
            return self._by_siasn[row.unit_id]
        if row.path:
            found: UnitRef | None = self._down(row)
        elif row.unit_id:
            found = self._by_id(row)
        else:
            return self._by_name(row)
        if row.unit_id and found is not None:
            self._by_siasn[row.unit_id] = found
        return found

    def _down(self, row: PersonRow) -> UnitRef:
        root = self._units.root
        names = [name for name in row.path if folded(name) != folded(root.name)]
        if row.unit and (not names or folded(names[-1]) != folded(row.unit)):
            names.append(row.unit)
        ref: UnitRef = root.id
        for depth, name in enumerate(names, 1):
            known = self._units.below.get((ref, folded(name))) if isinstance(ref, int) else None
            is_last = depth == len(names)
            if known is None:
                ref = self._plan(ref, name, row.unit_id if is_last else "", row.row)
            else:
                self._adopt(known.id, row.unit_id if is_last else "")
                ref = known.id
        return ref

    def _by_id(self, row: PersonRow) -> UnitRef:
        same = [u for u in self._units.by_name.get(folded(row.unit), []) if not u.siasn_id and u.id not in self._taken]
        if row.unit and len(same) == 1:
            self._adopt(same[0].id, row.unit_id)
            return same[0].id
        return self._plan(self._units.root.id, row.unit or f"Unit {row.unit_id}", row.unit_id, row.row, told=False)

    def _by_name(self, row: PersonRow) -> UnitRef | None:
        same = self._units.by_name.get(folded(row.unit), [])
        if len(same) == 1:
            return same[0].id
        if same:
            message = (
                f"Ada {len(same)} unit bernama “{row.unit}”. Sertakan kolom UNOR ID agar jelas unit yang dimaksud."
            )
        else:
            message = f"Unit “{row.unit}” belum dikenal. Impor dahulu berkas unit organisasi, atau perbaiki namanya."
        self._outcome.findings.append(error(row.row, self._name_letter, message))
        return None

    def _adopt(self, unit_id: int, siasn_id: str) -> None:
        if not siasn_id or self._units.by_id[unit_id].siasn_id or unit_id in self._taken:
            return
        self._taken.add(unit_id)
        self._outcome.writes.append(UnitChange(unit_id, siasn_id=siasn_id))
        self._outcome.count("units_identified")

    def _plan(self, parent: UnitRef, name: str, siasn_id: str, row: int, *, told: bool = True) -> UnitRef:
        planned = self._planned.get((parent, folded(name)))
        if planned is not None and (not siasn_id or planned.siasn_id in {None, siasn_id}):
            return planned.key
        kind = kind_of(name)
        unit = NewUnit(f"u{len(self._names)}", parent, name, kind, kind in INDEPENDENT, siasn_id or None)
        self._planned.setdefault((parent, folded(name)), unit)
        self._names[unit.key] = name
        self._outcome.writes.append(unit)
        self._outcome.count("units_new")
        self._outcome.alter(NEW, name, "Unit", "", f"{kind.label}, di bawah {self._names[parent]}")
        if not told:
            self._outcome.findings.append(self._unknown(row, name))
        return unit.key

    def _unknown(self, row: int, name: str) -> Finding:
        return warning(
            row,
            self._id_letter,
            f"Unit “{name}” belum dikenal; akan dibuat langsung di bawah instansi. Impor berkas unit organisasi "
            "sesudahnya untuk menempatkannya.",
        )
