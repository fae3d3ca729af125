"""Everybody reads the library; officers of the agency write it, and what they wrote stays."""

from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.db import atomic, db
from app.library.models import LibraryItem
from app.library.service import load_shipped
from app.library.shipped import shipped
from tests.audit.trail import last_id, lines_since
from tests.conftest import MIDWIFE, Who, log_in
from tests.page import Page, Visitor

OFFICER, ANTENATAL = "widuri", "Ibu hamil terlayani sesuai standar"


def edit_page(officer: Visitor, words: str) -> Page:
    """The form of the one example that is found by these words."""
    page = officer.get("/contoh/", query_string={"rumpun": "semua", "cari": words})
    return officer.get(next(link for link in page.links() if link.removeprefix("/contoh/").isdigit()))


def offered(visitor: Visitor, query: str = "") -> str:
    """The words of the list."""
    return " ".join(row.get_text(" ") for row in visitor.get(f"/contoh/{query}").soup.select("tbody tr"))


def test_a_midwife_finds_examples_of_health_first_and_a_teacher_those_of_teachers(who: Who) -> None:
    teacher = who("kemuning")
    assert ANTENATAL in offered(who(MIDWIFE))
    assert ANTENATAL not in offered(teacher)
    assert "Murid" in offered(teacher)
    assert ANTENATAL in offered(teacher, "?rumpun=semua&cari=hamil standar")


def test_a_search_without_finds_says_how_to_go_on(who: Who) -> None:
    page = who(MIDWIFE).get("/contoh/?rumpun=health&cari=kapal")
    assert "Tidak ada contoh yang cocok dengan “kapal”" in page.text


def test_the_next_page_keeps_what_was_asked_for(who: Who) -> None:
    visitor = who(MIDWIFE)
    first = visitor.get("/contoh/?rumpun=health")
    second = visitor.get(next(link for link in first.links() if "halaman=2" in link))
    assert "Halaman 2" in second.text
    assert second.soup.select("tbody tr")
    assert not set(map(str, first.soup.select("tbody th"))) & set(map(str, second.soup.select("tbody th")))


def test_an_officer_adds_an_example_and_everybody_finds_it(app: Flask, who: Who) -> None:
    officer, before = who(OFFICER), last_id(app)
    page = officer.get("/contoh/baru")
    refused = officer.submit(page, "/contoh/baru", 422, result="")
    assert "Tulis hasil kerjanya" in refused.text
    typed = {
        "family": "other", "result": "Jalan desa layak dilalui", "indicator": "Panjang jalan yang mantap",
        "target": "12 km", "aspects": ["quality", "quantity"],
    }  # fmt: skip
    officer.submit(page, "/contoh/baru", **typed)
    assert [line.action for line in lines_since(app, before)] == ["library.add"]
    found = offered(who(MIDWIFE), "?rumpun=other")
    assert "Jalan desa layak dilalui" in found
    assert "Kuantitas, Kualitas" in found


def test_the_offices_words_outlive_loading_again(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    page = edit_page(officer, ANTENATAL)
    officer.submit(page, page.path, target="paling sedikit 88%")
    with app.app_context(), atomic() as session:
        stale = session.scalars(select(LibraryItem).where(LibraryItem.key == "health-02")).one()
        stale.target = "versi lama"
    done = officer.submit(officer.get("/contoh/"), "/muat")
    assert "1 contoh bawaan ditambahkan atau diperbarui" in done.text
    assert edit_page(officer, ANTENATAL).fields(page.path)["target"] == "paling sedikit 88%"
    assert "versi lama" not in officer.get("/contoh/?rumpun=health&cari=berisiko").text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(LibraryItem)) == len(shipped())


def test_loading_twice_changes_nothing(app: Flask) -> None:
    with app.app_context(), atomic() as session:
        loaded = load_shipped(session)
    assert (loaded.added, loaded.renewed, loaded.kept) == (0, 0, 0)


def test_what_is_put_aside_is_not_offered_and_can_come_back(who: Who) -> None:
    officer = who(OFFICER)
    page = edit_page(officer, ANTENATAL)
    aside = officer.submit(page, "/tawarkan")
    assert "Contoh ini tidak ditawarkan" in aside.text
    assert ANTENATAL not in offered(who(MIDWIFE))
    assert ANTENATAL in offered(officer, "?rumpun=semua&disimpan=1")
    assert ANTENATAL not in offered(who(MIDWIFE), "?rumpun=semua&disimpan=1&cari=terlayani+standar")
    officer.submit(aside, "/tawarkan")
    assert ANTENATAL in offered(who(MIDWIFE))


def test_two_officers_do_not_overwrite_each_other(app: Flask, who: Who) -> None:
    first, second = who(OFFICER), log_in(app, OFFICER)
    pages = [edit_page(visitor, ANTENATAL) for visitor in (first, second)]
    first.submit(pages[0], pages[0].path, target="paling sedikit 91%")
    refused = second.submit(pages[1], pages[1].path, 422, target="paling sedikit 95%")
    assert "sudah diubah orang lain" in refused.text
    assert "paling sedikit 91%" in refused.text
    assert refused.fields(pages[1].path)["target"] == "paling sedikit 95%"


def test_an_officer_gets_the_same_advice_as_everybody(who: Who) -> None:
    officer = who(OFFICER)
    page = edit_page(officer, ANTENATAL)
    officer.submit(page, page.path, result="Melayani ibu hamil")
    assert "terbaca sebagai kegiatan" in edit_page(officer, "Melayani ibu hamil").text


def test_an_office_without_examples_says_who_fills_it(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        for row in session.scalars(select(LibraryItem)):
            row.is_active, row.changed_at = False, clock.now()
    assert "Petugas kepegawaian instansi yang mengisinya" in who(MIDWIFE).get("/contoh/").text
