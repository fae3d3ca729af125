"""Pages of the office's calendar: years and their windows, days off, work weeks."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries, service, weeks
from app.cycles.forms import FOLLOWS, DayOffForm, ExtendForm, RhythmForm, StartForm, WorkWeekForm
from app.domain.errors import DeniedError, InvalidError, StaleError
from app.domain.office import BUILDERS, STAFF, keeps_agency
from app.domain.periods import Rhythm, is_time_to_open_next
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED

bp = Blueprint("cycles", __name__, url_prefix="/periode")
SHOWN = 3


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """The years with their windows, and the reasons of what was changed."""
    years, today, keeps = queries.years(), people.today(), keeps_agency(current_actor())
    return render_template(
        "cycles/index.html",
        years=years[-SHOWN:][::-1],
        first=years[0] if years else None,
        extensions=queries.extensions(),
        today=today,
        keeps=keeps,
        may_open=keeps and (not years or is_time_to_open_next(years[-1].year, today)),
    )


@bp.post("/buka")
@access(*BUILDERS)
def open_next() -> ResponseReturnValue:
    """Open the next year."""
    number = service.open_next_year(current_actor())
    return go(url_for("cycles.index", _anchor=f"tahun-{number}"))


@bp.route("/<int:year>/irama", methods=["GET", "POST"])
@access(*BUILDERS)
def rhythm(year: int) -> ResponseReturnValue:
    """Monthly or quarterly evaluation."""
    view = queries.year_of(year)
    form = RhythmForm(data={"rhythm": view.rhythm.value})
    if submitted(form):
        service.change_rhythm(current_actor(), year, Rhythm(form.rhythm.data))
        return go(url_for("cycles.index"))
    status = 422 if form.is_submitted() else 200
    return render_template("cycles/rhythm.html", year=view, form=form), status


@bp.route("/<int:year>/mulai", methods=["GET", "POST"])
@access(*BUILDERS)
def start(year: int) -> ResponseReturnValue:
    """The month the first year begins with."""
    view = queries.first_year()
    if view.year != year:
        raise DeniedError(service.ONLY_FIRST)
    form = StartForm(data={"month": str(view.starts_on.month)})
    if submitted(form):
        service.change_start(current_actor(), year, int(form.month.data))
        return go(url_for("cycles.index"))
    status = 422 if form.is_submitted() else 200
    return render_template("cycles/start.html", year=view, form=form), status


@bp.route("/jadwal/<int:window_id>", methods=["GET", "POST"])
@access(*BUILDERS)
def extend(window_id: int) -> ResponseReturnValue:
    """Let a window close on another day, with a reason."""
    year, window = queries.window_in(window_id)
    form = ExtendForm(data={"closes_on": window.span.closes_on})
    if request.method == "GET":
        form.begin(window.version)
    if submitted(form) and _extended(window_id, form):
        return go(url_for("cycles.index", _anchor=f"tahun-{year.year}"))
    status = 422 if form.is_submitted() else 200
    return render_template("cycles/extend.html", year=year, window=window, form=form), status


def _extended(window_id: int, form: ExtendForm) -> bool:
    """Do it; what stands in the way is shown at the form."""
    try:
        service.extend(
            current_actor(), window_id, form.claim, closes_on=form.closes_on.data, reason=form.reason.data or ""
        )
    except InvalidError as error:
        form.add_problems(error.problems)
    except StaleError:
        form.form_errors.append(CHANGED)
        form.begin(queries.window_in(window_id)[1].version)
    else:
        return True
    return False


@bp.route("/libur/<int:year>", methods=["GET", "POST"])
@access()
def days_off(year: int) -> ResponseReturnValue:
    """The days off of a year; whoever keeps the agency adds some."""
    view, form = queries.year_of(year), DayOffForm()
    if submitted(form):
        try:
            leave = form.kind.data == "leave"
            service.add_day_off(current_actor(), year, form.day.data, form.name.data, is_collective_leave=leave)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("cycles.days_off", year=year))
    return _days_off_page(view, form, 422 if form.is_submitted() else 200)


def _days_off_page(year: queries.YearView, form: DayOffForm, status: int) -> ResponseReturnValue:
    days, keeps = queries.days_off_of(year.year), keeps_agency(current_actor())
    uncertain = queries.is_uncertain(days)
    page = "cycles/days_off.html"
    return render_template(page, year=year, days=days, form=form, keeps=keeps, uncertain=uncertain), status


@bp.post("/libur/<int:year>/isi")
@access(*BUILDERS)
def fill_days_off(year: int) -> ResponseReturnValue:
    """Add what the national list has and ours lacks."""
    service.fill_days_off(current_actor(), year)
    return go(url_for("cycles.days_off", year=year))


@bp.post("/libur/<int:year>/<int:day_id>/hapus")
@access(*BUILDERS)
def remove_day_off(year: int, day_id: int) -> ResponseReturnValue:
    """Make a day a working day again."""
    service.remove_day_off(current_actor(), year, day_id)
    return go(url_for("cycles.days_off", year=year))


@bp.get("/unit/")
@access(*STAFF)
def units() -> ResponseReturnValue:
    """The units the actor keeps, with their work weeks."""
    asked, page = request.args.get("q", ""), page_number()
    found = weeks.kept(current_actor(), asked, page)
    return render_template("cycles/units.html", found=found, asked=asked)


@bp.route("/unit/<int:unit_id>", methods=["GET", "POST"])
@access(*STAFF)
def work_week(unit_id: int) -> ResponseReturnValue:
    """How many days a unit works in a week."""
    unit = weeks.kept_unit(current_actor(), unit_id)
    form = WorkWeekForm(data={"week": str(unit.own) if unit.own else FOLLOWS})
    if request.method == "GET":
        form.begin(unit.version)
    if submitted(form):
        try:
            service.set_work_week(current_actor(), unit_id, form.claim, form.chosen)
        except StaleError:
            form.form_errors.append(CHANGED)
            form.begin(unit.version)
        else:
            return go(url_for("cycles.units"))
    status = 422 if form.is_submitted() else 200
    return render_template("cycles/work_week.html", unit=unit, form=form), status
