"""Forms of the evaluation."""

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.domain.distribution import Achievement
from app.web.forms import EditedForm, line, paragraph
from app.web.signing import CertifiedForm


class AchievementForm(EditedForm):
    """Capaian kinerja organisasi of a unit."""

    grade = RadioField(
        "Capaian kinerja organisasi",
        choices=[SelectChoice(grade.value, grade.label) for grade in Achievement],
        validators=[InputRequired("Pilih capaian kinerja unit.")],
    )
    document = line("Dokumen penetapan", hint="Misalnya: Laporan Kinerja Tahun 2026, nomor dan tanggalnya.")


class CountersignForm(CertifiedForm):
    """The employee's signature, with a comment if wanted."""

    comment = paragraph("Tanggapan Anda (boleh dikosongkan)", maximum=2000)
