"""What follows a signature leaves its entries, too: who, what, about which evaluation, and nobody's words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.domain.rating import Rating
from app.domain.rules import Clock
from app.people import queries as people
from app.review import clocks, deciding, extending, objecting, objections, receiving, stepping_in
from app.review.objecting import Upload
from tests.audit.stage import SECRET
from tests.audit.trail import last_id, lines_since
from tests.progress.made import pdf
from tests.review.people import Cast, on


def _filed(cast: Cast) -> int:
    number = cast.received()
    objecting.begin(cast.employee, number)
    version = cast.objection(cast.employee, number).version
    objecting.write(cast.employee, number, (version, "", 0), SECRET)
    folder = cast.app.extensions["tilik"].settings.data_dir
    objecting.attach(cast.employee, folder, number, Upload("a.pdf", pdf(), "a"))
    objecting.attach(cast.employee, folder, number, Upload("b.pdf", pdf("lain"), "b"))
    objecting.detach(cast.employee, number, cast.objection(cast.employee, number).files[0].id)
    objecting.file(cast.employee, number)
    return number


def _heard(cast: Cast) -> int:
    number = _filed(cast)
    version = cast.objection(cast.assessor, number).version
    objecting.write_explanation(cast.assessor, number, (version, "", 0), SECRET)
    objecting.explain(cast.assessor, number)
    version = cast.objection(cast.superior, number).version
    day = people.today()
    deciding.write_hearing(cast.superior, number, (version, "", 0), heard_on=day, employee=SECRET, assessor=SECRET)
    deciding.hear(cast.superior, number)
    version = cast.objection(cast.superior, number).version
    deciding.write_decision(
        cast.superior, number, (version, "", 0),
        results=Rating.ABOVE, behaviour=None, decision=SECRET, recommendation=SECRET,
    )  # fmt: skip
    return number


def _upheld(cast: Cast) -> None:
    deciding.uphold(cast.superior, _heard(cast))


def _changed(cast: Cast) -> None:
    number = _heard(cast)
    view = cast.objection(cast.superior, number)
    deciding.change(cast.superior, number, objections.fingerprint_of_change(cast.superior, view, people.today()))
    deciding.cosign(cast.assessor, number, cast.digest(number))


def _handed_over(cast: Cast) -> None:
    number = cast.signed()
    receiving.hand_over(cast.assessor, number, people.today())
    receiving.record_refusal(cast.assessor, number, SECRET)


def _extended(cast: Cast) -> None:
    number = cast.received()
    line = clocks.course_of(number, people.today()).line(Clock.RETURN)
    assert line is not None
    extending.extend(cast.superior, number, Clock.RETURN, line.due_on + timedelta(days=3), SECRET)


def _taken_over(cast: Cast) -> None:
    cast.rated()
    with on(cast.last_day + timedelta(days=1)):
        stepping_in.take_over(cast.superior, cast.root_id)


def _withdrawn(cast: Cast) -> None:
    objecting.withdraw(cast.employee, _filed(cast))


FILED = ["objection.begin", "objection.attach", "objection.attach", "objection.detach", "objection.file"]
HEARD = [*FILED, "objection.explain", "objection.hear"]


@pytest.mark.parametrize(
    ("act", "wanted"),
    [
        (_upheld, [*HEARD, "objection.uphold"]),
        (_changed, [*HEARD, "objection.change", "evaluation.change", "evaluation.cosign"]),
        (_withdrawn, [*FILED, "objection.withdraw"]),
        (_handed_over, ["evaluation.hand_over", "evaluation.record_refusal"]),
        (_extended, ["evaluation.extend"]),
        (_taken_over, ["evaluation.take_over"]),
    ],
)
def test_each_step_leaves_one_entry_and_no_words(
    sqlite_app: Flask, act: Callable[[Cast], None], wanted: list[str]
) -> None:
    cast, before = Cast(sqlite_app), last_id(sqlite_app)
    with sqlite_app.app_context():
        act(cast)
    usual = {"evaluation.begin", "evaluation.sign", "evaluation.receive", "evaluation.declare"}
    lines = lines_since(sqlite_app, before)
    assert [line.action for line in lines if line.action not in usual] == wanted
    assert not [line for line in lines if SECRET in str(line)]
    bound = [line for line in lines if line.action in {"evaluation.change", "evaluation.cosign"}]
    assert all({"sha256", "seal"} <= line.detail.keys() for line in bound)
