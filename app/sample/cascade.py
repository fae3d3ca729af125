"""Agreements and a team's matrix of the sample government, written by the same commands as everybody's."""

from typing import Any

from app.agreements import queries as agreement_queries
from app.agreements import service as agreements
from app.agreements.service import HeadInput, Place
from app.cascade import assigned, deciding, queries
from app.cascade import service as matrices
from app.cascade.deciding import Seen
from app.domain.agreements import read_table
from app.people import queries as people_queries
from app.sample.data import read
from app.sample.plans import acting


def load_cascade(people: dict[str, int], units: dict[str, int], year_id: int) -> None:
    """Load what the cascade of the health line stands on."""
    for row in read("agreements", "agreement"):
        actor, place = acting(people[row["by"]]), Place(units[row["unit"]], year_id)
        agreements.paste(actor, place, 0, read_table(row["table"]))
        written = agreement_queries.of_unit(place.unit_id, year_id)
        if row["document"] and written is not None:
            head = HeadInput(is_draft=False, document=row["document"], budgets=())
            agreements.save_head(actor, place, (written.version, "", 0), head)
    for row in read("matrices", "matrix"):
        _load_matrix(row, people, year_id)


def _load_matrix(row: dict[str, Any], people: dict[str, int], year_id: int) -> None:
    today, leader = people_queries.today(), acting(people[row["leader"]])
    matrix_id = matrices.create(leader, year_id, row["title"])
    matrices.add_members(leader, matrix_id, [people[line["person"]] for line in row["row"]])
    matrix = queries.visible_matrix(leader, matrix_id, today)
    columns = [column.id for column in queries.columns(matrix_id)]
    members = {member.person.id: member for member in queries.all_members(matrix, today)}
    for line in row["row"]:
        member = members[people[line["person"]]]
        typed = {columns[int(number) - 1]: tuple(texts) for number, texts in line["cells"].items()}
        matrices.save_row(leader, matrix_id, (member.id, (member.version, "", 0)), typed)
    agreed = {people[line["person"]] for line in row["row"] if line.get("approved")}
    _agree(agreed, year_id)


def _agree(agreed: set[int], year_id: int) -> None:
    """The assessors' word for those whose roles the sample shows as agreed."""
    today = people_queries.today()
    assessors = {people_queries.assessor_of(person_id, today) for person_id in agreed} - {None}
    for assessor_id in assessors:
        waiting, _ = assigned.asked_of(assessor_id or 0, year_id, today)
        seen = tuple(Seen(row.kind, row.id, row.mark) for row in waiting if row.employee.id in agreed)
        deciding.approve(acting(assessor_id or 0), seen)
