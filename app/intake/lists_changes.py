"""Compares the register's list of positions, and the office's list of assessors, with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.intake import error
from app.domain.organisation import FURTHEST
from app.domain.people import AssignmentBasis, Employment, Source
from app.domain.ranks import folded, same_words
from app.domain.supervision import circles
from app.intake.extract import Sheet
from app.intake.outcome import CHANGED, KEPT, NEW, Assignment, Outcome, PositionEntry
from app.intake.people_rows import RowReader
from app.intake.state import AssignmentNow, People, PersonNow

Known = tuple[int, str, str | None, int | None]
_BASES = (
    ("definitif", AssignmentBasis.DEFINITIVE),
    ("delegasi", AssignmentBasis.DELEGATED),
    ("plt", AssignmentBasis.PLT),
    ("pelaksana tugas", AssignmentBasis.PLT),
    ("plh", AssignmentBasis.PLH),
    ("pelaksana harian", AssignmentBasis.PLH),
    ("ambil alih", AssignmentBasis.TAKEN_OVER),
)
_OLDEST = 100


def compare_positions(sheet: Sheet, known: Mapping[str, Known]) -> Outcome:
    """Everything a list of positions changes."""
    reader, outcome = RowReader(sheet), Outcome()
    first: dict[str, int] = {}
    for number in reader.numbers():
        entry = _position(reader, known)
        if not reader.usable:
            continue
        if entry.siasn_id in first:
            reader.doubt("id", f"Kode jabatan ini sudah ada di baris {first[entry.siasn_id]}; baris ini diabaikan.")
            continue
        first[entry.siasn_id] = number
        old = known.get(entry.siasn_id)
        if old is None:
            outcome.new += 1
            outcome.count("positions_new")
            outcome.alter(NEW, entry.name, "Jabatan", "", entry.grade or "–")
        elif old[1:] != (entry.name, entry.grade, entry.retirement_age):
            outcome.changed += 1
            outcome.count("positions_changed")
            before, after = (_told(*old[1:]), _told(entry.name, entry.grade, entry.retirement_age))
            outcome.alter(CHANGED, entry.name, "Jabatan", before, after)
        else:
            continue
        outcome.writes.append(entry)
    outcome.findings.extend(reader.findings)
    return outcome


def _told(name: str, grade: str | None, age: int | None) -> str:
    return ", ".join(str(part) for part in (name, grade, f"BUP {age}" if age else None) if part)


def _position(reader: RowReader, known: Mapping[str, Known]) -> PositionEntry:
    siasn_id, name = reader.text("id", 64), reader.text("name", 200)
    if not siasn_id:
        reader.wrong("id", "Kode jabatan belum diisi.")
    if not name:
        reader.wrong("name", "Nama jabatan belum diisi.")
    age = reader.text("retirement_age")
    if age and not (age.isdigit() and int(age) < _OLDEST):
        reader.doubt("retirement_age", "Batas usia pensiun harus angka tahun, misalnya 58; dikosongkan.")
        age = ""
    old = known.get(siasn_id)
    grade = reader.text("grade", 64) or None
    return PositionEntry(old[0] if old else None, siasn_id, name, grade, int(age) if age else None)


@dataclass(frozen=True, slots=True)
class AssessorRow:
    """Who is to assess whom, as the file tells."""

    row: int
    employee: PersonNow
    assessor: PersonNow
    basis: AssignmentBasis
    decree: str | None
    since: date | None


class AssessorsComparison:
    """A list of assessors against the assignments."""

    def __init__(
        self, people: People, assignments: dict[int, AssignmentNow], effective: date
    ) -> None:  # fmt: skip
        self.people, self.assignments, self.effective = people, assignments, effective
        self.outcome = Outcome()
        self._officials = {folded(p.name): p for p in people.by_id.values() if p.employment is Employment.NON_ASN}

    def compare(self, sheet: Sheet) -> Outcome:
        """Everything the list changes."""
        reader = RowReader(sheet)
        rows: dict[int, AssessorRow] = {}
        for number in reader.numbers():
            row = self._row(reader, number)
            if row is None:
                continue
            known = rows.get(row.employee.id)
            if known is None:
                rows[row.employee.id] = row
            elif (known.assessor, known.basis, known.decree, known.since) == (
                row.assessor,
                row.basis,
                row.decree,
                row.since,
            ):
                reader.doubt("nip", f"Baris ini sama dengan baris {known.row}, jadi diabaikan.")
            else:
                reader.wrong(
                    "nip", f"Pegawai ini juga ada di baris {known.row} dengan penilai yang lain. Sisakan satu."
                )
        self.outcome.findings.extend(reader.findings)
        self._circles(rows, reader)
        for row in rows.values():
            self._compare(row)
        return self.outcome

    def _row(self, reader: RowReader, number: int) -> AssessorRow | None:
        nip = reader.nip("nip")
        employee = self.people.by_nip.get(nip)
        if nip and employee is None:
            reader.wrong(
                "nip", "Tidak ada pegawai dengan NIP ini di Tilik. Impor pegawainya dahulu, atau periksa NIP-nya."
            )
        elif employee and employee.ended_on:
            reader.wrong("nip", f"Layanan {employee.name} sudah berakhir, jadi tidak perlu penilai.")
        assessor = self._assessor(reader)
        basis = self._basis(reader)
        since = reader.day("since")
        if since and since - self.effective > FURTHEST:
            reader.wrong("since", "Tanggal mulai ini lebih dari setahun di depan. Periksa tahunnya.")
        if employee and assessor and employee.id == assessor.id:
            reader.wrong("assessor_nip", "Pegawai tidak dapat menilai dirinya sendiri.")
        decree = reader.text("decree", 200) or None
        if basis is not AssignmentBasis.DEFINITIVE and not decree:
            reader.doubt("decree", f"Dasar “{basis.label}” biasanya dengan surat keputusan; nomornya belum diisi.")
        if not reader.usable or employee is None or assessor is None:
            return None
        return AssessorRow(number, employee, assessor, basis, decree, since)

    def _assessor(self, reader: RowReader) -> PersonNow | None:
        """By NIP; an official without one, such as the regent, by the name."""
        official = self._officials.get(folded(reader.text("assessor_nip")))
        if official is not None:
            return official
        nip = reader.nip("assessor_nip")
        found = self.people.by_nip.get(nip)
        if nip and (found is None or found.ended_on):
            reader.wrong("assessor_nip", "Tidak ada pegawai aktif dengan NIP penilai ini di Tilik. Periksa NIP-nya.")
            return None
        return found

    def _basis(self, reader: RowReader) -> AssignmentBasis:
        words = reader.text("basis").casefold()
        for start, basis in _BASES:
            if start in words:
                return basis
        if words:
            reader.wrong(
                "basis", "Dasar ini tidak dikenal. Isi: definitif, pendelegasian, Plt, Plh, atau diambil alih."
            )
        return AssignmentBasis.DEFINITIVE

    def _circles(self, rows: dict[int, AssessorRow], reader: RowReader) -> None:
        graph = {
            a.employee_id: a.assessor_id
            for a in self.assignments.values()
            if a.valid_to is None or a.valid_to >= self.effective
        }
        for row in rows.values():
            if not self._is_kept(row):
                graph[row.employee.id] = row.assessor.id
        for person_id in (person_id for circle in circles(graph) for person_id in circle):
            if person_id in rows:
                words = "Penilaian berputar: pegawai ini ikut menilai penilainya sendiri melalui orang lain."
                self.outcome.findings.append(error(rows[person_id].row, reader.letter("assessor_nip"), words))

    def _is_kept(self, row: AssessorRow) -> bool:
        old = self.assignments.get(row.employee.id)
        if old is None or old.source is not Source.OFFICER:
            return False
        start = max(row.since or self.effective, self.effective)
        return old.valid_to is None or old.valid_to >= start

    def _compare(self, row: AssessorRow) -> None:
        old = self.assignments.get(row.employee.id)
        current = old if old and (old.valid_to is None or old.valid_to >= self.effective) else None
        before = self.people.by_id[current.assessor_id].name if current else ""
        same = current and current.assessor_id == row.assessor.id and current.basis is row.basis
        if current and same and (row.decree is None or same_words(current.decree, row.decree)):
            return
        subject, after = row.employee.name, f"{row.assessor.name} ({row.basis.label})"
        if current and self._is_kept(row):
            self.outcome.count("kept")
            self.outcome.alter(KEPT, subject, "Penilai", before, after)
            return
        start = row.since or self.effective
        values = (row.employee.id, row.assessor.id, row.basis, row.decree)
        if old and old.valid_to and old.valid_to < start:
            current = None  # it ends before by itself
        elif old and current is None and old.valid_to:
            start = old.valid_to + timedelta(days=1)  # the days before belong to whoever it was then
        if current is None:
            self.outcome.new += 1
            self.outcome.writes.append(Assignment(*values, start))
        elif start <= current.valid_from:
            self.outcome.changed += 1
            self.outcome.writes.append(Assignment(*values, current.valid_from, replaces=current.id))
        else:
            self.outcome.changed += 1
            self.outcome.writes.append(Assignment(*values, start, closes=current.id))
        self.outcome.count("assignments")
        self.outcome.alter(CHANGED if current else NEW, subject, "Penilai", before, after)
