"""Forms of performance agreements: shape and wording only."""

from wtforms import HiddenField, RadioField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.agreements.queries import AgreementView, ItemView
from app.agreements.service import NO_DOCUMENT, HeadInput
from app.domain.agreements import LONGEST, ItemInput, read_budgets
from app.web.forms import EditedForm, Form, line, paragraph

LONGEST_TABLE = 60_000
DRAFT, FINAL = "draft", "final"


class ItemForm(EditedForm):
    """One line: sasaran, indikator, target."""

    goal = paragraph(
        "Sasaran",
        maximum=LONGEST,
        hint="Beberapa indikator boleh memiliki sasaran yang sama. Contoh: Meningkatnya kualitas pelayanan puskesmas.",
    )
    indicator = paragraph(
        "Indikator kinerja",
        maximum=LONGEST,
        hint="Contoh: Persentase ibu hamil mendapatkan pelayanan antenatal sesuai standar.",
    )
    target = paragraph("Target", maximum=LONGEST, hint="Angka dan satuannya. Contoh: 100 %.")

    @property
    def typed(self) -> ItemInput:
        """The values of the command."""
        return ItemInput(self.goal.data or "", self.indicator.data or "", self.target.data or "")


def item_values(item: ItemView) -> dict[str, str]:
    """What an :class:`ItemForm` shows of a stored line."""
    return {"goal": item.goal, "indicator": item.indicator, "target": item.target}


class HeadForm(EditedForm):
    """Draft or final, the document, the budgets."""

    state = RadioField(
        "Kedudukan dokumen",
        choices=[
            SelectChoice(DRAFT, "Rancangan: belum ditandatangani, boleh sudah dipakai menyusun SKP"),
            SelectChoice(FINAL, "Final: sudah ditandatangani"),
        ],
    )
    document = line("Dokumen", hint="Nomor atau tanggal dokumen yang ditandatangani. Wajib bila final.")
    budgets = paragraph(
        "Program dan anggaran",
        maximum=20_000,
        hint="Satu baris satu program, anggarannya di ujung. Contoh: Pelayanan Kesehatan Masyarakat Rp51.727.239.612.",
    )

    def validate_document(self, field: HiddenField) -> None:
        """A final agreement names its document."""
        if self.state.data == FINAL and not (field.data or "").strip():
            raise ValidationError(NO_DOCUMENT)

    @property
    def typed(self) -> HeadInput:
        """The values of the command."""
        return HeadInput(self.state.data != FINAL, self.document.data or "", read_budgets(self.budgets.data or ""))


def head_values(agreement: AgreementView | None) -> dict[str, str]:
    """What a :class:`HeadForm` shows of a stored agreement."""
    if agreement is None:
        return {"state": DRAFT}
    budgets = "\n".join(f"{row.programme} {row.amount}".rstrip() for row in agreement.budgets)
    return {"state": DRAFT if agreement.is_draft else FINAL, "document": agreement.document, "budgets": budgets}


class PasteForm(Form):
    """A table as it was copied."""

    version = HiddenField(validators=[Optional(), Length(max=9)])
    table = paragraph(
        "Tabel yang disalin",
        maximum=LONGEST_TABLE,
        hint="Salin dari Excel atau Word: kolom sasaran, indikator, target. Sel sasaran yang kosong berarti sama "
        "dengan di atasnya. Baris program dan anggaran boleh ikut.",
    )

    @property
    def seen_version(self) -> int:
        """The version of the agreement when the table was looked through; 0 when there was none."""
        return int(self.version.data) if str(self.version.data or "").isdecimal() else 0
