"""Whoever writes all tables during a round, without the host secret and the codes, changes no answer unseen.

He knows whose ballot is whose. Each attack is shown to work where one line of the product is missing.
"""

import hmac
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy.exc import IntegrityError

from app.db import db
from app.domain.ballots import SIZE, encode
from app.domain.errors import DeniedError
from app.feedback import answering, opening, sealing
from app.feedback.box import Ballot
from app.feedback.models import Invitation
from tests.adversary.known import (
    SCORES,
    Known,
    Seen,
    all_but,
    form_row,
    key_of,
    known_round,
    nothing,
    one,
    put,
    seen,
    tally,
    truth,
    write,
)
from tests.conftest import person_id
from tests.feedback.casting import answer

MOVE = "UPDATE ballot SET body = :body WHERE id = :place"
NAMES = list(SCORES)


def forged(known: Known, name: str, score: int, code: bytes | None = None) -> bytes:
    """A ballot in somebody's name, made with the public key; its code of authenticity is a guess."""
    content = encode(answer(score))
    head = len(content).to_bytes(2, "big") + content + known.form(name) + sealing.new_receipt().encode() + bytes(16)
    row = one("SELECT public_key FROM feedback_round WHERE id = :id", id=known.made.id)
    whole = (head + (code or secrets.token_bytes(32))).ljust(SIZE, b"\0")
    return bytes(SealedBox(PublicKey(bytes(row.public_key))).encrypt(whole))


@dataclass(frozen=True)
class Attack:
    """Something done to the tables, and what the report must say afterwards."""

    name: str
    do: Callable[[Known], None]
    left: Callable[[], list[str]]
    invalid: int
    missing: int


def copy_over_two(known: Known) -> None:
    body = known.body("kenanga")
    for name in ("seroja", "delima"):
        write(MOVE, body=body, place=known.place(name))


def swap_two(known: Known) -> None:
    mine, other = known.body("kenanga"), known.body("sagu")
    write(MOVE, body=other, place=known.place("kenanga"))
    write(MOVE, body=mine, place=known.place("sagu"))


def forge_two(known: Known) -> None:
    for name in ("kenanga", "sagu"):
        write(MOVE, body=forged(known, name, 1), place=known.place(name))


def forge_elsewhere(known: Known) -> None:
    for _ in range(3):
        place = secrets.token_bytes(16)
        put(Ballot, id=place, round_id=known.made.id, body=forged(known, "sagu", 1))


def spoil_two(known: Known) -> None:
    write(MOVE, body=b"", place=known.place("kenanga"))
    write(MOVE, body=b"\0" * sealing.SEALED_SIZE, place=known.place("sagu"))


def delete_two(known: Known) -> None:
    for name in ("kenanga", "sagu"):
        write("DELETE FROM ballot WHERE id = :place", place=known.place(name))


def move_class(known: Known) -> None:
    """Into a group of subordinates that this round even has."""
    for name in ("kenanga", "sagu"):
        write("UPDATE invitation SET rater_class = 'superior' WHERE id = :id", id=known.form(name))


def point_at_somebody_else(known: Known) -> None:
    """One's own account on two forms of others, where the report would name the answer."""
    for name, mine in (("kenanga", "murai"), ("sagu", "kecubung")):
        write("UPDATE invitation SET rater_id = :me WHERE id = :id", id=known.form(name), me=person_id(known.app, mine))


def decline_in_their_name(known: Known) -> None:
    write("UPDATE invitation SET state = 'declined' WHERE round_id = :id AND used = 1", id=known.made.id)


def cancel_all(known: Known) -> None:
    write("UPDATE invitation SET state = 'cancelled' WHERE round_id = :id", id=known.made.id)


def drop_forms(known: Known) -> None:
    for name in ("kenanga", "sagu"):
        write("DELETE FROM invitation WHERE id = :id", id=known.form(name))


def mark_as_used(known: Known) -> None:
    write("UPDATE invitation SET used = 1 WHERE round_id = :id", id=known.made.id)


def clear_marks(known: Known) -> None:
    write("UPDATE invitation SET used = 0, verifier = NULL WHERE round_id = :id", id=known.made.id)


def lower_columns(known: Known) -> None:
    write("UPDATE feedback_round SET score_threshold = 3, comment_threshold = 5 WHERE id = :id", id=known.made.id)


def forms_of_ones_own(known: Known) -> None:
    """Two forms for one's own accounts under another form's code, with forged ballots in their places."""
    for name in ("murai", "kecubung"):
        values = form_row(known, "sagu") | {"id": secrets.token_bytes(16), "rater_id": person_id(known.app, name)}
        put(Invitation, **(values | {"verifier": None}))
        put(Ballot, id=secrets.token_bytes(16), round_id=known.made.id, body=forged(known, "sagu", 1))


