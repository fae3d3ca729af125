"""Pages of what units achieved."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles import queries as cycles
from app.cycles.queries import YearView
from app.domain.actors import Actor
from app.domain.distribution import Achievement
from app.domain.errors import InvalidError, StaleError
from app.domain.office import OFFICERS
from app.domain.years import Step
from app.people import queries as people
from app.review import achievements, achieving
from app.review.forms import AchievementForm
from app.review.unit_forms import asked_period, period_name, periods_of
from app.web.access import access, current_actor
from app.web.forms import asked, page_number, submitted
from app.web.htmx import go
from app.web.signing import CHANGED

bp = Blueprint("achievements", __name__, url_prefix="/penilaian/capaian-unit")


@bp.get("/")
@access(*OFFICERS)
def index() -> ResponseReturnValue:
    """The units an officer keeps, to record what they achieved."""
    today, text, number = people.today(), asked("cari"), page_number()
    choice = cycles.choose(Step.REVIEW, today, request.args.get("tahun"))
    period = asked_period(choice.year)
    rows, more = achievements.kept_units(current_actor(), choice.year.id, today, text, number, period=period)
    shown = {"text": text, "number": number, "more": more, **_masa(choice.year, period)}
    return render_template("review/units.html", choice=choice, rows=rows, **shown)


def _masa(year: YearView, period: int) -> dict[str, object]:
    return {"year": year, "period": period, "periods": periods_of(year), "masa": period_name(year, period)}


@bp.route("/<int:unit_id>", methods=["GET", "POST"])
@access()
def record(unit_id: int) -> ResponseReturnValue:
    """Record a unit's achievement."""
    actor, today = current_actor(), people.today()
    year = cycles.choose(Step.REVIEW, today, request.args.get("tahun")).year
    period = asked_period(year)
    row = achievements.unit_to_set(actor, unit_id, year.id, today, period)
    stored = row.achievement
    form = AchievementForm(data={"grade": stored.grade.value, "document": stored.document} if stored else {})
    if request.method == "GET":
        form.begin(stored.version if stored else 0)
    if submitted(form) and _recorded(actor, (unit_id, year.id, period), form, stored.version if stored else 0):
        return go(url_for("review.index", tahun=year.year))
    status = 422 if form.is_submitted() else 200
    shown = {"unit": row.unit, "stored": stored, "form": form, **_masa(year, period)}
    return render_template("review/achievement.html", **shown), status


def _recorded(actor: Actor, of: tuple[int, int, int], form: AchievementForm, version: int) -> bool:
    """Whether it could be recorded; if not, the form says why."""
    unit_id, year_id, period = of
    said = {"grade": Achievement(form.grade.data), "document": form.document.data or ""}
    try:
        achieving.record_achievement(actor, unit_id, year_id, form.claim, period=period, **said)
    except InvalidError as error:
        form.add_problems(error.problems)
    except StaleError:
        form.form_errors.append(CHANGED)
        form.begin(version)
    else:
        return True
    return False
