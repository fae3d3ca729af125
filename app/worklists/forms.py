"""Forms of the work lists."""

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.domain.people import Departure
from app.domain.worklists import Wanted, WorkState
from app.web.forms import Form, day, paragraph

_BELOW = ("semua", "ini")


class FilterForm(Form):
    """What a list is narrowed to; sent in the address, so that a list can be kept and passed on."""

    class Meta(Form.Meta):
        """An address changes nothing and needs no token."""

        csrf = False

    status = SelectField(
        "Status",
        default=Wanted.EVERYBODY.value,
        choices=[
            *(SelectChoice(wanted.value, wanted.label) for wanted in Wanted),
            *(SelectChoice(state.value, state.label) for state in WorkState),
        ],
    )
    cakupan = SelectField(
        "Cakupan",
        default=_BELOW[0],
        choices=[SelectChoice(_BELOW[0], "Dengan unit di bawahnya"), SelectChoice(_BELOW[1], "Unit ini saja")],
    )
    q = StringField("Nama atau NIP", default="", validators=[Length(max=100)])

    @classmethod
    def asked(cls, *, below: bool) -> "FilterForm":
        """As the address says; what it says wrongly is left out. ``below`` is meant when it does not say."""
        chosen = MultiDict(request.args)
        chosen.setdefault("cakupan", _BELOW[0] if below else _BELOW[1])
        form = cls(formdata=chosen)
        if not form.validate():
            form = cls(formdata=None, data={name: form[name].data for name in form.data if not form[name].errors})
        return form

    @property
    def below(self) -> bool:
        """Whether units below are meant too."""
        return bool(self.cakupan.data == _BELOW[0])


class EndForm(Form):
    """Why and when somebody leaves."""

    departure = RadioField(
        "Sebab",
        choices=[SelectChoice(departure.value, departure.label) for departure in Departure],
        validators=[InputRequired("Pilih sebabnya.")],
    )
    last_day = day("Hari terakhir bertugas", required="Isi hari terakhirnya.", hint="Tanggal menurut surat keputusan.")
    note = paragraph("Keterangan (boleh dikosongkan)", maximum=250, hint="Misalnya nomor surat keputusan.")
