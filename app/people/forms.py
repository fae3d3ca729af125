"""Forms of the personnel office: shape and wording only."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from app.domain.people import AssignmentBasis, Employment, PositionKind, UnitKind
from app.people.registering import PersonInput, PostingInput, UnitInput
from app.people.service import AssessorInput
from app.web.forms import Form, day, line

SINCE = "Tanggal ini yang dihitung, bukan hari ini."


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


class AssessorForm(Form):
    """Another assessor from a day on."""

    assessor = RadioField("Penilai", validators=[InputRequired("Pilih penilainya.")])
    basis = RadioField(
        "Dasar",
        choices=[SelectChoice(basis.value, basis.label) for basis in AssignmentBasis],
        validators=[InputRequired("Pilih dasarnya.")],
    )
    decree = line("Nomor surat keputusan atau surat tugas", maximum=200, hint="Boleh dikosongkan bila definitif.")
    since = day("Berlaku mulai", hint=SINCE)
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    cari = HiddenField(validators=[Length(max=100)])

    def __init__(self, candidates: Iterable[tuple[int, str]], **values: Any) -> None:
        super().__init__(**values)
        self.assessor.choices = [SelectChoice(str(person_id), words) for person_id, words in candidates]

    @property
    def typed(self) -> AssessorInput:
        """The values of the command."""
        return AssessorInput(
            assessor_id=_number(self.assessor.data),
            basis=AssignmentBasis(self.basis.data),
            decree=self.decree.data or "",
            since=self.since.data,
            seen=self.seen.data or 0,
        )


class AcceptForm(Form):
    """Taking over the sure proposals."""

    since = day("Berlaku mulai", hint="Untuk pegawai yang jabatannya dimulai sesudahnya, mulai tanggal jabatannya.")


class PostingFields(Form):
    """Position, rank and unit."""

    unit = RadioField("Unit", validators=[InputRequired("Pilih unitnya.")])
    position = line("Jabatan", maximum=200, required="Isi nama jabatannya.", hint="Contoh: Guru Ahli Muda.")
    position_kind = SelectField(
        "Jenis jabatan", choices=[SelectChoice(kind.value, kind.label) for kind in PositionKind]
    )
    duty = line("Tugas tambahan", maximum=200, hint="Contoh: Kepala Sekolah. Kosongkan bila tidak ada.")
    rank = line("Pangkat, golongan", maximum=64, hint="Contoh: Penata Tk. I, III/d.")
    is_head = BooleanField("Memimpin unit ini")
    is_team_leader = BooleanField("Ketua tim kerja")
    since = day("Berlaku mulai", hint=SINCE)
    reason = line("Alasan atau nomor surat", required="Isi alasannya atau nomor suratnya.", maximum=300)
    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])
    cari = HiddenField(validators=[Length(max=100)])

    def __init__(self, units: Iterable[tuple[int, str]], **values: Any) -> None:
        super().__init__(**values)
        self.unit.choices = [SelectChoice(str(unit_id), words) for unit_id, words in units]

    @property
    def posting(self) -> PostingInput:
        """The values of the command."""
        return PostingInput(
            unit_id=_number(self.unit.data),
            position=(self.position.data or "").strip(),
            position_kind=PositionKind(self.position_kind.data),
            duty=(self.duty.data or "").strip(),
            rank=(self.rank.data or "").strip(),
            is_head=bool(self.is_head.data),
            is_team_leader=bool(self.is_team_leader.data),
            since=self.since.data,
            reason=(self.reason.data or "").strip(),
        )


class PersonForm(PostingFields):
    """Somebody new, with the first posting."""

    name = line("Nama dengan gelar", maximum=200, required="Isi namanya.", hint="Contoh: dr. Melati Pagihari, M.K.M.")
    employment = SelectField(
        "Status kepegawaian", choices=[SelectChoice(kind.value, kind.label) for kind in Employment]
    )
    nip = line("NIP atau NI PPPK", maximum=40, hint="18 angka. Kosongkan hanya untuk pejabat yang bukan ASN.")

    @property
    def typed(self) -> PersonInput:
        """The values of the command."""
        return PersonInput(
            name=(self.name.data or "").strip(),
            nip=self.nip.data or "",
            employment=Employment(self.employment.data),
            posting=self.posting,
        )


class UnitForm(Form):
    """Name and kind of a unit."""

    name = line("Nama unit", maximum=200, required="Isi nama unitnya.")
    kind = SelectField("Jenis unit", choices=[SelectChoice(kind.value, kind.label) for kind in UnitKind])
    is_independent = BooleanField("Unit kerja mandiri: pimpinannya memakai formulir SKP pimpinan (A.1.1 atau A.1.2)")
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    @property
    def typed(self) -> UnitInput:
        """The values of the command."""
        return UnitInput((self.name.data or "").strip(), UnitKind(self.kind.data), bool(self.is_independent.data))
