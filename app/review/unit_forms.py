"""Forms of the advised shares."""

from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import TextInput

from app.web.forms import EditedForm


def _percent(label: str, hint: str) -> IntegerField:
    keys = {"inputmode": "numeric"}
    asked = [InputRequired("Isi dengan angka bulat dari 0 sampai 100.")]
    return IntegerField(label, description=hint, widget=TextInput(), validators=asked, render_kw=keys)


class LimitForm(EditedForm):
    """An advised share."""

    least = _percent("Paling sedikit (persen)", "0 bila tidak ada batas bawah.")
    most = _percent("Paling banyak (persen)", "100 bila tidak ada batas atas.")
