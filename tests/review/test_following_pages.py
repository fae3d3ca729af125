"""The pages after a signature, as three people without JavaScript walk through them."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask

from app.db import atomic, db
from app.people import queries as people
from app.review import batch, clocks, declaring, queries, service
from app.review.models import Evaluation
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who
from tests.page import Page, Visitor
from tests.review.people import WHOLE, Cast, on

REASONS = "Kohort ibu lengkap sejak Maret."


@pytest.fixture
def number(app: Flask) -> int:
    """An evaluation the employee has received."""
    cast = Cast(app)
    with app.app_context():
        return cast.received()


def _step(visitor: Visitor, page: Page, words: str, where: str, **typed: str) -> Page:
    """Follow a link of the objection's page and save what is written there."""
    link = next(a["href"] for a in page.soup.select("a") if words in a.get_text())
    form = visitor.get(str(link))
    return visitor.submit(form, where, **typed)


def test_an_objection_from_the_button_to_three_signatures(who: Who, number: int) -> None:
    midwife, head, above = who(SET_MIDWIFE), who(HEAD), who(OFFICE_HEAD)
    shown = midwife.get(f"/penilaian/{number}")
    assert "paling lambat" in shown.text
    form = midwife.submit(shown, "/keberatan/mulai")
    mine = midwife.submit(form, "/tulis", reasons=REASONS)
    head.get(f"/penilaian/{number}/keberatan", 404)
    sent = {**mine.fields("/berkas"), "file": (BytesIO(b"%PDF-1.7 kohort %%EOF"), "kohort.pdf")}
    mine = midwife.post(f"/penilaian/{number}/keberatan/berkas", sent)
    assert "kohort.pdf" in mine.text
    filed = midwife.submit(mine, "/ajukan")
    assert "menunggu penjelasan penilai" in filed.text

    page = head.get(f"/penilaian/{number}/keberatan")
    assert REASONS in page.text
    assert head.client.get(next(link for link in page.links() if "/berkas/" in link)).data == b"%PDF-1.7 kohort %%EOF"
    page = _step(head, page, "Tulis penjelasan", "/penjelasan", explanation="Bukti masuk terlambat.")
    head.submit(page, "/jelaskan")

    page = above.get(f"/penilaian/{number}/keberatan")
    assert "Bukti masuk terlambat." in page.text
    today = people_today(above)
    words = {"heard_on": today, "employee": "Menunjukkan buku.", "assessor": "Mengakui."}
    page = above.submit(_step(above, page, "Tulis catatan", "/pemeriksaan", **words), "/periksa")
    typed = {"decision": "Bukti diterima.", "results_rating": "above", "recommendation": "Bagikan caranya."}
    page = _step(above, page, "Tulis keputusan", "/keputusan", **typed)
    assert "Menjadi: Baik" in page.text
    done = above.submit(page, "/ubah")
    assert "Diubah setelah keberatan" in done.text
    assert "Di atas ekspektasi" in done.text

    told = midwife.get(f"/penilaian/{number}/keberatan").text
    assert "Semula: Baik (hasil kerja sesuai ekspektasi" in told
    assert "(hasil kerja di atas ekspektasi" in told

    read = midwife.get(f"/penilaian/{number}")
    assert "Bagikan caranya." in read.text
    before = [link for link in read.links() if "D.1.1.xlsx" in link]
    assert len(before) == 1
    assert midwife.client.get(before[0]).status_code == 200
    midwife.get(before[0].partition("?")[0], 404)
    rated = [midwife.client.get(link).data for link in read.links() if "C.1.3.xlsx" in link]
    assert len(set(rated)) == 2
    midwife.submit(read, "/tandatangani-pegawai", comment="")
    link = next(link for link in head.get(f"/penilaian/{number}").links() if "perubahan" in link)
    signed = head.submit(head.get(link), "/tandatangani-perubahan")
    assert "tandatangani-perubahan" not in " ".join(signed.links())
    assert signed.text.count("Tanda tangan:") == 1


def people_today(visitor: Visitor) -> str:
    """Today, as the office counts it."""
    with visitor.app.app_context():
        return people.today().isoformat()


