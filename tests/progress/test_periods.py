"""Each month or quarter has its own page beside the year, and a signed one stays as it was."""

import pytest
import time_machine
from flask import Flask

from tests.conftest import HALF_MIDWIFE, HEAD, SET_MIDWIFE, Who, log_in
from tests.progress.steps import first_form, my_progress, sign_off


def root_of(path: str) -> int:
    return int(path.split("/")[2])


def test_what_is_written_in_a_period_stays_in_that_period(who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    form = first_form(midwife, my_progress(midwife, 1))
    assert "Triwulan I " in form.h1
    shown = midwife.submit(form, form.path, **{"rows-0-text": "Baru seperempat jalan"})
    assert "Triwulan I " in shown.h1
    assert "Baru seperempat jalan" in shown.text
    assert "Baru seperempat jalan" not in my_progress(midwife, 2).text
    assert "Baru seperempat jalan" not in my_progress(midwife, 0).text
    words = head.get(f"{shown.path}/umpan-balik?periode=1")
    head.submit(words, "/umpan-balik", **{"texts-0": "Awal yang baik."})
    assert "Awal yang baik." in my_progress(midwife, 1).text
    assert "Awal yang baik." not in my_progress(midwife, 0).text


@pytest.mark.parametrize("wanted", ["5", "-1", "x", "00", "4.0"])
def test_a_period_that_does_not_exist_is_not_found(sqlite_app: Flask, wanted: str) -> None:
    midwife = log_in(sqlite_app, HALF_MIDWIFE)
    path = my_progress(midwife, 0).path
    for tail in ("", "/penilaian-diri"):
        midwife.get(f"{path}{tail}?periode={wanted}", 404)
    midwife.get(f"/pelaksanaan/?periode={wanted}", 404)


def test_a_period_that_has_not_begun_is_not_offered(sqlite_app: Flask) -> None:
    with time_machine.travel("2026-05-04 03:00:00Z", tick=True):
        midwife = log_in(sqlite_app, HALF_MIDWIFE)
        page = my_progress(midwife, 2)
        assert "Triwulan II 2026" in page.h1
        assert page.offers("Triwulan I")
        assert "Triwulan III" not in page.text
        midwife.get(f"{page.path}?periode=3", 404)


def test_the_employee_compares_with_the_target_and_the_assessor_reads_it(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = first_form(midwife, my_progress(midwife, 0))
    midwife.submit(form, form.path, **{"rows-0-attainment": "partly"})
    read = who(HEAD).get(my_progress(midwife, 0).path + "?periode=0")
    assert "Menurut pegawai: tercapai sebagian." in read.text
    again = first_form(midwife, my_progress(midwife, 0))
    assert again.fields(again.path)["rows-0-attainment"] == "partly"
    refused = midwife.submit(again, again.path, 422, **{"rows-0-attainment": "best"})
    assert "Pilihan" in refused.text


def test_copying_into_the_year_never_writes_over_anything(who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    for period, words in ((1, "Triwulan satu"), (3, "Triwulan tiga")):
        form = first_form(midwife, my_progress(midwife, period))
        midwife.submit(form, form.path, **{"rows-0-text": words, "rows-0-attainment": "met"})
    year = my_progress(midwife, 0)
    assert "Salin dari periode" in year.text
    standing = first_form(midwife, year).fields("/realisasi/" + first_form(midwife, year).path.rsplit("/", 1)[1])
    after = midwife.submit(year, "/salin")
    if standing["rows-0-text"]:
        assert standing["rows-0-text"] in after.text
        form = first_form(midwife, after)
        blank = dict.fromkeys(("rows-0-text", "rows-0-notes", "rows-0-links", "rows-0-attainment"), "")
        after = midwife.submit(midwife.submit(form, form.path, **blank), "/salin")
    assert "Triwulan tiga" in after.text
    assert "Triwulan satu" not in after.text
    assert "Menurut pegawai: target tercapai." in after.text


def test_a_form_opened_before_a_copy_overwrites_nothing(who: Who) -> None:
    midwife = who(SET_MIDWIFE)
    blank = {"rows-0-text": "", "rows-0-notes": "", "rows-0-links": ""}
    form = first_form(midwife, my_progress(midwife, 0))
    midwife.submit(form, form.path, **blank)
    quarter = first_form(midwife, my_progress(midwife, 2))
    midwife.submit(quarter, quarter.path, **{"rows-0-text": "Triwulan dua"})
    stale = first_form(midwife, my_progress(midwife, 0))
    midwife.submit(my_progress(midwife, 0), "/salin")
    refused = midwife.submit(stale, stale.path, 409, **{"rows-0-text": "Ketikan lama"})
    assert "Triwulan dua" in refused.text


def test_a_signed_period_is_read_and_no_longer_written(app: Flask, who: Who) -> None:
    midwife, head = who(HALF_MIDWIFE), who(HEAD)
    page = my_progress(midwife, 1)
    form, words = first_form(midwife, page), head.get(f"{page.path}/umpan-balik?periode=1")
    sign_off(app, root_of(page.path), 1)
    sign_off(app, root_of(page.path), 1)  # signed anew after an objection
    for visitor, opened, field in ((midwife, form, "rows-0-text"), (head, words, "texts-0")):
        assert "sudah ditandatangani" in visitor.submit(opened, opened.path, 409, **{field: "Sesudahnya"}).text
        assert "sudah ditandatangani" in visitor.get(f"{opened.path}?periode=1", 403).text
    closed = my_progress(midwife, 1)
    assert "sudah ditandatangani" in closed.text
    assert not closed.offers("Isi realisasi")
    assert not head.get(f"{page.path}?periode=1").offers("Tulis umpan balik")
    assert my_progress(midwife, 2).offers("Isi realisasi")


def test_a_signed_year_takes_nothing_over(app: Flask, who: Who) -> None:
    midwife = who(HALF_MIDWIFE)
    form = first_form(midwife, my_progress(midwife, 1))
    midwife.submit(form, form.path, **{"rows-0-text": "Triwulan satu"})
    year = my_progress(midwife, 0)
    sign_off(app, root_of(year.path), 0)
    assert "sudah ditandatangani" in midwife.submit(year, "/salin", 409).text
    assert "Salin dari periode" not in my_progress(midwife, 0).text
