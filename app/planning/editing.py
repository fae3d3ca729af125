"""Pages that edit a plan: one result, the expectations, the annex. Saved while typing."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.domain.behaviour import BehaviourValue
from app.domain.errors import DeniedError
from app.domain.planning import AnnexBlock, PlanVerb
from app.people import queries as people
from app.planning import queries, service
from app.planning.advising import advice_on
from app.planning.forms import AnnexForm, ExpectationsForm
from app.planning.leaders import leader_results
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.planning.result_forms import ResultForm, result_values
from app.planning.service import IndicatorInput, ResultInput
from app.web.access import access, current_actor
from app.web.editing import Editing, Stored

bp = Blueprint("editing", __name__)
CLOSED = "Rencana ini tidak sedang berupa konsep Anda, jadi tidak dapat diubah."


def _open_plan(plan_id: int, *, allowed: bool | None = None) -> PlanView:
    plan = queries.visible_plan(current_actor(), plan_id, people.today())
    if not (PlanVerb.EDIT in plan.verbs if allowed is None else plan.may_write_expectations):
        raise DeniedError(CLOSED)
    return plan


@bp.route("/<int:plan_id>/hasil/<int:result_id>", methods=["GET", "POST"])
@access()
def result(plan_id: int, result_id: int) -> ResponseReturnValue:
    """One work result with its indicators."""
    plan = _open_plan(plan_id)
    stored = plan.result(result_id)
    leaders = leader_results(plan.standing, plan.year_id, people.today(), stored.leader_id)
    form = ResultForm(plan.form, leaders, data=result_values(stored, leaders))
    if request.method == "GET":
        form.begin(stored.version)
    action = request.form.get("action", "")
    here = url_for("planning.editing.result", plan_id=plan_id, result_id=result_id)
    flow = Editing(
        form=form,
        save=lambda: service.save_result(current_actor(), plan_id, result_id, form.claim, _acted(form.typed, action)),
        stored=lambda: _stored_result(plan_id, result_id),
        typed=lambda: _texts(form.typed),
        render=lambda differences: _result_page("planning/result.html", plan, stored, form, differences=differences),
        next_url=f"{here}#indikator" if _changes_rows(action) else url_for("planning.show", plan_id=plan_id),
    )
    return (
        flow.answer(lambda **state: _indicators(plan_id, result_id, state)) if _changes_rows(action) else flow.answer()
    )


def _indicators(plan_id: int, result_id: int, state: dict[str, Any]) -> str:
    """Answer "add" and "remove" with the list of indicators and the save state."""
    plan = _open_plan(plan_id)
    stored = plan.result(result_id)
    fresh = ResultForm(plan.form, [], formdata=None, data=result_values(stored, []))
    return _result_page("planning/_changed.html", plan, stored, fresh, **state)


def _result_page(template: str, plan: PlanView, stored: ResultView, form: ResultForm, **more: Any) -> str:
    advice = advice_on(stored, plan.form)
    return render_template(template, plan=plan, result=stored, form=form, advice=advice, **more)


def _changes_rows(action: str) -> bool:
    return action == "add" or action.startswith("remove-")


def _acted(typed: ResultInput, action: str) -> ResultInput:
    """Add or remove an indicator while saving, so that neither loses what was typed beside it."""
    if action == "add":
        return replace(typed, indicators=(*typed.indicators, IndicatorInput("", (), "", "")))
    if action.startswith("remove-"):
        gone = action.removeprefix("remove-")
        return replace(typed, indicators=tuple(row for row in typed.indicators if row.key != gone))
    return typed


def _texts(typed: ResultInput) -> dict[str, str]:
    texts = {"Rencana hasil kerja": typed.text, "Jenis": typed.kind.label, "Hasil kerja pimpinan": typed.leader_text}
    for number, row in enumerate(typed.indicators, 1):
        texts[f"Indikator {number}"] = row.text
        texts[f"Target {number}"] = row.target
        texts[f"Aspek {number}"] = ", ".join(aspect.label for aspect in row.aspects or ())
    return texts


def _stored_result(plan_id: int, result_id: int) -> Stored:
    row = _open_plan(plan_id).result(result_id)
    indicators = tuple(IndicatorInput(i.key, i.aspects, i.text, i.target) for i in row.indicators)
    return Stored(row.version, _texts(ResultInput(row.kind, row.text, row.leader_id, row.leader_text, indicators)))


@bp.route("/<int:plan_id>/perilaku", methods=["GET", "POST"])
@access()
def behaviour(plan_id: int) -> ResponseReturnValue:
    """Special expectations on the seven values."""
    plan = _open_plan(plan_id, allowed=True)
    form = ExpectationsForm(data={value.value: text for value, text in plan.expectations.items()})
    if request.method == "GET":
        form.begin(queries.section_version(plan_id, "behaviour"))

    def stored() -> Stored:
        now = _open_plan(plan_id, allowed=True)
        texts = {value.label: now.expectations.get(value, "") for value in BehaviourValue}
        return Stored(queries.section_version(plan_id, "behaviour"), texts)

    return Editing(
        form=form,
        save=lambda: service.save_expectations(current_actor(), plan_id, form.claim, form.typed),
        stored=stored,
        typed=lambda: {value.label: text for value, text in form.typed.items()},
        render=lambda differences: render_template(
            "planning/behaviour.html", plan=plan, form=form, values=BehaviourValue, differences=differences
        ),
        next_url=url_for("planning.show", plan_id=plan_id),
    ).answer()


@bp.route("/<int:plan_id>/lampiran", methods=["GET", "POST"])
@access()
def annex(plan_id: int) -> ResponseReturnValue:
    """Annex A.1.8."""
    plan = _open_plan(plan_id)
    form = AnnexForm(data={block.value: "\n".join(items) for block, items in plan.annex.items()})
    if request.method == "GET":
        form.begin(queries.section_version(plan_id, "annex"))

    def stored() -> Stored:
        now = _open_plan(plan_id)
        texts = {block.label: "\n".join(now.annex[block]) for block in AnnexBlock}
        return Stored(queries.section_version(plan_id, "annex"), texts)

    return Editing(
        form=form,
        save=lambda: service.save_annex(current_actor(), plan_id, form.claim, form.typed),
        stored=stored,
        typed=lambda: {block.label: "\n".join(items) for block, items in form.typed.items()},
        render=lambda differences: render_template(
            "planning/annex.html", plan=plan, form=form, blocks=AnnexBlock, differences=differences
        ),
        next_url=url_for("planning.show", plan_id=plan_id),
    ).answer()
