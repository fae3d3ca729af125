"""Pages of calibration meetings."""

from collections.abc import Callable

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.cycles.choosing import words_of
from app.cycles.pages import chosen
from app.documents.forms import media_type
from app.domain.errors import InvalidError, StaleError
from app.domain.office import OFFICERS
from app.domain.rating import Rating
from app.domain.years import Step
from app.people import queries as people
from app.review import calibrating, calibrations, meeting_record, proposals, sheet
from app.review.calibrating import Call, Change
from app.review.calibration_forms import CallForm, ChangeForm, InviteForm, MinutesForm
from app.review.calibrations import CalibrationView
from app.review.proposals import ChangeView
from app.web.access import access, current_actor
from app.web.downloads import send_once
from app.web.editing import Editing, Stored
from app.web.forms import Form, page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED

bp = Blueprint("calibrations", __name__, url_prefix="/penilaian/kalibrasi")


def _view(calibration_id: int) -> CalibrationView:
    return calibrations.visible_meeting(current_actor(), calibration_id)


def _masa(view: CalibrationView) -> str:
    return words_of(cycles.year(view.year_id), view.period)


def _done(form: Form, command: Callable[[], object]) -> bool:
    """Whether the command did it; if not, the form says why."""
    try:
        command()
    except InvalidError as error:
        form.add_problems(error.problems)
    except StaleError:
        form.form_errors.append(CHANGED)
    else:
        return True
    return False


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """The meetings I called or was invited to, and the units I can call one for."""
    actor, number = current_actor(), page_number()
    rows, more = calibrations.meetings(actor, number)
    units = calibrations.callable_units(actor, people.today())
    context = {"units": units, "calls": bool(units) or bool(actor.roles & OFFICERS)}
    return render_template("review/calibrations.html", rows=rows, more=more, number=number, **context)


@bp.route("/baru/<int:unit_id>", methods=["GET", "POST"])
@access()
def create(unit_id: int) -> ResponseReturnValue:
    """Call a meeting for a unit."""
    actor, form, choice = current_actor(), CallForm(), chosen(Step.REVIEW)
    unit = calibrations.unit_to_call(actor, unit_id, people.today())
    if submitted(form):
        wanted = Call(*choice.of, form.title.data or "", form.held_on.data)
        called: list[int] = []
        if _done(form, lambda: called.append(calibrating.call(actor, unit_id, wanted))):
            return go(url_for("calibrations.invite", calibration_id=called[0]))
    status = 422 if form.is_submitted() else 200
    return render_template("review/calibration_call.html", unit=unit, form=form, choice=choice), status


@bp.get("/<int:calibration_id>")
@access()
def show(calibration_id: int) -> ResponseReturnValue:
    """A meeting: who was invited, who laid open, what was changed, the minutes."""
    actor, view = current_actor(), _view(calibration_id)
    changed, more = proposals.changes(actor, view, page_number())
    count = proposals.count_of_changes(calibration_id)
    shown = {"changed": changed, "count": count, "number": page_number(), "more": more, "masa": _masa(view)}
    return render_template("review/calibration.html", view=view, **shown)


@bp.route("/<int:calibration_id>/undangan", methods=["GET", "POST"])
@access()
def invite(calibration_id: int) -> ResponseReturnValue:
    """Invite assessors of the unit."""
    actor, view, form = current_actor(), _view(calibration_id), InviteForm()
    found, more = calibrations.invitable(view, people.today(), page_number())
    form.offer(found)
    if submitted(form):
        calibrating.invite(actor, calibration_id, set(form.people.data or ()))
        return go(url_for("calibrations.show", calibration_id=calibration_id))
    shown = {"found": found, "more": more, "number": page_number()}
    status = 422 if form.is_submitted() else 200
    return render_template("review/calibration_invite.html", view=view, form=form, **shown), status


@bp.post("/<int:calibration_id>/buka")
@access()
def lay_open(calibration_id: int) -> ResponseReturnValue:
    """Show my proposals to the invited assessors."""
    calibrating.lay_open(current_actor(), calibration_id, shown=True)
    return go(url_for("calibrations.compare", calibration_id=calibration_id))


