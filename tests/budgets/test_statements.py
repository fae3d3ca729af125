"""SQL statements of each page, exactly: one more is a question asked twice, one fewer is a pin to be moved.

Columns: nobody logged in, whose it is, the assessor, the assessor's superior, the unit's officer, the agency's officer,
the administrator; '-' where the page is not theirs.
"""

from datetime import date

import pytest
from sqlalchemy import select

from app import clock
from app.db import atomic, db
from app.domain.people import AssignmentBasis, Employment, PositionKind
from app.domain.planning import PlanForm, PlanState, ResultKind
from app.people.models import AssessorAssignment, Person, Posting
from app.planning.models import Indicator, Plan, PlanSection, WorkResult
from app.progress.models import Realisation
from tests.access.asking import ask, every_question
from tests.conftest import statements
from tests.world import World

READERS = ("anonymous", "owner", "assessor", "superior", "unit officer", "agency officer", "administrator")
PINNED = """
auth.login                  -          1         2         2         2         2         2         2
auth.password               -          -         2         2         2         2         2         2
health.check                -          1         1         1         1         1         1         1
home.index                  -          -         13        14        20        15        15        14
home.office                 -          -         -         -         -         2         2         2
planning.index              -          -         7         9         9         7         7         7
planning.show               draft      -         10        8         -         -         -         -
planning.show               submitted  -         10        10        10        10        10        -
planning.show               set        -         11        11        11        11        11        -
planning.return_plan        submitted  -         -         7         -         -         -         -
planning.document           draft      -         8         8         -         -         -         -
planning.document           submitted  -         11        11        11        11        11        -
planning.document           set        -         11        11        11        11        11        -
planning.editing.result     draft      -         11        -         -         -         -         -
planning.editing.behaviour  draft      -         8         8         -         -         -         -
planning.editing.annex      draft      -         8         -         -         -         -         -
progress.index              -          -         6         8         8         6         6         6
progress.show               set        -         13        12        12        -         -         -
progress.realisation        set        -         12        -         -         -         -         -
progress.feedback           set        -         -         12        -         -         -         -
review.index                -          -         10        15        15        10        10        10
achievements.record         unit       -         -         -         6         6         6         -
rating.rate                 open       -         -         30        -         -         -         -
signing.sign                open       -         -         23        -         -         -         -
review.show                 signed     -         30        31        30        -         -         -
review.show                 received   -         30        31        30        -         -         -
review.document             open       -         -         24        -         -         -         -
review.document             signed     -         22        23        22        -         -         -
review.document             received   -         22        23        22        -         -         -
people.index                -          -         -         -         -         4         5         5
people.unit                 unit       -         -         -         -         6         6         6
people.person               person     -         -         -         -         6         6         5
people.waiting              -          -         -         -         -         4         3         3
people.proposals            unit       -         -         -         -         7         7         7
people.editing.assessor     person     -         -         -         -         7         7         -
people.editing.posting      person     -         -         -         -         6         6         -
people.editing.new_person   unit       -         -         -         -         3         3         -
people.editing.unit         unit       -         -         -         -         3         3         -
people.editing.new_unit     unit       -         -         -         -         3         3         -
cycles.index                -          -         4         4         4         4         4         4
cycles.rhythm               -          -         -         -         -         -         3         3
cycles.start                -          -         -         -         -         -         3         3
cycles.extend               window     -         -         -         -         -         3         3
cycles.days_off             -          -         4         4         4         4         4         4
cycles.units                -          -         -         -         -         3         3         3
cycles.work_week            unit       -         -         -         -         3         3         3
worklists.index             -          -         -         -         -         5         5         -
worklists.unit              unit       -         -         -         -         7         7         -
worklists.text              unit       -         -         -         -         7         7         -
worklists.workbook          unit       -         -         -         -         6         6         -
worklists.end               person     -         -         -         -         5         5         -
achievements.index          -          -         -         -         -         6         6         -
auth.redeem                 -          1         2         2         2         2         2         2
account.mine                -          -         8         8         8         8         8         8
account.second_step         -          -         4         4         4         4         4         4
accounts.index              -          -         -         -         -         3         3         3
accounts.unit               unit       -         -         -         -         7         7         7
accounts.person             person     -         -         -         -         4         4         4
accounts.code               person     -         -         -         -         4         4         -
accounts.close              person     -         -         -         -         4         4         -
roles.index                 -          -         -         -         -         -         3         3
roles.give                  person     -         -         -         -         -         5         5
roles.take                  grant      -         -         -         -         -         3         3
aides.officials             -          -         -         -         -         -         4         -
aides.appoint               official   -         -         -         -         -         4         -
privacy.mine                -          -         2         2         2         2         2         2
intake.index                -          -         -         -         -         -         3         3
intake.show                 intake     -         -         -         -         -         3         3
intake.changes              intake     -         -         -         -         -         3         3
intake.columns              intake     -         -         -         -         -         4         4
intake.annotated            intake     -         -         -         -         -         4         4
bundles.index               -          -         -         6         6         8         11        -
bundles.show                bundle     -         -         -         -         -         3         -
bundles.fetch               bundle     -         -         -         -         -         3         -
people.circumstances.index  person     -         -         -         -         6         6         -
people.circumstances.add    person     -         -         -         -         5         5         -
people.circumstances.correct person     -         -         -         -         6         6         -
help.study                  -          -         2         2         2         2         2         2
library.index               -          -         4         4         4         4         4         4
library.add                 -          -         -         -         -         -         2         -
library.edit                -          -         -         -         -         -         3         -
help.index                  -          -         9         12        12        12        13        12
help.why                    -          -         2         2         2         2         2         2
help.terms                  -          -         2         2         2         2         2         2
help.guide                  -          -         2         2         2         2         2         2
help.guide_file             -          -         2         2         2         2         2         2
agreements.index            -          -         6         6         6         6         6         6
agreements.show             unit       -         6         6         6         6         6         6
agreements.paste            unit       -         -         6         -         6         6         -
agreements.editing.item     unit       -         -         6         -         6         6         -
agreements.editing.head     unit       -         -         6         -         6         6         -
cascade.index               -          -         5         5         5         5         5         5
cascade.create              -          -         -         4         4         -         4         -
cascade.show                matrix     -         9         12        9         9         9         -
cascade.members             matrix     -         -         6         -         -         -         -
cascade.document            matrix     -         9         9         9         9         9         -
cascade.editing.column      matrix     -         -         8         -         -         -         -
cascade.editing.row         matrix     -         8         8         8         8         8         -
assigned.index              -          -         11        8         8         7         7         7
assigned.approvals          -          -         4         5         4         4         4         4
assigned.refuse             -          -         -         4         -         -         -         -
assigned.proposals          -          -         6         5         6         6         5         6
assigned.propose            -          -         -         4         4         -         4         -
assigned.apply              -          -         3         3         3         3         3         3
tree.index                  -          -         11        11        11        11        7         7
tree.result                 set        -         13        13        13        13        13        13
exchange.plan               draft      -         7         -         -         -         -         -
exchange.workbook           draft      -         12        -         -         -         -         -
exchange.show               filled     -         9         -         -         -         -         -
exchange.annotated          filled     -         9         -         -         -         -         -
exchange.team               -          -         4         5         5         4         4         4
outside.plans               unit       -         -         -         -         6         6         -
copying.show                set        -         8         -         -         -         -         -
copying.workbook            set        -         8         -         -         -         -         -
outside.index               -          -         -         -         -         4         5         -
outside.unit                unit       -         -         -         -         6         6         -
outside.template            unit       -         -         -         -         5         5         -
outside.show                existing   -         -         -         -         7         -         -
outside.annotated           existing   -         -         -         -         7         -         -
planning.team_page          -          -         4         8         8         4         4         4
planning.dialogue.talk      draft      -         8         8         -         -         -         -
planning.dialogue.talk      submitted  -         8         8         8         8         8         -
planning.dialogue.talk      set        -         8         8         8         8         8         -
planning.dialogue.compare   draft      -         9         9         -         -         -         -
planning.dialogue.compare   submitted  -         10        10        10        10        10        -
planning.dialogue.compare   set        -         10        10        10        10        10        -
planning.dialogue.reclassify draft      -         -         7         -         -         -         -
planning.dialogue.reclassify submitted  -         -         7         -         -         -         -
planning.dialogue.link      draft      -         11        11        -         -         -         -
planning.dialogue.link      submitted  -         11        11        11        11        11        -
planning.dialogue.link      set        -         11        11        11        11        11        -
planning.manuals.index      leader     -         10        10        10        10        10        -
planning.manuals.manual     leader     -         9         9         9         9         9         -
planning.manuals.workblock  leader     -         9         9         9         9         9         -
planning.manuals.document   leader     -         10        10        10        10        10        -
planning.sources.index      draft      -         8         -         -         -         -         -
rounds.index                -          -         -         -         -         4         3         -
rounds.create               -          -         -         -         -         4         3         -
rounds.show                 ready      -         -         -         -         6         6         -
rounds.show                 round      -         -         -         -         -         6         -
rounds.basics               ready      -         -         -         -         3         3         -
rounds.check                ready      -         -         -         -         13        13        -
rounds.launch               ready      -         -         -         -         3         3         -
rounds.abandon              ready      -         -         -         -         3         3         -
rounds.parts.subjects       ready      -         -         -         -         5         5         -
rounds.parts.add_unit       ready      -         -         -         -         4         4         -
rounds.parts.add_people     ready      -         -         -         -         3         3         -
rounds.parts.groups         ready      -         -         -         -         4         4         -
rounds.parts.group          ready      -         -         -         -         4         4         -
rounds.parts.questions      ready      -         -         -         -         5         5         -
rounds.parts.keepers        ready      -         -         -         -         4         4         -
rounds.late.subject         round      -         -         -         -         -         5         -
sets.index                  -          -         -         -         -         3         3         -
sets.show                   -          -         -         -         -         5         5         -
sets.add                    -          -         -         -         -         -         5         -
sets.edit                   -          -         -         -         -         -         5         -
custody.index               -          -         3         3         3         3         3         3
answering.index             -          -         4         4         4         4         4         4
answering.who_sees          -          1         2         2         2         2         2         2
answering.fill              form       -         7         -         -         -         -         -
answering.withdraw          form       -         7         -         -         -         -         -
answering.decline           form       -         7         -         -         -         -         -
slips.enter                 -          1         2         2         2         2         2         2
counting.show               round      -         -         -         -         -         7         -
account.address             -          -         4         4         4         4         4         4
nomination.index            -          -         3         3         3         3         3         3
nomination.show             naming     -         6         6         -         -         6         -
nomination.show             named      -         6         6         -         -         6         -
nomination.choose           naming     -         7         7         -         -         7         -
nomination.choose           named      -         7         7         -         -         7         -
papers.index                round      -         -         -         -         -         7         -
papers.remind               round      -         -         -         -         -         4         -
reports.index               -          -         6         7         7         5         5         6
reports.show                report     -         11        11        -         -         -         -
reports.details             report     -         11        11        -         -         -         -
reports.comments            report     -         12        12        -         -         -         -
reports.document            report     -         12        12        -         -         -         -
reports.flag                report     -         12        12        -         -         -         -
reports.units               -          -         -         4         4         4         3         -
reports.unit                unit       -         -         11        8         8         8         -
reports.unit_workbook       unit       -         -         11        8         8         8         -
reports.requests            -          -         -         -         -         -         11        -
reports.decide              -          -         -         -         -         -         11        -
evidence.add                set        -         12        -         -         -         -         -
evidence.file               evidence   -         10        10        10        -         -         -
selfassessment.write        set        -         12        -         -         -         -         -
leaders.index               -          -         4         4         5         4         4         4
leaders.write               set        -         -         -         7         -         -         -
attendance.index            -          -         -         -         -         4         5         -
attendance.mine             -          -         4         4         4         4         4         4
attendance.unit             unit       -         -         -         -         6         6         -
attendance.template         unit       -         -         -         -         5         5         -
attendance.show             attendance -         -         -         -         7         -         -
distribution.mine           -          -         8         9         9         8         8         8
distribution.guide          -          -         -         -         -         -         3         -
distribution.limit          -          -         -         -         -         -         3         -
calibrations.index          -          -         4         5         5         4         4         4
calibrations.create         unit       -         -         5         5         5         5         -
calibrations.show           meeting    -         -         7         7         -         -         -
calibrations.invite         meeting    -         -         6         6         -         -         -
calibrations.compare        meeting    -         -         6         6         -         -         -
calibrations.proposal       open       -         -         5         5         -         -         -
calibrations.minutes        meeting    -         -         4         4         -         -         -
calibrations.finish         meeting    -         -         5         5         -         -         -
calibrations.workbook       meeting    -         -         7         7         -         -         -
teams.index                 -          -         4         4         4         4         4         4
teams.show                  matrix     -         8         8         8         8         8         -
teams.note                  matrix     -         -         5         -         -         -         -
teams.team_workbook         matrix     -         9         9         9         9         9         -
teams.units                 -          -         3         4         4         4         3         3
teams.unit                  unit       -         -         11        11        11        11        -
teams.unit_workbook         unit       -         -         11        11        11        11        -
rating.look                 close      -         -         -         30        -         -         -
paper.index                 -          -         2         2         2         2         2         2
paper.record                signed     -         -         7         -         7         7         -
signing.batch_page          -          -         4         23        4         4         4         4
receipt.hand_over           signed     -         -         20        -         -         -         -
receipt.refusal             received   -         -         20        -         -         -         -
receipt.extend              signed     -         -         -         28        -         -         -
receipt.extend              received   -         -         -         28        -         -         -
receipt.unsigned            -          -         4         4         4         4         4         4
objections.show             objected   -         33        34        33        -         -         -
objections.document         objected   -         6         6         6         -         -         -
objections.write_explanation objected   -         -         29        -         -         -         -
objections.write_hearing    objected   -         -         -         28        -         -         -
reporting.index             -          -         6         8         8         8         8         6
reporting.unit              unit       -         -         10        10        10        10        -
reporting.people_at         unit       -         -         8         8         8         8         -
recap.index                 -          -         -         -         -         5         6         -
recap.show                  recap      -         -         -         -         -         5         -
recap.fetch                 recap      -         -         -         -         -         6         -
allowance.index             -          -         -         -         -         3         3         -
credit.mine                 -          -         6         6         6         6         6         6
credit.index                -          -         -         -         -         4         5         -
credit.unit                 unit       -         -         -         -         4         4         -
credit.person               person     -         -         -         -         8         8         -
credit.document             person     -         -         -         -         6         6         -
verification.index          -          1         2         2         2         2         2         2
verification.code           -          3         4         4         4         4         4         4
calibrations.printed        meeting    -         -         7         7         -         -         -
carrying.show               carried    -         14        14        -         -         -         -
paper.first                 printed    -         -         29        -         29        29        -
paper.sheet                 open       -         -         70        -         -         -         -
paper.sheet_file            open       -         -         50        -         -         -         -
paper.mine                  -          -         3         3         3         3         3         3
"""
PINS = [((line.split()[0], line.split()[1]), line.split()[2:]) for line in PINNED.splitlines() if line]


