"""Whoever holds a printed code answers without a login, leaves no trace, and no form open for the next person."""

from flask import Flask
from sqlalchemy import func, select

from app.auth.models import LoginFailure
from app.db import atomic, db
from app.domain.codes import display
from app.domain.feedback import RaterClass, RoundState
from app.feedback.models import FeedbackRound
from app.feedback.published import ReceiptList
from tests.conftest import log_in, statements
from tests.feedback.making import Made, make_round
from tests.feedback.test_answering import opened_ballots
from tests.feedback.test_forms_page import chosen
from tests.page import Page, Visitor

FORM = "/kode-360/formulir"
CUSTODIANS = ["altair", "elang", "rajawali"]


def launched(app: Flask) -> Made:
    with app.app_context():
        raters = {RaterClass.PEER: ["kenanga", "seroja", "delima"]}
        return make_round({"melur": raters}, CUSTODIANS, "widuri", slips={"melur": 3})


def entered(visitor: Visitor, code: str, status: int = 200) -> Page:
    """Type a code."""
    return visitor.submit(visitor.get("/kode-360/"), "/kode-360/", status, code=code)


def sent(visitor: Visitor, code: str, **typed: str) -> tuple[Page, str]:
    """Answer by a slip; gives the last page and the receipt."""
    check = visitor.submit(entered(visitor, code), FORM, action="periksa", **typed)
    return visitor.submit(check, FORM + "/kirim"), str(check.fields(FORM + "/kirim")["receipt"])


def test_a_slip_is_answered_replaced_and_taken_back(app: Flask) -> None:
    made, visitor = launched(app), Visitor(app)
    code = made.slips["melur"][0]
    page = entered(visitor, display(code).lower())
    assert page.path == FORM
    assert "Tanpa nama." in page.text
    assert "penerima layanan dan pihak lain" in page.text
    done, receipt = sent(visitor, code, **chosen(3, "Antrean lama."))
    assert done.h1 == "Sudah diterima"
    with app.app_context():
        assert [(answer.texts[0], held) for _, answer, held in opened_ballots(made)] == [("Antrean lama.", receipt)]
    check = visitor.submit(entered(visitor, code), FORM, action="periksa", **chosen(5, "Kini cepat."))
    assert "sudah pernah dikirim" in visitor.submit(check, FORM + "/kirim", 409, receipt="").text
    visitor.submit(check, FORM + "/kirim", receipt=receipt)
    with app.app_context():
        assert [answer.texts[0] for _, answer, _ in opened_ballots(made)] == ["Kini cepat."]
    entered(visitor, code)
    visitor.submit(visitor.get(FORM + "/tarik"), "/tarik", receipt=receipt)
    with app.app_context():
        assert [answer.is_withdrawn for _, answer, _ in opened_ballots(made)] == [True]


def test_once_sent_the_browser_forgets_the_code(sqlite_app: Flask) -> None:
    made, visitor = launched(sqlite_app), Visitor(sqlite_app)
    sent(visitor, made.slips["melur"][0], **chosen())
    assert visitor.get(FORM).path == "/kode-360/"
    assert visitor.get("/kode-360/terkirim").h1 == "Sudah diterima"
    assert Visitor(sqlite_app).get("/kode-360/terkirim").path == "/kode-360/"


def test_a_right_code_leaves_nothing_behind(app: Flask) -> None:
    made, visitor = launched(app), Visitor(app)
    with statements() as told:
        page = entered(visitor, made.slips["melur"][1])
        visitor.client.post(FORM + "/draf", data={**page.fields(FORM), **chosen(2)})
        visitor.submit(page, FORM, action="periksa", **chosen())
    assert [words for words in told if not words.startswith("SELECT")] == []


def test_wrong_codes_grow_slower_for_whoever_types_them(app: Flask) -> None:
    made, visitor = launched(app), Visitor(app)
    wrong = "2222" + made.slips["melur"][0][4:]
    for _ in range(3):
        assert "tidak dikenal" in entered(visitor, wrong, 422).text
    assert "Terlalu banyak percobaan" in entered(visitor, wrong, 422).text
    assert "Terlalu banyak percobaan" in entered(visitor, wrong.lower(), 422).text
    other = made.slips["melur"][1]
    assert entered(visitor, other).path == FORM, "another slip at the same computer is not held up"
    with app.app_context():
        keys = db.session.scalars(select(LoginFailure.key)).all()
        assert len(keys) == 1
        assert wrong[:4] not in keys[0]


