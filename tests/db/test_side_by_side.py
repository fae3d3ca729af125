"""Many hands at the same moment: nobody is refused, and nothing happens twice."""

from collections import Counter
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cycles.models import PerformanceYear
from app.db import atomic, db
from app.documents.models import Signature
from app.domain.actors import Role
from app.domain.distribution import Achievement
from app.domain.errors import DeniedError, StaleError
from app.people import queries as people
from app.people.models import Unit
from app.planning import documents, editions, queries, service, signing
from app.planning.models import Plan, WorkResult
from app.planning.service import ResultInput
from app.review import achieving as evaluation_achieving
from app.review import service as review
from app.review.models import Evaluation, UnitAchievement
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, person_id
from tests.db.people import actor, plan_of, side_by_side

WRITERS, SAVES = 16, 12


@pytest.mark.parametrize("writers", [WRITERS])
def test_sixteen_people_saving_drafts_are_never_refused(app: Flask, writers: int) -> None:
    plan, midwife = plan_of(app, MIDWIFE), actor(app, MIDWIFE)
    with app.app_context():
        results = [service.add_result(midwife, plan.id, plan.results[0].kind) for _ in range(writers)]

    def saving(result_id: int) -> int:
        for number in range(1, SAVES + 1):
            typed = ResultInput(plan.results[0].kind, f"Tulisan {number}", None, "", ())
            service.save_result(midwife, plan.id, result_id, (number, f"form{result_id}", number), typed)
        return SAVES

    done = side_by_side(app, [lambda result_id=result_id: saving(result_id) for result_id in results])  # type: ignore[misc]
    assert Counter(map(str, done)) == {str(SAVES): writers}
    with app.app_context():
        texts = db.session.scalars(select(WorkResult.text).where(WorkResult.id.in_(results))).all()
    assert texts == [f"Tulisan {SAVES}"] * writers


def test_two_tabs_saving_the_same_result_at_once_end_with_one_winner(app: Flask) -> None:
    plan, midwife = plan_of(app, MIDWIFE), actor(app, MIDWIFE)
    result = plan.results[0]

    def save(tab: str) -> str:
        typed = ResultInput(result.kind, tab, None, "", ())
        service.save_result(midwife, plan.id, result.id, (result.version, tab, 1), typed)
        return tab

    done = side_by_side(app, [lambda tab=tab: save(tab) for tab in ("kiri", "kanan", "tengah")])  # type: ignore[misc]
    winners = [answer for answer in done if isinstance(answer, str)]
    assert len(winners) == 1
    assert sum(isinstance(answer, StaleError) for answer in done) == 2
    with app.app_context():
        assert db.session.get_one(WorkResult, result.id).text == winners[0]


def without_plan(app: Flask) -> str:
    """Somebody who plans on A.1.7 and has not begun."""
    from app.sample.data import read  # noqa: PLC0415 - only here

    with app.app_context():
        begun = set(db.session.scalars(select(Plan.employee_id)))
        for row in read("people", "person"):
            number = person_id(app, row["key"])
            if number not in begun and row.get("assessor"):
                me = people.person(number, people.today())
                if not me.plans_as_leader and me.position_kind != "political":
                    return str(row["key"])
    raise AssertionError("everybody has a plan")


def test_a_double_click_begins_one_plan(app: Flask) -> None:
    key = without_plan(app)
    employee = actor(app, key)
    with app.app_context():
        year_id = db.session.scalars(select(PerformanceYear.id)).one()
    done = side_by_side(app, [lambda: editions.create_plan(employee, year_id)] * 4)
    assert len({str(answer) for answer in done}) == 1
    assert isinstance(done[0], int)
    with app.app_context():
        plans = select(func.count()).select_from(Plan).where(Plan.employee_id == employee.person_id)
        assert db.session.scalar(plans) == 1


def test_a_double_click_begins_one_evaluation(app: Flask) -> None:
    plan, head = plan_of(app, SET_MIDWIFE), actor(app, HEAD)
    done = side_by_side(app, [lambda: review.begin(head, plan.id)] * 4)
    assert len({str(answer) for answer in done}) == 1
    assert isinstance(done[0], int)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Evaluation)) == 1


def _seen(app: Flask, key: str) -> tuple[int, str]:
    plan, who = plan_of(app, key), actor(app, key)
    with app.app_context():
        view = queries.visible_plan(who, plan.id, people.today())
        return plan.id, documents.seen(view, people.the_agency())


def test_a_double_click_signs_once(app: Flask) -> None:
    plan_id, seen = _seen(app, MIDWIFE)
    midwife = actor(app, MIDWIFE)
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(Signature)) or 0
    done = side_by_side(app, [lambda: signing.submit(midwife, plan_id, seen)] * 4)
    assert done.count(None) == 1
    assert sum(isinstance(answer, DeniedError) for answer in done) == 3
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Signature)) == before + 1


def test_withdrawing_and_setting_at_once_end_in_one_of_both(app: Flask) -> None:
    plan_id, seen = _seen(app, MIDWIFE)
    midwife, head = actor(app, MIDWIFE), actor(app, HEAD)
    with app.app_context():
        signing.submit(midwife, plan_id, seen)
    done = side_by_side(
        app, [lambda: signing.withdraw(midwife, plan_id), lambda: signing.set_plan(head, plan_id, seen)]
    )
    assert done.count(None) == 1
    with app.app_context():
        assert db.session.get_one(Plan, plan_id).state == ("draft" if done[0] is None else "set")


def test_two_officers_recording_the_same_achievement_first_are_told_apart(app: Flask) -> None:
    officer = replace(actor(app, "widuri"), roles=frozenset({Role.AGENCY_OFFICER}))
    with app.app_context():
        year_id = db.session.scalars(select(PerformanceYear.id)).one()
        recorded = set(db.session.scalars(select(UnitAchievement.unit_id)))
        unit_id = next(number for number in db.session.scalars(select(Unit.id)) if number not in recorded)

    def record(form: str) -> None:
        evaluation_achieving.record_achievement(
            officer, unit_id, year_id, (0, form, 1), grade=Achievement.GOOD, document=f"Laporan {form}"
        )

    done = side_by_side(app, [lambda form=form: record(form) for form in ("a", "b", "c", "d")])  # type: ignore[misc]
    assert done.count(None) == 1
    assert sum(isinstance(answer, StaleError) for answer in done) == 3


def test_a_reader_in_the_middle_of_a_page_holds_up_no_writer(app: Flask) -> None:
    with app.app_context():
        db.session.scalars(select(Plan)).all()
        plan, midwife = plan_of(app, MIDWIFE), actor(app, MIDWIFE)
        kind = plan.results[0].kind
        done = side_by_side(app, [lambda: service.add_result(midwife, plan.id, kind)])
        assert isinstance(done[0], int)


def test_a_writer_waits_for_the_one_before_instead_of_failing(sqlite_app: Flask) -> None:
    from threading import Event, Timer  # noqa: PLC0415 - only here

    hold = Event()
    plan, midwife = plan_of(sqlite_app, MIDWIFE), actor(sqlite_app, MIDWIFE)

    def slow() -> None:
        with atomic():
            hold.wait(5)

    Timer(1.0, hold.set).start()
    done = side_by_side(
        sqlite_app,
        [slow, lambda: service.add_result(midwife, plan.id, plan.results[0].kind)],
    )
    assert done[0] is None
    assert isinstance(done[1], int)
