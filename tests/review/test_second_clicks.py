"""A step sent twice without JavaScript: the second answer is that of the first, and nothing is done again."""

from flask import Flask
from sqlalchemy import func, select

from app.audit.models import AuditEntry
from app.db import db
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who
from tests.page import Page, Visitor
from tests.review.steps import check_page
from tests.review.test_objections import ANSWER, REASONS


def _acts(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def _twice(app: Flask, visitor: Visitor, page: Page, where: str, **typed: str) -> Page:
    """Send a form, and once more from the same page."""
    first = visitor.submit(page, where, **typed)
    before = _acts(app)
    again = visitor.submit(page, where, **typed)
    assert (again.path, again.h1) == (first.path, first.h1), where
    assert _acts(app) == before, where
    return again


def test_a_second_click_leads_where_the_first_one_did(app: Flask, who: Who) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    done = _twice(app, head, check_page(head, "Kenanga"), "/tandatangani")
    received = _twice(app, midwife, midwife.get(done.path), "/terima")
    signed = _twice(app, midwife, received, "/tandatangani-pegawai", comment="Terima kasih.")
    writing = midwife.submit(signed, "/mulai")
    objection = midwife.submit(writing, "/tulis", reasons=REASONS)
    _twice(app, midwife, objection, "/ajukan")
    explaining = head.submit(head.get(f"{objection.path}/penjelasan"), "/penjelasan", explanation=ANSWER)
    _twice(app, head, explaining, "/jelaskan")
    _twice(app, midwife, midwife.get(objection.path), "/cabut")


def test_other_words_or_another_person_are_told(who: Who) -> None:
    """The second tab's comment was not kept, and the assessor's form is not the superior's."""
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    check = check_page(head, "Kenanga")
    done = head.submit(check, "/tandatangani")
    head.submit(check, "/tandatangani", 409, seen="0" * 64)
    received = midwife.submit(midwife.get(done.path), "/terima")
    midwife.submit(received, "/tandatangani-pegawai", comment="Terima kasih.")
    midwife.submit(received, "/tandatangani-pegawai", 409, comment="Saya keberatan.")
    superior = who(OFFICE_HEAD)
    superior.post(f"{done.path}/terima", superior.get(done.path).fields("/keluar"), 409)


def test_no_refusal_asks_to_load_a_page_again_that_would_send_the_form_again(who: Who) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    done = head.submit(check_page(head, "Kenanga"), "/tandatangani")
    unread = midwife.get(done.path)
    received = midwife.submit(unread, "/terima")
    midwife.submit(received, "/tandatangani-pegawai")
    told = midwife.submit(unread, "/terima", 409)
    assert "Buka lagi halamannya" in told.text
    assert "Muat ulang" not in told.text
