"""Last year's achievement is printed as last year's, and contents signed before it was known are read as before."""

from dataclasses import replace

from app.documents.compose import compose
from app.documents.content import Issue, canonical, parse
from app.documents.view import DocumentView, ResultsView
from tests.documents.examples import EVALUATION

OF_LAST_YEAR = replace(EVALUATION, achievement_year=2025)


def test_both_forms_say_of_which_year_the_achievement_is() -> None:
    document = compose("D.1.1", OF_LAST_YEAR, Issue())
    assert isinstance(document, DocumentView)
    rows = [row for _, block in document.blocks for row in block]
    assert ("CAPAIAN KINERJA ORGANISASI", "BAIK (CAPAIAN TAHUN 2025)") in rows
    results = compose("C.1.3", OF_LAST_YEAR, Issue())
    assert isinstance(results, ResultsView)
    assert results.judgement
    assert results.judgement.achievement == "BAIK (CAPAIAN TAHUN 2025)"


def test_an_achievement_of_the_same_year_is_printed_as_ever() -> None:
    document = compose("D.1.1", EVALUATION, Issue())
    assert isinstance(document, DocumentView)
    assert ("CAPAIAN KINERJA ORGANISASI", "BAIK") in [row for _, block in document.blocks for row in block]


def test_a_content_signed_before_there_was_such_a_year_is_still_read() -> None:
    old = canonical(EVALUATION).replace('"achievement_year":null,', "")
    assert "achievement_year" not in old
    assert parse("evaluation", old) == EVALUATION
    assert parse("evaluation", canonical(OF_LAST_YEAR)) == OF_LAST_YEAR
