"""The agency's officer keeps years, windows, days off and work weeks; everybody reads them."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import Column, ForeignKey, Table, delete, func, select
from sqlalchemy.schema import CreateTable

from app.cycles.models import DayOff, EvaluationPeriod, PerformanceYear, Window
from app.db import atomic, db
from app.domain.calendar import WorkWeek, after
from app.domain.periods import WindowKind
from app.setup import Installation, install
from tests.audit.trail import last_id, lines_since
from tests.conftest import HEAD, MIDWIFE, SET_MIDWIFE, Who, log_in
from tests.cycles.steps import YEAR, on, open_next_year, regular_windows
from tests.database import KEY, settings_for
from tests.page import Page, Visitor
from tests.review.steps import signed

SECRET = "pelabuhan tenang 7"
OFFICER, UNIT_OFFICER = "widuri", "kenari"
REASON = "Surat Edaran Sekda: jaringan kecamatan terputus dua hari."


def window_page(app: Flask, visitor: Visitor, kind: WindowKind, number: int = 0) -> Page:
    """The form that moves a window of the sample year."""
    with app.app_context():
        found = db.session.scalar(select(Window.id).where(Window.kind == kind, Window.period_number == number))
    return visitor.get(f"/periode/jadwal/{found}")


def test_a_window_is_moved_with_a_reason_that_everybody_reads(app: Flask, who: Who) -> None:
    officer, closes_on = who(OFFICER), date(YEAR + 1, 3, 5)
    before = last_id(app)
    page = window_page(app, officer, WindowKind.PERIODIC_EVALUATION, 4)
    done = officer.submit(page, page.path, closes_on=closes_on.isoformat(), reason=REASON)
    assert done.path == "/periode/"
    written = [(line.action, line.detail) for line in lines_since(app, before)]
    assert written == [("window.extend", {"closes_on": closes_on.isoformat()})]
    told = who(MIDWIFE).get("/periode/").text
    assert f"Widuri Kabutsenja, S.Psi., M.Psi.: menjadi 5 Maret {YEAR + 1}" in told
    assert f"Alasan: {REASON}" in told


def test_a_window_is_not_moved_without_a_reason_or_into_the_past(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    page = window_page(app, officer, WindowKind.PLANNING)
    refused = officer.submit(page, page.path, 422, closes_on="2020-01-31", reason="singkat")
    assert "Kesalahan:" in refused.text
    assert "tidak boleh sudah lewat" in refused.text
    assert "paling sedikit 10 karakter" in refused.text
    nonsense = officer.submit(page, page.path, 422, closes_on="31 Januari", reason=REASON)
    assert "Tulis tahun-bulan-tanggal" in nonsense.text


def test_two_officers_do_not_move_a_window_without_seeing_each_other(app: Flask, who: Who) -> None:
    first, second = who(OFFICER), who("regulus")
    pages = [window_page(app, visitor, WindowKind.PLANNING) for visitor in (first, second)]
    first.submit(pages[0], pages[0].path, closes_on=f"{YEAR + 1}-02-10", reason=REASON)
    refused = second.submit(pages[1], pages[1].path, 422, closes_on=f"{YEAR + 1}-02-20", reason=REASON)
    assert "Isinya berubah" in refused.text
    again = second.submit(refused, refused.path)
    assert f"menjadi 20 Februari {YEAR + 1}" in again.text


def test_an_extended_window_lets_an_evaluation_be_signed(app: Flask) -> None:
    regular_windows(app)
    with on(date(YEAR + 1, 1, 31)):
        officer = log_in(app, OFFICER)
        page = window_page(app, officer, WindowKind.ANNUAL_EVALUATION)
        officer.submit(page, page.path, closes_on=f"{YEAR + 1}-02-28", reason=REASON)
    with on(date(YEAR + 1, 2, 28)):
        assert "Disampaikan" in signed(log_in(app, HEAD), "Kenanga").text


def test_opening_the_next_year_brings_its_windows_periods_and_holidays(app: Flask, who: Who) -> None:
    with on(date(YEAR, 10, 1)):
        page = open_next_year(app, log_in(app, OFFICER))
    assert f"Tahun {YEAR + 1}" in page.text
    with app.app_context():
        year_id = db.session.scalar(select(PerformanceYear.id).where(PerformanceYear.year == YEAR + 1))
        assert db.session.scalar(select(func.count()).where(EvaluationPeriod.year_id == year_id)) == 4
        assert db.session.scalar(select(func.count()).where(Window.year_id == year_id)) == 6
    assert f"1 Januari {YEAR + 1}" in who(MIDWIFE).get(f"/periode/libur/{YEAR + 1}").text


def test_the_button_comes_in_october_and_the_year_after_the_next_has_to_wait(app: Flask) -> None:
    with on(date(YEAR, 9, 30)):
        assert not log_in(app, OFFICER).get("/periode/").offers(f"Buka tahun {YEAR + 1}")
    with on(date(YEAR, 10, 1)):
        officer = log_in(app, OFFICER)
        page = officer.get("/periode/")
        officer.submit(page, "/periode/buka")
        assert not officer.get("/periode/").offers("Buka tahun")
        assert f"Tahun {YEAR + 1} belum dimulai" in officer.submit(page, "/periode/buka", 409).text


def test_an_agency_chooses_monthly_evaluation(who: Who) -> None:
    officer = who(OFFICER)
    page = officer.submit(officer.get(f"/periode/{YEAR}/irama"), "/irama", rhythm="monthly")
    assert "evaluasi periodik bulanan" in page.text
    assert "Evaluasi kinerja periodik: Bulan Desember" in page.text
    assert "Triwulan" not in page.text


def test_periods_somebody_was_given_more_time_for_stay(app: Flask, who: Who) -> None:
    officer = who(OFFICER)
    page = window_page(app, officer, WindowKind.PERIODIC_EVALUATION, 4)
    officer.submit(page, page.path, closes_on=f"{YEAR + 1}-03-05", reason=REASON)
    refused = officer.submit(officer.get(f"/periode/{YEAR}/irama"), "/irama", 409, rhythm="monthly")
    assert "sudah pernah diubah" in refused.text
    assert "triwulanan" in officer.get("/periode/").text


def test_the_first_year_keeps_its_start_once_there_are_plans(who: Who) -> None:
    officer = who(OFFICER)
    refused = officer.submit(officer.get(f"/periode/{YEAR}/mulai"), "/mulai", 409, month="7")
    assert "Sudah ada rencana kinerja" in refused.text


def test_cuti_bersama_is_added_and_taken_out_again_and_both_are_on_record(app: Flask, who: Who) -> None:
    officer, path = who(OFFICER), f"/periode/libur/{YEAR}"
    before = last_id(app)
    typed = {"day": f"{YEAR}-12-30", "name": "Cuti Bersama Akhir Tahun", "kind": "leave"}
    page = officer.submit(officer.get(path), path, **typed)
    assert "Cuti Bersama Akhir Tahun" in page.text
    assert "sudah ada di daftar" in officer.submit(page, path, 422, **typed).text
    assert "bukan di tahun" in officer.submit(page, path, 422, **{**typed, "day": f"{YEAR + 1}-12-30"}).text
    row = next(row for row in page.soup.select("tbody tr") if "Cuti Bersama Akhir Tahun" in row.get_text())
    form = row.find("form")
    assert form
    assert "Cuti Bersama Akhir Tahun" not in officer.submit(page, str(form["action"])).text
    assert [line.action for line in lines_since(app, before)] == ["day_off.add", "day_off.remove"]


def test_a_year_without_days_off_says_so_and_is_filled_from_the_national_list(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        session.execute(delete(DayOff))
    path = f"/periode/libur/{YEAR}"
    assert "Petugas kepegawaian instansi yang mengisinya" in who(MIDWIFE).get(path).text
    officer = who(OFFICER)
    page = officer.submit(officer.get(path), "/isi")
    assert f"17 Agustus {YEAR}" in page.text
    assert f"25 Desember {YEAR}" in page.text


def test_estimates_are_called_estimates(app: Flask, who: Who) -> None:
    with app.app_context(), atomic() as session:
        session.add(DayOff(day=date(YEAR, 11, 3), name="Maulid Nabi (perkiraan)"))
    assert "masih perkiraan" in who(MIDWIFE).get(f"/periode/libur/{YEAR}").text


def due_day(app: Flask, day: date, week: WorkWeek) -> str:
    """Fourteen working days on, as people write it."""
    with app.app_context():
        off = set(db.session.scalars(select(DayOff.day)))
    found = after(day, 14, week, off)
    months = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    return f"Sampai {found.day} {months[found.month - 1]} {found.year}"


def test_a_deadline_follows_the_week_of_the_unit_and_its_cuti_bersama(app: Flask) -> None:
    day = date(YEAR, 6, 1)
    with on(day):
        signed(log_in(app, HEAD), "Kenanga")
        midwife = log_in(app, SET_MIDWIFE)
        assert due_day(app, day, WorkWeek.FIVE) in midwife.get("/").text
        officer = log_in(app, UNIT_OFFICER)
        link = next(link for link in officer.get("/periode/unit/?q=puskesmas").links() if link[-1].isdigit())
        officer.submit(officer.get(link), link, week="6")
        six = due_day(app, day, WorkWeek.SIX)
        assert six != due_day(app, day, WorkWeek.FIVE)
        assert six in midwife.get("/").text
        with app.app_context(), atomic() as session:
            session.add(DayOff(day=day + timedelta(days=1), name="Cuti bersama", is_collective_leave=True))
        longer = due_day(app, day, WorkWeek.SIX)
        assert longer != six
        assert longer in midwife.get("/").text


def test_a_deadline_in_a_year_without_days_off_is_an_estimate(app: Flask) -> None:
    with on(date(YEAR, 6, 1)):
        signed(log_in(app, HEAD), "Kenanga")
        with app.app_context(), atomic() as session:
            session.execute(delete(DayOff))
        assert "Perkiraan: hari libur tahun itu belum lengkap" in log_in(app, SET_MIDWIFE).get("/").text


def test_a_unit_without_a_week_of_its_own_follows_the_unit_above(who: Who) -> None:
    officer = who("jalak")  # of the health office, above the puskesmas
    office = next(link for link in officer.get("/periode/unit/?q=Dinas+Kesehatan").links() if "/periode/unit/" in link)
    page = officer.submit(officer.get(office), office, week="6")
    row = next(row for row in page.soup.select("tbody tr") if "Puskesmas" in row.get_text())
    assert "Enam hari (Senin–Sabtu), mengikuti unit di atasnya" in row.get_text()
    assert "SMP" not in page.text


@pytest.fixture
def new_office(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An office on its first day, by the command of production."""
    from app.factory import create_app  # noqa: PLC0415 - only here

    monkeypatch.setenv("SECRET_KEY", KEY)
    app = create_app(settings_for(tmp_path, f"sqlite:///{tmp_path}/tilik.sqlite3"))  # type: ignore[arg-type]
    app.testing = True
    with app.app_context():
        install(Installation("Kota Pasir Putih", "Pasir Putih", "Asia/Jayapura", None, "admin", "Admin", SECRET))
    return app


