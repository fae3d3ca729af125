"""A walk past a page of every kind: what is looked at by the checks and photographed by ``shots``.

The stops come in an order in which the year goes on, so each finds what the stops before it left.
"""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.account_tour import ACCOUNT_STOPS
from tests.browser.answer_tour import ANSWER_STOPS
from tests.browser.bundle_tour import BUNDLE_STOPS
from tests.browser.calendar_tour import CALENDAR_STOPS
from tests.browser.cascade_tour import CASCADE_STOPS
from tests.browser.evaluation_tour import EVALUATION_STOPS
from tests.browser.exchange_tour import EXCHANGE_STOPS
from tests.browser.following_tour import FOLLOWING_STOPS
from tests.browser.intake_tour import INTAKE_STOPS
from tests.browser.nomination_tour import NOMINATION_STOPS
from tests.browser.objection_tour import OBJECTION_STOPS
from tests.browser.office_tour import OFFICE_STOPS
from tests.browser.person import Person, name_of
from tests.browser.planning_tour import PLANNING_STOPS
from tests.browser.progress_tour import PROGRESS_STOPS
from tests.browser.rating_tour import RATING_STOPS
from tests.browser.report_tour import REPORT_STOPS
from tests.browser.reporting_tour import REPORTING_STOPS
from tests.browser.round_tour import ROUND_STOPS
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.browser.unit_tour import UNIT_STOPS
from tests.browser.verification_tour import VERIFICATION_STOPS
from tests.browser.writing import FIELD, draft_of
from tests.conftest import HALF_MIDWIFE, HEAD, MIDWIFE, NUTRITIONIST, OFFICE_HEAD, SET_MIDWIFE

NOBODY = ""


def draft(below: str = "") -> Callable[[Person, Server], None]:
    """A page of the midwife's draft; ``below`` the plan."""
    return lambda person, server: person.go(draft_of(server).plan + below)


def plan_of(key: str) -> Callable[[Person, Server], None]:
    """The page of somebody's plan."""
    return lambda person, server: person.go(draft_of(server, key).plan)


def wrong_login(person: Person, _server: Server) -> None:
    """A refused login."""
    person.go("/masuk")
    person.write("NIP", "1234")
    person.write("Kata sandi", "salah")
    person.press("Masuk")
    person.sees("Ada yang perlu diperbaiki")


def result(person: Person, server: Server) -> None:
    """The form of a work result."""
    person.go(draft_of(server).path)


def result_after_a_swap(person: Person, server: Server) -> None:
    """The same with an indicator more, put there by htmx."""
    result(person, server)
    person.press("Tambah indikator")
    person.sees_saved()


def result_refused(person: Person, server: Server) -> None:
    """The same with a text that is too long."""
    result(person, server)
    person.write(FIELD, "panjang " * 300)
    person.press("Simpan dan kembali")
    person.sees("Ada yang perlu diperbaiki")


def result_compared(person: Person, server: Server) -> None:
    """Two texts side by side."""
    result(person, server)
    elsewhere = "UPDATE work_result SET version = version + 1, text = 'Ditulis orang lain', editor = NULL WHERE id = ?"
    server.sql(elsewhere, draft_of(server).result_id)
    person.write(FIELD, "Ditulis di sini")
    expect(person.save_state).to_contain_text("Bandingkan")
    person.press("Bandingkan kedua tulisan")
    person.sees("Ada dua tulisan yang berbeda")


def result_offline(person: Person, server: Server) -> None:
    """Typing into a dead link."""
    result(person, server)
    person.context.set_offline(True)
    person.write(FIELD, "Ditulis tanpa jaringan")
    expect(person.save_state).to_contain_text("Belum tersimpan")
    person.context.set_offline(False)
    person.sees_saved()


def ended(person: Person, server: Server) -> None:
    """The login page that carries a text."""
    result(person, server)
    server.sql("UPDATE login_session SET ended_at = created_at")
    person.write(FIELD, "Ditulis setelah sesi berakhir")
    person.press("Simpan dan kembali")
    person.sees("Tulisan Anda tidak hilang")


def resumed(person: Person, _server: Server) -> None:
    """The text is there after logging in."""
    person.enter(MIDWIFE)
    person.sees("Tulisan Anda masih ada")


def remarks(person: Person, server: Server) -> None:
    """Returning a plan."""
    plan_of(NUTRITIONIST)(person, server)
    person.follow("Kembalikan dengan catatan")


def remarks_missing(person: Person, server: Server) -> None:
    """Returning a plan without a word."""
    remarks(person, server)
    person.press("Kembalikan ke pegawai")
    person.sees("Ada yang perlu diperbaiki")


