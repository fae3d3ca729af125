"""A result changed after an objection lacks the assessor's signature until D.1.3 has it (p.118, block 9)."""

from flask import Flask
from sqlalchemy import select

from app.cycles import queries as cycles
from app.db import db
from app.domain.review import EvaluationState, words_of
from app.people import queries as people
from app.people.models import Unit
from app.reporting import handing_up, parts, report_rows
from app.review import deciding, listed, signing
from tests.conftest import HEAD, OFFICE_HEAD, SET_MIDWIFE, Who, person_id
from tests.page import Page
from tests.review.people import Cast
from tests.review.test_moved import changed, filed, heard

WAITS = "Ditandatangani pegawai, menunggu tanda tangan pejabat penilai (D.1.3)"


def signed_by_two(app: Flask) -> int:
    """The superior changed the result, the employee signed it, the assessor is silent."""
    cast = Cast(app)
    with app.app_context():
        number = filed(cast, cast.received())
        heard(cast, number, OFFICE_HEAD)
        changed(cast, number, OFFICE_HEAD)
        signing.countersign(cast.employee, number, cast.digest(number), "")
        return number


def cosigned(app: Flask, number: int) -> None:
    """The assessor signs, too."""
    cast = Cast(app)
    with app.app_context():
        deciding.cosign(cast.assessor, number, cast.digest(number))


def tag(page: Page) -> str:
    return " ".join(page.soup.select_one(".tag").text.split())  # type: ignore[union-attr]


def told_in_recap(app: Flask) -> list[str]:
    """The state of every result a recap of the whole agency tells."""
    with app.app_context():
        year = cycles.years()[-1]
        root = db.session.scalars(select(Unit).where(Unit.parent_id.is_(None))).one()
        unit = report_rows.Kept(root.id, root.name, root.path)
        values = report_rows.values_of(year, 0, people.today())
        rows = report_rows.members(unit, values, 0, 999, people.the_agency().zone)
        return [row.result.state for row in rows if row.result]


def test_a_state_says_that_the_assessor_has_not_signed_the_changed_result() -> None:
    assert words_of(EvaluationState.COUNTERSIGNED, awaits_assessor=True) == WAITS
    assert "menunggu tanda tangan pejabat penilai" in words_of(EvaluationState.REFUSED, awaits_assessor=True)
    for state in EvaluationState:
        assert words_of(state, awaits_assessor=False) == state.label


def test_everybody_sees_that_the_assessors_signature_is_still_missing(app: Flask, who: Who) -> None:
    number = signed_by_two(app)
    for key in (SET_MIDWIFE, HEAD, OFFICE_HEAD):
        assert tag(who(key).get(f"/penilaian/{number}")) == WAITS
    assert "Masih menunggu tanda tangan dr. Cempaka" in who(SET_MIDWIFE).get(f"/penilaian/{number}").text
    assert "Masih menunggu tanda tangan dr. Cempaka" in who(OFFICE_HEAD).get(f"/penilaian/{number}").text
    assert "Tandatangani sebagai pejabat penilai" in who(HEAD).get(f"/penilaian/{number}").text
    assert WAITS in who(SET_MIDWIFE).get("/penilaian/?periode=0").text
    assert WAITS in who(HEAD).get("/penilaian/?periode=0").text
    assert WAITS[1:] in who(OFFICE_HEAD).get("/pelaporan/?periode=0").text
    cosigned(app, number)
    assert tag(who(SET_MIDWIFE).get(f"/penilaian/{number}")) == "Selesai ditandatangani"
    assert WAITS not in who(HEAD).get("/penilaian/?periode=0").text
    assert WAITS[1:] not in who(OFFICE_HEAD).get("/pelaporan/?periode=0").text


def test_a_silent_assessor_does_not_hold_up_the_report_and_the_recap_says_what_is_missing(app: Flask) -> None:
    number, cast = signed_by_two(app), Cast(app)
    with app.app_context():
        assert [row.words for row in parts.to_report(cast.superior, cast.year, 0, people.today())[0]] == [WAITS]
        assert handing_up.report(cast.superior, [number]) == 1
    assert told_in_recap(app) == [WAITS]
    cosigned(app, number)
    assert told_in_recap(app) == ["Selesai ditandatangani"]


def test_what_no_objection_changed_waits_for_nobody(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        signing.countersign(cast.employee, number, cast.digest(number), "")
        row = listed.my_evaluation(cast.employee, cast.year.id)
        assert row is not None
        assert (row.employee_id, row.words) == (person_id(app, SET_MIDWIFE), "Selesai ditandatangani")
