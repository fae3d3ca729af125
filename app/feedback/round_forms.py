"""Forms of rounds: shape and wording only."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import TextInput

from app.domain.feedback import CandidateSource, RaterClass
from app.domain.preflight import GroupRule
from app.domain.rounds import Basics
from app.web.forms import EditedForm, Form, day, folded_line, paragraph
from app.web.signing import ConfirmedForm

LONGEST_LIST = 60_000


def _number(label: str, hint: str = "") -> IntegerField:
    return IntegerField(
        label,
        description=hint,
        widget=TextInput(),
        validators=[InputRequired("Isi dengan angka.")],
        render_kw={"inputmode": "numeric"},
    )


class BasicsForm(EditedForm):
    """Name, dates and thresholds."""

    name = folded_line(
        "Nama putaran", maximum=200, hint="Terbaca semua yang terlibat. Contoh: Umpan balik 360 semester II."
    )
    period_start = day("Masa kinerja dari")
    period_end = day("Masa kinerja sampai")
    nominate_until = DateField(
        "Batas usulan penjawab (boleh dikosongkan)",
        validators=[Optional()],
        description="Sampai hari ini pegawai mengusulkan penjawab. Sesudahnya atasan yang menetapkan.",
    )
    closes_on = day(
        "Hari terakhir menjawab", hint="Tidak dapat diubah setelah putaran dimulai: tidak maju, tidak mundur."
    )
    score_threshold = _number("Nilai tampil mulai dari berapa jawaban?", "Paling sedikit 3.")
    comment_threshold = _number(
        "Komentar tampil mulai dari berapa jawaban?", "Paling sedikit 5: tulisan mudah dikenali."
    )
    most_forms = _number(
        "Paling banyak formulir per penjawab", "Undian membagi formulir serata mungkin sampai batas ini."
    )
    is_exercise = BooleanField("Latihan tanpa pemegang kunci: administrator server dapat membaca jawaban")

    @property
    def typed(self) -> Basics:
        """The values of the command."""
        return Basics(
            self.name.data or "",
            self.period_start.data,
            self.period_end.data,
            self.nominate_until.data,
            self.closes_on.data,
            self.score_threshold.data,
            self.comment_threshold.data,
            self.most_forms.data,
            bool(self.is_exercise.data),
        )


def basics_values(basics: Basics) -> dict[str, Any]:
    """What a :class:`BasicsForm` shows of a stored round."""
    return {name: getattr(basics, name) for name in Basics.__dataclass_fields__}


class NewRoundForm(BasicsForm):
    """A new round: of which unit, too."""

    unit = SelectField(
        "Unit",
        validators=[InputRequired("Pilih unitnya.")],
        description="Yang dinilai adalah pegawai unit ini dan semua unit di bawahnya.",
    )

    def offer(self, units: Iterable[tuple[int, str]]) -> None:
        """Fill in the units that can be chosen."""
        self.unit.choices = [SelectChoice(str(number), name) for number, name in units]


def fresh_values(today: date, closes_on: date) -> dict[str, Any]:
    """What the form of a new round begins with: the half-year of today."""
    half = today.month > 6  # noqa: PLR2004 - the second half of the year
    return {
        "name": f"Umpan balik 360 semester {'II' if half else 'I'} {today.year}",
        "period_start": date(today.year, 7 if half else 1, 1),
        "period_end": date(today.year, 12 if half else 6, 31 if half else 30),
        "closes_on": closes_on,
        "score_threshold": 3,
        "comment_threshold": 5,
        "most_forms": 20,
    }


class UnitForm(Form):
    """Everybody of a unit."""

    unit_id = SelectField("Unit", validators=[InputRequired("Pilih unitnya.")])

    def offer(self, units: Iterable[tuple[int, str]]) -> None:
        """Fill in the units that can be chosen."""
        self.unit_id.choices = [SelectChoice(str(number), name) for number, name in units]


class PeopleForm(Form):
    """People by their NIP."""

    numbers = paragraph(
        "NIP, satu baris satu orang",
        maximum=LONGEST_LIST,
        hint="Boleh ditempel dari kolom Excel.",
        required="Tulis paling sedikit satu NIP.",
    )


class GroupForm(Form):
    """How a class of raters is found and answers."""

    source = RadioField(
        "Siapa yang menentukan calonnya?",
        choices=[SelectChoice(source.value, source.label) for source in CandidateSource],
        validators=[InputRequired("Pilih siapa yang menentukan calonnya.")],
    )
    minimum = _number("Paling sedikit penjawab per pegawai")
    maximum = _number(
        "Paling banyak penjawab per pegawai",
        "Calon harus sepertiga lebih banyak, lalu diundi: pengusul tidak tahu siapa yang ditanya.",
    )
    by_slip = BooleanField("Menjawab dengan kode cetak sekali pakai, tanpa masuk ke aplikasi")

    def typed(self, kind: RaterClass) -> GroupRule:
        """The values of the command."""
        return GroupRule(
            kind,
            CandidateSource(self.source.data),
            self.minimum.data,
            self.maximum.data,
            bool(self.by_slip.data),
        )


class PlainForm(Form):
    """A button: nothing is typed."""


class QuestionsForm(Form):
    """Which set is asked about a kind of position."""

    kind = SelectField("Untuk jenis jabatan")
    set_id = SelectField("Set pertanyaan")

    def offer(self, kinds: Iterable[tuple[str, str]], sets: Iterable[tuple[int, str]]) -> None:
        """Fill in what can be chosen."""
        self.kind.choices = [SelectChoice("", "Semua yang lain"), *(SelectChoice(*one) for one in kinds)]
        self.set_id.choices = [
            *(SelectChoice(str(number), name) for number, name in sets),
            SelectChoice("", "Sama dengan semua yang lain"),
        ]


class KeeperForm(Form):
    """Who keeps a code."""

    person = RadioField("Pemegang kunci", validators=[InputRequired("Pilih orangnya.")])

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Fill in who can be chosen."""
        self.person.choices = [SelectChoice(str(number), words) for number, words in people]


class LaunchForm(ConfirmedForm):
    """Starting a round."""


class AbandonForm(ConfirmedForm):
    """Giving a round up."""

    sure = BooleanField("Saya mengerti: putaran ini tidak akan dihitung dan tidak dapat dilanjutkan lagi")


class RaterForm(Form):
    """Whom to ask more, or no longer."""

    person = RadioField("Orangnya", validators=[InputRequired("Pilih orangnya.")])
    kind = SelectField("Menjawab sebagai (hanya untuk menambah)")

    def offer(self, people: Iterable[tuple[int, str]], kinds: Iterable[RaterClass]) -> None:
        """Fill in who can be chosen, and as what."""
        self.person.choices = [SelectChoice(str(number), words) for number, words in people]
        self.kind.choices = [SelectChoice(kind.value, kind.label) for kind in kinds]
