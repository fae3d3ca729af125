"""The form behind every signature: what was read, and the password when it was entered too long ago."""

from collections.abc import Callable
from typing import TypeVar

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import Length

from app import clock
from app.domain.actors import Actor
from app.domain.errors import ConfirmationNeededError, InvalidError, Problem, StaleError
from app.web.forms import Form, submitted

CHANGED = "Isinya berubah sejak Anda membacanya. Baca lagi halaman ini, lalu tanda tangani bila sudah sesuai."
ASK = "Masukkan kata sandi Anda: ini tanda tangan Anda."


ASK_AGAIN = "Masukkan kata sandi Anda, agar jelas bahwa ini Anda sendiri."
T = TypeVar("T")


def password_field(why: str) -> PasswordField:
    """One's own password, asked for again."""
    return PasswordField(
        "Kata sandi Anda",
        description=why,
        validators=[Length(max=200, message="Kata sandi terlalu panjang.")],
        render_kw={"autocomplete": "current-password"},
    )


class ConfirmedForm(Form):
    """A form whose command needs the password when it was entered more than five minutes ago."""

    password = password_field("Langkah ini memerlukan kata sandi yang dimasukkan dalam lima menit terakhir.")


class SigningForm(Form):
    """Fingerprint of what was read, and the password."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])
    password = password_field("Tanda tangan memerlukan kata sandi yang dimasukkan dalam lima menit terakhir.")


class CertifiedForm(SigningForm):
    """With what BSrE asks of a signer, where the office offers it: typed anew each time.

    Both go to :func:`app.documents.bsre.sign_with_bsre` alone; they are kept out of resume boxes by name, and password
    fields never come back filled.
    """

    nik = StringField(
        "NIK pada sertifikat elektronik BSrE",
        description="16 angka. Hanya diteruskan ke layanan BSrE instansi; tidak disimpan di sini.",
        validators=[Length(max=20, message="NIK terdiri atas 16 angka.")],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    passphrase = PasswordField(
        "Passphrase sertifikat elektronik",
        description="Hanya diteruskan ke layanan BSrE instansi; tidak disimpan.",
        validators=[Length(max=200, message="Passphrase terlalu panjang.")],
        render_kw={"autocomplete": "off"},
    )


def needs_password(actor: Actor) -> bool:
    """Whether the form must show the password field."""
    return not actor.has_confirmed(clock.now())


def signed(
    form: SigningForm, actor: Actor, confirm: Callable[[Actor, str], Actor], command: Callable[[Actor], None]
) -> bool:
    """Run a signing command; what stands in its way is shown at the form and False is returned."""

    def sign(actor: Actor) -> bool:
        command(actor)
        return True

    return confirmed(form, actor, confirm, sign, ASK) is not None


def confirmed(
    form: SigningForm | ConfirmedForm,
    actor: Actor,
    confirm: Callable[[Actor, str], Actor],
    command: Callable[[Actor], T],
    ask: str = ASK_AGAIN,
) -> T | None:
    """Run a command that needs a fresh password; what stands in its way is shown at the form and None is returned."""
    if not submitted(form):
        return None
    try:
        if form.password.data:
            actor = confirm(actor, form.password.data)
        return command(actor)
    except ConfirmationNeededError:
        form.add_problems([Problem("password", ask)])
    except StaleError:
        form.add_problems([Problem("", CHANGED)])
    except InvalidError as error:
        form.add_problems(error.problems)
    return None
