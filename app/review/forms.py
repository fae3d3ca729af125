"""Forms of the evaluation."""

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.domain.distribution import Achievement
from app.domain.rating import Rating
from app.web.forms import EditedForm, line, paragraph
from app.web.signing import SigningForm

_RATINGS = [SelectChoice(rating.value, rating.label) for rating in Rating]


class AchievementForm(EditedForm):
    """Capaian kinerja organisasi of a unit."""

    grade = RadioField(
        "Capaian kinerja organisasi",
        choices=[SelectChoice(grade.value, grade.label) for grade in Achievement],
        validators=[InputRequired("Pilih capaian kinerja unit.")],
    )
    document = line("Dokumen penetapan", hint="Misalnya: Laporan Kinerja Tahun 2026, nomor dan tanggalnya.")


class RatingForm(EditedForm):
    """Two ratings, their reason, and the note for the employee."""

    results_rating = RadioField("Rating hasil kerja", choices=_RATINGS, validators=[Optional()])
    behaviour_rating = RadioField("Rating perilaku kerja", choices=_RATINGS, validators=[Optional()])
    reason = paragraph(
        "Alasan kedua rating",
        hint="Sebutkan hasil dan umpan balik yang menjadi dasar. Alasan ini disimpan bersama rating.",
    )
    note = paragraph(
        "Catatan dan rekomendasi",
        hint="Apa yang sudah baik, dan satu langkah pengembangan berikutnya. Tercetak pada dokumen evaluasi.",
    )

    @property
    def results(self) -> Rating | None:
        """The chosen rating of work results."""
        return Rating(self.results_rating.data) if self.results_rating.data else None

    @property
    def behaviour(self) -> Rating | None:
        """The chosen rating of work behaviour."""
        return Rating(self.behaviour_rating.data) if self.behaviour_rating.data else None


class SignEvaluationForm(SigningForm):
    """The assessor's signature."""


class CountersignForm(SigningForm):
    """The employee's signature, with a comment if wanted."""

    comment = paragraph("Tanggapan Anda (boleh dikosongkan)", maximum=2000)
