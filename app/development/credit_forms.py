"""Forms of credit points: shape and wording only."""

from collections.abc import Sequence

from wtforms import HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput, TextInput

from app.development.adding import Diploma
from app.development.converting import Wanted
from app.domain.credit import Grade, Months
from app.domain.periods import MONTHS
from app.domain.rating import OverallRating
from app.web.addresses import LARGEST
from app.web.forms import Form, day, line

_ELSEWHERE = "lain"
_MONTHS = [SelectChoice(number, name) for number, name in enumerate(MONTHS, 1)]
_OVERALL = [SelectChoice(overall.value, overall.label) for overall in reversed(OverallRating)]
_YEAR_WORDS = "Isi tahun dengan empat angka, misalnya 2026."


class ConversionForm(Form):
    """A predikat to be converted, for some months under one jenjang."""

    evaluation = SelectField("Predikat", validators=[InputRequired("Pilih predikatnya.")])
    overall = SelectField(
        "Predikat menurut dokumen lain",
        choices=[
            SelectChoice("", "(tidak dipakai)"),
            *(SelectChoice(o.value, o.label) for o in reversed(OverallRating)),
        ],
        default="",
    )
    basis = line("Nomor dokumen evaluasi itu", hint="Hanya bila predikatnya dari dokumen lain.")
    year = IntegerField(
        "Tahun",
        widget=TextInput(),
        render_kw={"inputmode": "numeric"},
        validators=[InputRequired(_YEAR_WORDS), NumberRange(min=2020, max=2100, message=_YEAR_WORDS)],
    )
    month_from = SelectField("Dari bulan", choices=_MONTHS, coerce=int, default=1)
    month_to = SelectField("Sampai bulan", choices=_MONTHS, coerce=int, default=12)
    grade = SelectField("Jenjang pada bulan-bulan itu", choices=[SelectChoice(g.value, g.label) for g in Grade])
    position = line("Jabatan", maximum=200, required="Isi jabatan pada bulan-bulan itu.")
    number = line("Nomor dokumen konversi (boleh menyusul)", maximum=100)

    def offer(self, bases: Sequence[tuple[int, str]]) -> None:
        """Offer these reported predikat, and one of another document."""
        known = [SelectChoice(str(number), words) for number, words in bases]
        self.evaluation.choices = [*known, SelectChoice(_ELSEWHERE, "Dari dokumen lain")]

    @property
    def wanted(self) -> Wanted:
        """What was typed."""
        chosen = self.evaluation.data
        elsewhere = chosen == _ELSEWHERE
        return Wanted(
            evaluation_id=None if elsewhere else int(chosen),
            overall=OverallRating(self.overall.data) if elsewhere and self.overall.data else None,
            basis=self.basis.data or "",
            months=Months(self.year.data, self.month_from.data, self.month_to.data),
            position=self.position.data or "",
            grade=Grade(self.grade.data),
            number=self.number.data or "",
        )


class BalanceForm(Form):
    """Points somebody brought along."""

    points = line("Angka kredit", maximum=16, hint="Misalnya 101,25.", required="Isi angka kreditnya.")
    as_of = day("Dihitung sampai tanggal", hint="Tanggal menurut dokumennya.")
    document = line("Nomor dokumen (PAK)", maximum=200, required="Isi nomor dokumennya.")
    versi = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])

    @property
    def seen(self) -> int:
        """The version that was shown."""
        return max(0, min(self.versi.data or 0, LARGEST))


class AdditionForm(Form):
    """A diploma that was recognised."""

    jenjang = SelectField("Jenjang pada hari itu", choices=[SelectChoice(g.value, g.label) for g in Grade])
    diploma = line("Ijazah", maximum=200, hint="Misalnya: S-1 Keperawatan.", required="Isi ijazahnya.")
    recognised_on = day("Tanggal pengakuan", hint="Tanggal menurut dokumennya.")
    decree = line("Nomor dokumen pengakuan", maximum=200, required="Isi nomor dokumennya.")

    @property
    def wanted(self) -> Diploma:
        """What was typed."""
        return Diploma(
            Grade(self.jenjang.data), self.diploma.data or "", self.recognised_on.data, self.decree.data or ""
        )


class OfficialForm(Form):
    """Who signs the printed document; kept nowhere."""

    class Meta(Form.Meta):
        """An address changes nothing and needs no token."""

        csrf = False

    pejabat = line("Nama pejabat yang menandatangani (boleh kosong)", maximum=120)
    nip = line("NIP pejabat (boleh kosong)", maximum=30)
    tahun = HiddenField()
