"""What follows a signature: receipt, refusal, an assessor who let the time pass, deadlines that are moved."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.db import db
from app.documents import queries as documents
from app.documents import service as signed_documents
from app.documents.content import EvaluationContent
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.rating import Rating
from app.domain.review import EvaluationState, Way
from app.domain.rules import Clock
from app.people import queries as people
from app.review import batch, clocks, extending, overdue, queries, receiving, service, signing, stepping_in
from app.review.models import Evaluation
from tests.review.people import WHOLE, Cast, on

DAY = timedelta(days=1)
WORDS = "Tidak bersedia menandatangani pada 3 Februari."


def _state(number: int) -> EvaluationState:
    db.session.rollback()
    return db.session.get_one(Evaluation, number).state


def test_a_paper_handed_over_counts_from_its_day(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.signed()
        today = people.today()
        for refused in (None, today + DAY, today - DAY):
            with pytest.raises(InvalidError, match="hari penyerahan"):
                receiving.hand_over(cast.assessor, number, refused)
        with pytest.raises(DeniedError):
            receiving.hand_over(cast.employee, number, today)
        receiving.hand_over(cast.assessor, number, today)
        course = clocks.course_of(number, today)
        line = course.line(Clock.RETURN)
        assert line is not None
        assert (course.receipt_recorded, line.started_on) == (True, today)
        assert _state(number) is EvaluationState.RECEIVED


def test_a_refusal_is_recorded_after_receipt_with_what_happened(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.signed()
        with pytest.raises(DeniedError):
            receiving.record_refusal(cast.assessor, number, WORDS)
        receiving.receive(cast.employee, number)
        with pytest.raises(InvalidError, match="Pegawai membacanya"):
            receiving.record_refusal(cast.assessor, number, "tidak")
        receiving.record_refusal(cast.assessor, number, WORDS)
        assert _state(number) is EvaluationState.REFUSED
        assert clocks.course_of(number, people.today()).refusal == WORDS
        signing.countersign(cast.employee, number, cast.digest(number), "")
        assert _state(number) is EvaluationState.COUNTERSIGNED, "who was said to refuse may sign all the same"


def test_the_superior_waits_until_the_window_is_closed(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        cast.rated()
        with pytest.raises(DeniedError, match="masih dapat menandatangani sampai"):
            stepping_in.take_over(cast.superior, cast.root_id)
        with on(cast.last_day), pytest.raises(DeniedError):
            stepping_in.take_over(cast.superior, cast.root_id)
        with on(cast.last_day + DAY):
            with pytest.raises(NotFoundError):
                stepping_in.take_over(cast.assessor, cast.root_id)
            with pytest.raises(NotFoundError):
                stepping_in.take_over(cast.actor("dahlia"), cast.root_id)
            assert stepping_in.take_over(cast.superior, cast.root_id)


def test_what_the_assessor_finished_is_signed_above_as_it_stands(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        with on(cast.last_day + DAY):
            assert stepping_in.take_over(cast.superior, cast.root_id) == number
            assert stepping_in.take_over(cast.superior, cast.root_id) == number
            with pytest.raises(DeniedError):
                service.rate(cast.superior, number, (2, "", 0), **WHOLE)
            with pytest.raises((DeniedError, NotFoundError)):
                signing.sign(cast.assessor, number, cast.seen(cast.superior, number))
            with pytest.raises(StaleError):
                signing.sign(cast.superior, number, "x")
            signing.sign(cast.superior, number, cast.seen(cast.superior, number))
            signed = documents.signed("evaluation", number, people.the_agency().zone)
            assert signed is not None
            assert isinstance(signed.content, EvaluationContent)
            assert [mark.role for mark in signed.signatures] == ["superior"]
            assert signed.content.document_form == "D.1.2"
            receiving.receive(cast.employee, number)
            course = clocks.course_of(number, people.today())
            assert course.final is None
            assert course.objection_until is not None
            assert course.line(Clock.RETURN_TAKEN_OVER) is not None
            signing.countersign(cast.employee, number, cast.digest(number), "")
        assert _state(number) is EvaluationState.COUNTERSIGNED


def test_what_the_assessor_left_half_done_is_rated_anew_and_final(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.rated(behaviour=None)
        with on(cast.last_day + DAY):
            stepping_in.take_over(cast.superior, cast.root_id)
            view = queries.visible_evaluation(cast.superior, number, people.today())
            assert (view.way, view.results_rating, view.reason, view.note) == (Way.TAKEN_OVER, None, "", "")
            service.rate(cast.superior, number, (view.version, "", 0), **WHOLE)
            signing.sign(cast.superior, number, cast.seen(cast.superior, number))
            receiving.receive(cast.employee, number)
            course = clocks.course_of(number, people.today())
            assert course.final is not None
            assert "IV.A.11, halaman 90" in course.final.sentence
            assert course.objection_until is None


def test_what_was_never_begun_is_listed_and_begun_by_the_superior(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context(), on(cast.last_day + DAY):
        listed = overdue.unsigned_below(cast.superior.person_id, cast.year.id, 0, people.today())
        assert "Kenanga" in " ".join(row.employee for row in listed.rows)
        number = stepping_in.take_over(cast.superior, cast.root_id)
        assert db.session.get_one(Evaluation, number).way is Way.TAKEN_OVER
        late = overdue.overdue_for(cast.superior.person_id, people.today() + timedelta(days=60), [cast.year])
        assert [(one.evaluation_id, one.line.clock) for one in late if one.line.clock is Clock.TAKE_OVER] == [
            (number, Clock.TAKE_OVER)
        ]


def test_the_superior_moves_a_deadline_and_everybody_reads_why(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        line = clocks.course_of(number, people.today()).line(Clock.RETURN)
        assert line is not None
        later, why = line.due_on + timedelta(days=7), "Banjir di tiga kecamatan"
        with pytest.raises(DeniedError):
            extending.extend(cast.assessor, number, Clock.RETURN, later, why)
        with pytest.raises(InvalidError):
            extending.extend(cast.superior, number, Clock.DECIDE, later, why)
        with pytest.raises(InvalidError):
            extending.extend(cast.superior, number, Clock.RETURN, line.due_on, why)
        extending.extend(cast.superior, number, Clock.RETURN, later, why)
        moved = clocks.course_of(number, people.today()).line(Clock.RETURN)
        assert moved is not None
        assert (moved.due_on, moved.moved_because) == (later, why)
        late = overdue.overdue_for(cast.superior.person_id, later + DAY, [cast.year])
        assert Clock.RETURN in {one.line.clock for one in late if one.evaluation_id == number}


def test_a_result_changes_nothing_the_employee_signed_twice(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        signing.countersign(cast.employee, number, cast.digest(number), "Terima kasih.")
        with pytest.raises(DeniedError):
            signing.countersign(cast.employee, number, cast.digest(number), "")


def test_the_first_signature_of_a_regular_evaluation_is_the_assessors(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.rated(results=Rating.ABOVE)
        with pytest.raises((NotFoundError, DeniedError)):
            signing.sign(cast.superior, number, cast.seen(cast.assessor, number))
        with on(cast.last_day + DAY), pytest.raises(DeniedError, match="tidak dibuka"):
            signing.sign(cast.assessor, number, cast.seen(cast.assessor, number))


def test_a_course_knows_whether_its_dates_are_estimates(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        course = clocks.course_of(number, people.today())
        assert isinstance(course.is_estimate, bool)
        assert all(line.due_on > date(2020, 1, 1) for line in course.lines)


def test_what_was_signed_counts_again_in_a_batch_as_it_was_read_and_not_otherwise(app: Flask) -> None:
    """A form that was sent twice is no mistake; a list that showed other ratings is."""
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        seen = cast.seen(cast.assessor, number)
        assert batch.sign_all(cast.assessor, [f"{number}:{seen}"]).signed == 1
        again = batch.sign_all(cast.assessor, [f"{number}:{seen}"])
        assert (again.signed, again.failed) == (1, ())
        other = batch.sign_all(cast.assessor, [f"{number}:{'0' * 64}"])
        assert (other.signed, len(other.failed)) == (0, 1)
        assert len(signed_documents.latest(db.session(), "evaluation", number).signatures) == 1
