"""Pages on which an evaluation is signed."""

from flask import Blueprint, g, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.domain.errors import InvalidError, Problem
from app.domain.review import EvaluationVerb
from app.review import signing
from app.review.content import fingerprint
from app.review.forms import CountersignForm, SignEvaluationForm
from app.review.pages import guidance, shown, signing_page, view_of
from app.web.access import access, current_actor
from app.web.htmx import go
from app.web.signing import signed

bp = Blueprint("signing", __name__, url_prefix="/penilaian")


@bp.route("/<int:evaluation_id>/tandatangani", methods=["GET", "POST"])
@access()
def sign(evaluation_id: int) -> ResponseReturnValue:
    """Check once more, then sign as assessor."""
    form = SignEvaluationForm()
    if signed(form, current_actor(), confirm, lambda actor: signing.sign(actor, evaluation_id, form.seen.data)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    view = view_of(evaluation_id)
    if EvaluationVerb.SIGN not in view.verbs:
        return go(url_for("review.show", evaluation_id=evaluation_id))
    missing: tuple[Problem, ...] = ()
    status = 422 if form.is_submitted() else 200
    try:
        form.seen.data = fingerprint(view, g.agency)
    except InvalidError as error:
        missing = error.problems
    return signing_page("review/sign.html", view, form, missing=missing, **guidance(view)), status


@bp.post("/<int:evaluation_id>/tandatangani-pegawai")
@access()
def countersign(evaluation_id: int) -> ResponseReturnValue:
    """Sign my evaluation."""
    form = CountersignForm()

    def command(actor: object) -> None:
        signing.countersign(actor, evaluation_id, form.seen.data, form.comment.data or "")  # type: ignore[arg-type]

    if signed(form, current_actor(), confirm, command):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    return shown(view_of(evaluation_id), form, 422)
