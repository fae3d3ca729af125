"""Writes what checking led to: many rows at a time, inside the transaction of the command."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.domain.people import Source
from app.intake.outcome import (
    Assignment,
    NewPerson,
    NewPosting,
    NewUnit,
    Outcome,
    PersonChange,
    Place,
    PositionEntry,
    PostingFix,
    UnitChange,
    UnitRef,
)
from app.people.models import AssessorAssignment, Person, Posting, ReferencePosition, Unit

W = TypeVar("W")
_AT_ONCE = 500
_DAY = timedelta(days=1)


class Writer:
    """One import being written."""

    def __init__(self, session: Session, effective: date) -> None:
        self.session, self.effective = session, effective
        self._units: dict[str, int] = {}

    def write(self, outcome: Outcome) -> None:
        """Write everything; what depends on other rows comes after them."""
        self._write_units(_only(outcome, NewUnit), _only(outcome, UnitChange))
        people = self._write_people(_only(outcome, NewPerson))
        for change in _only(outcome, PersonChange):
            self._change(Person, change.id, dict(change.values))
        self._write_postings(_only(outcome, NewPosting), _only(outcome, PostingFix), people)
        self._write_positions(_only(outcome, PositionEntry))
        self._write_assignments(_only(outcome, Assignment))

    def _id(self, ref: UnitRef) -> int:
        return ref if isinstance(ref, int) else self._units[ref]

    def _change(
        self, model: type[Unit | Person | Posting | AssessorAssignment], row_id: int, values: dict[str, Any]
    ) -> None:
        versioned = {**values, "version": model.version + 1, "editor": None, "editor_seq": 0}
        self.session.execute(update(model).where(model.id == row_id).values(versioned))

    def _write_units(self, new: Sequence[NewUnit], changes: Sequence[UnitChange]) -> None:
        paths = {row[0]: row[1] for row in self.session.execute(select(Unit.id, Unit.path))} if new or changes else {}
        for unit in new:
            parent = self._id(unit.parent)
            row = Unit(
                parent_id=parent, path="", name=unit.name, kind=unit.kind, is_independent=unit.is_independent,
                siasn_id=unit.siasn_id, valid_from=date(self.effective.year, 1, 1),
            )  # fmt: skip
            self.session.add(row)
            self.session.flush()
            paths[row.id] = row.path = f"{paths[parent]}{row.id}/"
            self._units[unit.key] = row.id
        self.session.flush()
        for change in changes:
            values = {"name": change.name, "siasn_id": change.siasn_id}
            values = {name: value for name, value in values.items() if value is not None}
            if change.parent is not None:
                self._change(Unit, change.id, {**values, "parent_id": self._id(change.parent)})
            else:
                self._change(Unit, change.id, values)
        if any(change.parent is not None for change in changes):
            self._rebuild_paths(paths)

    def _rebuild_paths(self, before: dict[int, str]) -> None:
        """Units moved: every path is worked out anew from the parents, and written where it differs."""
        below: dict[int | None, list[int]] = {}
        for unit_id, parent_id in self.session.execute(select(Unit.id, Unit.parent_id)):
            below.setdefault(parent_id, []).append(unit_id)
        walk = [(unit_id, "/") for unit_id in below.get(None, [])]
        for unit_id, prefix in walk:
            path = f"{prefix}{unit_id}/"
            walk.extend((child, path) for child in below.get(unit_id, []))
            if before.get(unit_id) != path:
                self.session.execute(update(Unit).where(Unit.id == unit_id).values(path=path))

    def _write_people(self, new: Sequence[NewPerson]) -> dict[str, int]:
        rows = [
            {
                "nip": p.nip,
                "siasn_id": p.siasn_id,
                "name": p.name,
                "employment": p.employment,
                "version": 1,
                "editor_seq": 0,
            }
            for p in new
        ]
        self._insert(Person, rows)
        found: dict[str, int] = {}
        for some in _slices([p.nip for p in new]):
            found |= {
                str(nip): person_id
                for nip, person_id in self.session.execute(select(Person.nip, Person.id).where(Person.nip.in_(some)))
            }
        return found

    def _write_postings(self, new: Sequence[NewPosting], fixes: Sequence[PostingFix], people: dict[str, int]) -> None:
        closing = [{"b_id": p.closes, "b_last": p.valid_from - _DAY} for p in new if p.closes is not None]
        self._close(Posting, closing)
        for fix in fixes:
            self._change(Posting, fix.id, {**self._values(fix.place), "source": Source.IMPORT})
        self._insert(
            Posting,
            [
                {
                    "person_id": posting.person if isinstance(posting.person, int) else people[posting.person],
                    "valid_from": posting.valid_from,
                    "source": Source.IMPORT,
                    "version": 1,
                    "editor_seq": 0,
                    **self._values(posting.place),
                }
                for posting in new
            ],
        )

    def _values(self, place: Place) -> dict[str, Any]:
        return {
            "unit_id": self._id(place.unit),
            "position": place.position,
            "position_kind": place.position_kind,
            "rank": place.rank,
            "eselon": place.eselon,
            "is_head": place.is_head,
            "duty": place.duty,
            "is_team_leader": place.is_team_leader,
        }

    def _write_positions(self, entries: Sequence[PositionEntry]) -> None:
        def values(entry: PositionEntry) -> dict[str, Any]:
            return {"name": entry.name, "grade": entry.grade, "retirement_age": entry.retirement_age}

        self._insert(ReferencePosition, [{"siasn_id": e.siasn_id, **values(e)} for e in entries if e.id is None])
        for entry in entries:
            if entry.id is not None:
                where = ReferencePosition.id == entry.id
                self.session.execute(update(ReferencePosition).where(where).values(values(entry)))

    def _write_assignments(self, assignments: Sequence[Assignment]) -> None:
        closing = [{"b_id": a.closes, "b_last": a.valid_from - _DAY} for a in assignments if a.closes is not None]
        self._close(AssessorAssignment, closing)
        rows = []
        for one in assignments:
            values = {"assessor_id": one.assessor_id, "basis": one.basis, "decree": one.decree, "source": Source.IMPORT}
            if one.replaces is not None:
                self._change(AssessorAssignment, one.replaces, values)
            else:
                person = {"employee_id": one.employee_id, "valid_from": one.valid_from}
                rows.append({**person, **values, "version": 1, "editor_seq": 0})
        self._insert(AssessorAssignment, rows)

    def _close(self, model: type[Posting | AssessorAssignment], rows: list[dict[str, Any]]) -> None:
        statement = (
            update(model.__table__)  # type: ignore[arg-type]
            .where(model.__table__.c.id == bindparam("b_id"))
            .values(valid_to=bindparam("b_last"), version=model.__table__.c.version + 1)
        )
        for some in _slices(rows):
            self.session.connection().execute(statement, some)

    def _insert(
        self, model: type[Person | Posting | ReferencePosition | AssessorAssignment], rows: list[dict[str, Any]]
    ) -> None:
        for some in _slices(rows):
            self.session.execute(insert(model.__table__), some)  # type: ignore[arg-type]


def _only(outcome: Outcome, kind: type[W]) -> list[W]:
    return [write for write in outcome.writes if isinstance(write, kind)]


def _slices(rows: list[W]) -> Iterable[list[W]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
