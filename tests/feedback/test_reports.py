"""What a subject and the assessor read of a round, what they do not, and that nobody else reads anything."""

import gzip
import random
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import atomic
from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError
from app.domain.feedback import CandidateState, RoundState
from app.feedback import report_comments
from app.feedback.models import Candidate, FeedbackRound
from app.feedback.published import PublishedCell, PublishedFigure
from tests.conftest import log_in, statements
from tests.feedback.making import make_round
from tests.feedback.publishing_rows import Said, earlier, publish
from tests.feedback.reported import (
    CUSTODIANS,
    EXTERNAL,
    PAGE,
    PEER,
    PEERS,
    SELF,
    SUBORDINATE,
    full_round,
    no_rounds_of_the_sample,
    path,
    read_as,
    round_about,
    who_is,
)

VALUE = BehaviourValue.SERVICE


def columns(found: object) -> dict[str, str]:
    """Each column of a report with the mean of its first value."""
    return {
        view.classes: str(view.values[VALUE].shown) if VALUE in view.values else ""
        for view in found.views  # type: ignore[attr-defined]
    }


def test_a_midwife_reads_what_others_see_in_her(app: Flask) -> None:
    with app.app_context():
        made = full_round()
    melur = log_in(app, "melur")
    page = melur.get(path(made))
    assert page.h1.startswith("Umpan balik 360: Melur")
    assert "Rekan kerja n = 6" in page.text
    assert "Atasan dr. Cempaka" in page.text
    assert "4,2" in page.text
    assert "Anda 5,0, para penjawab 4,2" not in page.text, "0,8 is no gap"
    assert "bukan rating, bukan peringkat, dan bukan rumus" in page.text
    said = melur.get(path(made, below="/komentar"))
    assert "Teruskan nomor 1" in said.text
    assert "Atasan: dr. Cempaka" in said.text
    details = melur.get(path(made, below="/rincian"))
    assert "0/0/1/3/2" in details.text


