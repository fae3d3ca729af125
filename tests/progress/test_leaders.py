"""A leader who gave an assignment tells the assessor how it went (IV.A.4, p.89)."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.cascade.models import Matrix, MatrixColumn, MatrixMember, RoleResult
from app.db import atomic
from app.domain.cascading import Approval
from app.people import queries as people
from app.planning.models import Plan
from app.planning.parts import ResultView
from app.progress import queries
from app.sample.data import read as read_rows
from app.sample.plans import acting
from tests.conftest import HALF_MIDWIFE, HEAD, Who, log_in, person_id, statements
from tests.page import Page, Visitor
from tests.progress.steps import assign, my_progress, sign_off

LEADER = "altair"
WORDS = "Modul selesai sebelum pelatihan, dan dipakai di tiga posyandu."


@pytest.fixture
def root_id(app: Flask) -> int:
    """The plan of a midwife whose first result came from another leader."""
    return given(app, LEADER, HALF_MIDWIFE)


def given(app: Flask, leader: str, employee: str, approval: Approval = Approval.APPROVED) -> int:
    leader_id, employee_id = person_id(app, leader), person_id(app, employee)
    with app.app_context():
        return assign(leader_id, employee_id, approval)


def name_of(key: str) -> str:
    return next(str(row["name"]) for row in read_rows("people", "person") if row["key"] == key)


def write(leader: Visitor, page: Page, words: str = WORDS, status: int = 200) -> Page:
    form = leader.get(next(link for link in page.links() if link.split("?")[0].count("/") == 4))
    return leader.submit(form, form.path, status, text=words)


@pytest.mark.usefixtures("root_id")
def test_employee_and_assessor_read_what_the_leader_says(who: Who) -> None:
    leader, midwife = who(LEADER), who(HALF_MIDWIFE)
    page = leader.get("/pelaksanaan/masukan/?periode=0")
    assert "Seroja" in page.text
    assert leader.get("/pelaksanaan/").offers("Masukan untuk penugasan dari saya")
    assert "Sudah ditulis" in write(leader, page).text
    mine, name = my_progress(midwife, 0), name_of(LEADER)
    for reader in (midwife, who(HEAD)):
        read = reader.get(f"{mine.path}?periode=0").text
        assert WORDS in read
        assert f"Masukan {name}," in read
    assert WORDS not in my_progress(midwife, 1).text


def test_a_leader_reads_no_more_than_the_result(app: Flask, who: Who, root_id: int) -> None:
    leader = who(LEADER)
    leader.get(f"/pelaksanaan/{root_id}", 404)
    keys = [r.key for r in plan_results(app, root_id)]
    leader.get(f"/pelaksanaan/masukan/{root_id}/{keys[0]}?periode=0")
    leader.get(f"/pelaksanaan/masukan/{root_id}/{keys[1]}?periode=0", 404)
    who("nipah").get(f"/pelaksanaan/masukan/{root_id}/{keys[0]}?periode=0", 404)
    leader.get("/pelaksanaan/masukan/999999/r1?periode=0", 404)


def plan_results(app: Flask, root_id: int) -> list[ResultView]:
    with app.app_context():
        actor = acting(person_id(app, HALF_MIDWIFE))
        return list(queries.progress(actor, root_id, people.today()).plan.results)


def test_the_assessor_and_a_refused_leader_are_not_asked(app: Flask, who: Who) -> None:
    given(app, HEAD, HALF_MIDWIFE)
    given(app, LEADER, HALF_MIDWIFE, Approval.REFUSED)
    for key in (HEAD, LEADER):
        assert "Belum ada hasil kerja dari penugasan" in who(key).get("/pelaksanaan/masukan/?periode=0").text
        assert not who(key).get("/pelaksanaan/").offers("Masukan untuk penugasan")


@pytest.mark.usefixtures("root_id")
def test_two_tabs_are_compared(who: Who) -> None:
    leader = who(LEADER)
    page = leader.get("/pelaksanaan/masukan/?periode=0")
    link = next(link for link in page.links() if link.split("?")[0].count("/") == 4)
    first, second = leader.get(link), leader.get(link)
    leader.submit(first, first.path, text="Pertama")
    refused = leader.submit(second, second.path, 409, text="Kedua")
    assert "Pertama" in refused.text


def test_a_role_of_a_matrix_is_an_assignment_too(app: Flask, who: Who) -> None:
    take_role(app, LEADER, HALF_MIDWIFE)
    take_role(app, HEAD, HALF_MIDWIFE)
    leader = who(LEADER)
    assert "Sudah ditulis" in write(leader, leader.get("/pelaksanaan/masukan/?periode=0")).text
    assert WORDS in my_progress(who(HALF_MIDWIFE), 0).text
    assert "Belum ada hasil kerja dari penugasan" in who(HEAD).get("/pelaksanaan/masukan/?periode=0").text


def take_role(app: Flask, leader: str, employee: str) -> None:
    """The first result of a plan in force is a role of a team's matrix."""
    leader_id, employee_id = person_id(app, leader), person_id(app, employee)
    with app.app_context(), atomic() as session:
        plan = session.scalars(select(Plan).where(Plan.employee_id == employee_id)).one()
        unit_id = people.person(leader_id, people.today()).unit_id
        matrix = Matrix(year_id=plan.year_id, leader_id=leader_id, unit_id=unit_id, title="Tim gizi", is_team=True)
        column, member = MatrixColumn(position=1, text="Gizi"), MatrixMember(person_id=employee_id, position=1)
        matrix.columns.append(column)
        matrix.members.append(member)
        session.add(matrix)
        session.flush()
        role = RoleResult(
            column_id=column.id, position=1, text="Modul", approval=Approval.APPROVED, taken_root_id=plan.id,
            taken_key=plan.results[0].key,
        )  # fmt: skip
        member.roles.append(role)


def test_after_the_signature_nothing_is_said(app: Flask, who: Who, root_id: int) -> None:
    leader = who(LEADER)
    page = leader.get("/pelaksanaan/masukan/?periode=0")
    form = leader.get(next(link for link in page.links() if link.split("?")[0].count("/") == 4))
    sign_off(app, root_id, 0)
    assert "sudah ditandatangani" in leader.submit(form, form.path, 409, text=WORDS).text
    assert "sudah ditandatangani" in leader.get(f"{form.path}?periode=0", 403).text
    assert "sudah ditandatangani" in leader.get("/pelaksanaan/masukan/?periode=0").text


def test_more_results_cost_no_more_statements(sqlite_app: Flask) -> None:
    given(sqlite_app, LEADER, HALF_MIDWIFE)
    leader = log_in(sqlite_app, LEADER)
    leader.get("/pelaksanaan/masukan/?periode=0")
    with statements() as one:
        leader.get("/pelaksanaan/masukan/?periode=0")
    for key in ("kenanga", "sagu"):
        given(sqlite_app, LEADER, key)
    with statements() as three:
        page = leader.get("/pelaksanaan/masukan/?periode=0")
    assert page.text.count("Tulis masukan") == 3
    assert len(three) == len(one)
