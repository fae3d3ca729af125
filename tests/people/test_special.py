"""An officer records what is special about somebody; the person, the assessor and the work lists know it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.sample.plans import acting
from tests.audit.trail import last_id, lines_since
from tests.conftest import HEAD, Who, log_in, person_id
from tests.page import Page, Visitor
from tests.worklists.counting import count_if_changed
from tests.worklists.test_lists import centre, rows, unit_id

OFFICER, DAHLIA = "kenari", "dahlia"
TODAY = clock.today("Asia/Jakarta")
LEAVE = {"document": "SK 851/3/2026", "valid_from": TODAY.isoformat(), "valid_to": ""}


def add(officer: Visitor, app: Flask, kind: str, status: int = 200, /, **typed: str) -> Page:
    """Record something of Dahlia, from her page on."""
    base = f"/pegawai/{person_id(app, DAHLIA)}"
    page = officer.get(next(link for link in officer.get(base).links() if link.endswith("/keadaan")))
    form = officer.get(next(link for link in page.links() if link.endswith(f"/baru/{kind}")))
    return officer.submit(form, form.path, status, **typed)


def correct_link(page: Page) -> str:
    """Where the first recorded one is mended."""
    return next(link for link in page.links() if "/keadaan/" in link)


def test_whoever_is_on_unpaid_leave_is_neither_listed_nor_counted_as_missing_a_plan(app: Flask, who: Who) -> None:
    officer, watched = who(OFFICER), f"/daftar-kerja/unit/{unit_id(app, 'Puskesmas')}"
    assert "Dahlia" in rows(centre(app, officer))

    def none_yet() -> str:
        table = officer.get("/daftar-kerja/").soup.select("tbody tr")
        return next(row.get_text(" ") for row in table if "Puskesmas" in row.get_text())

    count_if_changed(app)
    before = none_yet()
    add(officer, app, "unpaid_leave", **LEAVE)
    assert "Dahlia" not in rows(centre(app, officer))
    assert "Dahlia" not in officer.get(f"{watched}/teks").text
    assert count_if_changed(app)
    assert none_yet() != before
    assert "Tidak termasuk pegawai yang tidak menyusun SKP" in officer.get(watched).text


def test_after_the_leave_has_ended_she_is_listed_again(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    page = add(officer, app, "unpaid_leave", **{**LEAVE, "valid_from": (TODAY - timedelta(days=90)).isoformat()})
    form = officer.get(correct_link(page))
    officer.submit(form, form.path, valid_to=(TODAY - timedelta(days=1)).isoformat())
    assert "Dahlia" in rows(centre(app, officer))


def test_whoever_acts_in_a_post_or_studies_still_owes_a_plan(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    add(officer, app, "study", **LEAVE, detail="S-1 Kebidanan, Universitas Pelita")
    add(officer, app, "acting", **LEAVE, detail="Plt. Kepala Tata Usaha")
    assert "Belum ada" in rows(centre(app, officer))["Dahlia"]


def test_the_person_is_not_asked_to_begin_a_plan_meanwhile(app: Flask, who: Who) -> None:
    assert "Mulai rencana kinerja" in who(DAHLIA).get("/").text
    add(who(OFFICER), app, "pre_retirement", **LEAVE)
    assert "Mulai rencana kinerja" not in log_in(app, DAHLIA).get("/").text


def test_the_assessor_reads_it_beside_the_name(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    add(officer, app, "study", **LEAVE, detail="S-1 Kebidanan, Universitas Pelita")
    team = rows(who(HEAD).get("/perencanaan/"))["Dahlia"]
    assert "Tugas belajar: S-1 Kebidanan, Universitas Pelita" in team
    assert "Belum dibuat" in team
    add(officer, app, "unpaid_leave", **LEAVE)
    assert "Tidak menyusun SKP selama masa ini" in rows(who(HEAD).get("/perencanaan/"))["Dahlia"]


def test_the_person_takes_it_along_with_all_other_data(app: Flask, who: Who) -> None:
    from app.people import queries as people  # noqa: PLC0415 - only here
    from app.privacy import queries  # noqa: PLC0415

    add(who(OFFICER), app, "study", **LEAVE, detail="S-1 Kebidanan, Universitas Pelita")
    with app.app_context():
        sections = queries.export(acting(person_id(app, DAHLIA)), people.today())
    (section,) = (section for section in sections if section.title == "Keadaan khusus")
    (row,) = section.rows
    assert row[:3] == ("Tugas belajar", "S-1 Kebidanan, Universitas Pelita", LEAVE["document"])


def test_two_exempting_kinds_on_one_day_are_refused_with_a_way_on(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    add(officer, app, "unpaid_leave", **LEAVE)
    refused = add(officer, app, "suspended", 422, **LEAVE)
    assert "Kesalahan:" in refused.text
    assert "sudah tercatat: Cuti di luar tanggungan negara. Akhiri catatan itu dahulu" in refused.text
    assert refused.fields(refused.path)["document"] == LEAVE["document"]


def test_what_is_missing_is_asked_for_and_a_leave_is_not_asked_for_its_reason(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    refused = add(officer, app, "acting", 422, document="", valid_from="kemarin")
    for words in ("Isi keterangannya", "Isi nomor surat", "Tulis tahun-bulan-tanggal"):
        assert words in refused.text
    leave = officer.get(f"/pegawai/{person_id(app, DAHLIA)}/keadaan/baru/unpaid_leave")
    assert "detail" not in leave.fields(leave.path)


def test_two_officers_do_not_overwrite_each_other(app: Flask, who: Who) -> None:
    first, second = who(OFFICER), who("jalak")
    link = correct_link(add(first, app, "acting", **LEAVE, detail="Plt. Kepala Tata Usaha"))
    pages = [visitor.get(link) for visitor in (first, second)]
    first.submit(pages[0], link, document="SP 1 yang benar")
    refused = second.submit(pages[1], link, 422, document="SP 2 yang lain")
    assert "sudah diubah petugas lain" in refused.text
    assert "SP 1 yang benar" in refused.text
    assert refused.fields(link)["document"] == "SP 2 yang lain"
    assert "SP 2 yang lain" in second.submit(refused, link).text


def test_what_was_recorded_of_the_wrong_person_is_taken_out_and_both_are_on_record(app: Flask, who: Who) -> None:
    officer, before = who(OFFICER), last_id(app)
    link = correct_link(add(officer, app, "suspended", **LEAVE))
    page = officer.submit(officer.get(link), "/hapus")
    assert "Diberhentikan sementara" not in page.text
    lines = lines_since(app, before)
    assert [line.action for line in lines] == ["people.special", "people.special_remove"]
    kept: Any = lines[0].detail
    assert (kept["kind"], kept["since"], kept["until"]) == ("suspended", TODAY.isoformat(), None)
    assert "SK 851" not in str(kept)


def test_only_officers_of_the_unit_read_and_record_it(app: Flask, who: Who) -> None:
    link = correct_link(add(who(OFFICER), app, "suspended", **LEAVE))
    who("tekukur").get(link, 404)
    who("regulus").get(link, 403)
    assert "Diberhentikan sementara" not in who("regulus").get(f"/pegawai/{person_id(app, DAHLIA)}").text


@pytest.mark.parametrize("path", ["/keadaan/baru/libur", "/keadaan/99999"])
def test_an_unknown_kind_or_record_is_not_found(app: Flask, who: Who, path: str) -> None:
    who(OFFICER).get(f"/pegawai/{person_id(app, DAHLIA)}{path}", 404)


def test_a_record_of_somebody_else_is_not_reached_through_another_person(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    link = correct_link(add(officer, app, "suspended", **LEAVE))
    other = link.replace(f"/{person_id(app, DAHLIA)}/", f"/{person_id(app, 'melur')}/")
    officer.get(other, 404)
    token = officer.get(link).fields("/hapus")["csrf_token"]
    officer.post(f"{other}/hapus", {"csrf_token": token}, 404)
    assert "Diberhentikan sementara" in officer.get(link).text
