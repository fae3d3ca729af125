"""Roles and assignments on their way into a plan: agreed to, refused, taken, reworded."""

import io
import zipfile

import pytest

from tests.cascade.steps import ANC, TEAM_LEADER, add_column, add_people, approve_all, give, new_matrix, row
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who
from tests.page import Page, Visitor
from tests.planning.steps import my_plan, submitted_plan

RESULT = "Register kohort ibu lengkap setiap bulan"


def role_for(leader: Visitor, name: str, text: str = RESULT) -> Page:
    """A matrix in which somebody has one role."""
    matrix = add_people(leader, add_column(leader, new_matrix(leader, "Tim kecil"), ANC), name)
    columns = len(matrix.soup.select("#kolom ~ .wide")[0].select("tbody tr"))
    return give(leader, matrix, name, *[""] * (columns - 1), text)


def results(visitor: Visitor) -> str:
    """The words of one's own plan."""
    return my_plan(visitor).text


def test_an_assessor_refuses_with_a_reason_that_both_sides_read(who: Who) -> None:
    leader, head, midwife = who("murai"), who(HEAD), who(MIDWIFE)
    matrix = role_for(leader, "Melur")
    asked = head.get("/peran/persetujuan")
    form = head.get(next(str(a["href"]) for a in asked.soup.find_all("a") if "Tidak setuju" in a.get_text()))
    where = form.path
    assert "Tulis alasannya" in head.submit(form, where, 422).text
    done = head.submit(form, where, reason="Beban kerjanya sudah penuh.")
    assert "Tidak ada penugasan yang menunggu" in done.text

    given = midwife.get("/peran/")
    midwife.post("/peran/ambil", given.fields("/keluar"))
    assert RESULT not in results(midwife)
    assert "Tidak disetujui penilai" in given.text
    assert "Beban kerjanya sudah penuh." in given.text
    assert not given.offers("Ambil ke SKP saya")
    assert "Tidak disetujui" in leader.get(matrix.path).text
    assert "Beban kerjanya sudah penuh." in row(leader, matrix, "Melur").text


def test_what_waits_says_who_decides(who: Who) -> None:
    leader, midwife = who("murai"), who(MIDWIFE)
    matrix = role_for(leader, "Melur")
    assert "Yang memutuskan: dr. Cempaka" in row(leader, matrix, "Melur").text
    assert "Yang memutuskan: dr. Cempaka" in midwife.get("/peran/").text


def test_other_words_after_a_refusal_are_asked_anew(who: Who) -> None:
    leader, head = who("murai"), who(HEAD)
    matrix = role_for(leader, "Melur")
    asked = head.get("/peran/persetujuan")
    form = head.get(next(str(a["href"]) for a in asked.soup.find_all("a") if "Tidak setuju" in a.get_text()))
    head.submit(form, form.path, reason="Terlalu banyak.")
    give(leader, matrix, "Melur", f"{RESULT} ganjil")
    assert f"{RESULT} ganjil" in head.get("/peran/persetujuan").text


def test_nobody_agrees_to_words_that_were_not_read(who: Who) -> None:
    leader, head = who("murai"), who(HEAD)
    matrix = role_for(leader, "Melur")
    read = head.get("/peran/persetujuan")
    give(leader, matrix, "Melur", f"{RESULT} dan dua laporan tambahan")
    head.submit(read, "/persetujuan", 409)
    assert "dan dua laporan tambahan" in head.get("/peran/persetujuan").text


def test_only_the_own_assessor_agrees(who: Who) -> None:
    leader, head, other = who("murai"), who(HEAD), who("angsana")
    role_for(leader, "Melur")
    asked = head.get("/peran/persetujuan")
    names = [str(item["value"]) for item in asked.soup.select("input[name=semua]")]
    assert "Tidak ada penugasan" in other.get("/peran/persetujuan").text
    other.post("/peran/persetujuan", {**other.get("/").fields("/keluar"), "semua": names}, 404)


