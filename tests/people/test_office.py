"""The personnel office: units, people, assessors, corrections with an effective date."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from app.db import atomic, db
from app.people import queries, tally
from app.people.models import AssessorAssignment, Posting
from tests.conftest import Who, person_id
from tests.page import Page, Visitor

MIDWIFE, COLLEAGUE, HEAD, OFFICE_HEAD = "dahlia", "kenanga", "cempaka", "angsana"
UNIT_OFFICER, AGENCY_OFFICER, ADMINISTRATOR, OTHER_OFFICER = "kenari", "widuri", "regulus", "tekukur"


def take_assessor_away(app: Flask, *keys: str) -> None:
    """As after an import: nobody told who assesses them."""
    ids = [person_id(app, key) for key in keys]
    with app.app_context():
        with atomic() as session:
            for row in session.scalars(select(AssessorAssignment).where(AssessorAssignment.employee_id.in_(ids))):
                session.delete(row)
        tally.recount(tally.OF_PEOPLE, queries.today())


def page_of(visitor: Visitor, app: Flask, key: str, below: str = "", status: int = 200) -> Page:
    """The page of somebody."""
    return visitor.get(f"/pegawai/{person_id(app, key)}{below}", status)


def assessor_of(app: Flask, key: str) -> int | None:
    """Who assesses somebody today."""
    with app.app_context():
        return queries.assessor_of(person_id(app, key), queries.today())


def unit_of(app: Flask, key: str) -> int:
    """Where somebody works today."""
    with app.app_context():
        return queries.person(person_id(app, key), queries.today()).unit_id


def test_an_officer_finds_people_by_name_and_by_nip_in_the_own_units_only(app: Flask, who: Who) -> None:
    kenari, tekukur = who(UNIT_OFFICER), who(OTHER_OFFICER)
    assert "Dahlia" in kenari.get("/unit/?cari=dahl").text
    with app.app_context():
        number = queries.person(person_id(app, MIDWIFE), queries.today()).nip or ""
    assert "Dahlia" in kenari.get(f"/unit/?cari={number[:8]} {number[8:]}").text
    assert "Tidak ada yang cocok" in tekukur.get("/unit/?cari=dahlia").text
    page_of(tekukur, app, MIDWIFE, status=404)


def test_a_search_is_text_and_never_a_pattern(who: Who) -> None:
    visitor = who(AGENCY_OFFICER)
    assert "Tidak ada yang cocok" in visitor.get("/unit/?cari=%25%25%25").text
    assert "Tidak ada yang cocok" in visitor.get("/unit/?cari=___").text


def test_the_unit_shows_its_people_and_who_lacks_an_assessor(app: Flask, who: Who) -> None:
    take_assessor_away(app, MIDWIFE)
    page = who(UNIT_OFFICER).get(f"/unit/{unit_of(app, MIDWIFE)}")
    row = next(row for row in page.soup.find_all("tr") if "Dahlia" in row.get_text())
    assert "Belum ada penilai" in row.get_text()
    assert "Belum memiliki penilai" in page_of(who(UNIT_OFFICER), app, MIDWIFE).text


def test_sure_proposals_are_taken_over_at_once_and_those_who_have_an_assessor_are_left_alone(
    app: Flask, who: Who
) -> None:
    take_assessor_away(app, MIDWIFE, COLLEAGUE)
    before = assessor_of(app, "seroja")
    visitor = who(UNIT_OFFICER)
    assert "Puskesmas" in visitor.get("/penilai/").text
    page = visitor.get(f"/penilai/unit/{unit_of(app, MIDWIFE)}")
    assert "Pasti: kepala unitnya." in page.text
    done = visitor.submit(page, f"/penilai/unit/{unit_of(app, MIDWIFE)}")
    assert "2 usulan diterima." in done.text
    assert assessor_of(app, MIDWIFE) == assessor_of(app, COLLEAGUE) == person_id(app, HEAD)
    assert assessor_of(app, "seroja") == before
    assert "sudah memiliki penilai" in visitor.get("/penilai/").text
    with app.app_context():
        row = db.session.scalars(
            select(AssessorAssignment).where(AssessorAssignment.employee_id == person_id(app, MIDWIFE))
        ).one()
        assert (row.source.value, row.basis.value) == ("proposal", "delegated")


TODAY = "2026-11-22"


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    """Effective dates are typed by hand: the day must not change under the test."""
    with time_machine.travel(datetime(2026, 11, 22, 3, tzinfo=UTC), tick=True):
        yield


def choose(visitor: Visitor, app: Flask, key: str, other: str, status: int = 200, /, **changes: str) -> Page:
    """Give somebody an assessor through the page, found by NIP."""
    with app.app_context():
        number = queries.person(person_id(app, other), queries.today()).nip or ""
    page = page_of(visitor, app, key, f"/penilai?cari={number}")
    typed = {"assessor": str(person_id(app, other)), "basis": "plt", "decree": "800/12/2026", "since": TODAY}
    return visitor.submit(page, "/penilai", status, **{**typed, **changes})


def history(app: Flask, key: str) -> list[tuple[str, date, date | None]]:
    """Source and span of all assessors somebody ever had."""
    with app.app_context():
        rows = db.session.scalars(
            select(AssessorAssignment)
            .where(AssessorAssignment.employee_id == person_id(app, key))
            .order_by(AssessorAssignment.valid_from)
        )
        return [(row.source.value, row.valid_from, row.valid_to) for row in rows]


def test_another_assessor_from_a_day_on_ends_the_one_before_the_day_before(app: Flask, who: Who) -> None:
    page = choose(who(UNIT_OFFICER), app, MIDWIFE, OFFICE_HEAD)
    assert page.path == f"/pegawai/{person_id(app, MIDWIFE)}"
    assert "800/12/2026" in page.text
    assert "Koreksi petugas" in page.text
    assert assessor_of(app, MIDWIFE) == person_id(app, OFFICE_HEAD)
    assert history(app, MIDWIFE) == [
        ("setup", date(2025, 1, 1), date(2026, 11, 21)),
        ("officer", date(2026, 11, 22), None),
    ]


def test_an_assessor_planned_for_later_counts_from_then_and_a_correction_today_ends_before_it(
    app: Flask, who: Who
) -> None:
    visitor = who(UNIT_OFFICER)
    choose(visitor, app, MIDWIFE, OFFICE_HEAD, since="2027-01-01")
    assert assessor_of(app, MIDWIFE) == person_id(app, HEAD)
    choose(visitor, app, MIDWIFE, COLLEAGUE)
    assert [row[1:] for row in history(app, MIDWIFE)][1:] == [
        (date(2026, 11, 22), date(2026, 12, 31)),
        (date(2027, 1, 1), None),
    ]


def test_correcting_twice_on_one_day_leaves_one_assignment_of_that_day(app: Flask, who: Who) -> None:
    visitor = who(UNIT_OFFICER)
    choose(visitor, app, MIDWIFE, OFFICE_HEAD)
    choose(visitor, app, MIDWIFE, COLLEAGUE)
    assert len(history(app, MIDWIFE)) == 2
    assert assessor_of(app, MIDWIFE) == person_id(app, COLLEAGUE)


@pytest.mark.parametrize(
    ("slip", "words"),
    [
        ((HEAD, MIDWIFE, {}), "lingkaran"),
        ((MIDWIFE, UNIT_OFFICER, {}), "diri sendiri"),
        ((MIDWIFE, OFFICE_HEAD, {"since": "2062-01-01"}), "terlalu jauh"),
        ((MIDWIFE, OFFICE_HEAD, {"since": "kemarin"}), "Tanggal ini tidak ada"),
        ((MIDWIFE, OFFICE_HEAD, {"since": ""}), "Isi tanggalnya"),
        ((MIDWIFE, OFFICE_HEAD, {"basis": "titip"}), "tidak ada di daftar"),
        ((MIDWIFE, OFFICE_HEAD, {"assessor": "999999"}), "tidak ada di daftar"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(
    app: Flask, who: Who, slip: tuple[str, str, dict[str, str]], words: str
) -> None:
    employee, assessor, changes = slip
    before = history(app, employee)
    page = choose(who(UNIT_OFFICER), app, employee, assessor, 422, **changes)
    assert words in page.text
    assert page.text.startswith("Kesalahan:")
    assert history(app, employee) == before


def test_a_circle_that_would_close_on_a_later_day_is_refused_today(app: Flask, who: Who) -> None:
    officer = who(AGENCY_OFFICER)
    choose(officer, app, MIDWIFE, COLLEAGUE, since="2026-12-12")
    page = choose(officer, app, COLLEAGUE, MIDWIFE, 422)
    assert "lingkaran" in page.text
    assert assessor_of(app, COLLEAGUE) == person_id(app, HEAD)


def test_two_officers_who_change_one_assessor_at_once_hear_of_each_other(app: Flask, who: Who) -> None:
    kenari, widuri = who(UNIT_OFFICER), who(AGENCY_OFFICER)
    page = page_of(kenari, app, MIDWIFE, "/penilai?cari=angsana")
    choose(widuri, app, MIDWIFE, COLLEAGUE)
    typed = {"assessor": str(person_id(app, OFFICE_HEAD)), "basis": "plt", "since": TODAY}
    assert "Sudah berubah lebih dahulu" in kenari.submit(page, "/penilai", 409, **typed).text
    assert assessor_of(app, MIDWIFE) == person_id(app, COLLEAGUE)


def test_the_administrator_may_look_but_not_decide_who_assesses_whom(app: Flask, who: Who) -> None:
    visitor = who(ADMINISTRATOR)
    assert not page_of(visitor, app, MIDWIFE).offers("Ganti penilai")
    page_of(visitor, app, MIDWIFE, "/penilai", 403)
    page_of(visitor, app, MIDWIFE, "/jabatan", 403)


def test_somebody_moves_to_another_unit_from_a_day_on(app: Flask, who: Who) -> None:
    visitor, old_unit = who(UNIT_OFFICER), unit_of(app, MIDWIFE)
    with app.app_context():
        office = queries.person(person_id(app, OFFICE_HEAD), queries.today())
    page = page_of(visitor, app, MIDWIFE, f"/jabatan?cari={office.unit}")
    changes = {"unit": str(office.unit_id), "position": "Bidan Ahli Pertama", "reason": "SK 12/2026"}
    assert "Isi alasannya" in visitor.submit(page, "/jabatan", 422, **{**changes, "reason": ""}).text
    back = visitor.submit(page, "/jabatan", 422, **changes, since="2024-12-31")
    assert "terlalu jauh" in back.text
    after = visitor.submit(page, "/jabatan", 404, **changes, since=TODAY)  # no longer this officer's to see
    assert after.status == 404
    assert unit_of(app, MIDWIFE) == office.unit_id != old_unit
    shown = page_of(who(AGENCY_OFFICER), app, MIDWIFE)
    assert "Koreksi petugas: SK 12/2026" in shown.text
    with app.app_context():
        spans = db.session.execute(
            select(Posting.valid_from, Posting.valid_to)
            .where(Posting.person_id == person_id(app, MIDWIFE))
            .order_by(Posting.valid_from)
        ).all()
    assert [tuple(row) for row in spans] == [
        (date(2025, 1, 1), date(2026, 11, 21)),
        (date(2026, 11, 22), None),
    ]


def test_a_slip_in_the_posting_is_mended_in_place_when_it_counts_from_the_same_day(app: Flask, who: Who) -> None:
    visitor = who(AGENCY_OFFICER)
    with app.app_context(), atomic() as session:
        posting = session.scalars(select(Posting).where(Posting.person_id == person_id(app, MIDWIFE))).one()
        posting.valid_from = date(2026, 11, 1)
    page = page_of(visitor, app, MIDWIFE, "/jabatan")
    after = visitor.submit(page, "/jabatan", rank="Penata, III/c", reason="salah ketik", since="2026-11-01")
    assert "Penata, III/c" in after.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Posting).where(
            Posting.person_id == person_id(app, MIDWIFE))) == 1  # fmt: skip


def test_an_official_without_nip_is_added_by_hand_and_an_asn_needs_one(app: Flask, who: Who) -> None:
    visitor = who(AGENCY_OFFICER)
    path = f"/unit/{unit_of(app, OFFICE_HEAD)}/orang-baru"
    page = visitor.get(path)
    typed = {
        "name": "Merpati Lautanteduh", "position": "Wakil Bupati", "position_kind": "political",
        "employment": "non_asn", "reason": "Keputusan 1/2026", "is_head": [],
    }  # fmt: skip
    assert "NIP harus 18 angka" in visitor.submit(page, path, 422, **{**typed, "employment": "pns"}).text
    after = visitor.submit(page, path, **typed)
    assert after.h1 == "Merpati Lautanteduh"
    assert "Pejabat ini tidak dinilai di sini" in after.text
    with app.app_context():
        known = queries.person(person_id(app, MIDWIFE), queries.today()).nip or ""
    again = visitor.submit(page, path, 422, **{**typed, "employment": "pns", "nip": known})
    assert "NIP ini sudah tercatat" in again.text


def test_a_unit_is_added_below_another_and_renamed(app: Flask, who: Who) -> None:
    visitor = who(AGENCY_OFFICER)
    path = f"/unit/{unit_of(app, OFFICE_HEAD)}/baru"
    page = visitor.submit(visitor.get(path), path, name="Seksi Mutu Layanan", kind="section")
    assert page.h1 == "Seksi Mutu Layanan"
    edit = visitor.get(f"{page.path}/ubah")
    assert visitor.submit(edit, "/ubah", name="Seksi Mutu").h1 == "Seksi Mutu"
    assert "Sudah berubah lebih dahulu" in visitor.submit(edit, "/ubah", 409, name="Seksi Lain").text
    assert "Isi nama unitnya" in visitor.submit(visitor.get(edit.path), "/ubah", 422, name="").text
