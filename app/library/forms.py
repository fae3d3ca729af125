"""Forms of the library: shape and wording only."""

from flask import request
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.domain.library import JobFamily
from app.domain.planning import Aspect, Perspective
from app.library.queries import ExampleView
from app.library.service import ExampleInput
from app.web.forms import LINE, EditedForm, Form, paragraph

ALL = "semua"
NO_PERSPECTIVE = ""


class SearchForm(Form):
    """What the list is narrowed to; sent in the address."""

    class Meta(Form.Meta):
        """An address changes nothing and needs no token."""

        csrf = False

    rumpun = SelectField(
        "Rumpun pekerjaan",
        default=ALL,
        choices=[SelectChoice(ALL, "Semua"), *(SelectChoice(family.value, family.label) for family in JobFamily)],
    )
    cari = StringField("Kata yang dicari", default="", validators=[Length(max=100)])

    @classmethod
    def asked(cls, likely: JobFamily | None) -> "SearchForm":
        """As asked for in the address; ``likely`` when no family was."""
        form = cls(request.args, rumpun=likely.value if likely else ALL)
        if not form.validate():
            form.rumpun.data, form.cari.data = ALL, ""
        return form

    @property
    def family(self) -> JobFamily | None:
        """The family, None for all."""
        return None if self.rumpun.data == ALL else JobFamily(self.rumpun.data)


class ExampleForm(EditedForm):
    """An example in the office's own words."""

    family = SelectField("Rumpun pekerjaan", choices=[SelectChoice(family.value, family.label) for family in JobFamily])
    result = paragraph(
        "Hasil kerja",
        maximum=LINE,
        hint="Keadaan yang tercapai, bukan kegiatan. Contoh: Ibu hamil terlayani sesuai standar.",
        required="Tulis hasil kerjanya.",
    )
    indicator = paragraph(
        "Indikator", maximum=LINE, hint="Bagaimana tercapainya diukur.", required="Tulis indikatornya."
    )
    target = paragraph("Target", maximum=200, hint="Angka dan satuan yang masuk akal, misalnya: paling sedikit 90%.")
    aspects = SelectMultipleField(
        "Aspek indikator",
        choices=[SelectChoice(aspect.value, aspect.label) for aspect in Aspect],
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )
    perspective = SelectField(
        "Perspektif (hanya untuk pimpinan)",
        choices=[
            SelectChoice(NO_PERSPECTIVE, "Tanpa perspektif"),
            *(SelectChoice(one.value, one.label) for one in Perspective),
        ],
    )

    def show(self, stored: ExampleView) -> None:
        """Fill in what is stored."""
        self.begin(stored.version)
        self.family.data, self.result.data = stored.family.value, stored.result
        self.indicator.data, self.target.data = stored.indicator, stored.target
        self.aspects.data = [aspect.value for aspect in stored.aspects]
        self.perspective.data = stored.perspective.value if stored.perspective else NO_PERSPECTIVE

    @property
    def typed(self) -> ExampleInput:
        """The values of the command."""
        chosen = set(self.aspects.data or ())
        return ExampleInput(
            family=JobFamily(self.family.data),
            result=self.result.data or "",
            indicator=self.indicator.data or "",
            target=self.target.data or "",
            aspects=[aspect for aspect in Aspect if aspect.value in chosen],
            perspective=Perspective(self.perspective.data) if self.perspective.data else None,
        )
