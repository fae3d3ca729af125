"""Forms of sets of questions: shape and wording only."""

from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.domain.behaviour import BehaviourValue
from app.domain.questions import LONGEST_QUESTION, QuestionKind, Wording
from app.web.forms import Form, folded_line, line

ANCHOR = 200


class QuestionForm(Form):
    """One question."""

    seen = HiddenField(validators=[Length(max=16)])
    kind = RadioField(
        "Cara menjawab",
        choices=[
            SelectChoice(QuestionKind.SCALE.value, "Skala 1 sampai 5"),
            SelectChoice(QuestionKind.OPEN.value, "Tulisan"),
        ],
        validators=[InputRequired("Pilih cara menjawabnya.")],
    )
    value = SelectField(
        "Nilai BerAKHLAK",
        choices=[SelectChoice("", "Tidak ada"), *(SelectChoice(value.value, value.label) for value in BehaviourValue)],
    )
    text = line("Pertanyaan", maximum=LONGEST_QUESTION, required="Tulis pertanyaannya.")
    low = folded_line("Contoh sehari-hari untuk langkah 1", maximum=ANCHOR, hint="Hanya untuk skala. Boleh kosong.")
    high = folded_line("Contoh sehari-hari untuk langkah 5", maximum=ANCHOR)

    @property
    def typed(self) -> Wording:
        """The values of the command."""
        value = BehaviourValue(self.value.data) if self.value.data else None
        return Wording(
            QuestionKind(self.kind.data), self.text.data or "", value, self.low.data or "", self.high.data or ""
        )


class CopyForm(Form):
    """The name of another set."""

    name = line("Nama set yang baru", maximum=200, required="Tulis nama set yang baru.")


class PlainForm(Form):
    """A button: nothing is typed."""