def test_a_result_that_is_confirmed_through_the_pages(who: Who, number: int) -> None:
    midwife, above = who(SET_MIDWIFE), who(OFFICE_HEAD)
    form = midwife.submit(midwife.get(f"/penilaian/{number}"), "/keberatan/mulai")
    empty = midwife.submit(form, "/tulis", reasons="")
    refused = midwife.submit(empty, "/ajukan", 422)
    assert refused.text.startswith("Kesalahan:")
    midwife.submit(midwife.submit(form, "/tulis", reasons=REASONS), "/ajukan")
    page = above.get(f"/penilaian/{number}/keberatan")
    words = {"heard_on": people_today(above), "employee": "Menunjukkan buku.", "assessor": "Tidak menjawab."}
    page = above.submit(_step(above, page, "Tulis catatan", "/pemeriksaan", **words), "/periksa")
    page = _step(above, page, "Tulis keputusan", "/keputusan", decision="Rating sudah tepat.")
    above.submit(page, "/kuatkan")
    assert "dikuatkan" in midwife.get(f"/penilaian/{number}/keberatan").text
    assert "Rating sudah tepat." in who(HEAD).get(f"/penilaian/{number}/keberatan").text


def test_two_decisions_typed_at_once_are_shown_side_by_side(who: Who, number: int) -> None:
    midwife, above = who(SET_MIDWIFE), who(OFFICE_HEAD)
    midwife.submit(midwife.get(f"/penilaian/{number}"), "/keberatan/mulai")
    first = midwife.get(f"/penilaian/{number}/keberatan/tulis")
    second = midwife.get(first.path)
    assert midwife.autosave(first, "/tulis", reasons="Yang satu").status_code == 200
    refused = midwife.submit(second, "/tulis", 409, reasons="Yang lain")
    assert "Yang satu" in refused.soup.select(".pair")[0].get_text()
    above.get(first.path, 404)


