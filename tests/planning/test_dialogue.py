"""The dialogue on a plan: remarks and answers at an item, what was settled, what changed, who decides."""

import pytest

from tests.conftest import HEAD, MIDWIFE, NUTRITIONIST, SET_MIDWIFE, Who
from tests.page import Page, Visitor
from tests.planning.steps import edit_page, my_plan, set_plan

HELD_UP = "Target kedua bergantung pada pelatihan bulan Mei."


def say(visitor: Visitor, plan: Page, words: str, about: str = "plan") -> Page:
    """Say something about a part of a plan."""
    return visitor.submit(visitor.get(f"{plan.path}/dialog"), f"{plan.path}/dialog", text=words, item=about)


def test_what_one_says_the_other_reads_at_the_item_and_answers(who: Who) -> None:
    midwife, head = who(SET_MIDWIFE), who(HEAD)
    plan = my_plan(midwife)
    item = midwife.get(f"{plan.path}/dialog").soup.select("#item option")[0]["value"]
    say(midwife, plan, HELD_UP, str(item))
    seen = head.get(plan.path)
    assert f"Catatan pegawai: {HELD_UP}" in seen.text
    talked = say(head, plan, "Baik, kita bicarakan lagi bulan Juni.", str(item))
    assert talked.text.index(HELD_UP) < talked.text.index("bulan Juni")

    settled = head.submit(talked, "/dialog/sepakat")
    assert settled.text.count("sudah disepakati") == 2, "it stays in the dialogue"
    assert HELD_UP not in midwife.get(plan.path).text, "and no longer stands in the way"


