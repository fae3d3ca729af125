"""The personnel office prints codes and closes accounts, within its units, and never its own."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select, update

from app.auth import closing, codes, roles
from app.auth.models import AccessCode, Account, LoginSession, RoleGrant
from app.db import atomic, db
from app.domain.actors import Actor, Role
from app.domain.codes import ALPHABET
from app.domain.errors import ConfirmationNeededError, DeniedError, InvalidError, NotFoundError
from app.domain.people import Employment, PositionKind
from app.people import queries as people
from app.people.models import Person, Posting
from app.sample.loader import PASSWORD
from tests.audit.trail import last_id, lines_since
from tests.auth.people import NIP, acting_officer, attempt, key_of, printed_code, redeemed, sessions, without_password
from tests.conftest import MIDWIFE, log_in, login_of, person_id
from tests.documents.reading import whole
from tests.page import Page, Visitor

CENTRE_OFFICER, SCHOOL_OFFICER, OFFICE_OFFICER = "kenari", "punai", "jalak"
REASON = "Cuti di luar tanggungan negara"


def unit_of(app: Flask, key: str) -> int:
    with app.app_context():
        return people.person(person_id(app, key), people.today()).unit_id


def officer(app: Flask, key: str) -> Actor:
    """A unit officer as the session would make one."""
    whom = person_id(app, key)
    with app.app_context():
        units = db.session.scalars(select(RoleGrant.unit_id).where(RoleGrant.person_id == whom)).all()
    return Actor(whom, key, 0, frozenset({Role.UNIT_OFFICER}), frozenset(u for u in units if u), datetime.now(UTC))


def reset(app: Flask, by: Actor, key: str, identity: str = "card") -> codes.Printed:
    with app.app_context():
        return codes.print_person(by, person_id(app, key), key_of(app), login="", identity=identity)


def new_person(app: Flask, key: str, **values: object) -> int:
    """Somebody who came to the unit of a colleague today."""
    unit_id = unit_of(app, key)
    with app.app_context(), atomic() as session:
        person = Person(**{"name": "Baru Sekali", "employment": Employment.PNS, **values})
        kind = PositionKind.EXECUTIVE
        person.postings = [Posting(unit_id=unit_id, position="Tamu", position_kind=kind, valid_from=date(2020, 1, 1))]
        session.add(person)
        session.flush()
        return person.id


def open_person(visitor: Visitor, name: str) -> Page:
    """Find somebody as an officer does."""
    found = visitor.get("/akun/", query_string={"cari": name})
    link = next(a for a in found.soup.select("table a") if name in a.get_text())
    return visitor.get(str(link["href"]))


@pytest.mark.office
def test_an_officer_prints_a_code_and_the_midwife_comes_in_with_the_paper(app: Flask) -> None:
    kenari = log_in(app, CENTRE_OFFICER)
    page = open_person(kenari, "Melur")
    form = kenari.get(next(link for link in page.links() if link.endswith("/kode")))
    refused = kenari.submit(form, "/kode", 422)
    assert "Pilih cara Anda memeriksa identitasnya." in refused.text
    fields = form.fields("/kode") | {"identity": "known"}
    answer = kenari.client.post(str(form.form("/kode")["action"]), data=fields)
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("application/pdf", "no-store")
    words = whole(answer.data)
    code = words.split("14 ", 1)[0]
    for part in ("Melur", "19800513 200501 2 941", "http://localhost/masuk/kode", "bukan kata sandi", "1.", "2.", "3."):
        assert part in words, part
    code = " ".join(word for word in words.split() if len(word) == 4 and set(word) <= set(ALPHABET))[:14]
    assert redeemed(app, NIP, code).inside


@pytest.mark.office
def test_a_whole_unit_gets_its_slips_and_only_those_who_need_one(app: Flask) -> None:
    without_password(app, NIP)
    fresh = new_person(app, MIDWIFE, nip="199901012024211001", name="Pegawai Baru")
    left = new_person(app, MIDWIFE, nip="199901012024211002", name="Sudah Pergi", ended_on=date(2026, 1, 31))
    kenari, unit_id = log_in(app, CENTRE_OFFICER), unit_of(app, MIDWIFE)
    page = kenari.get(f"/akun/unit/{unit_id}")
    assert "2 pegawai di unit ini belum punya kata sandi" in page.text
    answer = kenari.client.post(f"/akun/unit/{unit_id}/kode", data=page.fields("/kode"))
    words = whole(answer.data)
    assert "Melur" in words
    assert "Pegawai Baru" in words
    assert "Sudah Pergi" not in words
    assert words.count("Berlaku sampai") == 2
    page = kenari.get(f"/akun/unit/{unit_id}")
    assert page.text.count("Kode dicetak") == 2
    assert "Aktif" in page.text
    with app.app_context():
        made = dict(
            db.session.execute(select(Account.person_id, Account.login).where(Account.person_id == fresh)).all()
        )
        assert made == {fresh: "199901012024211001"}
        assert db.session.scalar(select(Account.id).where(Account.person_id == left)) is None


def test_units_below_are_printed_only_when_asked_for(app: Flask) -> None:
    without_password(app, NIP)
    jalak = officer(app, OFFICE_OFFICER)
    (above,) = jalak.officer_units
    with app.app_context():
        with pytest.raises(InvalidError, match="sudah mempunyai kata sandi"):
            codes.print_unit(jalak, above, key_of(app), below=False)
        printed = codes.print_unit(jalak, above, key_of(app), below=True)
    assert [slip.login for slip in printed.slips] == [NIP]


def test_an_officer_of_another_unit_finds_nobody(app: Flask) -> None:
    punai, midwife, unit_id = log_in(app, SCHOOL_OFFICER), person_id(app, MIDWIFE), unit_of(app, MIDWIFE)
    for path in (f"/akun/pegawai/{midwife}", f"/akun/pegawai/{midwife}/kode", f"/akun/pegawai/{midwife}/tutup"):
        punai.get(path, 404)
    punai.get(f"/akun/unit/{unit_id}", 404)
    assert "Tidak ada pegawai di unit Anda" in punai.get("/akun/", query_string={"cari": "Melur"}).text
    token = {"csrf_token": punai.get("/kata-sandi").fields("/keluar")["csrf_token"]}
    punai.post(f"/akun/pegawai/{midwife}/kode", {**token, "identity": "card"}, 404)
    punai.post(f"/akun/unit/{unit_id}/kode", token, 404)
    with app.app_context():
        assert db.session.scalar(select(func.count(AccessCode.id))) == 0
    for command in (
        lambda: reset(app, officer(app, SCHOOL_OFFICER), MIDWIFE),
        lambda: closing.close(officer(app, SCHOOL_OFFICER), midwife, REASON),
    ):
        with app.app_context(), pytest.raises(NotFoundError):
            command()


def test_a_unit_officer_resets_nobody_who_holds_a_role(app: Flask) -> None:
    """An administrator works in the unit for a while: the way to more rights is closed."""
    kenari, midwife = officer(app, CENTRE_OFFICER), person_id(app, MIDWIFE)
    with app.app_context(), atomic() as session:
        session.add(RoleGrant(person_id=midwife, role=Role.ADMINISTRATOR))
    with pytest.raises(DeniedError, match="petugas kepegawaian instansi"):
        reset(app, kenari, MIDWIFE)
    with app.app_context(), pytest.raises(DeniedError):
        closing.close(kenari, midwife, REASON)
    without_password(app, NIP)
    with pytest.raises(DeniedError):
        reset(app, kenari, MIDWIFE)
    with app.app_context(), pytest.raises(InvalidError, match="sudah mempunyai"):
        codes.print_unit(kenari, unit_of(app, MIDWIFE), key_of(app), below=True)
    assert "Akun ini memegang peran" in open_person(log_in(app, CENTRE_OFFICER), "Melur").text
    assert reset(app, acting_officer(app), MIDWIFE).slips


def test_an_administrator_prints_first_codes_and_resets_nobody(app: Flask) -> None:
    regulus = acting_officer(app, "regulus", Role.ADMINISTRATOR)
    for whom in (MIDWIFE, "widuri", "kenari"):
        with pytest.raises(DeniedError, match="hanya mencetak kode pertama"):
            reset(app, regulus, whom)
    without_password(app, NIP)
    assert redeemed(app, NIP, reset(app, regulus, MIDWIFE).slips[0].code).inside
    with pytest.raises(DeniedError):
        reset(app, regulus, MIDWIFE)


@pytest.mark.parametrize(
    ("who", "role"), [("widuri", Role.AGENCY_OFFICER), ("regulus", Role.ADMINISTRATOR), ("kenari", Role.UNIT_OFFICER)]
)
def test_nobody_serves_oneself(app: Flask, who: str, role: Role) -> None:
    me = acting_officer(app, who, role) if role is not Role.UNIT_OFFICER else officer(app, who)
    with pytest.raises(DeniedError, match="akun Anda sendiri"):
        reset(app, me, who)
    with app.app_context(), pytest.raises(DeniedError):
        closing.close(me, me.person_id, REASON)


def test_an_old_password_is_asked_for_before_a_code_is_printed(app: Flask) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), tick=False) as clock:
        kenari, path = log_in(app, CENTRE_OFFICER), f"/akun/pegawai/{person_id(app, MIDWIFE)}/kode"
        early = kenari.get(path)
        assert "password" not in early.fields("/kode")
        clock.shift(timedelta(minutes=6))
        asked = kenari.submit(early, "/kode", 422, identity="card")
        assert "agar jelas bahwa ini Anda sendiri" in asked.text
        wrong = kenari.submit(asked, "/kode", 422, identity="card", password="bukan ini")
        assert "Kata sandi salah. Tidak ada yang diubah." in wrong.text
        fields = asked.fields("/kode") | {"identity": "card", "password": PASSWORD}
        assert kenari.client.post(path, data=fields).mimetype == "application/pdf"
    stale = Actor(person_id(app, "widuri"), "", 0, frozenset({Role.AGENCY_OFFICER}))
    with app.app_context(), pytest.raises(ConfirmationNeededError):
        codes.print_unit(stale, unit_of(app, MIDWIFE), key_of(app), below=True)


def test_the_trail_tells_who_printed_for_whom_and_how_identity_was_checked(app: Flask) -> None:
    before = last_id(app)
    code = printed_code(app, MIDWIFE)
    (line,) = lines_since(app, before)
    assert (line.action, line.actor_id) == ("code.print", person_id(app, "widuri"))
    assert line.detail == {"identity": "card", "kind": "reset"}
    assert code not in str(line)
    before = last_id(app)
    redeemed(app, NIP, code)
    lines = lines_since(app, before)
    assert [(line.action, line.actor_id) for line in lines] == [
        ("code.redeem", person_id(app, MIDWIFE)),
        ("auth.login", person_id(app, MIDWIFE)),
    ]


def test_a_run_of_failures_is_told_once_without_what_was_typed(app: Flask) -> None:
    before = last_id(app)
    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), tick=False) as clock:
        for _ in range(14):
            attempt(app, NIP, "tebakan-rahasia")
            clock.shift(timedelta(minutes=5))
    lines = lines_since(app, before)
    assert [(line.action, line.detail) for line in lines] == [
        ("auth.failures", {"failures": 3}),
        ("auth.failures", {"failures": 11}),
    ]
    assert "tebakan" not in str(lines)


def test_a_guest_without_nip_gets_a_login_name_the_officer_chose(app: Flask) -> None:
    guest = new_person(app, MIDWIFE, name="Tamu Daerah", employment=Employment.NON_ASN)
    kenari = log_in(app, CENTRE_OFFICER)
    page = kenari.get(f"/akun/pegawai/{guest}/kode")
    for taken, message in (("bupati", "sudah dipakai"), ("x", "3 sampai 64"), ("12345", "3 sampai 64"), ("a b c", "3")):
        assert message in kenari.submit(page, "/kode", 422, login=taken).text
    answer = kenari.client.post(page.path, data=page.fields("/kode") | {"login": " Tamu.Daerah "})
    assert answer.mimetype == "application/pdf"
    with app.app_context():
        assert db.session.scalar(select(Account.login).where(Account.person_id == guest)) == "tamu.daerah"


def test_closing_names_the_officer_and_reopening_gives_the_old_password_back(app: Flask) -> None:
    before, kenari, midwife = last_id(app), log_in(app, CENTRE_OFFICER), attempt(app, NIP)
    code = printed_code(app, MIDWIFE)
    form = kenari.get(f"/akun/pegawai/{person_id(app, MIDWIFE)}/tutup")
    assert "Tulis alasannya" in kenari.submit(form, "/tutup", 422).text
    page = kenari.submit(form, "/tutup", reason=REASON)
    assert "Ditutup" in page.text
    assert not midwife.inside
    assert sessions(app, NIP) == []
    assert not redeemed(app, NIP, code).inside
    line = next(line for line in lines_since(app, before) if line.action == "account.close")
    assert (line.actor_id, line.detail) == (person_id(app, CENTRE_OFFICER), {"reason": REASON})
    again = kenari.get(f"/akun/pegawai/{person_id(app, MIDWIFE)}/tutup")
    kenari.submit(again, "/tutup", reason="Kembali bertugas")
    assert attempt(app, NIP).inside


def test_the_last_administrator_is_neither_closed_nor_taken_away(app: Flask) -> None:
    widuri, regulus = acting_officer(app), person_id(app, "regulus")
    with app.app_context(), pytest.raises(InvalidError, match="administrator terakhir"):
        closing.close(widuri, regulus, REASON)
    with app.app_context():
        held = db.session.scalar(select(RoleGrant.id).where(RoleGrant.role == Role.ADMINISTRATOR)) or 0
        with pytest.raises(DeniedError, match="terakhir"):
            roles.take(acting_officer(app, "elang", Role.ADMINISTRATOR), held)


def test_the_office_never_shows_or_takes_a_password(app: Flask) -> None:
    kenari, whom = log_in(app, CENTRE_OFFICER), person_id(app, MIDWIFE)
    for path in (f"/akun/pegawai/{whom}", f"/akun/pegawai/{whom}/kode", f"/akun/unit/{unit_of(app, MIDWIFE)}"):
        page = kenari.get(path)
        assert not page.soup.select("input[type=password][name=new], input[name=repeat]")
    with app.app_context():
        stored = db.session.scalar(select(Account.password_hash).where(Account.login == NIP))
    assert attempt(app, NIP).inside
    printed_code(app, MIDWIFE)
    with app.app_context():
        assert db.session.scalar(select(Account.password_hash).where(Account.login == NIP)) == stored


def test_two_thousand_slips_take_a_breath(sqlite_app: Flask) -> None:
    import time  # noqa: PLC0415 - only here

    unit_id = unit_of(sqlite_app, MIDWIFE)
    with sqlite_app.app_context(), atomic() as session:
        for number in range(2000):
            person = Person(nip=f"19900101202401{number:04}", name=f"Pegawai {number}", employment=Employment.PNS)
            kind = PositionKind.EXECUTIVE
            person.postings = [
                Posting(unit_id=unit_id, position="Staf", position_kind=kind, valid_from=date(2020, 1, 1))
            ]
            session.add(person)
    kenari = log_in(sqlite_app, CENTRE_OFFICER)
    page = kenari.get(f"/akun/unit/{unit_id}")
    assert "Halaman 2 →" in page.text
    began = time.monotonic()
    answer = kenari.client.post(f"/akun/unit/{unit_id}/kode", data=page.fields("/kode"))
    assert answer.mimetype == "application/pdf"
    assert time.monotonic() - began < 15, "about three seconds on an idle machine; more and it belongs in a job"
    with sqlite_app.app_context():
        assert db.session.scalar(select(func.count(AccessCode.id))) == 2000


def test_old_logins_of_the_account_page_end_at_a_button(app: Flask) -> None:
    here, there = attempt(app, NIP).visitor, attempt(app, NIP)
    page = here.get("/akun-saya")
    assert page.text.count("perangkat lain") >= 1
    done = here.submit(page, "/keluar-lain")
    assert "sudah dikeluarkan" in done.text
    assert not there.inside
    assert here.client.get("/").status_code == 200


def test_reloading_after_a_new_password_sends_nothing_again(app: Flask) -> None:
    midwife = attempt(app, NIP).visitor
    fields = midwife.get("/kata-sandi").fields("/kata-sandi")
    typed = {"current": PASSWORD, "new": "hujan di teluk sore", "repeat": "hujan di teluk sore"}
    answer = midwife.client.post("/kata-sandi", data=fields | typed)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/akun-saya?selesai=kata-sandi")


def test_an_account_made_twice_at_once_is_made_once(app: Flask) -> None:
    """Print for a unit whose people have no accounts yet, after their accounts went: nothing is doubled."""
    with app.app_context(), atomic() as session:
        whom = person_id(app, "kayumanis")
        session.execute(
            delete(LoginSession).where(LoginSession.account_id.in_(select(Account.id).where(Account.person_id == whom)))
        )
        session.execute(delete(Account).where(Account.person_id == whom))
        session.execute(update(Person).where(Person.id == whom).values(nip=login_of("kayumanis")))
    kenari, unit_id = officer(app, CENTRE_OFFICER), unit_of(app, MIDWIFE)
    with app.app_context():
        for _ in range(2):
            codes.print_unit(kenari, unit_id, key_of(app), below=False)
        assert db.session.scalar(select(func.count(Account.id)).where(Account.person_id == whom)) == 1
        assert db.session.scalar(select(func.count(AccessCode.id)).where(AccessCode.revoked_at.is_(None))) == 1