def test_a_slip_opens_its_own_form_and_no_login_does(sqlite_app: Flask) -> None:
    made = launched(sqlite_app)
    kenanga = log_in(sqlite_app, "kenanga")
    assert kenanga.get(FORM).path == "/kode-360/"
    page = entered(kenanga, made.slips["melur"][0])
    assert page.path == FORM
    assert "Kenanga" not in page.text, "who is logged in beside is not shown on the pages of a slip"
    assert not page.offers("Keluar")
    for key in made.forms.values():
        Visitor(sqlite_app).get(f"/umpan-balik-360/formulir/{key.hex()}")


def test_a_lost_cookie_costs_the_holder_no_text_and_shows_it_to_nobody_else(sqlite_app: Flask) -> None:
    made, visitor = launched(sqlite_app), Visitor(sqlite_app)
    first, second = made.slips["melur"][:2]
    page = entered(visitor, first)
    visitor.client.delete_cookie("tilik")
    asked = visitor.submit(page, FORM, 401, action="periksa", **chosen(4, "Tulisan panjang pemegang kertas"))
    assert "Tulisan Anda tidak hilang" in asked.text
    assert "pemegang kertas" not in asked.text
    stranger = visitor.submit(asked, "/kode-360/", code=second)
    assert stranger.path == FORM
    assert "pemegang kertas" not in stranger.text
    back = visitor.submit(asked, "/kode-360/", code=first)
    filled = visitor.submit(back, FORM)
    assert filled.fields(FORM)["texts-0"] == "Tulisan panjang pemegang kertas"


def test_drafts_of_a_slip_open_with_its_cookie_alone(sqlite_app: Flask) -> None:
    made, visitor = launched(sqlite_app), Visitor(sqlite_app)
    code = made.slips["melur"][0]
    page = entered(visitor, code)
    blob = visitor.client.post(FORM + "/draf", data={**page.fields(FORM), **chosen(2, "Sebagian")}).text
    token = page.fields(FORM)["csrf_token"]
    opened = visitor.client.post(FORM + "/draf", data={"blob": blob, "csrf_token": token})
    assert opened.json is not None
    assert opened.json["texts-0"] == "Sebagian"
    token = entered(visitor, code).fields(FORM)["csrf_token"]
    assert visitor.client.post(FORM + "/draf", data={"blob": blob, "csrf_token": token}).status_code == 422


def test_after_the_count_a_slip_leads_to_the_receipts(app: Flask) -> None:
    made, visitor = launched(app), Visitor(app)
    _, receipt = sent(visitor, made.slips["melur"][0], **chosen())
    with app.app_context(), atomic() as session:
        session.get_one(FeedbackRound, made.id).state = RoundState.CLOSED
    page = visitor.get("/kode-360/")
    assert "sudah ditutup" in visitor.submit(page, "/kode-360/", 403, code=made.slips["melur"][0]).text
    with app.app_context(), atomic() as session:
        session.get_one(FeedbackRound, made.id).state = RoundState.PURGED
        session.add(ReceiptList(round_id=made.id, content=receipt + "\n"))
    data = {**page.fields("/kode-360/"), "code": made.slips["melur"][0]}
    answer = visitor.client.post("/kode-360/", data=data, follow_redirects=True)
    assert answer.text == receipt + "\n"
    kenanga, stranger = log_in(app, "kenanga"), log_in(app, "dahlia")
    listed = kenanga.get("/umpan-balik-360/")
    assert "Sudah dihitung" in listed.text
    path = f"/umpan-balik-360/tanda-terima/{made.id}.txt"
    assert path in listed.links()
    assert kenanga.client.get(path).text == receipt + "\n"
    assert stranger.client.get(path).status_code == 404
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ReceiptList)) == 1
