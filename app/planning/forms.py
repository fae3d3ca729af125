"""Forms of the plan beside its results: shape and wording only."""

from collections.abc import Iterable
from typing import Any

from wtforms import FieldList, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, ResultKind
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.web.forms import EditedForm, Form, paragraph
from app.web.signing import SigningForm

_LONGEST = 11
"""Digits an id has less than."""


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


class ShownForm(Form):
    """A form with a field for each result; it says which results were shown: they may stand in another order by now."""

    shown = HiddenField(validators=[Length(max=600, message="Formulir ini rusak. Buka lagi halamannya.")])

    @property
    def ids(self) -> list[int]:
        """Ids of the results, in the order of the fields."""
        return [int(text) for text in (self.shown.data or "").split(",") if text.isdecimal() and len(text) < _LONGEST]

    def shown_of(self, results: Iterable[ResultView]) -> list[ResultView | None]:
        """The results as they were shown; None for one that is no longer there."""
        known = {result.id: result for result in results}
        return [known.get(number) for number in self.ids]


def ids_of(results: Iterable[ResultView]) -> str:
    """What a form says about the results it shows."""
    return ",".join(str(result.id) for result in results)


class RemarksForm(ShownForm):
    """The assessor's remarks on each part of a submitted plan."""

    results = FieldList(paragraph("Catatan"))
    behaviour = paragraph("Catatan pada perilaku kerja")
    annex = paragraph("Catatan pada lampiran")
    plan = paragraph("Catatan umum")

    def written(self, plan: PlanView) -> dict[str, str]:
        """Remarks by item."""
        pairs = zip(self.shown_of(plan.results), self.results.entries, strict=False)
        by_item = {result.item: field.data or "" for result, field in pairs if result}
        own = {name: self[name].data or "" for name in ("behaviour", "annex", "plan")}
        return {**by_item, **own}


class RemarkForm(Form):
    """Something said about one part of a plan."""

    item = SelectField("Tentang")
    text = paragraph("Catatan", maximum=2000)

    def __init__(self, items: list[tuple[str, str]], **values: Any) -> None:
        super().__init__(**values)
        self.item.choices = [SelectChoice(name, label) for name, label in items]


class KindsForm(ShownForm):
    """Utama or tambahan for each result, in the order of the plan."""

    kinds = FieldList(
        RadioField("Jenis", choices=[SelectChoice(kind.value, kind.label) for kind in ResultKind]), max_entries=40
    )


class LinksForm(ShownForm):
    """For each loose result the leader's result it serves."""

    links = FieldList(SelectField("Hasil kerja pimpinan", validators=[Optional()]), max_entries=40)

    def __init__(self, leaders: list[tuple[str, str]], **values: Any) -> None:
        super().__init__(**values)
        for field in self.links:
            field.choices = [SelectChoice("", "– belum –"), *[SelectChoice(value, words) for value, words in leaders]]
