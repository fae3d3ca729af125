"""An evaluation as the content of forms C.1.3 and D.1.1."""

from app.documents.content import (
    BehaviourLine,
    EvaluationContent,
    Heading,
    IndicatorLine,
    Party,
    ResultLine,
    canonical,
    digest,
)
from app.domain.behaviour import BehaviourValue
from app.domain.errors import InvalidError
from app.domain.progress import EvidenceKind
from app.domain.review import missing_for_signature
from app.people.queries import AgencyView
from app.progress.queries import ProgressView, RealisationView
from app.review.queries import EvaluationView

NOBODY = Party("–", None, None, "–", "–")
ANNUAL = "TAHUNAN (AKHIR)"


def content_of(view: EvaluationView, agency: AgencyView) -> EvaluationContent:
    """The evaluation as it would be signed now.

    Raises:
        InvalidError: something is still missing for a signature.
    """
    missing = missing_for_signature(
        achievement_known=view.achievement is not None,
        results=view.results_rating,
        behaviour=view.behaviour_rating,
        reason=view.reason,
        note=view.note,
    )
    overall = view.overall
    if missing or view.achievement is None or overall is None:
        raise InvalidError(*missing)
    plan = view.progress.plan
    return EvaluationContent(
        period_label=ANNUAL,
        heading=Heading(agency.name, plan.period_start, plan.period_end, agency.place),
        employee=plan.employee.party,
        assessor=view.assessor.party if view.assessor else NOBODY,
        superior=view.superior.party if view.superior else NOBODY,
        achievement=view.achievement.grade,
        results=_results(view.progress),
        results_rating=view.results_rating,  # type: ignore[arg-type]
        behaviours=tuple(
            BehaviourLine(value, plan.expectations.get(value), _feedback_on(view, value)) for value in BehaviourValue
        ),
        behaviour_rating=view.behaviour_rating,  # type: ignore[arg-type]
        overall=overall,
        note=view.note,
        achievement_year=view.achievement.earlier_year,
    )


def _results(progress: ProgressView) -> tuple[ResultLine, ...]:
    return tuple(
        ResultLine(
            kind=result.kind,
            leader_result=result.leader_words,
            text=result.text,
            indicators=tuple(
                IndicatorLine(i.aspects, i.text, i.target, _with_evidence(progress.realisation(i.key)))
                for i in result.indicators
            ),
            feedback=progress.feedback.get(result.item),
        )
        for result in progress.plan.results
    )


def _feedback_on(view: EvaluationView, value: BehaviourValue) -> str | None:
    """The column of feedback on a value: the assessor's own, then a line for each group of a 360-degree round."""
    own = view.progress.feedback.get(f"value:{value.value}")
    return "\n".join(([own] if own else []) + list(view.rounds.lines.get(value, ()))) or None


def _with_evidence(realisation: RealisationView) -> str:
    """Column (7): what was reached, then its evidence, one a line."""
    pieces = [piece.url if piece.kind is EvidenceKind.LINK else piece.text for piece in realisation.evidence]
    lines = [realisation.text, *(f"Bukti: {piece}" for piece in pieces)]
    return "\n".join(line for line in lines if line)


def fingerprint(view: EvaluationView, agency: AgencyView) -> str:
    """SHA-256 of what the assessor's signature would bind now."""
    return digest(canonical(content_of(view, agency)))
