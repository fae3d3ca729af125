"""Reports as PDF and workbook, read back by the programs of an office; all figures come from published rows."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from app.db import atomic
from app.domain.anonymity import figure, is_for
from app.domain.feedback import COUNTED, RaterClass
from app.feedback.box import Ballot
from app.feedback.models import Invitation
from app.feedback.report import may_be, seen
from app.feedback.report_rows import Row
from tests.conftest import log_in
from tests.documents.reading import cell_texts, convert, pages, resave, structure, whole
from tests.feedback.publishing_rows import Said
from tests.feedback.reported import PEER, PEERS, SELF, SUPERIOR, full_round, path, round_about, who_is

LONG = "Terima kasih atas kesabarannya. " * 30
TYPED = "=1+1"


def told(app: Flask, key: str, where: str) -> tuple[bytes, bytes]:
    """The PDF and the workbook as somebody gets them."""
    client = log_in(app, key).client
    return client.get(f"{where}/laporan.pdf").data, client.get(f"{where}/laporan.xlsx").data


@pytest.mark.office
def test_the_files_say_what_the_page_says(sqlite_app: Flask, tmp_path: Path) -> None:
    with sqlite_app.app_context():
        said = [Said(n, (LONG, TYPED, "")) for n in (1, 2, 4, 4, 5, 5)]
        named = {SUPERIOR: [Said(3, rater_id=who_is("cempaka"))], SELF: [Said(5, rater_id=who_is("melur"))]}
        made = round_about({PEER: PEERS, SUPERIOR: ["cempaka"], SELF: ["melur"]}, {PEER: said, **named})
    pdf, book = told(sqlite_app, "melur", path(made))
    printed = whole(pdf)
    saved = " ".join(cell_texts(resave(tmp_path, {"laporan": book})["laporan"]))
    paper = whole(convert(tmp_path, {"laporan": book})["laporan"])
    for words in (
        "Umpan balik 360: Melur",
        "Rekan kerja (n = 6)",
        "Atasan: dr. Cempaka",
        "Berorientasi pelayanan",
        "3,5",
    ):
        for text in (printed, saved, paper):
            assert words in text, words
    assert "Anda 5,0, para penjawab 3,5" in printed
    assert "sebaran 1/1/0/2/2" in printed
    assert TYPED in cell_texts(book)
    assert {tag["tag"] for tag in structure(pdf)} >= {"/H1", "/H2", "/Table", "/TH", "/TD"}
    assert all("Halaman" in page for page in pages(pdf))


def test_the_same_report_is_the_same_file(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round()
    assert told(sqlite_app, "melur", path(made)) == told(sqlite_app, "melur", path(made))
    log_in(sqlite_app, "melur").get(path(made, below="/laporan.docx"), 404)


def test_a_group_that_is_not_for_a_reader_is_not_in_the_files_either(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = round_about({PEER: ["cempaka", *PEERS[:2]]}, {PEER: [Said(1), Said(2), Said(5)]})
    pdf, book = told(sqlite_app, "cempaka", path(made))
    for text in (whole(pdf), " ".join(cell_texts(book))):
        assert "n = 3" not in text
        assert "2,5" not in text
        assert "Anda mungkin termasuk kelompok ini" in text
    assert "2,5" in " ".join(cell_texts(told(sqlite_app, "melur", path(made))[1]))


def test_every_figure_comes_from_published_rows(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        made = full_round()
    melur = log_in(sqlite_app, "melur")
    everything = [melur.get(path(made, below=below)).text for below in ("", "/rincian", "/komentar")]
    files = told(sqlite_app, "melur", path(made))
    with sqlite_app.app_context(), atomic() as session:
        session.execute(update(Invitation).values(used=True, verifier=b"v" * 32))
        session.add(Ballot(id=b"b" * 16, round_id=made.id, body=b"x"))
    assert [melur.get(path(made, below=below)).text for below in ("", "/rincian", "/komentar")] == everything
    assert told(sqlite_app, "melur", path(made)) == files


CLASSES = st.sampled_from([kind.value for kind in COUNTED] + ["peer+subordinate", "peer+external"])
READER = st.frozensets(st.sampled_from(list(RaterClass)), max_size=2)


@given(CLASSES, st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=9), max_size=5), READER, st.integers(3, 6))
def test_no_reader_sees_what_does_not_hold_without_the_own_answer(
    classes: str, answers: list[list[int]], reader: frozenset[RaterClass], threshold: int
) -> None:
    figures = {n: told for n, scores in enumerate(answers) if (told := figure(scores, threshold))}
    answering = max((len(scores) for scores in answers), default=0)
    found = seen(Row(classes, answering, None, figures), reader, threshold)
    is_rater = may_be(classes, reader)
    assert (found is not None) == is_for(answering, threshold, may_be_rater=is_rater)
    for number, told_of in (found or {}).items():
        assert told_of.n - is_rater >= threshold
        assert told_of.mean == figures[number].mean or (is_rater and told_of.half_steps)
