"""Advice beside what was written; it never stands in the way of a signature."""

from app.agreements import queries as agreements
from app.domain.advice import advise_result, advise_target
from app.domain.planning import PlanForm
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.planning.taking import plain

MOST_NAMED = 5


def advice_on(result: ResultView, form: PlanForm) -> list[str]:
    """Sentences on the wording of one result and its targets (Anak Lampiran 1, p.120-122; II.A.7.a.7, p.51)."""
    found = [advice.message for advice in advise_result(result.text)]
    for number, row in enumerate(result.indicators, 1):
        told = row.target if form.is_quantitative else row.text
        about = advise_target(told, aspects=row.aspects, is_quantitative=form.is_quantitative)
        found.extend(f"Indikator {number}: {advice.message}" for advice in about)
    return found


def advice_by_result(plan: PlanView) -> dict[int, list[str]]:
    """The advice on every result of a plan that can still be changed, by id."""
    if not (plan.is_open or "set" in plan.verbs):
        return {}
    return {result.id: found for result in plan.results if (found := advice_on(result, plan.form))}


def left_out(plan: PlanView) -> list[str]:
    """Indicators of the unit's Perjanjian Kinerja that a leader's open plan has not taken over (II.A.2.a.3, p.27)."""
    if not plan.form.is_leaders or not plan.is_open:
        return []
    agreement = agreements.of_unit(plan.employee.unit_id, plan.year_id)
    if agreement is None:
        return []
    there = [plain(row.text) for result in plan.results for row in result.indicators]
    missing = [item.indicator for item in agreement.items if not any(plain(item.indicator) in text for text in there)]
    more = len(missing) - MOST_NAMED
    return [*missing[:MOST_NAMED], *([f"dan {more} lainnya"] if more > 0 else [])]
