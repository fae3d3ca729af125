"""A round in the browser: refused, mended and started; counted by two custodians when the third lost the code."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app import clock
from app.db import db
from app.domain.feedback import RaterClass
from tests.browser import round_tour as tour
from tests.browser.conftest import NewPerson
from tests.browser.person import Watch
from tests.browser.server import Server
from tests.feedback.casting import answer, cast
from tests.feedback.making import Made, make_round

KEEPERS = ("elang", "tekukur", "nipah")
PEERS = ("kenanga", "seroja", "delima", "dahlia", "jempiring")
COUNT_S = 60_000


@pytest.mark.parametrize("javascript", [True, False])
def test_an_officer_is_refused_mends_and_starts(somebody: NewPerson, server: Server, *, javascript: bool) -> None:
    officer = somebody(tour.OFFICER, javascript=javascript)
    tour.begun(officer, server)
    tour.not_ready(officer, server)
    tour.added(officer, server)
    tour.keepers_chosen(officer, server)
    tour.not_ready(officer, server)
    for key in tour.KEEPERS:
        keeper = somebody(key, javascript=javascript)
        tour.code_shown(key).reach(keeper, server)
        tour.code_typed(key).reach(keeper, server)
    tour.started(officer, server)
    assert server.sql("SELECT state FROM feedback_round WHERE name = ?", tour.NAME) == [("open",)]


def closed_round(server: Server) -> Made:
    """A round whose last moment is just over, with five answers in the box."""
    with server.prepared.app.app_context():
        about = {"melur": {RaterClass.PEER: list(PEERS)}}
        made = make_round(about, KEEPERS, "widuri", closes_at=clock.now() + timedelta(seconds=2))
        for name in PEERS:
            cast(made, made.forms["melur", name], answer(4, f"Teruskan, kata {name}"))
        db.session.remove()
    time.sleep(2)
    return made


@pytest.mark.parametrize("javascript", [True, False])
def test_two_custodians_count_when_the_third_lost_the_code(
    somebody: NewPerson, server: Server, watch: Watch, *, javascript: bool
) -> None:
    watch.allow("status of 422")
    made = closed_round(server)
    page = f"/kunci-360/{made.id}/hitung"
    lost, first, second = (somebody(key, javascript=javascript) for key in KEEPERS)
    lost.go(page)
    lost.write("Kode Anda dari kertas", "K7QD 9FMR 2XWP K7QD 9FMR 2XWP K7QD")
    lost.press("Masukkan kode pertama")
    lost.sees("Kode ini bukan kode Anda")
    first.go(page)
    first.write("Kode Anda dari kertas", made.codes[KEEPERS[1]])
    first.press("Masukkan kode pertama")
    first.sees("Kode pertama sudah dimasukkan oleh Anda")
    second.go(page)
    second.sees("Kode kedua ditunggu dalam satu jam")
    second.write("Kode Anda dari kertas", made.codes[KEEPERS[2]])
    second.press("Masukkan kode dan mulai menghitung")
    expect(second.page.locator("main")).to_contain_text("Selesai dihitung", timeout=COUNT_S)
    second.sees("Unduh berita acara")
    second.go(page)
    expect(second.page.locator("main")).to_contain_text("kunci sudah dihancurkan", timeout=COUNT_S)
    subject = somebody("melur", javascript=javascript)
    subject.go("/hasil-360/")
    subject.page.get_by_role("link", name="Umpan balik 360 semester II").first.click()
    subject.sees("n = 5")
    subject.follow("Baca komentar")
    subject.sees("Teruskan, kata kenanga")
