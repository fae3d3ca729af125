"""What subject, superior, officers and administrator see before and after one act of one rater: no difference.

Pages, exports, statuses, lengths and validators of every address they may open, until the daily rate is written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.db import db
from app.domain.ballots import Answer
from app.domain.feedback import RaterClass
from app.feedback import answering, parts, sealing
from app.feedback.answering import Rater
from app.feedback.models import Invitation
from app.feedback.parts import RateLine
from tests.adversary.stage import still_clock
from tests.conftest import log_in, person_id
from tests.feedback.casting import answer, cast
from tests.feedback.counting import count_here
from tests.feedback.making import Made, make_round

PEERS = ["kenanga", "seroja", "delima", "flamboyan", "dahlia"]
EYES = {
    "subject": "melur",
    "superior": "cempaka",
    "officer": "widuri",
    "unit officer": "kenari",
    "administrator": "regulus",
    "auditor": "elang",
    "colleague": "kenanga",
}
DRAWN_ANEW = {"auth.log_out", "assets.file", "account.second_step"}
"""Addresses that leave, that never change, or that draw a fresh secret each time."""
QUIET = {"ballot", "invitation"}
"""Tables an answer is written to; every other one stays as it is."""


@dataclass(frozen=True)
class Sight:
    """One answer of the server."""

    status: int
    etag: str | None
    content: bytes


def made_round() -> Made:
    about = {
        "melur": {RaterClass.SUPERIOR: ["cempaka"], RaterClass.PEER: PEERS[:4]},
        "seroja": {RaterClass.PEER: PEERS[3:]},
    }
    return make_round(about, ["altair", "elang", "rajawali"], "widuri")


def addresses(app: Flask, made: Made, part: str) -> Iterator[str]:
    """Every address with nothing in it, or with the round, its subjects, their units and forms in it.

    ``part`` must stand in the address, but for the home page.
    """
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint in DRAWN_ANEW:
                continue
            for values in fillings(set(rule.arguments), made):
                address = app.url_map.bind("localhost").build(rule.endpoint, values)
                if part in address or address == "/":
                    yield address


def fillings(arguments: set[str], made: Made) -> list[dict[str, Any]]:
    about = list(made.subjects.values())
    by_arguments: dict[frozenset[str], list[dict[str, Any]]] = {
        frozenset(): [{}],
        frozenset({"round_id"}): [{"round_id": made.id}],
        frozenset({"subject_id"}): [{"subject_id": subject} for subject in about],
        frozenset({"report_id"}): [{"report_id": subject} for subject in about],
        frozenset({"report_id", "fmt"}): [{"report_id": subject, "fmt": "xlsx"} for subject in about],
        frozenset({"unit_id"}): [{"unit_id": unit} for unit in (1, 2, 3)],
        frozenset({"form_id"}): [{"form_id": form.hex()} for form in made.forms.values()],
    }
    return by_arguments.get(frozenset(arguments), [])


def without_tokens(content: bytes) -> bytes:
    """Tokens against forged posts and marks of owners are signed anew each time, and receipts are drawn anew."""
    content = re.sub(rb'name="(csrf_token|_pemilik|receipt|editor)" value="[^"]*"', b"", content)
    content = re.sub(rb"[0-9A-F]{4}( [0-9A-F]{4}){7,}", b"", content)  # fingerprints of the round's keys
    return re.sub(rb"[2-9A-HJ-NP-Z]{4}( ?[2-9A-HJ-NP-Z]{4}){4}", b"", content)


def everything_seen(app: Flask, made: Made, key: str, client: Any, part: str = "360") -> dict[str, Sight]:
    found = {}
    for address in addresses(app, made, part):
        mine = any(made.forms.get((about, key), b"-").hex() in address for about in made.subjects)
        if mine or address.endswith((".pdf", ".zip")):
            continue
        response = client.get(address)
        content = b"workbook" if address.endswith(".xlsx") else without_tokens(response.data)
        etag = None if address.endswith((".xlsx", ".txt")) else response.headers.get("ETag")
        found[address] = Sight(response.status_code, etag if "W/" not in str(etag) else None, content)
    return found


def counts() -> dict[str, int]:
    found = {}
    for table in db.metadata.sorted_tables:
        if table.name not in QUIET:
            found[table.name] = db.session.scalar(select(func.count()).select_from(table)) or 0
    db.session.remove()
    return found


def nameless(address: str) -> str:
    """An address without the id of a form, which is another one in each round."""
    return re.sub(r"[0-9a-f]{32}", "", address)


Act = Callable[[Flask, Made], None]


def send(app: Flask, made: Made, given: Answer | None = None, receipt: str = "") -> str:
    rater = Rater.by_login(person_id(app, "seroja"))
    folder = app.extensions["tilik"].settings.feedback_keys
    receipt = receipt or sealing.new_receipt()
    with app.app_context():
        answering.send(rater, made.forms["melur", "seroja"], given or answer(1, "terlambat terus"), receipt, folder)
        db.session.remove()
    return receipt


def sends(app: Flask, made: Made) -> None:
    send(app, made)


def sends_and_replaces(app: Flask, made: Made) -> None:
    receipt = send(app, made)
    send(app, made, answer(5, "baik"), receipt)


def sends_and_withdraws(app: Flask, made: Made) -> None:
    receipt = send(app, made)
    with app.app_context():
        rater, form = Rater.by_login(person_id(app, "seroja")), made.forms["melur", "seroja"]
        answering.withdraw(rater, form, receipt, app.extensions["tilik"].settings.feedback_keys)
        db.session.remove()


def differences(app: Flask, act: Act, part: str = "360") -> set[tuple[str, str]]:
    """Who sees a difference where, and which tables grew."""
    with app.app_context():
        made = made_round()
    with still_clock():
        clients = {who: log_in(app, key).client for who, key in EYES.items()}
        with app.app_context():
            before_rows = counts()
        before = {who: everything_seen(app, made, EYES[who], client, part) for who, client in clients.items()}
        act(app, made)
        after = {who: everything_seen(app, made, EYES[who], client, part) for who, client in clients.items()}
        with app.app_context():
            after_rows = counts()
    assert sum(sight.status == 200 for sights in before.values() for sight in sights.values()) > 40
    seen = {
        (who, address) for who, sights in before.items() for address in sights if sights[address] != after[who][address]
    }
    return seen | {("table", name) for name in before_rows if before_rows[name] != after_rows[name]}


@pytest.mark.parametrize("act", [sends, sends_and_replaces, sends_and_withdraws])
def test_nobody_sees_that_somebody_answered(sqlite_app: Flask, act: Act) -> None:
    assert differences(sqlite_app, act) == set()


@pytest.mark.slow
def test_nobody_sees_it_on_any_page_of_the_application(sqlite_app: Flask) -> None:
    assert differences(sqlite_app, sends_and_withdraws, part="") == set()


@pytest.mark.mariadb
def test_nobody_sees_that_somebody_answered_on_mariadb(maria: Any) -> None:
    assert differences(maria.fresh(), sends_and_replaces) == set()


def live_rate(patch: pytest.MonkeyPatch) -> None:
    """The rate of a round, counted while somebody looks."""

    def now(round_id: int, _page: int) -> tuple[list[RateLine], bool]:
        used = select(func.count()).where(Invitation.round_id == round_id, Invitation.used.is_(True))
        return [RateLine("Semua unit", db.session.scalar(used) or 0, clock.now().date())], False

    patch.setattr(parts, "rates", now)


def test_the_eyes_find_the_twin_with_a_live_rate(sqlite: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaky twin: how much came in is counted while somebody looks, in hundredths."""
    found = 0
    for _ in range(3):
        app = sqlite.fresh()
        with monkeypatch.context() as patch:
            live_rate(patch)
            found += any(who == "officer" for who, _ in differences(app, sends))
    assert found == 3


def test_hidden_answers_change_nothing_anybody_sees(sqlite: Any) -> None:
    """Two rounds that differ in the answers of a group too small to be published: every page is the same."""
    seen = []
    for score, words in ((1, "sangat buruk"), (5, "sangat baik")):
        app = sqlite.fresh()
        with app.app_context():
            made = made_round()
            for name in PEERS[:4]:
                cast(made, made.forms["melur", name], answer(4, "terima kasih"))
            for name in PEERS[3:]:
                cast(made, made.forms["seroja", name], answer(score, words))
            count_here(made)
        with still_clock():
            clients = {who: log_in(app, key).client for who, key in EYES.items()}
            found = {who: everything_seen(app, made, EYES[who], client) for who, client in clients.items()}
        seen.append({who: {nameless(a): sight for a, sight in sights.items()} for who, sights in found.items()})
    first, second = seen
    for who, sights in first.items():
        for address, sight in sights.items():
            assert sight == second[who][address], (who, address)
            assert b"sangat buruk" not in sight.content
