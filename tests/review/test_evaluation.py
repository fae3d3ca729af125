"""Two ratings, the quadrant, signatures, receipt."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from app.db import atomic
from app.domain.rating import Rating, overall_rating
from app.review.models import UnitAchievement
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who
from tests.review.steps import DRAFT, begin, check_page, signed

KENANGA = "Kenanga"


@pytest.mark.parametrize(
    ("results", "behaviour", "words"),
    [
        ("above", "above", "Sangat Baik"),
        ("above", "as_expected", "Baik"),
        ("above", "below", "Kurang (Misconduct)"),
        ("as_expected", "above", "Baik"),
        ("as_expected", "as_expected", "Baik"),
        ("as_expected", "below", "Kurang (Misconduct)"),
        ("below", "above", "Butuh Perbaikan"),
        ("below", "as_expected", "Butuh Perbaikan"),
        ("below", "below", "Sangat Kurang"),
    ],
)
def test_the_nine_cells_of_the_quadrant_through_the_pages(who: Who, results: str, behaviour: str, words: str) -> None:
    head = who(HEAD)
    reason = "Semua target tercatat tercapai, tetapi mutu catatannya menurun sejak Juni. " * 2
    page = check_page(head, KENANGA, results_rating=results, behaviour_rating=behaviour, reason=reason)
    assert f"Predikat: {words} ." in page.text
    cell = page.soup.select_one(".quad .on")
    assert cell is not None
    assert cell.get_text(strip=True).startswith(words)
    done = head.submit(page, "/tandatangani")
    facts = dict(zip([dt.text for dt in done.soup.select(".facts dt")], done.soup.select(".facts dd"), strict=True))
    assert facts["Predikat kinerja"].get_text(strip=True) == words
    assert overall_rating(Rating(results), Rating(behaviour)).label == words


def test_from_rating_to_both_signatures(who: Who) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    document = signed(head, KENANGA)
    assert "Terima dokumen evaluasi Anda" in midwife.get("/").text
    read = midwife.get(document.path)
    assert DRAFT["note"] in read.text
    received = midwife.submit(read, "/terima")
    assert "Menerima bukan berarti setuju" in received.text
    done = midwife.submit(received, "/tandatangani-pegawai", comment="Saya akan ikut pelatihan.")
    assert "Selesai ditandatangani" in done.text
    assert "Saya akan ikut pelatihan." in head.get(document.path).text


def test_until_it_is_signed_only_the_assessor_sees_it(who: Who) -> None:
    head, midwife, above = who(HEAD), who(SET_MIDWIFE), who(OFFICE_HEAD)
    page = begin(head, KENANGA)
    head.submit(page, "/nilai", **{**DRAFT, "reason": "Rahasia sampai ditandatangani"})
    path = page.path.removesuffix("/nilai")
    for reader in (midwife, above):
        reader.get(path, 404)
        assert "Rahasia" not in reader.get("/penilaian/").text
    assert "Penilai sedang menilai kinerja Anda" in midwife.get("/").text


def test_what_is_missing_is_named_and_nothing_can_be_signed(who: Who) -> None:
    head = who(HEAD)
    page = check_page(head, KENANGA, behaviour_rating="", reason=" ")
    assert "Pilih rating perilaku kerja." in page.text
    assert "Tulis alasan kedua rating" in page.text
    assert not page.offers("Tandatangani dan sampaikan")
    refused = head.post(page.path, {**page.fields("/keluar"), "seen": "x"}, 422)
    assert "Pilih rating perilaku kerja." in refused.text


def test_without_the_unit_achievement_the_blocker_names_itself(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        session.query(UnitAchievement).delete()
    head, above = who(HEAD), who(OFFICE_HEAD)
    page = check_page(head, KENANGA)
    assert "Capaian kinerja unit yang Anda pimpin belum diisi" in page.text

    listed = above.get("/penilaian/")
    link = next(a for a in listed.soup.select("a[href*=capaian-unit]") if "Puskesmas" in a.get_text())
    form = above.get(str(link["href"]))
    assert "Tulis dokumen penetapannya" in above.submit(form, form.path, 422, grade="good", document=" ").text
    above.submit(form, form.path, grade="outstanding", document="LKj 2026 nomor 1")
    assert head.get(page.path).offers("Tandatangani dan sampaikan")


def test_nobody_sets_the_achievement_of_the_unit_he_leads(who: Who) -> None:
    head, above = who(HEAD), who(OFFICE_HEAD)
    page = above.get("/penilaian/")
    assert not any("/capaian-unit/" in link for link in head.get("/penilaian/").links())
    path = next(link for link in page.links() if "/capaian-unit/" in link)
    head.get(path, 404)


def test_what_changed_after_reading_is_not_signed(who: Who) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    page = check_page(head, KENANGA)
    progress = midwife.get(midwife.get("/pelaksanaan/").links()[-1])
    form = midwife.get(next(link for link in progress.links() if "/realisasi/" in link))
    midwife.submit(form, form.path, **{"rows-0-text": "Angka yang diperbaiki"})
    refused = head.submit(page, "/tandatangani", 422)
    assert "Isinya berubah sejak Anda membacanya" in refused.text
    assert "Disampaikan" in head.submit(refused, "/tandatangani").text


def test_signed_content_stays_as_it_was_signed(who: Who) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    progress = midwife.get(midwife.get("/pelaksanaan/").links()[-1])
    realisation = next(link for link in progress.links() if "/realisasi/" in link)
    document = signed(head, KENANGA)
    before = head.client.get(f"{document.path}/dokumen/C.1.3.pdf").data
    assert "sudah ditandatangani" in midwife.get(realisation, 403).text
    assert head.client.get(f"{document.path}/dokumen/C.1.3.pdf").data == before
    assert "sudah ditandatangani" in head.get(f"{document.path}/nilai", 403).text


def test_outside_the_window_nothing_is_begun_and_the_dates_are_named(app: Flask, who: Who) -> None:
    from app.cycles.models import WindowExtension  # noqa: PLC0415

    with app.app_context(), atomic() as session:
        session.query(WindowExtension).delete()
    head = who(HEAD)
    page = head.get("/penilaian/")
    assert "Evaluasi tahunan belum dibuka" in page.text
    assert not page.offers("Mulai menilai")
    links = [link for link in who(SET_MIDWIFE).get("/pelaksanaan/").links() if "?" not in link]
    root = next(link for link in links if link[-1].isdigit()).rsplit("/", 1)[1]
    today = datetime.now(UTC).date()
    if not (today.month == 12 and today.day >= 20):
        refused = head.post(f"/penilaian/mulai/{root}", page.fields("/keluar"), 409)
        assert f"20 Desember {today.year}" in refused.text


def test_a_signature_asks_for_the_password_again_after_five_minutes(who: Who) -> None:
    head = who(HEAD)
    page = check_page(head, KENANGA)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=True):
        asked = head.submit(page, "/tandatangani", 422)
        assert "Masukkan kata sandi Anda" in asked.text
        wrong = head.submit(asked, "/tandatangani", 422, password="bukan ini")
        assert "Tidak ada yang ditandatangani" in wrong.text
        assert "Disampaikan" in head.submit(wrong, "/tandatangani", password="melati-contoh-2026").text


def test_two_tabs_of_ratings_are_compared(who: Who) -> None:
    head = who(HEAD)
    first = begin(head, KENANGA)
    second = head.get(first.path)
    head.submit(first, "/nilai", **DRAFT)
    refused = head.submit(second, "/nilai", 409, **{**DRAFT, "results_rating": "above"})
    assert "Sesuai ekspektasi" in refused.soup.select(".pair")[0].get_text()
    assert "Di atas ekspektasi" in refused.soup.select(".pair")[0].get_text()


def test_beginning_twice_gives_one_evaluation(who: Who) -> None:
    head = who(HEAD)
    page = head.get("/penilaian/")
    first = begin(head, KENANGA)
    action = next(f["action"] for f in page.soup.select("tbody form") if "Kenanga" in f.get_text())
    assert head.post(str(action), page.fields("/keluar")).path == first.path


def test_a_new_assessor_signs_under_his_own_name(app: Flask, who: Who) -> None:
    from app.people.models import AssessorAssignment  # noqa: PLC0415
    from tests.conftest import person_id  # noqa: PLC0415

    employee, assessor = person_id(app, SET_MIDWIFE), person_id(app, "kenari")
    with app.app_context(), atomic() as session:
        row = session.query(AssessorAssignment).filter_by(employee_id=employee).one()
        row.assessor_id = assessor
    who(HEAD).get("/penilaian/")
    done = signed(who("kenari"), KENANGA)
    assert "Kenari" in done.soup.select(".facts dd")[1].get_text()
