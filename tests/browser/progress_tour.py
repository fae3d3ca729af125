"""Stops on the pages of a period: files, self-assessment, leaders who gave an assignment."""

from playwright.sync_api import FilePayload

from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import HALF_MIDWIFE
from tests.progress import made


def files(person: Person, _server: Server) -> None:
    """The files of a result."""
    person.go("/pelaksanaan/")
    person.follow("Realisasi dan umpan balik")
    person.follow("Isi realisasi hasil kerja 1")
    person.press("Simpan, lalu lampirkan berkas")


def file_sent(person: Person, server: Server) -> None:
    """A file among the evidence."""
    files(person, server)
    sent = FilePayload(name="Kohort ibu Maret.pdf", mimeType="application/pdf", buffer=made.pdf())
    person.page.get_by_label("Berkas bukti").set_input_files(sent)
    person.press("Unggah berkas")
    person.sees("Kohort ibu Maret.pdf")


def file_refused(person: Person, server: Server) -> None:
    """A program that calls itself a document."""
    files(person, server)
    sent = FilePayload(name="bukti.pdf", mimeType="application/pdf", buffer=b"MZ\x90\x00")
    person.page.get_by_label("Berkas bukti").set_input_files(sent)
    person.press("Unggah berkas")
    person.sees("Ada yang perlu diperbaiki")


def own_view(person: Person, _server: Server) -> None:
    """The self-assessment of a period."""
    person.go("/pelaksanaan/?periode=1")
    person.follow("Realisasi dan umpan balik")
    person.follow("Tulis penilaian diri")


def own_view_written(person: Person, server: Server) -> None:
    """A self-assessment that can be handed in."""
    own_view(person, server)
    person.write("Hasil yang paling berarti", "Kunjungan keempat naik dari 71 menjadi 84 persen sejak ada kelas malam.")
    person.write("Yang menghambat", "Jadwal loket pagi.")
    person.press("Simpan dan lanjut")
    person.sees("Serahkan kepada penilai")


PROGRESS_STOPS = (
    Stop("berkas-bukti", HALF_MIDWIFE, files),
    Stop("berkas-bukti-terkirim", HALF_MIDWIFE, file_sent),
    Stop("berkas-bukti-salah", HALF_MIDWIFE, file_refused),
    Stop("penilaian-diri", HALF_MIDWIFE, own_view),
    Stop("penilaian-diri-tertulis", HALF_MIDWIFE, own_view_written),
    Stop("masukan-pimpinan-kosong", "altair", at("/pelaksanaan/masukan/")),
)
