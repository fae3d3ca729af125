"""Forms of reporting: shape and wording only."""

from wtforms import IntegerField, SelectMultipleField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.web.addresses import LARGEST
from app.web.forms import Form, paragraph


class ReportForm(Form):
    """The finished evaluations an assessor reports."""

    evaluasi = SelectMultipleField("Evaluasi yang dilaporkan", validate_choice=False)

    @property
    def chosen(self) -> list[int]:
        """The numbers that were ticked."""
        return [int(text) for text in self.evaluasi.data or () if text.isascii() and text.isdigit() and len(text) < 10]  # noqa: PLR2004 - numbers of rows


class _Seen(Form):
    """Carries the version of the report that was shown."""

    versi = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])

    @property
    def seen(self) -> int:
        """The version that was shown."""
        return max(0, min(self.versi.data or 0, LARGEST))


class SendForm(_Seen):
    """A unit's report on its way up."""

    note = paragraph(
        "Catatan untuk tingkat di atas",
        maximum=1000,
        hint="Wajib bila belum lengkap: siapa yang belum, sebabnya, kapan menyusul. Jangan menulis nilai seseorang.",
    )


class AnswerForm(_Seen):
    """What the level above says to it."""

    answer = paragraph(
        "Catatan untuk unit ini", maximum=1000, hint="Wajib bila dikembalikan: tulis apa yang harus dilengkapi."
    )
