"""Steps several tests of evaluations take."""

from tests.page import Page, Visitor

DRAFT = {
    "results_rating": "as_expected",
    "behaviour_rating": "as_expected",
    "reason": "Target utama tercapai.",
    "note": "Pertahankan; ikuti pelatihan rekam medis.",
    "is_close": "no",
}


def begin(assessor: Visitor, name: str) -> Page:
    """The rating page of an employee, opened from the list."""
    page = assessor.get("/penilaian/")
    row = next(row for row in page.soup.select("tbody tr") if name in row.get_text())
    form = row.find("form")
    assert form is not None
    return assessor.submit(page, str(form["action"]))


def check_page(assessor: Visitor, name: str, **changes: str) -> Page:
    """The page before the signature, with a whole draft and some changes."""
    page = begin(assessor, name)
    return assessor.submit(page, "/nilai", **{**DRAFT, **changes})


def signed(assessor: Visitor, name: str, **changes: str) -> Page:
    """A signed evaluation as the assessor sees it."""
    return assessor.submit(check_page(assessor, name, **changes), "/tandatangani")
