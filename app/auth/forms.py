"""Forms of login."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from app.web.forms import Form


class LoginForm(Form):
    """NIP (or login name) and password; carries sealed text of an ended session through."""

    nip = StringField(
        "NIP",
        description="18 angka, spasi boleh ada. Pejabat tanpa NIP memakai nama masuk.",
        validators=[InputRequired("Isi NIP Anda."), Length(max=64, message="NIP terlalu panjang.")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Kata sandi",
        validators=[InputRequired("Isi kata sandi Anda."), Length(max=200, message="Kata sandi terlalu panjang.")],
        render_kw={"autocomplete": "current-password"},
    )
    resume = HiddenField()


class PasswordForm(Form):
    """Changing one's own password."""

    current = PasswordField(
        "Kata sandi sekarang",
        validators=[InputRequired("Isi kata sandi sekarang.")],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        "Kata sandi baru",
        description="Paling sedikit 10 karakter. Beberapa kata yang mudah diingat lebih baik daripada tanda sulit.",
        validators=[
            InputRequired("Isi kata sandi baru."),
            Length(min=10, max=200, message="Kata sandi baru paling sedikit 10 karakter."),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    repeat = PasswordField(
        "Ulangi kata sandi baru",
        validators=[EqualTo("new", message="Ulangan kata sandi tidak sama. Ketik lagi keduanya.")],
        render_kw={"autocomplete": "new-password"},
    )
