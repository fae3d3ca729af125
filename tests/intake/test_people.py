"""People of an export become people here: new ones, changed ones, and those an officer corrected."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.audit.models import AuditEntry
from app.db import atomic, db
from app.domain.intake import Severity
from app.domain.people import Employment, PositionKind, Source, UnitKind
from app.intake import writing
from app.intake.models import Intake
from app.people.models import Person, Posting, Unit
from tests.conftest import login_of
from tests.intake.books import NURSE, TEACHER, people_book
from tests.intake.steps import bring, count, look, one, person, told

NIP = "198505172010012001"
DAY = date(2026, 11, 2)


def altered(**changes: Any) -> bytes:
    """The nurse of the export, with some columns changed ('__' stands for a space)."""
    return people_book({**NURSE, **{name.replace("__", " "): value for name, value in changes.items()}})


def mark_as_corrected(app: Flask, nip: str) -> None:
    with app.app_context(), atomic() as session:
        who = select(Person.id).where(Person.nip == nip).scalar_subquery()
        session.execute(update(Posting).where(Posting.person_id == who).values(source=Source.OFFICER))


def test_new_people_are_there_with_their_posting(app: Flask) -> None:
    outcome = bring(app, people_book(NURSE, TEACHER))
    assert (outcome.new, outcome.changed) == (2, 0)
    nurse, teacher = person(app, NIP), person(app, "199001022024211002")
    assert (nurse["name"], nurse["employment"]) == ("LUMBUNG SERAYU, A.Md.Kep.", Employment.PNS)
    assert (teacher["name"], teacher["employment"]) == ("TANJUNG AWANGGA, S.Pd.", Employment.PPPK)
    (posting,) = nurse["postings"]
    assert posting["unit_name"] == "Puskesmas Muara Kejora"
    assert (posting["position"], posting["rank"]) == ("Perawat Terampil", "Penata Muda Tk. I, III/b")
    assert (posting["position_kind"], posting["source"]) == (PositionKind.FUNCTIONAL_SKILLED, Source.IMPORT)
    assert (posting["valid_from"], posting["valid_to"]) == (date(2022, 4, 1), None)
    assert teacher["postings"][0]["rank"] == "Golongan IX"


def test_the_same_file_again_changes_nothing(app: Flask) -> None:
    data = people_book(NURSE, TEACHER)
    bring(app, data)
    before = [count(app, model) for model in (Person, Posting, Unit)]
    again = bring(app, data)
    assert (again.new, again.changed, again.unchanged, again.writes) == (0, 0, 2, [])
    assert [count(app, model) for model in (Person, Posting, Unit)] == before


def test_one_entry_of_the_trail_tells_of_an_import(app: Flask) -> None:
    bring(app, people_book(NURSE, TEACHER))
    with app.app_context():
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "intake.apply"))
        assert entry.detail == '{"changed": 0, "new": 2, "rows": 2}'
        db.session.remove()


def test_a_failure_in_the_middle_leaves_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [count(app, model) for model in (Person, Posting, Unit, Intake)]

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(writing.Writer, "_write_assignments", fail)
    with pytest.raises(ZeroDivisionError):
        bring(app, altered(UNOR__ID="U-1", UNOR__NAMA="Klinik Baru"))
    assert [count(app, model) for model in (Person, Posting, Unit, Intake)] == before


def test_an_error_in_one_row_forbids_all(app: Flask) -> None:
    before = count(app, Person)
    outcome = bring(app, people_book(NURSE, {**TEACHER, "NIP BARU": "123"}))
    assert not outcome.can_be_applied
    assert (outcome.rows, outcome.unread, outcome.new, outcome.unchanged) == (2, 1, 1, 0)
    assert count(app, Person) == before


def test_a_new_position_begins_on_its_day_and_the_old_one_ends_the_day_before(app: Flask) -> None:
    bring(app, people_book(NURSE))
    outcome = bring(app, altered(JABATAN__NAMA="Perawat Mahir", TMT__JABATAN="2025-06-01"))
    assert (outcome.new, outcome.changed) == (0, 1)
    new, old = person(app, NIP)["postings"]
    assert (new["position"], new["valid_from"], new["valid_to"]) == ("Perawat Mahir", date(2025, 6, 1), None)
    assert (old["position"], old["valid_to"]) == ("Perawat Terampil", date(2025, 5, 31))


@pytest.mark.parametrize("since", ["", "2019-01-01", "2099-01-01"])
def test_without_a_sensible_day_a_change_counts_from_the_day_of_the_import(app: Flask, since: str) -> None:
    bring(app, people_book(NURSE))
    bring(app, altered(JABATAN__NAMA="Perawat Mahir", TMT__JABATAN=since), effective=DAY)
    new, old = person(app, NIP)["postings"]
    assert (new["valid_from"], old["valid_to"]) == (DAY, DAY - timedelta(days=1))


def test_a_promotion_alone_keeps_duty_team_and_headship(app: Flask) -> None:
    bring(app, people_book(NURSE))
    with app.app_context(), atomic() as session:
        who = select(Person.id).where(Person.nip == NIP).scalar_subquery()
        kept = {"duty": "Ketua Tim", "is_team_leader": True, "is_head": False}
        session.execute(update(Posting).where(Posting.person_id == who).values(**kept))
    bring(app, altered(GOL__AKHIR__NAMA="III/c", TMT__GOLONGAN="2026-04-01"))
    new, old = person(app, NIP)["postings"]
    assert (new["rank"], new["valid_from"], new["duty"], new["is_team_leader"]) == (
        "Penata, III/c", date(2026, 4, 1), "Ketua Tim", True,
    )  # fmt: skip
    assert old["rank"] == "Penata Muda Tk. I, III/b"


def test_a_move_on_the_same_day_again_is_put_right_in_its_place(app: Flask) -> None:
    bring(app, people_book(NURSE), effective=DAY)
    bring(app, altered(UNOR__NAMA="Dinas Kesehatan"), effective=date(2022, 4, 1))
    (posting,) = person(app, NIP)["postings"]
    assert posting["unit_name"] == "Dinas Kesehatan"


def test_what_an_officer_corrected_stays_and_the_difference_is_shown(app: Flask) -> None:
    bring(app, people_book(NURSE))
    mark_as_corrected(app, NIP)
    outcome = bring(app, altered(JABATAN__NAMA="Perawat Mahir", UNOR__NAMA="Dinas Kesehatan"))
    assert (outcome.changed, outcome.writes) == (0, [])
    assert [(a.sort, a.field, a.before, a.after) for a in outcome.alterations] == [
        ("kept", "Jabatan", "Perawat Terampil", "Perawat Mahir"),
        ("kept", "Unit", "Puskesmas Muara Kejora", "Dinas Kesehatan"),
    ]
    (posting,) = person(app, NIP)["postings"]
    assert (posting["position"], posting["source"]) == ("Perawat Terampil", Source.OFFICER)


def test_a_pppk_who_comes_back_with_a_new_number_is_the_same_person(app: Flask) -> None:
    bring(app, people_book(TEACHER))
    outcome = bring(app, people_book({**TEACHER, "NIP BARU": "199001022026212002"}))
    assert (outcome.new, outcome.changed) == (0, 1)
    assert person(app, "199001022026212002")["siasn_id"] == "A8ACA7FF0002"


def test_ended_service_stays_ended_unless_a_new_contract_began(app: Flask) -> None:
    bring(app, people_book(TEACHER))
    with app.app_context(), atomic() as session:
        session.execute(update(Person).where(Person.siasn_id == "A8ACA7FF0002").values(ended_on=date(2025, 12, 31)))
    outcome = bring(app, people_book(TEACHER))
    assert "sudah berakhir; tetap demikian" in one(outcome, "Layanan").message
    assert person(app, "199001022024211002")["ended_on"] == date(2025, 12, 31)
    again = {**TEACHER, "NIP BARU": "199001022026212002", "TMT JABATAN": "2026-02-01"}
    bring(app, people_book(again))
    found = person(app, "199001022026212002")
    assert found["ended_on"] is None
    assert found["postings"][0]["valid_from"] == date(2026, 2, 1)


def test_whoever_comes_back_has_a_post_though_an_officer_corrected_the_one_before(app: Flask) -> None:
    bring(app, people_book(TEACHER))
    mark_as_corrected(app, "199001022024211002")
    with app.app_context(), atomic() as session:
        who = select(Person.id).where(Person.siasn_id == "A8ACA7FF0002").scalar_subquery()
        session.execute(update(Posting).where(Posting.person_id == who).values(valid_to=date(2025, 12, 31)))
        session.execute(update(Person).where(Person.siasn_id == "A8ACA7FF0002").values(ended_on=date(2025, 12, 31)))
    bring(app, people_book({**TEACHER, "NIP BARU": "199001022026212002", "TMT JABATAN": "2026-02-01"}))
    found = person(app, "199001022026212002")
    assert found["ended_on"] is None
    assert next((row["valid_from"], row["valid_to"]) for row in found["postings"]) == (date(2026, 2, 1), None)


def test_people_known_by_nip_get_their_register_number(app: Flask) -> None:
    melur = login_of("melur")
    row = {**NURSE, "NIP BARU": melur, "PNS ID": "X-1", "TANGGAL LAHIR": "", "TMT JABATAN": "", "TMT GOLONGAN": ""}
    known = person(app, melur)
    same = {"NAMA": known["name"].upper(), "GELAR BELAKANG": "", "JABATAN NAMA": known["postings"][0]["position"]}
    rank = {"GOL AKHIR NAMA": known["postings"][0]["rank"], "JENIS PEGAWAI NAMA": known["employment"].label}
    outcome = bring(app, people_book({**row, **same, **rank}))
    assert (outcome.new, outcome.changed) == (0, 0), outcome.alterations
    found = person(app, melur)
    assert (found["siasn_id"], found["name"]) == ("X-1", known["name"])
    assert len(found["postings"]) == 1


def test_numbers_of_two_people_in_one_row_forbid_the_import(sqlite_app: Flask) -> None:
    bring(sqlite_app, people_book(NURSE))
    mixed = {**NURSE, "NIP BARU": login_of("melur")}
    assert one(look(sqlite_app, people_book(mixed)), "sedangkan PNS ID-nya milik").severity is Severity.ERROR
    other = {**NURSE, "PNS ID": "lain"}
    assert one(look(sqlite_app, people_book(other)), "PNS ID yang lain").severity is Severity.ERROR


def test_whoever_left_is_listed_and_neither_added_nor_ended(sqlite_app: Flask) -> None:
    gone = {"KEDUDUKAN HUKUM NAMA": "Pensiun BUP"}
    outcome = look(sqlite_app, people_book({**NURSE, **gone}))
    assert one(outcome, "tidak diimpor").severity is Severity.INFO
    assert outcome.writes == []
    bring(sqlite_app, people_book(NURSE))
    outcome = bring(sqlite_app, people_book({**NURSE, **gone}))
    assert one(outcome, "perlu diakhiri layanannya").severity is Severity.WARNING
    assert person(sqlite_app, NIP)["ended_on"] is None


def test_whoever_is_missing_is_listed_within_the_kinds_of_the_file(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, people_book(TEACHER))
    missing = [f.message for f in outcome.findings if "tidak ada di berkas" in f.message]
    assert len(missing) == 22
    assert {f.severity for f in outcome.findings} == {Severity.INFO}
    assert outcome.writes[0].__class__.__name__ == "NewPerson"


def test_nobody_is_called_missing_while_rows_cannot_be_read(sqlite_app: Flask) -> None:
    outcome = look(sqlite_app, people_book(TEACHER, {**NURSE, "NIP BARU": "12"}))
    assert [finding.message for finding in outcome.findings] == ["NIP harus 18 angka."]


def test_a_unit_only_the_file_knows_is_made_below_the_agency_with_a_warning(app: Flask) -> None:
    outcome = bring(app, altered(UNOR__ID="U-77", UNOR__NAMA="UPTD Puskesmas Baru"))
    assert one(outcome, "belum dikenal; akan dibuat").severity is Severity.WARNING
    with app.app_context():
        unit = db.session.scalars(select(Unit).where(Unit.siasn_id == "U-77")).one()
        root = db.session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
        assert (unit.name, unit.kind, unit.is_independent) == ("UPTD Puskesmas Baru", UnitKind.HEALTH_CENTRE, True)
        assert unit.path == f"/{root.id}/{unit.id}/"
        db.session.remove()


def test_a_unit_of_the_same_name_gets_its_register_number(sqlite_app: Flask) -> None:
    before = count(sqlite_app, Unit)
    outcome = bring(sqlite_app, altered(UNOR__ID="U-5"))
    assert told(outcome) == []
    assert count(sqlite_app, Unit) == before
    assert bring(sqlite_app, altered(UNOR__ID="U-5", UNOR__NAMA="Nama lain di berkas")).writes == []


@pytest.mark.parametrize("turned", [False, True])
def test_the_path_columns_build_the_tree(sqlite_app: Flask, *, turned: bool) -> None:
    names = ["Dinas Perikanan", "Bidang Tangkap", "Seksi Kapal"], ["Dinas Perikanan", "Bidang Tangkap", "Seksi Jaring"]
    columns = ["UNOR (1)", "UNOR (2)", "UNOR (3)"][:: -1 if turned else 1]
    rows = [
        {**who, "UNOR NAMA": path[2], **dict(zip(columns, path, strict=True))}
        for who, path in zip((NURSE, TEACHER), names, strict=True)
    ]
    headings = [*NURSE, "UNOR (1)", "UNOR (2)", "UNOR (3)"]
    outcome = bring(sqlite_app, people_book(*rows, headings=headings))
    assert told(outcome) == []
    with sqlite_app.app_context():
        units = {unit.name: unit for unit in db.session.scalars(select(Unit))}
        assert units["Seksi Kapal"].parent_id == units["Seksi Jaring"].parent_id == units["Bidang Tangkap"].id
        assert units["Bidang Tangkap"].parent_id == units["Dinas Perikanan"].id
        assert units["Seksi Kapal"].path.startswith(units["Bidang Tangkap"].path)
        db.session.remove()
    assert bring(sqlite_app, people_book(*rows, headings=headings)).writes == []


HEAD = {**NURSE, "JABATAN NAMA": "Kepala Dinas Perikanan", "ESELON NAMA": "II.b", "UNOR ID": "U-9"}
HEAD |= {"UNOR NAMA": "Dinas Perikanan", "JENIS JABATAN NAMA": "Jabatan Pimpinan Tinggi Pratama"}


def test_the_head_of_a_new_unit_is_known_by_the_position(app: Flask) -> None:
    bring(app, people_book(HEAD))
    (posting,) = person(app, NIP)["postings"]
    assert (posting["is_head"], posting["eselon"], posting["position_kind"]) == (True, "II.b", PositionKind.JPT_PRATAMA)


def test_of_two_heads_the_higher_eselon_counts_and_of_equals_nobody(sqlite_app: Flask) -> None:
    second = {**TEACHER, **{k: HEAD[k] for k in ("JABATAN NAMA", "UNOR ID", "UNOR NAMA")}, "ESELON NAMA": "III.a"}
    outcome = look(sqlite_app, people_book(second, HEAD))
    heads = [w.place.is_head for w in outcome.writes if hasattr(w, "place")]
    assert heads == [False, True]
    outcome = look(sqlite_app, people_book({**second, "ESELON NAMA": "II.b"}, HEAD))
    assert [w.place.is_head for w in outcome.writes if hasattr(w, "place")] == [False, False]
    assert one(outcome, "sekaligus").severity is Severity.WARNING


def test_a_unit_that_has_its_head_keeps_it(sqlite_app: Flask) -> None:
    rival = {**NURSE, "JABATAN NAMA": "Kepala Dinas Kesehatan", "ESELON NAMA": "II.b", "UNOR NAMA": "Dinas Kesehatan"}
    outcome = look(sqlite_app, people_book(rival))
    assert "di Tilik sudah dipimpin" in one(outcome, "Tidak ada yang ditandai").message
    assert [w.place.is_head for w in outcome.writes if hasattr(w, "place")] == [False]
