"""Finished evaluations are reported by whoever signs, units report up, the level above answers."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete

from app.db import atomic, db
from app.people.models import Tally
from app.review.models import Evaluation
from tests.conftest import HEAD, MIDWIFE, OFFICE_HEAD, SET_MIDWIFE, Who
from tests.page import Page
from tests.reporting.steps import count, finished, unit_id

UNIT_OFFICER, OFFICE_OFFICER, OFFICER, AUDITOR, ADMINISTRATOR = "kenari", "jalak", "widuri", "elang", "regulus"
ANNUAL = "periode=0"
CENTRE, OFFICE = "Puskesmas Muara", "Dinas Kesehatan"


def stages(page: Page) -> dict[str, int]:
    """The table of stages."""
    table = page.soup.select("table")[0]
    return {
        row.select("th")[0].get_text(strip=True): int(row.select("td")[0].get_text())
        for row in table.select("tbody tr")
    }


def unit_page(app: Flask, name: str = CENTRE) -> str:
    return f"/pelaporan/unit/{unit_id(app, name)}?{ANNUAL}"


def test_an_assessor_reports_what_is_finished_and_only_once(app: Flask, who: Who) -> None:
    number, head = finished(app), who(HEAD)
    page = head.get(f"/pelaporan/?{ANNUAL}")
    assert "Kenanga" in page.text
    assert "30 hari kerja" in page.text
    done = head.submit(page, _action(page))
    assert "Tidak ada evaluasi selesai yang menunggu" in done.text
    with app.app_context():
        row = db.session.get_one(Evaluation, number)
        first = row.reported_at
        assert first is not None
    again = head.post("/pelaporan/evaluasi?periode=0", {**page.fields(_action(page)), "evaluasi": [str(number)]})
    assert again.status == 200
    with app.app_context():
        assert db.session.get_one(Evaluation, number).reported_at == first


def _action(page: Page, words: str = "/evaluasi") -> str:
    posts = [str(form["action"]) for form in page.soup.select("form[method=post]")]
    return next(action for action in posts if words in action)


def test_nothing_chosen_is_said(app: Flask, who: Who) -> None:
    finished(app)
    head = who(HEAD)
    page = head.get(f"/pelaporan/?{ANNUAL}")
    assert "Pilih paling sedikit satu" in head.submit(page, _action(page), 422, evaluasi=[]).text


def test_nobody_reports_the_evaluation_of_another_assessor(app: Flask, who: Who) -> None:
    number = finished(app)
    for key, status in ((OFFICE_HEAD, 404), (MIDWIFE, 404), (OFFICER, 404), (SET_MIDWIFE, 404)):
        visitor = who(key)
        form = visitor.get("/kata-sandi").fields("/keluar")
        visitor.post("/pelaporan/evaluasi", {**form, "evaluasi": [str(number)]}, status)


def test_a_unit_is_counted_by_stage_and_reported_up_with_a_reason(app: Flask, who: Who) -> None:
    finished(app)
    count(app)
    officer = who(UNIT_OFFICER)
    page = officer.get(unit_page(app))
    found = stages(page)
    assert found["Selesai, belum dilaporkan penilai"] == 1
    assert found["Tanpa SKP yang ditetapkan"] >= 2
    assert "Tulis sebabnya" in officer.submit(page, _send(page), 422).text
    sent = officer.submit(page, _send(page), note="Dua bidan baru bertugas; menyusul bulan depan.")
    assert "Dilaporkan, menunggu diperiksa" in sent.text
    assert not sent.offers("Kirim laporan")
    assert not sent.offers("Terima laporan")


def test_a_report_counts_at_the_moment_it_is_sent(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        session.execute(delete(Tally))  # the worker has not counted yet
    officer = who(UNIT_OFFICER)
    page = officer.get(unit_page(app))
    assert set(stages(page).values()) == {0}
    assert "belum dilaporkan penilainya" in officer.submit(page, _send(page), 422).text


def _send(page: Page) -> str:
    return _action(page, "/kirim")


def _answer(page: Page) -> str:
    return _action(page, "/kembalikan")


def test_the_level_above_gives_back_with_words_and_accepts(app: Flask, who: Who) -> None:
    count(app)
    below, above, url = who(UNIT_OFFICER), who(OFFICE_OFFICER), unit_page(app)
    page = below.get(url)
    below.submit(page, _send(page), note="Belum lengkap.")
    read = above.get(url)
    assert "Belum lengkap." in read.text
    assert "Tulis apa yang harus dilengkapi" in above.submit(read, _answer(read), 422).text
    back = above.submit(read, _answer(read), answer="Lengkapi bidan desa.")
    assert "Dikembalikan untuk dilengkapi" in back.text
    again = below.get(url)
    assert "Lengkapi bidan desa." in again.text
    below.submit(again, _send(again), note="Sudah dilengkapi sebagian.")
    stale = above.post(_answer(read), {**read.fields(_answer(read)), "answer": "terlambat"}, 409)
    assert "berubah sejak halaman dibuka" in stale.text
    accept = _answer(stale).replace("kembalikan", "terima")
    assert "Diterima" in above.post(accept, stale.fields(_answer(stale))).text


def test_who_sent_a_report_does_not_answer_it(app: Flask, who: Who) -> None:
    count(app)
    above, url = who(OFFICE_OFFICER), unit_page(app)
    page = above.get(url)
    done = above.submit(page, _send(page), note="Dikirim petugas dinas.")
    assert not done.offers("Terima laporan")
    assert who(OFFICER).get(url).offers("Terima laporan")


@pytest.mark.parametrize(
    ("key", "status"),
    [(HEAD, 200), (OFFICE_HEAD, 200), (UNIT_OFFICER, 200), (OFFICER, 200), (AUDITOR, 200), ("rajawali", 200),
     (ADMINISTRATOR, 404), (MIDWIFE, 404), ("tekukur", 404)],
)  # fmt: skip
def test_who_reads_how_complete_a_unit_is(app: Flask, who: Who, key: str, status: int) -> None:
    page = who(key).get(unit_page(app), status)
    who(key).get(unit_page(app).replace("?", "/pegawai?"), status)
    assert page.status == status


def test_an_auditor_and_a_head_above_the_agency_only_read(app: Flask, who: Who) -> None:
    count(app)
    for key in (AUDITOR, "rajawali"):
        page = who(key).get(unit_page(app))
        assert not page.offers("Kirim laporan")
        assert not page.offers("Terima laporan")


def test_the_people_of_a_stage_are_named_without_any_rating(app: Flask, who: Who) -> None:
    finished(app)
    page = who(UNIT_OFFICER).get(unit_page(app).replace("?", "/pegawai?") + "&tahap=finished")
    assert "Kenanga" in page.text
    assert "Melur" not in page.text
    for words in ("Baik", "ekspektasi"):
        assert words not in page.text


def test_a_report_that_is_late_says_so_and_can_still_be_sent(app: Flask, who: Who) -> None:
    count(app)
    year = datetime.now(UTC).year
    with time_machine.travel(datetime(year + 2, 7, 20, 3, tzinfo=UTC), tick=True):
        page = who(UNIT_OFFICER).get(unit_page(app) + f"&tahun={year}")
        assert "sudah lewat" in page.text
        assert page.offers("Kirim laporan")


def test_the_agency_itself_reports_to_nobody_here(who: Who) -> None:
    page = who(OFFICER).get(f"/pelaporan/?{ANNUAL}")
    top = who(OFFICER).get(next(link for link in page.links() if "/pelaporan/unit/" in link))
    assert not top.offers("Kirim laporan")
    assert "Dinas Kesehatan" in top.text
