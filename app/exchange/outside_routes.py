"""Pages for plans that were set outside this application: a unit's workbook, what it would record, the scan of one."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.cycles.pages import chosen_year
from app.domain.errors import InvalidError, Problem, StaleError
from app.domain.office import OFFICERS
from app.domain.years import Step
from app.exchange import documents, filling_people, queries, recording, service
from app.exchange.filling_preview import existing_preview
from app.exchange.forms import RecordingForm, ScanForm, SeenForm
from app.exchange.workbook_reading import LIMIT, TOO_LARGE
from app.intake.container import UnusableError
from app.people import queries as people
from app.people import registry
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.uploads import uploads

bp = Blueprint("outside", __name__, url_prefix="/rencana-luar")
CHANGED = "Data berubah sejak pratinjau ini dibuat. Belum ada yang dicatat. Baca pratinjau yang baru di bawah."


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The units whose plans the actor records."""
    lines = registry.unit_lines(people.today(), registry.top_units(current_actor()))
    return render_template("exchange/units.html", lines=lines)


@bp.route("/unit/<int:unit_id>", methods=["GET", "POST"])
@access(*OFFICERS)
@uploads(LIMIT, TOO_LARGE)
def unit(unit_id: int) -> ResponseReturnValue:
    """Template, upload, and what was recorded of a unit."""
    choice, form = chosen_year(Step.PLANNING), RecordingForm()
    view = filling_people.recorded_unit(current_actor(), unit_id)
    if submitted(form):
        try:
            file = service.Upload(form.file.data.stream, form.file.data.filename)
            existing_id = recording.receive(current_actor(), unit_id, choice.year, file)
            return go(url_for("outside.show", existing_id=existing_id))
        except UnusableError as error:
            form.add_problems([Problem("file", str(error))])
    page = _unit_page(view, choice, form)
    return page, 422 if request.method == "POST" else 200


def _unit_page(view: registry.UnitView, choice: cycles.Choice, form: RecordingForm) -> str:
    number, today = page_number(), people.today()
    lines, more = filling_people.recorded(view, choice.year.id, today, number)
    below, more_below = registry.units_below(view.id, today, page_number("unit"))
    shown = {"lines": lines, "number": number, "more": more, "below": below, "more_below": more_below}
    return render_template(
        "exchange/unit.html", unit=view, choice=choice, form=form, unit_number=page_number("unit"), **shown
    )


@bp.get("/unit/<int:unit_id>/templat.xlsx")
@access(*OFFICERS)
def template(unit_id: int) -> Response:
    """A workbook with a line for everybody who has no plan here."""
    file = documents.template(filling_people.recorded_unit(current_actor(), unit_id), chosen_year(Step.PLANNING).year)
    return download(file.body, file.media_type, file.name)


@bp.get("/unit/<int:unit_id>/rencana.xlsx")
@access(*OFFICERS)
def plans(unit_id: int) -> Response:
    """The plans of a unit that were handed in, to be read."""
    file = documents.unit_workbook(
        filling_people.recorded_unit(current_actor(), unit_id), chosen_year(Step.PLANNING).year
    )
    return download(file.body, file.media_type, file.name)


@bp.get("/isian/<int:existing_id>")
@access(*OFFICERS)
def show(existing_id: int) -> ResponseReturnValue:
    """What a filled template would record."""
    return _preview(existing_id, SeenForm(formdata=None))


def _preview(existing_id: int, form: SeenForm, status: int = 200) -> ResponseReturnValue:
    view, number = existing_preview(current_actor(), existing_id), page_number()
    form.seen.data = view.seen
    first = (number - 1) * people.PER_PAGE
    ordered = sorted(view.reading.plans, key=lambda plan: not plan.problems)
    plans = ordered[first : first + people.PER_PAGE]
    more = len(ordered) > first + people.PER_PAGE
    return render_template(
        "exchange/recording.html", view=view, form=form, plans=plans, number=number, more=more
    ), status


@bp.post("/isian/<int:existing_id>/catat")
@access(*OFFICERS)
def apply(existing_id: int) -> ResponseReturnValue:
    """Record what can be recorded."""
    form = SeenForm()
    try:
        recording.apply(current_actor(), existing_id, form.seen.data or "")
    except StaleError:
        form.add_problems([Problem("", CHANGED)])
        return _preview(existing_id, form, 409)
    except InvalidError as error:
        form.add_problems(error.problems)
        return _preview(existing_id, form, 422)
    return go(url_for("outside.show", existing_id=existing_id))


@bp.post("/isian/<int:existing_id>/buang")
@access(*OFFICERS)
def discard(existing_id: int) -> ResponseReturnValue:
    """Give it up."""
    view = queries.filled(current_actor(), existing_id, queries.EXISTING)
    service.discard(current_actor(), existing_id, queries.EXISTING)
    return go(url_for("outside.unit", unit_id=view.unit_id))


@bp.get("/isian/<int:existing_id>/catatan.xlsx")
@access(*OFFICERS)
def annotated(existing_id: int) -> Response:
    """The workbook with what is wrong in it told beside the rows."""
    view = existing_preview(current_actor(), existing_id)
    file = documents.recorded_notes(view.filled, view.reading.findings)
    return download(file.body, file.media_type, file.name)


@bp.route("/rencana/<int:plan_id>", methods=["GET", "POST"])
@access()
@uploads(recording.SCAN_LIMIT, recording.SCAN_TOO_LARGE)
def plan(plan_id: int) -> ResponseReturnValue:
    """Who recorded a plan that was set elsewhere, and its scan; officers send it."""
    form, view = ScanForm(), queries.outside(current_actor(), plan_id)
    if submitted(form):
        try:
            recording.add_scan(current_actor(), plan_id, form.file.data.stream.read(recording.SCAN_LIMIT + 1))
            return go(url_for("outside.plan", plan_id=plan_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return render_template("exchange/outside.html", view=view, form=form), 422 if request.method == "POST" else 200


@bp.get("/rencana/<int:plan_id>/pindaian")
@access()
def scan(plan_id: int) -> Response:
    """The scan of a plan."""
    body, media_type = queries.scan_of(current_actor(), plan_id)
    return download(body, media_type, f"SKP-{plan_id}.{media_type.rpartition('/')[2].replace('jpeg', 'jpg')}")