def test_an_empty_remark_is_asked_for_again(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    page = midwife.submit(midwife.get(f"{plan.path}/dialog"), f"{plan.path}/dialog", 422, text="  ")
    assert "Tulis dahulu catatannya." in page.text


def test_others_read_the_dialogue_of_a_submitted_plan_and_write_nothing(who: Who) -> None:
    officer = who("kenari")
    path = f"{my_plan(who(NUTRITIONIST)).path}/dialog"
    page = officer.get(path)
    assert not page.offers("Kirim catatan")
    officer.post(path, {**page.fields("/keluar"), "item": "plan", "text": "Saya petugas."}, 409)
    who("nipah").get(path, 404)


def test_what_was_said_of_one_edition_is_still_read_on_the_next(who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    plan = my_plan(midwife)
    say(midwife, plan, HELD_UP)
    revision = midwife.submit(plan, "/revisi")
    assert HELD_UP in revision.text


def test_remarks_of_a_return_stay_until_they_are_settled(who: Who) -> None:
    midwife, head = who(NUTRITIONIST), who(HEAD)
    plan = my_plan(midwife)
    page = head.get(f"{plan.path}/kembalikan")
    head.submit(page, "/kembalikan", plan="Perjelas sumber datanya.")
    assert "Perjelas sumber datanya." in midwife.get(plan.path).text
    again = midwife.submit(midwife.get(plan.path), "/ajukan")
    assert "Perjelas sumber datanya." in head.get(again.path).text, "the head sees what was asked for"


def test_two_versions_are_compared_field_by_field(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = set_plan(midwife, head)
    assert "Baru ada satu versi" in midwife.get(f"{plan.path}/perubahan").text
    before = edit_words(midwife, plan)
    changed = midwife.get(f"{before.path}/perubahan")
    row = next(tr for tr in changed.soup.select("tbody tr") if "rencana hasil kerja" in tr.text)
    old, new = (td.get_text(strip=True) for td in row.select("td"))
    assert (new, old != new) == ("Ibu hamil di tiga desa terlayani lengkap", True)
    assert "Hasil kerja 1: rencana hasil kerja" in row.text
    assert len(changed.soup.select("tbody tr")) == 1, "nothing else changed"
    head.get(f"{before.path}/perubahan")


def edit_words(midwife: Visitor, plan: Page) -> Page:
    """A revision in which one text is another."""
    revision = midwife.submit(plan, "/revisi")
    form = edit_page(midwife, revision, 1)
    return midwife.submit(form, form.path, text="Ibu hamil di tiga desa terlayani lengkap", action="save")


def test_the_assessor_decides_what_is_utama_and_the_employee_signs_again(who: Who) -> None:
    midwife, head = who(NUTRITIONIST), who(HEAD)
    plan = my_plan(midwife)
    page = head.get(f"{plan.path}/jenis")
    kinds = [field["value"] for field in page.soup.select("input[checked]")]
    assert kinds.count("main") >= 2
    done = head.submit(page, "/jenis", **{"kinds-0": "additional"})
    assert "Dikembalikan untuk diperbaiki" in done.text
    back = midwife.get(plan.path)
    assert "Jenis ditetapkan penilai: tambahan." in back.text
    assert back.offers("Tandatangani dan ajukan")


def test_a_draft_stays_a_draft_when_the_assessor_sorts_it(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = my_plan(midwife)
    done = head.submit(head.get(f"{plan.path}/jenis"), "/jenis", **{"kinds-0": "additional"})
    assert "Konsep" in done.text


@pytest.mark.parametrize("kind", ["main", "additional"])
def test_nothing_changed_or_no_utama_left_is_refused(who: Who, kind: str) -> None:
    head = who(HEAD)
    page = head.get(f"{my_plan(who(MIDWIFE)).path}/jenis")
    names = [name for name in page.fields("/jenis") if name.startswith("kinds-")]
    changes = dict.fromkeys(names, kind) if kind == "additional" else {}
    refused = head.submit(page, "/jenis", 422, **changes)
    assert ("tetap utama" if kind == "additional" else "Tidak ada jenis yang diubah") in refused.text


def test_an_assessor_sees_all_plans_side_by_side(who: Who) -> None:
    head = who(HEAD)
    page = head.get("/perencanaan/tim")
    assert "Belum membuat rencana." in page.text
    link = next(link for link in page.links() if "status=submitted" in link)
    waiting = head.get(link)
    assert len(waiting.soup.select("main section")) < len(page.soup.select("main section"))
    assert waiting.offers("Baca dan tetapkan")
    assert not page.offers("Halaman 2") or head.get("/perencanaan/tim?halaman=2").soup.select("main section")


def test_what_was_written_by_hand_is_tied_to_the_leaders_plan_later_and_prints_as_it_was(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    form = edit_page(midwife, my_plan(midwife), 1)
    midwife.submit(form, form.path, leader="lain", leader_text="Layanan ibu hamil membaik", action="save")
    plan = set_plan(midwife, head)
    page = midwife.get(f"{plan.path}/hubungkan")
    refused = midwife.submit(page, "/hubungkan", 422)
    assert "Belum ada yang dipilih." in refused.text
    choice = next(str(option["value"]) for option in page.soup.select("select option") if option["value"])
    tied = midwife.submit(page, "/hubungkan", **{"links-0": choice})
    assert "Mendukung: Layanan ibu hamil membaik" in tied.text, "what was signed is what is shown"
    assert not tied.offers("Hubungkan dengan pimpinan")
    assert "Ditetapkan" in tied.text


def test_a_revision_that_was_taken_back_is_its_owners_again(who: Who) -> None:
    midwife, officer = who(SET_MIDWIFE), who("kenari")
    plan = my_plan(midwife)
    revision = edit_words(midwife, plan)
    submitted = midwife.submit(revision, "/ajukan")
    assert "Ibu hamil di tiga desa" in officer.get(f"{plan.path}/perubahan").text
    midwife.submit(submitted, "/tarik")
    assert "Ibu hamil di tiga desa" not in officer.get(f"{plan.path}/perubahan").text
    assert "Ibu hamil di tiga desa" in who(HEAD).get(f"{plan.path}/perubahan").text
