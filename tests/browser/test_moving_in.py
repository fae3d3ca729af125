"""An office of two thousand people moves in: setup, imports, assessors, codes, first logins, a window moved."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.domain.people import PositionKind
from app.sample.regency import Regency, SyntheticPerson, regency
from app.sample.workbooks import HEADS_NOT_SAID, write_workbooks
from tests.browser.chromium import OFFICE
from tests.browser.newcomer import Newcomer
from tests.database import KEY
from tests.operations.serving import flask, serving

PEOPLE, SEED, CORRECTIONS = 2000, 11, 30
ADMINISTRATOR, PASSWORD, OWN = "administrator", "pelabuhan tenang 7", "perahu layar biru 12"
QUESTIONS = {
    "--agency": "Pemerintah Kabupaten Sinar Nusantara", "--place": "Sinar", "--timezone": "Asia/Makassar",
    "--admin-nip": ADMINISTRATOR, "--admin-name": "Kamboja Langitcerah, S.Kom.",
}  # fmt: skip


def people_of(made: Regency, wanted: Callable[[SyntheticPerson], bool]) -> list[SyntheticPerson]:
    """Some of the regency."""
    return [one for one in made.people if wanted(one)]


def leads_unsaid(made: Regency, one: SyntheticPerson) -> bool:
    """Whether the export does not say that somebody leads a school or a puskesmas."""
    return bool(one.duty) and (made.people.index(one) + 1) % HEADS_NOT_SAID == 0


def appoint_officer(admin: Newcomer, number: str) -> None:
    """Give somebody the role of the agency's officer."""
    admin.go(f"/akun/peran?cari={number}")
    admin.page.locator("main table").first.get_by_role("link").first.click()
    admin.pick("Petugas kepegawaian instansi")
    if admin.page.get_by_label("Kata sandi Anda", exact=True).count():
        admin.write("Kata sandi Anda", PASSWORD)
    admin.press("Beri peran")
    admin.sees("Yang memegang peran")


def code_for(keeper: Newcomer, number: str, password: str, folder: Path) -> str:
    """Print the first code of one person."""
    keeper.go(f"/akun/?cari={number}")
    keeper.page.locator("main table").first.get_by_role("link").first.click()
    keeper.follow("Cetak kode pertama")
    return keeper.slips(password, folder)[number]


def add_regent(officer: Newcomer) -> None:
    """The regent is in no export."""
    officer.go("/unit/")
    officer.follow("Pemerintah Kabupaten Sinar Nusantara")
    officer.follow("Tambah orang")
    officer.write("Nama dengan gelar", "Samudra Bahtera, S.I.P.")
    officer.page.get_by_label("Status kepegawaian").select_option("non_asn")
    officer.write("Jabatan", "Bupati Sinar Nusantara")
    officer.page.get_by_label("Jenis jabatan").select_option("political")
    officer.pick("Memimpin unit ini")
    officer.write("Alasan atau nomor surat", "Keputusan pengangkatan 1/2025")
    officer.press("Simpan")
    officer.sees("Samudra Bahtera")


def accept_sure_ones(officer: Newcomer) -> int:
    """Take over every sure proposal of the agency; how many."""
    officer.go("/unit/")
    officer.follow("Pemerintah Kabupaten Sinar Nusantara")
    officer.follow("Usulan penilai")
    officer.press("Terima usulan yang pasti")
    officer.sees("usulan diterima")
    found = re.search(r"(\d+) usulan diterima", officer.page.locator("main").inner_text())
    return int(found.group(1)) if found else 0


def name_the_head(officer: Newcomer, head: SyntheticPerson) -> None:
    """Say that somebody leads the own unit: what the export left out."""
    officer.go(f"/unit/?cari={head.nip}")
    officer.page.locator("main table").first.get_by_role("link").first.click()
    officer.follow("Perbaiki jabatan")
    officer.pick("Memimpin unit ini")
    officer.write("Tugas tambahan", head.duty or "")
    officer.write("Alasan atau nomor surat", "SK tugas tambahan 2026")
    officer.press("Simpan")
    officer.sees("Riwayat jabatan")


