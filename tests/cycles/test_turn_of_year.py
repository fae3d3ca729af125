"""Around New Year two years are worked on at once, and every page shows the one that is due."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import update

from app.cycles.models import PerformanceYear, Window
from app.db import atomic
from app.domain.periods import WindowKind
from app.people.models import Posting
from app.planning.models import Plan
from app.review.models import UnitAchievement
from tests.conftest import HEAD, SET_MIDWIFE, log_in, person_id
from tests.cycles.steps import YEAR, on, open_next_year, regular_windows
from tests.review.steps import begin, check_page, signed

NEXT = YEAR + 1
DAYS = {
    date(YEAR, 12, 1): (NEXT, YEAR, YEAR),
    date(YEAR, 12, 31): (NEXT, YEAR, YEAR),
    date(NEXT, 1, 1): (NEXT, YEAR, YEAR),
    date(NEXT, 1, 15): (NEXT, YEAR, YEAR),
    date(NEXT, 1, 31): (NEXT, YEAR, YEAR),
    date(NEXT, 2, 1): (NEXT, NEXT, NEXT),
}
"""Which year planning, realisation and evaluation show unless another is asked for."""


@pytest.fixture
def two_years(app: Flask) -> Flask:
    """The next year opened on the first of December, and the windows of the regulation."""
    regular_windows(app)
    with on(date(YEAR, 12, 1)):
        open_next_year(app, log_in(app, "widuri"))
    return app


def test_each_page_shows_the_year_that_is_due_and_offers_the_other(two_years: Flask) -> None:
    for day, expected in DAYS.items():
        with on(day):
            visitor = log_in(two_years, SET_MIDWIFE)
            for path, year in zip(("/perencanaan/", "/pelaksanaan/", "/penilaian/"), expected, strict=True):
                page = visitor.get(path)
                assert str(year) in page.h1, (day, path)
                other = NEXT if year == YEAR else YEAR
                link = f"{path}?tahun={other}"
                assert link in page.links(), (day, path)
                assert str(other) in visitor.get(link).h1


def test_before_december_the_next_year_is_not_offered(two_years: Flask) -> None:
    with on(date(YEAR, 11, 30)):
        visitor = log_in(two_years, SET_MIDWIFE)
        page = visitor.get("/perencanaan/")
        assert str(YEAR) in page.h1
        assert f"Tahun {NEXT}" not in page.text
        visitor.get(f"/perencanaan/?tahun={NEXT}", 404)
        visitor.get("/penilaian/?tahun=lusa", 404)


def test_in_december_next_years_plan_is_begun_while_this_years_can_still_be_revised(two_years: Flask) -> None:
    with on(date(YEAR, 12, 15)):
        midwife = log_in(two_years, SET_MIDWIFE)
        home = midwife.get("/")
        assert f"Mulai rencana kinerja (SKP) Anda tahun {NEXT}" in home.text
        assert f"Sampai 31 Januari {NEXT}" in home.text
        plan = midwife.submit(midwife.get("/perencanaan/"), "/baru")
        assert f"1 Januari {NEXT} sampai 31 Desember {NEXT}" in plan.text
        old = midwife.get(f"/perencanaan/?tahun={YEAR}")
        number = next(link for link in old.links() if link.removeprefix("/perencanaan/").isdigit())
        assert midwife.get(number).offers("Buat revisi")


def test_last_year_is_evaluated_until_the_end_of_january_and_not_a_day_longer(two_years: Flask) -> None:
    with on(date(NEXT, 1, 15)):
        head = log_in(two_years, HEAD)
        home = head.get("/").text
        assert f"Nilai kinerja Kenanga Teladan, A.Md.Keb. tahun {YEAR}" in home
        assert f"Sampai 31 Januari {NEXT}" in home
        begun = begin(head, "Kenanga").path
    with on(date(NEXT, 1, 31)):
        assert "Disampaikan" in signed(log_in(two_years, HEAD), "Seroja").text
    with on(date(NEXT, 2, 1)):
        head = log_in(two_years, HEAD)
        page = head.get(f"/penilaian/?tahun={YEAR}")
        assert f"sudah ditutup (jadwal: 20 Desember {YEAR} sampai 31 Januari {NEXT})" in page.text
        assert not page.offers("Mulai menilai")
        assert f"Batasnya 31 Januari {NEXT} sudah lewat" in head.get("/").text
        assert head.get(begun).status == 200


def test_a_document_signed_on_the_last_day_is_received_and_signed_in_february(two_years: Flask) -> None:
    with on(date(NEXT, 1, 31)):
        signed(log_in(two_years, HEAD), "Kenanga")
    with on(date(NEXT, 2, 3)):
        midwife = log_in(two_years, SET_MIDWIFE)
        page = midwife.get("/")
        assert f"Terima dokumen evaluasi Anda tahun {YEAR}" in page.text
        midwife.submit(midwife.get(str(page.soup.select(".tasks a")[0]["href"])), "/terima")
        assert f"Tandatangani dokumen evaluasi tahun {YEAR}" in midwife.get("/").text


def test_an_evaluation_begun_in_time_cannot_be_signed_after_the_window(two_years: Flask) -> None:
    with on(date(NEXT, 1, 31)):
        path = check_page(log_in(two_years, HEAD), "Kenanga").path
    with on(date(NEXT, 2, 1)):
        head = log_in(two_years, HEAD)
        refused = head.submit(head.get(path), "/tandatangani", 409)
        assert "tidak dibuka hari ini" in refused.text


def test_a_plan_that_is_set_after_january_is_called_late_and_accepted(two_years: Flask) -> None:
    with on(date(NEXT, 2, 1)):
        midwife = log_in(two_years, SET_MIDWIFE)
        page = midwife.get("/perencanaan/")
        assert f"Batas penetapan 31 Januari {NEXT} sudah lewat" in page.text
        midwife.submit(page, "/baru")
        assert "terlambat, tetapi tetap dapat diajukan" in midwife.get("/perencanaan/").text
        assert f"Batasnya 31 Januari {NEXT} sudah lewat" in midwife.get("/").text


def test_a_plan_set_in_february_stays_called_late_and_one_set_in_january_is_not(app: Flask) -> None:
    regular_windows(app)
    for day, is_late in ((date(YEAR, 1, 31), False), (date(YEAR, 2, 1), True)):
        with app.app_context(), atomic() as session:
            moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
            mine = Plan.employee_id == person_id(app, SET_MIDWIFE)
            session.execute(update(Plan).where(mine).values(state_since=moment))
        told = log_in(app, SET_MIDWIFE).get("/perencanaan/").text
        assert (f"Ditetapkan terlambat: batasnya 31 Januari {YEAR}" in told) is is_late


def test_whoever_came_to_the_post_in_march_is_not_late(app: Flask) -> None:
    regular_windows(app)
    with app.app_context(), atomic() as session:
        mine = Posting.person_id == person_id(app, "dahlia")
        session.execute(update(Posting).where(mine).values(valid_from=date(YEAR, 3, 1)))
    with on(date(YEAR, 6, 1)):
        newcomer = log_in(app, "dahlia")
        assert "terlambat" not in newcomer.submit(newcomer.get("/perencanaan/"), "/baru").text
        assert "lewat" not in newcomer.get("/perencanaan/").text
        assert "lewat" not in newcomer.get("/").text


def test_with_one_year_alone_no_page_speaks_of_choosing(app: Flask) -> None:
    page = log_in(app, SET_MIDWIFE).get("/perencanaan/")
    assert "/perencanaan/?tahun=" not in " ".join(page.links())


def without_achievement_of_this_year(app: Flask) -> None:
    """This year's achievement of every unit was in truth that of the year before."""
    with app.app_context(), atomic() as session:
        first, last = date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31)
        earlier = PerformanceYear(year=YEAR - 1, starts_on=first, ends_on=last)
        session.add(earlier)
        session.flush()
        for kind in (WindowKind.PLANNING, WindowKind.ANNUAL_EVALUATION):
            session.add(Window(year_id=earlier.id, kind=kind, opens_on=first, closes_on=last))
        session.execute(update(UnitAchievement).values(year_id=earlier.id))


def test_last_years_achievement_stands_in_only_after_january_and_says_so(app: Flask) -> None:
    without_achievement_of_this_year(app)
    with on(date(NEXT, 1, 31)):
        assert "Capaian kinerja unit yang Anda pimpin belum diisi" in check_page(log_in(app, HEAD), "Kenanga").text
    with on(date(NEXT, 2, 1)):
        head = log_in(app, HEAD)
        page = head.get(f"/penilaian/?tahun={YEAR}")
        path = next(link for link in page.links() if link.removeprefix("/penilaian/").isdigit())
        rating = head.get(path)
        assert f"Ini capaian tahun {YEAR - 1}" in rating.text
        checked = head.get(rating.path.replace("/nilai", "/tandatangani"))
        done = head.submit(checked, "/tandatangani")
        assert f"(capaian tahun {YEAR - 1})" in done.text
        form = head.client.get(f"{done.path}/dokumen/D.1.1.pdf")
        assert form.status_code == 200
