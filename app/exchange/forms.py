"""Forms of workbooks: shape and wording only."""

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import Length

from app.web.forms import Form


class UploadForm(Form):
    """A filled workbook."""

    file = FileField(
        "Buku kerja yang sudah diisi (.xlsx)",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 5 MB. Belum ada yang berubah sebelum Anda memeriksa dan menerapkannya.",
        render_kw={"accept": ".xlsx"},
    )


class TakeForm(Form):
    """What is taken of a preview, and the fingerprint of what was read."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])
    take = SelectMultipleField("Yang diterapkan", validate_choice=False)

    @property
    def taken(self) -> frozenset[str]:
        """Names of the chosen changes."""
        return frozenset(self.take.data or ())


class RecordingForm(Form):
    """A filled template of plans that were set elsewhere."""

    file = FileField(
        "Templat yang sudah diisi (.xlsx)",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 5 MB dan 500 rencana. Belum ada yang dicatat sebelum Anda memeriksanya.",
        render_kw={"accept": ".xlsx"},
    )


class SeenForm(Form):
    """The fingerprint of the preview that was read."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])


class ScanForm(Form):
    """The scan of a plan that was set elsewhere."""

    file = FileField(
        "Pindaian SKP yang ditetapkan (PDF, JPG, atau PNG)",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 5 MB. Dapat dibaca: semua yang boleh membaca rencana ini.",
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png"},
    )
