"""What a team and a unit reached: words beside words for those concerned, and figures of enough people."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from app import clock
from app.cascade.models import Matrix, MatrixMember, RoleResult
from app.cycles.models import PerformanceYear
from app.db import atomic, db
from app.domain.cascading import Approval
from app.domain.rating import OverallRating
from app.domain.review import EvaluationState
from app.people.models import AssessorAssignment, Person
from app.planning.models import Plan
from app.progress.models import Realisation
from app.review.models import Evaluation
from tests.conftest import HALF_MIDWIFE, HEAD, OFFICE_HEAD, Who, person_id, statements
from tests.review.staff import rate_everybody

LEADER = "altair"
REACHED = "Tercapai 97 % sampai akhir triwulan."


def team(app: Flask) -> str:
    """The address of the team of the sample, in which a midwife carries a result and wrote what was reached."""
    midwife = person_id(app, HALF_MIDWIFE)
    with app.app_context(), atomic() as session:
        matrix = session.scalars(select(Matrix).where(Matrix.leader_id == person_id(app, LEADER))).one()
        plan = session.scalars(select(Plan).where(Plan.employee_id == midwife)).one()
        role = session.scalars(
            select(RoleResult)
            .join(MatrixMember)
            .where(MatrixMember.matrix_id == matrix.id, RoleResult.approval == Approval.APPROVED)
            .order_by(RoleResult.column_id, RoleResult.id)
        ).first()
        assert role is not None
        role.member.person_id = midwife
        role.taken_root_id, role.taken_key = plan.root_id, plan.results[0].key
        indicator = plan.results[0].indicators[0].key
        known = select(Realisation).where(Realisation.plan_root_id == plan.root_id)
        for row in session.scalars(known):
            session.delete(row)
        session.flush()
        for period, text in ((0, REACHED), (2, "Baru 40 %.")):
            session.add(
                Realisation(
                    plan_root_id=plan.root_id,
                    period_number=period,
                    indicator_key=indicator,
                    text=text,
                    changed_at=clock.now(),
                )
            )
        return f"/penilaian/tim/{matrix.id}"


@pytest.mark.parametrize("reader", [LEADER, HEAD, HALF_MIDWIFE, "elang"])
def test_leader_assessor_members_and_auditor_read_results_and_shares(app: Flask, who: Who, reader: str) -> None:
    page = who(reader).get(team(app))
    assert "Layanan antenatal care (ANC)" in page.text
    assert "≤ 30 menit" in page.text
    assert REACHED in page.text
    assert "Tidak ada angka atau urutan untuk seorang pegawai" in page.text
    assert ("Tulis catatan" in page.text) == (reader == LEADER)


def test_an_officer_reads_roles_and_targets_but_not_what_people_wrote(app: Flask, who: Who) -> None:
    path = team(app)
    for officer in ("kenari", "widuri"):
        page = who(officer).get(path)
        assert "≤ 30 menit" in page.text
        assert REACHED not in page.text
        book = load_workbook(io.BytesIO(who(officer).client.get(f"{path}/hasil.xlsx").data))
        assert not any(REACHED in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("stranger", ["nipah", "tekukur", "regulus", OFFICE_HEAD, "rajawali"])
def test_to_everybody_else_there_is_no_team(app: Flask, who: Who, stranger: str) -> None:
    path = team(app)
    for tail in ("", "/catatan", "/hasil.xlsx"):
        who(stranger).get(f"{path}{tail}", 404)


def test_a_period_shows_what_was_reached_in_it(app: Flask, who: Who) -> None:
    page = who(LEADER).get(f"{team(app)}?periode=2")
    assert "Baru 40 %." in page.text
    assert REACHED not in page.text
    assert "Triwulan II" in page.h1
    who(LEADER).get(f"{page.path}?periode=7", 404)


def test_a_role_that_was_not_agreed_to_is_no_share(app: Flask, who: Who) -> None:
    path = team(app)
    with app.app_context():
        role = db.session.scalars(select(RoleResult).where(RoleResult.approval == Approval.WAITING)).first()
        assert role is not None
        name, column = db.session.get_one(Person, role.member.person_id).name, role.column_id
    shares = who(LEADER).get(f"{path}?hasil={column}").soup.select("tbody th")
    assert shares
    assert name not in [share.get_text() for share in shares]


def test_the_leader_writes_a_note_for_each_period_and_others_read_it(app: Flask, who: Who) -> None:
    leader, path = who(LEADER), team(app)
    form = leader.get(f"{path}/catatan?periode=2")
    assert "Dapat dibaca: Anda, penilai Anda, anggota tim" in form.text
    shown = leader.submit(form, "/catatan?periode=2", text="Waktu tunggu turun setelah jadwal diatur ulang.")
    assert "Waktu tunggu turun" in shown.text
    assert "Waktu tunggu turun" in who(HALF_MIDWIFE).get(f"{path}?periode=2").text
    assert "Waktu tunggu turun" not in leader.get(path).text
    again = leader.submit(form, "/catatan?periode=2", 409, text="Dari tab lain.", editor="lain")
    assert "Waktu tunggu turun" in again.soup.select(".pair")[0].get_text()
    who(HEAD).get(f"{path}/catatan", 403)


def test_the_workbook_holds_words_alone(app: Flask, who: Who) -> None:
    book = load_workbook(io.BytesIO(who(LEADER).client.get(f"{team(app)}/hasil.xlsx").data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(REACHED in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_large_team_costs_as_few_statements_as_a_small_one(app: Flask, who: Who) -> None:
    leader, path = who(LEADER), team(app)
    with statements() as few:
        leader.get(path)
    with app.app_context(), atomic() as session:
        matrix_id = int(path.rsplit("/", 1)[1])
        known = set(session.scalars(select(MatrixMember.person_id).where(MatrixMember.matrix_id == matrix_id)))
        column = session.scalars(select(RoleResult.column_id).order_by(RoleResult.column_id)).first()
        people = session.scalars(select(AssessorAssignment.employee_id).distinct()).all()
        for place, number in enumerate(sorted(set(people) - known), 50):
            member = MatrixMember(matrix_id=matrix_id, person_id=number, position=place)
            member.roles.append(RoleResult(column_id=column, position=1, text="Hasil", approval=Approval.APPROVED))
            session.add(member)
    with statements() as many:
        page = leader.get(path)
    assert len(many) == len(few)
    assert len(page.soup.select("tbody tr")) == 15
    assert "Halaman 2" in page.text


UNIT = "/penilaian/unit/"


def signed(app: Flask, *ratings: tuple[OverallRating, int]) -> int:
    """Evaluations of the head's staff, signed with these ratings; how many."""
    rate_everybody(app, HEAD, most=sum(count for _, count in ratings))
    with app.app_context(), atomic() as session:
        rows = session.scalars(select(Evaluation)).all()
        wanted = [rating for rating, count in ratings for _ in range(count)]
        for row, rating in zip(rows, wanted, strict=True):
            row.state, row.overall = EvaluationState.SIGNED, rating
        return len(rows)


