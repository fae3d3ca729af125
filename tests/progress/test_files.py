"""Evidence in files: sent once, read by those who read the realisation, gone when taken out."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.db import db
from app.documents import filestore
from app.documents.models import StoredFile
from tests.conftest import HALF_MIDWIFE, HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, log_in
from tests.page import Page
from tests.progress import made
from tests.progress.steps import files_page, first_form, my_progress, send, sign_off


def file_link(page: Page) -> str:
    return next(link for link in page.links() if "/bukti/" in link)


def root_of(page: Page) -> int:
    return int(page.path.split("/")[2])


def test_a_file_is_read_as_it_was_sent_by_those_who_read_the_realisation(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    page = send(midwife, files_page(midwife), "Kohort Maret.pdf", made.pdf())
    assert "Kohort Maret.pdf" in page.text
    link = file_link(page)
    for reader in (midwife, who(HEAD), who(OFFICE_HEAD)):
        answer = reader.client.get(link)
        assert answer.data == made.pdf()
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]
    assert "Kohort Maret.pdf" in who(HEAD).get(f"/pelaksanaan/{root_of(page)}?periode=0").text
    for stranger in ("nipah", SET_MIDWIFE, "regulus", "widuri"):
        assert who(stranger).client.get(link).status_code == 404


def test_a_form_sent_twice_leaves_one_file(app: Flask, who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = files_page(midwife)
    send(midwife, form, "rekap.xlsx", made.xlsx())
    again = send(midwife, form, "rekap.xlsx", made.xlsx())
    assert len([link for link in again.links() if "/bukti/" in link]) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count(StoredFile.id))) == 1
    assert len([x for x in send(midwife, again, "rekap.xlsx", made.xlsx()).links() if "/bukti/" in x]) == 2


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("bukti.pdf", b"MZ\x90\x00", "sebuah program"),
        ("bukti.pdf", b"", "kosong"),
        ("bukti.pdf", made.pdf() + bytes(5 * 1024 * 1024), "lebih dari 5 MB"),
        ("", b"", "Pilih berkasnya dahulu"),
    ],
)
def test_a_refused_file_keeps_what_was_chosen_and_says_what_to_do(
    sqlite_app: Flask, name: str, body: bytes, words: str
) -> None:
    midwife = log_in(sqlite_app, HALF_MIDWIFE)
    form = files_page(midwife)
    refused = send(midwife, form, name, body, 422, indicator=form.fields("/berkas")["indicator"])
    assert words in refused.text
    assert refused.soup.find("title", string=lambda text: text is not None and "Kesalahan" in text)
    with sqlite_app.app_context():
        assert db.session.scalar(select(func.count(StoredFile.id))) == 0


def test_a_file_over_all_limits_is_answered_with_a_sentence(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, HALF_MIDWIFE)
    refused = send(midwife, files_page(midwife), "bukti.pdf", made.pdf() + bytes(6 * 1024 * 1024), 413)
    assert "lebih dari 5 MB" in refused.text


def test_files_survive_what_is_typed_beside_them(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    page = send(midwife, files_page(midwife, 0), "foto.jpg", made.jpg())
    link = file_link(page)
    form = first_form(midwife, my_progress(midwife, 0))
    assert "foto.jpg" in form.text
    shown = midwife.submit(form, form.path, **{"rows-0-text": "Tercapai", "rows-0-notes": "Satu\nDua"})
    assert file_link(shown) == link
    assert "Dua" in shown.text


def test_text_is_saved_before_the_page_of_files_opens(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = first_form(midwife, my_progress(midwife))
    page = midwife.submit(form, form.path, **{"rows-0-text": "Tersimpan dahulu", "action": "berkas"})
    assert page.path.endswith("/berkas")
    assert "Tersimpan dahulu" in my_progress(midwife).text


def test_no_indicator_holds_more_than_twenty_pieces(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, HALF_MIDWIFE)
    send(midwife, files_page(midwife, 0), "foto.jpg", made.jpg())
    form = first_form(midwife, my_progress(midwife, 0))
    many = "\n".join(f"Register {number}" for number in range(20))
    refused = midwife.submit(form, form.path, 422, **{"rows-0-notes": many})
    assert "paling banyak memuat 20 bukti" in refused.text
    assert "Register 19" in refused.fields(form.path)["rows-0-notes"]
    fewer = many.rpartition("\n")[0]
    midwife.submit(form, form.path, **{"rows-0-notes": fewer, "rows-0-links": ""})
    assert "paling banyak memuat 20 bukti" in send(midwife, files_page(midwife, 0), "b.jpg", made.jpg(), 422).text


def test_a_file_taken_out_is_gone_and_only_the_owner_takes_it_out(app: Flask, who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    page = send(midwife, files_page(midwife), "foto.png", made.png())
    link = file_link(page)
    token = head.get("/kata-sandi").fields("/keluar")["csrf_token"]
    head.post(f"{link}/hapus", {"csrf_token": token}, 409)
    who("nipah").client.post(f"{link}/hapus", data={})
    assert midwife.client.get(link).status_code == 200
    after = midwife.submit(page, "/hapus")
    assert "foto.png" not in after.text
    assert midwife.client.get(link).status_code == 404
    with app.app_context():
        assert db.session.scalar(select(func.count(StoredFile.id))) == 0


def test_a_file_copied_to_the_year_stays_when_one_of_the_two_is_taken_out(who: Who) -> None:
    nurse = who(SET_MIDWIFE)
    emptied = first_form(nurse, my_progress(nurse, 0))
    nurse.submit(emptied, emptied.path, **{"rows-0-text": "", "rows-0-notes": "", "rows-0-links": ""})
    form = first_form(nurse, my_progress(nurse, 1))
    nurse.submit(form, form.path, **{"rows-0-text": "Triwulan satu tercapai"})
    send(nurse, files_page(nurse, 1), "kohort.pdf", made.pdf())
    year = nurse.submit(my_progress(nurse, 0), "/salin")
    assert "Triwulan satu tercapai" in year.text
    nurse.submit(files_page(nurse, 1), "/hapus")
    assert nurse.client.get(file_link(my_progress(nurse, 0))).data == made.pdf()


def test_after_the_signature_files_are_read_and_no_longer_changed(app: Flask, who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = files_page(midwife, 0)
    page = send(midwife, form, "foto.png", made.png())
    sign_off(app, root_of(page), 0)
    assert "sudah ditandatangani" in send(midwife, page, "lagi.png", made.png(), 409).text
    assert "sudah ditandatangani" in midwife.submit(page, "/hapus", 409).text
    assert midwife.client.get(file_link(page)).data == made.png()
    assert "foto.png" in my_progress(midwife, 0).text


def test_bytes_that_changed_on_the_disk_are_not_handed_out(sqlite_app: Flask) -> None:
    midwife = log_in(sqlite_app, HALF_MIDWIFE)
    link = file_link(send(midwife, files_page(midwife), "foto.png", made.png()))
    folder: Path = sqlite_app.extensions["tilik"].settings.data_dir / filestore.FOLDER
    newest = max(folder.glob("??/*"), key=lambda path: path.stat().st_mtime_ns)
    assert "foto" not in newest.name
    newest.write_bytes(made.png() + b"more")
    answer = midwife.client.get(link)
    assert answer.status_code == 403
    assert "berubah di penyimpanan" in answer.text