@bp.post("/<int:calibration_id>/tutup-usulan")
@access()
def take_back(calibration_id: int) -> ResponseReturnValue:
    """Take my proposals back."""
    calibrating.lay_open(current_actor(), calibration_id, shown=False)
    return go(url_for("calibrations.show", calibration_id=calibration_id))


@bp.get("/<int:calibration_id>/usulan")
@access()
def compare(calibration_id: int) -> ResponseReturnValue:
    """What was laid open, side by side."""
    view, number = _view(calibration_id), page_number()
    rows, more = proposals.proposals(current_actor(), view, people.today(), number)
    shown = {"rows": rows, "number": number, "more": more, "masa": _masa(view)}
    return render_template("review/calibration_compare.html", view=view, **shown)


@bp.route("/<int:calibration_id>/usulan/<int:evaluation_id>", methods=["GET", "POST"])
@access()
def proposal(calibration_id: int, evaluation_id: int) -> ResponseReturnValue:
    """One proposal with its whole reason; its assessor may change the ratings."""
    actor, view = current_actor(), _view(calibration_id)
    found = proposals.proposal(actor, view, evaluation_id, people.today())
    form = ChangeForm.of(found)
    if submitted(form):
        wanted = Change(Rating(form.results_rating.data), Rating(form.behaviour_rating.data), form.reason.data or "")
        seen = form.version.data
        if _done(form, lambda: calibrating.change(actor, calibration_id, evaluation_id, seen, wanted)):
            return go(url_for("calibrations.show", calibration_id=calibration_id))
        form.version.data = found.version
    status = 422 if form.is_submitted() else 200
    return render_template("review/calibration_proposal.html", view=view, found=found, form=form), status


@bp.route("/<int:calibration_id>/risalah", methods=["GET", "POST"])
@access()
def minutes(calibration_id: int) -> ResponseReturnValue:
    """Write the minutes."""
    view = _view(calibration_id)
    form = MinutesForm(data={"text": view.minutes})
    if request.method == "GET":
        form.begin(view.version)

    def stored() -> Stored:
        now = _view(calibration_id)
        return Stored(now.version, {"Risalah": now.minutes})

    return Editing(
        form=form,
        save=lambda: calibrating.write_minutes(current_actor(), calibration_id, form.claim, form.text.data or ""),
        stored=stored,
        typed=lambda: {"Risalah": form.text.data or ""},
        render=lambda differences: render_template(
            "review/calibration_minutes.html", view=view, form=form, differences=differences
        ),
        next_url=url_for("calibrations.finish", calibration_id=calibration_id),
    ).answer()


@bp.route("/<int:calibration_id>/selesai", methods=["GET", "POST"])
@access()
def finish(calibration_id: int) -> ResponseReturnValue:
    """Close the meeting."""
    view, form = _view(calibration_id), Form()
    if submitted(form) and _done(form, lambda: calibrating.close(current_actor(), calibration_id)):
        return go(url_for("calibrations.show", calibration_id=calibration_id))
    count = proposals.count_of_changes(calibration_id)
    status = 422 if form.is_submitted() else 200
    return render_template("review/calibration_finish.html", view=view, form=form, count=count), status


@bp.get("/<int:calibration_id>/catatan.xlsx")
@access()
def workbook(calibration_id: int) -> Response:
    """The record of a meeting as a workbook."""
    view = _view(calibration_id)
    changed, count = _record(view)
    body = sheet.of_meeting(view, changed, count, _masa(view), people.today())
    return send_once(body, media_type("xlsx"), f"Kalibrasi {view.held_on:%Y-%m-%d}.xlsx")


@bp.get("/<int:calibration_id>/catatan.pdf")
@access()
def printed(calibration_id: int) -> Response:
    """The record of a meeting to be printed."""
    view = _view(calibration_id)
    body = meeting_record.printed(view, *_record(view), _masa(view), g.agency)
    return send_once(body, media_type("pdf"), f"Kalibrasi {view.held_on:%Y-%m-%d}.pdf")


def _record(view: CalibrationView) -> tuple[list[ChangeView], int]:
    """The changes this reader may see, and how many there are."""
    return proposals.changes(current_actor(), view)[0], proposals.count_of_changes(view.id)
