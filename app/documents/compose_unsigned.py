"""Manuals, workblocks and matrices (A.1.3-A.1.5) as printed; nobody signs them."""

from app.documents import wording
from app.documents import wording_unsigned as words
from app.documents.content import (
    Heading,
    Issue,
    ManualLine,
    ManualsContent,
    MatrixContent,
    Party,
    Unsigned,
    WorkblockLine,
    WorkblocksContent,
)
from app.documents.view import (
    Frame,
    ManualRow,
    ManualsView,
    MatrixLine,
    MatrixView,
    NumberedView,
    WorkblocksView,
    WorkblockView,
)
from app.domain.manuals import ControlLevel, Reporting

_WIDEST_GROUP = 6
"""Columns of indicators on a sheet of A4: each about 34 mm wide, which printers of any office can show legibly."""


def compose_unsigned(form: str, content: Unsigned, issue: Issue) -> ManualsView | WorkblocksView | MatrixView:
    """The printed form of a content nobody signs; refuses a content the form is not made for."""
    match form, content:
        case "A.1.3", ManualsContent():
            frame = _frame(form, content.heading, content.owner, issue)
            return ManualsView(frame, tuple(_manual(line) for line in content.manuals))
        case "A.1.4", WorkblocksContent():
            frame = _frame(form, content.heading, content.owner, issue)
            return WorkblocksView(frame, tuple(_workblock(line) for line in content.workblocks))
        case "A.1.5", MatrixContent():
            frame = _frame(form, content.heading, content.leader, issue, content.title)
            return _matrix(frame, content)
        case _:
            raise ValueError(f"form {form} cannot show a {type(content).__name__}")


def _frame(form: str, heading: Heading, owner: Party, issue: Issue, second: str = "") -> Frame:
    period = wording.assessment_period(heading.period_start, heading.period_end)
    titles = (*words.TITLES[form], second.upper()) if second.strip() else words.TITLES[form]
    return Frame(
        form=form,
        titles=titles,
        period_name=None,
        agency=heading.agency,
        period=f"PERIODE PENILAIAN: {period}",
        revision=None,
        # A.1.4 and A.1.5 print neither agency nor period: the foot of the page says whose they are.
        subject=f"{words.SUBJECT[form]} – {owner.name} – {heading.agency} – {heading.period_start.year}",
        document_title=f"{words.SUBJECT[form]} (Format {form}) – {owner.name} – {period}",
        left=None,
        right=None,
        footnotes=(),
        mark=wording.SAMPLE_MARK if issue.sample else None,
        digest=None,
    )


def _manual(line: ManualLine) -> tuple[ManualRow, ...]:
    """The fields of p.38; the target stands below its indicator, as on p.138 the label promises both."""
    indicator = f"{line.indicator}\n{words.TARGET}{line.target}" if line.target.strip() else line.indicator
    return (
        ManualRow(words.RESULT, (("", line.result),)),
        ManualRow(words.INDICATOR, (("", indicator),)),
        ManualRow(words.PURPOSE, (("", line.purpose),)),
        ManualRow(words.DESCRIPTION, ((words.DEFINITION, line.definition), (words.FORMULA, line.formula))),
        ManualRow(words.UNIT_OF_MEASURE, (("", line.unit_of_measure),)),
        ManualRow(
            words.LEVEL, choices=tuple(words.choice(each.label, chosen=each is line.level) for each in ControlLevel)
        ),
        ManualRow(words.SOURCE, (("", line.source),)),
        ManualRow(
            words.REPORTING,
            choices=tuple(words.choice(each.label, chosen=each is line.reporting) for each in Reporting),
        ),
    )


def _workblock(line: WorkblockLine) -> WorkblockView:
    return WorkblockView(
        fields=(
            ((words.BLOCK_TITLE, line.title), (words.INTERVENED, line.intervened)),
            ((words.OWNER, line.owner), (words.PARTIES, line.parties)),
            ((words.DURATION, line.duration), (words.BENEFICIARIES, line.beneficiaries)),
            ((words.PURPOSE, line.purpose), (words.BUDGET, line.budget)),
        ),
        lists=(
            (words.STRATEGIES, _numbered(line.routine_strategies, line.transforming_strategies)),
            (words.MILESTONES, _numbered(line.routine_outputs, line.transforming_outputs)),
        ),
    )


def _numbered(routine: tuple[str, ...], transforming: tuple[str, ...]) -> tuple[NumberedView, ...]:
    """Numbers run on through both parts (p.43, filled p.178)."""
    return (
        NumberedView(words.ROUTINE, _items(routine, 1)),
        NumberedView(words.TRANSFORMING, _items(transforming, len(routine) + 1)),
    )


def _items(texts: tuple[str, ...], first: int) -> tuple[tuple[str, str], ...]:
    if not texts:
        return (("", wording.NOTHING),)
    return tuple((f"{number}.", text) for number, text in enumerate(texts, first))


def _matrix(frame: Frame, content: MatrixContent) -> MatrixView:
    return MatrixView(
        frame=frame,
        headings=words.MATRIX_HEADINGS,
        name=content.leader.name,
        position=content.leader.position,
        columns=content.columns,
        rows=tuple(
            MatrixLine(row.name, row.position, tuple(cell or (words.NO_ROLE,) for cell in row.cells))
            for row in content.rows
        ),
        groups=column_groups(len(content.columns)),
    )


def column_groups(count: int) -> tuple[tuple[int, int], ...]:
    """Spread columns over as few sheets as hold them, evenly, as (first, after the last) counted from 0."""
    sheets = max(1, -(-count // _WIDEST_GROUP))
    least, more = divmod(count, sheets)
    groups, start = [], 0
    for sheet in range(sheets):
        after = start + least + (1 if sheet < more else 0)
        groups.append((start, after))
        start = after
    return tuple(groups)
