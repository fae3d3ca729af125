"""Forms of an open round for its officers: printing code slips, reminding everybody invited."""

from wtforms import HiddenField
from wtforms.validators import Length

from app.feedback.reminding import LONGEST
from app.web.forms import Form, paragraph


class PrintForm(Form):
    """Which button was pressed: ``add`` or ``renew`` names a subject; without either all of the page are meant."""

    add = HiddenField(validators=[Length(max=9)])
    renew = HiddenField(validators=[Length(max=9)])

    @property
    def chosen(self) -> list[int]:
        """The subject of the button; nobody when all are meant."""
        text = self.renew.data or self.add.data or ""
        return [int(text)] if text.isascii() and text.isdigit() else []

    @property
    def renews(self) -> bool:
        """Whether the slips printed before are cancelled."""
        return bool(self.renew.data) and bool(self.chosen)


class RemindForm(Form):
    """The one text that goes to everybody invited."""

    text = paragraph(
        "Isi pengingat",
        maximum=LONGEST,
        hint=f"Paling banyak {LONGEST} karakter. Jangan sebut nama siapa pun.",
        required="Tulis pengingatnya, lalu kirim.",
    )
