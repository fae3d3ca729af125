"""Saving while typing: nothing typed is lost and nothing is silently overwritten."""

from tests.conftest import HEAD, MIDWIFE, Who
from tests.planning.steps import edit_page, my_plan, submitted_plan


def test_typing_is_saved_and_says_when(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    form = edit_page(midwife, plan, 1)
    answer = midwife.autosave(form, form.path, text="Disimpan sambil mengetik", seq=1)
    assert answer.status_code == 200
    assert "Tersimpan" in answer.text
    assert len(answer.data) <= 600
    assert "Disimpan sambil mengetik" in midwife.get(plan.path).text


def test_a_second_tab_sees_both_texts_and_overwrites_nothing(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    first, second = edit_page(midwife, plan, 1), edit_page(midwife, plan, 1)
    midwife.submit(first, first.path, text="Dari tab pertama")

    answer = midwife.autosave(second, second.path, text="Dari tab kedua", seq=1)
    assert answer.status_code == 409
    assert "Bandingkan" in answer.text

    compared = midwife.submit(second, second.path, 409, text="Dari tab kedua")
    assert "Dari tab pertama" in compared.text
    assert compared.fields(second.path)["text"] == "Dari tab kedua"
    assert "Dari tab pertama" in midwife.get(plan.path).text

    midwife.submit(compared, second.path, text="Gabungan keduanya")
    assert "Gabungan keduanya" in midwife.get(plan.path).text


def test_a_form_whose_answer_was_lost_saves_again_without_a_conflict(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    assert midwife.autosave(form, form.path, text="Satu", seq=1).status_code == 200
    assert midwife.autosave(form, form.path, text="Dua", seq=2).status_code == 200
    assert "Dua" in my_plan(midwife).text


def test_an_older_send_that_arrives_late_changes_nothing(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    midwife.autosave(form, form.path, text="Yang baru", seq=5)
    assert midwife.autosave(form, form.path, text="Yang lama", seq=4).status_code == 200
    assert "Yang baru" in my_plan(midwife).text


def test_sections_do_not_stand_in_each_others_way(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    one, two = edit_page(midwife, plan, 1), edit_page(midwife, plan, 2)
    annex = midwife.get(f"{plan.path}/lampiran")
    midwife.submit(one, one.path, text="Bagian satu")
    midwife.submit(two, two.path, text="Bagian dua")
    midwife.submit(annex, "/lampiran", resources="Kendaraan\n\n  Pelatihan  ")
    shown = midwife.get(plan.path)
    assert "Bagian satu" in shown.text
    assert "Bagian dua" in shown.text
    assert [li.get_text() for li in shown.soup.select("#lampiran + .card ol")[0].select("li")] == [
        "Kendaraan",
        "Pelatihan",
    ]


def test_two_people_on_the_expectations_see_each_other(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    path = my_plan(midwife).path
    hers, his = midwife.get(f"{path}/perilaku"), head.get(f"{path}/perilaku")
    midwife.submit(hers, "/perilaku", adaptive="Dari bidan")
    refused = head.submit(his, "/perilaku", 409, adaptive="Dari kepala")
    assert "Dari bidan" in refused.text
    assert refused.fields("/perilaku")["adaptive"] == "Dari kepala"


def test_adding_and_removing_an_indicator_keeps_what_was_typed(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    count = sum(name.endswith("-key") for name in form.fields(form.path))
    more = midwife.submit(form, form.path, action="add", **{"indicators-0-text": "Belum disimpan"})
    fields = more.fields(form.path)
    assert sum(name.endswith("-key") for name in fields) == count + 1
    assert fields["indicators-0-text"] == "Belum disimpan"
    fewer = midwife.submit(more, form.path, action=f"remove-{fields['indicators-1-key']}")
    assert fewer.fields(form.path)["indicators-1-key"] == fields["indicators-2-key"]


def test_htmx_gets_the_list_of_indicators_alone(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    answer = midwife.autosave(form, form.path, action="add", seq=1)
    assert answer.text.lstrip().startswith('<div id="indikator"')
    assert "Indikator 4" in answer.text


def test_saving_into_a_plan_that_was_handed_on_says_so(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    submitted_plan(midwife)
    refused = midwife.submit(form, form.path, 409, text="Terlambat")
    assert "tidak dapat diubah" in refused.text


def test_a_leader_result_that_is_not_offered_cannot_be_chosen(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    refused = midwife.submit(form, form.path, 422, leader="1")
    assert "Pilihan ini tidak ada di daftar" in refused.text


def test_a_count_of_sends_that_no_page_makes_is_no_error(who: Who) -> None:
    midwife = who(MIDWIFE)
    form = edit_page(midwife, my_plan(midwife), 1)
    for seq in ("9" * 40, "-" + "9" * 40):
        fresh = midwife.get(form.path)
        midwife.submit(fresh, fresh.path, seq=seq, action="save")
