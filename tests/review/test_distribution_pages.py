"""The pattern beside the own ratings: seen by the assessor alone, advice and never a block."""

from flask import Flask
from sqlalchemy import select

from app.db import atomic, db
from app.domain.rating import Rating
from app.domain.review import EvaluationState
from app.review.models import Evaluation
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, person_id
from tests.page import Page
from tests.review.staff import rate_everybody

PAGE = "/penilaian/sebaran/"


def rows(page: Page) -> dict[str, str]:
    """The table: how many people have a rating."""
    return {
        row.find("th").get_text(): row.find_all("td")[0].get_text()  # type: ignore[union-attr]
        for row in page.soup.select("main tbody tr")
    }


def test_the_shape_is_shown_with_words_for_the_unit_of_the_assessor(who: Who) -> None:
    page = who(HEAD).get(PAGE)
    assert "Capaian kinerja Puskesmas Muara Kejora: Baik" in page.text
    assert page.soup.select_one("svg[role=img]")["aria-label"] == "Kurva pola distribusi untuk capaian Baik"  # type: ignore[index]
    assert "bukan kuota" in page.text
    assert "Sebagian besar pegawai ada pada predikat Baik" in page.text


def test_ten_ratings_are_needed_before_anything_is_counted(app: Flask, who: Who) -> None:
    head = who(HEAD)
    count = rate_everybody(app, HEAD, most=9)
    page = head.get(PAGE)
    assert count == 9
    assert not rows(page)
    assert "Panduan:" not in page.text
    assert "paling sedikit 10 orang" in page.text


def test_the_assessor_sees_the_own_drafts_counted_and_the_guide_beside_them(app: Flask, who: Who) -> None:
    head = who(HEAD)
    count = rate_everybody(app, HEAD)
    page = head.get(PAGE)
    assert count >= 10
    assert rows(page)["Baik"] == str(count)
    assert (
        f"Panduan: Baik paling sedikit 50 % dan paling banyak 70 %; sekarang 100 % ({count} dari {count})." in page.text
    )
    assert "Di luar panduan bukan kesalahan" in page.text
    assert "belum dapat dipastikan dari naskah asli" in page.text


def test_nobody_else_sees_how_an_assessor_rates(app: Flask, who: Who) -> None:
    rate_everybody(app, HEAD)
    assert not rows(who(OFFICE_HEAD).get(PAGE))
    assert not rows(who(SET_MIDWIFE).get(PAGE))


def test_a_draft_the_superior_took_over_is_not_counted_as_the_own(app: Flask, who: Who) -> None:
    from app.domain.review import Way  # noqa: PLC0415

    head, count = who(HEAD), rate_everybody(app, HEAD)
    with app.app_context(), atomic() as session:
        one = session.scalars(select(Evaluation)).first()
        assert one is not None
        one.way = Way.TAKEN_OVER
    assert rows(head.get(PAGE))["Baik"] == str(count - 1)


def test_being_outside_the_guide_holds_no_signature_back(app: Flask, who: Who) -> None:
    head = who(HEAD)
    rate_everybody(app, HEAD, results=Rating.ABOVE)
    with app.app_context():
        number = db.session.scalar(select(Evaluation.id).where(Evaluation.employee_id == person_id(app, SET_MIDWIFE)))
    page = head.get(f"/penilaian/{number}/nilai")
    checked = head.submit(page, "/nilai", reason="Target terlampaui.", note="Pertahankan.", is_close="no")
    head.submit(checked, "/tandatangani")
    with app.app_context():
        state = db.session.scalar(select(Evaluation.state).where(Evaluation.id == number))
    assert state is EvaluationState.SIGNED


def test_an_achievement_belongs_to_its_period_and_names_who_recorded_it(who: Who) -> None:
    above = who(OFFICE_HEAD)
    links = above.get("/penilaian/").soup.select("a[href*=capaian-unit]")
    link = next(str(a["href"]) for a in links if "Puskesmas Muara" in a.get_text())
    form = above.get(f"{link}?periode=2")
    above.submit(form, "periode=2", grade="outstanding", document="Laporan triwulan II")
    kept = above.get(f"{link}?periode=2")
    assert "Tercatat sekarang: Istimewa, Laporan triwulan II" in kept.text
    assert "Angsana" in kept.soup.select("main p.soft")[0].get_text()
    assert "Istimewa, Laporan" not in above.get(link).text
    assert "Capaian kinerja Puskesmas Muara Kejora: Istimewa" in who(HEAD).get(f"{PAGE}?periode=2").text
    above.get(f"{link}?periode=13", 404)


def test_last_years_achievement_does_not_stand_in_for_a_quarter(who: Who) -> None:
    page = who(HEAD).get(f"{PAGE}?periode=1")
    assert "belum diisi, jadi polanya belum dapat ditunjukkan" in page.text


def test_the_office_changes_a_share_and_goes_back(app: Flask, who: Who) -> None:
    officer, head = who("widuri"), who(HEAD)
    rate_everybody(app, HEAD)
    page = officer.get("/penilaian/sebaran/panduan")
    assert "belum dapat dipastikan dari naskah asli" in page.text
    form = officer.get("/penilaian/sebaran/panduan/baik-baik")
    assert "lebih besar daripada" in officer.submit(form, "/baik-baik", 422, least="90", most="40").text
    officer.submit(form, "/baik-baik", least="40", most="100")
    assert "Panduan: Baik paling sedikit 40 %; sekarang" in head.get(PAGE).text
    stale = officer.submit(form, "/baik-baik", 422, least="41", most="100", editor="lain")
    assert "Kesalahan" in stale.text
    officer.submit(officer.get("/penilaian/sebaran/panduan/baik-baik"), "/semula")
    assert "paling sedikit 50 % dan paling banyak 70 %" in head.get(PAGE).text


def test_shares_are_the_agency_officers_alone(who: Who) -> None:
    for key in (HEAD, "kenari", "regulus", "elang"):
        who(key).get("/penilaian/sebaran/panduan", 403)
        who(key).get("/penilaian/sebaran/panduan/baik-baik", 403)
