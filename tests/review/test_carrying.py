"""The last periodic result of the former unit, used for this period as the two agree (IV.A.13.a, p.91)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.db import atomic, db
from app.documents.models import SignedDocument
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState, Way
from app.people import queries as people
from app.review import carrying, concern, queries, stepping_in
from app.review.models import Evaluation
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, log_in
from tests.review.moving import ABOVE, Moved
from tests.review.people import on


def waiting(moved: Moved) -> tuple[concern.Concern, ...]:
    """What the first page asks the employee to agree to."""
    return concern.of(moved.employee.person_id, people.today(), ()).agree


def test_sari_and_her_new_assessor_agree_to_the_result_of_the_former_unit(app: Flask) -> None:
    moved = Moved(app)
    with moved.there():
        number = moved.begun()
        moved.rate(number, results=Rating.BELOW, reason="Belum banyak terlihat.")
        carrying.propose(moved.new_assessor, number, moved.source)
        row = moved.row(number)
        assert (row.results_rating, row.behaviour_rating) == (Rating.ABOVE, Rating.AS_EXPECTED)
        assert row.reason.startswith("Sesuai kesepakatan")
        assert row.reason.endswith("Belum banyak terlihat."), "nothing typed is lost"
        assert [one.id for one in waiting(moved)] == [number]
        with pytest.raises(InvalidError, match="belum menyatakan sepakat"):
            moved.sign(number)
        carrying.agree(moved.employee, number, moved.source)
        assert waiting(moved) == ()
        moved.rate(number, results=Rating.BELOW, behaviour=Rating.BELOW)
        moved.sign(number)
        row = moved.row(number)
        assert (row.results_rating, row.behaviour_rating) == (Rating.ABOVE, Rating.AS_EXPECTED)
        assert (row.state, row.overall) == (EvaluationState.SIGNED, OverallRating.GOOD)
        assert row.carried_from_id == moved.source


def test_whoever_does_not_agree_is_rated_as_usual(app: Flask) -> None:
    moved = Moved(app)
    with moved.there():
        number = moved.begun()
        moved.rate(number, reason="Belum banyak terlihat.")
        carrying.propose(moved.new_assessor, number, moved.source)
        carrying.agree(moved.employee, number, moved.source)
        carrying.decline(moved.employee, number, moved.source)
        row = moved.row(number)
        assert (row.results_rating, row.carried_from_id, row.carried_agreed_at) == (None, None, None)
        assert (row.reason, row.note) == ("Belum banyak terlihat.", "Ikuti orientasi.")
        with pytest.raises(NotFoundError):
            carrying.agree(moved.employee, number, moved.source)
        moved.rate(number, results=Rating.AS_EXPECTED, behaviour=Rating.AS_EXPECTED)
        moved.sign(number)
        assert moved.row(number).overall is OverallRating.GOOD


def test_each_does_only_the_own_part(sqlite_app: Flask) -> None:
    moved = Moved(sqlite_app)
    with moved.there():
        number = moved.begun()
        for other in (moved.assessor, moved.employee, moved.actor("rajawali")):
            with pytest.raises((DeniedError, NotFoundError)):
                carrying.propose(other, number, moved.source)
        with pytest.raises(NotFoundError):
            carrying.agree(moved.employee, number, moved.source)
        carrying.propose(moved.new_assessor, number, moved.source)
        with pytest.raises(DeniedError):
            carrying.propose(moved.new_assessor, number, moved.source)
        for other in (moved.assessor, moved.new_assessor, moved.actor("rajawali")):
            for verb in (carrying.agree, carrying.decline):
                with pytest.raises(NotFoundError):
                    verb(other, number, moved.source)
        with pytest.raises(NotFoundError):
            carrying.take_back(moved.employee, number)
        with pytest.raises(StaleError):
            carrying.agree(moved.employee, number, number)
        carrying.take_back(moved.new_assessor, number)
        assert moved.row(number).carried_from_id is None
        with pytest.raises(DeniedError):
            carrying.take_back(moved.new_assessor, number)


def test_nothing_changes_after_the_signature(sqlite_app: Flask) -> None:
    moved = Moved(sqlite_app)
    with moved.there():
        number = moved.begun()
        carrying.propose(moved.new_assessor, number, moved.source)
        carrying.agree(moved.employee, number, moved.source)
        moved.sign(number)
        document = db.session.query(SignedDocument).filter_by(kind="evaluation", subject_id=number).one().content
        assert "IV.A.13.a" in document, "the signed form says where the result is from"
        with pytest.raises(DeniedError):
            carrying.decline(moved.employee, number, moved.source)
        with pytest.raises(DeniedError):
            carrying.take_back(moved.new_assessor, number)


def test_the_year_is_never_carried_and_nobody_who_stayed(sqlite_app: Flask) -> None:
    moved = Moved(sqlite_app)
    with moved.there():
        annual = moved.begun(0)
        with pytest.raises(DeniedError, match="tahunan"):
            carrying.propose(moved.new_assessor, annual, moved.source)
        number = moved.begun()
        moved.rate(number, results=Rating.AS_EXPECTED, behaviour=Rating.AS_EXPECTED, reason="Baik.")
        moved.sign(number)
        moved.open((3,), people.today(), people.today() + timedelta(days=9))
        third = moved.begun(3)
        with pytest.raises(DeniedError, match="tidak berpindah"):
            carrying.propose(moved.new_assessor, third, number)
        with pytest.raises(DeniedError, match="tidak berpindah"):
            carrying.propose(moved.new_assessor, third, moved.source)


def test_a_result_that_an_objection_changed_is_agreed_to_anew(sqlite_app: Flask) -> None:
    moved = Moved(sqlite_app)
    with moved.there():
        number = moved.begun()
        carrying.propose(moved.new_assessor, number, moved.source)
        carrying.agree(moved.employee, number, moved.source)
        with atomic() as session:
            changed = update(Evaluation).where(Evaluation.id == moved.source)
            session.execute(changed.values(behaviour_rating=Rating.ABOVE))
        with pytest.raises(InvalidError, match="sudah diubah"):
            moved.sign(number)
        carrying.take_back(moved.new_assessor, number)
        carrying.propose(moved.new_assessor, number, moved.source)
        carrying.agree(moved.employee, number, moved.source)
        moved.sign(number)
        assert moved.row(number).overall is OverallRating.VERY_GOOD


@pytest.mark.parametrize("agreed", [True, False])
def test_the_superior_signs_only_what_the_employee_agreed_to(sqlite_app: Flask, agreed: bool) -> None:
    moved = Moved(sqlite_app)
    with moved.there():
        above, number = moved.actor(ABOVE), moved.begun()
        carrying.propose(moved.new_assessor, number, moved.source)
        if agreed:
            carrying.agree(moved.employee, number, moved.source)
    moved.later = moved.today + timedelta(days=30)
    with moved.there():
        stepping_in.take_over(above, moved.root_id, 2)
        row = moved.row(number)
        assert row.way is (Way.SIGNED_ABOVE if agreed else Way.TAKEN_OVER)
        assert row.carried_from_id == (moved.source if agreed else None)
        with pytest.raises((DeniedError, NotFoundError)):
            carrying.decline(moved.employee, number, moved.source)
        view = queries.visible_evaluation(above, number, people.today())
        assert view.results_rating is (Rating.ABOVE if agreed else None)


def test_both_find_their_way_by_the_pages(sqlite_app: Flask) -> None:
    moved = Moved(sqlite_app)
    with moved.there():
        number = moved.begun()
    with on(moved.later):
        assessor, employee, former = (log_in(sqlite_app, key) for key in (OFFICE_HEAD, SET_MIDWIFE, HEAD))
        page = assessor.get(f"/penilaian/{number}/nilai")
        here = f"/penilaian/{number}/hasil-unit-lama"
        assert here in page.links()
        employee.get(here, 404)
        former.get(here, 404)
        page = assessor.submit(assessor.get(here), "/usulkan")
        assert "Menunggu jawaban" in page.text
        page = assessor.get(f"/penilaian/{number}/nilai")
        assert "Menunggu pegawai sepakat" in page.text
        assert not page.soup.select("[name=results_rating]")
        assert "Baca dan jawab usulan" in employee.get("/penilaian/?periode=2").text
        assert employee.get("/").offers("Jawab usulan memakai hasil unit lama")
        assert here in employee.get("/").links()
        employee.get(f"/penilaian/{number}/nilai", 404)
        page = employee.submit(employee.get(here), "/sepakat")
        assert here not in employee.get("/").links()
        assert "Anda sepakat pada" in page.text
        assert "Jawab usulan memakai hasil unit lama" not in employee.get("/").text
        page = employee.submit(page, "/tidak-sepakat")
        assert "Penilaian tahun" in page.text
        assert "tidak sepakat pada" in assessor.get(here).text
