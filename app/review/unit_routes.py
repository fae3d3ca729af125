"""Pages of what units achieved, of the distribution that belongs to it, and of the advised shares."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.pages import chosen
from app.documents.curve import segments
from app.domain.actors import Actor, Role
from app.domain.distribution import FEWEST, SOURCE, Achievement, advice, pattern, share
from app.domain.errors import InvalidError, StaleError
from app.domain.office import OFFICERS
from app.domain.rating import OverallRating
from app.domain.years import Step
from app.people import queries as people
from app.review import achievements, achieving, limiting, limits, live
from app.review.forms import AchievementForm
from app.review.limits import LimitView
from app.review.unit_forms import LimitForm
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED

bp = Blueprint("achievements", __name__, url_prefix="/penilaian/capaian-unit")
distribution = Blueprint("distribution", __name__, url_prefix="/penilaian/sebaran")


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The units an officer keeps, to record what they achieved."""
    today, text, number, choice = people.today(), asked("cari"), page_number(), chosen(Step.REVIEW)
    year_id, period = choice.of
    rows, more = achievements.kept_units(current_actor(), year_id, today, text, number, period=period)
    return render_template("review/units.html", choice=choice, rows=rows, text=text, number=number, more=more)


@bp.route("/<int:unit_id>", methods=["GET", "POST"])
@access()
def record(unit_id: int) -> ResponseReturnValue:
    """Record a unit's achievement."""
    actor, today, choice = current_actor(), people.today(), chosen(Step.REVIEW)
    year_id, period = choice.of
    row = achievements.unit_to_set(actor, unit_id, year_id, today, period)
    stored = row.achievement
    form = AchievementForm(data={"grade": stored.grade.value, "document": stored.document} if stored else {})
    if request.method == "GET":
        form.begin(stored.version if stored else 0)
    if submitted(form) and _recorded(actor, (unit_id, year_id, period), form, stored.version if stored else 0):
        return go(url_for("review.index", tahun=choice.year.year))
    status = 422 if form.is_submitted() else 200
    page = "review/achievement.html"
    return render_template(page, unit=row.unit, stored=stored, form=form, choice=choice), status


def _recorded(actor: Actor, of: tuple[int, int, int], form: AchievementForm, version: int) -> bool:
    """Whether it could be recorded; if not, the form says why."""
    unit_id, year_id, period = of
    grade, document = Achievement(form.grade.data), form.document.data or ""
    try:
        achieving.record_achievement(actor, unit_id, year_id, form.claim, grade=grade, document=document, period=period)
    except InvalidError as error:
        form.add_problems(error.problems)
    except StaleError:
        form.form_errors.append(CHANGED)
        form.begin(version)
    else:
        return True
    return False


@distribution.get("/")
@access()
@revalidated
def mine() -> ResponseReturnValue:
    """The pattern of my unit's achievement, and beside it how I rate so far; seen by nobody else."""
    actor, today, choice = current_actor(), people.today(), chosen(Step.REVIEW)
    year, period = choice.year, choice.number
    unit = achievements.unit_of(actor.person_id, today)
    achieved = achievements.counted_achievement(unit.id, year.id, today, period) if unit else None
    own = live.own(actor, year, today, period)
    advised = advice(achieved.grade, own.counts, limits.all_limits()) if achieved else ()
    shown = {"unit": unit, "achieved": achieved, "own": own, "advised": advised, **_picture()}
    return render_template("review/unit_distribution.html", choice=choice, **shown)


def _picture() -> dict[str, object]:
    return {
        "ratings": OverallRating, "fewest": FEWEST, "source": SOURCE, "segments": segments, "pattern": pattern,
        "share": share,
    }  # fmt: skip


@distribution.get("/panduan")
@access(Role.AGENCY_OFFICER)
def guide() -> ResponseReturnValue:
    """The advised shares, as the office changed them."""
    return render_template("review/unit_limits.html", rows=limits.views(), source=SOURCE)


@distribution.route("/panduan/<name>", methods=["GET", "POST"])
@access(Role.AGENCY_OFFICER)
def limit(name: str) -> ResponseReturnValue:
    """Change an advised share."""
    view = limits.view(name)
    form = LimitForm(data={"least": view.limit.least, "most": view.limit.most})
    if request.method == "GET":
        form.begin(view.version)
    if submitted(form) and _changed(form, view):
        return go(url_for("distribution.guide"))
    return render_template("review/unit_limit.html", view=view, form=form), 422 if form.is_submitted() else 200


def _changed(form: LimitForm, view: LimitView) -> bool:
    """Whether the share could be changed; if not, the form says why."""
    try:
        limiting.change(current_actor(), view.limit.name, form.claim, form.least.data, form.most.data)
    except InvalidError as error:
        form.add_problems(error.problems)
    except StaleError:
        form.form_errors.append(CHANGED)
        form.begin(view.version)
    else:
        return True
    return False


@distribution.post("/panduan/<name>/semula")
@access(Role.AGENCY_OFFICER)
def reset(name: str) -> ResponseReturnValue:
    """Go back to the share of the guide."""
    limiting.reset(current_actor(), name)
    return go(url_for("distribution.guide"))
