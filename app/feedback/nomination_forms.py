"""Forms of the naming of candidates."""

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app.web.forms import Form


class ChooseForm(Form):
    """Candidates to add to a group."""

    people = SelectMultipleField(
        "Orang yang mengenal pekerjaannya",
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, found: list[tuple[int, str]]) -> None:
        """Let these be chosen."""
        self.people.choices = [SelectChoice(str(number), words) for number, words in found]


class SendForm(Form):
    """Handing a list on, or approving it: nothing but the button."""
