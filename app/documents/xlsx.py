"""Official forms as workbooks that offices can go on editing."""

from app.documents.compose import compose, document_moment
from app.documents.content import Content, Issue, Unsigned
from app.documents.package import new_workbook, pack
from app.documents.view import (
    AnnexView,
    DocumentView,
    ManualsView,
    MatrixView,
    NarrativeView,
    ResultsView,
    WorkblocksView,
)
from app.documents.wording_signing import QR_ALT
from app.documents.xlsx_lists import annex, document
from app.documents.xlsx_matrix import matrix
from app.documents.xlsx_narrative import narrative
from app.documents.xlsx_results import results
from app.documents.xlsx_unsigned import manuals, workblocks


def render_xlsx(form: str, content: Content | Unsigned, issue: Issue) -> bytes:
    """The form as workbook; the same content and issue always give the same bytes.

    Every cell is a text, never a formula. The plans and C.1.x have a worksheet for the results and one for the
    behaviour, because a worksheet can repeat only one set of headings on its printed pages.
    """
    view = compose(form, content, issue)
    workbook = new_workbook(view.frame, document_moment(content, issue))
    match view:
        case ResultsView():
            alternative = results(workbook, view)
        case NarrativeView():
            alternative = narrative(workbook, view)
        case AnnexView():
            alternative = annex(workbook, view)
        case DocumentView():
            alternative = document(workbook, view, issue.emblem)
        case ManualsView():
            alternative = manuals(workbook, view)
        case WorkblocksView():
            alternative = workblocks(workbook, view)
        case MatrixView():
            alternative = matrix(workbook, view)
    # The QR code stands at the end of the last worksheet, behind every other picture.
    described = [text for text in (alternative, QR_ALT if view.frame.verify_at else "") if text]
    return pack(workbook, *described)