def admin(app: Flask) -> Visitor:
    """Its first administrator."""
    visitor = Visitor(app)
    visitor.log_in("admin", SECRET)
    return visitor


def test_the_first_year_may_begin_in_the_middle_while_there_is_no_plan(new_office: Flask) -> None:
    visitor = admin(new_office)
    page = visitor.submit(visitor.get(f"/periode/{YEAR}/mulai"), "/mulai", month="8")
    assert f"1 Agustus {YEAR} sampai 31 Desember {YEAR}" in page.text
    assert "Triwulan III" in page.text
    assert "Triwulan II " not in page.text
    assert f"31 Agustus {YEAR}" in page.text  # planning ends with the first month


def test_only_the_first_year_may_begin_in_the_middle(new_office: Flask) -> None:
    visitor = admin(new_office)
    visitor.post("/periode/buka", {"csrf_token": visitor.get("/kata-sandi").fields("/kata-sandi")["csrf_token"]})
    assert "Hanya tahun pertama" in visitor.get(f"/periode/{YEAR + 1}/mulai", 403).text


def test_before_its_first_year_begins_an_office_is_asked_for_its_people_alone(new_office: Flask) -> None:
    visitor = admin(new_office)
    visitor.submit(visitor.get(f"/periode/{YEAR}/mulai"), "/mulai", month="8")
    with on(date(YEAR, 3, 1)):
        assert "Impor unit dan pegawai" in admin(new_office).get("/").text


def test_a_period_something_refers_to_is_not_made_anew(new_office: Flask) -> None:
    """Evaluations of a period will refer to it; whatever does, keeps it."""
    later = Table("later", db.metadata, Column("period_id", ForeignKey("evaluation_period.id")))
    try:
        with new_office.app_context(), atomic() as session:
            session.execute(CreateTable(later))
            session.execute(later.insert().values(period_id=select(func.min(EvaluationPeriod.id)).scalar_subquery()))
        visitor = admin(new_office)
        refused = visitor.submit(visitor.get(f"/periode/{YEAR}/irama"), "/irama", 409, rhythm="monthly")
        assert "Sudah ada evaluasi periodik" in refused.text
        assert "triwulanan" in visitor.get("/periode/").text
    finally:
        db.metadata.remove(later)
