"""Pages on which an evaluation is signed."""

from flask import Blueprint, current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.config import Settings
from app.cycles.pages import chosen
from app.documents import bsre
from app.documents.bsre import Identity
from app.documents.content import canonical, digest
from app.documents.forms import forms_of
from app.domain.actors import Actor
from app.domain.errors import InvalidError, Problem
from app.domain.review import EvaluationVerb
from app.domain.years import Step
from app.people import queries as people
from app.review import batch, certifying, signing
from app.review.content import content_of
from app.review.forms import CountersignForm, SignEvaluationForm
from app.review.pages import guidance, shown, signing_page, view_of
from app.review.queries import EvaluationView
from app.review.receipt_forms import BatchForm
from app.web.access import access, current_actor
from app.web.htmx import go
from app.web.signing import ASK, confirmed, needs_password, signed

bp = Blueprint("signing", __name__, url_prefix="/penilaian")


@bp.route("/<int:evaluation_id>/tandatangani", methods=["GET", "POST"])
@access()
def sign(evaluation_id: int) -> ResponseReturnValue:
    """Check once more, then sign as assessor."""
    form = SignEvaluationForm()
    if signed(form, current_actor(), confirm, lambda actor: _sign(actor, evaluation_id, form)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    view = view_of(evaluation_id)
    if EvaluationVerb.SIGN not in view.verbs:
        return go(url_for("review.show", evaluation_id=evaluation_id))
    missing, forms = _forms_of(view, form)
    status = 422 if form.is_submitted() else 200
    more = {"missing": missing, "forms": forms, "certified": bsre.is_configured(_settings()), **guidance(view)}
    return signing_page("review/sign.html", view, form, **more), status


def _forms_of(view: EvaluationView, form: SignEvaluationForm) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What is missing; else the forms of the draft, whose fingerprint the page sends back."""
    try:
        content = content_of(view, g.agency)
    except InvalidError as error:
        return error.problems, ()
    form.seen.data = digest(canonical(content))
    return (), forms_of(content)


def _settings() -> Settings:
    found: Settings = current_app.extensions["tilik"].settings
    return found


def _sign(actor: Actor, evaluation_id: int, form: SignEvaluationForm) -> None:
    """With the password, or through BSrE when its fields are filled in."""
    seen, proof = form.seen.data, None
    if bsre.is_configured(_settings()) and (form.nik.data or form.passphrase.data):
        identity = Identity(form.nik.data or "", form.passphrase.data or "")
        proof = certifying.prepare(_settings(), actor, evaluation_id, seen, identity)
    signing.sign(actor, evaluation_id, seen, proof)


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


@bp.route("/tandatangani-sekaligus", methods=["GET", "POST"])
@access()
def batch_page() -> ResponseReturnValue:
    """Every whole draft of a period, to be signed after one confirmation."""
    actor, today, form = current_actor(), people.today(), BatchForm()
    choice = chosen(Step.REVIEW)
    period = choice.number
    window = choice.year.evaluation_window(period)
    outcome = confirmed(form, actor, confirm, lambda actor: batch.sign_all(actor, form.dokumen.data or []), ASK)
    if outcome is not None and not outcome.failed:
        return go(url_for("review.index", tahun=choice.year.year))
    context = {"choice": choice, "period": period, "window": window, "outcome": outcome}
    found = batch.signable(actor, choice.year, period, today)
    name = choice.year.name_of(window)
    page = render_template(
        "review/batch.html", form=form, found=found, name=name, ask=needs_password(actor), today=today, **context
    )
    return page, 422 if form.is_submitted() else 200
