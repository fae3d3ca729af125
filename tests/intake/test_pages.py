"""An officer imports by page: sends, waits, reads, corrects, applies or discards."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.db import atomic, db
from app.domain.intake import IntakeState
from app.domain.people import Source
from app.intake import service, writing
from app.intake.models import ColumnChoice, Intake
from app.jobs.models import Job, JobState
from app.people.models import Person, Posting
from tests.conftest import log_in
from tests.intake.books import NURSE, TEACHER, book, lines, people_book
from tests.intake.steps import OFFICER, bring, checked, count, data_dir, person, send, work

NIP = "198505172010012001"
HTMX = {"HX-Request": "true"}


def folders(app: Flask) -> list[Path]:
    """What is kept of imports."""
    return sorted((data_dir(app) / "intake").glob("*"))


def test_an_import_from_the_file_to_the_people(app: Flask) -> None:
    officer, waiting = send(app, people_book(NURSE, TEACHER))
    assert "Sedang diperiksa: 0%" in waiting.text
    work(app)
    page = officer.get(waiting.path)
    assert "2 baris dibaca: 2 baru , 0 berubah , 0 tidak berubah" in page.text
    assert "LUMBUNG SERAYU" in officer.get(f"{page.path}/perubahan").text
    applying = officer.submit(page, "/terapkan")
    assert "Sedang diterapkan" in applying.text
    work(app)
    done = officer.get(page.path)
    assert "Sudah diterapkan" in done.text
    assert "Pegawai baru: 2" in done.text
    assert person(app, NIP)["postings"][0]["source"] is Source.IMPORT
    assert folders(app) == []
    assert "2 baru, 0 berubah" in officer.get("/impor/").text


def test_the_limit_is_said_before_and_a_wrong_file_at_once(sqlite_app: Flask) -> None:
    officer, page = send(sqlite_app, b"%PDF-1.7", status=422)
    assert "Paling besar 20 MB" in page.text
    assert "Ini berkas PDF" in page.text
    assert page.text.startswith("Kesalahan: ")
    assert count(sqlite_app, Intake) == 0
    assert folders(sqlite_app) == []
    page = officer.submit(officer.get("/impor/"), "/impor/", 422)
    assert "Pilih berkasnya dahulu" in page.text


def test_a_file_that_turns_out_useless_is_refused_with_its_sentence(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, book([["Anggaran"], ["x"]]))
    assert "Tidak ada lembar dengan judul kolom data pegawai" in page.text
    assert "Tidak ada data yang berubah" in page.text
    assert folders(sqlite_app) == []
    officer.post(f"{page.path}/terapkan", officer.get("/kata-sandi").fields("/keluar"), 409)


def test_problems_are_told_by_place_and_forbid_applying(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE, {**TEACHER, "NIP BARU": "12"}))
    assert "Baris 3, kolom B" in page.text
    assert "Belum dapat diterapkan" in page.text
    assert not page.offers("Terapkan perubahan")
    officer.post(f"{page.path}/terapkan", {**officer.get("/kata-sandi").fields("/keluar"), "version": "9"}, 409)


def test_many_problems_come_fifty_at_a_time_the_heaviest_first(sqlite_app: Flask) -> None:
    people = [{**NURSE, "NIP BARU": str(number)} for number in range(1, 61)]
    officer, page = checked(sqlite_app, people_book(*people))
    rows = page.soup.select("tbody tr")
    assert len(rows) == 50
    assert all("Harus diperbaiki" in row.get_text() for row in rows)
    second = officer.get(f"{page.path}?halaman=2")
    assert len(second.soup.select("tbody tr")) == 10
    assert not folders(sqlite_app)[0].joinpath("upload.xlsx").exists()


def test_progress_is_a_part_of_the_page_until_it_is_done(sqlite_app: Flask) -> None:
    officer, page = send(sqlite_app, people_book(NURSE))
    part = officer.client.get(page.path, headers=HTMX)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'hx-trigger="every 2s"' in part.text
    assert page.soup.select_one("head noscript")
    work(sqlite_app)
    done = officer.client.get(page.path, headers=HTMX)
    assert (done.status_code, done.headers["HX-Redirect"]) == (204, page.path)
    assert not officer.get(page.path).soup.select_one("head noscript")


def test_a_column_can_be_named_by_hand_and_is_remembered(app: Flask) -> None:
    headings = ["NAMA", "Kode Orang", "Tugas", "UNOR NAMA"]
    row = ["Lumbung", NIP, "Perawat Terampil", "Puskesmas Muara Kejora"]
    officer, page = checked(app, book([headings, row]))
    assert "Kolom “NIP atau NI PPPK” tidak ditemukan" in page.text
    columns = officer.get(f"{page.path}/kolom")
    officer.submit(columns, "/kolom", **{"columns-1": "nip", "columns-2": "position"})
    work(app)
    assert officer.get(page.path).offers("Terapkan perubahan")
    assert count(app, ColumnChoice) == 2
    _, again = checked(app, book([headings, row]))
    assert again.offers("Terapkan perubahan")


def test_a_choice_can_be_taken_back(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    columns = officer.get(f"{page.path}/kolom")
    fields = columns.fields("/kolom")
    place = next(name for name, value in fields.items() if value == "rank")
    officer.submit(columns, "/kolom", **{place: ""})
    work(sqlite_app)
    officer.submit(officer.get(page.path), "/terapkan")
    work(sqlite_app)
    assert person(sqlite_app, NIP)["postings"][0]["rank"] is None


def test_the_page_of_columns_names_what_is_not_kept(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    columns = officer.get(f"{page.path}/kolom")
    assert "Pribadi: AGAMA ID, AGAMA NAMA, JENIS KAWIN ID, JENIS KAWIN NAMA, NIK, NOMOR HP" in columns.text
    assert not columns.soup.find("label", string="NIK")


def test_another_worksheet_can_be_chosen(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, book(lines(NURSE), lines(TEACHER)))
    assert "lembar “Data”" in page.text
    officer.submit(officer.get(f"{page.path}/kolom"), "/kolom", sheet="Lain")
    work(sqlite_app)
    assert "lembar “Lain”" in officer.get(page.path).text
    assert "TANJUNG AWANGGA" in officer.get(f"{page.path}/perubahan").text


def test_discarding_deletes_what_was_kept(app: Flask) -> None:
    officer, page = checked(app, people_book(NURSE))
    assert len(folders(app)) == 1
    officer.submit(page, "/buang")
    assert folders(app) == []
    assert "Dibuang" in officer.get(page.path).text
    officer.get(f"{page.path}/catatan.xlsx", 404)
    officer.get(f"{page.path}/kolom", 403)
    officer.post(f"{page.path}/buang", page.fields("/buang"), 409)


def test_discarding_while_it_is_being_checked_ends_it(sqlite_app: Flask) -> None:
    officer, page = send(sqlite_app, people_book(NURSE))
    officer.post(f"{page.path}/buang", officer.get("/kata-sandi").fields("/keluar"))
    work(sqlite_app)
    assert "Dibuang" in officer.get(page.path).text
    assert folders(sqlite_app) == []


def test_a_preview_somebody_else_had_checked_anew_is_not_applied(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    officer.submit(officer.get(f"{page.path}/kolom"), "/kolom")
    work(sqlite_app)
    officer.submit(page, "/terapkan", 409)
    assert count(sqlite_app, Job) == 2


def test_what_changed_since_the_preview_is_shown_again_before_anything_is_written(app: Flask) -> None:
    bring(app, people_book(NURSE))
    officer, page = checked(app, people_book({**NURSE, "JABATAN NAMA": "Perawat Mahir"}))
    officer.submit(page, "/terapkan")
    with app.app_context(), atomic() as session:
        who = select(Person.id).where(Person.nip == NIP).scalar_subquery()
        session.execute(update(Posting).where(Posting.person_id == who).values(source=Source.OFFICER))
    work(app)
    again = officer.get(page.path)
    assert person(app, NIP)["postings"][0]["position"] == "Perawat Terampil"
    assert "Data di Tilik berubah sejak pratinjau" in again.text or "Sudah diperiksa" in again.text
    assert "Koreksi petugas dipertahankan: 1" in again.text
    assert "Dikoreksi petugas, dipertahankan" in officer.get(f"{page.path}/perubahan").text


def test_a_failure_while_applying_leaves_the_preview_and_no_words_of_the_file(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    before = count(sqlite_app, Person)

    def fail(_writer: object, rows: Any) -> None:
        raise ZeroDivisionError(str(rows))

    with monkeypatch.context() as patch:
        patch.setattr(writing.Writer, "_write_positions", fail)
        officer.submit(page, "/terapkan")
        work(sqlite_app)
    assert count(sqlite_app, Person) == before
    again = officer.get(page.path)
    assert "Penerapan gagal" in again.text
    assert "LUMBUNG" not in caplog.text
    officer.submit(again, "/terapkan")
    work(sqlite_app)
    assert count(sqlite_app, Person) == before + 1


def test_jobs_that_run_twice_do_their_work_once(sqlite_app: Flask) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    officer.submit(page, "/terapkan")
    work(sqlite_app)
    after = count(sqlite_app, Posting)
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Job).values(state=JobState.WAITING))
    work(sqlite_app)
    assert count(sqlite_app, Posting) == after
    assert "Sudah diterapkan" in officer.get(page.path).text


def test_an_upload_the_worker_never_finished_reading_is_said_to_be_gone(sqlite_app: Flask) -> None:
    officer, page = send(sqlite_app, people_book(NURSE))
    folders(sqlite_app)[0].joinpath("upload.xlsx").unlink()
    work(sqlite_app)
    assert "sudah tidak disimpan" in officer.get(page.path).text


def test_after_a_day_nothing_is_kept(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    officer, page = checked(sqlite_app, people_book(NURSE))
    with sqlite_app.app_context():
        service.expire(data_dir(sqlite_app))
        assert len(folders(sqlite_app)) == 1
        monkeypatch.setattr(service, "KEPT_S", -1)
        monkeypatch.setattr("app.intake.extract.KEPT_S", -1)
        service.expire(data_dir(sqlite_app))
        states = db.session.scalars(select(Intake.state)).all()
        db.session.remove()
    assert states == [IntakeState.DISCARDED]
    assert folders(sqlite_app) == []
    assert "Dihapus otomatis setelah 24 jam" in officer.get(page.path).text


def test_an_equal_file_needs_no_applying(sqlite_app: Flask) -> None:
    bring(sqlite_app, people_book(NURSE))
    _, page = checked(sqlite_app, people_book(NURSE))
    assert "Tidak ada yang perlu diterapkan" in page.text
    assert not page.offers("Terapkan perubahan")


def test_the_personnel_office_finds_the_page(sqlite_app: Flask) -> None:
    page = log_in(sqlite_app, OFFICER).get("/kepegawaian/")
    assert page.offers("Impor data")
    assert not log_in(sqlite_app, "kenari").get("/kepegawaian/").offers("Impor data")


def test_the_summary_holds_counts_and_no_names(sqlite_app: Flask) -> None:
    checked(sqlite_app, people_book(NURSE))
    with sqlite_app.app_context():
        (summary,) = db.session.scalars(select(Intake.summary))
        db.session.remove()
    assert "LUMBUNG" not in summary
    assert json.loads(summary)["new"] == 1