def test_one_role_is_taken_by_its_own_button_and_comes_back_after_removal(who: Who) -> None:
    head, midwife = who(HEAD), who(MIDWIFE)
    role_for(head, "Melur")
    given = midwife.get("/peran/")
    name = str(given.soup.select("input[name=satu]")[0]["value"])
    body = {**given.fields("/keluar"), "satu": name}
    assert "Sudah ada di SKP" in midwife.post("/peran/ambil", body).text
    plan = my_plan(midwife)
    card = next(card for card in plan.soup.select(".card[id^=hasil-]") if RESULT in card.text)
    midwife.submit(plan, f"/hasil/{str(card['id']).removeprefix('hasil-')}/hapus")
    assert "Belum ada di SKP" in midwife.get("/peran/").text
    midwife.post("/peran/ambil", body)
    assert my_plan(midwife).text.count(f". {RESULT}") == 1


def test_words_that_change_later_are_shown_beside_the_old_ones_and_taken_over(who: Who) -> None:
    head, midwife = who(HEAD), who(MIDWIFE)
    matrix = role_for(head, "Melur")
    midwife.submit(midwife.get("/peran/"), "/ambil")
    columns = len(matrix.soup.select("#kolom ~ .wide")[0].select("tbody tr"))
    give(head, matrix, "Melur", *[""] * (columns - 1), "Register kohort ibu dan bayi lengkap setiap bulan")
    given = midwife.get("/peran/")
    assert "Di SKP Anda tertulis: Register kohort ibu lengkap setiap bulan" in given.text
    done = midwife.submit(given, "/samakan")
    assert "Kata-katanya berbeda" not in done.text
    assert "Register kohort ibu dan bayi lengkap" in results(midwife)


def test_taking_again_leaves_ones_own_words_alone(who: Who) -> None:
    head, midwife = who(HEAD), who(MIDWIFE)
    role_for(head, "Melur")
    midwife.submit(midwife.get("/peran/"), "/ambil")
    plan = my_plan(midwife)
    card = next(card for card in plan.soup.select(".card[id^=hasil-]") if RESULT in card.text)
    form = midwife.get(f"{plan.path}/hasil/{str(card['id']).removeprefix('hasil-')}")
    midwife.submit(form, form.path, text="Register kohort ibu menurut desa")
    midwife.post("/peran/ambil", form.fields("/keluar"))
    assert "Register kohort ibu menurut desa" in results(midwife)


def test_a_set_plan_is_revised_first(who: Who) -> None:
    head, midwife = who(HEAD), who(SET_MIDWIFE)
    role_for(head, "Kenanga")
    given = midwife.get("/peran/")
    assert "SKP Anda sudah ditetapkan" in given.text
    assert not given.offers("Ambil semua")
    refused = midwife.post("/peran/ambil", given.fields("/keluar"), 422)
    assert "Buat revisi dahulu" in refused.text
    revision = midwife.submit(given, "/revisi")
    midwife.submit(midwife.get("/peran/"), "/ambil")
    assert RESULT in midwife.get(revision.path).text


def test_a_submitted_plan_is_taken_back_first(who: Who) -> None:
    head, midwife = who(HEAD), who(MIDWIFE)
    role_for(head, "Melur")
    submitted_plan(midwife)
    given = midwife.get("/peran/")
    assert "sedang dibaca penilai" in given.text
    assert "Tarik kembali dahulu" in midwife.post("/peran/ambil", given.fields("/keluar"), 422).text


def test_a_leader_of_another_unit_proposes_and_the_assessor_agrees(who: Who) -> None:
    leader, head, midwife = who("edelweis"), who(HEAD), who(MIDWIFE)
    page = leader.get("/peran/penugasan/baru")
    found = leader.submit(page, "/baru", cari="Melur", action="search", text=RESULT)
    choice = found.soup.select_one("input[name=employee]")
    assert choice is not None
    sent = leader.submit(found, "/baru", action="send", employee=choice["value"], reason="Kelas ibu hamil.")
    assert "Menunggu persetujuan penilai" in sent.text
    assert "Menunggu persetujuan penilai" in midwife.get("/peran/").text
    asked = head.get("/peran/persetujuan")
    assert "Alasan: Kelas ibu hamil." in asked.text
    approve_all(head)
    assert "Disetujui penilai" in leader.get("/peran/penugasan").text
    midwife.submit(midwife.get("/peran/"), "/ambil")
    assert RESULT in results(midwife)
    assert "Sudah menjadi hasil kerja di SKP" in leader.get("/peran/penugasan").text


