"""Manuals and strategies of a leader's indicators: the owner writes, everybody who reads the plan reads them."""

from tests.conftest import HEAD, MIDWIFE, OFFICE_HEAD, Who
from tests.planning.steps import my_plan


def test_the_owner_fills_in_a_manual_after_the_plan_was_set_and_the_assessor_reads_it(who: Who) -> None:
    head, above = who(HEAD), who(OFFICE_HEAD)
    plan = my_plan(head)
    listed = head.get(f"{plan.path}/manual")
    form = head.get(next(link for link in listed.links() if "/manual/" in link))
    typed = {"purpose": "Mengetahui mutu layanan antenatal.", "level": "outcome", "reporting": "quarterly"}
    back = head.submit(form, form.path, **typed)
    assert back.offers("Ubah manual")
    read = above.get(form.path)
    assert "Mengetahui mutu layanan antenatal." in read.text
    assert "Triwulanan" in read.text
    assert not read.offers("Simpan dan kembali")


def test_two_tabs_on_one_strategy_see_both_texts(who: Who) -> None:
    head = who(HEAD)
    listed = head.get(f"{my_plan(head).path}/manual")
    link = next(link for link in listed.links() if "/strategi/" in link)
    one, two = head.get(link), head.get(link)
    head.submit(one, link, title="Bidan desa aktif kembali")
    refused = head.submit(two, link, 409, title="Aplikasi kohort dipakai penuh")
    assert "Bidan desa aktif kembali" in refused.text
    assert refused.fields(link)["title"] == "Aplikasi kohort dipakai penuh"


def test_manuals_are_for_leaders_plans_alone(who: Who) -> None:
    midwife = who(MIDWIFE)
    midwife.get(f"{my_plan(midwife).path}/manual", 404)


def test_a_revision_keeps_the_manuals_of_its_indicators(who: Who) -> None:
    head = who(HEAD)
    plan = my_plan(head)
    form = head.get(next(link for link in head.get(f"{plan.path}/manual").links() if "/manual/" in link))
    head.submit(form, form.path, purpose="Mengetahui mutu layanan antenatal.")
    revision = head.submit(plan, "/revisi")
    assert head.get(f"{revision.path}/manual").offers("Ubah manual")
