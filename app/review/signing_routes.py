"""Pages on which an evaluation is signed."""

from flask import Blueprint, g, render_template, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.cycles.pages import chosen
from app.documents.content import canonical, digest
from app.documents.forms import forms_of
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem
from app.domain.review import EvaluationVerb
from app.domain.years import Step
from app.people import queries as people
from app.review import batch, signing
from app.review.content import content_of
from app.review.forms import CountersignForm
from app.review.pages import asks, guidance, once, shown, signing_page, view_of, way_of
from app.review.queries import EvaluationView
from app.review.receipt_forms import BatchForm
from app.web.access import access, current_actor
from app.web.htmx import go
from app.web.signing import ASK, CertifiedForm, confirmed, signed

bp = Blueprint("signing", __name__, url_prefix="/penilaian")


@bp.route("/<int:evaluation_id>/tandatangani", methods=["GET", "POST"])
@access()
@once("evaluation.sign", "review.show")
def sign(evaluation_id: int) -> ResponseReturnValue:
    """Check once more, then sign as assessor."""
    form = CertifiedForm()
    if signed(form, current_actor(), confirm, lambda actor: _sign(actor, evaluation_id, form)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    view = view_of(evaluation_id)
    if EvaluationVerb.SIGN not in view.verbs:
        return go(url_for("review.show", evaluation_id=evaluation_id))
    missing, forms = _forms_of(view, form)
    status = 422 if form.is_submitted() else 200
    more = {"missing": missing, "forms": forms, **guidance(view)}
    return signing_page("review/sign.html", view, form, **more), status


def _forms_of(view: EvaluationView, form: CertifiedForm) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What is missing; else the forms of the draft, whose fingerprint the page sends back."""
    try:
        content = content_of(view, g.agency)
    except InvalidError as error:
        return error.problems, ()
    form.seen.data = digest(canonical(content))
    return (), forms_of(content)


def _sign(actor: Actor, evaluation_id: int, form: CertifiedForm) -> None:
    way_of(form)(lambda proof: signing.sign(actor, evaluation_id, form.seen.data, proof))


def _said(evaluation_id: int) -> bool:
    """Whether the comment of the form was kept with the evaluation."""
    return view_of(evaluation_id).employee_comment.endswith((CountersignForm().comment.data or "").strip())


@bp.post("/<int:evaluation_id>/tandatangani-pegawai")
@access()
@once("evaluation.countersign", "review.show", _said)
def countersign(evaluation_id: int) -> ResponseReturnValue:
    """Sign my evaluation."""
    form = CountersignForm()
    if signed(form, current_actor(), confirm, lambda actor: _countersign(actor, evaluation_id, form)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    return shown(view_of(evaluation_id), form, 422)


def _countersign(actor: Actor, evaluation_id: int, form: CountersignForm) -> None:
    seen, comment = form.seen.data, form.comment.data or ""
    way_of(form)(lambda proof: signing.countersign(actor, evaluation_id, seen, comment, proof))


@bp.route("/tandatangani-sekaligus", methods=["GET", "POST"])
@access()
def batch_page() -> ResponseReturnValue:
    """Every whole draft of a period, to be signed after one confirmation."""
    actor, today, form = current_actor(), people.today(), BatchForm()
    choice = chosen(Step.REVIEW)
    period = choice.number
    outcome = confirmed(form, actor, confirm, lambda actor: _sign_all(actor, form), ASK)
    if outcome is not None and outcome.is_done:
        return go(url_for("review.index", tahun=choice.year.year))
    form.add_problems(outcome.stopped if outcome else ())
    context = {"choice": choice, "period": period, "outcome": outcome, "window": choice.year.evaluation_window(period)}
    context |= {"found": batch.signable(actor, choice.year, period, today), "today": today, **asks()}
    page = render_template("review/batch.html", form=form, **context)
    return page, 422 if form.is_submitted() and not (outcome and outcome.goes_on) else 200


def _sign_all(actor: Actor, form: BatchForm) -> batch.Outcome:
    return batch.sign_all(actor, form.dokumen.data or [], way_of(form))
