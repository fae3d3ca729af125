"""Forms of login and of one's own account."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from app.auth.codes import SpentCodeError
from app.domain.errors import Problem
from app.domain.mail import LONGEST_ADDRESS
from app.web.forms import Form
from app.web.signing import ConfirmedForm
from app.web.templating import date_and_time, long_date

_NEW_HINT = "Paling sedikit 10 karakter. Beberapa kata yang mudah diingat lebih baik daripada tanda sulit."


def _login() -> StringField:
    return StringField(
        "NIP",
        description="18 angka, spasi boleh ada. Pejabat tanpa NIP memakai nama masuk.",
        validators=[InputRequired("Isi NIP Anda."), Length(max=64, message="NIP terlalu panjang.")],
        render_kw={"autocomplete": "username"},
    )


def _new_password() -> PasswordField:
    return PasswordField(
        "Kata sandi baru",
        description=_NEW_HINT,
        validators=[
            InputRequired("Isi kata sandi baru."),
            Length(min=10, max=200, message="Kata sandi baru paling sedikit 10 karakter."),
        ],
        render_kw={"autocomplete": "new-password"},
    )


def _repeated() -> PasswordField:
    return PasswordField(
        "Ulangi kata sandi baru",
        validators=[EqualTo("new", message="Ulangan kata sandi tidak sama. Ketik lagi keduanya.")],
        render_kw={"autocomplete": "new-password"},
    )


def _digits() -> StringField:
    return StringField(
        "Kode enam angka",
        description="Dari aplikasi pembuat kode di ponsel Anda. Kode berganti setiap 30 detik.",
        validators=[InputRequired("Isi kode dari ponsel Anda."), Length(max=20, message="Kode terdiri atas 6 angka.")],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class LoginForm(Form):
    """NIP (or login name) and password; carries sealed text of an ended session through."""

    nip = _login()
    password = PasswordField(
        "Kata sandi",
        validators=[InputRequired("Isi kata sandi Anda."), Length(max=200, message="Kata sandi terlalu panjang.")],
        render_kw={"autocomplete": "current-password"},
    )
    resume = HiddenField()


class SecondStepForm(Form):
    """The code of the phone; the ticket proves the step before."""

    ticket = HiddenField()
    resume = HiddenField()
    code = _digits()

    @classmethod
    def after(cls, ticket: str, box: str | None) -> "SecondStepForm":
        """An empty form for whoever took the first step."""
        return cls(formdata=None, ticket=ticket, resume=box)


class RedeemForm(Form):
    """A printed code and the new password, in one."""

    nip = _login()
    code = StringField(
        "Kode dari petugas",
        description="12 huruf dan angka dalam tiga kelompok. Spasi dan huruf kecil tidak menjadi soal.",
        validators=[InputRequired("Isi kode yang tercetak."), Length(max=40, message="Kode terlalu panjang.")],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    new = _new_password()
    repeat = _repeated()
    resume = HiddenField()


def spent_words(error: SpentCodeError) -> list[Problem]:
    """Why a code that was right is no longer good, and what to do."""
    moment = date_and_time(error.at)
    words = {
        "used": f"Kode ini sudah dipakai pada {moment}. Bila bukan Anda, segera hubungi petugas kepegawaian unit Anda.",
        "revoked": f"Kode ini tidak berlaku lagi sejak {moment}: ada kode yang lebih baru, atau akunnya ditutup. "
        "Pakai kode terakhir, atau minta yang baru kepada petugas.",
        "expired": f"Kode ini hanya berlaku sampai {long_date(error.at)}. Minta petugas mencetak yang baru.",
    }
    return [Problem("code", words[error.why])]


class PasswordForm(Form):
    """Changing one's own password."""

    current = PasswordField(
        "Kata sandi sekarang",
        validators=[InputRequired("Isi kata sandi sekarang.")],
        render_kw={"autocomplete": "current-password"},
    )
    new = _new_password()
    repeat = _repeated()


class AddressForm(Form):
    """Where one's reminders go."""

    address = StringField(
        "Alamat surel",
        description="Contoh: nama@contoh.example. Kosongkan bila tidak ingin menerima pengingat lewat surel.",
        validators=[Length(max=LONGEST_ADDRESS, message="Alamat ini terlalu panjang.")],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


class TurnOnForm(ConfirmedForm):
    """The first code of the phone."""

    secret = HiddenField(validators=[Length(max=400, message="Formulir ini rusak. Buka lagi halamannya.")])
    code = _digits()
