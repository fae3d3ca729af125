"""Forms and addresses of what units achieved: which period a page is about, and advised shares."""

from flask import request
from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import TextInput

from app.cycles.queries import YearView
from app.domain.periods import WindowKind
from app.web.forms import EditedForm

WHOLE_YEAR = "Tahunan"


def asked_period(year: YearView) -> int:
    """The period a page is asked for (``?periode=``); 0 is the year as a whole.

    Raises:
        NotFoundError: the year has no such period.
    """
    number = request.args.get("periode", 0, type=int)
    year.evaluation_window(number)
    return number


def period_name(year: YearView, number: int) -> str:
    """A period in words, with its year."""
    return f"{year.rhythm.name_of(number)} {year.year}" if number else f"tahun {year.year}"


def periods_of(year: YearView) -> list[tuple[int, str]]:
    """The periods a page can be asked for: the whole year first."""
    numbers = [window.number for window in year.windows if window.kind is WindowKind.PERIODIC_EVALUATION]
    return [(0, WHOLE_YEAR), *((number, year.rhythm.name_of(number)) for number in sorted(numbers))]


def _percent(label: str, hint: str) -> IntegerField:
    keys = {"inputmode": "numeric"}
    asked = [InputRequired("Isi dengan angka bulat dari 0 sampai 100.")]
    return IntegerField(label, description=hint, widget=TextInput(), validators=asked, render_kw=keys)


class LimitForm(EditedForm):
    """An advised share."""

    least = _percent("Paling sedikit (persen)", "0 bila tidak ada batas bawah.")
    most = _percent("Paling banyak (persen)", "100 bila tidak ada batas atas.")