def test_a_proposal_without_somebody_or_words_stays_on_the_page(who: Who) -> None:
    leader = who(TEAM_LEADER)
    page = leader.get("/peran/penugasan/baru")
    refused = leader.submit(page, "/baru", 422, action="send", reason="Sebuah alasan")
    assert "Pilih pegawai yang ditugaskan." in refused.text
    assert "Tulis hasil kerja yang diharapkan." in refused.text
    assert refused.fields("/baru")["reason"] == "Sebuah alasan"


def test_an_employee_applies_also_to_a_leader_outside_and_may_withdraw(who: Who) -> None:
    head, midwife = who(HEAD), who(MIDWIFE)
    page = midwife.get("/peran/ajukan")
    assert "Pilih pimpinan di instansi ini" in midwife.submit(page, "/ajukan", 422, action="send", text=RESULT).text
    outside = "Ketua Ikatan Bidan Kabupaten"
    sent = midwife.submit(page, "/ajukan", action="send", text=RESULT, leader_words=outside)
    assert outside in sent.text
    assert "Pengajuan Anda sendiri" in sent.text
    assert f"Diajukan sendiri, untuk {outside}" in head.get("/peran/persetujuan").text
    midwife.submit(sent, "/tarik")
    assert "Tidak ada penugasan" in head.get("/peran/persetujuan").text
    assert outside not in midwife.get("/peran/").text


def test_what_is_in_the_plan_is_not_withdrawn(who: Who) -> None:
    head, midwife = who(HEAD), who(MIDWIFE)
    sent = midwife.submit(
        midwife.get("/peran/ajukan"), "/ajukan", action="send", text=RESULT, leader_words="Ketua Ikatan Bidan"
    )
    where = str(sent.form("/tarik")["action"])
    approve_all(head)
    midwife.submit(midwife.get("/peran/"), "/ambil")
    assert "tidak dapat ditarik" in midwife.post(where, sent.fields("/keluar"), 422).text


def test_a_copy_of_ones_own_data_holds_what_was_given_and_refused(who: Who) -> None:
    leader, midwife = who("murai"), who(MIDWIFE)
    role_for(leader, "Melur")
    answer = midwife.client.post("/data-saya/unduh", data=midwife.get("/data-saya").fields("/unduh"))
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        copy = archive.read("data-saya.json").decode()
    assert RESULT in copy
    assert "Menunggu persetujuan penilai" in copy


def test_new_words_are_taken_over_only_once_the_assessor_agreed_to_them(who: Who) -> None:
    leader, midwife, head = who(TEAM_LEADER), who(MIDWIFE), who(HEAD)
    matrix = role_for(leader, "Melur")
    approve_all(head)
    midwife.submit(midwife.get("/peran/"), "/ambil")
    columns = len(matrix.soup.select("#kolom ~ .wide")[0].select("tbody tr"))
    give(leader, matrix, "Melur", *[""] * (columns - 1), f"{RESULT}, menurut desa")
    waiting = midwife.get("/peran/")
    assert "Menunggu persetujuan penilai" in waiting.text
    assert not waiting.offers("Pakai kata-kata baru")
    approve_all(head)
    midwife.submit(midwife.get("/peran/"), "/samakan")
    assert "menurut desa" in results(midwife)


@pytest.mark.parametrize("number", ["\u00b2", "9" * 30, "-1", "x"])
def test_a_number_that_is_none_is_nobodys_role_and_no_unit(who: Who, number: str) -> None:
    midwife, officer = who(MIDWIFE), who("kenari")
    fields = midwife.get("/peran/").fields("/keluar")
    for path in ("/peran/ambil", "/peran/samakan", "/peran/persetujuan"):
        midwife.post(path, {**fields, "satu": f"role-{number}"}, 404)
    for path in ("/pohon/", "/dokumen-unit/"):
        answer = officer.client.get(path, query_string={"unit": number})
        assert answer.status_code in {200, 404}
