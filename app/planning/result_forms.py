"""The form of one work result, with the fields its official form has."""

from typing import Any, TypeVar

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.cascading import CascadeMethod
from app.domain.planning import Aspect, Perspective, PlanForm, ResultKind, ResultOrigin
from app.domain.special import ASSIGNMENTS, SpecialKind
from app.planning.leaders import LeaderResult
from app.planning.parts import ResultView
from app.planning.service import IndicatorInput, ResultInput
from app.web.forms import EditedForm, RowForm, line, paragraph

LEADER_NONE, LEADER_OTHER = "", "lain"
Word = TypeVar("Word", Perspective, ResultOrigin, SpecialKind, CascadeMethod)


def _choice(label: str, words: Any, nothing: str, hint: str = "") -> SelectField:
    """One of the words of a list, or none of them."""
    choices = [SelectChoice("", nothing), *[SelectChoice(word.value, word.label) for word in words]]
    return SelectField(label, description=hint, choices=choices, validators=[Optional()])


def _chosen(words: type[Word], field: Any) -> Word | None:
    return words(field.data) if field.data else None


class IndicatorForm(RowForm):
    """One indicator inside the form of a result."""

    key = HiddenField(validators=[Length(max=16)])
    aspects = SelectMultipleField(
        "Aspek",
        choices=[SelectChoice(aspect.value, aspect.label) for aspect in Aspect],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    text = paragraph("Indikator", maximum=2000)
    target = paragraph("Target", maximum=1000, hint="Angka dan satuan atau batas waktu. Contoh: paling sedikit 95 %.")
    perspective = _choice("Perspektif", Perspective, "– pilih –")


_MEASURED = "Apa yang diukur. Contoh: ibu hamil terlayani sesuai standar."
_TOLD = "Indikator dan targetnya dalam satu kalimat. Contoh: komplain atas layanan menurun dari tahun sebelumnya."


class ResultForm(EditedForm):
    """One work result. :meth:`wears` tells which fields the official form has; the others keep what is stored."""

    text = paragraph(
        "Rencana hasil kerja",
        maximum=2000,
        hint="Tulis hasilnya, bukan kegiatannya. Contoh: “Rekam medis lengkap dan tepat waktu”.",
    )
    kind = RadioField(
        "Jenis",
        choices=[SelectChoice(kind.value, kind.label) for kind in ResultKind],
        description="Utama: prioritas tinggi. Tambahan: prioritas rendah. Penilai yang menetapkannya.",
    )
    leader = SelectField("Hasil kerja pimpinan yang didukung", validators=[Optional()], validate_choice=True)
    leader_text = paragraph(
        "Hasil kerja pimpinan, ditulis sendiri",
        maximum=2000,
        hint="Hanya bila belum ada di daftar, misalnya rencana pimpinan belum selesai. Anda tidak perlu menunggu.",
    )
    assigned_by = line(
        "Ditugaskan oleh", maximum=200, hint="Jabatan pimpinan atau tim kerja yang menugaskan, seperti tercetak."
    )
    origin = _choice("Berasal dari", ResultOrigin, "– tidak disebut –")
    duty = _choice("Untuk penugasan", ASSIGNMENTS, "Jabatan saya sendiri", "Plt., Plh., dan tugas struktural: utama.")
    method = _choice("Cara pimpinan membagi", CascadeMethod, "– belum ditentukan –", "Pimpinan yang menentukan.")
    indicators = FieldList(FormField(IndicatorForm), max_entries=12)

    def __init__(self, form: PlanForm, leaders: list[LeaderResult], **values: Any) -> None:
        super().__init__(**values)
        self.official = form
        self.leader.choices = [
            SelectChoice(LEADER_NONE, "– pilih –"),
            *[SelectChoice(row.value, f"{row.owner}: {_short(row.words)}") for row in leaders],
            SelectChoice(LEADER_OTHER, "Belum ada di daftar, saya tulis sendiri"),
        ]
        for entry in self.indicators:
            entry.form["text"].description = _MEASURED if form.is_quantitative else _TOLD

    def wears(self, name: str) -> bool:
        """Whether the official form has this field."""
        form = self.official
        return {
            "aspects": form is PlanForm.A17,
            "target": form.is_quantitative,
            "perspective": form.is_leaders,
            "origin": form.is_leaders,
            "assigned_by": form is not PlanForm.A17,
        }.get(name, True)

    @property
    def typed(self) -> ResultInput:
        """The values of the command."""
        chosen, _, indicator = (self.leader.data or LEADER_NONE).partition(":")
        return ResultInput(
            kind=ResultKind(self.kind.data),
            text=self.text.data or "",
            leader_result_id=int(chosen) if chosen.isdigit() else None,
            leader_indicator_key=indicator or None,
            leader_text=(self.leader_text.data or "") if chosen == LEADER_OTHER else "",
            assigned_by=(self.assigned_by.data or "").strip(),
            origin=_chosen(ResultOrigin, self.origin),
            duty=_chosen(SpecialKind, self.duty),
            method=_chosen(CascadeMethod, self.method),
            indicators=tuple(_indicator(entry.form, asks_aspects=self.wears("aspects")) for entry in self.indicators),
        )


def _short(words: str, longest: int = 120) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _indicator(form: Any, *, asks_aspects: bool) -> IndicatorInput:
    aspects = tuple(aspect for aspect in Aspect if aspect.value in (form.aspects.data or []))
    return IndicatorInput(
        form.key.data or "",
        aspects if asks_aspects else None,
        form.text.data or "",
        form.target.data or "",
        _chosen(Perspective, form.perspective),
    )


def result_values(result: ResultView, leaders: list[LeaderResult]) -> dict[str, Any]:
    """What a :class:`ResultForm` shows of a stored result."""
    stored = str(result.leader_id) if result.leader_id else LEADER_NONE
    exact = f"{stored}:{result.leader_indicator}" if result.leader_indicator else stored
    values = [row.value for row in leaders]
    chosen = next((value for value in (exact, stored) if value and value in values), None)
    if chosen is None:
        # A leader's result is offered by indicator; one linked before that keeps its first.
        chosen = next((value for value in values if result.leader_id and value.startswith(f"{stored}:")), None)
    if chosen is None:
        chosen = LEADER_OTHER if result.leader_text or result.leader_id else LEADER_NONE
    return {
        "text": result.text,
        "kind": result.kind.value,
        "leader": chosen,
        "leader_text": result.leader_words if chosen == LEADER_OTHER else "",
        "assigned_by": result.assigned_by,
        "origin": _value(result.origin),
        "duty": _value(result.duty),
        "method": _value(result.method),
        "indicators": [
            {
                "key": row.key,
                "aspects": [a.value for a in row.aspects],
                "text": row.text,
                "target": row.target,
                "perspective": _value(row.perspective),
            }
            for row in result.indicators
        ],
    }


def _value(word: Any) -> str:
    return word.value if word else ""
