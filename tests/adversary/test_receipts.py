"""Somebody is made to hand over the receipt: it proves that an answer was counted, and nothing about what it said."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.db import db
from app.domain.errors import DomainError, NotFoundError
from app.feedback import answering, count, sealing
from app.feedback.answering import Rater, SentBeforeError
from app.feedback.models import FeedbackRound
from app.feedback.opening import Box, open_box
from app.feedback.published import ReceiptList
from tests.adversary.known import SCORES, Known, known_round
from tests.conftest import log_in, statements
from tests.feedback.casting import answer
from tests.feedback.counting import after_closing
from tests.feedback.test_forms_page import checked, chosen, path_of, sent

NAMES = list(SCORES)


def listed(known: Known) -> list[str]:
    return db.session.get_one(ReceiptList, known.made.id).content.split()


def different_ends(known: Known) -> None:
    """One kept, one replaced, one taken back, one taken back and given again; the others as they were."""
    known.send("seroja", answer(1, "lain sama sekali"))
    answering.withdraw(known.rater("delima"), known.form("delima"), known.receipts["delima"], known.folder)
    answering.withdraw(known.rater("dahlia"), known.form("dahlia"), known.receipts["dahlia"], known.folder)
    known.send("dahlia", answer(2))


def test_kept_replaced_and_withdrawn_answers_look_alike_on_the_list(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        different_ends(known)
        sizes = {len(known.body(name)) for name in NAMES}
        told = known.count()
        assert sizes == {sealing.SEALED_SIZE}
        assert listed(known) == sorted(known.receipts.values())
        assert (told.valid, told.cells) == (len(NAMES), {"peer": len(NAMES) - 1})


def test_a_list_of_counted_answers_alone_tells_who_withdrew(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky twin: what was taken back leaves the list."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app)
        different_ends(known)

        def without_withdrawn(*about: Any, **more: Any) -> Box:
            box = open_box(*about, **more)
            kept = {given.form.id for found in box.given.values() for given in found}
            gone = [known.receipts[name] for name in NAMES if known.form(name) not in kept]
            box.receipts = [receipt for receipt in box.receipts if receipt not in gone]
            return box

        monkeypatch.setattr(count, "open_box", without_withdrawn)
        known.count()
        assert set(known.receipts.values()) - set(listed(known)) == {known.receipts["delima"]}


def test_the_list_is_in_no_order_but_its_own(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        known.count()
        content = db.session.get_one(ReceiptList, known.made.id).content
        assert content == "".join(f"{receipt}\n" for receipt in sorted(content.split()))


def outcome(act: Callable[[], object]) -> tuple[type[Exception], str, int]:
    """How something was refused, and by how many statements."""
    with statements() as sent_, pytest.raises(DomainError) as refused:
        act()
    db.session.remove()
    return refused.type, str(refused.value), len(sent_)


def wrong_receipts(known: Known) -> list[str]:
    """Of others, nearly right, of nobody."""
    right = known.receipts["sagu"]
    nearly = right[:-1] + ("A" if right[-1] != "A" else "B")
    return [known.receipts["kenanga"], nearly, right[::-1], *(sealing.new_receipt() for _ in range(5))]


def test_every_wrong_receipt_is_refused_in_the_same_words_and_as_much_work(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        rater, form, folder = known.rater("sagu"), known.form("sagu"), known.folder
        before = known.body("sagu")
        wrong = wrong_receipts(known)
        for act in (
            lambda receipt: answering.send(rater, form, answer(1), receipt, folder),
            lambda receipt: answering.withdraw(rater, form, receipt, folder),
        ):
            outcomes = {outcome(lambda receipt=receipt, act=act: act(receipt)) for receipt in wrong}  # type: ignore[misc]
            assert len(outcomes) == 1
            assert next(iter(outcomes))[0] is SentBeforeError
        assert known.body("sagu") == before


def test_a_receipt_that_is_looked_up_would_answer_differently(sqlite_app: Flask) -> None:
    """The leaky twin: a page that finds a form by its receipt tells right ones from wrong ones by its work."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app)

        def located(receipt: str) -> None:
            form = next((known.form(name) for name, mine in known.receipts.items() if mine == receipt), None)
            if form is None:
                raise NotFoundError("tidak ditemukan")
            answering.send(Rater.by_login(0), form, answer(1), receipt, known.folder)

        wrong = wrong_receipts(known)
        assert len({outcome(lambda receipt=receipt: located(receipt)) for receipt in wrong}) == 2  # type: ignore[misc]


