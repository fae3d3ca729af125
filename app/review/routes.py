"""Pages of the evaluation."""

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.auth.service import confirm
from app.cycles import queries as cycles
from app.documents.forms import forms_of
from app.documents.issuing import issue
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.errors import DeniedError, InvalidError, NotFoundError, Problem, StaleError
from app.domain.office import OFFICERS
from app.domain.rating import Rating
from app.domain.review import BEHAVIOUR_GUIDANCE, RESULTS_GUIDANCE, EvaluationState, EvaluationVerb
from app.domain.years import Step
from app.people import queries as people
from app.review import achievements, queries, service
from app.review.content import content_of, fingerprint
from app.review.forms import AchievementForm, CountersignForm, RatingForm, SignEvaluationForm
from app.review.queries import EvaluationView
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.downloads import download
from app.web.editing import Editing, Stored
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED, SigningForm, needs_password, signed

bp = Blueprint("review", __name__, url_prefix="/penilaian")


def _view(evaluation_id: int) -> EvaluationView:
    return queries.visible_evaluation(current_actor(), evaluation_id, people.today())


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """My evaluation of a year, and those of the people I assess."""
    actor, today = current_actor(), people.today()
    choice = cycles.choose(Step.REVIEW, today, request.args.get("tahun"))
    year = choice.year
    return render_template(
        "review/index.html",
        choice=choice,
        today=today,
        year=year,
        mine=queries.my_evaluation(actor, year.id),
        team=queries.team(actor, year, today),
        prepared=queries.prepared_team(actor, year, today),
        units=achievements.units_to_set(actor, year.id, today),
        window_open=year.evaluation.contains(today),
        states=EvaluationState,
    )


@bp.get("/capaian-unit/")
@access(*OFFICERS)
def units() -> ResponseReturnValue:
    """The units an officer keeps, to record what they achieved."""
    today, text, number = people.today(), asked("cari"), page_number()
    choice = cycles.choose(Step.REVIEW, today, request.args.get("tahun"))
    rows, more = achievements.kept_units(current_actor(), choice.year.id, today, text, number)
    return render_template("review/units.html", choice=choice, rows=rows, text=text, number=number, more=more)


@bp.route("/capaian-unit/<int:unit_id>", methods=["GET", "POST"])
@access()
def achievement(unit_id: int) -> ResponseReturnValue:
    """Record a unit's achievement."""
    actor, today = current_actor(), people.today()
    year = cycles.choose(Step.REVIEW, today, request.args.get("tahun")).year
    row = achievements.unit_to_set(actor, unit_id, year.id, today)
    stored = row.achievement
    form = AchievementForm(data={"grade": stored.grade.value, "document": stored.document} if stored else {})
    if request.method == "GET":
        form.begin(stored.version if stored else 0)
    if submitted(form):
        try:
            service.record_achievement(
                actor,
                unit_id,
                year.id,
                form.claim,
                grade=Achievement(form.grade.data),
                document=form.document.data or "",
            )
        except InvalidError as error:
            form.add_problems(error.problems)
        except StaleError:
            form.form_errors.append(CHANGED)
            form.begin(stored.version if stored else 0)
        else:
            return go(url_for("review.index", tahun=year.year))
    status = 422 if form.is_submitted() else 200
    return render_template("review/achievement.html", unit=row.unit, year=year, form=form), status


@bp.post("/mulai/<int:root_id>")
@access()
def begin(root_id: int) -> ResponseReturnValue:
    """Open the evaluation of an employee."""
    return go(url_for("review.rate", evaluation_id=service.begin(current_actor(), root_id)))


@bp.route("/<int:evaluation_id>/nilai", methods=["GET", "POST"])
@access()
def rate(evaluation_id: int) -> ResponseReturnValue:
    """Everything that matters about one person, beside the two ratings."""
    view = _view(evaluation_id)
    if EvaluationVerb.RATE not in view.verbs:
        raise DeniedError("Evaluasi ini sudah ditandatangani, jadi tidak dapat diubah.")
    form = RatingForm(data=_draft(view))
    if request.method == "GET":
        form.begin(view.version)

    def stored() -> Stored:
        now = _view(evaluation_id)
        return Stored(now.version, _texts(now.results_rating, now.behaviour_rating, now.reason, now.note))

    return Editing(
        form=form,
        save=lambda: service.rate(
            current_actor(),
            evaluation_id,
            form.claim,
            results=form.results,
            behaviour=form.behaviour,
            reason=form.reason.data or "",
            note=form.note.data or "",
        ),
        stored=stored,
        typed=lambda: _texts(form.results, form.behaviour, form.reason.data or "", form.note.data or ""),
        render=lambda differences: render_template(
            "review/rate.html", view=view, form=form, differences=differences, **_guidance(view)
        ),
        next_url=url_for("review.sign", evaluation_id=evaluation_id),
    ).answer()


