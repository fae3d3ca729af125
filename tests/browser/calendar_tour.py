"""The office's calendar, its work lists, and the end of somebody's service."""

from datetime import timedelta

from app import clock
from tests.browser.person import Person, name_of
from tests.browser.server import Server
from tests.browser.stops import Stop, along, at
from tests.conftest import HEAD, MIDWIFE

OFFICER, UNIT_OFFICER, ABOVE = "widuri", "kenari", "jalak"
TODAY = clock.today("Asia/Jakarta")
PAST, FUTURE = TODAY - timedelta(days=60), TODAY + timedelta(days=20)


def window_refused(person: Person, _server: Server) -> None:
    """A window moved into the past without a reason."""
    person.go("/periode/")
    person.page.get_by_role("link", name="Ubah penutupan").first.click()
    person.write("Tanggal penutupan yang baru", PAST.isoformat())
    person.press("Simpan penutupan baru")
    person.sees("Ada yang perlu diperbaiki")


def window_moved(person: Person, _server: Server) -> None:
    """The reason beside the window."""
    person.go("/periode/")
    person.page.get_by_role("link", name="Ubah penutupan").nth(1).click()
    person.write("Tanggal penutupan yang baru", (TODAY + timedelta(days=90)).isoformat())
    person.write("Alasan", "Surat Edaran Sekda: jaringan kecamatan terputus dua hari.")
    person.press("Simpan penutupan baru")
    person.sees("Surat Edaran Sekda")


def next_year(person: Person, _server: Server) -> None:
    """The next year, opened when it is time to."""
    person.go("/periode/")
    button = person.page.get_by_role("button", name="Buka tahun")
    if button.count():
        button.click()
    person.sees("Triwulan")


def unit_page(key: str, query: str = "") -> Stop:
    """The work list of a unit."""

    def reach(person: Person, server: Server) -> None:
        along("/daftar-kerja/", "Puskesmas")(person, server)
        if query:
            person.go(f"{person.path}{query}")

    return Stop(f"daftar-unit{query.replace('?', '-').replace('=', '-').replace('/', '-')}", key, reach)


def ending(key: str) -> Stop:
    """What will happen when somebody leaves, before it does."""

    def reach(person: Person, server: Server) -> None:
        along("/daftar-kerja/", "Puskesmas", name_of(key), "Akhiri masa kerja")(person, server)
        person.page.get_by_label("Pensiun").check()
        person.write("Hari terakhir bertugas", FUTURE.isoformat())
        person.press("Periksa dahulu")
        person.sees("Yang akan terjadi")

    return Stop(f"akhir-{key}", ABOVE, reach)


def ended(person: Person, _server: Server) -> None:
    """Recorded, and not yet in effect."""
    person.page.get_by_label("Saya sudah membaca yang akan terjadi").check()
    person.press("Akhiri masa kerja")
    person.sees("ditutup dengan sendirinya")


def ending_refused(person: Person, server: Server) -> None:
    """Nothing said, and nothing done."""
    along("/daftar-kerja/", "Puskesmas", name_of("dahlia"), "Akhiri masa kerja")(person, server)
    person.press("Periksa dahulu")
    person.sees("Ada yang perlu diperbaiki")


CALENDAR_STOPS = (
    Stop("periode", MIDWIFE, at("/periode/")),
    Stop("periode-salah", OFFICER, window_refused),
    Stop("periode-diubah", OFFICER, window_moved),
    Stop("periode-irama", OFFICER, at(f"/periode/{TODAY.year}/irama")),
    Stop("periode-mulai", OFFICER, at(f"/periode/{TODAY.year}/mulai")),
    Stop("hari-libur", OFFICER, at(f"/periode/libur/{TODAY.year}")),
    Stop("hari-kerja", ABOVE, at("/periode/unit/")),
    Stop("hari-kerja-unit", ABOVE, along("/periode/unit/", "Puskesmas")),
    Stop("daftar-kerja", OFFICER, at("/daftar-kerja/")),
    unit_page(UNIT_OFFICER),
    unit_page(UNIT_OFFICER, "/teks?status=belum-selesai"),
    Stop("akhir-salah", ABOVE, ending_refused),
    ending(HEAD),
    ending("dahlia"),
    Stop("akhir-tercatat", ABOVE, ended),
    Stop("periode-tahun-berikutnya", OFFICER, next_year),
    Stop("rencana-tahun", OFFICER, at("/perencanaan/")),
)
