"""Forms of imports: shape and wording only."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import FieldList, HiddenField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.domain.headings import plain
from app.domain.intake import IntakeKind
from app.intake.queries import Layout
from app.web.forms import Form, day

_ORDER = (IntakeKind.UNITS, IntakeKind.POSITIONS, IntakeKind.PEOPLE, IntakeKind.ASSESSORS)
LONGEST_VERSION = 9


class UploadForm(Form):
    """A workbook, what it holds, and from when its changes count."""

    kind = RadioField(
        "Isi berkas",
        choices=[SelectChoice(kind.value, kind.label) for kind in _ORDER],
        default=IntakeKind.PEOPLE.value,
        description="Untuk pertama kali, impor menurut urutan ini.",
    )
    file = FileField(
        "Berkas Excel (.xlsx)",
        validators=[FileRequired("Pilih berkasnya dahulu.")],
        description="Paling besar 20 MB, satu jenis data per berkas.",
        render_kw={"accept": ".xlsx"},
    )
    effective = day(
        "Perubahan berlaku mulai",
        hint="Dipakai bila berkas tidak menyebut tanggalnya. Jabatan yang lama berakhir sehari sebelumnya.",
    )


class ColumnsForm(Form):
    """Which worksheet, and what each column stands for."""

    sheet = SelectField("Lembar yang dipakai")
    columns = FieldList(SelectField("Arti kolom"))

    def __init__(self, layout: Layout, **values: Any) -> None:
        self.layout = layout
        kept = [column.field for column in layout.open_columns]
        super().__init__(sheet=layout.sheet.name, columns=kept, **values)
        self.sheet.choices = [SelectChoice(name, name) for name in layout.sheets]
        for entry in self.columns:
            entry.choices = [SelectChoice("", "– tidak dipakai –"), *(SelectChoice(*row) for row in layout.fields)]

    @property
    def corrected(self) -> dict[str, str]:
        """Fields by heading, of the columns whose meaning was changed."""
        pairs = zip(self.layout.open_columns, self.columns, strict=False)
        return {plain(c.heading): entry.data or "" for c, entry in pairs if (entry.data or "") != c.field}


class SeenForm(Form):
    """Applying the preview that was read."""

    version = HiddenField(validators=[Length(max=LONGEST_VERSION)])

    @property
    def seen(self) -> int:
        """The version of the preview; 0 when it is none."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_VERSION else 0
