"""Forms of custodians: shape and wording only."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.web.forms import Form
from app.web.signing import ConfirmedForm


class NewCodeForm(ConfirmedForm):
    """Making a code."""


class TypedCodeForm(Form):
    """The code, typed back from the paper."""

    code = StringField(
        "Ketik kode dari kertas Anda",
        description="Spasi dan huruf kecil boleh. Kode tidak memakai angka 0 dan 1, juga tidak huruf O dan I.",
        validators=[DataRequired("Ketik kodenya."), Length(max=100, message="Terlalu panjang untuk sebuah kode.")],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