def realisation(person: Person, _server: Server) -> None:
    """Realisation and evidence."""
    person.go("/")
    person.follow("Isi realisasi dan bukti")
    person.follow("Isi realisasi hasil kerja 1")


def realisation_refused(person: Person, server: Server) -> None:
    """Evidence that is no address."""
    realisation(person, server)
    person.write("Bukti berupa tautan", "bukan tautan")
    person.press("Simpan dan kembali")
    person.sees("Ada yang perlu diperbaiki")


def progress_of(key: str, link: str = "") -> Callable[[Person, Server], None]:
    """How somebody's plan is going."""

    def reach(person: Person, _server: Server) -> None:
        person.go("/pelaksanaan/")
        person.page.get_by_role("row", name=name_of(key)).get_by_role("link", name="Buka").click()
        if link:
            person.follow(link)

    return reach


def password_refused(person: Person, _server: Server) -> None:
    """A new password that is too short."""
    person.go("/kata-sandi")
    person.write("Kata sandi sekarang", "salah")
    person.write("Kata sandi baru", "pendek")
    person.press("Ganti kata sandi")
    person.sees("Ada yang perlu diperbaiki")


STOPS = (
    Stop("masuk", NOBODY, at("/masuk")),
    Stop("masuk-salah", NOBODY, wrong_login),
    Stop("beranda-bidan", MIDWIFE, at("/")),
    Stop("beranda-kepala", HEAD, at("/")),
    Stop("beranda-kepala-dinas", OFFICE_HEAD, at("/")),
    Stop("beranda-bupati", "rajawali", at("/")),
    Stop("beranda-petugas", "widuri", at("/")),
    Stop("beranda-administrator", "regulus", at("/")),
    Stop("rencana-belum-ada", "dahlia", at("/perencanaan/")),
    Stop("rencana-saya", MIDWIFE, at("/perencanaan/")),
    Stop("rencana-tim", HEAD, at("/perencanaan/")),
    Stop("rencana-konsep", MIDWIFE, draft()),
    Stop("rencana-diajukan", HEAD, plan_of(NUTRITIONIST)),
    Stop("rencana-ditetapkan", SET_MIDWIFE, plan_of(SET_MIDWIFE)),
    Stop("rencana-kepala", HEAD, plan_of(HEAD)),
    Stop("hasil", MIDWIFE, result),
    Stop("hasil-tambah-indikator", MIDWIFE, result_after_a_swap),
    Stop("hasil-salah", MIDWIFE, result_refused),
    Stop("hasil-bandingkan", MIDWIFE, result_compared),
    Stop("hasil-tanpa-jaringan", MIDWIFE, result_offline),
    Stop("perilaku", MIDWIFE, draft("/perilaku")),
    Stop("lampiran", MIDWIFE, draft("/lampiran")),
    Stop("kembalikan", HEAD, remarks),
    Stop("kembalikan-salah", HEAD, remarks_missing),
    Stop("pelaksanaan-tim", HEAD, at("/pelaksanaan/")),
    Stop("pelaksanaan", HEAD, progress_of(SET_MIDWIFE)),
    Stop("umpan-balik", HEAD, progress_of(SET_MIDWIFE, "Tulis umpan balik")),
    Stop("pelaksanaan-saya", HALF_MIDWIFE, at("/pelaksanaan/")),
    Stop("realisasi", HALF_MIDWIFE, realisation),
    Stop("realisasi-salah", HALF_MIDWIFE, realisation_refused),
    *EVALUATION_STOPS,
    *PROGRESS_STOPS,
    *RATING_STOPS,
    *FOLLOWING_STOPS,
    *OBJECTION_STOPS,
    *PLANNING_STOPS,
    *CASCADE_STOPS,
    *EXCHANGE_STOPS,
    *ROUND_STOPS,
    *OFFICE_STOPS,
    *INTAKE_STOPS,
    *BUNDLE_STOPS,
    *ACCOUNT_STOPS,
    *CALENDAR_STOPS,
    *ANSWER_STOPS,
    *NOMINATION_STOPS,
    *REPORT_STOPS,
    *REPORTING_STOPS,
    *VERIFICATION_STOPS,
    *UNIT_STOPS,
    Stop("kata-sandi", MIDWIFE, at("/kata-sandi")),
    Stop("kata-sandi-salah", MIDWIFE, password_refused),
    Stop("tidak-ditemukan", MIDWIFE, at("/perencanaan/99999")),
    Stop("sesi-berakhir", MIDWIFE, ended),
    Stop("tulisan-masih-ada", MIDWIFE, resumed),
)