def count(world: World, endpoint: str, thing: str, persona: str) -> str:
    """Statements a page sends; '-' when it is refused."""
    with statements() as sent:
        answer = ask(world, ("GET", endpoint, thing), persona, {}, {})
    return str(len(sent)) if answer.status_code == 200 else "-"


def test_every_page_is_pinned(world: World) -> None:
    world.fresh()
    pages = {(endpoint, thing) for method, endpoint, thing in every_question(world) if method == "GET"}
    pinned = {page for page, _ in PINS}
    assert pinned <= pages
    for endpoint, thing in pages - pinned:
        assert {count(world, endpoint, thing, persona) for persona in READERS} == {"-"}, (endpoint, thing)


@pytest.mark.parametrize(("page", "pins"), PINS, ids=[" ".join(page) for page, _ in PINS])
def test_a_page_sends_exactly_its_statements(world: World, page: tuple[str, str], pins: list[str]) -> None:
    world.fresh()
    assert [count(world, *page, persona) for persona in READERS] == pins


def grow_team(world: World, by: int) -> None:
    """Give the assessor more people, with plans in every state."""
    states, since = (PlanState.SET, PlanState.SUBMITTED, PlanState.DRAFT), date(2020, 1, 1)
    with world.app.app_context(), atomic() as session:
        unit_id, year_id = session.execute(
            select(Posting.unit_id, Plan.year_id)
            .join(Plan, Plan.employee_id == Posting.person_id)
            .where(Plan.id == world.plans["melur"]["id"])
        ).one()
        for number in range(by):
            person = Person(name=f"Pegawai {number}", employment=Employment.PNS)
            position = {"position": "Bidan", "position_kind": PositionKind.FUNCTIONAL_SKILLED}
            person.postings = [Posting(unit_id=unit_id, valid_from=since, **position)]
            session.add(person)
            session.flush()
            head = {"assessor_id": world.people["cempaka"], "basis": AssignmentBasis.DEFINITIVE}
            session.add(AssessorAssignment(employee_id=person.id, valid_from=since, **head))
            plan = new_plan(person.id, year_id, states[number % len(states)])
            session.add(plan)
            session.flush()
            plan.root_id = plan.id


