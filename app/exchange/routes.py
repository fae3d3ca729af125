"""Pages of a plan as a workbook: take it along, send it back, look at what it would change, take it over."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import chosen_year
from app.domain.errors import DeniedError, InvalidError, Problem, StaleError
from app.domain.planning import PlanVerb
from app.domain.years import Step
from app.exchange import documents, queries, service
from app.exchange.filling_preview import preview
from app.exchange.forms import TakeForm, UploadForm
from app.exchange.workbook_reading import LIMIT, TOO_LARGE
from app.intake.container import UnusableError
from app.people import queries as people
from app.planning import queries as planning
from app.planning.queries import PlanView
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.forms import submitted
from app.web.htmx import go
from app.web.uploads import uploads

bp = Blueprint("exchange", __name__, url_prefix="/excel")
CHANGED = "Rencana berubah sejak pratinjau ini dibuat. Belum ada yang diterapkan. Baca pratinjau yang baru di bawah."


def _plan(plan_id: int) -> PlanView:
    return planning.visible_plan(current_actor(), plan_id, people.today())


@bp.route("/rencana/<int:plan_id>", methods=["GET", "POST"])
@access()
@uploads(LIMIT, TOO_LARGE)
def plan(plan_id: int) -> ResponseReturnValue:
    """Take the draft along as a workbook, or send it back."""
    view, form = _plan(plan_id), UploadForm()
    if PlanVerb.EDIT not in view.verbs:
        raise DeniedError(service.NOT_YOURS)
    if submitted(form):
        try:
            file = service.Upload(form.file.data.stream, form.file.data.filename)
            return go(url_for("exchange.show", filled_id=service.receive_plan(current_actor(), plan_id, file)))
        except UnusableError as error:
            form.add_problems([Problem("file", str(error))])
    return render_template("exchange/plan.html", plan=view, form=form), 422 if request.method == "POST" else 200


@bp.get("/rencana/<int:plan_id>/skp.xlsx")
@access()
def workbook(plan_id: int) -> Response:
    """The draft as a workbook."""
    file = documents.plan_workbook(_plan(plan_id))
    return download(file.body, file.media_type, file.name)


@bp.get("/isian/<int:filled_id>")
@access()
def show(filled_id: int) -> ResponseReturnValue:
    """What a filled workbook would change."""
    return _preview(filled_id, TakeForm(formdata=None))


def _preview(filled_id: int, form: TakeForm, status: int = 200) -> ResponseReturnValue:
    view = preview(current_actor(), filled_id)
    chosen = form.taken if status != 200 else view.default  # noqa: PLR2004
    form.seen.data = view.seen
    return render_template("exchange/show.html", view=view, form=form, chosen=chosen), status


@bp.post("/isian/<int:filled_id>/terapkan")
@access()
def apply(filled_id: int) -> ResponseReturnValue:
    """Take over what was chosen."""
    form = TakeForm()
    try:
        plan_id = service.apply_plan(current_actor(), filled_id, form.seen.data or "", form.taken)
    except StaleError:
        form.add_problems([Problem("", CHANGED)])
        return _preview(filled_id, form, 409)
    except InvalidError as error:
        form.add_problems(error.problems)
        return _preview(filled_id, form, 422)
    return go(url_for("planning.show", plan_id=plan_id))


@bp.post("/isian/<int:filled_id>/buang")
@access()
def discard(filled_id: int) -> ResponseReturnValue:
    """Give it up."""
    view = queries.filled(current_actor(), filled_id, queries.PLAN)
    service.discard(current_actor(), filled_id, queries.PLAN)
    return go(url_for("exchange.plan", plan_id=view.plan_id))


@bp.get("/isian/<int:filled_id>/catatan.xlsx")
@access()
def annotated(filled_id: int) -> Response:
    """The workbook with what is wrong in it told beside the rows."""
    file = documents.annotated(current_actor(), filled_id)
    return download(file.body, file.media_type, file.name)


@bp.get("/tim.xlsx")
@access()
def team() -> Response:
    """The plans of the people I assess, to be read."""
    choice = chosen_year(Step.PLANNING)
    file = documents.team_workbook(current_actor(), choice.year)
    return download(file.body, file.media_type, file.name)
