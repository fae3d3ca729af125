"""A code on paper becomes a password once, in the right hands, in time; and its owner is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, update

from app.auth import codes, service
from app.auth.models import AccessCode, Account
from app.db import atomic, db
from app.documents.models import Signature
from app.domain import codes as rules
from app.domain.errors import InvalidError
from app.people import queries as people
from app.people.models import Person
from app.sample.loader import PASSWORD
from tests.auth.people import (
    NEW,
    NIP,
    OTHER_NIP,
    Meeting,
    attempt,
    change_account,
    key_of,
    printed_code,
    redeemed,
    sessions,
    token_of,
    without_password,
)
from tests.conftest import MIDWIFE, SET_MIDWIFE, log_in, person_id
from tests.page import Visitor
from tests.planning.steps import edit_page, my_plan

WRONG = "NIP atau kode salah."


def _stored(app: Flask) -> list[AccessCode]:
    with app.app_context():
        rows = list(db.session.scalars(select(AccessCode).order_by(AccessCode.id)))
        db.session.expunge_all()
    return rows


def test_a_midwife_without_a_password_makes_her_own_and_is_inside(app: Flask) -> None:
    without_password(app, NIP)
    assert not attempt(app, NIP).inside
    done = redeemed(app, NIP, printed_code(app, MIDWIFE))
    assert done.inside
    assert done.page.path == "/"
    assert attempt(app, NIP, NEW).inside
    assert not attempt(app, NIP, PASSWORD).inside


@pytest.mark.parametrize("write", [str, str.lower, lambda code: code.replace(" ", ""), lambda code: f" {code}- "])
def test_a_code_may_be_typed_as_people_type(sqlite_app: Flask, write: object) -> None:
    code = printed_code(sqlite_app, MIDWIFE)
    assert redeemed(sqlite_app, NIP, write(code)).inside  # type: ignore[operator]


def test_a_code_is_sixty_bits_of_signs_nobody_mistakes() -> None:
    drawn = {codes._draw() for _ in range(300)}
    assert len(drawn) == 300
    assert set("".join(drawn)) == set(rules.ALPHABET)
    assert not set(rules.ALPHABET) & set("0O1I")
    assert len(rules.ALPHABET) ** rules.LENGTH >= 2**60


def test_the_database_never_holds_a_code(app: Flask) -> None:
    code = printed_code(app, MIDWIFE)
    (row,) = _stored(app)
    bare = rules.normalise(code)
    assert bare not in str(vars(row))
    assert row.code_hash == codes.code_hash(code, key_of(app))
    assert row.code_hash != codes.code_hash(code, b"another key of thirty-two bytes!")


def test_a_code_works_once_and_then_says_when_it_was_used(app: Flask) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 3, 14, tzinfo=UTC), tick=False):
        code = printed_code(app, MIDWIFE)
        assert redeemed(app, NIP, code).inside
    again = redeemed(app, NIP, code, "kata sandi yang lain")
    assert again.page.status == 422
    assert "Kode ini sudah dipakai pada 22 November 2026 pukul 10.14. Bila bukan Anda, segera" in again.page.text
    assert attempt(app, NIP, NEW).inside


def test_a_code_holds_fourteen_days_to_the_end_of_the_last(app: Flask) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), tick=False) as clock:
        code = printed_code(app, MIDWIFE)
        clock.move_to(datetime(2026, 12, 6, 17, 0, tzinfo=UTC))  # midnight in Jakarta
        late = redeemed(app, NIP, code)
        assert "hanya berlaku sampai 6 Desember 2026" in late.page.text
        assert not late.inside
        clock.move_to(datetime(2026, 12, 6, 16, 59, 59, tzinfo=UTC))
        assert redeemed(app, NIP, code).inside


def test_printing_again_takes_back_the_code_before(app: Flask) -> None:
    first, second = printed_code(app, MIDWIFE), printed_code(app, MIDWIFE)
    assert "tidak berlaku lagi" in redeemed(app, NIP, first).page.text
    assert redeemed(app, NIP, second).inside


@pytest.mark.parametrize("login", [OTHER_NIP, "198005132005012999", "bupati"])
def test_the_code_of_somebody_else_is_refused_in_the_same_words_as_an_invented_one(app: Flask, login: str) -> None:
    code = printed_code(app, MIDWIFE)
    wrong, invented = redeemed(app, login, code), redeemed(app, NIP, "K7QD 9FMR 2XWP")
    assert WRONG in wrong.page.text
    assert wrong.page.soup.select_one(".err").text == invented.page.soup.select_one(".err").text  # type: ignore[union-attr]
    redeemed(app, NIP, code)
    assert WRONG in redeemed(app, login, code).page.text, "a used code tells a stranger nothing either"


def test_guessing_codes_is_slowed_down_like_guessing_passwords(app: Flask) -> None:
    code = printed_code(app, MIDWIFE)
    with time_machine.travel(datetime(2026, 11, 22, 3, 0, tzinfo=UTC), tick=False) as clock:
        for _ in range(3):
            assert WRONG in redeemed(app, NIP, "K7QD 9FMR 2XWP").page.text
        assert "Tunggu 2 detik" in redeemed(app, NIP, code).page.text
        clock.shift(timedelta(seconds=2))
        assert redeemed(app, NIP, code).inside


def test_a_wrong_code_costs_no_hashing(sqlite_app: Flask) -> None:
    with patch.object(service, "_hasher", wraps=service._hasher) as hasher:
        redeemed(sqlite_app, NIP, "K7QD 9FMR 2XWP")
    assert hasher.hash.call_count == hasher.verify.call_count == 0


def test_of_two_people_with_one_code_exactly_one_comes_in(app: Flask) -> None:
    code, meet = printed_code(app, MIDWIFE), Meeting()
    slow = service.hash_password

    def together(password: str) -> str:
        meet.wait()
        return slow(password)

    def use(number: int) -> str:
        with app.app_context():
            try:
                codes.redeem(NIP, code, f"{NEW} {number}", "10.0.0.1", key=key_of(app))
            except InvalidError as error:
                return type(error).__name__
            return "inside"

    with patch("app.auth.codes.hash_password", together), ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(use, (1, 2)))
    assert sorted(answers) == ["SpentCodeError", "inside"]
    winner = answers.index("inside") + 1
    assert attempt(app, NIP, f"{NEW} {winner}").inside


def test_the_old_password_works_until_the_code_is_used_and_then_every_session_ends(app: Flask) -> None:
    before = attempt(app, NIP)
    code = printed_code(app, MIDWIFE)
    assert attempt(app, NIP).inside
    done = redeemed(app, NIP, code)
    assert not before.inside
    assert done.inside
    assert len(sessions(app, NIP)) == 1
    assert not attempt(app, NIP).inside


def test_a_page_from_before_the_code_signs_nothing(app: Flask) -> None:
    """Same browser, old form: its token belongs to the session that ended."""
    midwife = log_in(app, MIDWIFE)
    plan = my_plan(midwife)
    code = printed_code(app, MIDWIFE)
    page = midwife.get("/masuk/kode")
    midwife.submit(page, "/masuk/kode", nip=NIP, code=code, new=NEW, repeat=NEW)
    with app.app_context():
        before = db.session.scalar(select(func.count(Signature.id)))
    answer = midwife.client.post(str(plan.form("/ajukan")["action"]), data=plan.fields("/ajukan"))
    assert answer.status_code == 400
    with app.app_context():
        assert db.session.scalar(select(func.count(Signature.id))) == before


def test_a_code_replaces_whatever_the_browser_held(app: Flask) -> None:
    code, visitor = printed_code(app, MIDWIFE), log_in(app, SET_MIDWIFE)
    others = token_of(visitor)
    visitor.submit(visitor.get("/masuk/kode"), "/masuk/kode", nip=NIP, code=code, new=NEW, repeat=NEW)
    assert token_of(visitor) != others
    assert sessions(app, OTHER_NIP) == [], "the login of the colleague at this computer is over"


def test_a_login_in_the_same_browser_ends_the_one_before(app: Flask) -> None:
    visitor = log_in(app, MIDWIFE)
    thief = Visitor(app)
    with thief.client.session_transaction() as cookie:
        cookie["_user_id"] = token_of(visitor)
    assert thief.client.get("/").status_code == 200
    visitor.log_in(OTHER_NIP, PASSWORD)
    assert thief.client.get("/").status_code == 303


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"new": "pendek", "repeat": "pendek"}, "Kata sandi baru paling sedikit 10 karakter."),
        ({"repeat": "hujan di teluk pagi"}, "Ulangan kata sandi tidak sama."),
        ({"code": ""}, "Isi kode yang tercetak."),
        ({"nip": ""}, "Isi NIP Anda."),
    ],
)
def test_an_unfinished_form_uses_no_code(sqlite_app: Flask, typed: dict[str, str], message: str) -> None:
    code = printed_code(sqlite_app, MIDWIFE)
    page = redeemed(sqlite_app, NIP, code, **typed).page
    assert message in page.text
    assert NEW not in page.response.get_data(as_text=True)
    assert redeemed(sqlite_app, NIP, code).inside


def test_a_closed_account_is_not_opened_by_a_code(app: Flask) -> None:
    code = printed_code(app, MIDWIFE)
    change_account(app, NIP, disabled_at=datetime.now(UTC))
    assert WRONG in redeemed(app, NIP, code).page.text


def test_typed_text_survives_the_way_over_a_code(app: Flask) -> None:
    midwife, code = log_in(app, MIDWIFE), printed_code(app, MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    with midwife.client.session_transaction() as cookie:
        cookie["_user_id"] = "ended long ago"
    lost = midwife.submit(form, form.path, 401, text="Ibu hamil risiko tinggi didampingi")
    target = str(lost.soup.select_one("button[formaction]")["formaction"])  # type: ignore[index]
    page = midwife.post(target, lost.fields("/masuk"))
    assert "Tulisan Anda tidak hilang" in page.text
    page = midwife.submit(page, "/masuk/kode", 422, nip=NIP, code="K7QD 9FMR 2XWP", new=NEW, repeat=NEW)
    back = midwife.submit(page, "/masuk/kode", nip=NIP, code=code, new=NEW, repeat=NEW)
    assert back.h1 == "Tulisan Anda masih ada"
    assert "risiko tinggi" in midwife.submit(back, form.path).text


def test_the_owner_is_told_until_she_says_so_and_finds_it_in_her_account(app: Flask) -> None:
    midwife = log_in(app, MIDWIFE)
    assert "Saya tahu" not in midwife.get("/").text
    code = printed_code(app, MIDWIFE)
    home = midwife.get("/")
    assert "Kode baru untuk akun Anda dicetak oleh Widuri" in home.text
    assert "belum dipakai" in home.text
    assert "Saya tahu" not in midwife.submit(home, "/akun-saya/kode").text
    done = redeemed(app, NIP, code)
    home = done.visitor.get("/")
    assert "dipakai pada" in home.text, "what became of a code she knew of is news again"
    assert "Saya tahu" not in done.visitor.submit(home, "/akun-saya/kode").text
    assert "dipakai pada" in done.visitor.get("/akun-saya").text


def test_nobody_acknowledges_for_somebody_else_or_what_was_not_shown(app: Flask) -> None:
    printed_code(app, MIDWIFE)
    (row,) = _stored(app)
    other, midwife = log_in(app, SET_MIDWIFE), log_in(app, MIDWIFE)
    token = {"csrf_token": other.get("/kata-sandi").fields("/keluar")["csrf_token"]}
    other.post("/akun-saya/kode", {**token, "kode": f"{row.id}:0"})
    assert "Saya tahu" in midwife.get("/").text
    token = {"csrf_token": midwife.get("/kata-sandi").fields("/keluar")["csrf_token"]}
    for sent in (f"{row.id}:1", "x", "9" * 40, "-1:0", ""):
        midwife.post("/akun-saya/kode", {**token, "kode": sent})
        assert "Saya tahu" in midwife.get("/").text, sent


def test_the_server_prints_a_code_for_whoever_no_officer_can_serve(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["new-code", "199011112015011995"])
    assert answer.exit_code == 1
    with app.app_context():
        login = db.session.scalar(select(Account.login).where(Account.person_id == person_id(app, "widuri")))
    assert login
    answer = app.test_cli_runner().invoke(args=["new-code", login])
    code = answer.output.split(": ", 1)[1].split(" (")[0]
    done = redeemed(app, login, code)
    assert done.inside
    assert "dicetak dari server" in done.page.text


def test_a_code_does_not_open_the_account_of_somebody_who_left_before_it_was_closed(app: Flask) -> None:
    """The worker closes accounts within the hour after the last day."""
    code, whom = printed_code(app, MIDWIFE), person_id(app, MIDWIFE)
    with app.app_context(), atomic() as session:
        yesterday = people.today() - timedelta(days=1)
        session.execute(update(Person).where(Person.id == whom).values(ended_on=yesterday))
    assert not redeemed(app, NIP, code).inside