def give_assessor(officer: Newcomer, employee: SyntheticPerson, assessor: SyntheticPerson) -> None:
    """Correct one assessor by hand."""
    officer.go(f"/unit/?cari={employee.nip}")
    officer.page.locator("main table").first.get_by_role("link").first.click()
    officer.page.get_by_role("link", name=re.compile("(Ganti|Tetapkan) penilai")).click()
    officer.write("Cari penilai lain", assessor.nip or "")
    officer.press("Cari")
    officer.pick(assessor.name)
    officer.pick("Pendelegasian")
    officer.press("Simpan")
    officer.sees("Riwayat penilai")
    officer.sees(assessor.name)


@pytest.fixture(scope="module")
def made() -> Regency:
    """The people who are to move in."""
    return regency(PEOPLE, SEED)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_an_office_of_two_thousand_people_moves_in(browser: Browser, made: Regency, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    words = [word for pair in QUESTIONS.items() for word in pair]
    done = flask(folder, "setup", *words, typed=f"{PASSWORD}\n{PASSWORD}\n", SECRET_KEY=KEY)
    assert done.returncode == 0, done.stderr
    units, *people = write_workbooks(made, tmp_path / "siasn")
    with serving(folder, SECRET_KEY=KEY) as server:

        def newcomer() -> Newcomer:
            size = {"width": OFFICE[0], "height": OFFICE[1]}
            url = f"http://127.0.0.1:{server.port}"
            return Newcomer(browser.new_context(base_url=url, viewport=size, locale="id-ID"))  # type: ignore[arg-type]

        admin = newcomer().enter(ADMINISTRATOR, PASSWORD)
        admin.import_file("Unit organisasi", units)
        for path in people:
            admin.import_file("Pegawai", path)
        officer_of = people_of(made, lambda one: one.unit == 1 and not one.is_head)[0]
        appoint_officer(admin, officer_of.nip or "")
        code = code_for(admin, officer_of.nip or "", PASSWORD, tmp_path)
        officer = newcomer().redeem(officer_of.nip or "", code, OWN)
        move_in(officer, made)
        first_login_of_a_school(officer, newcomer(), made, tmp_path)
        officer.go("/periode/")
        officer.follow("Ubah penutupan Perencanaan kinerja")
        officer.write("Penutupan baru", f"{officer.page.evaluate('new Date().getFullYear() + 1')}-02-15")
        officer.write("Alasan", "Surat Edaran Sekretaris Daerah Nomor 12 Tahun 2026")
        officer.press("Simpan penutupan baru")
        officer.sees("Surat Edaran Sekretaris Daerah Nomor 12")


def move_in(officer: Newcomer, made: Regency) -> None:
    """The regent, the sure proposals, the heads the export left out, and thirty corrections by hand."""
    add_regent(officer)
    sure = accept_sure_ones(officer)
    assert sure > 0.7 * PEOPLE
    unsaid = people_of(made, lambda one: leads_unsaid(made, one))
    assert unsaid
    for head in unsaid:
        name_the_head(officer, head)
    more = accept_sure_ones(officer)
    assert sure + more >= PEOPLE - 20
    head = people_of(made, lambda one: bool(one.duty) and not leads_unsaid(made, one))[0]
    others = people_of(made, lambda one: one.kind is PositionKind.FUNCTIONAL_EXPERT and one.unit != head.unit)
    employees = [one for one in others if not one.duty][:CORRECTIONS]
    for employee in employees:
        give_assessor(officer, employee, head)
    officer.go("/penilai/")
    officer.go(f"/unit/?cari={employees[-1].nip}")
    officer.sees(head.name)


def first_login_of_a_school(officer: Newcomer, visitor: Newcomer, made: Regency, folder: Path) -> None:
    """The codes of one school are printed, and a teacher begins a plan."""
    head = people_of(made, lambda one: (one.duty or "").startswith("Kepala SD"))[0]
    colleagues = people_of(made, lambda one: one.unit == head.unit)
    officer.go(f"/akun/?cari={head.nip}")
    officer.page.locator("main table").first.get_by_role("link").first.click()
    officer.page.get_by_role("link", name=re.compile("^← ")).click()
    codes = officer.slips(OWN, folder)
    assert codes.keys() == {one.nip for one in colleagues}
    teacher = next(one for one in colleagues if not one.duty)
    visitor.redeem(teacher.nip or "", codes[teacher.nip or ""], OWN)
    visitor.follow("Mulai rencana kinerja")
    visitor.press("Mulai rencana saya")
    visitor.sees("Konsep")
