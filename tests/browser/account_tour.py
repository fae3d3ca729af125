"""The part of the walk past every page that shows accounts, codes, roles, and one's own data."""

import re
from collections.abc import Callable

from app.sample import loader
from tests.browser.person import Person, login_of, name_of
from tests.browser.server import Server
from tests.browser.stops import Stop, at
from tests.conftest import MIDWIFE

NOBODY = ""


def accounts_unit(person: Person, server: Server) -> None:
    """The people of a unit and their accounts, one of them without a password."""
    server.sql("UPDATE account SET password_hash = NULL, password_set_at = NULL WHERE login = ?", login_of("kayumanis"))
    person.go("/akun/")
    person.page.get_by_role("link", name=re.compile("^Puskesmas")).first.click()
    person.sees("Cetak kode pertama")


def account_of(key: str, link: str = "") -> Callable[[Person, Server], None]:
    """Somebody's account as the office sees it."""

    def reach(person: Person, _server: Server) -> None:
        person.go(f"/akun/?cari={name_of(key).split(',')[0]}")
        person.page.get_by_role("table").first.get_by_role("link").first.click()
        if link:
            person.follow(link)

    return reach


def code_refused(person: Person, server: Server) -> None:
    """A new code without a word on how the identity was checked."""
    account_of(MIDWIFE, "Cetak kode baru")(person, server)
    person.press("Cetak kode")
    person.sees("Pilih cara Anda memeriksa identitasnya")


def redeem_refused(person: Person, _server: Server) -> None:
    """A code that was copied wrongly."""
    person.go("/masuk/kode")
    person.write("NIP", "1234")
    person.write("Kode dari petugas", "K7QD 9FMR 2XWP")
    person.write("Kata sandi baru", "hujan di teluk")
    person.write("Ulangi kata sandi baru", "hujan di teluk")
    person.press("Simpan kata sandi dan masuk")
    person.sees("NIP atau kode salah")


def told_of_a_code(person: Person, server: Server) -> None:
    """Home, with news of a code."""
    day = "2026-11-22 03:14:00.000000"
    server.sql(
        "INSERT INTO access_code (account_id, kind, code_hash, issued_at, expires_at, used_at) "
        "SELECT id, 'reset', 'x', ?, ?, ? FROM account WHERE login = ?",
        day, day, day, login_of("kenari"),
    )  # fmt: skip
    person.go("/")
    person.sees("Saya tahu")


def role_for(person: Person, _server: Server) -> None:
    """Giving a role."""
    person.go(f"/akun/peran?cari={name_of(MIDWIFE).split(',')[0]}")
    person.page.get_by_role("table").first.get_by_role("link").first.click()
    person.sees("Beri peran kepada")


def role_taken(person: Person, _server: Server) -> None:
    """Taking a role away."""
    person.go("/akun/peran")
    person.page.get_by_role("link", name=re.compile("^Cabut peran")).first.click()


def aide_for(person: Person, _server: Server) -> None:
    """Choosing who prepares for the regent."""
    person.go("/akun/pendamping")
    person.page.get_by_role("link", name=re.compile("^Tetapkan pendamping")).first.click()
    person.write("Cari pendamping", "Dahlia")
    person.press("Cari")
    person.sees("Mulai")


def second_step_refused(person: Person, _server: Server) -> None:
    """A first code of the phone that is wrong."""
    person.go("/akun-saya/dua-langkah")
    person.write("Kode enam angka", "12345")
    if person.page.get_by_label("Kata sandi Anda").count():
        person.write("Kata sandi Anda", loader.PASSWORD)
    person.press("Aktifkan")
    person.sees("Kode salah")


def asks_for_the_phone(person: Person, server: Server) -> None:
    """The second page of the login."""
    server.sql("UPDATE account SET totp_secret = 'x' WHERE login = ?", login_of("pinang"))
    person.log_in("pinang")
    person.sees("Kode dari ponsel")


ACCOUNT_STOPS = (
    Stop("pakai-kode", NOBODY, at("/masuk/kode")),
    Stop("pakai-kode-salah", NOBODY, redeem_refused),
    Stop("kode-dari-ponsel", NOBODY, asks_for_the_phone),
    Stop("beranda-kabar-kode", "kenari", told_of_a_code),
    Stop("akun-saya", "kenari", at("/akun-saya")),
    Stop("dua-langkah", MIDWIFE, at("/akun-saya/dua-langkah")),
    Stop("dua-langkah-salah", MIDWIFE, second_step_refused),
    Stop("data-saya", MIDWIFE, at("/data-saya")),
    Stop("akun", "widuri", at("/akun/")),
    Stop("akun-cari", "widuri", at("/akun/?cari=Mel")),
    Stop("akun-unit", "kenari", accounts_unit),
    Stop("akun-pegawai", "kenari", account_of(MIDWIFE)),
    Stop("kode-baru", "kenari", account_of(MIDWIFE, "Cetak kode baru")),
    Stop("kode-baru-salah", "kenari", code_refused),
    Stop("tutup-akun", "kenari", account_of(MIDWIFE, "Tutup akun")),
    Stop("peran", "widuri", at("/akun/peran")),
    Stop("peran-beri", "regulus", role_for),
    Stop("peran-cabut", "widuri", role_taken),
    Stop("pendamping", "widuri", at("/akun/pendamping")),
    Stop("pendamping-pilih", "widuri", aide_for),
)
