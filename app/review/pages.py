"""What several pages of the evaluation need."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.documents.forms import forms_of
from app.domain.behaviour import BehaviourValue
from app.domain.rating import Rating
from app.domain.review import BEHAVIOUR_GUIDANCE, RESULTS_GUIDANCE
from app.people import queries as people
from app.review import queries
from app.review.forms import CountersignForm
from app.review.queries import EvaluationView
from app.web.access import current_actor
from app.web.htmx import go
from app.web.signing import SigningForm, needs_password


def view_of(evaluation_id: int) -> EvaluationView:
    """The evaluation, if whoever asks may see it."""
    return queries.visible_evaluation(current_actor(), evaluation_id, people.today())


def guidance(view: EvaluationView) -> dict[str, object]:
    """The official guidance for ratings, and the quadrant of the evaluated year."""
    return {
        "results_guidance": RESULTS_GUIDANCE,
        "behaviour_guidance": BEHAVIOUR_GUIDANCE,
        "values": BehaviourValue,
        "ratings": Rating,
        "overall_rating": view.rules.overall_rating,
    }


def signing_page(template: str, view: EvaluationView, form: SigningForm, **more: object) -> str:
    """A page with a form that signs; asks for the password when it was not entered lately."""
    return render_template(template, view=view, form=form, ask_password=needs_password(current_actor()), **more)


def shown(view: EvaluationView, form: CountersignForm, status: int = 200) -> ResponseReturnValue:
    """A signed evaluation from its snapshot; the draft leads to its own page."""
    if view.signed is None:
        return go(url_for("rating.rate", evaluation_id=view.id))
    form.seen.data = view.signed.digest
    content = view.signed.content
    return signing_page("review/show.html", view, form, content=content, forms=forms_of(content)), status
