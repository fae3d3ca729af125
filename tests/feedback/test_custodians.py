"""Custodians: a code on paper, typed back, known to nobody else; the printed copy of the host secret."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.db import db
from app.domain.errors import ConfirmationNeededError, DeniedError, InvalidError, NotFoundError
from app.domain.feedback import CUSTODIANS
from app.feedback import custody, launching, sealing
from app.feedback.keyring import Keyring
from app.feedback.models import Custodian, FeedbackRound
from tests.conftest import Who
from tests.feedback.preparing import KEEPERS, enrol, number_of, officer, prepared, settings

pytestmark = pytest.mark.usefixtures("no_rounds")


def keeper_of(number: int, key: str) -> Custodian:
    wanted = select(Custodian).where(Custodian.round_id == number, Custodian.person_id == number_of(key))
    return db.session.scalars(wanted).one()


def test_a_code_counts_once_it_is_typed_back(app: Flask) -> None:
    with app.app_context():
        number = prepared("kenari", "cempaka", keepers=())
        custody.choose(officer("kenari"), number, number_of("elang"), settings())
        code = custody.new_code(officer("elang"), number)
        assert keeper_of(number, "elang").public_key is None
        with pytest.raises(InvalidError, match="salah salin"):
            custody.confirm_code(officer("elang"), number, code[:-1] + ("2" if code[-1] != "2" else "3"))
        custody.confirm_code(officer("elang"), number, code.lower().replace(" ", "-"))
        row, mine = db.session.get_one(FeedbackRound, number), keeper_of(number, "elang")
        assert mine.public_key == bytes(sealing.custodian_key(code, row.token).public_key)
        assert mine.pending_key is None


def test_a_new_code_voids_the_one_before(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        first = custody.new_code(officer("elang"), number)
        second = custody.new_code(officer("elang"), number)
        assert keeper_of(number, "elang").confirmed_at is None
        with pytest.raises(InvalidError, match="bukan kode yang terakhir"):
            custody.confirm_code(officer("elang"), number, first)
        custody.confirm_code(officer("elang"), number, second)


def test_nobody_else_makes_or_confirms_a_code(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        for stranger in ("kenari", "widuri", "regulus", "melur"):
            with pytest.raises(NotFoundError):
                custody.new_code(officer(stranger), number)
            with pytest.raises(NotFoundError):
                custody.confirm_code(officer(stranger), number, "K7QD")
        actor = officer("elang")
        with pytest.raises(ConfirmationNeededError):
            custody.new_code(type(actor)(**{**vars(actor), "confirmed_at": None}), number)


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("kenari", "menyiapkan"),
        ("regulus", "Administrator"),
        ("kutilang", "unit yang berbeda"),  # of the same unit as the other of the organisation section
        ("gaharu", None),
    ],
)
def test_who_can_be_chosen(sqlite_app: Flask, key: str, why: str | None) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=())
        custody.choose(officer("kenari"), number, number_of("sirius"), settings())
        if why is None:
            custody.choose(officer("kenari"), number, number_of(key), settings())
            return
        with pytest.raises(InvalidError, match=why):
            custody.choose(officer("kenari"), number, number_of(key), settings())


def test_the_assessor_of_a_small_group_keeps_no_code(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=(), score_threshold=15, comment_threshold=15)
        with pytest.raises(InvalidError, match="kelompok penjawabnya kecil"):
            custody.choose(officer("kenari"), number, number_of("cempaka"), settings())


def test_three_are_enough_and_one_can_be_exchanged(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        assert len(KEEPERS) == CUSTODIANS
        with pytest.raises(InvalidError, match="sudah dipilih"):
            custody.choose(officer("kenari"), number, number_of("gaharu"), settings())
        custody.release(officer("kenari"), number, keeper_of(number, "elang").id)
        custody.choose(officer("kenari"), number, number_of("gaharu"), settings())
        enrol(number, "gaharu")
        launching.launch(officer("kenari"), number, settings())


def holds(folder: Path, needle: bytes) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if needle in path.read_bytes()]


def test_the_code_is_in_no_file_and_no_entry(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka", keepers=())
        custody.choose(officer("kenari"), number, number_of("elang"), settings())
        code = enrol(number, "elang")["elang"]
        for needle in (code, code.replace(" ", ""), code[:9]):
            assert holds(settings().data_dir, needle.encode()) == []
        told = " ".join(entry.detail for entry in db.session.scalars(select(AuditEntry)))
        assert code[:9] not in told


def test_the_page_shows_the_code_once_and_asks_for_the_password(app: Flask, who: Who) -> None:
    with app.app_context():
        number = prepared("kenari", "cempaka", keepers=())
        custody.choose(officer("kenari"), number, number_of("elang"), settings())
    elang = who("elang")
    assert "Umpan balik 360 semester II" in elang.get("/kunci-360/").text
    shown = elang.submit(elang.get(f"/kunci-360/{number}"), "/kode")
    assert "tidak tampil lagi" in shown.text
    code = shown.soup.select_one(".card strong")
    assert code is not None
    assert code.get_text() not in elang.get(f"/kunci-360/{number}").text
    who("nipah").get(f"/kunci-360/{number}", 404)


def test_the_envelope_restores_a_lost_key_and_no_other(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        launching.launch(officer("kenari"), number, settings())
        keyring = Keyring(settings().feedback_keys, db.session.get_one(FeedbackRound, number).token)
        secret, signs = keyring.host_secret(), custody.envelope(number, settings())
        with pytest.raises(DeniedError, match="masih ada"):
            custody.restore(number, signs, settings())
        keyring.destroy()
        with pytest.raises(NotFoundError):
            custody.envelope(number, settings())
        with pytest.raises(InvalidError, match="salah salin"):
            custody.restore(number, signs[:-1], settings())
        with pytest.raises(InvalidError, match="bukan kunci putaran ini"):
            custody.restore(number, ("3" if signs[0] == "2" else "2") + signs[1:], settings())
        custody.restore(number, signs.lower(), settings())
        assert keyring.host_secret() == secret


def test_the_commands_of_the_server(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        number = prepared("kenari", "cempaka")
        launching.launch(officer("kenari"), number, settings())
        keyring = Keyring(settings().feedback_keys, db.session.get_one(FeedbackRound, number).token)
    runner = sqlite_app.test_cli_runner()
    told = runner.invoke(args=["feedback-envelope", str(number)])
    assert told.exit_code == 0
    signs = told.output.partition(": ")[2].partition("\n")[0]
    keyring.destroy()
    again = runner.invoke(args=["feedback-restore", str(number)], input=f"{signs}\n")
    assert again.exit_code == 0, again.output
    assert signs not in again.output
    assert runner.invoke(args=["feedback-restore", str(number)], input=f"{signs}\n").exit_code == 1
