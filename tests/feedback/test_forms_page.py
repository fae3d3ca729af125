"""A rater at a browser: fills in, checks, sends, changes, takes back; and is told who reads it."""

import re
from datetime import timedelta

import time_machine
from flask import Flask

from app import clock
from app.db import db
from app.domain.ballots import Answer, text_limit
from app.domain.feedback import RaterClass
from app.feedback.box import Ballot
from app.sample.loader import PASSWORD
from tests.conftest import log_in, login_of, statements
from tests.feedback.making import Made, make_round
from tests.feedback.test_answering import opened_ballots
from tests.page import Page, Visitor

CUSTODIANS = ["altair", "elang", "rajawali"]
RATERS = {
    RaterClass.PEER: ["kenanga", "seroja", "delima"],
    RaterClass.SUPERIOR: ["cempaka"],
    RaterClass.SELF: ["melur"],
}


def launched(app: Flask) -> Made:
    with app.app_context():
        return make_round({"melur": RATERS, "dahlia": {RaterClass.PEER: ["kenanga"]}}, CUSTODIANS, "widuri")


def path_of(made: Made, rater: str, about: str = "melur") -> str:
    return f"/umpan-balik-360/formulir/{made.forms[about, rater].hex()}"


def chosen(step: int = 4, *texts: str) -> dict[str, str]:
    """The same step on every guide, and texts."""
    return {f"scores-{place}": str(step) for place in range(21)} | {
        f"texts-{place}": text for place, text in enumerate(texts)
    }


def checked(visitor: Visitor, path: str, status: int = 200, /, **typed: str) -> Page:
    """The page on which the answers are checked."""
    return visitor.submit(visitor.get(path), path, status, action="periksa", **typed)


def sent(visitor: Visitor, path: str, **typed: str) -> tuple[Page, str]:
    """Send; gives the last page and the receipt that was shown."""
    check = checked(visitor, path, **typed)
    receipt = str(check.fields(path + "/kirim")["receipt"])
    return visitor.submit(check, path + "/kirim"), receipt


def ballots(app: Flask, made: Made) -> list[tuple[bytes, Answer, str]]:
    with app.app_context():
        return opened_ballots(made)


