"""Who signs, explains and decides when somebody went to another post between two steps."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.db import atomic, db
from app.domain.errors import DeniedError, InvalidError
from app.domain.objections import ObjectionState
from app.domain.rating import Rating
from app.domain.review import EvaluationState
from app.people import queries as people
from app.people.assigning import Assignment, replace
from app.people.models import AssessorAssignment
from app.planning.models import Plan
from app.review import deciding, objecting, objections, queries, receiving, signing, stepping_in
from app.review.models import Evaluation
from tests.conftest import SET_MIDWIFE, person_id
from tests.review.people import Cast, declare, on

NEWCOMER = "altair"


def assess(app: Flask, employee: str, assessor: str) -> None:
    """From today on ``assessor`` assesses ``employee``."""
    number, by = person_id(app, employee), person_id(app, assessor)
    with atomic() as session:
        mine = select(AssessorAssignment).where(AssessorAssignment.employee_id == number)
        row = session.scalars(mine).one()
        replace(session, Assignment(number, by, row.basis, None, people.today(), row.source))


def _version(cast: Cast, number: int, who: str) -> tuple[int, str, int]:
    return (cast.objection(cast.actor(who), number).version, "", 0)


def filed(cast: Cast, number: int) -> int:
    """The employee objects to an evaluation that was received."""
    objecting.begin(cast.employee, number)
    objecting.write(cast.employee, number, (cast.objection(cast.employee, number).version, "", 0), "Kohort lengkap.")
    objecting.file(cast.employee, number)
    return number


def heard(cast: Cast, number: int, by: str) -> None:
    """Both were asked."""
    claim, words = _version(cast, number, by), {"employee": "Menunjukkan buku.", "assessor": "Mengakui."}
    deciding.write_hearing(cast.actor(by), number, claim, heard_on=people.today(), **words)
    deciding.hear(cast.actor(by), number)


def changed(cast: Cast, number: int, by: str) -> None:
    """The result is changed."""
    told = {"decision": "Bukti sah.", "recommendation": "Ikuti pelatihan."}
    claim = _version(cast, number, by)
    deciding.write_decision(cast.actor(by), number, claim, results=Rating.ABOVE, behaviour=None, **told)
    view = cast.objection(cast.actor(by), number)
    seen = objections.fingerprint_of_change(cast.actor(by), view, people.today())
    deciding.change(cast.actor(by), number, seen)


def test_the_assessor_named_on_the_changed_document_signs_it_and_no_successor(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = filed(cast, cast.received())
        heard(cast, number, "angsana")
        changed(cast, number, "angsana")
        assess(app, SET_MIDWIFE, NEWCOMER)
        digest = cast.digest(number)
        with pytest.raises(DeniedError):
            deciding.cosign(cast.actor(NEWCOMER), number, digest)
        deciding.cosign(cast.assessor, number, digest)


def test_who_signed_explains_and_no_successor(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = filed(cast, cast.received())
        assess(app, SET_MIDWIFE, NEWCOMER)
        claim = _version(cast, number, NEWCOMER)
        with pytest.raises(DeniedError):
            objecting.write_explanation(cast.actor(NEWCOMER), number, claim, "Bukan saya yang menilai.")
        objecting.write_explanation(cast.assessor, number, claim, "Bukti belum ada.")
        objecting.explain(cast.assessor, number)


def test_nobody_decides_on_an_objection_to_the_own_rating(app: Flask) -> None:
    """Cempaka rated Kenanga and rises to be the superior of Kenanga's next assessor."""
    cast = Cast(app)
    with app.app_context():
        number = filed(cast, cast.received())
        assess(app, NEWCOMER, "cempaka")
        assess(app, SET_MIDWIFE, NEWCOMER)
        claim = _version(cast, number, "cempaka")
        words = {"employee": "Kata pegawai", "assessor": "Kata saya sendiri"}
        with pytest.raises(DeniedError):
            deciding.write_hearing(cast.assessor, number, claim, heard_on=people.today(), **words)
        heard(cast, number, "angsana")
        changed(cast, number, "angsana")
        assert cast.objection(cast.employee, number).state is ObjectionState.CHANGED
        signing.countersign(cast.employee, number, cast.digest(number), "")
        db.session.rollback()
        assert db.session.get_one(Evaluation, number).superior_id == cast.ids["angsana"]


def test_nobody_decides_on_an_objection_to_what_they_wrote_and_the_superior_signed(app: Flask) -> None:
    """Angsana signed what Cempaka wrote, and Cempaka rises to be the superior (V.A.8, p.115-116; V.B.2, p.117)."""
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        with on(cast.last_day + timedelta(days=1)):
            stepping_in.take_over(cast.superior, cast.root_id)
            signing.sign(cast.superior, number, cast.seen(cast.superior, number))
            receiving.receive(cast.employee, number)
            filed(cast, number)
            assess(app, NEWCOMER, "cempaka")
            assess(app, SET_MIDWIFE, NEWCOMER)
            words = {"employee": "Kata pegawai", "assessor": "Kata saya sendiri"}
            claim = _version(cast, number, "cempaka")
            with pytest.raises(DeniedError):
                deciding.write_hearing(cast.assessor, number, claim, heard_on=people.today(), **words)
            heard(cast, number, "angsana")


def test_a_new_assessor_declares_the_own_relation_before_signing(app: Flask) -> None:
    """What the former assessor declared is about the former assessor."""
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        assess(app, SET_MIDWIFE, NEWCOMER)
        successor = cast.actor(NEWCOMER)
        with pytest.raises(InvalidError) as caught:
            cast.seen(successor, number)
        assert [problem.field for problem in caught.value.problems] == ["is_close"]
        assert queries.visible_evaluation(successor, number, people.today()).is_close is None
        declare(successor, number)
        signing.sign(successor, number, cast.seen(successor, number))
        assert db.session.get_one(Evaluation, number).assessor_id == successor.person_id


def test_a_period_that_was_evaluated_on_another_plan_is_not_signed_again(app: Flask) -> None:
    """Both were begun before either was signed, as after a transfer."""
    cast = Cast(app)
    with app.app_context():
        number = cast.rated()
        with atomic() as session:
            other = session.scalars(select(Plan.root_id).where(Plan.root_id != cast.root_id)).first()
            row = session.get_one(Evaluation, number)
            same = {"employee_id": row.employee_id, "assessor_id": row.assessor_id, "year_id": row.year_id}
            session.add(Evaluation(plan_root_id=other, state=EvaluationState.SIGNED, state_since=clock.now(), **same))
        with pytest.raises(DeniedError, match="satu kali"):
            signing.sign(cast.assessor, number, cast.seen(cast.assessor, number))


def test_a_delivery_is_not_recorded_so_late_that_the_right_to_object_is_gone(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number, then = cast.signed(), people.today()
        late = then + timedelta(days=40)
        with on(late):
            with pytest.raises(InvalidError, match="masa keberatan"):
                receiving.hand_over(cast.assessor, number, then)
            receiving.hand_over(cast.assessor, number, late)
