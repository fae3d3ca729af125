"""The example of the regulation (Tables 8 and 9, p.179-182), entered through the pages and taken into a plan."""

from tests.cascade.steps import (
    ANC,
    ASKED,
    BIRTH,
    CHECKED,
    DATA,
    DELIVERED,
    LISTED,
    RECORDS,
    TEAM_LEADER,
    add_column,
    add_people,
    approve_all,
    give,
    new_matrix,
    team_matrix,
)
from tests.conftest import HEAD, MIDWIFE, Who
from tests.planning.steps import edit_page, my_plan


def test_the_head_gives_the_leader_of_the_team_three_results(who: Who) -> None:
    head = who(HEAD)
    matrix = new_matrix(head, "Puskesmas Muara Kejora")
    assert "Ibu hamil" in matrix.text  # her indicators are the columns already
    matrix = add_people(head, matrix, "Altair")
    shown = give(head, matrix, "Altair", f"• {ANC}\n• {BIRTH}\n• {DATA}")
    assert "Ketua tim, matriks tim belum disusun" in shown.text
    assert "Belum ada pegawai yang berperan pada kolom 2" in shown.text
    assert "Menunggu penilai" not in shown.text  # she assesses him herself

    team = new_matrix(who(TEAM_LEADER), "Tim Kerja UKP")
    assert "Tim kerja" in team.text
    assert head.get(shown.path).offers("Ketua tim: buka matriks tim")


def test_the_roles_of_the_team_become_results_in_the_midwifes_plan(who: Who) -> None:
    leader, head, midwife = who(TEAM_LEADER), who(HEAD), who(MIDWIFE)
    matrix = team_matrix(leader)
    assert "Setiap kolom sudah memiliki pegawai yang berperan." in matrix.text
    assert "Menunggu penilai" in matrix.text
    waiting = midwife.get("/peran/")
    assert waiting.text.count("Menunggu persetujuan penilai") == 4
    assert not waiting.offers("Ambil semua ke SKP saya")

    asked = head.get("/peran/persetujuan")
    assert CHECKED in asked.text
    assert "Dokter Ahli Muda" in asked.text
    assert "Tidak ada penugasan yang menunggu" in approve_all(head).text
    assert "Menunggu penilai" not in leader.get(matrix.path).text

    before = len(my_plan(midwife).soup.select(".card[id^=hasil-]"))
    given = midwife.get("/peran/")
    assert "4 peran belum ada di SKP Anda" in given.text
    done = midwife.submit(given, "/ambil")
    assert "Tidak ada peran baru." in done.text
    plan = my_plan(midwife)
    assert len(plan.soup.select(".card[id^=hasil-]")) == before + 4
    for text in (CHECKED, RECORDS, DELIVERED, LISTED):
        assert text in plan.text
    assert ANC in plan.text  # the words of the leader's column stand beside each

    midwife.post("/peran/ambil", done.fields("/keluar"))
    assert len(my_plan(midwife).soup.select(".card[id^=hasil-]")) == before + 4


def test_one_cell_may_hold_none_or_several_results(who: Who) -> None:
    leader = who(TEAM_LEADER)
    matrix = team_matrix(leader)
    cells = {
        line.select("th a")[0].get_text(): [cell.get_text(" ", strip=True) for cell in line.select("td")]
        for line in matrix.soup.select("tr[id^=pegawai-]")
    }
    midwife = next(row for name, row in cells.items() if "Melur" in name)
    driver = next(row for name, row in cells.items() if "Banteng" in name)
    assert midwife[0].count("•") == 2
    assert driver[0] == "tidak ada peran"
    assert driver[2] == "tidak ada peran"


def test_a_role_is_linked_to_the_leaders_result_once_the_plan_stands(who: Who) -> None:
    leader, head, clerk = who(TEAM_LEADER), who(HEAD), who("pinang")
    matrix = new_matrix(leader, "Tim Kerja UKP")
    first = matrix.soup.select("#kolom ~ .wide td a")[0].get_text()
    matrix = give(leader, add_people(leader, matrix, "Pinang"), "Pinang", ASKED)
    approve_all(head)
    assert "Mulai SKP Anda" in clerk.get("/peran/").text
    clerk.submit(clerk.get("/perencanaan/"), "/baru")
    clerk.submit(clerk.get("/peran/"), "/ambil")
    plan = my_plan(clerk)
    assert ASKED in plan.text
    assert f"Mendukung: {first}" in plan.text


def test_free_columns_are_linked_to_the_plan_later_by_one_click(who: Who) -> None:
    head = who(HEAD)
    matrix = new_matrix(head, "Puskesmas Muara Kejora")
    rows = len(matrix.soup.select("#kolom ~ .wide")[0].select("tbody tr"))
    first = head.get(str(matrix.soup.select("#kolom ~ .wide a")[0]["href"]))
    words = first.fields(first.path)["text"]
    free = head.submit(first, first.path, text=f"{words} sekali", source="")
    assert "Belum terhubung ke SKP." in free.text
    linked = head.submit(free, "/samakan")
    assert "Belum terhubung ke SKP." not in linked.text
    assert len(linked.soup.select("#kolom ~ .wide")[0].select("tbody tr")) == rows
    assert not linked.offers("dengan SKP saya")


def test_drafting_never_waits_for_a_plan(who: Who) -> None:
    leader = who("murai")
    matrix = new_matrix(leader, "Tim Perawatan")
    assert "Belum ada kolom." in matrix.text
    shown = add_column(leader, matrix, "Pasien rawat jalan terlayani tepat waktu", "service")
    assert "Tidak langsung: pendekatan layanan" in shown.text


def test_a_result_for_a_leader_of_another_unit_stays_linked_when_it_is_edited(who: Who) -> None:
    leader, chief, helper = who(TEAM_LEADER), who("biduri"), who("kapela")
    matrix = add_people(leader, new_matrix(leader, "Tim Kerja UKP"), "Kapela")
    give(leader, matrix, "Kapela", LISTED)
    approve_all(chief)
    helper.submit(helper.get("/perencanaan/"), "/baru")
    helper.submit(helper.get("/peran/"), "/ambil")
    form = edit_page(helper, my_plan(helper), 1)
    linked = form.fields(form.path)["leader"]
    assert linked not in {"", "lain"}
    saved = helper.submit(form, form.path, text=f"{LISTED} dinas")
    assert edit_page(helper, saved, 1).fields(form.path)["leader"] == linked
