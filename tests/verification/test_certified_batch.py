"""Many documents signed through BSrE after one confirmation, on the page, without JavaScript and on each database."""

import logging
import time

import pytest
from flask import Flask

from app.review import batch
from tests.conftest import HEAD, SET_MIDWIFE, Who
from tests.page import Page, Visitor
from tests.review.people import Cast
from tests.review.test_following_pages import team
from tests.verification.certified_steps import methods, nothing_typed_is_kept, signature_count
from tests.verification.stand_in import NO_REASON, PASSPHRASE, TYPED, WRONG_PASSPHRASE, StandIn
from tests.verification.steps import send

PAGE = "/penilaian/tandatangani-sekaligus"
CERTIFIED, UNSIGNED = [[("assessor", "bsre")]], []  # type: ignore[var-annotated]
AWAY = 503, b"<html>Service Unavailable</html>"


@pytest.fixture
def three(app: Flask) -> list[int]:
    """Whole drafts of three people of the same assessor."""
    with app.app_context():
        return team(Cast(app), (SET_MIDWIFE, "seroja", "sagu"))


def marks(page: Page, *, checked: bool = False) -> list[str]:
    """The documents of the list."""
    boxes = page.soup.select("input[name=dokumen]")
    return [str(box["value"]) for box in boxes if box.has_attr("checked") or not checked]


def sign(head: Visitor, page: Page, status: int = 200, **more: object) -> Page:
    """Send the list with everything checked."""
    return head.submit(page, PAGE, status, **{**TYPED, "dokumen": marks(page), **more})


