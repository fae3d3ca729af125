"""A puskesmas of sixty people and twelve columns: pages stay light, and cost the same as for a few."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.cascade.models import Matrix, MatrixColumn, MatrixMember, RoleResult
from app.cycles.models import PerformanceYear
from app.db import atomic
from app.domain.cascading import Approval, CascadeMethod
from app.domain.people import AssignmentBasis, Employment, PositionKind
from app.people.models import AssessorAssignment, Person, Posting
from tests.budgets.wire import GZIP, weight
from tests.conftest import HEAD, log_in, person_id, statements
from tests.page import Visitor

PAGE = 14_600
TEXT = (
    "ibu hamil pelayanan antenatal rekam medis register kohort tepat waktu rujukan pasien imunisasi balita gizi lansia "
    "hipertensi diabetes skrining sekolah posyandu laporan obat alat kesehatan petugas loket ambulans poli laboratorium"
)
WORDS = TEXT.split()


def words(seed: int, count: int) -> str:
    """A sentence nobody else has, so that compression finds no help."""
    return " ".join(WORDS[(seed * 7 + place * (3 + seed % 5) + place * place) % len(WORDS)] for place in range(count))


def big_matrix(app: Flask, people: int, columns: int) -> str:
    """The address of a matrix with so many rows and columns, two results in every cell."""
    leader = person_id(app, HEAD)
    with app.app_context(), atomic() as session:
        unit_id = session.scalars(select(Posting.unit_id).where(Posting.person_id == leader)).one()
        year_id = session.scalars(select(PerformanceYear.id)).first()
        assert year_id is not None
        matrix = Matrix(
            year_id=year_id, leader_id=leader, unit_id=unit_id, title="Puskesmas besar", is_team=False, version=1
        )
        matrix.columns = [
            MatrixColumn(position=number, text=f"{number} {words(number, 18)}", method=CascadeMethod.LOAD)
            for number in range(1, columns + 1)
        ]
        session.add(matrix)
        session.flush()
        for number in range(people):
            person = Person(name=f"{words(number, 3).title()} {number}", employment=Employment.PNS)
            person.postings = [
                Posting(
                    unit_id=unit_id,
                    position=words(number + 5, 4).capitalize(),
                    position_kind=PositionKind.FUNCTIONAL_SKILLED,
                    valid_from=date(2020, 1, 1),
                )
            ]
            session.add(person)
            session.flush()
            member = MatrixMember(person_id=person.id, position=number, version=1)
            member.roles = [
                RoleResult(
                    column_id=column.id,
                    position=place,
                    text=f"{number + place} {words(number * 13 + place + column.id, 20)}",
                    approval=Approval.WAITING,
                )
                for column in matrix.columns
                for place in (1, 2)
            ]
            matrix.members.append(member)
        session.flush()
        return f"/matriks/{matrix.id}"


def cost(visitor: Visitor, path: str) -> tuple[int, int]:
    """Bytes on the wire and statements of a page."""
    visitor.get(path)
    with statements() as sent:
        answer = visitor.client.get(path, headers=GZIP)
    assert answer.status_code == 200
    return weight(answer), len(sent)


@pytest.mark.parametrize("window", ["", "?halaman=2&kolom=3", "?halaman=4"])
def test_every_page_of_a_big_matrix_fits_the_first_flight(sqlite_app: Flask, window: str) -> None:
    path = big_matrix(sqlite_app, 60, 12)
    bytes_sent, _ = cost(log_in(sqlite_app, HEAD), path + window)
    assert bytes_sent <= PAGE


def test_the_row_of_somebody_with_a_role_in_every_column_fits(sqlite_app: Flask) -> None:
    path = big_matrix(sqlite_app, 3, 12)
    head = log_in(sqlite_app, HEAD)
    first = str(head.get(path).soup.select("tr[id^=pegawai-] a")[0]["href"])
    assert cost(head, first)[0] <= PAGE


def test_sixty_people_cost_as_many_statements_as_six(sqlite_app: Flask) -> None:
    few, many = big_matrix(sqlite_app, 6, 3), big_matrix(sqlite_app, 60, 12)
    head = log_in(sqlite_app, HEAD)
    assert cost(head, few)[1] == cost(head, many)[1]


def test_all_rows_and_columns_are_reached_and_printed(sqlite_app: Flask) -> None:
    path = big_matrix(sqlite_app, 60, 12)
    head = log_in(sqlite_app, HEAD)
    rows = [len(head.get(f"{path}?halaman={number}").soup.select("tr[id^=pegawai-]")) for number in range(1, 7)]
    assert rows == [15, 15, 15, 15, 0, 0]
    groups = [a.get_text() for a in head.get(path).soup.select("a[href*='kolom=']")]
    assert groups[:2] == ["5–8", "9–12"]
    for fmt in ("pdf", "xlsx"):
        answer = head.client.get(f"{path}/dokumen/A.1.5.{fmt}")
        assert answer.status_code == 200
        assert len(answer.data) > 10_000


def test_hundreds_of_waiting_roles_are_shown_page_by_page(sqlite_app: Flask) -> None:
    big_matrix(sqlite_app, 60, 12)
    leader = person_id(sqlite_app, HEAD)
    with sqlite_app.app_context(), atomic() as session:
        for person in session.scalars(select(Person.id).join(MatrixMember, MatrixMember.person_id == Person.id)):
            basis = {"basis": AssignmentBasis.DEFINITIVE, "valid_from": date(2020, 1, 1)}
            session.add(AssessorAssignment(employee_id=person, assessor_id=leader, **basis))
    head = log_in(sqlite_app, HEAD)
    shown = head.get("/peran/persetujuan")
    assert len(shown.soup.select("input[name=semua]")) == 25
    assert "Setujui semua di halaman ini (25)" in shown.text
    assert cost(head, "/peran/persetujuan")[0] <= PAGE