def new_plan(employee_id: int, year_id: int, state: PlanState) -> Plan:
    """A plan with one result."""
    return Plan(
        employee_id=employee_id,
        year_id=year_id,
        form=PlanForm.A17,
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        state=state,
        state_since=clock.now(),
        sections=[PlanSection(name="behaviour"), PlanSection(name="annex")],
        results=[new_result(f"k{employee_id}", 1)],
    )


def new_result(key: str, position: int) -> WorkResult:
    """A result with three indicators."""
    indicators = [Indicator(key=f"{key}i{i}", position=i, text="Indikator", target="Target") for i in range(1, 4)]
    return WorkResult(key=key, position=position, kind=ResultKind.MAIN, text="Hasil", indicators=indicators)


@pytest.mark.parametrize("endpoint", ["home.index", "planning.index", "progress.index", "review.index"])
def test_a_list_costs_the_same_for_a_few_people_and_for_many(world: World, endpoint: str) -> None:
    counts = []
    for more in (3, 20):
        world.fresh()
        grow_team(world, more)
        counts.append(count(world, endpoint, "-", "assessor"))
    assert len(set(counts)) == 1, counts


PLAN_PAGES = [
    ("planning.show", "draft", "owner"),
    ("planning.editing.result", "draft", "owner"),
    ("planning.document", "draft", "owner"),
    ("progress.show", "set", "assessor"),
    ("progress.feedback", "set", "assessor"),
    ("rating.rate", "open", "assessor"),
    ("signing.sign", "open", "assessor"),
]


@pytest.mark.parametrize("page", PLAN_PAGES, ids=lambda page: page[0])
def test_a_plan_costs_the_same_however_long_it_is(world: World, page: tuple[str, str, str]) -> None:
    world.fresh()
    before, now = count(world, *page), clock.now()
    with world.app.app_context(), atomic() as session:
        for plan in session.scalars(select(Plan).where(Plan.form == PlanForm.A17)):
            plan.results.extend(new_result(f"p{plan.id}r{number}", 20 + number) for number in range(20))
            for i in range(1, 4):
                session.add(
                    Realisation(
                        plan_root_id=plan.id, indicator_key=f"p{plan.id}r3i{i}", text="Tercapai", changed_at=now
                    )
                )
        session.flush()
    with world.app.app_context():
        assert db.session.scalar(select(WorkResult.id).where(WorkResult.key.like("p%r19")).limit(1))
    assert count(world, *page) == before
