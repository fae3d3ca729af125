"""Forms around a signed evaluation: paper delivery, refusal, deadlines, signing many at once."""

from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.clocks import ClockLine
from app.domain.rules import Clock
from app.web.forms import Form, day, paragraph
from app.web.signing import CertifiedForm
from app.web.templating import long_date

CONCERNED = "pegawai, pejabat penilai, atasan penilai, dan pengawas"


class HandOverForm(Form):
    """The day a paper was handed over."""

    on = day("Hari dokumen diserahkan", required="Isi hari dokumen diserahkan.")


class RefusalForm(Form):
    """Why the employee does not sign."""

    reason = paragraph(
        "Apa yang terjadi",
        maximum=2000,
        hint="Tulis kapan pegawai diminta menandatangani dan jawabannya, tanpa menilai.",
    )


class ExtendForm(Form):
    """Another last day, and why."""

    clock = RadioField("Tenggat", validators=[InputRequired("Pilih tenggat yang diperpanjang.")])
    due_on = day("Tenggat baru", required="Isi tanggal tenggat yang baru.")
    reason = paragraph("Alasan", maximum=500, hint="Alasan ini tampil bersama tenggatnya.")

    def offer(self, lines: tuple[ClockLine, ...]) -> None:
        """The deadlines that are running."""
        self.clock.choices = [
            SelectChoice(line.clock.value, f"{words[0].upper()}{words[1:]} (sekarang {long_date(line.due_on)})")
            for line in lines
            if (words := line.words)
        ]

    @property
    def which(self) -> Clock | None:
        """The chosen deadline."""
        return Clock(self.clock.data) if self.clock.data else None


class BatchForm(CertifiedForm):
    """The documents that are signed together, each with the fingerprint of what was shown."""

    dokumen = SelectMultipleField(
        "Dokumen", validate_choice=False, widget=ListWidget(), option_widget=CheckboxInput(), choices=[]
    )