def test_a_receipt_alone_opens_nothing(app: Flask) -> None:
    """Neither a login nor a slip of its own."""
    with app.app_context():
        known = known_round(app)
        receipt = known.receipts["kenanga"]
        for rater in (known.rater("cempaka"), known.rater("seroja"), Rater(), Rater.by_slip(receipt)):
            with pytest.raises(NotFoundError):
                answering.send(rater, known.form("kenanga"), answer(1), receipt, known.folder)
            with pytest.raises(NotFoundError):
                answering.withdraw(rater, known.form("kenanga"), receipt, known.folder)


def test_no_address_takes_a_receipt(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        assert not {"receipt", "tanda"} & {str(name) for name in rule.arguments}, rule


def test_with_login_and_receipt_a_coercer_reads_nothing(app: Flask) -> None:
    """He may replace the answer, before his eyes; he never learns what the one before said, or whether there is one."""
    with app.app_context():
        known = known_round(app, {})
    path, kenanga = path_of(known.made, "kenanga"), log_in(app, "kenanga")
    _, receipt = sent(kenanga, path, **chosen(2, "kata kenanga"))
    pages = [kenanga.get(page).text for page in (path, f"{path}/tarik", "/umpan-balik-360/")]
    kenanga.submit(kenanga.get(f"{path}/tarik"), f"{path}/tarik", receipt=receipt)
    after = [kenanga.get(page).text for page in (path, f"{path}/tarik", "/umpan-balik-360/")]
    assert pages == after
    assert not any("kata kenanga" in page or receipt in page.replace(" ", "") for page in after)
    with app.app_context():
        assert len(known.body("kenanga")) == sealing.SEALED_SIZE


def test_pages_refuse_every_wrong_receipt_alike(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        wrong = [*wrong_receipts(known), "PENDEK"]
    path, sagu = path_of(known.made, "sagu"), log_in(app, "sagu")
    check = checked(sagu, path, **chosen(1))
    refused = {
        (page := sagu.submit(check, f"{path}/kirim", 409, receipt=receipt)).text.replace(receipt, "")
        for receipt in wrong
    }
    assert len(refused) == 1
    assert page.status == 409
    lengths = {
        len(sagu.submit(sagu.get(f"{path}/tarik"), f"{path}/tarik", 422, receipt=receipt).text)
        for receipt in wrong[:-1]
    }
    assert len(lengths) == 1


PERSONAS = ["melur", "cempaka", "widuri", "elang", "regulus", "altair", "kenari", "seroja"]
PLACES = ["/", "/umpan-balik-360/", "/putaran-360/", "/hasil-360/"]


def test_nobody_elses_page_log_or_audit_entry_shows_a_receipt(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in NAMES[1:]})
    path, kenanga = path_of(known.made, "kenanga"), log_in(app, "kenanga")
    _, receipt = sent(kenanga, path, **chosen(2, "kata kenanga"))
    for key in PERSONAS:
        client = log_in(app, key).client
        for place in (*PLACES, path, f"/putaran-360/{known.made.id}"):
            assert receipt.encode() not in body_of(client, place)
    assert receipt not in caplog.text
    with app.app_context():
        for row in db.session.scalars(select(AuditEntry)):
            assert receipt not in str({column.name: getattr(row, column.name) for column in row.__table__.columns})
        round_ = db.session.get_one(FeedbackRound, known.made.id)
        assert receipt not in str(vars(round_))


def body_of(client: FlaskClient, place: str) -> bytes:
    response = client.get(place)
    assert response.status_code < 500
    return response.get_data().replace(b" ", b"")


def test_only_those_who_were_asked_get_the_list(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        known.count()
        receipts = known.receipts
    place = f"/umpan-balik-360/tanda-terima/{known.made.id}.txt"
    with after_closing():
        mine = log_in(app, "kenanga").client.get(place)
        assert mine.get_data(as_text=True).split() == sorted(receipts.values())
        for stranger in ("melur", "widuri", "elang", "regulus"):
            assert log_in(app, stranger).client.get(place).status_code == 404
