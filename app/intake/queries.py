"""Every read of imports, as frozen values."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.db import db
from app.domain.errors import DeniedError, NotFoundError
from app.domain.headings import FIELDS
from app.domain.intake import Alteration, Finding, IntakeKind, IntakeState
from app.intake import checking
from app.intake.extract import Column, Folder, Sheet
from app.intake.models import Intake
from app.people.models import Person

LINES, PER_PAGE = 20, 50
_WORKING = frozenset({IntakeState.WAITING, IntakeState.APPLYING})
SORTS = {
    "people_new": "Pegawai baru",
    "people_changed": "Data diri pegawai diubah",
    "people_identified": "PNS ID pegawai dilengkapi",
    "postings_new": "Jabatan baru dicatat, yang lama berakhir",
    "postings_fixed": "Jabatan dilengkapi di tempatnya",
    "units_new": "Unit baru",
    "units_changed": "Unit diubah atau dipindah",
    "units_identified": "Kode SIASN unit dilengkapi",
    "positions_new": "Referensi jabatan baru",
    "positions_changed": "Referensi jabatan diubah",
    "assignments": "Penilai ditetapkan",
    "kept": "Koreksi petugas dipertahankan",
}


@dataclass(frozen=True)
class Summary:
    """Counts of a checked file."""

    rows: int
    unread: int
    new: int
    changed: int
    unchanged: int
    errors: int
    warnings: int
    infos: int
    alterations: int
    sorts: tuple[tuple[str, int], ...]

    @property
    def findings(self) -> int:
        """Everything that was found."""
        return self.errors + self.warnings + self.infos


@dataclass(frozen=True)
class IntakeView:
    """An import as its page shows it."""

    id: int
    kind: IntakeKind
    state: IntakeState
    filename: str
    sheet: str
    effective_on: date
    refusal: str
    done_percent: int
    uploaded_by: str | None
    uploaded_at: datetime
    applied_by: str | None
    applied_at: datetime | None
    version: int
    token: str
    summary: Summary | None

    @property
    def is_working(self) -> bool:
        """Whether something is being done to it right now."""
        return self.state in _WORKING

    @property
    def can_be_applied(self) -> bool:
        """Whether nothing forbids it."""
        return self.state is IntakeState.CHECKED and self.summary is not None and self.summary.errors == 0

    @property
    def changes_anything(self) -> bool:
        """Whether applying it would write anything."""
        return self.summary is not None and any(name != SORTS["kept"] for name, _ in self.summary.sorts)


_Uploader, _Applier = aliased(Person), aliased(Person)
_INTAKES = (
    select(
        Intake.id,
        Intake.kind,
        Intake.state,
        Intake.filename,
        Intake.sheet,
        Intake.effective_on,
        Intake.refusal,
        Intake.done_percent,
        _Uploader.name.label("uploaded_by"),
        Intake.uploaded_at,
        _Applier.name.label("applied_by"),
        Intake.applied_at,
        Intake.version,
        Intake.token,
        Intake.summary,
    )
    .outerjoin(_Uploader, _Uploader.id == Intake.uploaded_by)
    .outerjoin(_Applier, _Applier.id == Intake.applied_by)
)


def intakes(number: int) -> tuple[list[IntakeView], bool]:
    """A page of imports, the last first; whether there are more."""
    start = (number - 1) * LINES
    rows = db.session.execute(_INTAKES.order_by(Intake.id.desc()).offset(start).limit(LINES + 1)).all()
    return [_view(row) for row in rows[:LINES]], len(rows) > LINES


def intake(intake_id: int) -> IntakeView:
    """One import.

    Raises:
        NotFoundError: there is none.
    """
    row = db.session.execute(_INTAKES.where(Intake.id == intake_id)).first()
    if row is None:
        raise NotFoundError("Impor tidak ditemukan.")
    return _view(row)


def _view(row: Any) -> IntakeView:
    values = {name: value for name, value in row._mapping.items() if name != "summary"}  # noqa: SLF001
    return IntakeView(**values, summary=_summary(row.summary))


def _summary(text: str) -> Summary | None:
    if not text:
        return None
    stored = json.loads(text)
    found = stored["problems"]
    return Summary(
        rows=stored["rows"],
        unread=stored["unread"],
        new=stored["new"],
        changed=stored["changed"],
        unchanged=stored["unchanged"],
        errors=found["error"],
        warnings=found["warning"],
        infos=found["info"],
        alterations=stored["alterations"],
        sorts=tuple((words, stored["sorts"][name]) for name, words in SORTS.items() if name in stored["sorts"]),
    )


def findings(data_dir: Path, view: IntakeView, number: int) -> tuple[list[Finding], bool]:
    """A page of what was found; whether there is more."""
    found = Folder(data_dir, view.token).findings((number - 1) * PER_PAGE, PER_PAGE + 1)
    return found[:PER_PAGE], len(found) > PER_PAGE


def alterations(data_dir: Path, view: IntakeView, number: int) -> tuple[list[Alteration], bool]:
    """A page of the changes; whether there are more."""
    found = Folder(data_dir, view.token).alterations((number - 1) * PER_PAGE, PER_PAGE + 1)
    return found[:PER_PAGE], len(found) > PER_PAGE


@dataclass(frozen=True)
class Layout:
    """Worksheets and columns of a file, and what a column can stand for."""

    sheets: tuple[str, ...]
    sheet: Sheet
    fields: tuple[tuple[str, str], ...]

    @property
    def open_columns(self) -> tuple[Column, ...]:
        """Columns whose meaning can be corrected."""
        return tuple(column for column in self.sheet.columns if column.place is not None)

    @property
    def dropped(self) -> dict[str, list[str]]:
        """Headings of columns that were not kept, by why."""
        found: dict[str, list[str]] = {}
        for column in self.sheet.columns:
            if column.place is None:
                found.setdefault(column.use.value, []).append(column.heading)
        return found


def layout(data_dir: Path, view: IntakeView) -> Layout:
    """The columns of a checked file.

    Raises:
        DeniedError: it is being worked on, or is over.
    """
    folder = Folder(data_dir, view.token)
    if view.state is not IntakeState.CHECKED or not folder.exists():
        raise DeniedError("Kolom hanya dapat diatur setelah berkas diperiksa dan sebelum diterapkan.")
    extract = folder.extract(view.kind, checking.choices(db.session(), view.kind))
    fields = tuple((field.name, field.label) for field in FIELDS[view.kind])
    names = tuple(sheet.name for sheet in extract.sheets if sheet.header)
    return Layout(names, extract.sheet(view.kind, view.sheet), fields)


def to_annotate(data_dir: Path, view: IntakeView) -> tuple[Sheet, list[Finding]]:
    """The worksheet and everything found in it.

    Raises:
        NotFoundError: the extract is no more.
    """
    folder = Folder(data_dir, view.token)
    if view.state is not IntakeState.CHECKED or not folder.exists():
        raise NotFoundError("Berkas ini sudah tidak disimpan.")
    extract = folder.extract(view.kind, checking.choices(db.session(), view.kind))
    return extract.sheet(view.kind, view.sheet), folder.findings()
