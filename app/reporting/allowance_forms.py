"""The form of the percentages of the allowance."""

from collections.abc import Mapping

from wtforms import IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput, TextInput

from app.domain.rating import OverallRating
from app.web.addresses import LARGEST
from app.web.forms import Form, line


def _percent(overall: OverallRating) -> IntegerField:
    words = {"inputmode": "numeric"}
    return IntegerField(f"{overall.label} (%)", validators=[Optional()], widget=TextInput(), render_kw=words)


class AllowanceForm(Form):
    """Five percentages and the document that decides them."""

    very_good = _percent(OverallRating.VERY_GOOD)
    good = _percent(OverallRating.GOOD)
    needs_improvement = _percent(OverallRating.NEEDS_IMPROVEMENT)
    poor = _percent(OverallRating.POOR)
    very_poor = _percent(OverallRating.VERY_POOR)
    document = line("Peraturan atau keputusan yang menetapkannya", hint="Misalnya nomor dan tahun peraturan bupati.")
    versi = IntegerField(widget=HiddenInput(), default=0, validators=[Optional()])

    @property
    def wanted(self) -> Mapping[OverallRating, int | None]:
        """What was typed."""
        return {overall: self[overall.value].data for overall in OverallRating}

    @property
    def seen(self) -> int:
        """The version that was shown."""
        return max(0, min(self.versi.data or 0, LARGEST))
