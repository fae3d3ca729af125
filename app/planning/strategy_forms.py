"""Forms of the indicator manual (A.1.3, p.38) and of the workblock (A.1.4, p.43)."""

from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.domain.manuals import ControlLevel, Reporting
from app.web.forms import EditedForm, line, paragraph

_LINES = "Satu baris satu butir."


class ManualForm(EditedForm):
    """Form A.1.3 of one indicator."""

    purpose = paragraph("Tujuan", hint="Untuk apa indikator ini diukur.")
    definition = paragraph(
        "Definisi", hint="Apa yang dihitung dan apa yang tidak, agar semua orang memahami hal yang sama."
    )
    formula = paragraph("Formula", hint="Cara menghitung. Boleh kosong pada pendekatan kualitatif.")
    unit_of_measure = line("Satuan pengukuran", maximum=100, hint="Boleh kosong pada pendekatan kualitatif.")
    level = RadioField(
        "Kualitas dan tingkat kendali",
        choices=[SelectChoice(level.value, level.label) for level in ControlLevel],
        validators=[Optional()],
    )
    source = paragraph("Sumber data")
    reporting = RadioField(
        "Periode pelaporan",
        choices=[SelectChoice(each.value, each.label) for each in Reporting],
        validators=[Optional()],
    )

    @property
    def typed(self) -> dict[str, Any]:
        """Values by name of the field."""
        texts = {
            name: self[name].data or "" for name in ("purpose", "definition", "formula", "unit_of_measure", "source")
        }
        level = ControlLevel(self.level.data) if self.level.data else None
        return {**texts, "level": level, "reporting": Reporting(self.reporting.data) if self.reporting.data else None}


class WorkblockForm(EditedForm):
    """Form A.1.4 of one indicator; its owner and the indicator it serves follow from the plan."""

    title = paragraph("Judul inisiatif strategi", maximum=1000)
    parties = paragraph("Pihak yang terlibat", maximum=1000)
    duration = line("Waktu penyelesaian", maximum=100, hint="Contoh: 12 bulan.")
    beneficiaries = paragraph("Penerima manfaat", maximum=1000)
    purpose = paragraph("Tujuan", maximum=2000)
    budget = line("Anggaran", maximum=100)
    routine_strategies = paragraph("Strategi rutin", hint=_LINES)
    transforming_strategies = paragraph("Strategi transformatif", hint=_LINES)
    routine_outputs = paragraph("Keluaran kunci rutin", hint=_LINES)
    transforming_outputs = paragraph("Keluaran kunci transformatif", hint=_LINES)

    @property
    def typed(self) -> dict[str, Any]:
        """Values by name of the field."""
        own = {"csrf_token", "version", "editor", "seq"}
        return {field.name: field.data or "" for field in self if field.name not in own}
