"""Forms of calibration meetings."""

from collections.abc import Iterable

from wtforms import IntegerField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.domain.rating import Rating
from app.people.queries import PersonView
from app.review.proposals import ProposalView
from app.web.forms import EditedForm, Form, day, line, paragraph

_RATINGS = [SelectChoice(rating.value, rating.label) for rating in Rating]
_ASKED = InputRequired("Pilih kedua rating.")


class CallForm(Form):
    """Name and day of a meeting."""

    title = line("Nama pertemuan", maximum=200, hint="Terbaca semua yang diundang. Misalnya: Kalibrasi triwulan II.")
    held_on = day("Tanggal pertemuan")


class InviteForm(Form):
    """Assessors to invite."""

    people = SelectMultipleField(
        "Penilai di unit ini",
        coerce=int,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, people: Iterable[PersonView]) -> "InviteForm":
        """Offer these."""
        self.people.choices = [SelectChoice(person.id, f"{person.name}, {person.position}") for person in people]
        return self


class ChangeForm(Form):
    """Two ratings and why they change."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    results_rating = RadioField("Rating hasil kerja", choices=_RATINGS, validators=[InputRequired("Pilih rating.")])
    behaviour_rating = RadioField(
        "Rating perilaku kerja", choices=_RATINGS, validators=[InputRequired("Pilih rating.")]
    )
    reason = paragraph("Alasan perubahan", maximum=2000)

    @classmethod
    def of(cls, proposal: ProposalView) -> "ChangeForm":
        """The form with the ratings as they are."""
        form = cls(
            data={
                "version": proposal.version,
                "results_rating": proposal.results.value if proposal.results else None,
                "behaviour_rating": proposal.behaviour.value if proposal.behaviour else None,
            }
        )
        form.version.data = form.version.data or 0
        return form


class MinutesForm(EditedForm):
    """What was talked about and agreed on."""

    text = paragraph(
        "Risalah",
        maximum=20_000,
        hint="Apa yang dibandingkan, dan apa yang disepakati tentang cara menilai. Jangan menulis nama pegawai.",
    )
