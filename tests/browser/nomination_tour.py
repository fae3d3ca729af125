"""The pages of proposing who is asked, of code slips and reminders, from the first proposal to an open round."""

import re

from app.domain.feedback import RaterClass
from tests.browser.person import Person, name_of
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import HEAD, MIDWIFE
from tests.feedback.making import make_round
from tests.feedback.staging import prepare

OFFICER = "widuri"
CHOSEN = ("dahlia", "kenanga", "seroja", "delima")
ASKED = {"melur": {RaterClass.PEER: [*CHOSEN]}}


def proposing(person: Person, server: Server) -> None:
    """A round in preparation asks the midwife for candidates."""
    if not server.sql("SELECT id FROM feedback_round WHERE state = 'preparing'"):
        with server.prepared.app.app_context():
            prepare(MIDWIFE)
    person.go("/")
    person.follow("Usulkan penjawab umpan balik 360")


def choosing(person: Person, server: Server) -> None:
    """People of the own unit to choose from."""
    proposing(person, server)
    person.follow("Pilih calon rekan kerja")


def nobody_chosen(person: Person, server: Server) -> None:
    """The same without a choice."""
    choosing(person, server)
    person.press("Tambahkan yang dicentang")
    person.sees("Ada yang perlu diperbaiki")


def proposed(person: Person, server: Server) -> None:
    """A list of four."""
    choosing(person, server)
    for key in CHOSEN:
        person.page.get_by_label(re.compile(re.escape(name_of(key)))).check()
    person.press("Tambahkan yang dicentang")
    person.sees("4 calon dari Anda")


def submitted(person: Person, _server: Server) -> None:
    """Handed to the head."""
    person.page.get_by_role("button", name=re.compile("^Ajukan kepada")).click()
    person.sees("Sudah Anda ajukan")


def deciding(person: Person, _server: Server) -> None:
    """What the head reads, with one refused."""
    person.go("/")
    person.follow("Setujui calon penjawab umpan balik 360")
    person.page.locator("main table a").first.click()
    person.page.get_by_role("button", name=f"Tolak {name_of('delima')}").click()
    person.sees("Tidak dipakai")


def too_few(person: Person, _server: Server) -> None:
    """Approving three where four are needed."""
    person.press("Setujui daftar ini")
    person.sees("Ada yang perlu diperbaiki")


def approved(person: Person, _server: Server) -> None:
    """The refusal taken back, and the list approved."""
    person.page.get_by_role("button", name=f"Pakai lagi {name_of('delima')}").click()
    person.press("Setujui daftar ini")
    person.sees("sudah disetujui")


def slips(person: Person, server: Server) -> None:
    """Codes on paper about a midwife, some of them printed."""
    with server.prepared.app.app_context():
        made = make_round(ASKED, ["altair", "elang", "rajawali"], OFFICER, slips={"melur": 4})
    person.go(f"/putaran-360/{made.id}/kode")


def reminding(person: Person, _server: Server) -> None:
    """The reminder to everybody."""
    person.go(person.path.replace("/kode", "/pengingat"))


def no_words(person: Person, _server: Server) -> None:
    """A reminder without a word."""
    person.write("Isi pengingat", "")
    person.press("Kirim kepada semua")
    person.sees("Ada yang perlu diperbaiki")


def reminded(person: Person, _server: Server) -> None:
    """Sent."""
    person.write("Isi pengingat", "Mohon isi formulir umpan balik Anda.")
    person.press("Kirim kepada semua")
    person.sees("Pengingat hari ini sudah dikirim")


def no_address(person: Person, _server: Server) -> None:
    """An address that is none."""
    person.go("/akun-saya/surel")
    person.write("Alamat surel", "melur")
    person.press("Simpan")
    person.sees("Ada yang perlu diperbaiki")


NOMINATION_STOPS = (
    Stop("pencalonan", MIDWIFE, proposing),
    Stop("pencalonan-pilih", MIDWIFE, choosing),
    Stop("pencalonan-salah", MIDWIFE, nobody_chosen),
    Stop("pencalonan-usulan", MIDWIFE, proposed),
    Stop("pencalonan-diajukan", MIDWIFE, submitted),
    Stop("pencalonan-beranda-kepala", HEAD, at("/")),
    Stop("pencalonan-daftar", HEAD, at("/pencalonan-360/")),
    Stop("pencalonan-atasan", HEAD, deciding),
    Stop("pencalonan-kurang", HEAD, too_few),
    Stop("pencalonan-disetujui", HEAD, approved),
    Stop("kode-kertas", OFFICER, slips),
    Stop("pengingat", OFFICER, reminding),
    Stop("pengingat-salah", OFFICER, no_words),
    Stop("pengingat-terkirim", OFFICER, reminded),
    Stop("pengingat-beranda", "kenanga", at("/")),
    Stop("surel", MIDWIFE, at("/akun-saya/surel")),
    Stop("surel-salah", MIDWIFE, no_address),
)
