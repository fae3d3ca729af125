"""Forms on which somebody is rated."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.domain.rating import OverallRating, Rating
from app.domain.weighing import FAILED_STUDY
from app.review.queries import EvaluationView
from app.web.forms import EditedForm, Form, RowForm, line, paragraph

_RATINGS = [SelectChoice(rating.value, rating.label) for rating in Rating]
NO_FAILURE = "none"
_STUDY = [
    SelectChoice(NO_FAILURE, "Lulus atau masih belajar: predikat dari kuadran"),
    *(SelectChoice(rating.value, f"Tidak lulus atau putus studi: {rating.label}") for rating in FAILED_STUDY),
]


class MarkRow(RowForm):
    """The own mark of one result or value."""

    item = HiddenField(validators=[Length(max=32)])
    mark = SelectField("Tanda bantu", choices=[SelectChoice("", "–"), *_RATINGS], validators=[Optional()])


class RatingForm(EditedForm):
    """Two ratings, their reason, the note for the employee, what helps to weigh, and the declaration."""

    results_rating = RadioField("Rating hasil kerja", choices=_RATINGS, validators=[Optional()])
    behaviour_rating = RadioField("Rating perilaku kerja", choices=_RATINGS, validators=[Optional()])
    exception = RadioField("Tugas belajar", choices=_STUDY, default=NO_FAILURE, validators=[Optional()])
    reason = paragraph(
        "Alasan kedua rating",
        hint="Sebutkan hasil dan umpan balik yang menjadi dasar. Alasan ini disimpan bersama rating.",
    )
    note = paragraph(
        "Catatan dan rekomendasi",
        hint="Apa yang sudah baik, dan satu langkah pengembangan berikutnya. Tercetak pada dokumen evaluasi.",
    )
    marks = FieldList(FormField(MarkRow))
    is_close = RadioField(
        "Hubungan pribadi yang dekat dengan pegawai ini",
        choices=[SelectChoice("no", "Tidak ada"), SelectChoice("yes", "Ada: atasan saya membaca dahulu")],
        validators=[Optional()],
    )
    relation = line("Hubungannya, bila ada", maximum=500, hint="Misalnya: saudara kandung, ipar, rekan usaha.")

    @property
    def typed(self) -> "Typed":
        """What was chosen and written."""
        failed = self.exception.data in {rating.value for rating in FAILED_STUDY}
        return Typed(
            results=Rating(self.results_rating.data) if self.results_rating.data else None,
            behaviour=Rating(self.behaviour_rating.data) if self.behaviour_rating.data else None,
            reason=self.reason.data or "",
            note=self.note.data or "",
            exception=OverallRating(self.exception.data) if failed else None,
            is_close={"yes": True, "no": False}.get(self.is_close.data or ""),
            relation=(self.relation.data or "").strip(),
        )

    def marks_of(self, items: Iterable[str]) -> dict[str, Rating] | None:
        """The own marks by item, of those there are; None when the form was sent without that part."""
        known = set(items)
        rows = [entry.form for entry in self.marks]
        chosen = {row.item.data: row.mark.data for row in rows if row.item.data in known}
        return {item: Rating(mark) for item, mark in chosen.items() if mark} if rows else None


@dataclass(frozen=True)
class Typed:
    """A draft as it was typed."""

    results: Rating | None
    behaviour: Rating | None
    reason: str
    note: str
    exception: OverallRating | None
    is_close: bool | None
    relation: str

    @property
    def texts(self) -> dict[str, str]:
        """As it is compared with what somebody else saved."""
        return {
            "Rating hasil kerja": self.results.label if self.results else "",
            "Rating perilaku kerja": self.behaviour.label if self.behaviour else "",
            "Tugas belajar": self.exception.label if self.exception else "",
            "Alasan": self.reason,
            "Catatan dan rekomendasi": self.note,
            "Hubungan dekat": {True: f"Ada: {self.relation}", False: "Tidak ada", None: ""}[self.is_close],
        }


def stored(view: EvaluationView) -> Typed:
    """The draft as it is in the database."""
    return Typed(
        view.results_rating,
        view.behaviour_rating,
        view.reason,
        view.note,
        view.exception,
        view.is_close,
        view.relation,
    )


def typed_over(view: EvaluationView, form: RatingForm) -> EvaluationView:
    """The evaluation as it would be with what stands in the form."""
    typed = form.typed
    marks = form.marks_of(item for item, _ in view.progress.items)
    if view.carried:  # its ratings are fixed
        return replace(view, reason=typed.reason, marks=view.marks if marks is None else marks)
    return replace(
        view,
        results_rating=typed.results,
        behaviour_rating=typed.behaviour,
        exception=typed.exception,
        reason=typed.reason,
        marks=view.marks if marks is None else marks,
    )


def mark_words(view: EvaluationView, marks: dict[str, Rating]) -> str:
    """The own marks in words, for comparing."""
    words = dict(view.progress.items)
    return "\n".join(f"{words[item][:60]}: {mark.label}" for item, mark in sorted(marks.items()) if item in words)


def draft_of(view: EvaluationView) -> dict[str, object]:
    """What a :class:`RatingForm` shows of the stored draft."""
    return {
        "results_rating": view.results_rating.value if view.results_rating else None,
        "behaviour_rating": view.behaviour_rating.value if view.behaviour_rating else None,
        "exception": view.exception.value if view.exception else NO_FAILURE,
        "reason": view.reason,
        "note": view.note,
        "is_close": {True: "yes", False: "no", None: None}[view.is_close],
        "relation": view.relation,
        "marks": [
            {"item": item, "mark": view.marks[item].value if item in view.marks else ""}
            for item, _ in view.progress.items
        ],
    }


class LookForm(Form):
    """The superior has read the draft that was shown."""

    seen = HiddenField(validators=[Length(max=64, message="Formulir ini rusak. Buka lagi halamannya.")])
