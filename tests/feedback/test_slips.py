"""Codes on paper: drawn by lot, told to nobody else, never more than a subject may have."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app.audit.models import AuditEntry
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.feedback import RaterClass
from app.feedback import slips
from app.feedback.frozen import invitation_mac
from app.feedback.inviting import slip_hash
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.feedback.slips import PrintedSlips
from tests.conftest import Who, person_id
from tests.documents.reading import whole
from tests.feedback.making import Made, make_round

KEEPERS, PREPARER = ["altair", "elang", "rajawali"], "widuri"
PEERS = {RaterClass.PEER: ["kenanga", "seroja", "delima"]}
MOST = 10


@pytest.fixture
def ctx(app: Flask) -> Iterator[Flask]:
    """Inside the application."""
    with app.app_context():
        yield app


def opened(about: str = "melur", slips_: int = 4) -> Made:
    return make_round({about: PEERS}, KEEPERS, PREPARER, slips={about: slips_})


def officer(app: Flask, key: str = PREPARER) -> Actor:
    return Actor(person_id(app, key), key, 0, frozenset({Role.AGENCY_OFFICER}))


def printing(app: Flask, made: Made, *about: str, renew: bool = False, actor: Actor | None = None) -> PrintedSlips:
    ids = [made.subjects[key] for key in about or made.subjects]
    return slips.print_slips(actor or officer(app), made.keyring.folder, made.id, ids, renew=renew)


def states() -> dict[str, int]:
    rows = db.session.execute(
        select(Invitation.state, func.count()).where(Invitation.slip_hash.is_not(None)).group_by(Invitation.state)
    ).all()
    db.session.remove()
    return {state.value: count for state, count in rows}


def test_printing_fills_up_to_the_most_and_no_further(ctx: Flask) -> None:
    made = opened()
    printed = printing(ctx, made)
    assert len(printed.slips) == MOST - 4
    assert len({slip.code for slip in printed.slips}) == MOST - 4
    assert all(re.fullmatch(r"([2-9A-HJ-NP-Z]{4} ){4}[2-9A-HJ-NP-Z]{4}", slip.code) for slip in printed.slips)
    with pytest.raises(InvalidError, match="sudah dicetak"):
        printing(ctx, made)
    assert states() == {"invited": MOST}


def test_a_printed_code_opens_a_form_under_its_seal(ctx: Flask) -> None:
    made = opened()
    code = printing(ctx, made).slips[0].code.replace(" ", "")
    form = db.session.scalars(select(Invitation).where(Invitation.slip_hash == slip_hash(code))).one()
    row, subject = db.session.get_one(FeedbackRound, made.id), db.session.get_one(FeedbackSubject, form.subject_id)
    assert form.mac == invitation_mac(made.keyring.load(), row.token, form, subject)
    assert form.rater_id is None


def test_lost_paper_is_cancelled_and_printed_anew_whether_used_or_not(ctx: Flask) -> None:
    made = opened()
    with atomic() as session:
        session.execute(
            update(Invitation).where(Invitation.slip_hash == slip_hash(made.slips["melur"][0])).values(used=True)
        )
    assert len(printing(ctx, made, renew=True).slips) == MOST
    assert states() == {"cancelled": 4, "invited": MOST}
    used = db.session.scalar(select(func.count()).where(Invitation.used, Invitation.round_id == made.id))
    assert used == 1  # a sent answer still counts


def test_the_trail_counts_and_holds_no_code(ctx: Flask) -> None:
    made = opened()
    printed = printing(ctx, made)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "slips.print")).one()
    assert entry.detail == '{"renewed": false, "slips": 6, "subjects": 1}'
    codes = [slip.code.replace(" ", "") for slip in printed.slips]
    with db.engine.connect() as line:
        held = str(list(line.exec_driver_sql("SELECT * FROM invitation"))) + str(
            list(line.exec_driver_sql("SELECT * FROM job"))
        )
    assert not [code for code in codes if code in held]


def test_only_officers_of_the_round_print_and_nobody_about_oneself(ctx: Flask) -> None:
    made = make_round({"melur": PEERS, "widuri": PEERS}, KEEPERS, "widuri", slips={"melur": 1, "widuri": 1})
    with pytest.raises(DeniedError, match="petugas lain"):
        printing(ctx, made, "widuri")
    stranger = Actor(person_id(ctx, "tekukur"), "", 0, frozenset({Role.UNIT_OFFICER}), frozenset({999}))
    with pytest.raises(NotFoundError):
        printing(ctx, made, "melur", actor=stranger)


def test_after_closing_nothing_is_printed(ctx: Flask) -> None:
    made = opened()
    closes_at = db.session.get_one(FeedbackRound, made.id).closes_at
    db.session.remove()
    assert closes_at
    with time_machine.travel(closes_at), pytest.raises(DeniedError, match="sudah habis"):
        printing(ctx, made)


def test_a_moved_closing_time_stops_the_printing(ctx: Flask) -> None:
    made = opened()
    with atomic() as session:
        session.get_one(FeedbackRound, made.id).rules = "{}"
    with pytest.raises(DeniedError, match="dihentikan"):
        printing(ctx, made)


def test_a_subject_of_another_round_is_not_found(ctx: Flask) -> None:
    made, other = opened(), make_round({"kenanga": PEERS}, KEEPERS, PREPARER, slips={"kenanga": 1})
    with pytest.raises(NotFoundError):
        slips.print_slips(officer(ctx), made.keyring.folder, made.id, [other.subjects["kenanga"]])


@pytest.mark.office
def test_the_page_hands_the_paper_over_once(app: Flask, who: Who) -> None:
    with app.app_context():
        made = opened()
    widuri, path = who("widuri"), f"/putaran-360/{made.id}/kode"
    page = widuri.get(path)
    assert "4 dari 10" in page.text
    assert "mengambil sendiri dengan undian" in page.text
    data = {**page.fields("/kode"), "add": str(made.subjects["melur"])}
    answer = widuri.client.post(path, data=data)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    words = whole(answer.data)
    assert words.count("Umpan balik 360 tentang Melur") == 6
    assert words.count("Anda menjawab sebagai: Penerima layanan dan pihak lain") == 6
    for part in ("/kode-360/", "diambil dengan undian", "Tidak perlu akun", "Jangan mencatat siapa mengambil"):
        assert part in words
    for name in ("Kenanga", "Seroja", "Delima"):
        assert name not in words
    assert "10 dari 10" in widuri.get(path).text
    assert "sudah dicetak" in widuri.post(path, {"csrf_token": data["csrf_token"]}, 422).text


def test_the_page_looks_the_same_before_and_after_an_answer(app: Flask, who: Who) -> None:
    with app.app_context():
        made = opened()
    widuri = who("widuri")

    def seen() -> str:
        text = widuri.client.get(f"/putaran-360/{made.id}/kode").get_data(as_text=True)
        return re.sub(r'name="csrf_token" value="[^"]+"', "", text)

    before = seen()
    with app.app_context():
        with atomic() as session:
            slip = Invitation.slip_hash == slip_hash(made.slips["melur"][0])
            session.execute(update(Invitation).where(slip).values(used=True, verifier=b"v" * 32))
        db.session.remove()
    assert seen() == before


@pytest.mark.parametrize("key", ["melur", "cempaka", "regulus", "elang"])
def test_others_open_neither_page(app: Flask, who: Who, key: str) -> None:
    with app.app_context():
        made = opened()
    for page in ("kode", "pengingat"):
        who(key).get(f"/putaran-360/{made.id}/{page}", 403)


def test_an_officer_of_another_unit_finds_neither(app: Flask, who: Who) -> None:
    with app.app_context():
        made = opened()
    who("tekukur").get(f"/putaran-360/{made.id}/kode", 404)
