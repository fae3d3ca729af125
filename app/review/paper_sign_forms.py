"""The form for a signature on paper: shape and wording only."""

from flask_wtf.file import FileField, FileRequired

from app.web.forms import day
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
