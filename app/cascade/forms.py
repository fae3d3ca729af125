"""Forms of matrices and assignments: shape and wording only."""

from typing import Any

from wtforms import FieldList, FormField, HiddenField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.cascade.leaders import Source
from app.cascade.queries import ColumnView, MemberView
from app.cascade.service import ColumnInput
from app.domain.cascading import MOST_IN_CELL, CascadeMethod, results_in
from app.web.forms import EditedForm, Form, RowForm, line, paragraph

LONGEST_RESULT = 1000


class MatrixForm(Form):
    """Opening a matrix."""

    title = line(
        "Nama matriks",
        maximum=200,
        hint="Nama unit atau tim kerja. Contoh: Tim Kerja UKP Kefarmasian dan Laboratorium.",
        required="Tulis nama unit atau tim kerjanya.",
    )


class ColumnForm(EditedForm):
    """One column: what of the leader it stands for, and how it is handed down."""

    text = paragraph(
        "Ukuran keberhasilan pimpinan",
        maximum=1000,
        hint="Indikator kinerja individu pimpinan; untuk ketua tim: rencana hasil kerjanya. Boleh ditulis dahulu "
        "sebelum ada di SKP.",
    )
    source = SelectField("Hubungan dengan SKP pimpinan", validators=[Optional()])
    method = RadioField("Cara penyelarasan", validators=[Optional()])

    def __init__(self, offered: tuple[Source, ...], **values: Any) -> None:
        super().__init__(**values)
        self.source.choices = [
            SelectChoice("", "Belum dihubungkan"),
            *[SelectChoice(source.name, _short(source.text)) for source in offered],
        ]
        self.method.choices = [
            SelectChoice("", "Belum ditentukan"),
            *[SelectChoice(method.value, method.label) for method in CascadeMethod],
        ]

    @property
    def typed(self) -> ColumnInput:
        """The values of the command."""
        method = CascadeMethod(self.method.data) if self.method.data else None
        return ColumnInput((self.text.data or "").strip(), method, self.source.data or "")


def _short(words: str, longest: int = 120) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


def column_values(column: ColumnView, offered: tuple[Source, ...]) -> dict[str, str]:
    """What a :class:`ColumnForm` shows of a stored column."""
    source = next((row.name for row in offered if row.key == column.source), "")
    return {"text": column.text, "method": column.method.value if column.method else "", "source": source}


class CellForm(RowForm):
    """One cell: the results of somebody for one column, one a line."""

    column = HiddenField(validators=[Length(max=12)])
    results = paragraph("Peran hasil", maximum=MOST_IN_CELL * LONGEST_RESULT)

    def validate_results(self, field: Any) -> None:
        """Not more results than a cell holds, and none that is no sentence any more."""
        found = results_in(field.data or "")
        if len(found) > MOST_IN_CELL:
            raise ValidationError(f"Satu kolom memuat paling banyak {MOST_IN_CELL} hasil. Gabungkan sebagian.")
        if any(len(text) > LONGEST_RESULT for text in found):
            raise ValidationError(f"Satu hasil paling banyak {LONGEST_RESULT} karakter. Persingkat atau bagi dua.")


class RoleRowForm(EditedForm):
    """One row of a matrix: a cell for every column."""

    cells = FieldList(FormField(CellForm))

    @property
    def typed(self) -> dict[int, tuple[str, ...]]:
        """Results by column."""
        return {
            int(entry.form.column.data): results_in(entry.form.results.data or "")
            for entry in self.cells
            if str(entry.form.column.data or "").isdecimal()
        }


def row_values(member: MemberView, columns: tuple[ColumnView, ...]) -> dict[str, Any]:
    """What a :class:`RoleRowForm` shows of a stored row."""
    return {
        "cells": [
            {"column": str(column.id), "results": "\n".join(role.text for role in member.cell(column.id))}
            for column in columns
        ]
    }


class MembersForm(Form):
    """Choosing people for the rows of a matrix."""

    people = SelectMultipleField(
        "Pegawai", coerce=int, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )

    def offer(self, found: list[tuple[int, str]]) -> None:
        """Let these be chosen."""
        self.people.choices = [SelectChoice(str(number), words) for number, words in found]


class RefuseForm(Form):
    """Declining an assignment."""

    seen = HiddenField(validators=[Length(max=60)])
    reason = line(
        "Alasan",
        maximum=500,
        hint="Misalnya beban kerja atau kompetensi yang dibutuhkan.",
        required="Tulis alasannya, agar pegawai dan pimpinan tahu.",
    )


class WishForm(Form):
    """What both a proposal and an application say."""

    text = paragraph(
        "Hasil kerja yang diharapkan",
        maximum=LONGEST_RESULT,
        hint="Tulis hasilnya, bukan kegiatannya. Ini menjadi rencana hasil kerja di SKP pegawai.",
    )
    reason = paragraph("Alasan penugasan", maximum=1000, hint="Boleh kosong. Membantu penilai memutuskan.")


class ProposeForm(WishForm):
    """A leader's proposal."""

    employee = RadioField("Pegawai", validators=[Optional()])

    def offer(self, found: list[tuple[int, str]]) -> None:
        """Let these be chosen."""
        self.employee.choices = [SelectChoice(str(number), words) for number, words in found]


class ApplyForm(WishForm):
    """An employee's application, to a leader of this agency or outside."""

    leader = RadioField("Pimpinan di instansi ini", validators=[Optional()])
    leader_words = line(
        "Pimpinan di luar instansi ini",
        maximum=200,
        hint="Jabatan dan lembaganya, bila bukan pimpinan di instansi ini.",
    )

    def offer(self, found: list[tuple[int, str]]) -> None:
        """Let these be chosen."""
        self.leader.choices = [SelectChoice(str(number), words) for number, words in found]
