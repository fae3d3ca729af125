"""Pages of the naming of candidates: the subject proposes, the supervisor decides, officers name where it is theirs."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import InvalidError
from app.domain.naming import is_over
from app.feedback import candidates, nominating, turns
from app.feedback.candidates import NamingView
from app.feedback.nomination_forms import ChooseForm, SendForm
from app.people import queries as people
from app.web.access import access, current_actor
from app.web.forms import Form, asked, page_number, submitted
from app.web.htmx import go

bp = Blueprint("nomination", __name__, url_prefix="/pencalonan-360")


def _view(subject_id: int) -> NamingView:
    return candidates.visible_naming(current_actor(), subject_id, people.today())


def _page(subject_id: int, form: Form, status: int = 200) -> ResponseReturnValue:
    view, today = _view(subject_id), people.today()
    is_late = is_over(view.naming, today)
    return render_template("feedback/nomination.html", view=view, form=form, is_late=is_late), status


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 - fits a key


@bp.get("/")
@access()
def index() -> ResponseReturnValue:
    """Where I propose, and whose list I decide on."""
    number = page_number()
    lines, more = turns.listed(current_actor().person_id, number)
    return render_template("feedback/nominations.html", lines=lines, number=number, more=more, today=people.today())


@bp.get("/<int:subject_id>")
@access()
def show(subject_id: int) -> ResponseReturnValue:
    """The candidates of a subject, and what can be done now."""
    return _page(subject_id, SendForm())


@bp.route("/<int:subject_id>/pilih/<rater_class>", methods=["GET", "POST"])
@access()
def choose(subject_id: int, rater_class: str) -> ResponseReturnValue:
    """Choose candidates of a group: of the subject's unit, or by name from the whole agency."""
    actor, today, form = current_actor(), people.today(), ChooseForm()
    view, text, number = _view(subject_id), asked("cari"), page_number()
    group = view.group(rater_class)
    found, more = candidates.choosable(view, group.rater_class, text, today, number)
    form.offer(found)
    if submitted(form):
        try:
            nominating.add(actor, subject_id, group.rater_class, form.people.data or (), today)
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("nomination.show", subject_id=subject_id))
    shown = {"view": view, "group": group, "found": found, "more": more, "text": text, "number": number}
    return render_template("feedback/choose.html", form=form, **shown), 422 if form.is_submitted() else 200


@bp.post("/<int:subject_id>/hapus")
@access()
def remove(subject_id: int) -> ResponseReturnValue:
    """Take back somebody I named."""
    nominating.remove(current_actor(), subject_id, _number("calon"), people.today())
    return go(url_for("nomination.show", subject_id=subject_id))


@bp.post("/<int:subject_id>/putuskan")
@access()
def decide(subject_id: int) -> ResponseReturnValue:
    """Refuse one of the proposals, or take the refusal back."""
    refused = "tolak" in request.form
    number = _number("tolak" if refused else "pakai")
    nominating.decide(current_actor(), subject_id, number, refused=refused, today=people.today())
    return go(url_for("nomination.show", subject_id=subject_id))


@bp.post("/<int:subject_id>/ajukan")
@access()
def submit(subject_id: int) -> ResponseReturnValue:
    """Hand my proposals to the supervisor."""
    form = SendForm()
    if submitted(form):
        try:
            nominating.submit(current_actor(), subject_id, people.today())
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("nomination.show", subject_id=subject_id))
    return _page(subject_id, form, 422)


@bp.post("/<int:subject_id>/setujui")
@access()
def approve(subject_id: int) -> ResponseReturnValue:
    """Approve the list as it stands."""
    form = SendForm()
    if submitted(form):
        try:
            nominating.approve(current_actor(), subject_id, people.today())
        except InvalidError as error:
            form.add_problems(error.problems)
        else:
            return go(url_for("nomination.show", subject_id=subject_id))
    return _page(subject_id, form, 422)


@bp.post("/<int:subject_id>/buka-lagi")
@access()
def reopen(subject_id: int) -> ResponseReturnValue:
    """Take my approval back."""
    nominating.reopen(current_actor(), subject_id)
    return go(url_for("nomination.show", subject_id=subject_id))
