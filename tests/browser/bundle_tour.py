"""The pages of archives: asked for, made while one looks, ready, refused."""

from tests.browser.intake_tour import work
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at

UNIT_OFFICER, OFFICER, HEAD, URL = "kenari", "widuri", "cempaka", "/dokumen-unit/"


def waiting(person: Person, _server: Server) -> None:
    """An archive that is being made."""
    person.go(URL)
    person.press("Siapkan berkas")
    person.sees("Sedang disiapkan")


def ready(person: Person, server: Server) -> None:
    """The page goes on by itself to where it is fetched."""
    work(server)
    person.sees("Berkas siap")


def refused(person: Person, server: Server) -> None:
    """One more than is kept."""
    for words in ("Berkas siap", "Berkas siap", "Ada yang perlu diperbaiki"):
        person.go(URL)
        person.press("Siapkan berkas")
        work(server)
        person.sees(words)


BUNDLE_STOPS = (
    Stop("dokumen-unit", UNIT_OFFICER, at(URL)),
    Stop("dokumen-unit-cari", OFFICER, at(f"{URL}?cari=puskesmas")),
    Stop("dokumen-unit-penilai", HEAD, at(URL)),
    Stop("dokumen-unit-disiapkan", UNIT_OFFICER, waiting),
    Stop("dokumen-unit-siap", UNIT_OFFICER, ready),
    Stop("dokumen-unit-penuh", UNIT_OFFICER, refused),
)
