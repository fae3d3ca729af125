"""Form A.1.5 of a matrix as a file."""

from datetime import date

from app.cascade import queries
from app.cascade.content import content_of
from app.cascade.queries import MatrixView
from app.cycles import queries as cycles
from app.documents.issuing import Download, issue_unsigned
from app.people.queries import AgencyView


def download(matrix: MatrixView, agency: AgencyView, fmt: str, today: date) -> Download:
    """The whole matrix, every row and column.

    Raises:
        NotFoundError: there is no such format.
    """
    members, columns = queries.all_members(matrix, today), queries.columns(matrix.id)
    content = content_of(matrix, columns, members, cycles.year(matrix.year_id), agency)
    return issue_unsigned("A.1.5", fmt, content, sample=agency.is_sample)
