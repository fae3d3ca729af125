"""Days as they are counted in an office: late in the evening, on Saturdays, over holidays, and after a transfer."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, update

from app.cycles.models import DayOff
from app.db import atomic, db
from app.documents import service as documents
from app.domain.clocks import ClockLine
from app.domain.errors import DeniedError, InvalidError, NotFoundError
from app.domain.objections import ObjectionState
from app.domain.people import AssignmentBasis, Source
from app.domain.rating import Rating
from app.domain.review import EvaluationState
from app.domain.rules import Clock
from app.domain.verification import shown
from app.people import assigning
from app.people import queries as people
from app.people.models import Unit
from app.review import (
    clocks,
    deciding,
    extending,
    objecting,
    objections,
    overdue,
    paper_signing,
    receiving,
    signing,
)
from app.review.models import Evaluation
from app.review.paper_signing import Paper
from tests.conftest import person_id
from tests.review.paths import SCAN
from tests.review.people import Cast, on
from tests.review.test_moved import assess

DAY = timedelta(days=1)
WORDS = "Kata-kata yang cukup panjang."


def first_monday(cast: Cast) -> date:
    """Three weeks from now or a little later, so that nothing of the sample lies after it."""
    soon = people.today() + timedelta(days=21)
    assert soon < cast.last_day
    return soon + timedelta(days=(7 - soon.weekday()) % 7)


def works(cast: Cast, days: int, *off: date) -> None:
    """The employee's unit works so many days a week; nobody works on ``off``."""
    unit_id = people.standing(cast.employee.person_id, people.today()).unit_id
    with atomic() as session:
        session.execute(update(Unit).where(Unit.id == unit_id).values(work_days=days))
        session.execute(delete(DayOff))
        session.add_all(DayOff(day=day, name="Hari libur") for day in off)


def last_day_to_object(number: int) -> date:
    """As the page of the evaluation says."""
    until = clocks.course_of(number, people.today()).objection_until
    assert until is not None
    return until


@pytest.mark.parametrize(("hour", "minute", "days", "lasts"), [(16, 59, 0, 18), (17, 1, 1, 21)])
def test_the_day_of_receipt_is_the_day_of_the_office(
    sqlite_app: Flask, hour: int, minute: int, days: int, lasts: int
) -> None:
    """In Jakarta it is midnight at 17:00 UTC."""
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number, monday = cast.signed(), first_monday(cast)
        works(cast, 5)
        with time_machine.travel(datetime.combine(monday, time(hour, minute), tzinfo=UTC), tick=True):
            receiving.receive(cast.employee, number)
            line = clocks.course_of(number, people.today()).line(Clock.RETURN)
            assert line is not None
            assert line.started_on == monday + days * DAY
            assert last_day_to_object(number) == monday + timedelta(days=lasts)


def test_fourteen_days_of_five_or_six_a_week_and_without_holidays(sqlite_app: Flask) -> None:
    """Received on a Monday, that day not counted: fourteen days are 18 or 16 of the calendar."""
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number, monday = cast.signed(), first_monday(cast)
        with on(monday):
            receiving.receive(cast.employee, number)
            for days, off, lasts in (
                (5, [], 18),
                (6, [], 16),
                (6, [monday, monday + 6 * DAY], 16),
                (6, [monday + DAY, monday + 12 * DAY], 18),
                (5, [monday + 5 * DAY], 18),
            ):
                works(cast, days, *off)
                assert last_day_to_object(number) == monday + lasts * DAY, (days, lasts)


@pytest.mark.parametrize(("days", "is_fine"), [(16, True), (17, False)])
def test_the_last_day_itself_is_in_time_and_the_next_is_not(sqlite_app: Flask, days: int, is_fine: bool) -> None:
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number, monday = cast.signed(), first_monday(cast)
        works(cast, 6)
        with on(monday):
            receiving.receive(cast.employee, number)
        with on(monday + days * DAY, timedelta(hours=11, minutes=58)):
            objecting.begin(cast.employee, number)
            version = cast.objection(cast.employee, number).version
            objecting.write(cast.employee, number, (version, "", 0), WORDS)
            if is_fine:
                objecting.file(cast.employee, number)
            else:
                with pytest.raises(InvalidError, match="paling lambat diajukan"):
                    objecting.file(cast.employee, number)


def changed(cast: Cast, number: int) -> None:
    """From the receipt to a changed result; the assessor stays silent."""
    objecting.begin(cast.employee, number)
    objecting.write(cast.employee, number, (cast.objection(cast.employee, number).version, "", 0), WORDS)
    objecting.file(cast.employee, number)
    version = cast.objection(cast.superior, number).version
    deciding.write_hearing(
        cast.superior, number, (version, "", 0), heard_on=people.today(), employee=WORDS, assessor=WORDS
    )
    deciding.hear(cast.superior, number)
    version = cast.objection(cast.superior, number).version
    deciding.write_decision(
        cast.superior, number, (version, "", 0),
        results=Rating.ABOVE, behaviour=None, decision=WORDS, recommendation=WORDS,
    )  # fmt: skip
    view = cast.objection(cast.superior, number)
    deciding.change(cast.superior, number, objections.fingerprint_of_change(cast.superior, view, people.today()))


