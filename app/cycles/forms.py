"""Forms of the calendar of the office."""

from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.domain.calendar import WorkWeek
from app.domain.periods import MONTHS, Rhythm
from app.web.forms import EditedForm, Form, day, line, paragraph

FOLLOWS = "ikut"


class RhythmForm(Form):
    """Monthly or quarterly."""

    rhythm = RadioField(
        "Evaluasi periodik",
        choices=[SelectChoice(rhythm.value, rhythm.label) for rhythm in Rhythm],
        validators=[InputRequired("Pilih bulanan atau triwulanan.")],
    )


class StartForm(Form):
    """The month the first year begins with."""

    month = SelectField(
        "Tahun pertama dimulai pada bulan",
        choices=[SelectChoice(str(number), name) for number, name in enumerate(MONTHS, 1)],
        validators=[InputRequired("Pilih bulan.")],
    )


class ExtendForm(EditedForm):
    """Another day of closing, and why."""

    closes_on = day("Tanggal penutupan yang baru", required="Isi tanggal penutupan yang baru.")
    reason = paragraph("Alasan", maximum=500, hint="Misalnya: surat edaran, gangguan jaringan. Terbaca semua pegawai.")


class DayOffForm(Form):
    """A day nobody works."""

    day = day("Tanggal", required="Isi tanggalnya.")
    name = line(
        "Nama hari libur",
        maximum=200,
        hint="Misalnya: Cuti Bersama Hari Raya Natal.",
        required="Tulis nama hari liburnya.",
    )
    kind = RadioField(
        "Jenis",
        choices=[SelectChoice("leave", "Cuti bersama"), SelectChoice("holiday", "Hari libur")],
        default="leave",
        validators=[InputRequired("Pilih jenisnya.")],
    )


class WorkWeekForm(EditedForm):
    """Five or six days, or as the unit above."""

    week = RadioField(
        "Hari kerja dalam seminggu",
        choices=[
            SelectChoice(FOLLOWS, "Mengikuti unit di atasnya"),
            *(SelectChoice(str(week.value), week.label) for week in WorkWeek),
        ],
        validators=[InputRequired("Pilih hari kerjanya.")],
    )

    @property
    def chosen(self) -> WorkWeek | None:
        """The week, or None to follow."""
        return None if self.week.data == FOLLOWS else WorkWeek(int(self.week.data))