def unit_path(who: Who, reader: str = HEAD) -> str:
    """The page of the health centre."""
    links = who(reader).get(f"{UNIT}?cari=Puskesmas").soup.select("main li a")
    return str(next(link["href"] for link in links if "Puskesmas Muara" in link.get_text()))


@pytest.mark.parametrize("reader", [HEAD, OFFICE_HEAD, "kenari", "widuri", "elang", "rajawali"])
def test_those_who_answer_for_the_unit_read_its_page(who: Who, reader: str) -> None:
    page = who(reader).get(unit_path(who, reader))
    assert "Laporan Kinerja Puskesmas Muara Kejora" in page.text
    assert "Rencana ditetapkan" in page.text


@pytest.mark.parametrize("stranger", [HALF_MIDWIFE, LEADER, "nipah", "tekukur", "regulus"])
def test_nobody_else_reads_the_page_of_a_unit(who: Who, stranger: str) -> None:
    path = unit_path(who)
    who(stranger).get(path, 404)
    who(stranger).get(f"{path}/hasil.xlsx", 404)


def test_ratings_of_fewer_than_ten_people_are_not_shown(app: Flask, who: Who) -> None:
    signed(app, (OverallRating.GOOD, 9))
    page = who(HEAD).get(unit_path(who))
    assert "kurang dari sepuluh pegawai sudah ditandatangani" in page.text
    assert not page.soup.select("main tbody")


def test_small_cells_are_not_told_and_drafts_are_not_counted(app: Flask, who: Who) -> None:
    signed(app, (OverallRating.GOOD, 9), (OverallRating.VERY_GOOD, 4), (OverallRating.POOR, 1))
    head, path = who(HEAD), unit_path(who)
    rows = {row.find("th").get_text(): row.find("td").get_text() for row in head.get(path).soup.select("main tbody tr")}  # type: ignore[union-attr]
    assert rows["Baik"] == "9"
    assert rows["Sangat Baik"] == "4"
    assert rows["Kurang (Misconduct)"] == rows["Sangat Kurang"] == "kurang dari 3"
    with app.app_context(), atomic() as session:
        row = session.scalars(select(Evaluation).where(Evaluation.overall == OverallRating.GOOD)).first()
        assert row is not None
        row.state = EvaluationState.OPEN
    rows = {row.find("th").get_text(): row.find("td").get_text() for row in head.get(path).soup.select("main tbody tr")}  # type: ignore[union-attr]
    assert rows["Baik"] == "8"


def test_of_two_plans_in_a_year_the_last_evaluation_counts(app: Flask, who: Who) -> None:
    count = signed(app, (OverallRating.GOOD, 12))
    with app.app_context(), atomic() as session:
        year = session.scalars(select(PerformanceYear)).one()
        first = session.scalars(select(Evaluation).order_by(Evaluation.id)).first()
        assert first is not None
        plan = session.get_one(Plan, first.plan_root_id)
        other = Plan(
            employee_id=first.employee_id, year_id=year.id, form=plan.form, edition=1, state=plan.state,
            state_since=clock.now(), period_start=plan.period_start, period_end=plan.period_end,
        )  # fmt: skip
        session.add(other)
        session.flush()
        other.root_id = other.id
        session.add(
            Evaluation(
                plan_root_id=other.id, employee_id=first.employee_id, assessor_id=first.assessor_id, year_id=year.id,
                state=EvaluationState.SIGNED, state_since=clock.now(), overall=OverallRating.GOOD,
            )
        )  # fmt: skip
    page = who(HEAD).get(unit_path(who))
    facts = dict(
        zip([dt.text for dt in page.soup.select(".facts dt")], [dd.text for dd in page.soup.select(".facts dd")],
            strict=True)
    )  # fmt: skip
    assert facts["Ditandatangani penilai"] == str(count)


def test_the_workbook_of_a_unit_hides_what_the_page_hides(app: Flask, who: Who) -> None:
    signed(app, (OverallRating.GOOD, 9))
    body = who(HEAD).client.get(f"{unit_path(who)}/hasil.xlsx").data
    values = [str(cell.value) for sheet in load_workbook(io.BytesIO(body)) for row in sheet.iter_rows() for cell in row]
    assert any("kurang dari sepuluh" in value for value in values)
    assert not any(value.startswith("Predikat") for value in values)
