"""Forms of attendance: shape and wording only."""

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField
from wtforms.validators import Length

from app.web.forms import Form


class SheetForm(Form):
    """A sheet of attendance."""

    file = FileField(
        "Lembar kehadiran yang sudah diisi (.xlsx atau .csv)",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 5 MB. Belum ada yang dicatat sebelum Anda memeriksanya.",
        render_kw={"accept": ".xlsx,.csv"},
    )


class SeenForm(Form):
    """The fingerprint of the preview that was read."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])
