"""Forms of an objection: reasons, documents, explanation, hearing, decision."""

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.domain.files import LIMITS
from app.domain.objections import MOST_FILES
from app.domain.rating import Rating
from app.web.forms import EditedForm, Form, paragraph

_RATINGS = [SelectChoice("", "Tetap"), *(SelectChoice(rating.value, rating.label) for rating in Rating)]


class ReasonsForm(EditedForm):
    """The employee's reasons."""

    reasons = paragraph(
        "Alasan keberatan",
        hint="Sebutkan bagian yang tidak sesuai menurut Anda dan dasarnya: hasil, bukti, atau umpan balik.",
    )


class DocumentForm(Form):
    """A document that supports the objection."""

    key = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])
    file = FileField(
        "Berkas pendukung",
        description=f"{LIMITS} Paling banyak {MOST_FILES} berkas.",
        validators=[FileRequired("Pilih berkasnya.")],
    )


class ExplanationForm(EditedForm):
    """The assessor's explanation."""

    explanation = paragraph(
        "Penjelasan Anda atas keberatan",
        hint="Jawab setiap alasan dengan hasil dan bukti yang menjadi dasar rating.",
    )


class HearingForm(EditedForm):
    """The record of the hearing."""

    heard_on = DateField("Hari pemeriksaan", validators=[Optional()])
    employee = paragraph("Penjelasan pegawai")
    assessor = paragraph(
        "Penjelasan pejabat penilai",
        hint="Bila penilai tidak memberi penjelasan, tulis kapan dan bagaimana penjelasan itu diminta.",
    )


class DecisionForm(EditedForm):
    """The superior's decision; ratings and recommendation only when the result is changed."""

    decision = paragraph("Keputusan dan dasarnya")
    results_rating = RadioField("Rating hasil kerja", choices=_RATINGS, default="", validators=[Optional()])
    behaviour_rating = RadioField("Rating perilaku kerja", choices=_RATINGS, default="", validators=[Optional()])
    recommendation = paragraph("Rekomendasi baru", hint="Hanya bila hasil diubah. Tercetak pada dokumen D.1.3.")

    @property
    def results(self) -> Rating | None:
        """The chosen rating of work results."""
        return Rating(self.results_rating.data) if self.results_rating.data else None

    @property
    def behaviour(self) -> Rating | None:
        """The chosen rating of work behaviour."""
        return Rating(self.behaviour_rating.data) if self.behaviour_rating.data else None
