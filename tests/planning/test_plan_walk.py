"""A midwife's plan from draft to set and on to a revision, as people do it without JavaScript."""

import pytest

from tests.conftest import HEAD, MIDWIFE, Who
from tests.planning.steps import edit_page, my_plan, set_plan, submitted_plan


def test_a_midwife_submits_and_her_head_sets_the_plan(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    submitted = submitted_plan(midwife)
    assert "Diajukan, menunggu penilai" in submitted.text

    seen = head.get(submitted.path)
    assert not seen.offers("Ubah hasil kerja")
    done = head.submit(seen, "/tetapkan")
    assert "Ditetapkan" in done.text
    assert not midwife.get(submitted.path).offers("Ubah hasil kerja")


def test_whoever_has_no_plan_begins_one_and_two_clicks_make_one(who: Who) -> None:
    dahlia = who("dahlia")
    first = dahlia.submit(dahlia.get("/perencanaan/"), "/baru")
    assert "Konsep" in first.text
    token = first.fields("/keluar")
    again = dahlia.post("/perencanaan/baru", token)
    assert again.path == first.path


def test_an_empty_plan_says_what_is_missing_and_is_not_handed_on(who: Who) -> None:
    dahlia = who("dahlia")
    plan = dahlia.submit(dahlia.get("/perencanaan/"), "/baru")
    assert "Tambahkan paling sedikit satu hasil kerja utama." in plan.text
    assert not plan.offers("Tandatangani dan ajukan")
    refused = dahlia.post(f"{plan.path}/ajukan", {**plan.fields("/keluar"), "seen": "x"}, 422)
    assert "paling sedikit satu hasil kerja utama" in refused.text


def test_a_plan_is_written_from_nothing(who: Who) -> None:
    dahlia = who("dahlia")
    plan = dahlia.submit(dahlia.get("/perencanaan/"), "/baru")
    form = dahlia.submit(plan, "/hasil", jenis="main")
    where = form.path
    form = dahlia.submit(form, where, action="add")
    leader = next(option["value"] for option in form.soup.select("select option") if "Layanan antenatal" in option.text)
    done = dahlia.submit(
        form,
        where,
        text="Register kohort lengkap dan tepat waktu",
        leader=leader,
        **{
            "indicators-0-aspects": ["quality", "time"],
            "indicators-0-text": "Register lengkap",
            "indicators-0-target": "paling sedikit 95 %",
            "indicators-1-aspects": ["quantity"],
            "indicators-1-text": "Jumlah register",
            "indicators-1-target": "12 register",
        },
    )
    assert "Kualitas, Waktu" in done.text
    assert "Mendukung: Layanan antenatal" in done.text
    assert "Diajukan" in dahlia.submit(done, "/ajukan").text


def test_the_head_returns_a_plan_with_remarks_at_the_items(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    path = submitted_plan(midwife).path
    page = head.get(f"{path}/kembalikan")
    assert "Tulis paling sedikit satu catatan" in head.submit(page, "/kembalikan", 422).text

    head.submit(page, "/kembalikan", **{"results-1": "Targetnya terlalu rendah.", "plan": "Hampir selesai."})
    returned = midwife.get(path)
    assert "Dikembalikan untuk diperbaiki" in returned.text
    card = returned.soup.select(".card[id^=hasil-]")[1]
    assert "Targetnya terlalu rendah." in card.get_text()
    assert "Hampir selesai." in returned.text
    assert "Targetnya terlalu rendah." in edit_page(midwife, returned, 2).text
    assert "Diajukan" in midwife.submit(returned, "/ajukan").text


def test_a_submitted_plan_can_be_taken_back(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = submitted_plan(midwife)
    assert "Konsep" in midwife.submit(plan, "/tarik").text
    head.post(f"{plan.path}/tetapkan", {**head.get("/").fields("/keluar"), "seen": "x"}, 409)


def test_nobody_signs_what_was_not_read(who: Who) -> None:
    midwife = who(MIDWIFE)
    read = my_plan(midwife)
    form = edit_page(midwife, read, 1)
    midwife.submit(form, form.path, text="Diubah di tab lain")
    refused = midwife.submit(read, "/ajukan", 422)
    assert "Isinya berubah sejak Anda membacanya" in refused.text
    assert "Diajukan" in midwife.submit(refused, "/ajukan").text


def test_a_revision_leaves_the_set_plan_in_force_until_it_is_set(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = set_plan(midwife, head)
    revision = midwife.submit(plan, "/revisi")
    assert "revisi ke-1" in revision.text
    assert "Ditetapkan" in midwife.get(plan.path).text
    assert midwife.submit(midwife.get(plan.path), "/revisi").path == revision.path

    form = edit_page(midwife, revision, 1)
    changed = midwife.submit(form, form.path, text="Rumusan baru")
    path = midwife.submit(changed, "/ajukan").path
    head.submit(head.get(path), "/tetapkan")
    assert "Digantikan oleh revisi" in midwife.get(plan.path).text
    assert "Rumusan baru" in midwife.get(path).text
    assert "Rumusan baru" not in midwife.get(plan.path).text


def test_the_assessor_writes_special_expectations_into_a_draft(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    path = my_plan(midwife).path
    page = head.get(f"{path}/perilaku")
    head.submit(page, "/perilaku", loyal="Menjadi contoh dalam pertemuan bulanan.")
    assert "Menjadi contoh dalam pertemuan bulanan." in midwife.get(path).text


@pytest.mark.parametrize("text", ["<b>tebal</b>", "{{ 7 * 7 }}", "baris satu\nbaris dua", "' OR 1=1 --", "𝛼 😀 é"])
def test_what_is_typed_is_shown_as_typed(who: Who, text: str) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    shown = midwife.submit(form, form.path, text=text)
    assert " ".join(text.split()) in shown.text
    assert edit_page(midwife, shown, 1).fields(form.path)["text"].replace("\r\n", "\n") == text


def test_a_text_that_is_too_long_stays_on_the_page_with_a_sentence(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    long = "x" * 2001
    refused = midwife.submit(form, form.path, 422, text=long)
    assert "paling banyak 2.000 karakter" in refused.text
    assert refused.fields(form.path)["text"] == long
    assert refused.soup.title is not None
    assert refused.soup.title.get_text().startswith("Kesalahan:")


def test_results_are_added_and_taken_out(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    form = midwife.submit(plan, "/hasil")
    back = midwife.get(plan.path)
    assert "5." in back.text
    number = form.path.rsplit("/", 1)[1]
    left = midwife.submit(back, f"/hasil/{number}/hapus")
    assert not left.offers("Ubah hasil kerja 5")


def test_the_head_of_an_office_writes_on_the_leaders_form_in_the_approach_agreed(who: Who) -> None:
    leader = who("sawo")
    plan = leader.submit(leader.get("/perencanaan/"), "/baru", pendekatan="kualitatif")
    assert "Formulir A.1.1, kualitatif" in plan.text
    plan = leader.submit(plan, "/pendekatan")
    assert "Formulir A.1.2, kuantitatif" in plan.text
    form = leader.submit(plan, "/hasil", jenis="main")
    assert form.soup.find("select", {"name": "indicators-0-perspective"})
    assert not form.soup.find("input", {"name": "indicators-0-aspects"})


def test_a_removed_result_can_be_brought_back_until_it_is_submitted(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    plan = my_plan(midwife)
    number = str(plan.soup.select(".card[id^=hasil-]")[1]["id"]).removeprefix("hasil-")
    text = plan.soup.select(".card[id^=hasil-] .pre")[0].get_text()
    without = midwife.submit(plan, f"/hasil/{number}/hapus")
    assert not without.offers("Ubah hasil kerja 4")
    midwife.get(f"{plan.path}/hasil/{number}", 404)
    back = midwife.submit(without, f"/hasil/{number}/kembalikan")
    assert back.offers("Ubah hasil kerja 4")
    assert text in back.text

    path = midwife.submit(midwife.submit(back, f"/hasil/{number}/hapus"), "/ajukan").path
    taken_back = midwife.submit(midwife.get(path), "/tarik")
    assert not taken_back.offers("Kembalikan “")
    assert not head.get(path).offers("Ubah hasil kerja 4")
