"""An officer who invents raters: slips, reset passwords, accounts, colluders. What helps him and what does not."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import atomic, db
from app.domain.anonymity import Figure, Group, figure
from app.domain.feedback import RaterClass
from app.feedback import answering, opening, publishing, sealing, slips
from app.feedback.answering import Rater
from app.feedback.frozen import FrozenGroup
from app.feedback.inviting import invite
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.feedback.published import PublishedFigure
from tests.adversary.known import ABOUT, SCORES, Known, all_but, key_of, known_round, tally, truth, write
from tests.auth.people import NEW, acting_officer, printed_code, redeemed
from tests.conftest import log_in, login_of
from tests.feedback.casting import answer
from tests.feedback.making import Made
from tests.feedback.test_forms_page import checked, chosen, path_of, sent

NAMES = list(SCORES)
TWO = {name: SCORES[name] for name in NAMES[:2]}


def printed(app: Flask, known: Known, *, renew: bool = False) -> list[str]:
    """Slips an officer prints about the midwife, by the real command."""
    about = [known.made.subjects[ABOUT]]
    made = slips.print_slips(acting_officer(app), known.folder, known.made.id, about, renew=renew)
    db.session.remove()
    return [slip.code for slip in made.slips]


def use(known: Known, code: str, score: int = 5) -> None:
    """Answer with a slip."""
    rater = Rater.by_slip(code)
    form = db.session.scalars(select(Invitation.id).where(Invitation.slip_hash == rater.slip)).one()
    answering.send(rater, form, answer(score), sealing.new_receipt(), known.folder)
    db.session.remove()


def test_no_number_of_printed_slips_lifts_two_colleagues(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, TWO, slips={ABOUT: 1})
        for codes in (known.made.slips[ABOUT], printed(app, known)):
            for code in codes:
                use(known, code)
        for code in printed(app, known, renew=True):
            use(known, code)
        assert known.count().cells == {"external": 20}


def test_slips_that_are_taken_for_logins_do(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky twin: the classes of slips join others."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app, TWO, slips={ABOUT: 2})
        for code in known.made.slips[ABOUT]:
            use(known, code)
        key = key_of(known)
        assert tally(known, key).cells == []
        monkeypatch.setattr(publishing, "Group", lambda name, answering, _is_slip: Group(name, answering))
        assert [row["classes"] for row in tally(known, key).cells] == ["peer+external"]


def invent_slips_among_colleagues(known: Known) -> None:
    """Slips in a class of logins, under a right code of authenticity: what a faulty page could make."""
    with atomic() as session:
        row = session.get_one(FeedbackRound, known.made.id)
        subject = session.get_one(FeedbackSubject, known.made.subjects[ABOUT])
        keys = known.made.keyring.load()
        codes = [slips.new_slip() for _ in range(4)]
        for code in codes:
            invite(session, row, keys, subject, RaterClass.PEER, slip_code=code)
    for code in codes:
        use(known, code)


def test_slips_in_a_class_of_logins_are_invalid(app: Flask) -> None:
    with app.app_context():
        known = known_round(app, TWO)
        invent_slips_among_colleagues(known)
        told = known.count()
        assert (told.cells, told.valid, told.invalid) == ({}, 2, 4)


def test_without_asking_how_a_form_was_reached_they_count(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky twin: any authentic form of the class counts."""
    with sqlite_app.app_context():
        known = known_round(sqlite_app, TWO)
        invent_slips_among_colleagues(known)
        monkeypatch.setattr(opening, "_belongs", lambda *_: True)
        assert known.count().cells == {"peer": 6}


def test_a_class_of_logins_forged_to_be_one_of_slips_loses_its_colleagues(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        known = known_round(sqlite_app)
        form = db.session.get_one(Invitation, known.form("sagu"))
        rules = FrozenGroup(RaterClass.PEER, is_slip=True)
        shape = type("Rules", (), {"groups": (rules,)})()
        assert not opening._belongs(form, shape)


def test_whoever_resets_a_password_sees_no_answer_and_replaces_none(app: Flask) -> None:
    """The real commands: a code printed by an officer, redeemed in another browser."""
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in all_but("kenanga")})
    path, kenanga = path_of(known.made, "kenanga"), log_in(app, "kenanga")
    _, receipt = sent(kenanga, path, **chosen(5, "kata kenanga"))
    known.receipts["kenanga"] = receipt
    with app.app_context():
        before = known.body("kenanga")
    attempt = redeemed(app, login_of("kenanga"), printed_code(app, "kenanga"), NEW)
    assert attempt.inside
    thief = attempt.visitor
    for page in ("/umpan-balik-360/", path, f"{path}/terkirim", f"{path}/tarik"):
        shown = thief.get(page)
        assert "kata kenanga" not in shown.text
        assert receipt not in shown.text.replace(" ", "")
    fields = thief.get(path).fields(path)
    assert not [name for name, value in fields.items() if name.startswith(("scores", "texts")) and value]
    check = checked(thief, path, **chosen(1, "bukan kenanga"))
    for guess in ("", sealing.new_receipt(), "AAAA BBBB CCCC DDDD EEEE"):
        thief.submit(check, f"{path}/kirim", 409, receipt=guess)
        thief.submit(thief.get(f"{path}/tarik"), f"{path}/tarik", 422, receipt=guess)
    with app.app_context():
        assert known.body("kenanga") == before
        assert known.count() == truth(known, *NAMES)


