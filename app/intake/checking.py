"""From an extract to what would be written: the same for the page, the background and the command line.

The session is only read. With ``lock`` the rows that were compared stay as they are until the transaction ends, so
that what is written is what was compared.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.headings import missing_fields
from app.domain.intake import Finding, IntakeKind, Severity, error, info, warning
from app.intake import state
from app.intake.extract import Extract, Sheet
from app.intake.lists_changes import AssessorsComparison, compare_positions
from app.intake.models import ColumnChoice
from app.intake.outcome import Outcome
from app.intake.people_changes import PeopleComparison
from app.intake.people_rows import PersonRow, read_people
from app.intake.units_changes import UnitRow, UnitsComparison, read_units
from app.people.assigning import lock_tree

_HEAVIEST_FIRST = [Severity.ERROR, Severity.WARNING, Severity.INFO]


def choices(session: Session, kind: IntakeKind) -> dict[str, str]:
    """What officers decided about headings, by plain heading."""
    rows = session.execute(select(ColumnChoice.heading, ColumnChoice.field).where(ColumnChoice.kind == kind))
    return {row[0]: row[1] for row in rows}


class Check:
    """A worksheet, read once and compared as often as needed."""

    def __init__(self, kind: IntakeKind, extract: Extract, sheet: Sheet, effective: date, today: date) -> None:
        self.kind, self.sheet = kind, sheet
        self.effective, self.today = effective, today
        self._findings: list[Finding] = []
        self._tell_of_columns()
        if extract.hidden_rows:
            words = (
                f"Berkas ini memuat {extract.hidden_rows} baris tersembunyi; baris itu ikut dibaca seperti yang lain."
            )
            self._findings.append(info(0, "", words))
        for first, last, letter in sheet.merged:
            words = f"Sel gabungan (merge) dari baris {first} sampai {last}. Pisahkan, lalu isi setiap barisnya."
            self._findings.append(error(first, letter, words))
        self._people: list[PersonRow] = []
        self._units: list[UnitRow] = []
        if self.is_complete and kind is IntakeKind.PEOPLE:
            self._people, found = read_people(sheet)
            self._findings.extend(found)
        elif self.is_complete and kind is IntakeKind.UNITS:
            self._units, found = read_units(sheet)
            self._findings.extend(found)

    @property
    def is_complete(self) -> bool:
        """Whether every required column was found."""
        return not missing_fields(self.kind, set(self.sheet.places))

    def _tell_of_columns(self) -> None:
        for field in missing_fields(self.kind, set(self.sheet.places)):
            words = f"Kolom “{field.label}” tidak ditemukan. Tetapkan di “Kolom dan lembar”, atau lengkapi berkasnya."
            self._findings.append(error(self.sheet.header, "", words))
        for column in self.sheet.columns:
            if column.place is not None and not column.field and column.use == "field":
                words = f"Judul “{column.heading}” sama artinya dengan kolom lain; kolom yang pertama yang dipakai."
                self._findings.append(warning(self.sheet.header, column.letter, words))

    def letter(self, field: str) -> str:
        """The column of a field."""
        column = self.sheet.places.get(field)
        return column.letter if column else ""

    def compare(self, session: Session, *, lock: bool = False) -> Outcome:
        """What the worksheet would change as the database is now; findings are sorted, the heaviest first."""
        outcome = self._compare(session, lock=lock) if self.is_complete else Outcome()
        outcome.rows = self.sheet.rows
        found = [*self._findings, *outcome.findings]
        named = [Finding(f.severity, f.row, f.column, f.message, self.sheet.name) for f in found]
        spoiled = {finding.row for finding in found if finding.severity is Severity.ERROR and finding.row}
        outcome.unread = len(spoiled) if self.is_complete else outcome.rows
        outcome.findings = sorted(named, key=lambda f: (_HEAVIEST_FIRST.index(f.severity), f.row or 10**9, f.column))
        return outcome

    def _compare(self, session: Session, *, lock: bool) -> Outcome:
        match self.kind:
            case IntakeKind.PEOPLE:
                now = (state.Units(session, lock=lock), state.People(session, lock=lock))
                postings = state.last_postings(session, lock=lock)
                grades = {key: row[2] for key, row in state.reference_positions(session).items()}
                days = (self.effective, self.today)
                return PeopleComparison((*now, postings), grades, self.letter, days).compare(
                    self._people, whole=not any(found.severity is Severity.ERROR for found in self._findings)
                )
            case IntakeKind.UNITS:
                return UnitsComparison(state.Units(session, lock=lock), self.letter).compare(self._units)
            case IntakeKind.POSITIONS:
                return compare_positions(self.sheet, state.reference_positions(session, lock=lock))
            case IntakeKind.ASSESSORS:
                if lock:
                    lock_tree(session)
                assignments = state.last_assignments(session, lock=lock)
                people = state.People(session, lock=lock)
                return AssessorsComparison(people, assignments, self.effective).compare(self.sheet)
