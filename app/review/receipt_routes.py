"""Pages around a signed evaluation: delivery on paper, refusal, longer deadlines, standing in for an assessor."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import asked_number, chosen
from app.domain.errors import DeniedError, InvalidError
from app.domain.review import EvaluationVerb
from app.domain.years import Step
from app.people import queries as people
from app.review import clocks, extending, overdue, receiving, stepping_in
from app.review.pages import once, view_of
from app.review.queries import EvaluationView
from app.review.receipt_forms import CONCERNED, ExtendForm, HandOverForm, RefusalForm
from app.web.access import access, current_actor
from app.web.forms import Form, page_number, submitted
from app.web.htmx import go

bp = Blueprint("receipt", __name__, url_prefix="/penilaian")


def _permitted(evaluation_id: int, verb: EvaluationVerb) -> EvaluationView:
    view = view_of(evaluation_id)
    if verb not in view.verbs:
        raise DeniedError("Langkah ini tidak tersedia: statusnya sudah berubah, atau dilakukan oleh orang lain.")
    return view


def _page(template: str, view: EvaluationView, form: Form, **more: object) -> ResponseReturnValue:
    page = render_template(template, view=view, form=form, concerned=CONCERNED, **more)
    return page, 422 if form.is_submitted() else 200


@bp.route("/<int:evaluation_id>/serah-terima", methods=["GET", "POST"])
@access()
@once("evaluation.hand_over", "review.show")
def hand_over(evaluation_id: int) -> ResponseReturnValue:
    """Record that the document was handed over on paper."""
    form, view = HandOverForm(), _permitted(evaluation_id, EvaluationVerb.HAND_OVER)
    if submitted(form):
        try:
            receiving.hand_over(current_actor(), evaluation_id, form.on.data)
            return go(url_for("review.show", evaluation_id=evaluation_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page("review/receipt_delivery.html", view, form)


def _wrote(evaluation_id: int) -> bool:
    """Whether the form's reason is the one on record."""
    return clocks.course_of(evaluation_id, people.today()).refusal == (RefusalForm().reason.data or "").strip()


@bp.route("/<int:evaluation_id>/tidak-menandatangani", methods=["GET", "POST"])
@access()
@once("evaluation.record_refusal", "review.show", _wrote)
def refusal(evaluation_id: int) -> ResponseReturnValue:
    """Record that the employee does not sign."""
    form, view = RefusalForm(), _permitted(evaluation_id, EvaluationVerb.RECORD_REFUSAL)
    if submitted(form):
        try:
            receiving.record_refusal(current_actor(), evaluation_id, form.reason.data or "")
            return go(url_for("review.show", evaluation_id=evaluation_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page("review/receipt_refusal.html", view, form)


@bp.route("/<int:evaluation_id>/perpanjang", methods=["GET", "POST"])
@access()
def extend(evaluation_id: int) -> ResponseReturnValue:
    """Give more time for one step, with a reason."""
    form, view, today = ExtendForm(), _permitted(evaluation_id, EvaluationVerb.EXTEND), people.today()
    course = clocks.course_of(evaluation_id, today)
    form.offer(course.running(today))
    if submitted(form):
        try:
            extending.extend(current_actor(), evaluation_id, form.which, form.due_on.data, form.reason.data or "")
            return go(url_for("review.show", evaluation_id=evaluation_id))
        except InvalidError as error:
            form.add_problems(error.problems)
    return _page("review/receipt_extension.html", view, form, course=course)


@bp.get("/diambil-alih")
@access()
def unsigned() -> ResponseReturnValue:
    """Everybody two levels below whose evaluation was not signed in its time."""
    actor, today, number = current_actor(), people.today(), page_number()
    choice = chosen(Step.REVIEW)
    period = choice.number
    window = choice.year.evaluation_window(period)
    found = overdue.unsigned_below(actor.person_id, choice.year.id, period, today, number)
    context = {"choice": choice, "period": period, "window": window, "found": found, "number": number, "today": today}
    return render_template("review/receipt_unsigned.html", name=choice.year.name_of(window), **context)


@bp.post("/ambil-alih/<int:root_id>")
@access()
def take_over(root_id: int) -> ResponseReturnValue:
    """Stand in for the assessor: rate whoever was not rated, sign what the assessor finished."""
    evaluation_id = stepping_in.take_over(current_actor(), root_id, asked_number())
    rates = EvaluationVerb.RATE in view_of(evaluation_id).verbs
    return go(url_for("rating.rate" if rates else "signing.sign", evaluation_id=evaluation_id))
