"""Pages of the decision on an objection, and of the signatures under a result that was changed."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.documents.content import EvaluationContent
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem
from app.domain.objections import ObjectionVerb, missing_for_upholding
from app.people import queries as people
from app.review import deciding, objections
from app.review.objection_forms import DecisionForm
from app.review.objection_routes import edit, view_to
from app.review.objections import ObjectionView
from app.review.pages import guidance, may_cosign, once, signing_page, view_of, way_of
from app.review.receipt_forms import CONCERNED
from app.web.access import access, current_actor
from app.web.htmx import go
from app.web.signing import CertifiedForm, signed

bp = Blueprint("decisions", __name__, url_prefix="/penilaian")


@bp.route("/<int:evaluation_id>/keberatan/keputusan", methods=["GET", "POST"])
@access()
def write(evaluation_id: int) -> ResponseReturnValue:
    """The decision, before it is made."""
    view, actor = view_to(evaluation_id, ObjectionVerb.UPHOLD), current_actor()
    ratings = {"results_rating": view.results_rating or "", "behaviour_rating": view.behaviour_rating or ""}
    form = DecisionForm(data={"decision": view.decision, "recommendation": view.recommendation, **ratings})

    return edit(
        evaluation_id,
        ObjectionVerb.UPHOLD,
        form,
        lambda: deciding.write_decision(
            actor,
            evaluation_id,
            form.claim,
            results=form.results,
            behaviour=form.behaviour,
            decision=form.decision.data or "",
            recommendation=form.recommendation.data or "",
        ),
        _decision,
    )


def _decision(view: ObjectionView) -> dict[str, str]:
    return {
        "Keputusan dan dasarnya": view.decision,
        "Rating hasil kerja": view.results_rating.label if view.results_rating else "Tetap",
        "Rating perilaku kerja": view.behaviour_rating.label if view.behaviour_rating else "Tetap",
        "Rekomendasi baru": view.recommendation,
    }


@bp.get("/<int:evaluation_id>/keberatan/tetapkan")
@access()
def decide(evaluation_id: int) -> ResponseReturnValue:
    """Check once more, then confirm the result or change it."""
    return _checked(evaluation_id, CertifiedForm(formdata=None), 200)


def _checked(evaluation_id: int, form: CertifiedForm, status: int) -> ResponseReturnValue:
    objection, view = view_to(evaluation_id, ObjectionVerb.UPHOLD), view_of(evaluation_id)
    missing: tuple[Problem, ...] = ()
    changed: EvaluationContent | None = None
    try:
        changed = objections.changed_content(current_actor(), objection, people.today())
        form.seen.data = objections.fingerprint_of_change(current_actor(), objection, people.today())
    except InvalidError as error:
        missing = error.problems
    upholding = missing_for_upholding(objection.decision)
    context: dict[str, object] = {
        "objection": objection,
        "missing": missing,
        "changed": changed,
        "upholding": upholding,
    }
    context |= {"changes": objection.results_rating is not None or objection.behaviour_rating is not None}
    return signing_page("review/objection_decide.html", view, form, **context, **guidance(view)), status


@bp.post("/<int:evaluation_id>/keberatan/kuatkan")
@access()
@once("objection.uphold", "objections.show")
def uphold(evaluation_id: int) -> ResponseReturnValue:
    """Confirm the result."""
    form = CertifiedForm()
    if signed(form, current_actor(), confirm, lambda actor: deciding.uphold(actor, evaluation_id)):
        return go(url_for("objections.show", evaluation_id=evaluation_id))
    return _checked(evaluation_id, form, 422)


@bp.post("/<int:evaluation_id>/keberatan/ubah")
@access()
@once("evaluation.change", "review.show")
def change(evaluation_id: int) -> ResponseReturnValue:
    """Change the result and sign the new document."""
    form = CertifiedForm()
    if signed(form, current_actor(), confirm, lambda actor: _change(actor, evaluation_id, form)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    return _checked(evaluation_id, form, 422)


def _change(actor: Actor, evaluation_id: int, form: CertifiedForm) -> None:
    way_of(form)(lambda proof: deciding.change(actor, evaluation_id, form.seen.data, proof))


@bp.route("/<int:evaluation_id>/tandatangani-perubahan", methods=["GET", "POST"])
@access()
@once("evaluation.cosign", "review.show")
def cosign(evaluation_id: int) -> ResponseReturnValue:
    """The assessor signs the changed result."""
    form = CertifiedForm()
    if signed(form, current_actor(), confirm, lambda actor: _cosign(actor, evaluation_id, form)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    view = view_of(evaluation_id)
    if view.signed is None or not may_cosign(current_actor(), view):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    form.seen.data = view.signed.digest
    status = 422 if form.is_submitted() else 200
    context = {"content": view.signed.content, "concerned": CONCERNED}
    return signing_page("review/sign_changed.html", view, form, **context), status


def _cosign(actor: Actor, evaluation_id: int, form: CertifiedForm) -> None:
    way_of(form)(lambda proof: deciding.cosign(actor, evaluation_id, form.seen.data, proof))
