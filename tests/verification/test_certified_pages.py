"""Every signature under an evaluation through BSrE, on the pages, without JavaScript and on each database."""

import logging
from datetime import timedelta

import pytest
from flask import Flask

from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, log_in
from tests.page import Page, Visitor
from tests.review.people import Cast, on
from tests.review.steps import check_page
from tests.review.test_objections import ready_to_change
from tests.verification.certified_steps import methods, nothing_typed_is_kept
from tests.verification.stand_in import NIK, NO_REASON, PASSPHRASE, TYPED, WRONG_PASSPHRASE, StandIn
from tests.verification.steps import send, work


def pdf(visitor: Visitor, page: Page, form: str) -> bytes:
    """A form of an evaluation as it is handed out."""
    link = next(link for link in page.links() if f"{form}.pdf" in link and "tanda=" not in link)
    return bytes(visitor.client.get(link).data)


def test_an_assessor_signs_and_the_employee_after(
    app: Flask, who: Who, bsre: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    page = check_page(head, "Kenanga")
    assert "NIK terdiri atas 16 angka" in head.submit(page, "/tandatangani", 422, **{**TYPED, "nik": "1"}).text
    bsre.script = [WRONG_PASSPHRASE, NO_REASON]
    refused = head.submit(page, "/tandatangani", 422, **TYPED)
    assert "BSrE menolak passphrase ini" in refused.text
    assert refused.text.startswith("Kesalahan:")
    assert PASSPHRASE not in refused.response.get_data(as_text=True)
    assert "BSrE tidak menandatangani" in head.submit(refused, "/tandatangani", 422, **TYPED).text
    done = head.submit(refused, "/tandatangani", **TYPED)
    assert "Disampaikan" in done.text
    first = pdf(head, done, "D.1.1")
    assert first.startswith(bsre.sent[-1])

    received = midwife.submit(midwife.get(done.path), "/terima")
    bsre.script = [WRONG_PASSPHRASE]
    refused = midwife.submit(received, "/tandatangani-pegawai", 422, **TYPED, comment="Terima kasih.")
    assert "BSrE menolak passphrase ini" in refused.text
    assert refused.fields("/tandatangani-pegawai")["comment"] == "Terima kasih."
    done = midwife.submit(refused, "/tandatangani-pegawai", passphrase=PASSPHRASE)
    assert "Selesai ditandatangani" in done.text
    both = pdf(midwife, done, "D.1.1")
    assert both.startswith(first)
    assert both.count(b"/ByteRange") == 2
    number = int(done.path.rpartition("/")[2])
    assert methods(app, number) == [[("assessor", "bsre"), ("employee", "bsre")]]
    work(app)
    assert pdf(midwife, done, "D.1.1") == both
    assert "asli" in send(app, both).text.lower()
    nothing_typed_is_kept(app, caplog.text)


def test_a_certified_file_stays_at_hand_when_the_next_signs_with_a_password(
    app: Flask, who: Who, bsre: StandIn
) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    done = head.submit(check_page(head, "Kenanga"), "/tandatangani", **TYPED)
    first = pdf(head, done, "D.1.1")
    page = midwife.submit(midwife.submit(midwife.get(done.path), "/terima"), "/tandatangani-pegawai")
    work(app)
    assert pdf(midwife, page, "D.1.1") != first
    assert midwife.client.get(next(link for link in page.links() if "tanda=1" in link)).data == first
    assert len(bsre.asked) == 1
    assert methods(app, int(page.path.rpartition("/")[2])) == [[("assessor", "bsre"), ("employee", "password")]]


def test_the_superior_signs_in_the_assessors_place(app: Flask, who: Who, bsre: StandIn) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
    with on(cast.last_day + timedelta(days=1)):
        above, midwife = who(OFFICE_HEAD), who(SET_MIDWIFE)
        page = above.get(f"/penilaian/diambil-alih?tahun={cast.year.year}")
        button = next(f for f in page.soup.select("td form") if "Kenanga" in f.get_text())
        done = above.submit(above.submit(page, str(button["action"])), "/tandatangani", **TYPED)
        first = pdf(above, done, "D.1.2")
        received = midwife.submit(midwife.get(done.path), "/terima")
        done = midwife.submit(received, "/tandatangani-pegawai", **TYPED)
        assert pdf(midwife, done, "D.1.2").startswith(first)
    assert len(bsre.asked) == 2
    assert methods(app, number) == [[("superior", "bsre"), ("employee", "bsre")]]
    nothing_typed_is_kept(app)


def test_three_sign_a_changed_result_in_one_file(app: Flask, who: Who, bsre: StandIn) -> None:
    cast = Cast(app)
    with app.app_context():
        number = ready_to_change(cast)
    above, midwife, head = who(OFFICE_HEAD), who(SET_MIDWIFE), who(HEAD)
    page = above.get(f"/penilaian/{number}/keberatan/tetapkan")
    bsre.script = [WRONG_PASSPHRASE]
    refused = above.submit(page, "/ubah", 422, **TYPED)
    assert "BSrE menolak passphrase ini" in refused.text
    assert methods(app, number) == [[("assessor", "password")]]
    done = above.submit(refused, "/ubah", **TYPED)
    files = [pdf(above, done, "D.1.3")]
    done = midwife.submit(midwife.get(done.path), "/tandatangani-pegawai", **TYPED)
    files.append(pdf(midwife, done, "D.1.3"))
    page = head.get(f"/penilaian/{number}/tandatangani-perubahan")
    bsre.script = [(502, b"<html>Bad Gateway</html>")]
    assert "tidak menjawab" in head.submit(page, "/tandatangani-perubahan", 422, **TYPED).text
    done = head.submit(page, "/tandatangani-perubahan", **TYPED)
    files.append(pdf(head, done, "D.1.3"))
    assert files[1].startswith(files[0])
    assert files[2].startswith(files[1])
    roles = [("superior", "bsre"), ("employee", "bsre"), ("assessor", "bsre")]
    assert methods(app, number) == [[("assessor", "password")], roles]
    work(app)
    assert "MASALAH" not in app.test_cli_runner().invoke(args=["verify-audit"]).output
    nothing_typed_is_kept(app)


def test_what_was_typed_goes_through_no_login(app: Flask, who: Who, bsre: StandIn) -> None:
    head = who(HEAD)
    page = check_page(head, "Kenanga")
    data = {**page.fields("/tandatangani"), **TYPED}
    head.log_out()
    asked = head.client.post(str(page.form("/tandatangani")["action"]), data=data, follow_redirects=True)
    assert "Masuk" in asked.get_data(as_text=True)
    assert NIK not in asked.get_data(as_text=True)
    assert not bsre.asked
    nothing_typed_is_kept(app, asked.get_data(as_text=True))


def test_the_password_alone_still_signs(app: Flask, who: Who, bsre: StandIn) -> None:
    head = who(HEAD)
    assert "Disampaikan" in head.submit(check_page(head, "Kenanga"), "/tandatangani").text
    assert not bsre.asked
    assert app


def test_without_a_service_nothing_of_it_is_shown_or_used(sqlite_app: Flask) -> None:
    head = log_in(sqlite_app, HEAD)
    page = check_page(head, "Kenanga")
    assert "BSrE" not in page.text
    assert "Disampaikan" in head.submit(page, "/tandatangani", **TYPED).text
