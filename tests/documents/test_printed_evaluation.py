"""The empty forms C.1.1-D.1.3 beside the pages of the regulation: the same words in the same order, and no other."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.documents.content import EvaluationContent, Heading, IndicatorLine, Party, ResultLine
from app.documents.forms import render
from app.domain.planning import Aspect, PlanForm, ResultKind
from tests.documents import printed_evaluation as printed
from tests.documents.examples import DRAFT, EVALUATION
from tests.documents.filled import HEADING
from tests.documents.reading import cell_texts, layout, letters, pages

pytestmark = pytest.mark.office

_EXPECTED = "(hasil yang diharapkan)"
_BEHAVIOUR_HEADING = "PERILAKU KERJA UMPAN BALIK BERKELANJUTAN BERDASARKAN BUKTI DUKUNG"
_NOBODY = Party("(Nama)", None, None, "", "")
_RESULTS = {
    PlanForm.A12: ("", (IndicatorLine((), "", ""),)),
    PlanForm.A16: (_EXPECTED, ()),
    PlanForm.A17: ("", (IndicatorLine(tuple(Aspect), "", ""),)),
}
RATED = {
    PlanForm.A16: ("C.1.1", printed.C11_TOP, printed.C11_RESULTS, printed.C11_BEHAVIOUR),
    PlanForm.A12: ("C.1.2", printed.C12_TOP, printed.C12_RESULTS, printed.C12_BEHAVIOUR),
    PlanForm.A17: ("C.1.3", printed.C13_TOP, printed.C13_RESULTS, printed.C13_BEHAVIOUR),
}
DOCUMENTS = {"D.1.1": printed.D11, "D.1.2": printed.D12, "D.1.3": printed.D13}


def empty(form: PlanForm) -> EvaluationContent:
    text, indicators = _RESULTS[form]
    return replace(
        EVALUATION,
        period_label="Triwulan I/II/III/IV-Akhir",
        heading=Heading("(NAMA INSTANSI)", HEADING.period_start, HEADING.period_end, "(tempat)"),
        employee=_NOBODY,
        assessor=_NOBODY,
        superior=_NOBODY,
        results=tuple(ResultLine(kind, None, text, indicators) for kind in ResultKind),
        behaviours=(),
        note="",
        plan_form=form,
    )


def paper(form: str, content: EvaluationContent) -> str:
    """The words on all pages without their feet and the headings repeated on top of them."""
    found = [
        re.sub(r"\S+ Evaluasi – \(Nama\) Halaman \d+ dari \d+$", "", page)
        for page in pages(render(form, "pdf", content, DRAFT))
    ]
    first = next(number for number, page in enumerate(found) if _BEHAVIOUR_HEADING in page)
    return " ".join(
        page if number <= first else page.removeprefix(_BEHAVIOUR_HEADING) for number, page in enumerate(found)
    )


def cells(form: str, content: EvaluationContent) -> str:
    return " ".join(cell_texts(render(form, "xlsx", content, DRAFT)))


def worded(text: str) -> str:
    """Without figures: poppler reads the number of a row behind the first of the texts beside it."""
    return re.sub(r"\d", "", letters(text))


def cut(text: str, start: str, end: str) -> str:
    begin = text.index(start)
    return text[begin : text.index(end, begin) + len(end)]


@pytest.mark.parametrize(("read", "compared"), [(paper, worded), (cells, letters)], ids=["pdf", "xlsx"])
@pytest.mark.parametrize("plan", RATED)
def test_the_ratings_have_the_words_of_the_regulation_section_by_section(
    plan: PlanForm, read: Callable[[str, EvaluationContent], str], compared: Callable[[str], str]
) -> None:
    form, top, results, behaviour = RATED[plan]
    text = read(form, empty(plan))
    assert letters(cut(text, "FORMAT", "POLA DISTRIBUSI")) == letters(top)
    after = text[text.index("POLA DISTRIBUSI") :]
    assert compared(cut(after, "HASIL KERJA", _BEHAVIOUR_HEADING)) == compared(results)
    assert compared(after[after.index(_BEHAVIOUR_HEADING) + len(_BEHAVIOUR_HEADING) :]) == compared(behaviour)


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_documents_have_the_words_of_the_regulation_on_paper(form: str) -> None:
    content = replace(empty(PlanForm.A17), document_form=form)
    lines = [line for line in layout(render(form, "pdf", content, DRAFT)) if "Halaman 1 dari 1" not in line]
    assert letters(" ".join(lines).removeprefix("LAMBANG GARUDA")) == letters(DOCUMENTS[form])


@pytest.mark.parametrize("form", DOCUMENTS)
def test_the_documents_have_the_words_of_the_regulation_in_cells(form: str) -> None:
    content = replace(empty(PlanForm.A17), document_form=form)
    assert letters(cells(form, content).removeprefix("LAMBANG GARUDA")) == letters(DOCUMENTS[form])
