"""What was taken away or turned around beside the contents is missed by the check, too."""

import pytest
from flask import Flask

from app.db import db
from app.people import queries as people
from app.review import paper_signing
from app.review.paper_signing import Paper
from tests.audit.stage import Stage
from tests.audit.trail import code_of, tamper
from tests.progress.made import pdf
from tests.verification.steps import document_of, issued, kept, work

ON_PAPER = "UPDATE signature SET {} WHERE role = 'employee' AND document_id = :document"


def _check(app: Flask) -> str:
    return str(app.test_cli_runner().invoke(args=["verify-audit"]).output)


def _on_paper(app: Flask) -> int:
    """The content of an evaluation that its employee signed on paper."""
    with app.app_context():
        stage = Stage(app)
        number = stage.signed()
        paper_signing.record_signature(stage.head, code_of(number), Paper(people.today(), pdf()))
        document = document_of(number)
        db.session.remove()
    work(app)
    return document


@pytest.mark.parametrize("what", ["scan_id = NULL", "recorded_by = NULL", "recorded_by = 1"])
def test_a_signature_on_paper_keeps_its_scan_and_whoever_recorded_it(app: Flask, what: str) -> None:
    document = _on_paper(app)
    assert "MASALAH" not in _check(app)
    tamper(app, ON_PAPER.format(what), document=document)
    assert "MASALAH" in _check(app)


def test_a_form_whose_row_is_gone_is_missed(app: Flask) -> None:
    found = issued(app)
    number, _ = kept(app, found.document, "pdf", form="D.1.1")
    tamper(app, "DELETE FROM issued_file WHERE id = :id", id=number)
    assert "tidak ada lagi" in _check(app)


def test_a_code_that_was_changed_is_found(app: Flask) -> None:
    found = issued(app)
    tamper(app, "UPDATE signed_document SET code = :code WHERE id = :id", code="0" * 16, id=found.document)
    assert "MASALAH" in _check(app)
