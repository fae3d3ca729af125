"""Units, positions and assessors from their files."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import atomic, db
from app.domain.intake import Finding, Severity
from app.domain.people import AssignmentBasis, PositionKind, Source, UnitKind
from app.people.models import AssessorAssignment, Person, ReferencePosition, Unit
from tests.conftest import login_of
from tests.intake.books import NURSE, TEACHER, book, people_book
from tests.intake.steps import ASSESSORS, POSITIONS, UNITS, bring, count, look, one, told

HEADINGS = ["ID", "NAMA_UNOR", "ID_ATASAN"]
TREE = [
    ["S", "Seksi Kapal", "B"],
    ["B", "Bidang Tangkap", "D"],
    ["D", "Dinas Perikanan", "R"],
    ["R", "Pemerintah Kabupaten Nusa Melati", ""],
    ["P", "Puskesmas Muara Kejora", "K"],
    ["K", "Dinas Kesehatan", "R"],
]


def units_book(*rows: list[str]) -> bytes:
    return book([HEADINGS, *rows])


def tree(app: Flask) -> dict[str, Unit]:
    """Units by name; every path fits the parents."""
    with app.app_context():
        units = list(db.session.scalars(select(Unit)))
        by_id = {unit.id: unit for unit in units}
        for unit in units:
            above = by_id[unit.parent_id].path if unit.parent_id else "/"
            assert unit.path == f"{above}{unit.id}/", unit.name
        db.session.expunge_all()
        db.session.remove()
        return {unit.name: unit for unit in units}


def test_a_tree_is_built_whatever_the_order_of_its_rows(app: Flask) -> None:
    outcome = bring(app, units_book(*TREE), UNITS)
    assert (outcome.rows, outcome.new, outcome.changed) == (6, 3, 0)
    assert told(outcome) == []
    units = tree(app)
    assert units["Seksi Kapal"].parent_id == units["Bidang Tangkap"].id
    assert units["Dinas Perikanan"].kind is UnitKind.OFFICE
    assert (units["Puskesmas Muara Kejora"].siasn_id, units["Dinas Kesehatan"].siasn_id) == ("P", "K")
    assert units["Pemerintah Kabupaten Nusa Melati"].siasn_id == "R"
    assert bring(app, units_book(*TREE), UNITS).writes == []


def test_a_unit_that_moves_takes_all_below_it_along(app: Flask) -> None:
    bring(app, units_book(*TREE), UNITS)
    moved = [[a, b, "K" if a == "B" else c] for a, b, c in TREE]
    outcome = bring(app, units_book(*moved), UNITS)
    assert (outcome.new, outcome.changed) == (0, 1)
    (change,) = outcome.alterations
    assert (change.field, change.before, change.after) == ("Unit atasan", "Dinas Perikanan", "Dinas Kesehatan")
    assert tree(app)["Seksi Kapal"].path.startswith(tree(app)["Dinas Kesehatan"].path)


def test_a_unit_can_move_below_one_that_is_new(app: Flask) -> None:
    bring(app, units_book(*TREE), UNITS)
    rows = [[a, b, "N" if a == "S" else c] for a, b, c in TREE]
    bring(app, units_book(*rows, ["N", "Bidang Armada", "D"]), UNITS)
    assert tree(app)["Seksi Kapal"].parent_id == tree(app)["Bidang Armada"].id


def test_a_new_name_is_shown_old_beside_new(sqlite_app: Flask) -> None:
    bring(sqlite_app, units_book(*TREE), UNITS)
    renamed = [[a, "Bidang Perikanan Tangkap" if a == "B" else b, c] for a, b, c in TREE]
    (change,) = bring(sqlite_app, units_book(*renamed), UNITS).alterations
    assert (change.before, change.after) == ("Bidang Tangkap", "Bidang Perikanan Tangkap")


BAD_TREES: dict[str, tuple[list[list[str]], str, int]] = {
    "a circle": ([["A", "Bidang A", "B"], ["B", "Bidang B", "A"]], "bawahan dirinya sendiri", 2),
    "an unknown unit above": ([["A", "Bidang A", "X"]], "kode X tidak ada di berkas", 1),
    "no name": ([["A", "", ""]], "Nama unit belum diisi", 1),
    "no id": ([["", "Bidang A", ""]], "Kode unit belum diisi", 1),
    "one id for two units": ([["A", "Bidang A", ""], ["A", "Bidang B", ""]], "dengan isi yang berbeda", 1),
}


@pytest.mark.parametrize("name", BAD_TREES)
def test_a_tree_that_cannot_be_is_refused_with_its_row(sqlite_app: Flask, name: str) -> None:
    rows, words, times = BAD_TREES[name]
    outcome = look(sqlite_app, units_book(*rows), UNITS)
    found = [finding for finding in outcome.findings if words in finding.message]
    assert [finding.severity for finding in found] == [Severity.ERROR] * times
    assert outcome.writes == [] or not outcome.can_be_applied


def test_several_units_on_top_hang_below_the_agency(sqlite_app: Flask) -> None:
    bring(sqlite_app, units_book(["A", "Dinas Angin", ""], ["B", "Dinas Ombak", "B"]), UNITS)
    units = tree(sqlite_app)
    root = units["Pemerintah Kabupaten Nusa Melati"].id
    assert {units["Dinas Angin"].parent_id, units["Dinas Ombak"].parent_id} == {root}


def test_the_only_top_of_another_name_is_taken_for_the_agency_with_a_warning(sqlite_app: Flask) -> None:
    rows = [["R", "Pemerintah Kab. Nusa Melati", ""], ["A", "Dinas Angin", "R"]]
    outcome = bring(sqlite_app, units_book(*rows), UNITS)
    assert one(outcome, "disamakan dengan").severity is Severity.WARNING
    root = tree(sqlite_app)["Pemerintah Kabupaten Nusa Melati"]
    assert (root.siasn_id, tree(sqlite_app)["Dinas Angin"].parent_id) == ("R", root.id)


def test_positions_are_added_and_changed(app: Flask) -> None:
    rows: list[Any] = [
        ["ID", "Nama_jabatan", "JENJANG", "BUP"],
        ["J1", "Guru", "MU", 60],
        ["J2", "Bidan", "TR", "58.0"],
    ]
    outcome = bring(app, book(rows), POSITIONS)
    assert (outcome.new, count(app, ReferencePosition)) == (2, 2)
    assert bring(app, book(rows), POSITIONS).writes == []
    rows[1] = ["J1", "Guru", "MD", 60]
    outcome = bring(app, book(rows), POSITIONS)
    assert (outcome.new, outcome.changed) == (0, 1)
    assert (outcome.alterations[0].before, outcome.alterations[0].after) == ("Guru, MU, BUP 60", "Guru, MD, BUP 60")


def test_a_known_position_tells_the_kind_the_file_leaves_out(sqlite_app: Flask) -> None:
    bring(sqlite_app, book([["ID", "NAMA", "JENJANG"], ["J2", "Bidan", "TR"]]), POSITIONS)
    outcome = look(sqlite_app, people_book({**NURSE, "JABATAN NAMA": "Bidan", "JABATAN ID": "J2"}))
    kinds = [write.place.position_kind for write in outcome.writes if hasattr(write, "place")]
    assert kinds == [PositionKind.FUNCTIONAL_SKILLED]


ASSESSING = ["NIP", "NIP penilai", "dasar", "nomor SK", "mulai"]
NURSE_NIP, TEACHER_NIP = "198505172010012001", "199001022024211002"
DAY = date(2026, 3, 1)


def assessors_book(*rows: list[Any]) -> bytes:
    return book([ASSESSING, *rows])


@pytest.fixture
def moved_in(app: Flask) -> Flask:
    """Two people without assessors."""
    bring(app, people_book(NURSE, TEACHER))
    return app


def assignments(app: Flask, nip: str) -> list[Any]:
    model = AssessorAssignment
    with app.app_context():
        rows = db.session.execute(
            select(model.basis, model.decree, model.valid_from, model.valid_to, model.source)
            .join(Person, Person.id == model.employee_id)
            .where(Person.nip == nip)
            .order_by(model.valid_from.desc())
        ).all()
        db.session.remove()
        return list(rows)


def test_assessors_are_assigned_and_the_one_before_ends_the_day_before(moved_in: Flask) -> None:
    bring(moved_in, assessors_book([NURSE_NIP, login_of("cempaka"), "Definitif", "", "2026-01-01"]), ASSESSORS)
    outcome = bring(
        moved_in, assessors_book([NURSE_NIP, login_of("angsana"), "Plt", "800/12", "1 Maret 2026"]), ASSESSORS
    )
    assert (outcome.new, outcome.changed) == (0, 1)
    assert assignments(moved_in, NURSE_NIP) == [
        (AssignmentBasis.PLT, "800/12", DAY, None, Source.IMPORT),
        (AssignmentBasis.DEFINITIVE, None, date(2026, 1, 1), DAY - timedelta(days=1), Source.IMPORT),
    ]
    same = assessors_book([NURSE_NIP, login_of("angsana"), "plt.", "800/12", "2026-03-01"])
    assert bring(moved_in, same, ASSESSORS).writes == []


def test_an_officers_choice_stays_and_a_proposal_gives_way(moved_in: Flask) -> None:
    for source, kept in ((Source.OFFICER, True), (Source.PROPOSAL, False)):
        with moved_in.app_context(), atomic() as session:
            nip = login_of("melur")
            who = select(Person.id).where(Person.nip == nip).scalar_subquery()
            session.execute(
                update(AssessorAssignment).where(AssessorAssignment.employee_id == who).values(source=source)
            )
        outcome = bring(moved_in, assessors_book([login_of("melur"), login_of("angsana"), "", "", ""]), ASSESSORS)
        assert [change.sort for change in outcome.alterations] == ["kept" if kept else "changed"]
        assert bool(outcome.writes) is not kept


def test_the_regent_is_named_by_name(sqlite_app: Flask) -> None:
    bring(sqlite_app, people_book(NURSE))
    outcome = bring(sqlite_app, assessors_book([NURSE_NIP, "Rajawali Nusateduh, S.I.P.", "definitif"]), ASSESSORS)
    assert outcome.new == 1


BAD_ASSESSORS: dict[str, tuple[list[Any], str, str]] = {
    "nobody known": (["198001012005011999", "melur", ""], "Tidak ada pegawai dengan NIP ini", "A"),
    "an assessor nobody knows": (["melur", "198001012005011999", ""], "dengan NIP penilai ini", "B"),
    "oneself": (["melur", "melur", ""], "menilai dirinya sendiri", "B"),
    "an unknown basis": (["melur", "angsana", "titipan"], "Dasar ini tidak dikenal", "C"),
    "a circle": (["cempaka", "melur", "definitif"], "Penilaian berputar", "B"),
    "a slip of the year": (["melur", "angsana", "definitif", "", "01-01-2062"], "lebih dari setahun di depan", "E"),
}


@pytest.mark.parametrize("name", BAD_ASSESSORS)
def test_an_assignment_that_cannot_be_is_told_with_its_place(sqlite_app: Flask, name: str) -> None:
    row, words, column = BAD_ASSESSORS[name]
    nips = [login_of(cell) if cell.isalpha() and cell != row[2] else cell for cell in row]
    finding: Finding = one(look(sqlite_app, assessors_book(nips), ASSESSORS), words)
    assert (finding.severity, finding.row, finding.column) == (Severity.ERROR, 2, column)


def test_two_assessors_for_one_person_are_one_too_many(sqlite_app: Flask) -> None:
    rows = [[login_of("melur"), login_of(key), ""] for key in ("angsana", "cempaka")]
    assert "Sisakan satu" in one(look(sqlite_app, assessors_book(*rows), ASSESSORS), "baris 2").message


def test_a_delegation_without_its_decree_is_noticed(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, assessors_book([login_of("melur"), login_of("angsana"), "pendelegasian"]), ASSESSORS)
    assert one(outcome, "nomornya belum diisi").severity is Severity.WARNING


def test_the_days_of_an_assessor_who_left_stay_with_that_assessor(moved_in: Flask) -> None:
    bring(moved_in, assessors_book([NURSE_NIP, login_of("cempaka"), "", "", "2026-01-01"]), ASSESSORS)
    left = date(2026, 6, 30)
    with moved_in.app_context(), atomic() as session:
        nurse = select(Person.id).where(Person.nip == NURSE_NIP).scalar_subquery()
        session.execute(update(AssessorAssignment).where(AssessorAssignment.employee_id == nurse).values(valid_to=left))
    again = assessors_book([NURSE_NIP, login_of("angsana"), "", "", "2026-01-01"])
    bring(moved_in, again, ASSESSORS, effective=date(2026, 8, 1))
    assert [row[2:4] for row in assignments(moved_in, NURSE_NIP)] == [
        (date(2026, 7, 1), None),
        (date(2026, 1, 1), left),
    ]


def test_an_assessor_who_leaves_is_not_kept_until_the_next_one_begins(moved_in: Flask) -> None:
    bring(moved_in, assessors_book([NURSE_NIP, login_of("cempaka"), "", "", "2026-01-01"]), ASSESSORS)
    with moved_in.app_context(), atomic() as session:
        nurse = select(Person.id).where(Person.nip == NURSE_NIP).scalar_subquery()
        mine = AssessorAssignment.employee_id == nurse
        session.execute(update(AssessorAssignment).where(mine).values(valid_to=date(2026, 6, 30)))
    later = assessors_book([NURSE_NIP, login_of("angsana"), "", "", "2026-08-01"])
    bring(moved_in, later, ASSESSORS, effective=date(2026, 6, 1))
    assert [row[2:4] for row in assignments(moved_in, NURSE_NIP)] == [
        (date(2026, 8, 1), None),
        (date(2026, 1, 1), date(2026, 6, 30)),
    ]


def test_an_officers_choice_stays_until_the_assessor_leaves(moved_in: Flask) -> None:
    bring(moved_in, assessors_book([NURSE_NIP, login_of("cempaka"), "", "", "2026-01-01"]), ASSESSORS)
    last = date(2026, 12, 31)
    with moved_in.app_context(), atomic() as session:
        nurse = select(Person.id).where(Person.nip == NURSE_NIP).scalar_subquery()
        chosen = {"valid_to": last, "source": Source.OFFICER}
        mine = AssessorAssignment.employee_id == nurse
        session.execute(update(AssessorAssignment).where(mine).values(**chosen))
    other = assessors_book([NURSE_NIP, login_of("angsana"), "", "", ""])
    outcome = bring(moved_in, other, ASSESSORS, effective=date(2026, 8, 1))
    assert [change.sort for change in outcome.alterations] == ["kept"]
    bring(moved_in, other, ASSESSORS, effective=date(2027, 1, 1))
    assert [row[2:4] for row in assignments(moved_in, NURSE_NIP)] == [
        (date(2027, 1, 1), None),
        (date(2026, 1, 1), last),
    ]
