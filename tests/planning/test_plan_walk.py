"""A midwife's plan from draft to set, as people do it without JavaScript."""

from tests.conftest import HEAD, MIDWIFE, Who
from tests.page import Page, Visitor


def open_plan(visitor: Visitor) -> Page:
    page = visitor.get("/perencanaan/")
    return visitor.get(next(link for link in page.links() if link.removeprefix("/perencanaan/").isdigit()))


def test_a_midwife_submits_and_her_head_sets_the_plan(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = open_plan(midwife)
    assert "Konsep" in plan.text

    submitted = midwife.submit(plan, "/ajukan")
    assert "Diajukan, menunggu penilai" in submitted.text

    seen = head.get(plan.path)
    assert not seen.offers("Ubah hasil kerja")
    done = head.submit(seen, "/tetapkan")
    assert "Ditetapkan" in done.text
    assert not midwife.get(plan.path).offers("Ubah hasil kerja")
