"""The form that asks for an archive."""

from collections.abc import Sequence

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.domain.bundles import KILOBYTES, Scope, megabytes
from app.web.forms import Form

_FORMATS = {"pdf": "PDF, untuk dicetak dan disimpan", "xlsx": "Excel, untuk diolah; berkasnya jauh lebih kecil"}


class BundleForm(Form):
    """Whose documents, and as what."""

    siapa = RadioField("Dokumen siapa", validators=[InputRequired("Pilih dokumen siapa.")])
    fmt = RadioField(
        "Bentuk",
        choices=[SelectChoice(fmt, _FORMATS[fmt]) for fmt in KILOBYTES],
        default="pdf",
        validators=[InputRequired("Pilih bentuknya.")],
    )
    unit = HiddenField()

    def offer(self, scopes: Sequence[tuple[Scope, str, int]]) -> None:
        """Offer these: each with its words and the number of people."""
        self.siapa.choices = [SelectChoice(scope.value, f"{words}: {_size(people)}") for scope, words, people in scopes]
        if self.siapa.data is None and scopes:
            self.siapa.data = scopes[0][0].value

    @property
    def scope(self) -> Scope:
        """What was chosen."""
        return Scope(self.siapa.data)


def _size(people: int) -> str:
    if not people:
        return "tidak ada pegawai yang menyusun SKP"
    return f"{people} pegawai, sampai kira-kira {megabytes(people, 'pdf')} MB (PDF)"
