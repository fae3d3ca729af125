"""Pages of reporting up: what an assessor reports, and the units of a level with their reports."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cycles.choosing import PeriodChoice
from app.cycles.pages import chosen
from app.domain.errors import InvalidError, StaleError
from app.domain.handing_up import ReportVerb, Stage
from app.domain.office import corrects_unit
from app.domain.rules import Clock
from app.domain.years import Step, reported_period
from app.people import queries as people
from app.reporting import handing_up, parts, queries
from app.reporting.forms import AnswerForm, ReportForm, SendForm
from app.web.access import access, current_actor
from app.web.caching import revalidated
from app.web.forms import page_number, submitted
from app.web.htmx import go

bp = Blueprint("reporting", __name__, url_prefix="/pelaporan")
CHANGED = "Laporan ini berubah sejak halaman dibuka, jadi belum ada yang dikirim. Baca keadaannya, lalu ulangi."


def _chosen() -> PeriodChoice:
    return chosen(Step.REVIEW, reported_period)


@bp.get("/")
@access()
@revalidated
def index() -> ResponseReturnValue:
    """What I still report as assessor, and the units I answer for."""
    return _index(ReportForm(formdata=None))


def _index(form: ReportForm, status: int = 200) -> ResponseReturnValue:
    actor, today, choice, number = current_actor(), people.today(), _chosen(), page_number()
    rows, more = parts.to_report(actor, choice.year, choice.number, today, number)
    rules = {row.clock: parts.rule_of(choice.year, row.clock) for row in rows}
    tops = queries.tops(actor, today)
    units = queries.lines(tops, *choice.of) if tops else []
    lists = {"rows": rows, "number": number, "more": more, "rules": rules, "units": units}
    return render_template("reporting/index.html", choice=choice, form=form, **lists), status


@bp.post("/evaluasi")
@access()
def report() -> ResponseReturnValue:
    """Report the finished evaluations that were ticked."""
    form, choice = ReportForm(), _chosen()
    try:
        handing_up.report(current_actor(), form.chosen)
    except InvalidError as error:
        form.add_problems(error.problems)
        return _index(form, 422)
    return go(url_for("reporting.index", **choice.args))


@bp.get("/unit/<int:unit_id>")
@access()
def unit(unit_id: int) -> ResponseReturnValue:
    """How complete a unit is, its report, and the units below."""
    return _unit(unit_id, SendForm(formdata=None), AnswerForm(formdata=None))


def _unit(unit_id: int, send_form: SendForm, answer_form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    actor, today, choice, number = current_actor(), people.today(), _chosen(), page_number()
    view = queries.unit_page(actor, unit_id, *choice.of, today)
    for form in (send_form, answer_form):
        form.versi.data = view.report.version
    below, more = queries.below(unit_id, *choice.of, today, number)
    due = parts.deadline(choice.year, choice.number, unit_id, Clock.REPORT, today)
    forms = {"send_form": send_form, "answer_form": answer_form}
    lists = {"below": below, "number": number, "more": more, "stages": Stage}
    lists["may_recap"] = corrects_unit(actor, view.seat.lineage)
    return render_template(
        "reporting/unit.html", choice=choice, unit=view, due=due, verbs=ReportVerb, **forms, **lists
    ), status


@bp.post("/unit/<int:unit_id>/kirim")
@access()
def send(unit_id: int) -> ResponseReturnValue:
    """Send a unit's report up."""
    form, choice = SendForm(), _chosen()
    if not submitted(form):
        return _unit(unit_id, form, AnswerForm(formdata=None), 422)
    try:
        handing_up.send(current_actor(), unit_id, choice.of, form.seen, form.note.data or "")
    except InvalidError as error:
        form.add_problems(error.problems)
        return _unit(unit_id, form, AnswerForm(formdata=None), 422)
    except StaleError:
        form.form_errors.append(CHANGED)
        return _unit(unit_id, form, AnswerForm(formdata=None), 409)
    return go(url_for("reporting.unit", unit_id=unit_id, **choice.args))


@bp.post("/unit/<int:unit_id>/terima")
@access()
def accept(unit_id: int) -> ResponseReturnValue:
    """Accept a unit's report."""
    return _answer(unit_id, ReportVerb.ACCEPT, _chosen())


@bp.post("/unit/<int:unit_id>/kembalikan")
@access()
def give_back(unit_id: int) -> ResponseReturnValue:
    """Give a unit's report back with what is missing."""
    return _answer(unit_id, ReportVerb.RETURN, _chosen())


def _answer(unit_id: int, verb: ReportVerb, choice: PeriodChoice) -> ResponseReturnValue:
    form = AnswerForm()
    if not submitted(form):
        return _unit(unit_id, SendForm(formdata=None), form, 422)
    try:
        handing_up.answer(current_actor(), unit_id, choice.of, verb, (form.seen, form.answer.data or ""))
    except InvalidError as error:
        form.add_problems(error.problems)
        return _unit(unit_id, SendForm(formdata=None), form, 422)
    except StaleError:
        form.form_errors.append(CHANGED)
        return _unit(unit_id, SendForm(formdata=None), form, 409)
    return go(url_for("reporting.unit", unit_id=unit_id, **choice.args))


@bp.get("/unit/<int:unit_id>/pegawai")
@access()
def people_at(unit_id: int) -> ResponseReturnValue:
    """The people of a unit at one stage: whom it waits for, never what was written."""
    today, choice, number = people.today(), _chosen(), page_number()
    view = queries.unit_page(current_actor(), unit_id, *choice.of, today)
    asked = request.args.get("tahap", Stage.NOT_RATED.value)
    stage = Stage(asked) if asked in set(Stage) else Stage.NOT_RATED
    rows, more = queries.people_at(view, (choice.year, choice.number), stage, today, number)
    lists = {"rows": rows, "number": number, "more": more, "stages": Stage}
    return render_template("reporting/people.html", choice=choice, unit=view, stage=stage, **lists)
