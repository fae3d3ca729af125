"""An evaluation as the content of the forms C.1.1 to C.1.3 and D.1.1 to D.1.3."""

from dataclasses import replace

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
from app.domain.errors import InvalidError, Problem
from app.domain.planning import PlanState
from app.domain.progress import EvidenceKind
from app.domain.review import Relationship, Way, missing_for_signature
from app.domain.weighing import lacking
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
    problems = missing(view, agency)
    if problems:
        raise InvalidError(*problems)
    return drafted(view, agency)


def missing(view: EvaluationView, agency: AgencyView) -> tuple[Problem, ...]:
    """Everything that still stands before the signature.

    What the assessor wrote and did not sign is signed above as it stands (V.A.8, p.115-116): then only the parts the
    form needs are asked for. Whoever evaluates in the assessor's stead declares no relation.
    """
    relation = None
    if view.way is Way.REGULAR:
        above = view.superior.name if view.superior else ""
        relation = Relationship(view.is_close, view.relation, is_looked_at=True, superior=above)
    departs_because = fuller(view) if view.way is not Way.SIGNED_ABOVE else ""
    problems = (*_ended(view), *_carried(view), *_missing(view, relation, departs_because))
    if problems or not (relation and view.is_close):
        return problems
    return replace(relation, is_looked_at=view.looked_sha256 == mark_of(view, agency)).problems


def fuller(view: EvaluationView) -> str:
    """Why the reason has to say more; a result of the former unit is not weighed against this period."""
    ratings = (view.results_rating, view.behaviour_rating)
    return "" if view.carried else lacking(ratings, view.facts, view.on_record, view.reason)


def _ended(view: EvaluationView) -> tuple[Problem, ...]:
    """The year is evaluated on the plan in force, by whoever is the assessor now (IV.A.13.b, p.91)."""
    if view.period or view.progress.plan.state is not PlanState.ENDED:
        return ()
    words = (
        "Rencana ini berakhir karena perpindahan. Evaluasi tahunan dikerjakan pada rencana yang berlaku sekarang, "
        "oleh penilai yang sekarang."
    )
    return (Problem("plan", words),)


def _carried(view: EvaluationView) -> tuple[Problem, ...]:
    """A result of the former unit is used only as the employee agreed (IV.A.13.a, p.91)."""
    return (Problem("carried", view.carried.problem),) if view.carried and view.carried.problem else ()


def mark_of(view: EvaluationView, agency: AgencyView) -> str:
    """SHA-256 of what the superior reads where a close relation was declared: the whole draft with its reason.

    Raises:
        InvalidError: the draft is not complete.
    """
    problems = _missing(view)
    if problems:
        raise InvalidError(*problems)
    return digest(f"{canonical(drafted(view, agency))}\n{view.reason}\n{view.relation}")


def _missing(
    view: EvaluationView, relation: Relationship | None = None, departs_because: str = ""
) -> tuple[Problem, ...]:  # fmt: skip
    return missing_for_signature(
        achievement_known=view.achievement is not None,
        results=view.results_rating,
        behaviour=view.behaviour_rating,
        reason=view.reason,
        note=view.note,
        relation=relation,
        departs_because=departs_because,
    )


def drafted(view: EvaluationView, agency: AgencyView) -> EvaluationContent:
    """The evaluation as a content, once both ratings and the unit's achievement are there.

    Raises:
        InvalidError: one of them is missing.
    """
    overall = view.overall
    if view.achievement is None or overall is None or view.results_rating is None or view.behaviour_rating is None:
        raise InvalidError(*_missing(view))
    plan = view.progress.plan
    return EvaluationContent(
        period_label=view.period_name.upper() or ANNUAL,
        heading=Heading(agency.name, plan.period_start, plan.period_end, agency.place),
        employee=plan.employee.party,
        assessor=view.assessor.party if view.assessor else NOBODY,
        superior=view.superior.party if view.superior else NOBODY,
        achievement=view.achievement.grade,
        results=_results(view.progress),
        results_rating=view.results_rating,
        behaviours=tuple(
            BehaviourLine(value, plan.expectations.get(value), _feedback_on(view, value)) for value in BehaviourValue
        ),
        behaviour_rating=view.behaviour_rating,
        overall=overall,
        note=view.note,
        achievement_year=view.achievement.earlier_year,
        plan_form=plan.form,
        document_form=view.way.form,
        study_failed=view.exception is not None,
    )


def _results(progress: ProgressView) -> tuple[ResultLine, ...]:
    return tuple(
        ResultLine(
            kind=result.kind,
            leader_result=result.leader_words,
            text=result.text,
            indicators=tuple(
                IndicatorLine(
                    i.aspects, i.text, i.target, _with_evidence(progress.realisation(i.key)), i.perspective, i.key
                )
                for i in result.indicators
            ),
            feedback=_feedback_on_result(progress, result.item),
        )
        for result in progress.plan.results
    )


def _feedback_on_result(progress: ProgressView, item: str) -> str | None:
    """The assessor's own, then a line of each leader who gave the assignment (IV.A.4, p.89)."""
    own = progress.feedback.get(item)
    given = [f"{words.author}, {words.position}: {words.text}" for words in progress.words_on(item)]
    return "\n".join([*([own] if own else []), *given]) or None


def _feedback_on(view: EvaluationView, value: BehaviourValue) -> str | None:
    """The column of feedback on a value: the assessor's own, then a line for each group of a 360-degree round."""
    own = view.progress.feedback.get(f"value:{value.value}")
    return "\n".join(([own] if own else []) + list(view.rounds.lines.get(value, ()))) or None


def _with_evidence(realisation: RealisationView) -> str:
    """Column (7): what was reached, then its evidence, one a line; a file is told by its name."""
    pieces = [piece.url if piece.kind is EvidenceKind.LINK else piece.text for piece in realisation.evidence]
    lines = [realisation.text, *(f"Bukti: {piece}" for piece in pieces)]
    return "\n".join(line for line in lines if line)


def fingerprint(view: EvaluationView, agency: AgencyView) -> str:
    """SHA-256 of what the assessor's signature would bind now."""
    return digest(canonical(content_of(view, agency)))
