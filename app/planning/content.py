"""A plan as the content of the official forms: what is signed, and what is printed of a draft."""

from app.documents.content import (
    BehaviourLine,
    Heading,
    IndicatorLine,
    Party,
    PlanContent,
    ResultLine,
    canonical,
    digest,
)
from app.domain.behaviour import BehaviourValue
from app.domain.planning import AnnexBlock, DraftIndicator, DraftResult
from app.people.queries import AgencyView
from app.planning.queries import PlanView

NOBODY = Party("(belum ada pejabat penilai)", None, None, "–", "–")


def content_of(plan: PlanView, agency: AgencyView) -> PlanContent:
    """The plan as forms A.1.7 and A.1.8."""
    return PlanContent(
        form=plan.form,
        edition=plan.edition,
        heading=Heading(agency.name, plan.period_start, plan.period_end, agency.place),
        employee=plan.employee.party,
        assessor=plan.assessor.party if plan.assessor else NOBODY,
        results=tuple(
            ResultLine(
                kind=result.kind,
                leader_result=result.leader_words,
                text=result.text,
                indicators=tuple(IndicatorLine(i.aspects, i.text, i.target) for i in result.indicators),
            )
            for result in plan.results
        ),
        behaviours=tuple(BehaviourLine(value, plan.expectations.get(value)) for value in BehaviourValue),
        annex=tuple((block, plan.annex.get(block, ())) for block in AnnexBlock),
    )


def fingerprint(plan: PlanView, agency: AgencyView) -> str:
    """SHA-256 of what a signature would bind now; a form that signs carries it, so nobody signs what he did not read."""
    return digest(canonical(content_of(plan, agency)))


def draft_results(plan: PlanView) -> tuple[DraftResult, ...]:
    """The results as the rules for submission look at them."""
    return tuple(
        DraftResult(
            field=f"hasil-{result.id}",
            kind=result.kind,
            text=result.text,
            indicators=tuple(DraftIndicator(frozenset(i.aspects), i.text, i.target) for i in result.indicators),
        )
        for result in plan.results
    )
