"""Forms of the personnel office on accounts, roles and aides."""

from collections.abc import Iterable

from wtforms import BooleanField, DateField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.domain.actors import Role
from app.domain.codes import IdentityCheck
from app.web.forms import line
from app.web.signing import ConfirmedForm


class UnitCodesForm(ConfirmedForm):
    """First codes for a unit."""

    below = BooleanField("Termasuk unit di bawahnya")


class PersonCodeForm(ConfirmedForm):
    """A code for one person."""

    login = line(
        "Nama masuk",
        maximum=64,
        hint="Orang ini tidak memiliki NIP. Pilih nama pendek untuk masuk, misalnya jabatannya: bupati.",
    )
    identity = RadioField(
        "Bagaimana identitasnya diperiksa?",
        choices=[SelectChoice(check.value, check.label) for check in IdentityCheck],
        validators=[Optional()],
        description="Pilihan ini tercatat bersama nama Anda. Kode tanpa pemeriksaan identitas membuka akun orang lain.",
    )


class ClosingForm(ConfirmedForm):
    """Closing an account, or opening it again."""

    reason = line("Alasan", hint="Tercatat bersama nama Anda. Misalnya: diberhentikan sementara, surat nomor …")


class GiveForm(ConfirmedForm):
    """A role for somebody."""

    role = RadioField("Peran", validators=[InputRequired("Pilih peran yang diberikan.")])
    unit = SelectField(
        "Unit yang dilayani (hanya untuk petugas kepegawaian unit)",
        validators=[Optional()],
        description="Berlaku untuk unit itu dan semua unit di bawahnya.",
    )

    def offer(self, roles: Iterable[Role], units: Iterable[tuple[int, str]]) -> None:
        """Fill in what can be chosen."""
        self.role.choices = [SelectChoice(role.value, role.label) for role in roles]
        self.unit.choices = [
            SelectChoice("", "– pilih –"),
            *[SelectChoice(str(number), name) for number, name in units],
        ]

    @property
    def unit_id(self) -> int | None:
        """The unit chosen."""
        return int(self.unit.data) if (self.unit.data or "").strip() else None


class AideForm(ConfirmedForm):
    """Who prepares for an official, from when until when."""

    aide = RadioField("Pendamping", validators=[InputRequired("Pilih orang yang mendampingi.")])
    valid_from = DateField("Mulai", validators=[InputRequired("Isi hari pertamanya.")])
    valid_to = DateField(
        "Sampai (boleh dikosongkan)",
        validators=[Optional()],
        description="Kosong berarti sampai diakhiri.",
    )

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Fill in who can be chosen."""
        self.aide.choices = [SelectChoice(str(number), words) for number, words in people]
