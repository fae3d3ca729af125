"""A draft taken along as a workbook: what comes back is shown first, and nothing is lost."""

import io

from openpyxl import Workbook, load_workbook

from tests.conftest import HEAD, MIDWIFE, Who
from tests.exchange.books import boxes, download, edited, free_row, my_book, put, send, take, without_keys
from tests.planning.steps import edit_page, my_plan, submitted_plan


def test_a_workbook_brought_back_unchanged_changes_nothing(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    preview = send(midwife, link, book)
    assert "Tidak ada yang berbeda" in preview.text
    assert not boxes(preview)


def test_an_edited_cell_is_shown_old_beside_new_and_taken_when_applied(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    before = my_plan(midwife).text
    preview = send(midwife, link, edited(book, lambda b: put(b["Hasil kerja"], 2, text="Ibu hamil terlayani penuh")))
    assert "Yang tersimpan" in preview.text
    assert "Ibu hamil terlayani penuh" in preview.text
    assert my_plan(midwife).text == before
    done = take(midwife, preview)
    assert done.path == my_plan(midwife).path
    assert "Ibu hamil terlayani penuh" in done.text


def test_new_rows_become_results_and_indicators(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)

    def fill(b: Workbook) -> None:
        sheet = b["Hasil kerja"]
        row = free_row(sheet)
        put(
            sheet,
            row,
            text="Posyandu berjalan",
            kind="Tambahan",
            aspects="waktu dan Kualitas",
            indicator="Posyandu buka",
        )
        put(sheet, row, target="12 kali")
        put(sheet, row + 1, aspects="Biaya", indicator="Biaya terserap", target="100 %")

    preview = send(midwife, link, edited(book, fill))
    assert list(boxes(preview).values()) == [True]
    done = take(midwife, preview)
    assert "Posyandu berjalan" in done.text
    assert "Kualitas, Waktu Posyandu buka 12 kali" in done.text
    assert "Biaya Biaya terserap 100 %" in done.text


def test_a_deleted_row_is_a_removal_only_when_ticked(who: Who) -> None:
    midwife = who(MIDWIFE)
    plan = my_plan(midwife)
    link, book = my_book(midwife)
    words = str(load_workbook(io.BytesIO(book))["Hasil kerja"].cell(2, 3).value)

    def drop(b: Workbook) -> None:
        sheet = b["Hasil kerja"]
        number = sheet.cell(2, 1).value
        while sheet.cell(2, 1).value == number:
            sheet.delete_rows(2)
        put(sheet, 2, text="Yang kedua diubah")

    preview = send(midwife, link, edited(book, drop))
    assert sorted(boxes(preview).values()) == [False, True]
    done = take(midwife, preview)
    assert words in done.text
    assert "Yang kedua diubah" in done.text

    preview = send(midwife, link, edited(book, drop))
    done = take(midwife, preview, *boxes(preview))
    assert "Yang Anda hapus (1)" in done.text
    assert midwife.get(plan.path).text.count(words[:40]) == 1  # among what can be brought back


def test_a_deleted_indicator_stays_until_its_removal_is_ticked(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    words = str(load_workbook(io.BytesIO(book))["Hasil kerja"].cell(3, 6).value)
    preview = send(midwife, link, edited(book, lambda b: b["Hasil kerja"].delete_rows(3)))
    assert list(boxes(preview).values()) == [False]
    assert words in preview.text
    assert words in take(midwife, preview, "tidak-ada").text
    preview = send(midwife, link, edited(book, lambda b: b["Hasil kerja"].delete_rows(3)))
    assert words not in take(midwife, preview, *boxes(preview)).text


def test_what_was_changed_on_the_page_meanwhile_is_shown_beside_the_workbook_and_stays(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    page = edit_page(midwife, my_plan(midwife), 1)
    midwife.submit(page, page.path, text="Dari halaman")
    mine = edited(book, lambda b: put(b["Hasil kerja"], 2, text="Dari Excel"))
    preview = send(midwife, link, mine)
    assert "Dari halaman" in preview.text
    assert "Dari Excel" in preview.text
    (name, ticked), *others = boxes(preview).items()
    assert (ticked, others) == (False, [])
    assert "Dari halaman" in take(midwife, preview, "tidak-ada").text
    preview = send(midwife, link, mine)
    assert "Dari Excel" in take(midwife, preview, name).text


def test_parts_nobody_touched_in_the_workbook_are_no_conflict(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    page = edit_page(midwife, my_plan(midwife), 1)
    midwife.submit(page, page.path, text="Dari halaman")
    preview = send(midwife, link, edited(book, lambda b: put(b["Hasil kerja"], 2, target="Target dari Excel")))
    assert list(boxes(preview).values()) == [False]
    done = take(midwife, preview, *boxes(preview))
    assert "Dari halaman" in done.text
    assert "Target dari Excel" in done.text


def test_a_plan_that_changes_while_the_preview_is_read_is_not_overwritten(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)
    preview = send(midwife, link, edited(book, lambda b: put(b["Hasil kerja"], 2, text="Dari Excel")))
    page = edit_page(midwife, my_plan(midwife), 1)
    midwife.submit(page, page.path, text="Dari halaman")
    refused = take(midwife, preview, status=409)
    assert "Belum ada yang diterapkan" in refused.text
    assert "Dari halaman" in my_plan(midwife).text


def test_a_second_click_adds_nothing_twice(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)

    def fill(b: Workbook) -> None:
        put(b["Hasil kerja"], free_row(b["Hasil kerja"]), text="Hanya sekali", kind="Utama")

    preview = send(midwife, link, edited(book, fill))
    take(midwife, preview)
    done = take(midwife, preview)
    assert done.text.count("Hanya sekali") == 1
    assert "sudah diterapkan" in midwife.get(preview.path).text


def test_without_hidden_columns_all_rows_are_offered_as_new_ones(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)

    def fill(b: Workbook) -> None:
        without_keys(b)
        put(b["Hasil kerja"], free_row(b["Hasil kerja"]), text="Benar-benar baru", kind="Utama")

    preview = send(midwife, link, edited(book, fill))
    assert "Kolom tersembunyi di lembar ini hilang" in preview.text
    ticked = [name for name, chosen in boxes(preview).items() if chosen]
    assert len(ticked) == 1
    done = take(midwife, preview)
    assert "Benar-benar baru" in done.text
    assert "Yang Anda hapus" not in done.text


def test_expectations_and_annex_come_back_too(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)

    def fill(b: Workbook) -> None:
        sheet = b["Perilaku"]
        row = next(r for r in range(2, 9) if sheet.cell(r, 1).value == "Adaptif")
        put(sheet, row, **{"Ekspektasi khusus pimpinan": "Mencoba cara baru\ntiap triwulan"})
        annex = b["Lampiran"]
        put(annex, annex.max_row, Bagian="Konsekuensi", Butir="Piagam bagi yang terbaik")

    preview = send(midwife, link, edited(book, fill))
    assert set(boxes(preview)) == {"perilaku:adaptive", "lampiran:consequences"}
    done = take(midwife, preview)
    assert "Mencoba cara baru tiap triwulan" in done.text
    assert "Piagam bagi yang terbaik" in done.text


def test_mistakes_are_told_by_place_and_in_the_workbook_given_back(who: Who) -> None:
    midwife = who(MIDWIFE)
    link, book = my_book(midwife)

    def fill(b: Workbook) -> None:
        sheet = b["Hasil kerja"]
        put(sheet, 2, kind="Penting", aspects="Kuantitas, Rasa")
        put(sheet, 3, target="x" * 1001)

    preview = send(midwife, link, edited(book, fill))
    assert "Lembar “Hasil kerja” baris 2, kolom D: “Penting” bukan jenis hasil kerja" in preview.text
    assert "baris 2, kolom E: “Rasa” bukan aspek" in preview.text
    assert "baris 3, kolom G: Terlalu panjang" in preview.text
    assert "Terapkan yang dicentang" not in preview.text
    refused = midwife.submit(preview, "/terapkan", 422, take=["hasil:x"])
    assert "belum ada yang diterapkan" in refused.text
    notes = load_workbook(io.BytesIO(download(midwife, f"{preview.path}/catatan.xlsx")))["Hasil kerja"]
    assert "Rasa" in str(notes.cell(2, notes.max_column).value)

    def mend(b: Workbook) -> None:
        put(b["Hasil kerja"], 2, kind="Utama", aspects="Kuantitas")
        put(b["Hasil kerja"], 3, target="pendek")

    mended = edited(download(midwife, f"{preview.path}/catatan.xlsx"), mend)
    assert "pendek" in take(midwife, send(midwife, link, mended)).text


def test_only_the_owner_and_only_a_draft(who: Who) -> None:
    midwife, head = who(MIDWIFE), who(HEAD)
    link, book = my_book(midwife)
    preview = send(midwife, link, book)
    head.get(link, 403)
    head.get(preview.path, 404)
    path = submitted_plan(midwife).path
    assert not [other for other in midwife.get(path).links() if other == link]
    midwife.get(link, 403)
    midwife.get(preview.path, 403)


def test_a_formula_stays_the_text_that_was_typed(who: Who) -> None:
    midwife = who(MIDWIFE)
    page = edit_page(midwife, my_plan(midwife), 1)
    midwife.submit(page, page.path, text='=HYPERLINK("http://contoh")')
    link, book = my_book(midwife)
    sheet = load_workbook(io.BytesIO(book))["Hasil kerja"]
    assert sheet.cell(2, 3).data_type == "s"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert "Tidak ada yang berbeda" in send(midwife, link, book).text