def everybody() -> list[str]:
    return NAMES


def five() -> list[str]:
    return all_but("kenanga", "sagu")


ATTACKS = [
    Attack("copy a ballot over two others", copy_over_two, lambda: all_but("seroja", "delima"), 2, 2),
    Attack("move ballots between forms", swap_two, five, 2, 2),
    Attack("forge ballots with the public key", forge_two, five, 2, 2),
    Attack("add forged ballots", forge_elsewhere, everybody, 3, 0),
    Attack("spoil ballots", spoil_two, five, 2, 2),
    Attack("delete ballots", delete_two, five, 0, 2),
    Attack("move forms to another class", move_class, five, 2, 0),
    Attack("point forms at other raters", point_at_somebody_else, five, 2, 0),
    Attack("decline in their names", decline_in_their_name, everybody, 0, 0),
    Attack("cancel every form", cancel_all, everybody, 0, 0),
    Attack("delete forms", drop_forms, five, 2, 0),
    Attack("mark unanswered forms as used", mark_as_used, everybody, 0, 1),
    Attack("clear the marks of use", clear_marks, everybody, 0, 0),
    Attack("lower the columns of thresholds", lower_columns, everybody, 0, 0),
    Attack("insert forms", forms_of_ones_own, everybody, 2, 0),
]


def expected(known: Known, attack: Attack) -> Seen:
    """The untouched answers alone, and the number of those that were not."""
    told = truth(known, *attack.left())
    return Seen(told.cells, told.steps, told.texts, told.receipts, len(attack.left()), attack.invalid, attack.missing)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name.replace(" ", "-"))
def test_no_altered_ballot_counts_and_the_numbers_tell(app: Flask, attack: Attack) -> None:
    with app.app_context():
        known = known_round(app)
        attack.do(known)
        assert known.count() == expected(known, attack)


