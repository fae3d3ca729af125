"""Pages of leaders who gave an assignment: what they say of it to the assessor (IV.A.4, p.89)."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.cycles.choosing import choose_begun
from app.cycles.pages import asked_period, chosen_begun
from app.domain.errors import DeniedError
from app.domain.progress import SIGNED
from app.domain.years import Step
from app.people import queries as people
from app.progress import leaders, leading
from app.progress.leader_forms import LeaderForm
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.editing import Editing, Stored
from app.web.forms import page_number

bp = Blueprint("leaders", __name__, url_prefix="/pelaksanaan/masukan")


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """Results of people I do not assess that came from my assignments."""
    today, number, choice = people.today(), page_number(), chosen_begun(Step.PROGRESS)
    lines, more = leaders.given_by(current_actor().person_id, choice.year.id, choice.number, today, number)
    return render_template("progress/leaders.html", choice=choice, lines=lines, number=number, more=more)


@bp.route("/<int:root_id>/<key>", methods=["GET", "POST"])
@access()
def write(root_id: int, key: str) -> ResponseReturnValue:
    """My words on one result."""
    choice = choose_begun(cycles.year(leaders.year_of(root_id)), asked_period(), people.today())

    def stored() -> leaders.Given:
        return leaders.given_one(current_actor().person_id, (root_id, key), choice.number, people.today())

    given = stored()
    if given.is_closed:
        raise DeniedError(SIGNED)
    form = LeaderForm(data={"text": given.text})
    if request.method == "GET":
        form.begin(given.version)
    claimed = (root_id, key)
    return Editing(
        form=form,
        save=lambda: leading.save(current_actor(), claimed, form.claim, form.text.data or "", period=choice.number),
        stored=lambda: Stored(stored().version, {"Masukan Anda": stored().text}),
        typed=lambda: {"Masukan Anda": form.text.data or ""},
        render=lambda differences: render_template(
            "progress/leader.html", given=given, choice=choice, form=form, differences=differences
        ),
        next_url=url_for("leaders.index", tahun=choice.year.year, periode=choice.number),
    ).answer()
