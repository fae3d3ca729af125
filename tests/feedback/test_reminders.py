"""A reminder goes to everybody invited, in the same words, and nobody learns from it who has answered."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from app import clock
from app.audit.models import AuditEntry
from app.auth.models import Account
from app.config import SettingsError
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.errors import DeniedError, InvalidError
from app.domain.feedback import InvitationState, RaterClass
from app.domain.mail import problem_of_address
from app.feedback import reminding
from app.feedback.models import FeedbackRound, Invitation
from app.jobs import mail
from app.jobs.models import Job, JobState
from app.jobs.worker import Registry, run_due
from app.people import queries as people
from tests.conftest import Who, log_in, person_id
from tests.feedback.making import Made, make_round
from tests.feedback.post import Letterbox, letterbox

KEEPERS, PREPARER = ["altair", "elang", "rajawali"], "widuri"
RATERS = ["kenanga", "seroja", "delima", "murai"]
TEXT = "Mohon isi formulir umpan balik Anda. Terima kasih."
SENDER = "kinerja@nusamelati.example"


@pytest.fixture
def ctx(app: Flask) -> Iterator[Flask]:
    """Inside the application."""
    with app.app_context():
        yield app


@pytest.fixture
def box() -> Iterator[Letterbox]:
    """A running mail server."""
    with letterbox() as found:
        yield found


def opened(raters: list[str] | None = None) -> Made:
    return make_round({"melur": {RaterClass.PEER: raters or RATERS}}, KEEPERS, PREPARER)


def addresses(app: Flask, *keys: str) -> None:
    ids = {person_id(app, key): key for key in keys}
    with atomic() as session:
        for person, key in ids.items():
            session.execute(update(Account).where(Account.person_id == person).values(email=f"{key}@contoh.example"))


def remind(app: Flask, made: Made, text: str = TEXT, *, by_mail: bool = True) -> None:
    officer = Actor(person_id(app, PREPARER), "", 0, frozenset({Role.AGENCY_OFFICER}))
    reminding.remind(officer, made.keyring.folder, made.id, text, by_mail=by_mail, today=people.today())
    db.session.remove()


def post_out(url: str) -> None:
    """Let the worker do what is due, as often as something is."""
    handler = reminding.mail_job(mail.server_of(url, SENDER))
    run_due(Registry(handlers={reminding.MAIL: handler}))
    db.session.remove()


def answer(app: Flask, made: Made, key: str) -> None:
    with app.app_context():
        with atomic() as session:
            form = Invitation.id == made.forms["melur", key]
            session.execute(update(Invitation).where(form).values(used=True, verifier=b"v" * 32))
        db.session.remove()


def test_everybody_with_an_address_gets_the_same_letter(ctx: Flask, box: Letterbox) -> None:
    made = opened()
    addresses(ctx, "kenanga", "delima", "murai", "nipah")
    answer(ctx, made, "delima")
    remind(ctx, made)
    assert [json.loads(job.payload) for job in db.session.scalars(select(Job))] == [{"round": made.id}]
    post_out(box.url)
    assert sorted(box.receivers) == ["delima@contoh.example", "kenanga@contoh.example", "murai@contoh.example"]
    letters = box.read()
    assert {letter.get_content().replace("\r\n", "\n") for letter in letters} == {f"{TEXT}\n\n{reminding.CLOSING}\n"}
    assert {letter["Subject"] for letter in letters} == {"Pengingat umpan balik 360, Pemerintah Kabupaten Nusa Melati"}
    assert {letter["From"] for letter in letters} == {SENDER}
    for letter in letters:
        words = letter.as_string()
        assert "Melur" not in words
        assert "http" not in words


def test_letters_are_the_same_before_and_after_an_answer(ctx: Flask) -> None:
    sent = []
    for answers in (False, True):
        with letterbox() as box, time_machine.travel(clock.now() + timedelta(days=answers), tick=False):
            made = opened()
            addresses(ctx, *RATERS)
            if answers:
                answer(ctx, made, "seroja")
            remind(ctx, made)
            post_out(box.url)
            sent.append([(to, re.sub(rb"(?m)^(Message-ID|Date):.*$", b"", body)) for to, body in box.letters])
    assert len(sent[0]) == len(RATERS)
    assert sent[0] == sent[1]


def test_a_server_that_goes_away_is_tried_again_and_nobody_gets_two(ctx: Flask, box: Letterbox) -> None:
    made = opened()
    addresses(ctx, *RATERS)
    remind(ctx, made)
    box.most = 2
    post_out(box.url)
    assert len(box.letters) == 2
    box.most = None
    post_out(box.url)
    assert len(box.letters) == 2  # not before its time
    with time_machine.travel(clock.now() + reminding.PAUSE):
        post_out(box.url)
    assert sorted(box.receivers) == sorted(f"{key}@contoh.example" for key in RATERS)


def test_no_server_at_all_is_tried_for_two_hours(ctx: Flask) -> None:
    made = opened()
    addresses(ctx, *RATERS)
    remind(ctx, made)
    start = clock.now()
    for number in range(reminding.MOST_TRIES):
        with time_machine.travel(start + number * reminding.PAUSE + timedelta(seconds=number + 1)):
            post_out("smtp://127.0.0.1:9")
    waiting = list(db.session.scalars(select(Job).where(Job.state == JobState.WAITING)))
    assert [json.loads(job.payload)["tries"] for job in waiting] == [reminding.MOST_TRIES]


def test_an_address_the_server_does_not_know_stops_nobody_else(ctx: Flask, box: Letterbox) -> None:
    made = opened()
    addresses(ctx, *RATERS)
    box.refused.add("seroja@contoh.example")
    remind(ctx, made)
    post_out(box.url)
    assert len(box.letters) == 3
    assert not list(db.session.scalars(select(Job).where(Job.state != JobState.DONE)))


def test_many_people_are_written_to_in_handfuls(ctx: Flask, box: Letterbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "BATCH", 2)
    monkeypatch.setattr(reminding, "_RECIPIENTS", reminding._RECIPIENTS.limit(2))
    made = opened()
    addresses(ctx, *RATERS)
    remind(ctx, made)
    post_out(box.url)
    assert sorted(box.receivers) == sorted(f"{key}@contoh.example" for key in RATERS)
    assert len(list(db.session.scalars(select(Job)))) == 3  # two handfuls, and a look that finds nobody more


def test_the_declined_and_the_cancelled_are_left_in_peace(ctx: Flask, box: Letterbox) -> None:
    made = opened()
    addresses(ctx, *RATERS)
    with atomic() as session:
        session.get_one(Invitation, made.forms["melur", "murai"]).state = InvitationState.CANCELLED
        session.get_one(Invitation, made.forms["melur", "delima"]).state = InvitationState.DECLINED
    remind(ctx, made)
    post_out(box.url)
    assert sorted(box.receivers) == ["kenanga@contoh.example", "seroja@contoh.example"]


def test_one_reminder_a_day_and_none_without_words(ctx: Flask) -> None:
    made = opened()
    for text in ("", "  \n ", "a" * 501):
        with pytest.raises(InvalidError):
            remind(ctx, made, text)
    remind(ctx, made)
    with pytest.raises(DeniedError, match="mulai besok"):
        remind(ctx, made)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        remind(ctx, made)
    assert db.session.get_one(FeedbackRound, made.id).reminder == TEXT


def test_after_closing_nobody_is_reminded(ctx: Flask) -> None:
    made = opened()
    with time_machine.travel(clock.now() + timedelta(days=15)), pytest.raises(DeniedError, match="sudah habis"):
        remind(ctx, made)


def test_the_trail_holds_no_words(ctx: Flask) -> None:
    made = opened()
    remind(ctx, made)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "feedback.remind")).one()
    assert entry.detail == '{"by_mail": true}'


def test_the_page_reminds_and_says_so(app: Flask, who: Who) -> None:
    with app.app_context():
        made = opened()
    path = f"/putaran-360/{made.id}/pengingat"
    widuri = who(PREPARER)
    page = widuri.get(path)
    assert "Bila semua formulir Anda sudah terkirim, abaikan pesan ini" in page.text
    assert "surel" not in page.text
    assert "Persingkat" in widuri.submit(page, "/pengingat", 422, text="a" * 501).text
    page = widuri.submit(page, "/pengingat", text=TEXT)
    assert "Pengingat hari ini sudah dikirim" in page.text
    answer(app, made, "seroja")
    for key in ("kenanga", "seroja"):  # who answered reads it, too
        assert TEXT in who(key).get("/").text
    assert TEXT not in who("melur").get("/").text
    with app.app_context():
        assert not db.session.scalars(select(Job)).first()


def test_with_a_mail_server_the_page_puts_the_letters_in_line(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    tilik = app.extensions["tilik"]
    settings = replace(tilik.settings, smtp_url="smtp://127.0.0.1:9", mail_from=SENDER)
    monkeypatch.setitem(app.extensions, "tilik", replace(tilik, settings=settings))
    with app.app_context():
        made = opened()
    widuri = log_in(app, PREPARER)
    page = widuri.get(f"/putaran-360/{made.id}/pengingat")
    assert "dikirim ke surel" in page.text
    widuri.submit(page, "/pengingat", text=TEXT)
    with app.app_context():
        assert db.session.scalars(select(Job.kind)).all() == [reminding.MAIL]


def test_the_page_is_the_same_before_and_after_an_answer(app: Flask, who: Who) -> None:
    with app.app_context():
        made = opened()
    widuri = who(PREPARER)

    def seen() -> str:
        text = widuri.client.get(f"/putaran-360/{made.id}/pengingat").get_data(as_text=True)
        return re.sub(r'name="csrf_token" value="[^"]+"', "", text)

    before = seen()
    answer(app, made, "seroja")
    assert seen() == before


def test_people_store_and_clear_their_own_address(app: Flask, who: Who) -> None:
    melur = who("melur")
    page = melur.get("/akun-saya/surel")
    assert "tidak lengkap" in melur.submit(page, "/surel", 422, address="melur@contoh").text
    page = melur.submit(page, "/surel", address=" melur@contoh.example ")
    assert "melur@contoh.example" in page.text
    assert "Tidak disimpan" in melur.submit(melur.get("/akun-saya/surel"), "/surel", address="").text
    with app.app_context():
        rows = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.action == "account.address")).all()
    assert rows == ['{"stored": true}', '{"stored": false}']


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("melur@contoh.example", True),
        ("me.lur+360@puskesmas.contoh.example", True),
        ("melur", False),
        ("melur@contoh", False),
        ("melur @contoh.example", False),
        ("melur@contoh.example\nBcc: semua@contoh.example", False),
        ("a@b.example, c@d.example", False),
        ("Melur <melur@contoh.example>", False),
        ("a" * 250 + "@contoh.example", False),
    ],
)
def test_an_address_has_the_shape_of_one(text: str, *, good: bool) -> None:
    assert (problem_of_address(text) is None) is good


@pytest.mark.parametrize("url", ["contoh.example", "http://contoh.example", "smtp://", "smtp://contoh.example:x"])
def test_a_mail_server_that_cannot_be_read_stops_the_start(url: str) -> None:
    with pytest.raises(SettingsError, match="SMTP_URL"):
        mail.server_of(url, SENDER)


def test_a_sender_is_needed_and_ports_and_passwords_are_read() -> None:
    with pytest.raises(SettingsError, match="MAIL_FROM"):
        mail.server_of("smtp://contoh.example", "")
    assert mail.server_of("", "") is None
    server = mail.server_of("smtps://petugas%40contoh:rah%3Aasia@contoh.example", SENDER)
    assert server is not None
    assert (server.port, server.is_tls, server.user, server.password) == (465, True, "petugas@contoh", "rah:asia")
    assert "rah" not in repr(server)


def test_a_password_never_crosses_a_network_in_clear(box: Letterbox, monkeypatch: pytest.MonkeyPatch) -> None:
    server = mail.server_of(f"smtp://nama:sandi@127.0.0.1:{box.port}", SENDER)
    assert server is not None
    monkeypatch.setattr(mail.MailServer, "is_this_machine", False)
    with pytest.raises(mail.MailError, match="no encryption"), mail.connected(server):
        pass


def test_after_closing_the_pages_say_so(app: Flask) -> None:
    with app.app_context():
        made = opened()
    with time_machine.travel(clock.now() + timedelta(days=15)):
        widuri = log_in(app, PREPARER)
        page = widuri.get(f"/putaran-360/{made.id}/pengingat")
        assert "Waktu menjawab sudah habis" in page.text
        assert not page.offers("Kirim kepada semua")
        assert not widuri.get(f"/putaran-360/{made.id}/kode").offers("Cetak")