def test_one_ballot_copied_over_its_whole_group_shows_nothing_of_it(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        body = known.body("kenanga")
        for name in all_but("kenanga"):
            write(MOVE, body=body, place=known.place(name))
        assert known.count() == nothing(known, "kenanga", invalid=6, missing=6)


def test_without_the_bond_between_ballot_and_form_a_copy_is_read_off(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: a ballot counts wherever it lies."""

    def unbound(keys: object, secret: PrivateKey, body: bytes, _place: bytes) -> object:
        return sealing.open_ballot(keys, secret, body)  # type: ignore[arg-type]

    def anywhere(box: opening.Box, form: opening.Form | None, opened: sealing.Opened | None) -> object:
        same = sealing.Opened(opened.answer, form.id, opened.receipt) if form and opened else None
        return real(box, form, same)

    real = opening._answer
    dice = random.Random(1)
    with sqlite_app.app_context():
        known = known_round(sqlite_app)
        key = key_of(known)
        kept = {name: known.body(name) for name in NAMES}

        def read_off(victim: str) -> bool:
            for name in NAMES:
                write(MOVE, body=kept[victim], place=known.place(name))
            counted = [row["band"] for row in tally(known, key).figures]
            return bool(counted) and set(counted) == {{1: "1-2", 2: "1-2", 3: "3-3"}.get(SCORES[victim], "4-5")}

        victims = [dice.choice(NAMES) for _ in range(10)]
        assert sum(map(read_off, victims)) == 0
        monkeypatch.setattr(opening, "_open", unbound)
        monkeypatch.setattr(opening, "_answer", anywhere)
        assert sum(map(read_off, victims)) >= 9


def test_without_a_code_of_authenticity_forged_ballots_count(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The leaky twin: what opens is taken. Six forged answers around the victim's own then tell it exactly."""
    dice = random.Random(2)
    with sqlite_app.app_context():
        known = known_round(sqlite_app)
        key = key_of(known)
        kept = {name: known.body(name) for name in NAMES}

        def read_off(victim: str) -> bool:
            for name in NAMES:
                body = kept[name] if name == victim else forged(known, name, 1)
                write(MOVE, body=body, place=known.place(name))
            told = {row["counts"] or row["band"] for row in tally(known, key).figures}
            steps = [6 + (SCORES[victim] == 1), *(int(SCORES[victim] == step) for step in range(2, 6))]
            return told == ({",".join(map(str, steps))} if SCORES[victim] > 1 else {"1-2"})

        victims = [dice.choice(NAMES) for _ in range(10)]
        assert sum(map(read_off, victims)) == 0
        monkeypatch.setattr(hmac, "compare_digest", lambda *_: True)
        assert sum(map(read_off, victims)) >= 9


def test_without_codes_on_forms_a_form_changes_its_class(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky twin: the tables are believed. A colleague moved among the superiors is published by name."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app)
        key = key_of(known)
        write("UPDATE invitation SET rater_class = 'superior' WHERE id = :id", id=known.form("sagu"))
        assert {row["classes"] for row in tally(known, key).cells} == {"peer"}
        monkeypatch.setattr(sealing, "is_authentic", lambda *_: True)
        named = [row for row in tally(known, key).cells if row["classes"] == "superior"]
        assert [row["rater_id"] for row in named] == [person_id(sqlite_app, "sagu")]


def test_an_older_version_put_back_counts_once_and_changes_nothing_else(app: Flask) -> None:
    """Conceded: it is the rater's own, under the same receipt."""
    with app.app_context():
        known = known_round(app)
        older = known.body("kenanga")
        known.send("kenanga", answer(1, "sudah diganti"))
        write(MOVE, body=older, place=known.place("kenanga"))
        assert known.count() == truth(known, *NAMES)


def test_an_older_version_stands_for_its_own_form_alone(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        older = known.body("kenanga")
        known.send("kenanga", answer(5, "kata kenanga"))
        write(MOVE, body=older, place=known.place("sagu"))
        put(Ballot, id=secrets.token_bytes(16), round_id=known.made.id, body=older)
        assert known.count() == Seen(
            **{**vars(truth(known, *all_but("sagu"))), "invalid": 2, "missing": 1},
        )


def test_ballots_moved_to_another_round_count_in_neither(app: Flask) -> None:
    with app.app_context():
        known, other = known_round(app), known_round(app)
        for name in ("kenanga", "sagu"):
            write("DELETE FROM ballot WHERE id = :place", place=other.place(name))
            write(
                "UPDATE ballot SET round_id = :to, id = :there WHERE id = :here",
                to=other.made.id,
                there=other.place(name),
                here=known.place(name),
            )
        five_left = all_but("kenanga", "sagu")
        for round_, invalid in ((known, 0), (other, 2)):
            told = truth(round_, *five_left)
            assert round_.count() == Seen(**{**vars(told), "invalid": invalid, "missing": 2})


def test_a_cleared_mark_does_not_let_another_answer_take_the_place(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        before = known.body("kenanga")
        clear_marks(known)
        with pytest.raises(DeniedError, match="dihentikan"):
            known.send("kenanga", answer(1), sealing.new_receipt())
        assert known.body("kenanga") == before
        assert known.count() == truth(known, *NAMES)


def test_without_looking_into_the_place_a_cleared_mark_does(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky twin: the mark of use alone decides."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app)
        monkeypatch.setattr(answering, "_need_empty", lambda **_: None)
        clear_marks(known)
        known.send("kenanga", answer(1, "bukan kenanga"), sealing.new_receipt())
        assert "bukan kenanga" in known.count().texts


def test_a_mark_of_use_keeps_a_rater_out_and_is_told_on_the_report(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in all_but("sagu")})
        write("UPDATE invitation SET used = 1, verifier = :v WHERE id = :id", id=known.form("sagu"), v=bytes(32))
        with pytest.raises(answering.SentBeforeError):
            known.send("sagu", answer(1))
        del known.receipts["sagu"]
        assert known.count() == Seen(**{**vars(truth(known, *all_but("sagu"))), "missing": 1})


def test_a_verifier_of_ones_own_opens_nothing_and_the_real_receipt_stays_on_the_list(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        write("UPDATE invitation SET verifier = :v WHERE id = :id", id=known.form("sagu"), v=bytes(32))
        with pytest.raises(answering.SentBeforeError):
            known.send("sagu", answer(5))
        assert known.count() == truth(known, *NAMES)


def test_no_second_round_takes_the_name_of_a_running_one(app: Flask) -> None:
    with app.app_context():
        known = known_round(app)
        with pytest.raises(IntegrityError):
            write(
                "INSERT INTO feedback_round SELECT id + 1000, token, name, unit_id, prepared_by, state, period_start,"
                " period_end, nominate_until, closes_on, 3, 5, most_forms, is_exercise, launched_at, closes_at,"
                " public_key, rules, rules_mac, run, half_opened_by, second_opened_by, counted_at, valid_ballots,"
                " invalid_ballots, missing_ballots, purged_at, purge_problem, reminded_on, reminder, version, editor,"
                " editor_seq FROM feedback_round WHERE id = :id",
                id=known.made.id,
            )
        db.session.remove()
        assert seen(known.made).cells == {}
