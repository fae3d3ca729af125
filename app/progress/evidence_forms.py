"""Form of evidence that is a file."""

import secrets

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField
from wtforms.validators import Length, Regexp

from app.domain.files import LIMITS
from app.planning.parts import ResultView
from app.web.forms import Form

_BROKEN = "Formulir ini rusak. Buka lagi halamannya."


class FileForm(Form):
    """One file for one indicator; ``upload_key`` makes a form that is sent twice one file."""

    upload_key = HiddenField(
        validators=[Length(min=16, max=32, message=_BROKEN), Regexp("[0-9a-f]+$", message=_BROKEN)]
    )
    indicator = SelectField("Bukti untuk indikator")
    file = FileField(
        "Berkas bukti",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description=f"{LIMITS} Satu berkas sekali unggah.",
        render_kw={"accept": ".pdf,.jpg,.jpeg,.png,.xlsx,.docx"},
    )

    def offer(self, result: ResultView) -> None:
        """Offer the indicators of a result."""
        self.indicator.choices = [
            (indicator.key, f"{number}. {_short(indicator.text)}")
            for number, indicator in enumerate(result.indicators, 1)
        ]

    def begin(self) -> None:
        """Make the next sending a file of its own."""
        self.upload_key.data = secrets.token_hex(16)


def _short(text: str, longest: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[:longest].rstrip()}…"
