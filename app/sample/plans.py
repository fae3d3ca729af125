"""Plans, progress and achievements of the sample government.

Plans are submitted and set by the same commands as everybody's, as their own employee and assessor.
"""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from app.auth.models import Account, LoginSession
from app.cycles.models import PerformanceYear
from app.db import atomic
from app.domain.actors import Actor
from app.domain.behaviour import BehaviourValue
from app.domain.distribution import Achievement
from app.domain.planning import AnnexBlock, Aspect, Perspective, PlanForm, PlanState, ResultKind
from app.domain.progress import Attainment
from app.people import queries as people_queries
from app.planning import queries as planning
from app.planning import signing
from app.planning.documents import seen
from app.planning.models import AnnexItem, BehaviourExpectation, Indicator, Plan, PlanSection, WorkResult
from app.planning.parts import ResultView
from app.planning.service import SECTIONS
from app.progress import service as progress
from app.progress.service import RealisationInput
from app.review.models import UnitAchievement
from app.sample.data import names, read


def load_plans(people: dict[str, int], units: dict[str, int], year_id: int) -> None:
    """Load everything that hangs on people: plans, realisation, feedback, achievements."""
    results: dict[str, int] = {}
    plans: dict[str, int] = {}
    for row in _all("plans", "plan"):
        plans[row["person"]] = _load_plan(row, people, year_id, results)
        _bring_to_state(row, people, plans[row["person"]])
    _load_progress(people, plans)
    with atomic() as session:
        for row in read("achievements", "achievement"):
            session.add(
                UnitAchievement(
                    unit_id=units[row["unit"]],
                    year_id=year_id,
                    period_number=row.get("period", 0),
                    grade=Achievement(row["grade"]),
                    document=row["document"],
                    set_at=clock.now(),
                )
            )


def _all(prefix: str, table: str) -> list[dict[str, Any]]:
    return [row for name in names(prefix) for row in read(name, table)]


def _load_plan(row: dict[str, Any], people: dict[str, int], year_id: int, results: dict[str, int]) -> int:
    with atomic() as session:
        year = session.get_one(PerformanceYear, year_id)
        form = PlanForm(row["form"])
        assessor_id = people_queries.assessor_of(people[row["person"]], people_queries.today())
        chief = people_queries.person(assessor_id, people_queries.today()).position if assessor_id else ""
        plan = Plan(
            employee_id=people[row["person"]],
            assessor_id=assessor_id,
            year_id=year_id,
            form=form,
            period_start=year.starts_on,
            period_end=year.ends_on,
            state=PlanState.DRAFT,
            state_since=clock.now(),
            sections=[PlanSection(name=name) for name in SECTIONS],
            results=[_result(number, item, results, chief) for number, item in enumerate(row["result"], 1)],
            expectations=[
                BehaviourExpectation(value=BehaviourValue(value), text=text) for value, text in row["behaviour"].items()
            ],
            annex=[
                AnnexItem(block=AnnexBlock(block), position=position, text=text)
                for block, texts in row["annex"].items()
                for position, text in enumerate(texts, 1)
            ],
        )
        session.add(plan)
        session.flush()
        plan.root_id = plan.id
        results.update({f"{row['person']}:{number}": item.id for number, item in enumerate(plan.results, 1)})
        return plan.id


def _result(number: int, row: dict[str, Any], results: dict[str, int], assigned_by: str) -> WorkResult:
    return WorkResult(
        key=secrets.token_hex(6),
        position=number,
        kind=ResultKind(row["kind"]),
        text=row["text"],
        leader_result_id=results[row["leader"]] if row.get("leader") else None,
        leader_text=row.get("leader_text", ""),
        assigned_by=row.get("assigned_by", assigned_by),
        indicators=[
            Indicator(
                key=secrets.token_hex(6),
                position=position,
                aspects=",".join(Aspect(aspect).value for aspect in item.get("aspects", [])),
                text=item["text"],
                target=item.get("target", ""),
                perspective=Perspective(item["perspective"]) if item.get("perspective") else None,
            )
            for position, item in enumerate(row["indicator"], 1)
        ],
    )


def _bring_to_state(row: dict[str, Any], people: dict[str, int], plan_id: int) -> None:
    """Submit and set as the employee and the assessor themselves would."""
    if row["state"] == PlanState.DRAFT.value:
        return
    today, agency = people_queries.today(), people_queries.the_agency()
    employee = acting(people[row["person"]])
    signing.submit(employee, plan_id, seen(planning.visible_plan(employee, plan_id, today), agency))
    if row["state"] == PlanState.SET.value:
        assessor_id = people_queries.assessor_of(people[row["person"]], today)
        assessor = acting(assessor_id or 0)
        signing.set_plan(assessor, plan_id, seen(planning.visible_plan(assessor, plan_id, today), agency))


def acting(person_id: int) -> Actor:
    """The person as actor, with a session that ended as soon as it began."""
    moment = clock.now()
    with atomic() as session:
        account = session.scalars(select(Account).where(Account.person_id == person_id)).one()
        login = LoginSession(
            account_id=account.id,
            token_hash=secrets.token_hex(32),
            created_at=moment,
            last_seen_at=moment,
            expires_at=moment + timedelta(minutes=1),
            confirmed_at=moment,
            ended_at=moment,
        )
        session.add(login)
        session.flush()
        return Actor(person_id, "", login.id, confirmed_at=moment)


def _load_progress(people: dict[str, int], plans: dict[str, int]) -> None:
    realisations, given = _all("progress", "realisation"), _all("progress", "feedback")
    for person in {row["person"] for row in realisations}:
        _load_realisations(acting(people[person]), plans[person], [r for r in realisations if r["person"] == person])
    for person in {row["person"] for row in given}:
        assessor_id = people_queries.assessor_of(people[person], people_queries.today())
        actor = acting(assessor_id or 0)
        results = planning.visible_plan(actor, plans[person], people_queries.today()).results
        texts = {_item(row["item"], results): row["text"] for row in given if row["person"] == person}
        progress.save_feedback(actor, plans[person], (0, "", 0), texts)


def _load_realisations(actor: Actor, plan_id: int, rows: list[dict[str, Any]]) -> None:
    results = planning.visible_plan(actor, plan_id, people_queries.today()).results
    for number in sorted({row["result"] for row in rows}):
        result = results[number - 1]
        typed = {
            result.indicators[row["indicator"] - 1].key: _realisation(row) for row in rows if row["result"] == number
        }
        progress.save_realisation(actor, plan_id, result.key, (0, "", 0), typed)


def _realisation(row: dict[str, Any]) -> RealisationInput:
    pieces = row.get("evidence", [])
    notes = tuple(piece["text"] for piece in pieces if piece["kind"] == "text")
    links = tuple(piece["url"] for piece in pieces if piece["kind"] == "link")
    attained = Attainment(row["attainment"]) if "attainment" in row else None
    return RealisationInput(row["text"], notes, links, attained)


def _item(item: str, results: tuple[ResultView, ...]) -> str:
    kind, _, name = item.partition(":")
    return results[int(name) - 1].item if kind == "result" else item
