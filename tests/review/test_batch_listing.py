"""The list of what can be signed at once holds what each signature would bind, and costs the same for any number."""

from flask import Flask
from sqlalchemy import select

from app.cycles import queries as cycles
from app.db import atomic, db
from app.documents.content import canonical
from app.domain.behaviour import BehaviourValue
from app.domain.rating import Rating
from app.people import queries as people
from app.planning.models import BehaviourExpectation, Plan
from app.progress import leading
from app.progress import queries as progress
from app.review import batch, queries, service
from app.review.content import content_of, fingerprint
from app.review.models import EvaluationMark
from tests.conftest import HALF_MIDWIFE, HEAD, SET_MIDWIFE, person_id, statements
from tests.progress.steps import assign
from tests.review.forty import forty_people
from tests.review.people import WHOLE, Cast, declare
from tests.review.test_moved import assess
from tests.review.test_periods import around_today


def rated(cast: Cast, key: str) -> int:
    """A whole draft about somebody of the head's people."""
    root = db.session.scalar(select(Plan.root_id).where(Plan.employee_id == person_id(cast.app, key))) or 0
    number = service.begin(cast.assessor, root)
    view = queries.visible_evaluation(cast.assessor, number, people.today())
    service.rate(cast.assessor, number, (view.version, "", 0), **WHOLE)
    declare(cast.assessor, number)
    return number


def test_the_list_holds_what_each_page_before_the_signature_holds(app: Flask) -> None:
    """Realisation with evidence, feedback, words of another leader, expectations: everything the form prints."""
    cast = Cast(app)
    cast.ids["altair"] = person_id(app, "altair")
    with app.app_context():
        half = assign(cast.ids["altair"], person_id(app, HALF_MIDWIFE))
        key = progress.progress(cast.assessor, half, people.today()).plan.results[0].key
        leading.save(cast.actor("altair"), (half, key), (0, "", 0), "Modul selesai.")
        numbers = [cast.rated(), rated(cast, HALF_MIDWIFE)]
        with atomic() as session:
            plan = session.get_one(Plan, half)
            session.add(BehaviourExpectation(plan_id=plan.id, value=BehaviourValue.LOYAL, text="Jaga rahasia ibu."))
            session.add(EvaluationMark(evaluation_id=numbers[1], item=f"result:{key}", mark=Rating.AS_EXPECTED))
        found = batch.signable(cast.assessor, cast.year, 0, people.today())
        assert not found.unfinished
        assert [draft.id for draft in found.whole] == sorted(numbers)
        for draft in found.whole:
            view = queries.visible_evaluation(cast.assessor, draft.id, people.today())
            assert draft.seen == fingerprint(view, people.the_agency()), draft.name
            assert (draft.name, draft.overall) == (view.progress.plan.employee.name, view.overall)
        assert "Modul selesai." in canonical(content_of(view, people.the_agency()))
        assert "Jaga rahasia ibu." in canonical(content_of(view, people.the_agency()))
        assert batch.sign_all(cast.assessor, [draft.mark for draft in found.whole]).signed == 2


def test_what_is_missing_is_named_and_nobody_elses_drafts_are_listed(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.rated(behaviour=None)
        found = batch.signable(cast.assessor, cast.year, 0, people.today())
        assert (found.whole, [one[0] for one in found.unfinished]) == ((), [number])
        other = batch.signable(cast.superior, cast.year, 0, people.today())
        assert (other.whole, other.unfinished) == ((), ())


def test_a_former_assessor_signs_the_period_whose_window_had_opened(app: Flask) -> None:
    """Altair came within the window of the quarter: Cempaka still evaluates it, and stands on it as on that day."""
    cast = Cast(app)
    around_today(app)
    with app.app_context():
        number = service.begin(cast.assessor, cast.root_id, 1)
        version = queries.visible_evaluation(cast.assessor, number, people.today()).version
        service.rate(cast.assessor, number, (version, "", 0), **WHOLE)
        declare(cast.assessor, number)
        assess(app, SET_MIDWIFE, "altair")
        year = cycles.year(cast.year.id)
        found = batch.signable(cast.assessor, year, 1, people.today())
        view = queries.visible_evaluation(cast.assessor, number, people.today())
        assert [(one.id, one.seen) for one in found.whole] == [(number, fingerprint(view, people.the_agency()))]
        assert batch.signable(cast.actor("altair"), year, 1, people.today()).whole == ()


def test_a_long_list_costs_no_more_statements_than_a_short_one(sqlite_app: Flask) -> None:
    cast, counts = Cast(sqlite_app), []
    with sqlite_app.app_context():
        forty_people(cast.ids[HEAD], 12)
        roots = list(
            db.session.scalars(select(Plan.id).where(Plan.assessor_id == cast.ids[HEAD]).order_by(Plan.id.desc()))
        )
        for few in (roots[:2], roots[2:12]):
            for root_id in few:
                number = service.begin(cast.assessor, root_id)
                version = queries.visible_evaluation(cast.assessor, number, people.today()).version
                service.rate(cast.assessor, number, (version, "", 0), **WHOLE)
                declare(cast.assessor, number)
            db.session.rollback()
            with statements() as sent:
                found = batch.signable(cast.assessor, cast.year, 0, people.today())
            counts.append((len(found.whole), len(sent)))
    assert [number for number, _ in counts] == [2, 12]
    assert counts[0][1] == counts[1][1] <= 20, counts
