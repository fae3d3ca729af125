"""An officer or an assessor fetches the signed plans of many people at once."""

import io
import json
import zipfile

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.auth.models import RoleGrant
from app.db import atomic, db
from app.domain import bundles as rules
from app.domain.actors import Role
from app.exchange import bundling
from app.exchange.models import Bundle
from app.people.models import Unit
from app.planning.models import Plan
from tests.conftest import log_in, person_id
from tests.exchange.steps import URL, ask, fetched, files, listing, work

pytestmark = pytest.mark.usefixtures("without_files")
OFFICER, AGENCY, HEAD = "kenari", "widuri", "cempaka"
KENANGA = "Puskesmas Muara Kejora/Kenanga Teladan, A.Md.Keb 199504172019032943/"


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_an_officer_gets_both_forms_of_everybody_who_has_a_set_plan(app: Flask) -> None:
    officer = log_in(app, OFFICER)
    waiting = ask(officer)
    assert "Sedang disiapkan: 0 dari 23 pegawai" in waiting.text
    work(app)
    page = officer.get(waiting.path)
    assert "Berkas siap" in page.text
    archive = fetched(officer, page)
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[0] == "DAFTAR.txt"
    assert f"{KENANGA}A-1-7-sasaran-kinerja-pegawai-199504172019032943-2026.pdf" in names
    assert f"{KENANGA}A-1-8-lampiran-skp-199504172019032943-2026.pdf" in names
    assert not any("Melur" in name or "Delima" in name for name in names)
    for name in names[1:]:
        assert archive.read(name).startswith(b"%PDF-1.7")
    text = listing(archive)
    assert "Melur Sawahluas, A.Md.Keb. (198005132005012941), " in text
    assert "rencananya masih konsep" in text
    assert "rencananya diajukan dan menunggu penilai" in text
    assert "belum membuat rencana" in text
    assert text.count("\r\n- ") == 23


def test_the_documents_are_those_of_the_plan_page(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer, fmt="xlsx")
    work(sqlite_app)
    inside = fetched(officer, page).read(f"{KENANGA}A-1-7-sasaran-kinerja-pegawai-199504172019032943-2026.xlsx")
    with sqlite_app.app_context():
        plan_id = db.session.scalar(select(Plan.id).where(Plan.employee_id == person_id(sqlite_app, "kenanga")))
    alone = log_in(sqlite_app, "kenanga").client.get(f"/perencanaan/{plan_id}/dokumen/A.1.7.xlsx")
    assert alone.status_code == 200, alone.request.path
    assert alone.data == inside


def test_an_assessor_gets_the_own_people_and_nobody_else(app: Flask) -> None:
    head = log_in(app, HEAD)
    page = head.get(URL)
    assert "Pegawai yang Anda nilai: 22 pegawai" in page.text
    assert "Cari unit" not in page.text
    page = ask(head)
    work(app)
    archive = fetched(head, page)
    assert any("Kenanga" in name for name in archive.namelist())
    assert not any("Cempaka" in name for name in archive.namelist())
    assert "Cempaka" not in listing(archive)
    ask(head, 422, siapa="unit")


def test_whoever_is_neither_officer_nor_assessor_finds_no_such_page(sqlite_app: Flask) -> None:
    for somebody in ("melur", "elang", "regulus"):
        log_in(sqlite_app, somebody).get(URL, 404)


