"""What several pages of the evaluation need."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from flask import current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.queries import last_act_on
from app.config import Settings
from app.documents import bsre
from app.documents import queries as documents
from app.documents.bsre import Identity
from app.documents.content import EvaluationContent
from app.documents.forms import forms_of
from app.documents.queries import SignedView
from app.documents.service import METHOD_PAPER
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError
from app.domain.rating import Rating
from app.domain.review import AT_HAND, BEHAVIOUR_GUIDANCE, RESULTS_GUIDANCE, EvaluationVerb
from app.people import queries as people
from app.review import certifying, clocks, objections, paper_signed, queries
from app.review.certifying import Signing
from app.review.clocks import Course
from app.review.forms import CountersignForm
from app.review.queries import EvaluationView
from app.web.access import current_actor
from app.web.htmx import go
from app.web.signing import CertifiedForm, needs_password

_CHANGED = "D.1.3"
Step = Callable[[int], ResponseReturnValue]


def once(action: str, endpoint: str, kept: Callable[[int], bool] = lambda _: True) -> Callable[[Step], Step]:
    """Answer a step that somebody sends again as it was answered the first time: with the page it leads to.

    A second click, or a browser that lost the answer, sends the same form twice; the second is refused because the
    first succeeded, and whoever clicked would read of an error where there was none. It is the same step when the
    newest act on the evaluation is ``action`` by this person, with what the form holds; ``kept`` says whether words
    that the audit trail does not hold are those that were kept.
    """

    def guard(view: Step) -> Step:
        @wraps(view)
        def answer(evaluation_id: int) -> ResponseReturnValue:
            try:
                return view(evaluation_id)
            except DeniedError:
                if request.method == "POST" and _is_done(evaluation_id, action) and kept(evaluation_id):
                    return go(url_for(endpoint, evaluation_id=evaluation_id))
                raise

        return answer

    return guard


def _is_done(evaluation_id: int, action: str) -> bool:
    last = last_act_on("evaluation", evaluation_id)
    if last is None or (last.action, last.actor_id) != (action, current_actor().person_id):
        return False
    told = {"seen": last.detail.get("sha256"), "on": last.detail.get("on")}
    return all(words is None or request.form.get(name) == words for name, words in told.items())


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


def signing_page(template: str, view: EvaluationView, form: CertifiedForm, **more: object) -> str:
    """A page with a form that signs."""
    return render_template(template, view=view, form=form, **asks(), **more)


def asks() -> dict[str, bool]:
    """What a form that signs asks for: the password when it was not entered lately, a certificate where it can."""
    return {"ask_password": needs_password(current_actor()), "certified": bsre.is_configured(_settings())}


def way_of(form: CertifiedForm) -> Signing:
    """How a form signs: through BSrE when its fields are filled in and the office offers it, else with the password."""
    if not (bsre.is_configured(_settings()) and (form.nik.data or form.passphrase.data)):
        return certifying.with_password
    return certifying.through_bsre(_settings(), Identity(form.nik.data or "", form.passphrase.data or ""))


def _settings() -> Settings:
    found: Settings = current_app.extensions["tilik"].settings
    return found


def shown(view: EvaluationView, form: CountersignForm, status: int = 200) -> ResponseReturnValue:
    """A signed evaluation from its snapshot, with its deadlines; the draft leads to its own page."""
    if view.signed is None or not isinstance(view.signed.content, EvaluationContent):
        return go(url_for("rating.rate", evaluation_id=view.id))
    form.seen.data = view.signed.digest
    actor, today, content = current_actor(), people.today(), view.signed.content
    course = clocks.course_of(view.id, today)
    objection = objections.objection_of(actor, view.id, today)
    context = {
        "content": content,
        "forms": forms_of(content),
        "earlier": [Before(one.code, forms_of(one.content)) for one in signed_before(view)],
        "course": course,
        "papers": paper_signed.recorded_of(view.id) if _is_on_paper(view.signed) else [],
        "today": today,
        "objection": objection,
        "is_mine": actor.person_id == view.progress.plan.employee.id,
        "may_object": objection is None and _may_object(actor, view, course),
        "may_cosign": may_cosign(actor, view),
    }
    return signing_page("review/show.html", view, form, **context), status


def _is_on_paper(signed: SignedView) -> bool:
    """Whether some signature may be on paper; the documents before a changed result are looked at as well."""
    changed = isinstance(signed.content, EvaluationContent) and signed.content.document_form == _CHANGED
    return changed or any(mark.method == METHOD_PAPER for mark in signed.signatures)


@dataclass(frozen=True)
class Before:
    """A document that was signed before the result was changed: its code, and the forms it is printed on."""

    code: str
    forms: tuple[str, ...]


def signed_before(view: EvaluationView) -> list[SignedView]:
    """What was signed before a result that an objection changed; nothing of one that still stands."""
    if view.signed is None or not isinstance(view.signed.content, EvaluationContent):
        return []
    if view.signed.content.document_form != _CHANGED:
        return []
    every = documents.history("evaluation", [view.id], g.agency.zone)
    return [one for _, one in every if one.id != view.signed.id]


def _may_object(actor: Actor, view: EvaluationView, course: Course) -> bool:
    until = course.objection_until
    is_mine = actor.person_id == view.progress.plan.employee.id
    return is_mine and view.state in AT_HAND and until is not None and people.today() <= until


def may_cosign(actor: Actor, view: EvaluationView) -> bool:
    """Whether form D.1.3 waits for the actor's signature as assessor."""
    decided = view.superior is not None and view.superior.id == actor.person_id
    return view.awaits_assessor and EvaluationVerb.COSIGN in view.verbs and not decided
