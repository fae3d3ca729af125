"""Pages of attendance: an officer's sheet for a period, what it would record, and one's own days."""

from datetime import date

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.choosing import PeriodChoice
from app.cycles.pages import chosen
from app.domain.attendance import HEADINGS
from app.domain.errors import InvalidError, Problem, StaleError
from app.domain.office import OFFICERS
from app.domain.years import Step
from app.exchange import service as exchange
from app.exchange.service import Upload
from app.exchange.table_reading import TOO_LARGE
from app.exchange.workbook import XLSX, Column, Page, workbook
from app.exchange.workbook_reading import LIMIT
from app.intake.container import UnusableError
from app.people import queries as people
from app.people import registry
from app.progress import attendance, attending
from app.progress.attendance_forms import SeenForm, SheetForm
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.uploads import uploads

bp = Blueprint("attendance", __name__, url_prefix="/pelaksanaan/kehadiran")
CHANGED = "Data berubah sejak pratinjau ini dibuat. Belum ada yang dicatat. Baca pratinjau yang baru di bawah."
_WIDTHS = (24, 12, 10, 10, 18, 18)


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The units whose attendance the actor imports."""
    lines = registry.unit_lines(people.today(), registry.top_units(current_actor()))
    return render_template("progress/attendance_units.html", lines=lines)


@bp.get("/saya")
@access()
def mine() -> ResponseReturnValue:
    """My own days, as imported."""
    rows = [
        (year.rhythm.name_in(year.year, row.period), row)
        for year, row in attendance.of_person(current_actor().person_id)
    ]
    return render_template("progress/attendance_mine.html", rows=rows)


@bp.route("/unit/<int:unit_id>", methods=["GET", "POST"])
@access(*OFFICERS)
@uploads(LIMIT, TOO_LARGE)
def unit(unit_id: int) -> ResponseReturnValue:
    """Template, upload, and what is recorded of a unit."""
    choice, form = chosen(Step.PROGRESS), SheetForm()
    view = registry.corrected_unit(current_actor(), unit_id)
    if submitted(form):
        try:
            file = Upload(form.file.data.stream, form.file.data.filename)
            number = attending.receive(current_actor(), unit_id, (choice.year, choice.number), file)
            return go(url_for("attendance.show", attendance_id=number))
        except UnusableError as error:
            form.add_problems([Problem("file", str(error))])
    return _unit_page(view, choice, form), 422 if request.method == "POST" else 200


def _unit_page(view: registry.UnitView, choice: PeriodChoice, form: SheetForm) -> str:
    number, today = page_number(), people.today()
    rows, more = attendance.recorded(view, choice.year, choice.number, number)
    below, more_below = registry.units_below(view.id, today, page_number("unit"))
    lists = {"rows": rows, "number": number, "more": more, "below": below, "more_below": more_below}
    page = "progress/attendance_unit.html"
    return render_template(page, unit=view, choice=choice, form=form, headings=HEADINGS, **lists)


@bp.get("/unit/<int:unit_id>/templat.xlsx")
@access(*OFFICERS)
def template(unit_id: int) -> Response:
    """A sheet with a line for everybody of the unit."""
    choice = chosen(Step.PROGRESS)
    view, today = registry.corrected_unit(current_actor(), unit_id), people.today()
    columns = [Column(heading, width) for heading, width in zip(HEADINGS, _WIDTHS, strict=True)]
    rows = [(nip, "", "", "", "", "", name) for nip, name in attendance.members(view, choice.year, choice.number)]
    pages = [Page("Kehadiran", (*columns, Column("Nama", 34)), rows)]
    title = f"Kehadiran {choice.name} {view.name}"
    return download(workbook(title, date(today.year, 1, 1), pages), XLSX, f"{title}.xlsx")


@bp.get("/isian/<int:attendance_id>")
@access(*OFFICERS)
def show(attendance_id: int) -> ResponseReturnValue:
    """What a sheet would record."""
    return _preview(attendance_id, SeenForm(formdata=None))


def _preview(attendance_id: int, form: SeenForm, status: int = 200) -> ResponseReturnValue:
    view, number = attendance.preview(current_actor(), attendance_id), page_number()
    form.seen.data = view.seen
    ordered = view.wrong + view.changes
    first = (number - 1) * people.PER_PAGE
    lists = {"lines": ordered[first : first + people.PER_PAGE], "number": number}
    more = len(ordered) > first + people.PER_PAGE
    name = view.year.rhythm.name_in(view.year.year, view.period)
    page = "progress/attendance_preview.html"
    return render_template(page, view=view, form=form, name=name, more=more, **lists), status


@bp.post("/isian/<int:attendance_id>/catat")
@access(*OFFICERS)
def apply(attendance_id: int) -> ResponseReturnValue:
    """Record it, all or nothing."""
    form = SeenForm()
    try:
        attending.apply(current_actor(), attendance_id, form.seen.data or "")
    except StaleError:
        form.add_problems([Problem("", CHANGED)])
        return _preview(attendance_id, form, 409)
    except InvalidError as error:
        form.add_problems(error.problems)
        return _preview(attendance_id, form, 422)
    return go(url_for("attendance.show", attendance_id=attendance_id))


@bp.post("/isian/<int:attendance_id>/buang")
@access(*OFFICERS)
def discard(attendance_id: int) -> ResponseReturnValue:
    """Give it up."""
    view = attendance.preview(current_actor(), attendance_id)
    exchange.discard(current_actor(), attendance_id, attendance.KIND)
    return go(url_for("attendance.unit", unit_id=view.unit.id, tahun=view.year.year, periode=view.period))
