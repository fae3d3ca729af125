"""The form of a count: a custodian's code."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form


class CodeForm(Form):
    """The code from the paper; never kept, never shown again."""

    code = StringField(
        "Kode Anda dari kertas",
        description="28 huruf dan angka. Spasi dan huruf kecil boleh.",
        validators=[InputRequired("Ketik kode dari kertas Anda."), Length(max=80, message="Kode ini terlalu panjang.")],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


class ExerciseForm(Form):
    """Nothing but the token against forged posts."""
