"""Tying results to the leader's, also after they were set: drafting never waits for the leader."""

from app.audit.service import record
from app.db import atomic, command
from app.domain.actors import Actor
from app.domain.errors import DeniedError, InvalidError, Problem
from app.people import queries as people
from app.planning.leaders import LeaderResult, leader_results
from app.planning.parts import ResultView
from app.planning.queries import PlanView
from app.planning.service import locked_plan


def loose_results(plan: PlanView) -> list[ResultView]:
    """Results that serve no leader's result yet."""
    return [result for result in plan.results if result.leader_id is None]


def choices_for(plan: PlanView) -> list[LeaderResult]:
    """The leaders' results they may be tied to."""
    return leader_results(plan.standing, plan.year_id, people.today())


@command
def link(actor: Actor, plan: PlanView, chosen: dict[int, str]) -> None:
    """Tie results to leaders' results, by id of the result; what is printed and signed stays as it was typed.

    Raises:
        DeniedError: neither the employee nor whoever agrees the plan, or the plan is over.
        InvalidError: nothing was chosen.
    """
    if not plan.may_talk:
        raise DeniedError("Hasil kerja dihubungkan oleh pegawai atau penilainya, selama rencana berlaku.")
    known = {row.value: row for row in choices_for(plan)}
    wanted = {number: known[value] for number, value in chosen.items() if value in known}
    if not wanted:
        raise InvalidError(Problem("", "Belum ada yang dipilih. Pilih hasil kerja pimpinan, lalu simpan."))
    with atomic() as session:
        stored, standing = locked_plan(session, actor, plan.id)
        for result in stored.results:
            leader = wanted.get(result.id)
            if leader is not None and result.leader_result_id is None:
                result.leader_result_id, result.leader_indicator_key = leader.id, leader.indicator
                result.leader_text = result.leader_text or leader.words
                result.outdate()
        record(session, actor, "plan.link", ("plan", plan.id), unit_id=standing.unit_id, linked=len(wanted))
