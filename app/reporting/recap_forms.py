"""The form that asks for a recap."""

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.domain.recap import Kind, Order
from app.web.forms import Form


class RecapForm(Form):
    """What the recap holds, and how the predikat are numbered."""

    kind = RadioField(
        "Isi",
        choices=[SelectChoice(kind.value, kind.label) for kind in Kind],
        default=Kind.RATINGS.value,
        validators=[InputRequired("Pilih isinya.")],
    )
    order = RadioField(
        "Angka kuadranKinerjaNilai",
        choices=[SelectChoice(order.value, order.label) for order in Order],
        default=Order.BEST_FIRST.value,
        description="Urutan resminya belum dapat dipastikan. Cocokkan dengan SIASN sebelum mengimpor.",
        validators=[InputRequired("Pilih urutannya.")],
    )
    unit = HiddenField()

    @property
    def what(self) -> tuple[Kind, Order]:
        """What was chosen."""
        return Kind(self.kind.data), Order(self.order.data)