def succeeded_by(cast: Cast, key: str) -> None:
    """From today on somebody else assesses Kenanga, below the same superior."""
    cast.ids[key] = person_id(cast.app, key)
    wanted = (cast.employee.person_id, cast.ids[key], AssignmentBasis.DEFINITIVE, None, people.today())
    with atomic() as session:
        assigning.assign(session, assigning.Assignment(*wanted, Source.OFFICER))


def test_who_assessed_then_explains_and_signs_what_was_changed(app: Flask) -> None:
    """Biduri came after Cempaka, who signed; both are below Angsana (V.B.4 and 7, p.117-118)."""
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        succeeded_by(cast, "biduri")
        assert people.standing(cast.employee.person_id, people.today()).assessor_id == cast.ids["biduri"]
        changed(cast, number)
        with pytest.raises((DeniedError, NotFoundError)):
            deciding.cosign(cast.actor("dahlia"), number, cast.digest(number))
        deciding.cosign(cast.assessor, number, cast.digest(number))
        with pytest.raises(DeniedError):
            deciding.cosign(cast.actor("biduri"), number, cast.digest(number))
        signed = documents.latest(db.session(), "evaluation", number)
        assert [(mark.role, mark.person_id) for mark in signed.signatures] == [
            ("superior", cast.superior.person_id),
            ("assessor", cast.assessor.person_id),
        ]
        assert cast.objection(cast.employee, number).state is ObjectionState.CHANGED


def test_a_changed_result_signed_on_paper_is_signed_after_the_superior(app: Flask) -> None:
    """The day is told, and the hour is not: noon, unless the superior signed later on that day."""
    cast = Cast(app)
    with app.app_context(), on(people.today() + DAY, timedelta(hours=4)):
        number = cast.received()
        changed(cast, number)
        document = documents.latest(db.session(), "evaluation", number)
        code, above = shown(document.code), document.signatures[0].signed_at
        paper_signing.record_signature(cast.assessor, code, Paper(people.today(), SCAN))
        marks = {mark.role: mark for mark in documents.latest(db.session(), "evaluation", number).signatures}
        assert marks["employee"].signed_at >= above
        assert db.session.get_one(Evaluation, number).state is EvaluationState.COUNTERSIGNED


def test_the_time_to_sign_a_changed_result_is_counted_from_the_change(app: Flask) -> None:
    """What was said of the first document is over; the superior sees when the changed one is late."""
    cast = Cast(app)
    with app.app_context():
        number, monday = cast.signed(), first_monday(cast)
        works(cast, 5, monday + 10 * DAY)
        with on(monday):
            receiving.receive(cast.employee, number)
            receiving.record_refusal(cast.assessor, number, "Tidak bersedia menandatangani.")
            assert _return_of(number).done_on == monday
        with on(monday + 8 * DAY):
            changed(cast, number)
            line = _return_of(number)
            assert (line.started_on, line.due_on, line.done_on) == (monday + 8 * DAY, monday + 29 * DAY, None)
        for days, is_late in ((29, False), (30, True)):
            with on(monday + days * DAY):
                late = overdue.overdue_for(cast.superior.person_id, people.today(), [cast.year])
                assert (Clock.RETURN in {one.line.clock for one in late if one.evaluation_id == number}) is is_late
        with on(monday + 30 * DAY):
            signing.countersign(cast.employee, number, cast.digest(number), "")
            assert _return_of(number).was_late()
            late = overdue.overdue_for(cast.superior.person_id, people.today(), [cast.year])
            assert Clock.RETURN not in {one.line.clock for one in late if one.evaluation_id == number}


def _return_of(number: int) -> ClockLine:
    line = clocks.course_of(number, people.today()).line(Clock.RETURN)
    assert line is not None
    return line


def test_whoever_rose_neither_moves_deadlines_nor_hears_of_late_ones(app: Flask) -> None:
    """Cempaka rated Kenanga and rises to be the superior of Altair, who assesses Kenanga from now on."""
    cast = Cast(app)
    with app.app_context():
        number, monday = cast.received(), first_monday(cast)
        line = _return_of(number)
        assess(app, "altair", "cempaka")
        assess(app, "kenanga", "altair")
        later, why = line.due_on + 7 * DAY, "Banjir di tiga kecamatan"
        with pytest.raises(DeniedError):
            extending.extend(cast.assessor, number, Clock.RETURN, later, why)
        extending.extend(cast.superior, number, Clock.RETURN, later, why)
        with on(max(monday, later + DAY)):
            day = people.today()
            assert number in {
                one.evaluation_id for one in overdue.overdue_for(cast.superior.person_id, day, [cast.year])
            }
            for other in (cast.assessor, cast.actor("altair")):
                late = overdue.overdue_for(other.person_id, day, [cast.year])
                assert number not in {one.evaluation_id for one in late}, other.name
