"""Matrices as leaders write them and others read them."""

from tests.cascade.steps import ANC, BIRTH, DATA, TEAM_LEADER, add_column, add_people, give, new_matrix, row
from tests.conftest import HEAD, MIDWIFE, Who
from tests.page import Page, Visitor


def small_matrix(leader: Visitor) -> Page:
    """A matrix of one free column and one row."""
    return add_people(leader, add_column(leader, new_matrix(leader, "Tim kecil"), ANC), "Melur")


def test_all_people_of_the_unit_come_in_by_one_click_and_only_once(who: Who) -> None:
    head = who(HEAD)
    matrix = new_matrix(head, "Puskesmas")
    filled = head.submit(matrix, "/pegawai/unit")
    assert "Halaman 2 →" in filled.text
    first = [line["id"] for line in filled.soup.select("tr[id^=pegawai-]")]
    head.post(f"{matrix.path}/pegawai/unit", filled.fields("/keluar"))
    assert [line["id"] for line in head.get(matrix.path).soup.select("tr[id^=pegawai-]")] == first
    assert "Altair" in filled.soup.select("tr[id^=pegawai-]")[0].text  # leaders of teams stand first


def test_two_clicks_make_one_matrix(who: Who) -> None:
    head = who(HEAD)
    assert new_matrix(head, "Puskesmas").path == new_matrix(head, "Puskesmas").path


def test_whoever_leads_nobody_is_told_who_writes_a_matrix(who: Who) -> None:
    midwife = who(MIDWIFE)
    assert "Yang menyusun: kepala unit atau ketua tim" in midwife.get("/matriks/").text
    assert "Matriks disusun oleh kepala unit atau ketua tim" in midwife.get("/matriks/baru", 403).text


def test_somebody_of_another_unit_is_searched_for_by_name(who: Who) -> None:
    head = who(HEAD)
    matrix = add_people(head, add_column(head, new_matrix(head, "Puskesmas"), ANC), "Edelweis")
    assert "Bidang Kesehatan Masyarakat" in matrix.soup.select("tr[id^=pegawai-]")[0].text
    column = len(matrix.soup.select("#kolom ~ .wide")[0].select("tbody tr"))
    given = give(head, matrix, "Edelweis", *[""] * (column - 1), "Modul kelas ibu tersusun")
    assert given.path == matrix.path
    waiting = who("gaharu").get("/peran/persetujuan")
    assert "Modul kelas ibu tersusun" in waiting.text
    assert "Kepala Puskesmas" in who("edelweis").get("/peran/").text


def test_nobody_is_chosen_without_a_choice(who: Who) -> None:
    head = who(HEAD)
    page = head.get(f"{new_matrix(head, 'Puskesmas').path}/pegawai")
    assert "Pilih paling sedikit satu pegawai." in head.submit(page, "/pegawai", 422).text


def test_a_row_is_saved_while_it_is_typed(who: Who) -> None:
    leader = who("murai")
    matrix = small_matrix(leader)
    form = row(leader, matrix, "Melur")
    saved = leader.autosave(form, form.path, **{"cells-0-results": "Register lengkap", "seq": 1})
    assert saved.status_code == 200
    assert len(saved.data) <= 600
    assert "Register lengkap" in leader.get(matrix.path).text


def test_two_tabs_on_a_row_see_both_texts(who: Who) -> None:
    leader = who("murai")
    form = row(leader, small_matrix(leader), "Melur")
    other = leader.get(form.path)
    leader.submit(form, form.path, **{"cells-0-results": "Dari tab pertama"})
    compared = leader.submit(other, form.path, 409, **{"cells-0-results": "Dari tab kedua"})
    assert "Dari tab pertama" in compared.text
    assert compared.fields(form.path)["cells-0-results"] == "Dari tab kedua"


def test_rows_do_not_stand_in_each_others_way(who: Who) -> None:
    leader = who("murai")
    matrix = add_people(leader, small_matrix(leader), "Dahlia")
    one, two = row(leader, matrix, "Melur"), row(leader, matrix, "Dahlia")
    leader.submit(one, one.path, **{"cells-0-results": "Hasil Melur"})
    shown = leader.submit(two, two.path, **{"cells-0-results": "Hasil Dahlia"})
    assert "Hasil Melur" in shown.text
    assert "Hasil Dahlia" in shown.text


