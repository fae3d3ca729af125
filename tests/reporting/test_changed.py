"""A result that was changed after an objection is reported anew, by the superior who changed it (V.B.8, p.119)."""

import pytest
from flask import Flask

from app.db import db
from app.domain.errors import DeniedError
from app.domain.handing_up import Stage, stage_of
from app.people import queries as people
from app.reporting import concern, handing_up, parts
from app.review import receiving, signing
from app.review.models import Evaluation
from tests.review.people import Cast
from tests.review.test_moved import changed, filed, heard


def _stage(number: int) -> Stage:
    row = db.session.get_one(Evaluation, number)
    return stage_of(row.state, reported=row.reported_at is not None, has_plan=True)


def test_a_changed_result_is_reported_anew_by_the_superior(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        signing.countersign(cast.employee, number, cast.digest(number), "")
        handing_up.report(cast.assessor, [number])
        filed(cast, number)
        heard(cast, number, "angsana")
        changed(cast, number, "angsana")
        receiving.record_refusal(cast.assessor, number, "Tidak bersedia menandatangani.")
        db.session.rollback()
        assert _stage(number) is Stage.FINISHED
        today, of = people.today(), (cast.year, 0)
        assert [row.id for row in parts.to_report(cast.superior, *of, today)[0]] == [number]
        assert parts.to_report(cast.assessor, *of, today)[0] == []
        assert concern.of(cast.assessor, {cast.year.id}, today) == []
        with pytest.raises(DeniedError):
            handing_up.report(cast.assessor, [number])
        assert handing_up.report(cast.superior, [number]) == 1
        db.session.rollback()
        assert _stage(number) is Stage.REPORTED
