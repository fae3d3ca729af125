"""What the page of a matrix shows: coverage of all columns, and a window of rows and columns."""

from dataclasses import dataclass
from datetime import date

from app.cascade import leaders, queries
from app.cascade.queries import ColumnView, MatrixView, MemberView
from app.domain.cascading import CascadeMethod
from app.domain.quantities import LoadSum, load_sum
from app.people import registry
from app.people.queries import PER_PAGE

WIDE = 4
"""Columns shown side by side."""


@dataclass(frozen=True)
class Grid:
    """A matrix as a page shows it; ``offered`` counts what of the leader's plan is not in the columns yet."""

    columns: tuple[ColumnView, ...]
    shown: tuple[ColumnView, ...]
    rows: tuple[MemberView, ...]
    number: int
    more: bool
    group: int
    sums: dict[int, LoadSum]
    offered: int

    @property
    def unserved(self) -> tuple[ColumnView, ...]:
        """Columns nobody serves: every strategy needs somebody (II.A.5.h, p.46-47)."""
        return tuple(column for column in self.columns if not column.people)

    @property
    def groups(self) -> tuple[str, ...]:
        """The windows of columns in words, such as "1-4"."""
        last = len(self.columns)
        spans = ((first, min(first + WIDE - 1, last)) for first in range(1, last + 1, WIDE))
        return tuple(f"{first}–{end}" if first < end else str(first) for first, end in spans)


def of(matrix: MatrixView, today: date, number: int, group: int) -> Grid:
    """A window of a matrix: ``number`` is the page of rows, ``group`` that of columns."""
    columns = queries.columns(matrix.id)
    group = min(group, max(1, -(-len(columns) // WIDE)))
    rows, more = queries.members(matrix, today, number)
    return Grid(
        columns=columns,
        shown=columns[(group - 1) * WIDE : group * WIDE],
        rows=tuple(rows),
        number=number,
        more=more,
        group=group,
        sums=sums(matrix, columns),
        offered=offered(matrix, columns) if matrix.may_write else 0,
    )


def offered(matrix: MatrixView, columns: tuple[ColumnView, ...]) -> int:
    """How many columns would change or come if the leader brought them and the plan together."""
    plain = [(column.id, column.text, column.source) for column in columns]
    return leaders.match(plain, leaders.sources(matrix.leader.id, matrix.year_id)).count


def sums(matrix: MatrixView, columns: tuple[ColumnView, ...]) -> dict[int, LoadSum]:
    """For columns whose load is shared: what those who serve them took on, beside the leader's target."""
    shared = [column for column in columns if column.method is CascadeMethod.LOAD]
    if not shared:
        return {}
    targets = {source.key: source.target for source in leaders.sources(matrix.leader.id, matrix.year_id)}
    texts = queries.texts_of_columns({column.id for column in shared})
    found = {}
    for column in shared:
        target = targets.get(column.source, "") if column.source else ""
        compared = load_sum(target or column.text, texts.get(column.id, ()))
        if compared is not None:
            found[column.id] = compared
    return found


def candidates(matrix: MatrixView, text: str, today: date, page: int) -> tuple[list[tuple[int, str]], bool]:
    """Who may be put into the rows: the people of the unit, or who was searched for; and whether there are more."""
    if text:
        found, more = registry.search_anybody(text, today), False
    else:
        found, more = registry.members(matrix.unit_id, today, page)
    there = queries.member_ids(matrix.id) | {matrix.leader.id}
    left = [(line.id, f"{line.name}, {line.position}, {line.unit}") for line in found if line.id not in there]
    return left[:PER_PAGE], more


def anybody(text: str, today: date, but: int) -> list[tuple[int, str]]:
    """Who was searched for in the whole agency, but for one person."""
    if not text:
        return []
    found = registry.search_anybody(text, today)
    return [(line.id, f"{line.name}, {line.position}, {line.unit}") for line in found if line.id != but]