def test_paper_refusal_and_more_time_through_the_pages(who: Who, app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.signed()
    head, above, midwife = who(HEAD), who(OFFICE_HEAD), who(SET_MIDWIFE)
    page = head.get(f"/penilaian/{number}/serah-terima")
    assert "Isi hari" in head.submit(page, "/serah-terima", 422, on="").text
    done = head.submit(page, "/serah-terima", on=people_today(head))
    assert "Diserahkan di atas kertas" in done.text
    above.get(f"/penilaian/{number}/serah-terima", 403)

    page = above.get(f"/penilaian/{number}/perpanjang")
    later = "2020-01-01"
    assert (
        "hanya diperpanjang" in above.submit(page, "/perpanjang", 422, clock="D10", due_on=later, reason="x" * 20).text
    )
    with app.app_context():
        line = clocks.course_of(number, people.today()).lines[1]
    later = (line.due_on + timedelta(days=5)).isoformat()
    above.submit(page, "/perpanjang", clock="D10", due_on=later, reason="Banjir di tiga kecamatan.")
    assert "Banjir di tiga kecamatan." in midwife.get(f"/penilaian/{number}").text

    page = head.get(f"/penilaian/{number}/tidak-menandatangani")
    head.submit(page, "/tidak-menandatangani", reason="Menolak tanpa alasan pada hari ini.")
    assert "Menolak tanpa alasan" in midwife.get(f"/penilaian/{number}").text
    assert midwife.get(f"/penilaian/{number}").offers("Tulis keberatan")


def test_the_superior_finds_what_was_not_signed_and_stands_in(who: Who, app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        cast.rated()
    early = who(OFFICE_HEAD).get("/penilaian/diambil-alih")
    assert "masih dapat menandatangani sampai" in early.text
    with on(cast.last_day + timedelta(days=1)):
        above = who(OFFICE_HEAD)
        page = above.get(f"/penilaian/diambil-alih?tahun={cast.year.year}")
        assert f"Ambil alih evaluasi: tahun {cast.year.year}" in above.get("/").text
        button = next(f for f in page.soup.select("td form") if "Kenanga" in f.get_text())
        check = above.submit(page, str(button["action"]))
        assert "Periksa sebelum menandatangani" in check.text
        done = above.submit(check, "/tandatangani")
        assert "Ditandatangani oleh atasan pejabat penilai" in done.text
        told = next(line for line in who(SET_MIDWIFE).get("/").soup.select("li") if "Terima dokumen" in line.get_text())
        assert "Atasan penilai sudah menandatanganinya." in told.get_text()
        assert "Sampai " in told.get_text()


def test_whoever_was_not_rated_is_rated_first_by_the_superior(who: Who, app: Flask) -> None:
    cast = Cast(app)
    with on(cast.last_day + timedelta(days=1)):
        above = who(OFFICE_HEAD)
        listed = above.get(f"/penilaian/diambil-alih?tahun={cast.year.year}")
        button = next(f for f in listed.soup.select("td form") if "Kenanga" in f.get_text())
        page = above.submit(listed, str(button["action"]))
        assert "Nilai kinerja Kenanga" in page.text
        assert "Belum dapat ditandatangani" not in page.text
        assert page.path in above.get(f"/penilaian/diambil-alih?tahun={cast.year.year}").links()


def team(cast: Cast, keys: tuple[str, ...]) -> list[int]:
    """Whole drafts of several people of the same assessor."""
    from tests.conftest import person_id  # noqa: PLC0415 - only here

    numbers = []
    for key in keys:
        root = root_of(person_id(cast.app, key))
        number = service.begin(cast.assessor, root)
        service.rate(cast.assessor, number, (1, "", 0), **WHOLE)
        version = queries.visible_evaluation(cast.assessor, number, people.today()).version
        declaring.declare(cast.assessor, number, (version, "", 0), is_close=False, words="")
        numbers.append(number)
    return numbers


def root_of(employee_id: int) -> int:
    """The plan in force of somebody."""
    from app.planning.models import Plan  # noqa: PLC0415 - only here

    return db.session.scalars(db.select(Plan.root_id).where(Plan.employee_id == employee_id)).one() or 0


def test_many_are_signed_after_one_confirmation_and_what_changed_is_named(who: Who, app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        first, second = team(cast, (SET_MIDWIFE, "seroja"))
    head = who(HEAD)
    page = head.get("/penilaian/tandatangani-sekaligus")
    marks = [str(box["value"]) for box in page.soup.select("input[name=dokumen]")]
    assert [mark.split(":")[0] for mark in marks] == [str(first), str(second)]
    assert "Belum ada yang dipilih" in head.submit(page, "tandatangani-sekaligus", 422).text
    with app.app_context():
        view = queries.visible_evaluation(cast.assessor, second, people.today())
        service.rate(cast.assessor, second, (view.version, "", 0), **{**WHOLE, "note": "Diubah sesudah dibaca."})
    partly = head.submit(page, "tandatangani-sekaligus", 422, dokumen=marks)
    assert "1 dokumen sudah ditandatangani" in partly.text
    assert re.search(r"Seroja[^:]*: Isinya berubah", partly.text)
    again = head.submit(page, "tandatangani-sekaligus", 422, dokumen=marks)
    assert "1 dokumen sudah ditandatangani" in again.text
    marks = [str(box["value"]) for box in partly.soup.select("input[name=dokumen]")]
    assert len(marks) == 1
    done = head.submit(partly, "tandatangani-sekaligus", dokumen=marks)
    assert done.path == "/penilaian/"
    assert (
        head.post("/penilaian/tandatangani-sekaligus", {**page.fields("/keluar"), "dokumen": marks}).path == done.path
    )


def test_nobody_signs_a_batch_of_somebody_elses_or_of_hundreds(who: Who, app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        seen = cast.seen(cast.assessor, number)
    above = who(OFFICE_HEAD)
    page = above.get("/penilaian/tandatangani-sekaligus")
    data = {**page.fields("/keluar"), "dokumen": [f"{number}:{seen}"]}
    assert "tidak lagi ada pada Anda" in above.post("/penilaian/tandatangani-sekaligus", data, 422).text
    many = [f"{index}:x" for index in range(batch.MOST + 1)]
    refused = above.post("/penilaian/tandatangani-sekaligus", {**data, "dokumen": many}, 422)
    assert "Paling banyak 100" in refused.text
    with app.app_context(), atomic() as session:
        assert session.get_one(Evaluation, number).signed_at is None
