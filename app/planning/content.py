"""A plan as the content of the official forms: what is signed, and what is printed of a draft."""

from collections.abc import Mapping
from typing import Any

from app.documents.content import (
    BehaviourLine,
    Heading,
    IndicatorLine,
    ManualLine,
    ManualsContent,
    Party,
    PlanContent,
    ResultLine,
    WorkblockLine,
    WorkblocksContent,
    canonical,
    digest,
)
from app.domain.behaviour import BehaviourValue
from app.domain.completeness import DraftIndicator, DraftResult
from app.domain.planning import AnnexBlock, PlanForm, joined
from app.people.queries import AgencyView
from app.planning import strategy
from app.planning.parts import IndicatorView
from app.planning.queries import PlanView

NOBODY = Party("(belum ada pejabat penilai)", None, None, "–", "–")


def content_of(plan: PlanView, agency: AgencyView) -> PlanContent:
    """The plan as its own form and A.1.8."""
    return PlanContent(
        form=plan.form,
        edition=plan.edition,
        heading=_heading(plan, agency),
        employee=plan.employee.party,
        assessor=plan.assessor.party if plan.assessor else NOBODY,
        results=tuple(
            ResultLine(
                kind=result.kind,
                leader_result=result.leader_words if plan.form is PlanForm.A17 else None,
                text=result.text,
                indicators=tuple(_indicator(plan.form, indicator) for indicator in result.indicators),
                assigned_by="" if plan.form is PlanForm.A17 else result.assigned_by,
                key=result.key,
            )
            for result in plan.results
        ),
        behaviours=tuple(BehaviourLine(value, plan.expectations.get(value)) for value in BehaviourValue),
        annex=tuple((block, plan.annex.get(block, ())) for block in AnnexBlock),
    )


def _indicator(form: PlanForm, row: IndicatorView) -> IndicatorLine:
    """Only what the form prints: what was written for the other approach is not signed along."""
    return IndicatorLine(
        aspects=row.aspects if form is PlanForm.A17 else (),
        text=row.text,
        target=row.target if form.is_quantitative else "",
        perspective=row.perspective if form.is_leaders else None,
        key=row.key,
    )


def fingerprint(plan: PlanView, agency: AgencyView) -> str:
    """SHA-256 of what a signature would bind now; forms carry it, so that nobody signs what was not read."""
    return digest(canonical(content_of(plan, agency)))


def draft_results(plan: PlanView) -> tuple[DraftResult, ...]:
    """The results as the rules for submission look at them."""
    return tuple(
        DraftResult(
            field=f"hasil-{result.id}",
            kind=result.kind,
            text=result.text,
            indicators=tuple(
                DraftIndicator(frozenset(i.aspects), i.text, i.target, i.perspective) for i in result.indicators
            ),
            duty=result.duty,
        )
        for result in plan.results
    )


def manuals_content(plan: PlanView, agency: AgencyView) -> ManualsContent:
    """Form A.1.3 of every indicator that has a manual."""
    filled = strategy.filled(strategy.MANUAL, plan.root_id)
    return ManualsContent(
        heading=_heading(plan, agency),
        owner=plan.employee.party,
        manuals=tuple(
            ManualLine(result.text, row.text, row.target if plan.form.is_quantitative else "", **filled[row.key].values)
            for result in plan.results
            for row in result.indicators
            if row.key in filled
        ),
    )


def workblocks_content(plan: PlanView, agency: AgencyView) -> WorkblocksContent:
    """Form A.1.4 of every indicator that has a workblock."""
    filled = strategy.filled(strategy.WORKBLOCK, plan.root_id)
    rows = [row for result in plan.results for row in result.indicators if row.key in filled]
    return WorkblocksContent(
        heading=_heading(plan, agency),
        owner=plan.employee.party,
        workblocks=tuple(_workblock(plan, row, filled[row.key].values) for row in rows),
    )


def _workblock(plan: PlanView, row: IndicatorView, values: Mapping[str, Any]) -> WorkblockLine:
    lists = ("routine_strategies", "transforming_strategies", "routine_outputs", "transforming_outputs")
    served = joined(row.text, row.target) if plan.form.is_quantitative else row.text
    items = {name: tuple(line.strip() for line in values[name].splitlines() if line.strip()) for name in lists}
    return WorkblockLine(**{**values, **items}, intervened=served, owner=plan.employee.position)


def _heading(plan: PlanView, agency: AgencyView) -> Heading:
    return Heading(agency.name, plan.period_start, plan.period_end, agency.place)
