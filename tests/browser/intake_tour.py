"""The pages of imports: a file that is none, one with mistakes, one that is applied."""

from collections.abc import Callable

from playwright.sync_api import expect

from app.db import db
from app.jobs.worker import run_due
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.intake.books import NURSE, TEACHER, book, people_book

OFFICER = "widuri"
MISTAKES = people_book(
    {**NURSE, "NIP BARU": 198505172010012001, "GOL AKHIR NAMA": "III/z"},
    {**TEACHER, "UNOR NAMA": "SMP Negri Dua", "TMT JABATAN": "segera"},
)
GOOD = people_book(NURSE, {**TEACHER, "UNOR ID": "U-1", "UNOR NAMA": "SD Negeri 9 Teluk Rembulan"})


def send(person: Person, name: str, content: bytes) -> None:
    """Choose a file and send it."""
    person.go("/impor/")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    person.box("Berkas Excel (.xlsx)").set_input_files({"name": name, "mimeType": kind, "buffer": content})
    person.press("Unggah dan periksa")


def work(server: Server) -> None:
    """What the worker does meanwhile."""
    app = server.prepared.app
    with app.app_context():
        run_due(app.extensions["tilik"].jobs)
        db.session.remove()


def no_workbook(person: Person, _server: Server) -> None:
    """A file that is none."""
    send(person, "pegawai.xlsx", b"%PDF-1.7")
    person.sees("Ada yang perlu diperbaiki")


def waiting(person: Person, _server: Server) -> None:
    """A file that is being checked."""
    send(person, "pns-november-2026.xlsx", MISTAKES)
    person.sees("Sedang diperiksa")


def mistakes(person: Person, server: Server) -> None:
    """The page goes on by itself to what was found."""
    work(server)
    person.sees("Belum dapat diterapkan")


def below(words: str) -> Callable[[Person, Server], None]:
    """A page behind a link of this import."""
    return lambda person, _server: person.follow(words)


def ready(person: Person, server: Server) -> None:
    """A file that can be applied."""
    send(person, "pns-november-2026.xlsx", GOOD)
    work(server)
    person.sees("Terapkan")


def changes(person: Person, _server: Server) -> None:
    """What it would change."""
    person.page.get_by_role("link", name="perubahan").click()


def applied(person: Person, server: Server) -> None:
    """Applied, and what that did."""
    person.page.go_back()
    person.press("Terapkan perubahan")
    person.sees("Sedang diterapkan")
    work(server)
    expect(person.page.locator("main")).to_contain_text("Sudah diterapkan")


def refused(person: Person, server: Server) -> None:
    """A workbook of something else."""
    send(person, "anggaran.xlsx", book([["Anggaran", "Pagu"], ["Belanja", 12]]))
    work(server)
    person.sees("Tidak ada lembar dengan judul kolom")


INTAKE_STOPS = (
    Stop("impor", OFFICER, at("/impor/")),
    Stop("impor-bukan-buku-kerja", OFFICER, no_workbook),
    Stop("impor-diperiksa", OFFICER, waiting),
    Stop("impor-masalah", OFFICER, mistakes),
    Stop("impor-kolom", OFFICER, below("Kolom dan lembar")),
    Stop("impor-siap", OFFICER, ready),
    Stop("impor-perubahan", OFFICER, changes),
    Stop("impor-diterapkan", OFFICER, applied),
    Stop("impor-ditolak", OFFICER, refused),
    Stop("impor-daftar", OFFICER, at("/impor/")),
)
