"""An officer prepares a round, is refused with reasons, mends them, starts; three custodians enrol."""

import pytest
from flask import Flask

from app import clock
from app.db import db
from app.domain.feedback import RoundState
from app.feedback.models import FeedbackRound
from tests.conftest import Who, log_in
from tests.feedback.preparing import FAR, KEEPERS
from tests.page import Page, Visitor

pytestmark = pytest.mark.usefixtures("no_rounds")

TYPED = {
    "name": "Umpan balik 360 puskesmas",
    "most_forms": "40",
    "closes_on": (clock.today("Asia/Jakarta") + FAR).isoformat(),
}


def begun(visitor: Visitor) -> str:
    page = visitor.get("/putaran-360/baru")
    return visitor.submit(page, "/putaran-360/baru", **TYPED).path


def choose_keeper(visitor: Visitor, where: str, key: str) -> Page:
    page = visitor.get(f"{where}/pemegang-kunci?cari={key}")
    chosen = page.soup.select_one("input[name=person]")
    assert chosen is not None, page.text
    return visitor.submit(page, "/pemegang-kunci", person=str(chosen["value"]))


def enrol(app: Flask, key: str) -> str:
    keeper = log_in(app, key)
    duty = keeper.get("/kunci-360/").soup.select_one("main h2 a")
    assert duty is not None
    where = str(duty["href"])
    shown = keeper.submit(keeper.get(where), "/kode")
    code = shown.soup.select_one("main .card strong")
    assert code is not None
    assert shown.response.headers["Cache-Control"] == "no-store"
    keeper.submit(shown, "/ulang", 422, code="K7QD 9FMR 2XWP")
    done = keeper.submit(keeper.get(where), "/ulang", code=code.get_text().lower())
    assert "Kode Anda sah" in done.text
    assert code.get_text() not in done.text
    return code.get_text()


def test_from_preparing_to_the_start(app: Flask, who: Who) -> None:
    kenari = who("kenari")
    where = begun(kenari)
    refused = kenari.submit(kenari.get(f"{where}/mulai"), "/mulai", 422)
    assert "Masih ada" in refused.text
    reasons = kenari.get(f"{where}/pemeriksaan").text
    assert "Belum ada pegawai yang dinilai" in reasons
    assert "Pemegang kunci baru 0 dari 3" in reasons
    kenari.submit(kenari.get(f"{where}/pegawai/unit"), "/pegawai/unit")
    assert "dr. Cempaka" in kenari.get(f"{where}/pemeriksaan").text
    page = kenari.get(f"{where}/pegawai?cari=Cempaka")
    kenari.submit(page, "/keluarkan")
    for key in KEEPERS:
        choose_keeper(kenari, where, key)
    assert "belum membuat dan mengetik ulang kodenya" in kenari.get(f"{where}/pemeriksaan").text
    codes = {enrol(app, key) for key in KEEPERS}
    assert len(codes) == 3
    assert "Tidak ada yang menghalangi" in kenari.get(f"{where}/pemeriksaan").text
    page = kenari.submit(kenari.get(f"{where}/mulai"), "/mulai")
    assert "Berjalan" in page.text
    with app.app_context():
        row = db.session.get_one(FeedbackRound, int(where.rpartition("/")[2]))
        assert row.state is RoundState.OPEN
    assert "sudah dimulai" in kenari.get(f"{where}/data", 403).text
