"""Pages of the plan (SKP)."""

from typing import Any

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.cycles.pages import chosen_year
from app.domain.completeness import missing_for_submission
from app.domain.errors import DeniedError, InvalidError
from app.domain.planning import PlanVerb, ResultKind
from app.domain.policy import may_read_progress
from app.domain.years import Step, is_late
from app.people import queries as people
from app.people import special
from app.planning import (
    advising,
    dialogue,
    documents,
    editing,
    editions,
    manuals,
    queries,
    service,
    signing,
    sources,
    team,
)
from app.planning.content import draft_results
from app.planning.forms import RemarksForm, SignPlanForm, ids_of
from app.planning.parts import removed_results
from app.planning.queries import PlanView
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.downloads import download
from app.web.errors import error_page
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.signing import needs_password, signed

bp = Blueprint("planning", __name__, url_prefix="/perencanaan")
for pages in (editing.bp, dialogue.bp, manuals.bp, sources.bp):
    bp.register_blueprint(pages)


def _plan(plan_id: int) -> PlanView:
    return queries.visible_plan(current_actor(), plan_id, people.today())


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """My plans of a year, and those of the people I assess."""
    actor, today = current_actor(), people.today()
    choice = chosen_year(Step.PLANNING)
    year, me = choice.year, people.person(actor.person_id, today)
    mine = queries.plans_of(actor.person_id, year.id)
    return render_template(
        "planning/index.html",
        choice=choice,
        year=year,
        mine=mine,
        basis=queries.basis(mine) if len({row.root_id for row in mine}) > 1 else None,
        late=queries.late(mine, year.planning.closes_on, me.since, today),
        me=me,
        is_late=is_late(year.planning.closes_on, me.since, today),
        has_assessor=people.assessor_of(actor.person_id, today) is not None,
        team=queries.team(actor, year.id, today),
    )


@bp.get("/tim")
@access()
@revalidated
def team_page() -> ResponseReturnValue:
    """The plans of the people I assess, side by side."""
    today = people.today()
    choice, asked = chosen_year(Step.PLANNING), request.args.get("status", "")
    found = team.team(current_actor(), choice.year.id, today, asked, page_number())
    return render_template(
        "planning/team.html", choice=choice, year=choice.year, found=found, filters=found.filters, asked=asked
    )


@bp.post("/baru")
@access()
def create() -> ResponseReturnValue:
    """Begin my plan of the year."""
    try:
        choice = chosen_year(Step.PLANNING)
        quantitative = request.form.get("pendekatan") != "kualitatif"
        plan_id = editions.create_plan(current_actor(), choice.year.id, quantitative=quantitative)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("planning.show", plan_id=plan_id))


@bp.get("/<int:plan_id>")
@access()
@revalidated
def show(plan_id: int) -> ResponseReturnValue:
    """A plan, everything on one page, with what can be done next."""
    return _page(_plan(plan_id), SignPlanForm(formdata=None))


def _page(plan: PlanView, form: SignPlanForm, status: int = 200) -> ResponseReturnValue:
    form.seen.data = documents.seen(plan, g.agency)
    return render_template(
        "planning/show.html",
        plan=plan,
        form=form,
        ask_password=needs_password(current_actor()),
        missing=missing_for_submission(plan.form, draft_results(plan)),
        removed=removed_results(plan.id) if PlanVerb.EDIT in plan.verbs else (),
        forms=documents.forms(plan),
        advice=advising.advice_by_result(plan),
        left_out=advising.left_out(plan),
        may_see_progress=may_read_progress(current_actor(), plan.standing),
        **_situation(plan),
    ), status


def _situation(plan: PlanView) -> dict[str, Any]:
    """What is special about the plan today: a transfer, an acting post, a January gone by."""
    today = people.today()
    turns = PlanVerb.EDIT in plan.verbs and plan.standing.superior_id is not None
    since = max(plan.period_start, plan.employee.since)
    return {
        "circumstances": special.on({plan.employee.id}, today).get(plan.employee.id, ()),
        "changed_since": queries.changed_since(plan, today),
        "may_turn": turns and queries.may_turn_to_superior(plan.year_id, plan.edition, since, today),
    }


