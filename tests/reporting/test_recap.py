"""The recap of ratings comes from signed contents that were reported, is made by a job, and is its maker's alone."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from openpyxl import load_workbook

from app.db import atomic, db
from app.documents.models import StoredFile
from app.domain.rating import OverallRating
from app.domain.recap import COLUMNS, Order
from app.jobs.worker import run_due
from app.people.models import Person
from app.reporting import handing_up, recapping
from tests.audit.stage import Stage
from tests.conftest import SET_MIDWIFE, Who, login_of, person_id
from tests.page import Page, Visitor
from tests.reporting.steps import finished, unit_id

UNIT_OFFICER, OFFICER = "kenari", "widuri"
URL = "/pelaporan/rekap/?periode=0"
RATES = {"very_good": "110", "good": "100", "needs_improvement": "75", "poor": "50", "very_poor": "25"}


@pytest.fixture(autouse=True)
def data_dir(app: Flask) -> Path:
    """Where files lie."""
    folder: Path = app.extensions["tilik"].settings.data_dir
    return folder


def reported(app: Flask) -> None:
    """The evaluation of the midwife, reported."""
    number = finished(app)
    with app.app_context():
        handing_up.report(Stage(app).head, [number])
        db.session.remove()


def work(app: Flask) -> None:
    """Do the jobs."""
    with app.app_context():
        run_due(app.extensions["tilik"].jobs)
        db.session.remove()


def ask(visitor: Visitor, **changes: str) -> Page:
    """Ask for a recap."""
    page = visitor.get(URL)
    action = next(str(f["action"]) for f in page.soup.select("form[method=post]") if "/rekap/" in str(f["action"]))
    return visitor.submit(page, action, **{"kind": "ratings", "order": "best_first", **changes})


def sheets(app: Flask, visitor: Visitor, page: Page) -> dict[str, list[list[Any]]]:
    """The rows of the workbook by sheet."""
    work(app)
    ready = visitor.get(page.path)
    link = next(link for link in ready.links() if link.endswith(".xlsx"))
    book = load_workbook(io.BytesIO(visitor.client.get(link).data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def by_heading(rows: list[list[Any]]) -> dict[str, Any]:
    """The only row below the headings, by heading."""
    at = next(number for number, row in enumerate(rows) if row[0] == "No")
    (row,) = rows[at + 1 :]
    return dict(zip(rows[at], row, strict=True))


def test_a_reported_evaluation_stands_there_in_the_words_of_the_signed_form(app: Flask, who: Who) -> None:
    reported(app)
    officer = who(UNIT_OFFICER)
    page = ask(officer)
    assert "Sedang disiapkan" in page.text
    found = sheets(app, officer, page)
    row = by_heading(found["Rekap"])
    assert list(row) == [heading for heading, _ in COLUMNS]
    assert row["NIP"] == login_of(SET_MIDWIFE)
    assert (row["Rating Hasil Kerja"], row["Rating Perilaku"], row["Predikat"]) == (
        "Sesuai ekspektasi", "Di atas ekspektasi", "Baik",
    )  # fmt: skip
    assert (row["hasilKerjaNilai"], row["perilakuKerjaNilai"], row["kuadranKinerjaNilai"]) == ("2", "1", "2")
    assert row["Nama Penilai"] == "dr. Cempaka Tirtakarang, M.K.M."
    assert (row["Status Penilai"], row["Status Keberatan"]) == ("ASN", "Tidak ada")
    assert row["Persentase TPP"] is None
    assert any("instansi belum mengisinya" in str(line[0]) for line in found["Rekap"])


def test_the_recap_keeps_what_was_signed_when_the_register_changes(app: Flask, who: Who) -> None:
    reported(app)
    with app.app_context(), atomic() as session:
        person = session.get_one(Person, person_id(app, SET_MIDWIFE))
        before, person.name = person.name, "=1+1"
    officer = who(UNIT_OFFICER)
    row = by_heading(sheets(app, officer, ask(officer))["Rekap"])
    assert row["Nama"] == before


def test_what_was_not_reported_tells_no_rating(app: Flask, who: Who) -> None:
    finished(app)
    with app.app_context(), atomic() as session:
        session.get_one(Person, person_id(app, "dahlia")).name = "=1+1"
    officer = who(UNIT_OFFICER)
    found = sheets(app, officer, ask(officer))
    assert not [row for row in found["Rekap"] if login_of(SET_MIDWIFE) in row]
    stages = {row[1]: row[5] for row in found["Belum dilaporkan"]}
    assert stages[login_of(SET_MIDWIFE)] == "Selesai, belum dilaporkan penilai"
    assert "=1+1" in [row[2] for row in found["Belum dilaporkan"]]
    assert "Baik" not in str(found["Belum dilaporkan"])


def test_the_basis_of_the_allowance_uses_the_percentages_the_agency_set(app: Flask, who: Who) -> None:
    reported(app)
    officer, agency = who(UNIT_OFFICER), who(OFFICER)
    page = agency.get("/pelaporan/tpp/")
    assert "Belum diisi" in page.text
    assert "Isi peraturan" in agency.submit(page, "/pelaporan/tpp/", 422, **RATES).text
    agency.submit(page, "/pelaporan/tpp/", **RATES, document="Peraturan Bupati 12/2026")
    assert "100%" in officer.get("/pelaporan/tpp/").text
    rows = sheets(app, officer, ask(officer, kind="allowance"))["Dasar TPP"]
    assert rows[-1][0] == login_of(SET_MIDWIFE)
    assert rows[-1][2:] == ["Baik", "100%"]


def test_percentages_are_set_by_the_agency_alone_and_never_over_somebody_elses(who: Who) -> None:
    agency, unit = who(OFFICER), who(UNIT_OFFICER)
    first, second = agency.get("/pelaporan/tpp/"), agency.get("/pelaporan/tpp/")
    told = {**RATES, "document": "Perbup 12/2026"}
    assert "kosongkan kelimanya" in agency.submit(first, "/pelaporan/tpp/", 422, **{**told, "good": ""}).text
    assert "lebih baik tidak boleh" in agency.submit(first, "/pelaporan/tpp/", 422, **{**told, "poor": "90"}).text
    agency.submit(first, "/pelaporan/tpp/", **told)
    assert "diubah orang lain" in agency.submit(second, "/pelaporan/tpp/", 409, **told).text
    form = unit.get("/kata-sandi").fields("/keluar")
    assert not unit.get("/pelaporan/tpp/").offers("Simpan persentase")
    unit.post("/pelaporan/tpp/", {**form, **told}, 409)
    emptied = dict.fromkeys(RATES, "")
    agency.submit(agency.get("/pelaporan/tpp/"), "/pelaporan/tpp/", **emptied)
    assert "Belum diisi" in unit.get("/pelaporan/tpp/").text


def test_a_recap_is_its_makers_alone_and_goes_after_a_day(app: Flask, who: Who) -> None:
    officer = who(UNIT_OFFICER)
    page = ask(officer)
    work(app)
    link = next(link for link in officer.get(page.path).links() if link.endswith(".xlsx"))
    for key in (OFFICER, "jalak"):
        who(key).get(page.path, 404)
        assert who(key).client.get(link).status_code == 404
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1), tick=True), app.app_context():
        recapping.expire()
        assert not db.session.query(StoredFile).count()
        db.session.remove()
    assert officer.client.get(link).status_code == 404


def test_asking_twice_is_one_and_three_are_kept_at_most(app: Flask, who: Who) -> None:
    officer = who(UNIT_OFFICER)
    first = ask(officer)
    assert ask(officer).path == first.path
    ask(officer, order="worst_first")
    ask(officer, kind="allowance")
    page = officer.get(URL)
    action = next(str(f["action"]) for f in page.soup.select("form[method=post]") if "/rekap/" in str(f["action"]))
    full = officer.submit(page, action, 422, kind="allowance", order="worst_first")
    assert "Hapus salah satu" in full.text
    officer.submit(officer.get(first.path), "/hapus")
    officer.get(first.path, 404)
    work(app)
    ask(officer, kind="allowance", order="worst_first")


def test_a_unit_of_somebody_else_gives_no_recap(app: Flask, who: Who) -> None:
    who(UNIT_OFFICER).get(f"/pelaporan/rekap/?unit={unit_id(app, 'Dinas Kesehatan')}", 404)
    who("tekukur").get(f"/pelaporan/rekap/?unit={unit_id(app, 'Puskesmas Muara')}", 404)
    who("elang").get("/pelaporan/rekap/", 403)


def test_the_numbers_of_the_predikat_run_as_chosen() -> None:
    best, worst = OverallRating.VERY_GOOD, OverallRating.VERY_POOR
    assert [Order.BEST_FIRST.value_of(best), Order.BEST_FIRST.value_of(worst)] == ["1", "5"]
    assert [Order.WORST_FIRST.value_of(best), Order.WORST_FIRST.value_of(worst)] == ["5", "1"]
