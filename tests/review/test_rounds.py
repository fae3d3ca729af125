"""What 360-degree rounds tell on the rating page and on C.1.3: a line for each value and group, nothing else."""

from datetime import timedelta

import pytest
from flask import Flask

from app.db import atomic
from app.domain.behaviour import BehaviourValue
from app.feedback import report
from app.feedback.models import FeedbackRound
from app.people import queries as people
from tests.conftest import log_in
from tests.documents.reading import whole
from tests.feedback.making import Made
from tests.feedback.publishing_rows import Said
from tests.feedback.reported import PEER, SELF, SUPERIOR, path, round_about, who_is
from tests.review.steps import DRAFT, begin, check_page, signed

PEERS = ["melur", "seroja", "delima", "dahlia", "nuri", "vega"]
LINE = "Umpan balik 360, rekan kerja (n = 6): 4,2 dari 5"


def about_kenanga(scores: tuple[int, ...] = (4, 4, 5, 3, 4, 5), peers: list[str] | None = None) -> Made:
    """A counted round about Kenanga, whose plan is set."""
    named = {SUPERIOR: [Said(2, rater_id=who_is("cempaka"))], SELF: [Said(5, rater_id=who_is("kenanga"))]}
    raters = {PEER: peers or PEERS[: len(scores)], SUPERIOR: ["cempaka"], SELF: ["kenanga"]}
    said = [Said(score, ("Komentar rahasia", "", "")) for score in scores]
    return round_about(raters, {PEER: said, **named}, about="kenanga")


def lines(*readers: str) -> dict[BehaviourValue, tuple[str, ...]]:
    """What the forms of this year tell of Kenanga."""
    today = people.today()
    start, end = today.replace(month=1, day=1), today.replace(month=12, day=31)
    return report.recorded(who_is("kenanga"), start, end, frozenset(who_is(key) for key in readers)).lines


def test_the_head_sees_the_groups_while_rating_and_they_are_signed(app: Flask) -> None:
    with app.app_context():
        made = about_kenanga()
    cempaka = log_in(app, "cempaka")
    page = begin(cempaka, "Kenanga")
    assert page.text.count(LINE) == 7
    assert path(made, about="kenanga") in page.links()
    assert "Komentar rahasia" not in page.text
    assert "Umpan balik 360, atasan" not in page.text
    check = cempaka.submit(page, "/nilai", **DRAFT)
    boxes = cempaka.get("/penilaian/tandatangani-sekaligus").soup.select("input[name=dokumen]")
    assert [str(box["value"]).split(":")[1] for box in boxes] == [check.fields("/tandatangani")["seen"]]
    done = cempaka.submit(check, "/tandatangani")
    assert done.text.count(LINE) == 7
    printed = whole(cempaka.client.get(next(link for link in done.links() if link.endswith("C.1.3.pdf"))).data)
    assert printed.count("rekan kerja (n = 6)") == 7
    assert "Komentar rahasia" not in printed


def test_a_round_counted_between_reading_and_signing_is_read_first(sqlite_app: Flask) -> None:
    cempaka = log_in(sqlite_app, "cempaka")
    page = check_page(cempaka, "Kenanga", **DRAFT)
    with sqlite_app.app_context():
        about_kenanga()
    refused = cempaka.submit(page, "/tandatangani", 422)
    assert "berubah sejak Anda membacanya" in refused.text


def test_what_was_signed_before_a_round_stays_as_it_was(sqlite_app: Flask) -> None:
    cempaka = log_in(sqlite_app, "cempaka")
    where = signed(cempaka, "Kenanga").path
    before = cempaka.get(where).text
    with sqlite_app.app_context():
        about_kenanga()
    assert cempaka.get(where).text == before


def test_no_line_tells_of_a_small_group_a_named_answer_or_an_exercise(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        about_kenanga((4, 5))
        assert lines() == {}
        exercise = about_kenanga()
        assert all(told == (LINE,) for told in lines().values())
        with atomic() as session:
            session.get_one(FeedbackRound, exercise.id).is_exercise = True
        assert lines() == {}


def test_a_group_a_reader_of_the_form_may_belong_to_needs_one_more(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        about_kenanga((3, 4, 5), ["angsana", "melur", "seroja"])
        assert len(lines()) == 7
        assert lines("cempaka", "angsana") == {}


def test_a_group_an_auditor_may_belong_to_needs_one_more(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        about_kenanga((3, 4, 5), ["elang", "melur", "seroja"])
        assert lines() == {}


@pytest.mark.parametrize("years", [-1, 1])
def test_a_round_of_another_period_is_told_elsewhere(sqlite_app: Flask, years: int) -> None:
    with sqlite_app.app_context():
        made = about_kenanga()
        with atomic() as session:
            row = session.get_one(FeedbackRound, made.id)
            row.period_start += timedelta(days=366 * years)
            row.period_end += timedelta(days=366 * years)
        assert lines() == {}
