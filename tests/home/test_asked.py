"""Whose turn it is around an evaluation: the page of each person says so, and nobody else's does."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import delete, update

from app.auth.models import RoleGrant
from app.db import atomic, db
from app.people.models import Posting
from app.review import deciding, receiving, signing, stepping_in
from tests.conftest import HALF_MIDWIFE, HEAD, MIDWIFE, OFFICE_HEAD, SET_MIDWIFE, Who, person_id
from tests.page import Page, Visitor
from tests.progress.steps import assign, my_progress, sign_off
from tests.progress.test_leaders import write
from tests.progress.test_self_assessment import written
from tests.reporting.steps import count
from tests.reporting.test_handing_up import _answer, _send, unit_page
from tests.review.people import Cast, on
from tests.review.test_moved import NEWCOMER, assess, changed, filed, heard

DAY = timedelta(days=1)
SELF, WORDS = "Serahkan penilaian diri (tahun ", "Beri masukan atas penugasan Anda (tahun "
CHECK, MEND = "Periksa laporan unit (tahun ", "Perbaiki laporan Puskesmas Muara Kejora (tahun "


def task(visitor: Visitor, words: str) -> Page | None:
    """The page a task of the home page leads to; None when there is no such task."""
    links = visitor.get("/").soup.select(".tasks a")
    found = [str(link["href"]) for link in links if words in link.get_text()]
    assert len(found) <= 1, found
    return visitor.get(found[0]) if found else None


def test_an_employee_is_asked_for_the_self_assessment_until_it_is_handed_in(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    page = task(midwife, SELF)
    assert page is not None
    assert "/penilaian-diri" in page.path
    midwife.submit(written(midwife), "/serahkan")
    assert task(midwife, SELF) is None
    midwife.submit(my_progress(midwife, 0), "/tarik")
    assert task(midwife, SELF) is not None
    assert task(who(MIDWIFE), SELF) is None, "there is no plan in force yet"


def test_nothing_is_asked_of_a_period_that_is_signed_or_not_open(app: Flask, who: Who) -> None:
    leader_id, midwife_id = person_id(app, NEWCOMER), person_id(app, HALF_MIDWIFE)
    with app.app_context():
        root_id = assign(leader_id, midwife_id)
    leader, midwife = who(NEWCOMER), who(HALF_MIDWIFE)
    assert task(leader, WORDS) is not None
    with on(Cast(app).last_day.replace(day=1, month=7)):
        assert task(who(HALF_MIDWIFE), SELF) is None
        assert task(who(NEWCOMER), WORDS) is None
    sign_off(app, root_id, 0)
    assert task(midwife, SELF) is None
    assert task(leader, WORDS) is None


def test_a_leader_of_an_assignment_is_asked_for_words_and_the_assessor_is_not(app: Flask, who: Who) -> None:
    leader_id, midwife_id = person_id(app, NEWCOMER), person_id(app, HALF_MIDWIFE)
    with app.app_context():
        assign(leader_id, midwife_id)
    leader = who(NEWCOMER)
    page = task(leader, WORDS)
    assert page is not None
    assert "1 hasil kerja dari penugasan Anda" in leader.get("/").text
    assert task(who(HEAD), WORDS) is None
    write(leader, page)
    assert task(leader, WORDS) is None


def test_a_report_waits_for_the_level_above_and_comes_back_to_who_can_complete_it(app: Flask, who: Who) -> None:
    count(app)
    url = unit_page(app)
    unit, office, head = who("kenari"), who("jalak"), who(OFFICE_HEAD)
    page = unit.get(url)
    unit.submit(page, _send(page), note="Belum lengkap.")
    for above in (office, head):
        read = task(above, CHECK)
        assert read is not None
        assert "Puskesmas Muara Kejora" in above.get("/").text
        assert read.offers("Terima laporan")
    for other in ("kenari", HEAD, "widuri", "rajawali", "tekukur", SET_MIDWIFE):
        assert task(who(other), CHECK) is None, other
    read = office.get(url)
    office.submit(read, _answer(read), answer="Lengkapi bidan desa.")
    assert task(head, CHECK) is None
    for below in (unit, who(HEAD)):
        again = task(below, MEND)
        assert again is not None
        assert again.offers("Kirim laporan")
    for other in ("jalak", OFFICE_HEAD, "widuri", SET_MIDWIFE):
        assert task(who(other), MEND) is None, other


def test_where_nobody_leads_or_keeps_the_level_above_the_agency_answers(app: Flask, who: Who) -> None:
    count(app)
    unit = who("kenari")
    page = unit.get(unit_page(app))
    unit.submit(page, _send(page), note="Belum lengkap.")
    above, officer = person_id(app, OFFICE_HEAD), person_id(app, "jalak")
    with app.app_context(), atomic() as session:
        session.execute(update(Posting).where(Posting.person_id == above).values(is_head=False))
        session.execute(delete(RoleGrant).where(RoleGrant.person_id == officer))
    read = task(who("widuri"), CHECK)
    assert read is not None
    assert read.offers("Terima laporan")
    for other in (OFFICE_HEAD, "jalak", "rajawali"):
        assert task(who(other), CHECK) is None, other


def test_whoever_rated_and_rose_explains_and_the_own_superior_decides(app: Flask, who: Who) -> None:
    """Cempaka rated Kenanga and rises to be the superior of Altair, who assesses Kenanga from now on."""
    cast = Cast(app)
    decide, explain = "Periksa keberatan Kenanga", "Jelaskan penilaian Kenanga"
    with app.app_context():
        number = filed(cast, cast.received())
        db.session.remove()
    assert task(who(OFFICE_HEAD), decide) is not None
    with app.app_context():
        assess(app, NEWCOMER, HEAD)
        assess(app, SET_MIDWIFE, NEWCOMER)
        db.session.remove()
    rater, superior, successor = who(HEAD), who(OFFICE_HEAD), who(NEWCOMER)
    page = task(superior, decide)
    assert page is not None
    assert task(rater, decide) is None
    assert task(rater, explain) is not None
    assert task(successor, decide) is None
    assert task(successor, explain) is None
    with app.app_context():
        heard(cast, number, OFFICE_HEAD)
        changed(cast, number, OFFICE_HEAD)
        signing.countersign(cast.employee, number, cast.digest(number), "")
        deciding.cosign(cast.assessor, number, cast.digest(number))
        db.session.remove()
    assert task(superior, "Laporkan 1 evaluasi yang selesai (tahun ") is not None
    assert task(rater, "Laporkan ") is None
    assert task(successor, "Laporkan ") is None


def test_what_the_superior_signed_in_the_raters_place_is_not_decided_by_the_rater(app: Flask, who: Who) -> None:
    """Cempaka wrote the ratings, Angsana signed them; then Cempaka rises."""
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        db.session.remove()
    with on(cast.last_day + DAY):
        with app.app_context():
            stepping_in.take_over(cast.superior, cast.root_id)
            signing.sign(cast.superior, number, cast.seen(cast.superior, number))
            receiving.receive(cast.employee, number)
            filed(cast, number)
            assess(app, NEWCOMER, HEAD)
            assess(app, SET_MIDWIFE, NEWCOMER)
            db.session.remove()
        assert task(who(OFFICE_HEAD), "Periksa keberatan Kenanga") is not None
        assert task(who(HEAD), "Periksa keberatan Kenanga") is None
