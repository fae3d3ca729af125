"""An agreement, a matrix and assignments in every state, for the tests that ask every page."""

from dataclasses import dataclass

from sqlalchemy import select

from app.agreements import queries as written
from app.agreements import service as agreements
from app.agreements.service import Place
from app.cascade import deciding, queries, service
from app.cascade.deciding import Wish
from app.cascade.models import Matrix
from app.cascade.service import ColumnInput
from app.db import db
from app.domain.agreements import ItemInput
from app.people import queries as people
from app.sample.plans import acting

ROLE, WISH = "Kohort ibu diperiksa silang antarbidan.", "Modul kelas ibu hamil kabupaten tersusun."


@dataclass(frozen=True)
class Stage:
    """The ids of what stands on it."""

    item_id: int
    matrix_id: int
    column_id: int
    member_id: int
    assignment_id: int


def set_the_stage(ids: dict[str, int], unit_id: int, year_id: int) -> Stage:
    """The head's agreement and matrix with a role for the midwife, who applies for an assignment beside it.

    One column and one row hold no role, so that they can be taken out.
    """
    head, midwife = acting(ids["cempaka"]), acting(ids["melur"])
    place = Place(unit_id, year_id)
    item_id = agreements.add_item(head, place)
    agreement = written.of_unit(unit_id, year_id)
    claim = (agreement.version if agreement else 0, "", 0)
    agreements.save_item(head, place, item_id, claim, ItemInput("Mutu layanan", "Ibu hamil terlayani", "100 %"))
    matrix_id = service.create(head, year_id, "Puskesmas")
    columns = [service.add_column(head, matrix_id) for _ in range(2)]
    version = db.session.scalars(select(Matrix.version).where(Matrix.id == matrix_id)).one()
    service.save_column(head, matrix_id, (columns[0], (version, "", 0)), ColumnInput("Ibu hamil puas", None, ""))
    service.add_members(head, matrix_id, [ids["melur"], ids["dahlia"]])
    rows, _ = queries.members(queries.visible_matrix(head, matrix_id, people.today()), people.today())
    service.save_row(head, matrix_id, (rows[0].id, (1, "", 0)), {columns[0]: (ROLE,)})
    wish = Wish(WISH, "Pernah menyusun modul serupa.", None, "Ketua Ikatan Bidan")
    assignment_id = deciding.apply(midwife, year_id, wish)
    return Stage(item_id, matrix_id, columns[1], rows[1].id, assignment_id)
