"""The forms for signatures on paper: shape and wording only."""

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField
from wtforms.validators import Length

from app.web.forms import Form, day
from app.web.signing import ConfirmedForm


class PaperForm(ConfirmedForm):
    """The day on the paper, its scan, and the recorder's password."""

    on = day("Hari penandatanganan", hint="Hari yang tertulis di kertas.", required="Isi hari penandatanganan.")
    file = FileField(
        "Pindaian dokumen yang ditandatangani (PDF, JPG, atau PNG)",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 5 MB. Dapat dibaca: pegawai, penilai, atasan penilai, petugas kepegawaian, pengawas.",
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png"},
    )


class SheetForm(Form):
    """Fingerprint of what is printed to be signed on paper."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])
