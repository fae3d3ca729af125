"""A document that its assessor signs through BSrE: the certified file is the issued one, and nothing is half done."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.config import Settings
from app.db import atomic, db
from app.documents import certified, keeping
from app.documents import service as documents
from app.documents.certified import Certified
from app.documents.content import EvaluationContent
from app.documents.models import Signature, SignedDocument
from app.documents.service import Signer
from app.domain.errors import InvalidError, StaleError
from app.factory import _office
from app.people import queries as people
from app.review import queries as reviews
from app.review.content import content_of
from tests.audit.stage import Stage
from tests.conftest import HEAD, log_in
from tests.review.steps import check_page
from tests.verification.stand_in import NIK, PASSPHRASE, SIGNED, WHO, Service
from tests.verification.steps import kept


def _signer(stage: Stage) -> Signer:
    me = people.person(stage.head.person_id, people.today()).party
    return Signer(stage.head.person_id, "assessor", me, people.the_agency().place)


def _store(number: int, content: EvaluationContent, signer: Signer, proof: Certified) -> SignedDocument:
    with atomic() as session:
        document = documents.freeze(session, number, content, proof.code)
        documents.sign(session, document, proof.signer(signer))
        certified.keep(session, document, proof)
        return document


def test_the_certified_file_is_the_issued_one(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    with sqlite_app.app_context():
        stage = Stage(sqlite_app)
        number, signer = stage.rated(), _signer(stage)
        content = content_of(reviews.visible_evaluation(stage.head, number, people.today()), people.the_agency())
        proof = certified.certify(given, _office(), content, signer, WHO)
        document = _store(number, content, signer, proof)
        row = db.session.scalars(select(Signature).where(Signature.document_id == document.id)).one()
        assert (row.method, row.signed_at) == ("bsre", proof.signed_at)
        assert keeping.issue_forms(given, _office(), document.id, "assessor") == 3
        assert db.session.get_one(SignedDocument, document.id).code == proof.code
        document_id = document.id
    assert b"%PDF-" in stand_in.asked[0][2]
    assert kept(sqlite_app, document_id, "pdf", form="D.1.1")[1] == SIGNED


def test_what_changed_meanwhile_is_not_stored(sqlite_app: Flask, service: Service) -> None:
    _, given = service
    with sqlite_app.app_context():
        stage = Stage(sqlite_app)
        number, signer = stage.rated(), _signer(stage)
        content = content_of(reviews.visible_evaluation(stage.head, number, people.today()), people.the_agency())
        proof = certified.certify(given, _office(), content, signer, WHO)
        with pytest.raises(StaleError):
            _store(number, replace(content, note="Diubah."), signer, proof)
        db.session.rollback()
        assert not db.session.scalars(select(SignedDocument).where(SignedDocument.kind == "evaluation")).all()


def test_a_refusal_leaves_nothing(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    stand_in.status, stand_in.answer = 400, b'{"error": "Passphrase anda salah"}'
    with sqlite_app.app_context():
        stage = Stage(sqlite_app)
        number, signer = stage.rated(), _signer(stage)
        content = content_of(reviews.visible_evaluation(stage.head, number, people.today()), people.the_agency())
        with pytest.raises(InvalidError, match="menolak passphrase"):
            certified.certify(given, _office(), content, signer, WHO)
        assert not db.session.scalars(select(SignedDocument).where(SignedDocument.kind == "evaluation")).all()


def _with_service(app: Flask, given: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    tilik = app.extensions["tilik"]
    monkeypatch.setitem(app.extensions, "tilik", replace(tilik, settings=given))


def test_an_assessor_signs_through_bsre_on_the_page(
    sqlite_app: Flask, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in, given = service
    _with_service(sqlite_app, given, monkeypatch)
    head = log_in(sqlite_app, HEAD)
    page = check_page(head, "Kenanga")
    typed = {"nik": NIK, "passphrase": PASSPHRASE}
    assert "NIK terdiri atas 16 angka" in head.submit(page, "/tandatangani", 422, **{**typed, "nik": "1"}).text
    stand_in.status, stand_in.answer = 400, b'{"error": "Passphrase anda salah"}'
    refused = head.submit(page, "/tandatangani", 422, **typed)
    assert "BSrE menolak passphrase ini" in refused.text
    assert PASSPHRASE not in refused.response.get_data(as_text=True)
    stand_in.status, stand_in.answer = 200, SIGNED
    done = head.submit(refused, "/tandatangani", **typed)
    assert "Disampaikan" in done.text
    assert head.client.get(f"{done.path}/dokumen/D.1.1.pdf").data == SIGNED
    with sqlite_app.app_context():
        assert db.session.scalars(select(Signature.method).order_by(Signature.id.desc()).limit(1)).one() == "bsre"
        for table in db.metadata.sorted_tables:
            for row in db.session.execute(table.select()):
                assert NIK not in str(row)
                assert PASSPHRASE not in str(row)


def test_the_password_alone_still_signs(sqlite_app: Flask, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in, given = service
    _with_service(sqlite_app, given, monkeypatch)
    head = log_in(sqlite_app, HEAD)
    assert "Disampaikan" in head.submit(check_page(head, "Kenanga"), "/tandatangani").text
    assert not stand_in.asked


def test_without_a_service_nothing_of_it_is_shown(sqlite_app: Flask) -> None:
    head = log_in(sqlite_app, HEAD)
    assert "BSrE" not in check_page(head, "Kenanga").text
