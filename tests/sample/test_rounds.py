"""The rounds of the sample government: one to read, one to answer, one to prepare."""

import pytest
from flask import Flask
from sqlalchemy import Select, func, select

from app.db import db
from app.domain.feedback import RoundState
from app.feedback.box import Ballot
from app.feedback.models import FeedbackRound, FeedbackSubject, Invitation
from app.feedback.published import PublishedCell, PublishedComment
from app.sample import loader
from tests.conftest import log_in


@pytest.fixture
def sample(empty_app: Flask) -> Flask:
    """The whole sample government, as ``make run`` loads it."""
    with empty_app.app_context():
        loader.load(empty_app.extensions["tilik"].settings)
        db.session.remove()
    return empty_app


def number(query: Select[tuple[int]]) -> int:
    return db.session.scalar(query) or 0


def test_one_round_is_counted_one_runs_and_one_is_prepared(sample: Flask) -> None:
    with sample.app_context():
        rows = list(db.session.scalars(select(FeedbackRound).order_by(FeedbackRound.id)))
        assert [row.state for row in rows] == [RoundState.PURGED, RoundState.OPEN, RoundState.PREPARING]
        counted, running, prepared = rows
        assert (counted.invalid_ballots, counted.missing_ballots) == (0, 0)
        assert db.session.scalar(select(func.count()).where(Ballot.round_id == counted.id)) == 0
        assert number(select(func.count()).where(PublishedCell.round_id == counted.id)) > 6
        assert number(select(func.count()).where(PublishedComment.round_id == counted.id)) > 10
        used = select(func.count()).where(Invitation.round_id == running.id, Invitation.used.is_(True))
        open_ = select(func.count()).where(Invitation.round_id == running.id, Invitation.used.is_(False))
        assert number(used) > 5
        assert number(open_) > 1
        named = select(func.count()).where(
            FeedbackSubject.round_id == prepared.id, FeedbackSubject.nominated_at.is_not(None)
        )
        assert db.session.scalar(named) == 1


def test_the_midwife_has_a_report_to_read_and_forms_to_answer(sample: Flask) -> None:
    melur = log_in(sample, "melur")
    assert "Isi umpan balik 360" in melur.get("/").text
    assert "Umpan balik 360 semester II" in melur.get("/umpan-balik-360/").text
    assert "Umpan balik 360 semester I" in melur.get("/hasil-360/").text
