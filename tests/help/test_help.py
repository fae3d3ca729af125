"""Help that knows how far somebody is, explains every official term, and says what the application does not do."""

import re

import pytest
from flask import Flask

from app.domain.terms import BY_SLUG, TERMS
from tests.architecture.source import templates
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who, log_in, login_of
from tests.page import Page
from tests.people.test_special import LEAVE, add
from tests.planning.steps import submitted_plan

USED = re.compile(r"""(?:term|meaning)\(\s*["']([^"']+)["']""")
ANCHOR = re.compile(r"""(?:istilah#|help\.terms["']\s*,\s*_anchor\s*=\s*["'])([a-z0-9-]+)""")


def ticks(page: Page) -> dict[str, str]:
    """Each step with its tick; empty where the application cannot know."""
    return {
        step.select("strong")[0].get_text(): " ".join(tag.get_text() for tag in step.select(".tag"))
        for step in page.soup.select("ol.tasks li")
    }


def test_a_midwife_with_a_draft_sees_what_comes_next(who: Who) -> None:
    found = ticks(who(MIDWIFE).get("/bantuan/"))
    assert found["Buat kata sandi sendiri"] == "Sudah"
    assert found["Periksa pejabat penilai Anda"] == "Sudah"
    assert found["Tulis konsep rencana (SKP)"] == "Sudah"
    assert found["Ajukan kepada penilai"] == "Belum"
    assert found["Isi realisasi dan bukti"] == "Belum"


def test_a_tick_comes_when_the_step_was_taken(app: Flask) -> None:
    midwife = log_in(app, MIDWIFE)
    submitted_plan(midwife)
    assert ticks(midwife.get("/bantuan/"))["Ajukan kepada penilai"] == "Sudah"


def test_whoever_has_no_plan_is_led_to_the_first_steps_from_home(who: Who) -> None:
    newcomer = who("dahlia")
    assert "Baru memakai Tilik?" in newcomer.get("/").text
    assert ticks(newcomer.get("/bantuan/"))["Tulis konsep rencana (SKP)"] == "Belum"
    assert "Baru memakai Tilik?" not in who(SET_MIDWIFE).get("/").text


def test_a_head_sees_the_steps_of_an_assessor_with_counts(who: Who) -> None:
    page = who(HEAD).get("/bantuan/")
    assert "Pejabat penilai" in page.text
    assert "Kepala unit" in page.text
    assert "rencana menunggu Anda" in page.text
    assert ticks(page)["Baca rencana yang diajukan"] == "Belum"
    assert ticks(page)["Beri umpan balik sepanjang tahun"] == ""
    assert ticks(page)["Isi atau periksa Perjanjian Kinerja unit"] in {"Sudah", "Belum"}


def test_an_agency_officer_sees_what_is_prepared(who: Who) -> None:
    found = ticks(who("widuri").get("/bantuan/"))
    assert found["Impor unit dan pegawai"] == "Sudah"
    assert found["Buka tahun kinerja dan isi hari libur"] == "Sudah"
    assert found["Siapkan contoh hasil kerja"] == "Sudah"


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("kenari", "Petugas kepegawaian unit"),
        ("widuri", "Petugas kepegawaian instansi"),
        ("regulus", "administrator"),
        ("elang", "Pengawas"),
    ],
)
def test_every_role_has_its_steps_and_every_step_opens(who: Who, key: str, title: str) -> None:
    visitor = who(key)
    page = visitor.get("/bantuan/")
    assert title in page.text
    for link in page.soup.select("ol.tasks a"):
        visitor.get(str(link["href"]))


@pytest.mark.parametrize("key", ["rajawali", "regulus"])
def test_whoever_owes_no_plan_is_not_asked_for_one(who: Who, key: str) -> None:
    assert "Tulis konsep rencana" not in who(key).get("/bantuan/").text
    assert "Baru memakai Tilik?" not in who(key).get("/").text


def test_whoever_is_on_unpaid_leave_is_not_asked_either(app: Flask, who: Who) -> None:
    add(who("kenari"), app, "unpaid_leave", **LEAVE)
    assert "Tulis konsep rencana" not in log_in(app, "dahlia").get("/bantuan/").text


def test_help_is_one_tap_away_on_every_page(who: Who) -> None:
    visitor = who(MIDWIFE)
    for path in ("/", "/perencanaan/", "/akun-saya", "/contoh/"):
        assert visitor.get(path).offers("Bantuan")


def test_the_page_about_the_purpose_is_honest(who: Who) -> None:
    told = who(MIDWIFE).get("/bantuan/mengapa").text
    for words in ("Tidak ada skor", "Tidak ada peringkat", "Siapa melihat apa", "promosi, tunjangan"):
        assert words in told


def test_every_term_has_an_address_of_its_own(who: Who) -> None:
    page = who(MIDWIFE).get("/bantuan/istilah")
    anchors = [str(item["id"]) for item in page.soup.select("dt[id]")]
    assert set(anchors) == set(BY_SLUG)
    assert len(TERMS) == len(BY_SLUG)
    assert all(term.meaning.endswith(".") and term.source for term in TERMS)


def test_every_term_used_as_a_link_is_explained() -> None:
    for name, text in templates().items():
        if name != "components/help.html":
            assert set(USED.findall(text)) <= set(BY_SLUG), name
        assert set(ANCHOR.findall(text)) <= set(BY_SLUG), name


def test_a_wrong_term_would_be_found() -> None:
    assert USED.findall("{{ term('bukan-istilah', 'RHK') }} {{ meaning(\"skp\") }}") == ["bukan-istilah", "skp"]
    assert ANCHOR.findall("""<a href="/bantuan/istilah#rhk">""") == ["rhk"]


def test_the_macros_lead_to_the_term_and_tell_it(sqlite_app: Flask) -> None:
    source = "{% from 'components/help.html' import meaning, term %}{{ term('rhk', 'RHK') }}{{ meaning('predikat') }}"
    with sqlite_app.test_request_context():
        shown = sqlite_app.jinja_env.from_string(source).render()
    assert '<a class="term" href="/bantuan/istilah#rhk">RHK</a>' in shown
    assert BY_SLUG["predikat"].meaning in shown


def test_the_study_guide_computes_nothing_and_says_so(who: Who) -> None:
    page = who(MIDWIFE).get("/bantuan/tugas-belajar")
    assert "tidak menghitung predikat" in page.text
    assert len(page.soup.select("table")) == 4
    assert login_of(MIDWIFE) not in page.text