def test_what_was_checked_is_what_arrives(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    listed = kenanga.get("/umpan-balik-360/")
    assert path in listed.links()
    assert "Kira-kira 7 menit" in listed.text
    typed = chosen(4, "Mendengarkan keluhan ibu hamil.\r\nSabar.", "", "  ")
    typed |= {"scores-20": "0"}
    del typed["scores-3"]
    check = checked(kenanga, path, **typed)
    assert "1 pertanyaan belum diisi – boleh dibiarkan" in check.text
    assert "Mendengarkan keluhan" in check.text
    receipt = str(check.fields(path + "/kirim")["receipt"])
    assert re.search(" ".join(receipt[i : i + 4] for i in range(0, 20, 4)), check.text)
    assert ballots(app, made) == []
    done = kenanga.submit(check, path + "/kirim")
    assert done.h1 == "Sudah diterima"
    assert receipt not in done.text.replace(" ", "")
    expected = Answer((4, 4, 4, None, *(4,) * 16, 0), ("Mendengarkan keluhan ibu hamil.\nSabar.", "", ""))
    assert ballots(app, made) == [(made.forms["melur", "kenanga"], expected, receipt)]
    assert "Formulir berikutnya" in done.text


def test_a_second_click_on_send_gives_the_same_page(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    check = checked(kenanga, path, **chosen())
    for _ in range(3):
        assert kenanga.submit(check, path + "/kirim").h1 == "Sudah diterima"
    assert len(ballots(app, made)) == 1


def test_a_step_that_is_none_is_refused_on_the_page(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    check = checked(kenanga, path, **chosen())
    for step in ("9", "empat"):
        kenanga.submit(check, path + "/kirim", 422, **{"scores-0": step})
    assert ballots(sqlite_app, made) == []


def test_an_answer_is_replaced_with_its_receipt_and_never_shown_again(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    _, receipt = sent(kenanga, path, **chosen(2, "Ucapan pertama saya tentang dia."))
    again = kenanga.get(path)
    assert "sudah Anda kirim" in again.text
    assert "Ucapan pertama" not in again.text
    assert not [name for name in again.fields(path) if name.startswith("scores")]
    check = checked(kenanga, path, **chosen(5, "Ucapan kedua."))
    assert "Nomor ini tidak ditampilkan lagi" not in check.text
    refused = kenanga.submit(check, path + "/kirim", 409, receipt="K7QD 9FMR 2XWP AAAA BBBB")
    assert "sudah pernah dikirim" in refused.text
    assert refused.fields(path + "/kirim")["texts-0"] == "Ucapan kedua."
    done = kenanga.submit(refused, path + "/kirim", receipt=" ".join([receipt[:4], receipt[4:].lower()]))
    assert done.h1 == "Sudah diterima"
    assert [answer.texts[0] for _, answer, _ in ballots(app, made)] == ["Ucapan kedua."]


def test_an_answer_is_taken_back_with_its_receipt(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    assert "belum Anda kirim" in kenanga.get(path + "/tarik").text
    _, receipt = sent(kenanga, path, **chosen())
    page = kenanga.get(path + "/tarik")
    assert "sudah pernah dikirim" in kenanga.submit(page, "/tarik", 422, receipt="").text
    assert kenanga.submit(page, "/tarik", receipt=receipt).h1 == "Sudah diterima"
    assert ballots(app, made) == [(made.forms["melur", "kenanga"], Answer.withdrawn(), receipt)]


def test_changing_ones_mind_on_the_check_page_loses_nothing(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    check = checked(kenanga, path, **chosen(3, "Tulisan saya"))
    fields = check.fields(path + "/kirim")
    back = kenanga.post(path, {**fields, "action": "ubah"})
    assert back.fields(path)["texts-0"] == "Tulisan saya"
    assert back.fields(path)["scores-7"] == ["3"]
    again = kenanga.submit(back, path, action="periksa")
    assert again.fields(path + "/kirim")["receipt"] == fields["receipt"], "a number on paper stays right"


def test_too_long_and_empty_answers_are_refused_with_nothing_lost(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    long = "é" * (text_limit(21, 3) // 2 + 5)
    page = checked(kenanga, path, 422, **chosen(3, long))
    assert "singkat kira-kira 10 huruf" in page.text
    assert page.fields(path)["texts-0"] == long
    assert "Kesalahan" in str(page.soup.title)
    page = checked(kenanga, path, 422, **{"texts-0": "Hanya tulisan."})
    assert "Pilih paling sedikit satu angka" in page.text
    assert page.fields(path)["texts-0"] == "Hanya tulisan."
    assert "Pilihan ini tidak ada" in checked(kenanga, path, 422, **chosen(6)).text
    assert ballots(sqlite_app, made) == []


def test_a_body_of_more_than_64_kilobytes_is_refused_before_it_is_read(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    assert "terlalu panjang" in checked(kenanga, path, 413, **chosen(3, "x" * 70_000)).text


def test_each_class_is_told_whether_its_name_stands_there(sqlite_app: Flask) -> None:
    made = launched(sqlite_app)
    said = {who: log_in(sqlite_app, who).get(path_of(made, who)).text for who in ("kenanga", "cempaka", "melur")}
    assert "Tanpa nama." in said["kenanga"]
    assert "paling sedikit 3 orang menjawab, tulisan bila 5" in said["kenanga"]
    assert "Dengan nama Anda. Jawaban atasan" in said["cempaka"]
    assert "Dengan nama Anda. Jawaban tentang diri sendiri" in said["melur"]


def test_the_same_sentence_about_two_people_is_warned_of(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    words = "Selalu sabar mendampingi ibu hamil. Baik."
    assert "Kalimat kembar" not in checked(kenanga, path_of(made, "kenanga"), **chosen(4, words)).text
    sent(kenanga, path_of(made, "kenanga"), **chosen(4, words))
    second = path_of(made, "kenanga", "dahlia")
    assert "Kalimat kembar" in checked(kenanga, second, **chosen(4, "", "selalu  Sabar mendampingi ibu hamil")).text
    assert "Kalimat kembar" not in checked(kenanga, second, **chosen(4, "", "Baik.")).text
    assert "Kalimat kembar" not in checked(kenanga, path_of(made, "kenanga"), **chosen(4, words)).text, "the same form"


def test_nobody_else_finds_the_form(sqlite_app: Flask) -> None:
    made = launched(sqlite_app)
    path = path_of(made, "kenanga")
    for key in ("melur", "seroja", "cempaka", "widuri", "regulus", "elang"):
        visitor = log_in(sqlite_app, key)
        assert visitor.get(path, 404).h1 == visitor.get("/umpan-balik-360/formulir/" + "0" * 32, 404).h1
        assert path not in visitor.get("/umpan-balik-360/").links()
    log_in(sqlite_app, "kenanga").get("/umpan-balik-360/formulir/" + "z" * 32, 404)


def test_declining_takes_the_form_off_the_list(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    landed = kenanga.submit(kenanga.get(path + "/tidak-mengisi"), "/tidak-mengisi")
    assert path not in landed.links()
    assert "tidak mengisi formulir ini" in kenanga.get(path, 403).text


def test_an_ended_session_brings_answers_and_receipt_back(app: Flask) -> None:
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    check = checked(kenanga, path, **chosen(2, "Ditulis sebelum sesi berakhir"))
    receipt = check.fields(path + "/kirim")["receipt"]
    with kenanga.client.session_transaction() as cookie:
        cookie["_user_id"] = "ended long ago"
    login = kenanga.submit(check, path + "/kirim", 401)
    assert "Tulisan Anda tidak hilang" in login.text
    assert ballots(app, made) == []
    back = kenanga.submit(login, "/masuk", nip=login_of("kenanga"), password=PASSWORD)
    again = kenanga.submit(back, path + "/kirim")
    assert again.h1 == "Periksa, lalu kirim"
    assert again.fields(path + "/kirim")["receipt"] == receipt
    assert ballots(app, made) == []
    assert kenanga.submit(again, path + "/kirim").h1 == "Sudah diterima"
    assert ballots(app, made)[0][1].texts[0] == "Ditulis sebelum sesi berakhir"


def test_writing_leaves_no_trace_in_the_session(app: Flask) -> None:
    """Looking at the list counts as use of the session; writing, however long, does not."""
    made, kenanga = launched(app), log_in(app, "kenanga")
    path = path_of(made, "kenanga")
    with time_machine.travel(clock.now() + timedelta(minutes=40), tick=True):
        with statements() as told:
            check = checked(kenanga, path, **chosen(2, "Lama sekali menulis"))
            draft = kenanga.client.post(path + "/draf", data={**kenanga.get(path).fields(path), **chosen()})
        assert draft.status_code == 200
        assert [words for words in told if not words.startswith("SELECT")] == []
        with statements() as told:
            kenanga.submit(check, path + "/kirim")
        written = {words.split()[1] for words in told if words.startswith("UPDATE")}
        assert written == {"invitation", "ballot"}
        with statements() as told:
            kenanga.get("/umpan-balik-360/")
        assert any(words.startswith("UPDATE login_session") for words in told)


def test_the_page_about_who_sees_what_is_for_everybody(sqlite_app: Flask) -> None:
    page = Visitor(sqlite_app).get("/umpan-balik-360/siapa-dapat-melihat")
    for promise in ("paling sedikit 3 orang", "semua orang kecuali satu", "tanda terima", "Latihan", "dua dari tiga"):
        assert promise.lower() in page.text.lower()


def test_pages_of_answering_are_kept_by_no_cache(sqlite_app: Flask) -> None:
    made, kenanga = launched(sqlite_app), log_in(sqlite_app, "kenanga")
    path = path_of(made, "kenanga")
    for page in (kenanga.get(path), checked(kenanga, path, **chosen())):
        assert page.response.headers["Cache-Control"] == "no-store"
        assert "Server-Timing" not in page.response.headers
    with sqlite_app.app_context():
        assert db.session.query(Ballot).count() == 0