@bp.post("/<int:plan_id>/ajukan")
@access()
def submit(plan_id: int) -> ResponseReturnValue:
    """Sign and hand my plan to my assessor."""
    form = SignPlanForm()
    if signed(form, current_actor(), confirm, lambda actor: signing.submit(actor, plan_id, form.seen.data)):
        return go(url_for("planning.show", plan_id=plan_id))
    return _page(_plan(plan_id), form, 422)


@bp.post("/<int:plan_id>/tetapkan")
@access()
def set_plan(plan_id: int) -> ResponseReturnValue:
    """Sign an employee's plan as assessor."""
    form = SignPlanForm()
    if signed(form, current_actor(), confirm, lambda actor: signing.set_plan(actor, plan_id, form.seen.data)):
        return go(url_for("planning.show", plan_id=plan_id))
    return _page(_plan(plan_id), form, 422)


@bp.post("/<int:plan_id>/tarik")
@access()
def withdraw(plan_id: int) -> ResponseReturnValue:
    """Take my submitted plan back."""
    signing.withdraw(current_actor(), plan_id)
    return go(url_for("planning.show", plan_id=plan_id))


@bp.route("/<int:plan_id>/kembalikan", methods=["GET", "POST"])
@access()
def return_plan(plan_id: int) -> ResponseReturnValue:
    """Give a plan back with remarks."""
    plan = _plan(plan_id)
    if PlanVerb.RETURN not in plan.verbs:
        raise DeniedError("Rencana ini tidak sedang menunggu Anda, jadi tidak dapat dikembalikan.")
    form = RemarksForm(shown=ids_of(plan.results), results=["" for _ in plan.results])
    if submitted(form):
        try:
            signing.return_plan(current_actor(), plan_id, form.written(plan))
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("planning.show", plan_id=plan_id))
    status = 422 if request.method == "POST" else 200
    return render_template("planning/return.html", plan=plan, form=form, results=form.shown_of(plan.results)), status


@bp.post("/<int:plan_id>/revisi")
@access()
def revise(plan_id: int) -> ResponseReturnValue:
    """Begin a revision of a set plan."""
    return go(url_for("planning.show", plan_id=editions.revise(current_actor(), plan_id)))


@bp.post("/<int:plan_id>/lanjutan")
@access()
def begin_next(plan_id: int) -> ResponseReturnValue:
    """Begin the plan that follows a transfer."""
    return go(url_for("planning.show", plan_id=editions.begin_next(current_actor(), plan_id)))


@bp.post("/<int:plan_id>/pendekatan")
@access()
def change_approach(plan_id: int) -> ResponseReturnValue:
    """Write the draft in the other approach."""
    quantitative = request.form.get("pendekatan") != "kualitatif"
    service.change_approach(current_actor(), plan_id, quantitative=quantitative)
    return go(url_for("planning.show", plan_id=plan_id))


@bp.post("/<int:plan_id>/hasil")
@access()
def add_result(plan_id: int) -> ResponseReturnValue:
    """Add a result and open its form."""
    kind = ResultKind.ADDITIONAL if request.form.get("jenis") == ResultKind.ADDITIONAL else ResultKind.MAIN
    try:
        result_id = service.add_result(current_actor(), plan_id, kind)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("planning.editing.result", plan_id=plan_id, result_id=result_id))


@bp.post("/<int:plan_id>/hasil/<int:result_id>/hapus")
@access()
def remove_result(plan_id: int, result_id: int) -> ResponseReturnValue:
    """Take a result out of a draft."""
    service.remove_result(current_actor(), plan_id, result_id)
    return go(url_for("planning.show", plan_id=plan_id))


@bp.post("/<int:plan_id>/hasil/<int:result_id>/kembalikan")
@access()
def restore_result(plan_id: int, result_id: int) -> ResponseReturnValue:
    """Bring a removed result back."""
    try:
        service.restore_result(current_actor(), plan_id, result_id)
    except InvalidError as error:
        return error_page(422, str(error))
    return go(url_for("planning.show", plan_id=plan_id, _anchor=f"hasil-{result_id}"))


@bp.get("/<int:plan_id>/dokumen/<form>.<fmt>")
@access()
def document(plan_id: int, form: str, fmt: str) -> Response:
    """An official form of the plan as PDF or XLSX."""
    settings = current_app.extensions["tilik"].settings
    file = documents.download(settings, _plan(plan_id), g.agency, form, fmt)
    return download(file.body, file.media_type, file.name)