def test_too_many_results_in_a_cell_stay_on_the_page_with_a_sentence(who: Who) -> None:
    leader = who("murai")
    form = row(leader, small_matrix(leader), "Melur")
    nine = "\n".join(f"Hasil {number}" for number in range(9))
    refused = leader.submit(form, form.path, 422, **{"cells-0-results": nine})
    assert "paling banyak 8 hasil" in refused.text
    assert refused.fields(form.path)["cells-0-results"].split() == nine.split()


def test_a_column_and_a_row_with_roles_are_not_thrown_away(who: Who) -> None:
    leader = who("murai")
    matrix = give(leader, small_matrix(leader), "Melur", "Register lengkap")
    column = leader.get(str(matrix.soup.select("#kolom ~ .wide a")[0]["href"]))
    assert "Kosongkan perannya dahulu" in column.text
    token = matrix.fields("/keluar")
    assert "Kosongkan perannya dahulu" in leader.post(f"{column.path}/hapus", token, 422).text
    person = row(leader, matrix, "Melur")
    assert "Kosongkan perannya dahulu" in leader.post(f"{person.path}/hapus", token, 422).text

    empty = give(leader, matrix, "Melur", "")
    gone = leader.submit(row(leader, empty, "Melur"), "/hapus")
    assert "Melur" not in " ".join(line.text for line in gone.soup.select("tr[id^=pegawai-]"))


def test_columns_nobody_serves_are_named(who: Who) -> None:
    leader = who("murai")
    matrix = add_column(leader, small_matrix(leader), BIRTH)
    assert "Belum ada peran yang dibagi." in leader.get(matrix.path).text
    matrix = add_column(leader, matrix, DATA)
    assert "Belum ada pegawai yang berperan pada kolom 2, 3." in give(leader, matrix, "Melur", "Register lengkap").text


def test_shared_loads_are_added_up_as_advice(who: Who) -> None:
    leader = who("murai")
    matrix = add_column(leader, new_matrix(leader, "Tim vaksin"), "1.000 anak diimunisasi", "load")
    matrix = add_people(leader, matrix, "Melur", "Dahlia")
    give(leader, matrix, "Melur", "600 anak di desa timur diimunisasi")
    shown = give(leader, matrix, "Dahlia", "250 anak di desa barat diimunisasi")
    assert "Jumlah beban 850 anak dari 1.000 anak: kurang 150 anak." in shown.text


def test_members_and_colleagues_read_and_strangers_do_not(who: Who) -> None:
    leader, midwife, stranger = who("murai"), who(MIDWIFE), who("nipah")
    matrix = give(leader, small_matrix(leader), "Melur", "Register lengkap")
    seen = midwife.get(matrix.path)
    assert not seen.offers("Tambah kolom")
    detail = midwife.get(str(seen.soup.select("tr[id^=pegawai-] a")[0]["href"]))
    assert "Register lengkap" in detail.text
    assert "Tim kecil" in midwife.get("/matriks/").text
    midwife.post(f"{matrix.path}/kolom", seen.fields("/keluar"), 409)
    stranger.get(matrix.path, 404)
    assert "Tim kecil" not in stranger.get("/matriks/").text
    assert "Tim kecil" in who("kenari").get("/matriks/").text
    assert "Tim kecil" in who("elang").get("/matriks/").text


def test_a_matrix_is_printed_on_its_form(who: Who) -> None:
    leader = who(TEAM_LEADER)
    matrix = give(leader, add_people(leader, new_matrix(leader, "Tim UKP"), "Melur"), "Melur", "Register lengkap")
    for fmt, start in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        answer = leader.client.get(f"{matrix.path}/dokumen/A.1.5.{fmt}")
        assert answer.status_code == 200
        assert answer.data.startswith(start)
    leader.get(f"{matrix.path}/dokumen/A.1.5.doc", 404)
