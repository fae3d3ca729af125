"""Forms of the plan: shape and wording only."""

from typing import Any

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, Aspect, ResultKind
from app.planning.leaders import LeaderResult
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.planning.service import IndicatorInput, ResultInput
from app.web.forms import EditedForm, Form, RowForm, paragraph
from app.web.signing import SigningForm

LEADER_NONE, LEADER_OTHER = "", "lain"


class IndicatorForm(RowForm):
    """One indicator inside the form of a result."""

    key = HiddenField(validators=[Length(max=16)])
    aspects = SelectMultipleField(
        "Aspek",
        choices=[SelectChoice(aspect.value, aspect.label) for aspect in Aspect],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    text = paragraph("Indikator", maximum=2000, hint="Apa yang diukur. Contoh: ibu hamil terlayani sesuai standar.")
    target = paragraph("Target", maximum=1000, hint="Angka dan satuan atau batas waktu. Contoh: paling sedikit 95 %.")


class ResultForm(EditedForm):
    """One work result: columns (2)-(6) of A.1.7."""

    text = paragraph(
        "Rencana hasil kerja",
        maximum=2000,
        hint="Tulis hasilnya, bukan kegiatannya. Contoh: “Rekam medis lengkap dan tepat waktu”.",
    )
    kind = RadioField(
        "Jenis",
        choices=[SelectChoice(kind.value, kind.label) for kind in ResultKind],
        description="Utama: prioritas tinggi. Tambahan: prioritas rendah.",
    )
    leader = SelectField("Hasil kerja pimpinan yang didukung", validators=[Optional()], validate_choice=True)
    leader_text = paragraph(
        "Hasil kerja pimpinan, ditulis sendiri",
        maximum=2000,
        hint="Hanya bila belum ada di daftar, misalnya rencana pimpinan belum selesai. Anda tidak perlu menunggu.",
    )
    indicators = FieldList(FormField(IndicatorForm), max_entries=12)

    def __init__(self, leaders: list[LeaderResult], **values: Any) -> None:
        super().__init__(**values)
        self.leader.choices = [
            SelectChoice(LEADER_NONE, "– pilih –"),
            *[SelectChoice(str(row.id), f"{row.owner}: {_short(row.words)}") for row in leaders],
            SelectChoice(LEADER_OTHER, "Belum ada di daftar, saya tulis sendiri"),
        ]

    @property
    def typed(self) -> ResultInput:
        """The values of the command."""
        chosen = self.leader.data or LEADER_NONE
        return ResultInput(
            kind=ResultKind(self.kind.data),
            text=self.text.data or "",
            leader_result_id=int(chosen) if chosen.isdigit() else None,
            leader_text=(self.leader_text.data or "") if chosen == LEADER_OTHER else "",
            indicators=tuple(_indicator(entry.form) for entry in self.indicators),
        )


def _short(words: str, longest: int = 120) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _indicator(form: Any) -> IndicatorInput:
    aspects = tuple(aspect for aspect in Aspect if aspect.value in (form.aspects.data or []))
    return IndicatorInput(form.key.data or "", aspects, form.text.data or "", form.target.data or "")


def result_values(result: ResultView, leaders: list[LeaderResult]) -> dict[str, Any]:
    """What a :class:`ResultForm` shows of a stored result."""
    known = {row.id for row in leaders}
    chosen = LEADER_OTHER if result.leader_text or (result.leader_id and result.leader_id not in known) else LEADER_NONE
    return {
        "text": result.text,
        "kind": result.kind.value,
        "leader": str(result.leader_id) if result.leader_id in known else chosen,
        "leader_text": result.leader_words if chosen == LEADER_OTHER else "",
        "indicators": [
            {"key": row.key, "aspects": [a.value for a in row.aspects], "text": row.text, "target": row.target}
            for row in result.indicators
        ],
    }


class ExpectationsForm(EditedForm):
    """Special expectations of the leader, one per value; each may stay empty."""

    service = paragraph(BehaviourValue.SERVICE.label)
    accountable = paragraph(BehaviourValue.ACCOUNTABLE.label)
    competent = paragraph(BehaviourValue.COMPETENT.label)
    harmonious = paragraph(BehaviourValue.HARMONIOUS.label)
    loyal = paragraph(BehaviourValue.LOYAL.label)
    adaptive = paragraph(BehaviourValue.ADAPTIVE.label)
    collaborative = paragraph(BehaviourValue.COLLABORATIVE.label)

    @property
    def typed(self) -> dict[BehaviourValue, str]:
        """Text by value."""
        return {value: self[value.value].data or "" for value in BehaviourValue}


class AnnexForm(EditedForm):
    """The three blocks of A.1.8; each line is one numbered item."""

    resources = paragraph(
        AnnexBlock.RESOURCES.label,
        hint="Apa yang Anda butuhkan: orang, anggaran, peralatan, pendampingan, sarana. Satu baris satu butir.",
    )
    accountability = paragraph(
        AnnexBlock.ACCOUNTABILITY.label,
        hint="Kapan hasil kerja dilaporkan dan data apa yang dilaporkan. Satu baris satu butir.",
    )
    consequences = paragraph(
        AnnexBlock.CONSEQUENCES.label,
        hint="Apa yang disepakati bila ekspektasi dipenuhi atau tidak dipenuhi. Satu baris satu butir.",
    )

    @property
    def typed(self) -> dict[AnnexBlock, tuple[str, ...]]:
        """Items by block; empty lines are left out."""
        return {
            block: tuple(text.strip() for text in (self[block.value].data or "").splitlines() if text.strip())
            for block in AnnexBlock
        }


class SignPlanForm(SigningForm):
    """Signing a plan."""


class RemarksForm(Form):
    """The assessor's remarks on each part of a submitted plan."""

    results = FieldList(paragraph("Catatan"))
    behaviour = paragraph("Catatan pada perilaku kerja")
    annex = paragraph("Catatan pada lampiran")
    plan = paragraph("Catatan umum")

    def written(self, plan: PlanView) -> dict[str, str]:
        """Remarks by item."""
        by_item = {
            result.item: field.data or "" for result, field in zip(plan.results, self.results.entries, strict=False)
        }
        own = {name: self[name].data or "" for name in ("behaviour", "annex", "plan")}
        return {**by_item, **own}