def test_her_head_reads_it_too_and_nobody_else(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round()
    cempaka = log_in(sqlite_app, "cempaka")
    assert any(link == path(made) for link in cempaka.get(PAGE).links())
    assert "Yang menarik untuk dibicarakan" not in cempaka.get(path(made)).text, "the gaps are for her to find"
    for key in ("kenanga", "angsana", "kenari", "widuri", "elang", "regulus", "rajawali", "altair", "jalak"):
        visitor = log_in(sqlite_app, key)
        for below in ("", "/rincian", "/komentar", "/laporan.pdf", "/laporan.xlsx"):
            visitor.get(path(made, below=below), 404)
        assert path(made) not in visitor.get(PAGE).links()


def test_a_report_lies_on_the_list_of_its_subject(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        no_rounds_of_the_sample()
    assert "Belum ada hasil tentang Anda" in log_in(sqlite_app, "melur").get(PAGE).text
    with sqlite_app.app_context():
        made = full_round()
    assert path(made) in log_in(sqlite_app, "melur").get(PAGE).links()


@pytest.mark.parametrize("state", [s for s in RoundState if s not in {RoundState.COUNTED, RoundState.PURGED}])
def test_nothing_is_read_before_a_round_is_counted(sqlite_app: Flask, state: RoundState) -> None:
    with sqlite_app.app_context():
        made = full_round()
        with atomic() as session:
            session.get_one(FeedbackRound, made.id).state = state
    melur = log_in(sqlite_app, "melur")
    melur.get(path(made), 404)
    assert path(made) not in melur.get(PAGE).links()


def test_rows_of_another_count_are_never_read(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round()
        before = columns(read_as("melur", made))
        with atomic() as session:
            row = session.query(PublishedCell).filter_by(classes="peer", round_id=made.id).one()
            common = {"round_id": row.round_id, "run": 2, "subject_id": row.subject_id}
            session.add(PublishedCell(id=b"n" * 16, classes="subordinate", answering=9, **common))
            for number, question in enumerate(made.questions):
                key = number.to_bytes(16, "big")
                session.add(PublishedFigure(id=key, classes="peer", question_id=question, n=9, half_steps=2, **common))
        assert columns(read_as("melur", made)) == before


def test_small_groups_join_and_what_stays_small_is_explained(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        raters = {PEER: PEERS[:4], SUBORDINATE: PEERS[4:]}
        made = round_about(raters, {PEER: [Said(4)] * 2, SUBORDINATE: [Said(3), Said(5)]}, slips=3)
        found = read_as("melur", made)
        assert [view.label for view in found.views] == ["Rekan kerja dan bawahan"]
        assert [hidden.label for hidden in found.hidden] == ["Penerima layanan dan pihak lain"]
    text = log_in(sqlite_app, "melur").get(path(made)).text
    assert "Kurang dari 3 jawaban" in text
    assert "Rekan kerja dan bawahan" in text


def test_who_may_have_answered_sees_a_group_only_if_it_holds_without_him(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: ["cempaka", *PEERS[:2]], SELF: ["melur"]}, {PEER: [Said(4), Said(5), Said(3)]})
        assert [view.classes for view in read_as("melur", made).views] == ["peer"]
        hers = read_as("cempaka", made)
        assert hers.views == ()
        assert "Anda mungkin termasuk" in hers.hidden[0].why


def test_a_candidate_who_was_never_drawn_is_treated_as_if_he_had_been(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: PEERS[:3]}, {PEER: [Said(4), Said(5), Said(3)]})
        with atomic() as session:
            subject = made.subjects["melur"]
            session.add(
                Candidate(
                    subject_id=subject, person_id=who_is("cempaka"), rater_class=PEER,
                    state=CandidateState.APPROVED, proposed_by=who_is("melur"),
                )
            )  # fmt: skip
        assert read_as("cempaka", made).views == ()
        assert len(read_as("melur", made).views) == 1


def test_a_distribution_less_the_own_answer_is_told_in_half_steps(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        answers = {PEER: [Said(score, ("Kata rekan", "", "")) for score in (1, 2, 4, 5, 5)]}
        made = round_about({PEER: ["cempaka", *PEERS[:4]]}, answers)
        hers, melurs = read_as("cempaka", made), read_as("melur", made)
        assert all(figure.counts is None for figure in hers.views[0].figures.values())
        assert all(figure.counts == (1, 1, 0, 1, 2) for figure in melurs.views[0].figures.values())
        assert hers.views[0].values[VALUE].shown == Fraction(7, 2)
        assert len(report_comments.every_comment(melurs)) == 5
        assert report_comments.every_comment(hers) == []
        assert "Anda mungkin termasuk" in report_comments.comments(hers, 1).hidden[0][1]


def test_comments_of_two_groups_stand_together_where_each_alone_is_too_small(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        words = [Said(4, ("Satu kata", "", ""))] * 3
        made = round_about({PEER: PEERS[:3], SUBORDINATE: PEERS[3:]}, {PEER: words, SUBORDINATE: words})
        found = read_as("melur", made)
        assert [view.classes for view in found.views] == ["peer", "subordinate"]
        assert {comment.group for comment in report_comments.every_comment(found)} == {"Rekan kerja dan bawahan"}
        assert report_comments.comments(found, 1).hidden == ()


def test_five_answers_are_needed_for_comments(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: PEERS[:4]}, {PEER: [Said(4, ("Rahasia", "", ""))] * 4})
        assert report_comments.every_comment(read_as("melur", made)) == []
    page = log_in(sqlite_app, "melur").get(path(made, below="/komentar"))
    assert "Kurang dari 5 jawaban" in page.text
    assert "Rahasia" not in page.text


def test_what_moved_is_told_where_the_same_groups_answered(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first = full_round((3, 3, 3, 4, 4, 4))
        earlier(first)
        second = full_round((4, 4, 4, 5, 5, 5))
        now = read_as("melur", second)
        assert {view.classes: view.changes.get(VALUE) for view in now.views if view.changes} == {"peer": Fraction(1)}
        assert now.before is not None
        third = round_about(
            {PEER: PEERS[:2], SUBORDINATE: PEERS[2:4]}, {PEER: [Said(4)] * 2, SUBORDINATE: [Said(5)] * 2}
        )
        assert all(not view.changes for view in read_as("melur", third).views)


def test_nothing_is_compared_with_an_exercise(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        first = full_round((3, 3, 4, 2, 3, 4))
        earlier(first)
        with atomic() as session:
            session.execute(update(FeedbackRound).where(FeedbackRound.id == first.id).values(is_exercise=True))
        now = read_as("melur", full_round())
        assert now.before is None
        assert not any(view.changes for view in now.views)


def test_where_her_own_view_lies_apart_she_reads_one_calm_sentence(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round((3, 3, 3, 3, 4, 4))
        gaps = read_as("melur", made).gaps
        assert [gap.value for gap in gaps] == list(BehaviourValue)
        assert all(gap.is_blind_spot for gap in gaps)
    assert "Anda 5,0, para penjawab 3,3" in log_in(sqlite_app, "melur").get(path(made)).text


def test_invalid_ballots_are_told_of(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: PEERS}, {PEER: [Said(4)] * 6}, invalid=2)
    assert "2 jawaban tidak sah" in log_in(sqlite_app, "melur").get(path(made)).text


def test_thresholds_are_the_frozen_ones_while_the_key_is_there(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = make_round({"melur": {PEER: ["cempaka", *PEERS[:4]]}}, CUSTODIANS, "widuri", thresholds=(5, 5))
        publish(made, {"melur": {PEER: [Said(n) for n in (2, 3, 4, 5, 5)]}}, purged=False)
        with atomic() as session:
            session.get_one(FeedbackRound, made.id).score_threshold = 3
        assert read_as("cempaka", made).views == (), "four others are too few for a threshold of five"
        with atomic() as session:
            session.get_one(FeedbackRound, made.id).rules = "{}"
        with pytest.raises(DeniedError, match="dihentikan"):
            read_as("cempaka", made)


def test_a_slip_group_stands_alone(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: PEERS[:4]}, {PEER: [Said(4)] * 4, EXTERNAL: [Said(2)] * 2}, slips=3)
        assert [view.classes for view in read_as("melur", made).views] == ["peer"]


def test_an_exercise_says_so_on_every_page(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round()
        with atomic() as session:
            session.get_one(FeedbackRound, made.id).is_exercise = True
    melur = log_in(sqlite_app, "melur")
    for below in ("", "/rincian", "/komentar"):
        assert "Latihan: administrator server dapat membaca jawaban." in melur.get(path(made, below=below)).text


def test_a_report_is_kept_by_no_browser(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round()
    for below in ("", "/rincian", "/komentar", "/laporan.pdf", "/laporan.xlsx"):
        assert log_in(sqlite_app, "melur").client.get(path(made, below=below)).headers["Cache-Control"] == "no-store"


def test_reading_writes_nothing_and_costs_the_same_for_few_and_many_answers(sqlite_app: Flask) -> None:
    counts = []
    for scores in ((4, 4, 5), (4, 4, 5, 3, 4, 5)):
        with sqlite_app.app_context():
            made = full_round(scores)
        melur = log_in(sqlite_app, "melur")
        with statements() as sent:
            melur.get(path(made))
        counts.append(len(sent))
        assert not any(statement.startswith(("INSERT", "DELETE")) for statement in sent)
        with sqlite_app.app_context(), atomic() as session:
            session.get_one(FeedbackRound, made.id).state = RoundState.ABANDONED
    assert counts[0] == counts[1]


def test_no_report_of_that_number(sqlite_app: Flask) -> None:
    log_in(sqlite_app, "melur").get(f"{PAGE}99999", 404)
    log_in(sqlite_app, "melur").get(f"{PAGE}99999/laporan.pdf", 404)


def test_the_longest_comments_come_a_page_at_a_time_and_fit(sqlite_app: Flask) -> None:
    dice = random.Random(5)
    letters = "abcdefghijklmnopqrstuvwxyz    "
    long = ["".join(dice.choice(letters) for _ in range(1200)) for _ in range(18)]
    with sqlite_app.app_context():
        said = [Said(4, long[3 * number : 3 * number + 3]) for number in range(6)]
        made = round_about({PEER: PEERS}, {PEER: said})
    melur = log_in(sqlite_app, "melur").client
    where, found = path(made, below="/komentar"), ""
    for page in (1, 2):
        answer = melur.get(f"{where}?halaman={page}", headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) < 14_000
        found += gzip.decompress(answer.data).decode()
    assert all(text.strip() in found for text in long)
