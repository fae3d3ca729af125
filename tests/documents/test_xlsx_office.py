"""The workbooks as an office prints them: through LibreOffice, nothing cut off."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.documents.xlsx import render_xlsx
from tests.documents.examples import CONTENTS, EVALUATION, PLAN, SAMPLE, SIGNED, long_text, many_results
from tests.documents.expected_evaluation import GUIDES
from tests.documents.reading import cell_texts, convert, pages, solid, whole

pytestmark = pytest.mark.office


def _long_plan() -> bytes:
    first = replace(PLAN.results[0], text=long_text(900, "hasil"), leader_result=long_text(700, "pimpinan"))
    behaviours = tuple(replace(line, expectation=long_text(500, "harapan")) for line in PLAN.behaviours)
    return render_xlsx("A.1.7", replace(PLAN, results=(first,), behaviours=behaviours), SIGNED)


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    plain = {form: render_xlsx(form, content, SAMPLE) for form, content in CONTENTS.items()}
    return plain | {
        "panjang": _long_plan(),
        "catatan": render_xlsx("D.1.1", replace(EVALUATION, note=long_text(1200, "catatan")), SIGNED),
        "banyak": render_xlsx("A.1.7", many_results(PLAN, 30), SIGNED),
    }


@pytest.fixture(scope="module")
def printed(books: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return convert(Path(tmp_path_factory.mktemp("cetak")), books)


@pytest.mark.parametrize("form", CONTENTS)
def test_every_cell_is_wholly_on_paper(form: str, books: dict[str, bytes], printed: dict[str, bytes]) -> None:
    paper = solid(whole(printed[form]))
    missing = [text for text in cell_texts(books[form]) if solid(text) not in paper]
    assert missing == []


@pytest.mark.parametrize("form", CONTENTS)
def test_mark_and_page_numbers_are_printed(form: str, printed: dict[str, bytes]) -> None:
    all_pages = pages(printed[form])
    for number, page in enumerate(all_pages, 1):
        assert "DATA CONTOH" in page
        assert f"Halaman {number} dari {len(all_pages)}" in page


def test_long_texts_are_printed_to_the_last_word(printed: dict[str, bytes]) -> None:
    words = set(whole(printed["panjang"]).split()) | set(whole(printed["catatan"]).split())
    for count, tag in ((900, "hasil"), (700, "pimpinan"), (500, "harapan"), (1200, "catatan")):
        assert [word for word in long_text(count, tag).split() if word not in words] == []


def test_headings_are_repeated_over_many_pages_and_never_over_the_wrong_table(printed: dict[str, bytes]) -> None:
    all_pages = pages(printed["banyak"])
    with_results = [page for page in all_pages if "Hasil nomor" in page]
    assert len(with_results) >= 4
    assert all("INDIKATOR KINERJA INDIVIDU" in page for page in with_results)
    with_behaviour = [page for page in all_pages if any(guide in page for guide in GUIDES[1:4])]
    assert with_behaviour
    assert all("INDIKATOR KINERJA INDIVIDU" not in page for page in with_behaviour)
    joined = " ".join(all_pages)
    assert [number for number in range(30) if f"Hasil nomor {number} terwujud" not in joined] == []


def test_the_signature_is_never_alone_on_a_page(printed: dict[str, bytes]) -> None:
    (page,) = [page for page in pages(printed["A.1.7"]) if "Pegawai yang Dinilai" in page]
    assert "Kolaboratif" in page
