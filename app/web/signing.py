"""The form behind every signature: what was read, and the password when it was entered too long ago."""

from collections.abc import Callable

from wtforms import HiddenField, PasswordField
from wtforms.validators import Length

from app import clock
from app.domain.actors import Actor
from app.domain.errors import ConfirmationNeededError, InvalidError, Problem, StaleError
from app.web.forms import Form, submitted

CHANGED = "Isinya berubah sejak Anda membacanya. Baca lagi halaman ini, lalu tanda tangani bila sudah sesuai."
ASK = "Masukkan kata sandi Anda: ini tanda tangan Anda."


class SigningForm(Form):
    """Fingerprint of what was read, and the password."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Muat ulang halamannya.")])
    password = PasswordField(
        "Kata sandi Anda",
        description="Tanda tangan memerlukan kata sandi yang dimasukkan dalam lima menit terakhir.",
        validators=[Length(max=200, message="Kata sandi terlalu panjang.")],
        render_kw={"autocomplete": "current-password"},
    )


def needs_password(actor: Actor) -> bool:
    """Whether the form must show the password field."""
    return not actor.has_confirmed(clock.now())


def signed(
    form: SigningForm, actor: Actor, confirm: Callable[[Actor, str], Actor], command: Callable[[Actor], None]
) -> bool:
    """Run a signing command; what stands in its way is shown at the form and False is returned."""
    if not submitted(form):
        return False
    try:
        if form.password.data:
            actor = confirm(actor, form.password.data)
        command(actor)
    except ConfirmationNeededError:
        form.add_problems([Problem("password", ASK)])
    except StaleError:
        form.add_problems([Problem("", CHANGED)])
    except InvalidError as error:
        form.add_problems(error.problems)
    else:
        return True
    return False
