"""Forms of a rater: the questions of a set, a receipt, the code of a slip."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.domain.ballots import STEPS, Answer
from app.domain.codes import normalise
from app.domain.questions import CANNOT
from app.feedback.sheet import Sheet
from app.web.forms import Form, paragraph

_CHOICES = [*(SelectChoice(str(step), str(step)) for step in STEPS), SelectChoice("0", CANNOT)]
_PASTED = 60_000
"""Characters: what is longer is refused before by the size of the request."""


def _receipt(hint: str) -> StringField:
    return StringField(
        "Tanda terima",
        description=hint,
        filters=[normalise_text],
        validators=[Length(max=60, message="Tanda terima terdiri atas 20 huruf dan angka.")],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


def normalise_text(value: str | None) -> str:
    """The bare signs of what was typed."""
    return normalise(value or "")


def _plain(value: str | None) -> str:
    """A text as it is counted and sealed: line ends of one byte, no blanks around it."""
    return (value or "").replace("\r\n", "\n").strip()


class AnswerForm(Form):
    """The questions of one set; :func:`answer_form` gives it their fields."""

    receipt = _receipt("20 huruf dan angka yang Anda catat waktu mengirim. Spasi dan huruf kecil tidak menjadi soal.")

    @property
    def scores(self) -> list[Any]:
        """The fields of the scale, in order."""
        return [field for field in self if field.name.startswith("scores-")]

    @property
    def texts(self) -> list[Any]:
        """The fields of the open questions, in order."""
        return [field for field in self if field.name.startswith("texts-")]

    @property
    def answer(self) -> Answer:
        """What was chosen and written."""
        steps = {choice.value for choice in _CHOICES}  # this is asked of a refused form, too
        scores = tuple(int(field.data) if field.data in steps else None for field in self.scores)
        return Answer(scores, tuple(_plain(field.data) for field in self.texts))

    @property
    def unanswered(self) -> int:
        """How many questions of the scale were left open."""
        return sum(score is None for score in self.answer.scores)


def answer_form(sheet: Sheet, filled: Answer | None = None) -> AnswerForm:
    """The form of a set of questions, with what was posted, or else with ``filled``."""
    fields: dict[str, Any] = {
        f"scores-{item.place}": RadioField(item.text, choices=_CHOICES, validators=[Optional()])
        for part in sheet.parts
        for item in part.items
    }
    fields |= {f"texts-{place}": paragraph(text, maximum=_PASTED) for place, text in enumerate(sheet.texts)}
    made: AnswerForm = type("AnswerForm", (AnswerForm,), fields)(data=fields_of(filled) if filled else {})
    return made


def fields_of(answer: Answer) -> dict[str, str]:
    """An answer as the values of the form's fields; what was left open is left out."""
    scores = {f"scores-{place}": str(score) for place, score in enumerate(answer.scores) if score is not None}
    return scores | {f"texts-{place}": text for place, text in enumerate(answer.texts) if text}


class ReceiptForm(Form):
    """Taking an answer back."""

    receipt = _receipt("20 huruf dan angka. Spasi dan huruf kecil tidak menjadi soal.")


class SlipForm(Form):
    """The code of a printed slip; carries sealed text of a page that had lost its code through."""

    code = StringField(
        "Kode di kertas Anda",
        description="20 huruf dan angka dalam lima kelompok. Spasi dan huruf kecil tidak menjadi soal.",
        validators=[InputRequired("Isi kode yang tercetak."), Length(max=60, message="Kode terlalu panjang.")],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    resume = HiddenField()
