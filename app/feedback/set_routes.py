"""Pages of sets of questions: the list, one version, one question."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.actors import Role
from app.domain.errors import DeniedError, InvalidError, Problem, StaleError
from app.domain.office import OFFICERS
from app.domain.questions import SCALE
from app.feedback import set_view, sets
from app.feedback.set_forms import CopyForm, QuestionForm
from app.feedback.set_view import QuestionLine, SetView
from app.web.access import access, current_actor
from app.web.forms import page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED

bp = Blueprint("sets", __name__, url_prefix="/pertanyaan-360")


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The sets there are."""
    number = page_number()
    lines, more = set_view.newest_sets(number)
    return render_template("sets/index.html", lines=lines, number=number, more=more)


@bp.post("/bawaan")
@access(Role.AGENCY_OFFICER)
def begin() -> ResponseReturnValue:
    """Make the set of the official guides, when there is none yet."""
    return go(url_for("sets.show", set_id=sets.begin(current_actor())))


def _page(set_id: int, form: CopyForm, status: int = 200) -> ResponseReturnValue:
    view, keeps = set_view.set_view(set_id), Role.AGENCY_OFFICER in current_actor().roles
    return render_template("sets/show.html", view=view, keeps=keeps, form=form, scale=SCALE), status


@bp.get("/<int:set_id>")
@access(*OFFICERS)
def show(set_id: int) -> ResponseReturnValue:
    """One version with its questions."""
    return _page(set_id, CopyForm(formdata=None))


@bp.post("/<int:set_id>/versi")
@access(Role.AGENCY_OFFICER)
def new_version(set_id: int) -> ResponseReturnValue:
    """Make the next version, to be changed."""
    return go(url_for("sets.show", set_id=sets.new_version(current_actor(), set_id)))


@bp.post("/<int:set_id>/salin")
@access(Role.AGENCY_OFFICER)
def copy(set_id: int) -> ResponseReturnValue:
    """Make another set out of this one."""
    form = CopyForm()
    if submitted(form):
        return go(url_for("sets.show", set_id=sets.copy(current_actor(), set_id, form.name.data)))
    return _page(set_id, form, 422)


@bp.route("/<int:set_id>/pertanyaan", methods=["GET", "POST"])
@access(Role.AGENCY_OFFICER)
def add(set_id: int) -> ResponseReturnValue:
    """Add a question."""
    return _edit(set_view.set_view(set_id), None)


@bp.route("/<int:set_id>/pertanyaan/<int:question_id>", methods=["GET", "POST"])
@access(Role.AGENCY_OFFICER)
def edit(set_id: int, question_id: int) -> ResponseReturnValue:
    """Change a question."""
    view = set_view.set_view(set_id)
    return _edit(view, view.question(question_id))


def _edit(view: SetView, found: QuestionLine | None) -> ResponseReturnValue:
    if view.is_frozen:
        raise DeniedError(sets.FROZEN)
    form, status = QuestionForm(data=_values(found)), 422 if request.method == "POST" else 200
    if submitted(form):
        try:
            sets.write(current_actor(), view.id, found.id if found else None, form.typed, form.seen.data or "")
            return go(url_for("sets.show", set_id=view.id))
        except InvalidError as error:
            form.add_problems(error.problems)
        except StaleError:
            form.add_problems([Problem("", CHANGED)])
            status = 409
    return render_template("sets/question.html", form=form, view=view, question=found), status


def _values(found: QuestionLine | None) -> dict[str, str]:
    if found is None:
        return {"kind": "scale"}
    value = found.value.value if found.value else ""
    return {"seen": found.mark, "kind": found.kind.value, "value": value, "text": found.text, "low": found.low,
            "high": found.high}  # fmt: skip


@bp.post("/<int:set_id>/pertanyaan/<int:question_id>/hapus")
@access(Role.AGENCY_OFFICER)
def remove(set_id: int, question_id: int) -> ResponseReturnValue:
    """Take a question out."""
    sets.remove(current_actor(), set_id, question_id)
    return go(url_for("sets.show", set_id=set_id))
