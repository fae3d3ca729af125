"""A conversion whose predikat an objection changed since is named, mended by hand, and printed nowhere meanwhile."""

from flask import Flask

from app.db import db
from app.domain.rating import Rating
from app.people import queries as people
from app.reporting import handing_up
from app.review import deciding, objections, receiving, signing
from tests.conftest import SET_MIDWIFE, Who
from tests.development.test_credit import OFFICER, convert, url
from tests.reporting.steps import unit_id
from tests.review.people import Cast
from tests.review.test_moved import filed, heard

OLD, NEW = "masih memakai Baik", "diubah setelah keberatan"


def reported(app: Flask, cast: Cast) -> int:
    """Signed by both and reported by the assessor."""
    with app.app_context():
        number = cast.received()
        signing.countersign(cast.employee, number, cast.digest(number), "")
        handing_up.report(cast.assessor, [number])
        db.session.remove()
    return number


def objected(app: Flask, cast: Cast, number: int) -> None:
    """The superior finds the results above what was expected."""
    with app.app_context():
        filed(cast, number)
        heard(cast, number, "angsana")
        claim = (cast.objection(cast.superior, number).version, "", 0)
        told = {"decision": "Bukti sah.", "recommendation": "Ikuti pelatihan."}
        deciding.write_decision(cast.superior, number, claim, results=Rating.ABOVE, behaviour=Rating.ABOVE, **told)
        view = cast.objection(cast.superior, number)
        deciding.change(cast.superior, number, objections.fingerprint_of_change(cast.superior, view, people.today()))
        db.session.remove()


def test_a_predikat_changed_after_its_conversion_is_named_and_mended_by_hand(app: Flask, who: Who) -> None:
    cast, officer, midwife = Cast(app), who(OFFICER), who(SET_MIDWIFE)
    number = reported(app, cast)
    page = convert(officer, officer.get(url(app)), grade="first")
    paper = f"{url(app)}/konversi.pdf"
    assert NEW not in page.text
    assert officer.client.get(paper).status_code == 200

    objected(app, cast, number)
    page = officer.get(url(app))
    assert OLD in page.text
    assert "Batalkan konversi itu, lalu konversi lagi" in page.text
    assert not page.offers("Unduh PDF")
    listed = officer.get(f"/angka-kredit/unit/{unit_id(app, 'Puskesmas Muara')}")
    assert "1 memakai predikat lama" in listed.text
    mine = midwife.get("/angka-kredit/saya")
    assert OLD in mine.text
    assert not any("konversi.pdf" in link for link in mine.links())
    for reader in (officer, midwife):
        assert "sudah diubah setelah keberatan" in reader.get(paper, 403).text

    with app.app_context():
        receiving.record_refusal(cast.assessor, number, "Tidak bersedia menandatangani.")
        handing_up.report(cast.superior, [number])
        db.session.remove()
    page = officer.get(url(app))
    action = next(str(f["action"]) for f in page.soup.select("form[method=post]") if "/batal" in str(f["action"]))
    left = officer.submit(page, action)
    assert NEW not in left.text
    done = convert(officer, left, grade="first")
    assert NEW not in done.text
    assert officer.client.get(paper).status_code == 200
    assert "predikat lama" not in officer.get(f"/angka-kredit/unit/{unit_id(app, 'Puskesmas Muara')}").text
