"""Forms of special circumstances: shape and wording only."""

from typing import Any

from wtforms import DateField
from wtforms.validators import Optional

from app.domain.special import Circumstance, SpecialKind, asks_detail
from app.web.forms import EditedForm, day, line, paragraph

_DETAIL = {
    SpecialKind.STUDY: ("Program studi dan tempat belajar", "Contoh: S-2 Kesehatan Masyarakat, Universitas Pelita."),
    SpecialKind.STATE_OFFICIAL: ("Jabatan dan lembaganya", "Contoh: anggota komisi pemilihan tingkat kabupaten."),
}
_POST = ("Jabatan yang dirangkap", "Contoh: Plt. Kepala Bidang Pelayanan Kesehatan.")


class SpecialForm(EditedForm):
    """Days, document, and what the kind asks for."""

    detail = paragraph("Keterangan", maximum=300, required="Isi keterangannya.")
    document = line(
        "Nomor surat keputusan atau surat perintah", maximum=200, required="Isi nomor surat keputusan atau perintahnya."
    )
    valid_from = day("Berlaku mulai", hint="Tanggal ini yang dihitung, bukan hari ini.")
    valid_to = DateField(
        "Hari terakhir", description="Kosongkan bila belum diketahui; isi untuk mengakhiri.", validators=[Optional()]
    )

    def __init__(self, kind: SpecialKind, **values: Any) -> None:
        super().__init__(**values)
        self.kind = kind
        if asks_detail(kind):
            self.detail.label.text, self.detail.description = _DETAIL.get(kind, _POST)
        else:
            del self.detail

    @property
    def typed(self) -> Circumstance:
        """The values of the command."""
        detail = self.detail.data if asks_detail(self.kind) else ""
        return Circumstance(self.kind, detail or "", self.document.data or "", self.valid_from.data, self.valid_to.data)