def test_a_login_taken_over_before_it_was_used_answers_as_its_owner_would(app: Flask) -> None:
    """Conceded: he is a colluder more. The owner finds the form sent, and the reset in his own list of codes."""
    with app.app_context():
        known = known_round(app, {name: SCORES[name] for name in all_but("kenanga")})
    thief = redeemed(app, login_of("kenanga"), printed_code(app, "kenanga"), NEW).visitor
    sent(thief, path_of(known.made, "kenanga"), **chosen(1))
    owner = redeemed(app, login_of("kenanga"), printed_code(app, "kenanga"), f"{NEW} lagi").visitor
    assert "sudah Anda kirim" in owner.get(path_of(known.made, "kenanga")).text


def test_with_the_tables_a_deleted_answer_can_be_given_anew_and_its_receipt_is_gone(app: Flask) -> None:
    """Conceded: deleting, and then signing in as its rater. The one who kept the receipt misses it on the list."""
    with app.app_context():
        known = known_round(app)
        gone = known.receipts["kenanga"]
        write("DELETE FROM ballot WHERE id = :place", place=known.place("kenanga"))
        write("UPDATE invitation SET used = 0, verifier = NULL WHERE id = :id", id=known.form("kenanga"))
        known.send("kenanga", answer(1, "bukan kenanga"), sealing.new_receipt())
        told = known.count()
        assert (told.valid, told.missing) == (len(NAMES), 0)
        assert gone not in told.receipts


# Colluders


def counts_of(made: Made) -> list[str | None]:
    """The distributions published about the midwife."""
    return list(db.session.scalars(select(PublishedFigure.counts).where(PublishedFigure.round_id == made.id)))


def test_all_but_one_together_learn_the_last_answer(app: Flask) -> None:
    """Conceded, and said on the page: no report of a sum can hide the one that is left."""
    with app.app_context():
        known = known_round(app)
        known.count()
        found = {tuple(map(int, (row or "").split(","))) for row in counts_of(known.made)}
        victim = "seroja"
        rest = [[SCORES[name] for name in all_but(victim)].count(step) for step in range(1, 6)]
        for told in found:
            assert [step for step in range(1, 6) if told[step - 1] > rest[step - 1]] == [SCORES[victim]]


def test_with_the_tables_two_colluders_are_enough_and_the_number_of_missing_ones_tells(app: Flask) -> None:
    """Conceded: he deletes all but theirs and one; never fewer than the threshold are published."""
    with app.app_context():
        known = known_round(app)
        kept = ["kenanga", "seroja", "sagu"]
        for name in all_but(*kept):
            write("DELETE FROM ballot WHERE id = :place", place=known.place(name))
        told = known.count()
        assert (told.cells, told.missing, told.texts) == ({"peer": 3}, 4, frozenset())


def readings(n: int, colluders: int) -> dict[tuple[tuple[int, ...], Figure], list[tuple[int, ...]]]:
    """What is published and known, against everything the others may have answered."""
    found = defaultdict(list)
    for scores in product(range(1, 6), repeat=n):
        told = figure(scores, 3)
        assert told is not None
        found[scores[:colluders], told].append(scores[colluders:])
    return found


def determined(hidden: Sequence[tuple[int, ...]]) -> list[int]:
    """Places of the hidden raters for whom one answer alone is possible."""
    return [place for place, answers in enumerate(zip(*hidden, strict=True)) if len(set(answers)) == 1]


@pytest.mark.parametrize(("n", "colluders"), [(n, c) for n in range(3, 7) for c in range(n - 1)])
def test_fewer_than_all_but_one_determine_nobody_unless_all_others_agree(n: int, colluders: int) -> None:
    for hidden in readings(n, colluders).values():
        if determined(hidden):
            assert all(len(set(answers)) == 1 for answers in hidden)


def test_exact_means_of_small_groups_would_determine_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The leaky twin: a distribution for three. Two others who differ stay two; but agreement shows at once."""
    by_halves = sum(bool(determined(hidden)) for hidden in readings(3, 1).values())
    monkeypatch.setattr("app.domain.anonymity.DISTRIBUTION_FROM", 3)
    exact = sum(bool(determined(hidden)) for hidden in readings(3, 1).values())
    assert exact > 2 * by_halves