def test_an_officer_of_one_unit_cannot_ask_for_another(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        other = db.session.scalar(select(Unit.id).where(Unit.parent_id.is_(None)))
    officer = log_in(sqlite_app, OFFICER)
    officer.get(f"{URL}?unit={other}", 404)
    ask(officer, 404, unit=str(other))
    assert count(sqlite_app, Bundle) == 0


def test_an_agency_officer_finds_a_unit_by_name_or_from_above(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, AGENCY)
    page = officer.get(f"{URL}?cari=muara kejora")
    (link,) = [a["href"] for a in page.soup.find_all("a") if "Puskesmas Muara Kejora –" in a.get_text()]
    assert "Puskesmas Muara Kejora dan semua unit di bawahnya: 23 pegawai" in officer.get(str(link)).text
    assert officer.get(URL).offers("Dinas Kesehatan")
    assert "Tidak ada unit Anda" in log_in(sqlite_app, OFFICER).get(f"{URL}?cari=dinas pendidikan").text


def test_only_who_asked_may_look_at_it_fetch_it_or_delete_it(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    stranger = log_in(sqlite_app, AGENCY)
    stranger.get(page.path, 404)
    assert stranger.client.get(f"{page.path}/berkas.zip").status_code == 404
    stranger.post(f"{page.path}/hapus", stranger.get("/kata-sandi").fields("/keluar"), 404)
    assert page.path not in stranger.get(URL).links()
    assert page.path in officer.get(URL).links()


def test_whoever_is_no_officer_any_more_gets_nothing_more(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    ready = ask(officer)
    work(sqlite_app)
    waiting = ask(officer, fmt="xlsx")
    with sqlite_app.app_context(), atomic() as session:
        session.execute(delete(RoleGrant).where(RoleGrant.person_id == person_id(sqlite_app, OFFICER)))
    work(sqlite_app)
    officer.get(ready.path, 404)
    assert officer.client.get(f"{ready.path}/berkas.zip").status_code == 404
    with sqlite_app.app_context():
        failures = list(db.session.scalars(select(Bundle.failure).order_by(Bundle.id)))
    assert failures == ["", "Berkas ini tidak dilanjutkan: Anda bukan lagi petugas unit ini."]
    assert waiting.path != ready.path
    assert len(files(sqlite_app)) == 1


def test_a_broken_download_goes_on_where_it_broke_off(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer, fmt="xlsx")
    work(sqlite_app)
    address = f"{page.path}/berkas.zip"
    whole = officer.client.get(address)
    rest = officer.client.get(address, headers={"Range": "bytes=1000-", "If-Range": whole.headers["ETag"]})
    assert (whole.status_code, rest.status_code) == (200, 206)
    assert rest.headers["Content-Range"] == f"bytes 1000-{len(whole.data) - 1}/{len(whole.data)}"
    assert whole.data[:1000] + rest.data == whole.data
    assert "no-cache" in whole.headers["Cache-Control"]
    assert 'filename="SKP 2026 Puskesmas Muara Kejora.zip"' in whole.headers["Content-Disposition"]


def test_asking_twice_for_the_same_is_asking_once(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    assert ask(officer).path == ask(officer).path
    assert count(sqlite_app, Bundle) == 1


def test_three_are_kept_and_a_fourth_has_to_wait(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    pages = []
    for _ in range(rules.MOST_KEPT):
        pages.append(ask(officer, fmt="xlsx"))
        work(sqlite_app)
    refused = ask(officer, 422)
    assert "Anda sudah menyimpan 3 berkas. Hapus salah satu" in refused.text
    assert refused.text.startswith("Kesalahan: ")
    officer.submit(officer.get(pages[0].path), "/hapus")
    assert len(files(sqlite_app)) == 2
    ask(officer)


def test_the_size_is_said_before_and_a_unit_that_is_too_large_is_refused(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = log_in(sqlite_app, OFFICER)
    assert "23 pegawai, sampai kira-kira 2 MB (PDF)" in officer.get(URL).text
    assert "Paling banyak 2.500 pegawai" in officer.get(URL).text
    monkeypatch.setattr(bundling, "MOST_PEOPLE", 20)
    assert "Ada 23 pegawai; satu berkas memuat paling banyak 20." in ask(officer, 422).text


def test_an_archive_leaves_its_traces_but_no_contents(sqlite_app: Flask) -> None:
    from app.audit.models import AuditEntry  # noqa: PLC0415 - only here

    officer = log_in(sqlite_app, OFFICER)
    page = ask(officer)
    work(sqlite_app)
    officer.submit(officer.get(page.path), "/hapus")
    with sqlite_app.app_context():
        rows = db.session.execute(
            select(AuditEntry.action, AuditEntry.detail).where(AuditEntry.object_kind == "bundle")
        )
        entries = {row[0]: row[1] for row in rows}
    assert list(entries) == ["bundle.ask", "bundle.ready", "bundle.discard"]
    assert json.loads(entries["bundle.ask"]) == {"format": "pdf", "people": 23, "scope": "unit"}


def test_the_office_page_leads_there(sqlite_app: Flask) -> None:
    assert URL in log_in(sqlite_app, OFFICER).get("/kepegawaian/").links()
    assert URL not in log_in(sqlite_app, "regulus").get("/kepegawaian/").links()
    assert any(link.startswith(URL) for link in log_in(sqlite_app, HEAD).get("/perencanaan/").links())


def test_an_office_held_twice_is_asked_for_once(sqlite_app: Flask) -> None:
    """Whoever assesses and is an officer too chooses between both."""
    with sqlite_app.app_context(), atomic() as session:
        unit_id = session.scalar(select(Unit.id).where(Unit.name == "Puskesmas Muara Kejora"))
        session.add(RoleGrant(person_id=person_id(sqlite_app, HEAD), role=Role.UNIT_OFFICER, unit_id=unit_id))
    head = log_in(sqlite_app, HEAD)
    page = ask(head, siapa="team", fmt="xlsx")
    work(sqlite_app)
    assert "Cempaka" not in listing(fetched(head, page))
    page = ask(head, siapa="unit", fmt="xlsx")
    work(sqlite_app)
    assert "Cempaka" in listing(fetched(head, page))


def test_an_officer_takes_the_plan_of_one_person_from_the_work_list(sqlite_app: Flask) -> None:
    officer = log_in(sqlite_app, OFFICER)
    with sqlite_app.app_context():
        unit_id = db.session.scalar(select(Unit.id).where(Unit.name == "Puskesmas Muara Kejora"))
    page = officer.get(f"/daftar-kerja/unit/{unit_id}")
    (link,) = [link for link in page.links() if f"/pegawai/{person_id(sqlite_app, 'kenanga')}.zip" in link]
    answer = officer.client.get(link)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert [name[:5] for name in archive.namelist()] == ["A-1-7", "A-1-8"]
    assert officer.client.get(link).headers["ETag"] == answer.headers["ETag"]
    assert not [link for link in page.links() if f"/pegawai/{person_id(sqlite_app, 'melur')}.zip" in link]


def test_nobody_takes_the_plan_of_a_person_that_is_not_theirs_to_read(sqlite_app: Flask) -> None:
    kenanga, melur = person_id(sqlite_app, "kenanga"), person_id(sqlite_app, "melur")
    for reader, whose, status in (
        ("kenanga", kenanga, 200),
        (HEAD, kenanga, 200),
        (OFFICER, melur, 404),
        ("melur", kenanga, 404),
        ("regulus", kenanga, 404),
        ("jalak", kenanga, 200),
        ("tekukur", kenanga, 404),
    ):
        answer = log_in(sqlite_app, reader).client.get(f"{URL}pegawai/{whose}.zip")
        assert answer.status_code == status, reader
    assert log_in(sqlite_app, HEAD).client.get(f"{URL}pegawai/{kenanga}.zip?bentuk=exe").status_code == 404