def _draft(view: EvaluationView) -> dict[str, str | None]:
    return {
        "results_rating": view.results_rating.value if view.results_rating else None,
        "behaviour_rating": view.behaviour_rating.value if view.behaviour_rating else None,
        "reason": view.reason,
        "note": view.note,
    }


def _texts(results: Rating | None, behaviour: Rating | None, reason: str, note: str) -> dict[str, str]:
    return {
        "Rating hasil kerja": results.label if results else "",
        "Rating perilaku kerja": behaviour.label if behaviour else "",
        "Alasan": reason,
        "Catatan dan rekomendasi": note,
    }


def _guidance(view: EvaluationView) -> dict[str, object]:
    return {
        "results_guidance": RESULTS_GUIDANCE,
        "behaviour_guidance": BEHAVIOUR_GUIDANCE,
        "values": BehaviourValue,
        "ratings": Rating,
        "overall_rating": view.rules.overall_rating,
    }


@bp.route("/<int:evaluation_id>/tandatangani", methods=["GET", "POST"])
@access()
def sign(evaluation_id: int) -> ResponseReturnValue:
    """Check once more, then sign as assessor."""
    form = SignEvaluationForm()
    if signed(form, current_actor(), confirm, lambda actor: service.sign(actor, evaluation_id, form.seen.data)):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    view = _view(evaluation_id)
    if EvaluationVerb.SIGN not in view.verbs:
        return go(url_for("review.show", evaluation_id=evaluation_id))
    missing: tuple[Problem, ...] = ()
    status = 422 if form.is_submitted() else 200
    try:
        form.seen.data = fingerprint(view, g.agency)
    except InvalidError as error:
        missing = error.problems
    return _page("review/sign.html", view, form, missing=missing, **_guidance(view)), status


def _page(template: str, view: EvaluationView, form: SigningForm, **more: object) -> str:
    return render_template(template, view=view, form=form, ask_password=needs_password(current_actor()), **more)


@bp.get("/<int:evaluation_id>")
@access()
def show(evaluation_id: int) -> ResponseReturnValue:
    """A signed evaluation, from its snapshot."""
    return _show(_view(evaluation_id), CountersignForm(formdata=None))


def _show(view: EvaluationView, form: CountersignForm, status: int = 200) -> ResponseReturnValue:
    if view.signed is None:
        return go(url_for("review.rate", evaluation_id=view.id))
    form.seen.data = view.signed.digest
    content = view.signed.content
    return _page("review/show.html", view, form, content=content, forms=forms_of(content)), status


@bp.post("/<int:evaluation_id>/terima")
@access()
def receive(evaluation_id: int) -> ResponseReturnValue:
    """Take delivery of my evaluation."""
    service.receive(current_actor(), evaluation_id)
    return go(url_for("review.show", evaluation_id=evaluation_id))


@bp.post("/<int:evaluation_id>/tandatangani-pegawai")
@access()
def countersign(evaluation_id: int) -> ResponseReturnValue:
    """Sign my evaluation."""
    form = CountersignForm()

    def command(actor: object) -> None:
        service.countersign(actor, evaluation_id, form.seen.data, form.comment.data or "")  # type: ignore[arg-type]

    if signed(form, current_actor(), confirm, command):
        return go(url_for("review.show", evaluation_id=evaluation_id))
    return _show(_view(evaluation_id), form, 422)


@bp.get("/<int:evaluation_id>/dokumen/<form>.<fmt>")
@access()
def document(evaluation_id: int, form: str, fmt: str) -> Response:
    """C.1.3 or D.1.1 of a signed evaluation, or the assessor's draft of it."""
    view = _view(evaluation_id)
    try:
        content = view.signed.content if view.signed else content_of(view, g.agency)
    except InvalidError as error:
        raise NotFoundError("Dokumen belum dapat dibuat.") from error
    file = issue(form, fmt, content, signed=view.signed, emblem=people.emblem(), sample=g.agency.is_sample)
    return download(file.body, file.media_type, file.name)
