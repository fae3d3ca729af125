"""Pages of indicator manuals and workblocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.errors import NotFoundError
from app.people import queries as people
from app.planning import documents, queries, strategy
from app.planning.queries import PlanView
from app.planning.sheets import save_sheet
from app.planning.strategy_forms import ManualForm, WorkblockForm
from app.web.access import access, current_actor
from app.web.downloads import download
from app.web.editing import Editing, Stored
from app.web.forms import EditedForm

bp = Blueprint("manuals", __name__)


@dataclass(frozen=True)
class SheetPage:
    """What the page of a form is called, what explains it, and what it fills in."""

    number: str
    title: str
    term: str
    table: strategy.Sheet
    form: type[EditedForm]


MANUAL = SheetPage("A.1.3", "Manual indikator", "manual-indikator", strategy.MANUAL, ManualForm)
WORKBLOCK = SheetPage("A.1.4", "Strategi pencapaian", "cascading", strategy.WORKBLOCK, WorkblockForm)


def _plan(plan_id: int) -> PlanView:
    plan = queries.visible_plan(current_actor(), plan_id, people.today())
    if not plan.form.is_leaders:
        raise NotFoundError("Manual indikator hanya untuk rencana pimpinan.")
    return plan


@bp.get("/<int:plan_id>/manual")
@access()
def index(plan_id: int) -> ResponseReturnValue:
    """Every indicator with its manual and its strategy."""
    plan = _plan(plan_id)
    return render_template(
        "planning/manuals.html",
        plan=plan,
        may_fill=strategy.may_fill(current_actor(), plan),
        manuals=strategy.filled(strategy.MANUAL, plan.root_id),
        workblocks=strategy.filled(strategy.WORKBLOCK, plan.root_id),
    )


@bp.route("/<int:plan_id>/manual/<key>", methods=["GET", "POST"])
@access()
def manual(plan_id: int, key: str) -> ResponseReturnValue:
    """Form A.1.3 of one indicator."""
    return _sheet(_plan(plan_id), key, MANUAL)


@bp.route("/<int:plan_id>/strategi/<key>", methods=["GET", "POST"])
@access()
def workblock(plan_id: int, key: str) -> ResponseReturnValue:
    """Form A.1.4 of one indicator."""
    return _sheet(_plan(plan_id), key, WORKBLOCK)


def _sheet(plan: PlanView, key: str, sheet: SheetPage) -> ResponseReturnValue:
    result, indicator = strategy.indicator_of(plan, key)
    stored = strategy.filled(sheet.table, plan.root_id).get(key, strategy.NOTHING)
    form = sheet.form(data=stored.values)
    if request.method == "GET":
        form.begin(stored.version)

    def stored_now() -> Stored:
        now = strategy.filled(sheet.table, plan.root_id).get(key, strategy.NOTHING)
        return Stored(now.version, _by_label(form, now.values))

    return Editing(
        form=form,
        save=lambda: save_sheet(current_actor(), plan, (sheet.table, key), form.claim, form.typed),
        stored=stored_now,
        typed=lambda: _by_label(form, form.typed),
        render=lambda differences: render_template(
            "planning/sheet.html",
            plan=plan,
            sheet=sheet,
            result=result,
            indicator=indicator,
            form=form,
            differences=differences,
            may_fill=strategy.may_fill(current_actor(), plan),
            shown={name: _words(stored.values.get(name)) for name in strategy.FIELDS[sheet.table]},
        ),
        next_url=url_for("planning.manuals.index", plan_id=plan.id, _anchor=key),
    ).answer()


def _words(value: Any) -> str:
    return str(getattr(value, "label", value) or "")


def _by_label(form: EditedForm, values: Mapping[str, Any]) -> dict[str, str]:
    return {form[name].label.text: _words(value) for name, value in values.items()}


@bp.get("/<int:plan_id>/manual/dokumen/<form>.<fmt>")
@access()
def document(plan_id: int, form: str, fmt: str) -> Response:
    """The manuals (A.1.3) or workblocks (A.1.4) of the plan as PDF or XLSX."""
    file = documents.strategy_download(_plan(plan_id), g.agency, form, fmt)
    return download(file.body, file.media_type, file.name)