def test_all_are_signed_one_by_one_with_what_was_typed_once(
    app: Flask, who: Who, bsre: StandIn, three: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    head = who(HEAD)
    page = head.get(PAGE)
    done = sign(head, page)
    assert done.path == "/penilaian/"
    assert [methods(app, number) for number in three] == [CERTIFIED] * 3
    assert len(set(bsre.sent)) == len(bsre.asked) == 3
    for number in three:
        body = head.client.get(f"/penilaian/{number}/dokumen/D.1.1.pdf").data
        assert any(body.startswith(sent) for sent in bsre.sent)
        assert "asli" in send(app, body).text.lower()
    again = head.post(PAGE, {**page.fields(PAGE), **TYPED, "dokumen": marks(page)})
    assert again.path == "/penilaian/"
    assert len(bsre.asked) == 3
    nothing_typed_is_kept(app, caplog.text, done.text)


def test_what_fails_is_named_and_the_rest_is_signed(app: Flask, who: Who, bsre: StandIn, three: list[int]) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    bsre.script = [(200, None), NO_REASON]
    partly = sign(head, page, 422)
    assert "2 dokumen sudah ditandatangani" in partly.text
    assert "Seroja" in partly.soup.select("#hasil li")[0].get_text()
    assert "BSrE tidak menandatangani dokumen ini" in partly.soup.select("#hasil li")[0].get_text()
    assert [methods(app, number) for number in three] == [CERTIFIED, UNSIGNED, CERTIFIED]
    before = signature_count(app)
    assert sign(head, partly).path == "/penilaian/"
    assert [methods(app, number) for number in three] == [CERTIFIED] * 3
    assert (signature_count(app), len(bsre.asked)) == (before + 1, 4)


def test_a_refused_passphrase_is_sent_once(app: Flask, who: Who, bsre: StandIn, three: list[int]) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    bsre.status, bsre.answer = WRONG_PASSPHRASE
    refused = sign(head, page, 422)
    assert len(bsre.asked) == 1
    assert "BSrE menolak passphrase ini" in refused.text
    assert refused.text.startswith("Kesalahan:")
    assert marks(refused, checked=True) == marks(page)
    assert PASSPHRASE not in refused.response.get_data(as_text=True)
    assert [methods(app, number) for number in three] == [UNSIGNED] * 3
    bsre.status, bsre.answer = 200, None
    assert head.submit(refused, PAGE, passphrase=PASSPHRASE).path == "/penilaian/"
    assert [methods(app, number) for number in three] == [CERTIFIED] * 3
    nothing_typed_is_kept(app)


def test_it_may_be_refused_in_the_middle_as_well(app: Flask, who: Who, bsre: StandIn, three: list[int]) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    bsre.script = [(200, None), WRONG_PASSPHRASE]
    stopped = sign(head, page, 422)
    assert len(bsre.asked) == 2
    assert "1 dokumen sudah ditandatangani" in stopped.text
    assert "2 dokumen belum diproses" in stopped.text
    assert marks(stopped, checked=True) == marks(page)[1:]
    assert [methods(app, number) for number in three] == [CERTIFIED, UNSIGNED, UNSIGNED]


def test_a_refusal_nobody_explains_is_not_repeated_with_an_unproven_passphrase(
    app: Flask, who: Who, bsre: StandIn, three: list[int]
) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    bsre.script = [NO_REASON]
    stopped = sign(head, page, 422)
    assert len(bsre.asked) == 1
    assert "tidak menjelaskan mengapa" in stopped.text
    assert marks(stopped, checked=True) == marks(page)[1:]
    assert head.submit(stopped, PAGE, passphrase=PASSPHRASE).path == "/penilaian/"
    assert [methods(app, number) for number in three] == [UNSIGNED, CERTIFIED, CERTIFIED]


def test_a_service_that_went_away_is_not_asked_for_each(app: Flask, who: Who, bsre: StandIn, three: list[int]) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    bsre.script = [(200, None), AWAY, AWAY]
    stopped = sign(head, page, 422)
    assert len(bsre.asked) == 2
    assert "tidak menjawab" in stopped.text
    assert marks(stopped, checked=True) == marks(page)[1:]
    assert [methods(app, number) for number in three] == [CERTIFIED, UNSIGNED, UNSIGNED]


def test_when_time_is_up_the_rest_is_gone_on_with_after_typing_again(
    app: Flask, who: Who, bsre: StandIn, three: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    head, clock = who(HEAD), iter(range(0, 1000, batch.ENOUGH_S - 5))
    monkeypatch.setattr(batch, "monotonic", lambda: float(next(clock)))
    page = head.get(PAGE)
    going = sign(head, page)
    assert not going.text.startswith("Kesalahan:")
    assert "1 dokumen sudah ditandatangani" in going.text
    assert "2 dokumen belum diproses" in going.text
    assert "Ketik lagi passphrase Anda" in going.text
    assert going.offers("Lanjutkan dengan yang dicentang")
    assert marks(going, checked=True) == marks(page)[1:]
    assert going.fields(PAGE)["passphrase"] == ""
    further = head.submit(going, PAGE, passphrase=PASSPHRASE)
    assert head.submit(further, PAGE, passphrase=PASSPHRASE).path == "/penilaian/"
    assert [methods(app, number) for number in three] == [CERTIFIED] * 3
    assert len(bsre.asked) == 3


def test_what_changed_since_the_list_was_read_is_not_sent(
    app: Flask, who: Who, bsre: StandIn, three: list[int]
) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    first, *others = marks(page)
    stale = sign(head, page, 422, dokumen=[f"{first.partition(':')[0]}:{'0' * 64}", *others])
    assert "Isinya berubah" in stale.text
    assert len(bsre.asked) == 2
    assert [methods(app, number) for number in three] == [UNSIGNED, CERTIFIED, CERTIFIED]


def test_a_wrong_password_keeps_what_was_chosen(app: Flask, who: Who, bsre: StandIn, three: list[int]) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    chosen = marks(page)[:2]
    refused = head.submit(page, PAGE, 422, dokumen=chosen, password="salah", **TYPED)
    assert marks(refused, checked=True) == chosen
    assert not bsre.asked
    assert [methods(app, number) for number in three] == [UNSIGNED] * 3


def test_the_password_alone_signs_them_too(app: Flask, who: Who, bsre: StandIn, three: list[int]) -> None:
    head = who(HEAD)
    page = head.get(PAGE)
    began = time.monotonic()
    assert head.submit(page, PAGE, dokumen=marks(page)).path == "/penilaian/"
    assert time.monotonic() - began < batch.ENOUGH_S
    assert [methods(app, number) for number in three] == [[[("assessor", "password")]]] * 3
    assert not bsre.asked
