"""One person on one page: ratings beside the record, fuller reasons, own marks, close relations, study leave."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from app import clock
from app.audit.models import AuditEntry
from app.db import atomic, db
from app.domain.progress import Attainment
from app.domain.special import SpecialKind
from app.people import queries as people
from app.people.models import SpecialStatus
from app.planning.models import Plan
from app.progress.models import Evidence, Feedback, LeaderFeedback, Realisation, SelfAssessment
from app.review.models import Evaluation, EvaluationMark
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, log_in, person_id
from tests.page import Page, Visitor
from tests.review.steps import DRAFT, begin, check_page, signed

KENANGA = "Kenanga"
LONG = "Target tercapai, tetapi mutu catatan menurun sejak Juni dan tiga kali diingatkan tanpa perbaikan. " * 2


def attained(app: Flask, attainment: Attainment) -> None:
    """Every indicator was attained like this, as far as the employee says."""
    with app.app_context(), atomic() as session:
        session.execute(update(Realisation).values(attainment=attainment))


def number_of(page: Page) -> int:
    return int(page.path.split("/")[2])


def test_a_rating_below_although_everything_was_met_needs_a_fuller_reason(app: Flask, who: Who) -> None:
    attained(app, Attainment.MET)
    head = who(HEAD)
    page = check_page(head, KENANGA, results_rating="below")
    assert "Semua hasil kerja utama tercatat tercapai, tetapi ratingnya di bawah ekspektasi." in page.text
    assert not page.offers("Tandatangani dan sampaikan")
    rating = head.get(page.path.replace("/tandatangani", "/nilai"))
    assert "paling sedikit 120 karakter" in rating.text
    assert head.submit(rating, "/nilai", reason=LONG).offers("Tandatangani dan sampaikan")


def test_a_rating_above_although_a_main_result_fell_short_needs_one_too(sqlite_app: Flask) -> None:
    attained(sqlite_app, Attainment.NOT_MET)
    page = check_page(log_in(sqlite_app, HEAD), KENANGA, results_rating="above")
    assert "tetapi ratingnya di atas ekspektasi" in page.text
    assert not page.offers("Tandatangani dan sampaikan")


def test_the_pages_tell_which_indicators_nobody_compared_with_the_target(sqlite_app: Flask) -> None:
    attained(sqlite_app, Attainment.MET)
    with sqlite_app.app_context(), atomic() as session:
        root = session.scalars(select(Plan.root_id).where(Plan.employee_id == person_id(sqlite_app, SET_MIDWIFE)))
        one = session.scalars(select(Realisation).where(Realisation.plan_root_id == root.first())).first()
        assert one is not None
        one.attainment = None
    page = check_page(log_in(sqlite_app, HEAD), KENANGA, results_rating="below")
    left = re.search(r"Belum dibandingkan dengan target: (\d+) indikator", page.text)
    assert left, "the departure is silent when one is missing, so the page says which are"
    rating = log_in(sqlite_app, HEAD).get(page.path.replace("/tandatangani", "/nilai"))
    assert left.group() in rating.text


def test_a_rating_that_rests_on_nothing_needs_a_fuller_reason(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), atomic() as session:
        for table in (Evidence, Realisation, Feedback):
            session.execute(delete(table))
    head = log_in(sqlite_app, HEAD)
    page = check_page(head, KENANGA)
    assert "indikator berisi realisasi; tanpa bukti dan umpan balik." in page.text
    assert page.offers("Tandatangani dan sampaikan")
    rating = head.get(page.path.replace("/tandatangani", "/nilai"))
    assert "indikator berisi realisasi; tanpa bukti dan umpan balik." in rating.text
    page = head.submit(rating, "/nilai", behaviour_rating="above")
    assert "Tidak ada realisasi, bukti, atau umpan balik yang tercatat" in page.text
    assert not page.offers("Tandatangani dan sampaikan")
    rating = head.get(rating.path)
    assert head.submit(rating, "/nilai", reason=LONG).offers("Tandatangani dan sampaikan")


def test_the_warning_comes_and_goes_while_typing(sqlite_app: Flask) -> None:
    attained(sqlite_app, Attainment.MET)
    head = log_in(sqlite_app, HEAD)
    page = begin(head, KENANGA)
    warned = head.autosave(page, "/nilai", results_rating="below", behaviour_rating="above")
    assert "Tersimpan" in warned.text
    assert "tetapi ratingnya di bawah ekspektasi" in warned.text
    assert "Butuh Perbaikan" in warned.text
    calm = head.autosave(head.get(page.path), "/nilai", results_rating="as_expected")
    assert "tetapi" not in calm.text


def test_the_predikat_stays_in_sight_with_the_buttons_and_the_warning_with_the_reason(sqlite_app: Flask) -> None:
    """On a low screen what lies between scrolls away under them."""
    head = log_in(sqlite_app, HEAD)
    page = begin(head, KENANGA)
    head.autosave(page, "/nilai", **{**DRAFT, "results_rating": "above"})
    page = head.get(page.path)
    shown = page.soup.select_one(".bottom #predikat")
    assert shown is not None
    assert "Predikat: Baik dari kuadran" in shown.get_text()
    assert page.soup.select_one("#kurang ~ div #reason, #kurang ~ p #reason, #kurang ~ #reason")


def test_own_marks_help_and_are_printed_nowhere(app: Flask, who: Who) -> None:
    head = who(HEAD)
    page = begin(head, KENANGA)
    marked = head.submit(page, "/nilai", **DRAFT, **{"marks-0-mark": "below", "marks-8-mark": "above"})
    with app.app_context():
        assert len(db.session.scalars(select(EvaluationMark)).all()) == 2
    assert "Tanda bantu" not in marked.text
    again = head.get(page.path)
    assert again.fields("/nilai")["marks-0-mark"] == "below"
    done = head.submit(marked, "/tandatangani")
    assert "Tanda bantu" not in done.text
    assert "Tanda bantu" not in who(SET_MIDWIFE).get(done.path).text


def test_nothing_is_signed_before_the_relation_is_declared(who: Who) -> None:
    head = who(HEAD)
    page = begin(head, KENANGA)
    checked = head.submit(page, "/nilai", **{name: text for name, text in DRAFT.items() if name != "is_close"})
    assert "Nyatakan apakah Anda mempunyai hubungan pribadi yang dekat" in checked.text
    assert not checked.offers("Tandatangani dan sampaikan")


def look_at(superior: Visitor, page: Page) -> Page:
    """The superior opens the draft from the list."""
    listed = superior.get("/penilaian/")
    return superior.get(next(link for link in listed.links() if link.endswith(f"/{number_of(page)}/tinjau")))


def test_the_superior_reads_before_a_close_relation_is_signed(app: Flask, who: Who) -> None:
    head, above = who(HEAD), who(OFFICE_HEAD)
    page = check_page(head, KENANGA, is_close="yes", relation="Ipar")
    assert "Angsana" in page.text.split("Karena ada hubungan dekat, ")[1].split("membaca alasan dan buktinya dahulu")[0]
    assert not page.offers("Tandatangani dan sampaikan")
    draft = look_at(above, page)
    assert "Ipar" in draft.text
    assert DRAFT["reason"] in draft.text
    listed = above.submit(draft, "/tinjau")
    assert not any(link.endswith("/tinjau") for link in listed.links())
    assert "Anda sudah membacanya" in above.get(draft.path).text
    done = head.submit(head.get(page.path), "/tandatangani")
    assert "Disampaikan" in done.text
    assert "Ipar" not in who(SET_MIDWIFE).get(done.path).text
    with app.app_context():
        said = db.session.scalars(select(AuditEntry).where(AuditEntry.object_kind == "evaluation")).all()
    assert {"evaluation.declare", "evaluation.look"} <= {entry.action for entry in said}
    assert not any("Ipar" in entry.detail for entry in said)


def test_a_draft_that_changed_is_read_again(who: Who) -> None:
    head, above = who(HEAD), who(OFFICE_HEAD)
    page = check_page(head, KENANGA, is_close="yes", relation="Ipar")
    draft = look_at(above, page)
    changed = head.submit(head.get(page.path.replace("/tandatangani", "/nilai")), "/nilai", reason="Alasan yang lain.")
    refused = above.submit(draft, "/tinjau", 422)
    assert "Isinya berubah" in refused.text
    above.submit(refused, "/tinjau")
    assert head.get(changed.path).offers("Tandatangani dan sampaikan")
    again = head.submit(head.get(page.path.replace("/tandatangani", "/nilai")), "/nilai", results_rating="above")
    assert "membaca alasan dan buktinya dahulu" in again.text
    assert any(link.endswith("/tinjau") for link in above.get("/penilaian/").links())


def test_without_a_close_relation_the_superior_reads_no_draft(who: Who) -> None:
    page = check_page(who(HEAD), KENANGA)
    above = who(OFFICE_HEAD)
    above.get(f"/penilaian/{number_of(page)}/tinjau", 404)
    above.get(f"/penilaian/{number_of(page)}/nilai", 404)


def studies(app: Flask, key: str) -> None:
    """Somebody is on study leave this year."""
    with app.app_context(), atomic() as session:
        today = people.today()
        session.add(
            SpecialStatus(
                person_id=person_id(app, key), kind=SpecialKind.STUDY, detail="S-1 Kebidanan", document="SK 1",
                valid_from=today.replace(month=2, day=1), recorded_by=person_id(app, "widuri"),
                recorded_at=clock.now(),
            )
        )  # fmt: skip


@pytest.mark.parametrize(("choice", "words"), [("poor", "Kurang (Misconduct)"), ("very_poor", "Sangat Kurang")])
def test_a_failed_study_leaves_the_quadrant(app: Flask, who: Who, choice: str, words: str) -> None:
    studies(app, SET_MIDWIFE)
    head = who(HEAD)
    page = check_page(head, KENANGA, exception=choice, behaviour_rating="above")
    done = head.submit(page, "/tandatangani")
    assert f"Predikat kinerja {words}" in done.text


def test_nobody_else_is_given_a_predikat_outside_the_quadrant(sqlite_app: Flask) -> None:
    head = log_in(sqlite_app, HEAD)
    page = begin(head, KENANGA)
    assert "Tugas belajar" not in page.text
    refused = head.submit(page, "/nilai", 409, **DRAFT, exception="poor")
    assert "hanya untuk pegawai tugas belajar" in refused.text


def test_the_own_view_and_the_leaders_words_stand_beside_the_ratings(sqlite_app: Flask) -> None:
    head = log_in(sqlite_app, HEAD)
    page = begin(head, KENANGA)
    with sqlite_app.app_context(), atomic() as session:
        root = session.get_one(Evaluation, number_of(page)).plan_root_id
        own = {"achieved": "Kohort lengkap", "hindered": "Jaringan putus", "needed": "Pelatihan"}
        session.add(SelfAssessment(plan_root_id=root, period_number=0, version=1, editor_seq=0, **own))
    assert "Kohort lengkap" not in head.get(page.path).text, "not before it is handed in"
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(SelfAssessment).values(handed_in_at=clock.now()))
        key = page.soup.select_one("div.card[id^='result:']")
        assert key is not None
        leader = person_id(sqlite_app, "altair")
        session.add(
            LeaderFeedback(
                plan_root_id=root, period_number=0, item=str(key["id"]), author_id=leader,
                text="Sangat menolong tim gizi.", changed_at=clock.now(), version=1, editor_seq=0,
            )
        )  # fmt: skip
    text = head.get(page.path).text
    assert "Kohort lengkap" in text
    assert "Sangat menolong tim gizi." in text


def test_the_year_before_stands_beside_this_one(sqlite_app: Flask) -> None:
    head = log_in(sqlite_app, HEAD)
    done = signed(head, KENANGA)
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Evaluation).where(Evaluation.id == number_of(done)).values(period_number=1))
    page = begin(head, KENANGA)
    assert number_of(page) != number_of(done)
    assert "Evaluasi sebelumnya: Triwulan I" in page.text
    assert DRAFT["note"] in page.text
