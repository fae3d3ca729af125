"""A matrix as the content of form A.1.5."""

from app.cascade.queries import ColumnView, MatrixView, MemberView
from app.cycles.queries import YearView
from app.documents.content import Heading, MatrixContent, MatrixRow
from app.domain.cascading import Approval
from app.people.queries import AgencyView


def content_of(
    matrix: MatrixView, columns: tuple[ColumnView, ...], members: list[MemberView], year: YearView, agency: AgencyView
) -> MatrixContent:
    """The matrix as printed (p.48-49): roles an assessor refused are left out, others stand as they are."""
    return MatrixContent(
        heading=Heading(agency.name, year.starts_on, year.ends_on, agency.place),
        title=matrix.title,
        leader=matrix.leader.party,
        columns=tuple(column.text for column in columns),
        rows=tuple(
            MatrixRow(
                member.person.name,
                member.person.position,
                tuple(
                    tuple(role.text for role in member.cell(column.id) if role.approval is not Approval.REFUSED)
                    for column in columns
                ),
            )
            for member in members
        ),
    )
