"""An objection from its first word to a result that is changed, as three people see it."""

from playwright.sync_api import FilePayload

from app import clock
from app.sample import loader
from tests.browser.following_tour import DOCTOR, number_of, of
from tests.browser.person import Person
from tests.browser.server import Server
from tests.browser.stops import Stop
from tests.conftest import HEAD, OFFICE_HEAD
from tests.progress import made


def begun(person: Person, server: Server) -> None:
    """An objection that has no reasons yet."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}")
    person.press("Tulis keberatan")
    person.sees("Alasan keberatan")


def filed_too_early(person: Person, _server: Server) -> None:
    """Filed without a word."""
    person.press("Simpan dan periksa")
    person.press("Ajukan keberatan")
    person.sees("Ada yang perlu diperbaiki")


def drafted(person: Person, server: Server) -> None:
    """A draft with a document."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}/keberatan/tulis")
    person.write("Alasan keberatan", "Dua belas kunjungan lewat telepon tidak dihitung.")
    person.press("Simpan dan periksa")
    sent = FilePayload(name="Daftar panggilan Januari sampai Juni.pdf", mimeType="application/pdf", buffer=made.pdf())
    person.page.get_by_label("Berkas pendukung").set_input_files(sent)
    person.press("Unggah berkas")
    person.sees("Daftar panggilan")


def filed(person: Person, _server: Server) -> None:
    """On its way."""
    person.press("Ajukan keberatan")
    person.sees("menunggu penjelasan penilai")


def explaining(person: Person, server: Server) -> None:
    """The assessor writes."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}")
    person.follow("Buka keberatan")
    person.follow("Tulis penjelasan")
    person.write("Penjelasan Anda atas keberatan", "Bukti masuk sesudah masa penilaian.")
    person.sees_saved()


def explained(person: Person, _server: Server) -> None:
    """The explanation is there to be sent."""
    person.press("Simpan dan periksa")
    person.press("Kirim penjelasan")
    person.sees("menunggu pemeriksaan")


def hearing(person: Person, server: Server) -> None:
    """The superior writes down what both said."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}/keberatan")
    person.follow("Tulis catatan pemeriksaan")
    person.write("Hari pemeriksaan", clock.today("Asia/Jakarta").isoformat())
    person.write("Penjelasan pegawai", "Menunjukkan buku telepon.")
    person.write("Penjelasan pejabat penilai", "Mengakui buku itu.")
    person.sees_saved()


def to_be_heard(person: Person, _server: Server) -> None:
    """The record before it is closed."""
    person.press("Simpan dan periksa")
    person.sees("Pemeriksaan selesai")


def heard(person: Person, _server: Server) -> None:
    """Both were heard."""
    person.press("Pemeriksaan selesai")
    person.sees("Kedua pihak sudah didengar")


def decision(person: Person, server: Server) -> None:
    """The decision is written."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}/keberatan/keputusan")
    person.choose("Rating hasil kerja", "Di atas ekspektasi")
    person.sees_saved()


def decision_missing(person: Person, _server: Server) -> None:
    """Ratings alone are no decision."""
    person.press("Simpan dan periksa sebelum menetapkan")
    person.sees("Belum dapat ditetapkan")


def to_decide(person: Person, server: Server) -> None:
    """A change that can be signed."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}/keberatan/keputusan")
    person.write("Keputusan dan dasarnya", "Buku telepon diterima sebagai bukti.")
    person.write("Rekomendasi baru", "Bagikan caranya kepada bidan desa.")
    person.press("Simpan dan periksa sebelum menetapkan")
    person.sees("Menjadi: Baik")


def decision_refused(person: Person, server: Server) -> None:
    """A wrong password."""
    server.sql("UPDATE login_session SET confirmed_at = '2020-01-01 00:00:00.000000'")
    person.page.reload()
    person.write("Kata sandi Anda", "salah")
    person.press("Ubah hasil dan tandatangani")
    person.sees("Kata sandi salah")


def decided(person: Person, _server: Server) -> None:
    """The new document."""
    person.write("Kata sandi Anda", loader.PASSWORD)
    person.press("Ubah hasil dan tandatangani")
    person.sees("Diubah setelah keberatan")


def cosigning(person: Person, server: Server) -> None:
    """The assessor signs it, too."""
    person.go(f"/penilaian/{number_of(server, DOCTOR)}")
    person.follow("Tandatangani sebagai pejabat penilai")
    person.sees("sudah mengetahui keputusan ini")


OBJECTION_STOPS = (
    Stop("keberatan-tulis", DOCTOR, begun),
    Stop("keberatan-salah", DOCTOR, filed_too_early),
    Stop("keberatan-konsep", DOCTOR, drafted),
    Stop("keberatan-diajukan", DOCTOR, filed),
    Stop("keberatan-penilai", HEAD, of(DOCTOR, "/keberatan")),
    Stop("keberatan-penjelasan", HEAD, explaining),
    Stop("keberatan-dijelaskan", HEAD, explained),
    Stop("keberatan-atasan", OFFICE_HEAD, of(DOCTOR, "/keberatan")),
    Stop("keberatan-pemeriksaan", OFFICE_HEAD, hearing),
    Stop("keberatan-diperiksa", OFFICE_HEAD, to_be_heard),
    Stop("keberatan-didengar", OFFICE_HEAD, heard),
    Stop("keputusan", OFFICE_HEAD, decision),
    Stop("keputusan-belum-lengkap", OFFICE_HEAD, decision_missing),
    Stop("keputusan-tetapkan", OFFICE_HEAD, to_decide),
    Stop("keputusan-salah", OFFICE_HEAD, decision_refused),
    Stop("evaluasi-diubah", OFFICE_HEAD, decided),
    Stop("evaluasi-diubah-pegawai", DOCTOR, of(DOCTOR)),
    Stop("keberatan-diputus", DOCTOR, of(DOCTOR, "/keberatan")),
    Stop("evaluasi-diubah-tandatangan", HEAD, cosigning),
)
