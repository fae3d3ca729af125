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
from tests.verification.stand_in import SIGNED, WHO, Service
from tests.verification.steps import kept


def _signer(stage: Stage) -> Signer:
    me = people.person(stage.head.person_id, people.today()).party
    return Signer(stage.head.person_id, "assessor", me, people.the_agency().place)


def _store(
    given: Settings, number: int, content: EvaluationContent, signer: Signer, proof: Certified
) -> SignedDocument:
    with atomic() as session:
        document = documents.freeze(session, number, content, proof.code)
        documents.sign(session, document, proof.signer(signer))
        certified.keep(session, given, document, proof, _office())
        return document


def test_the_certified_file_is_the_issued_one(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    with sqlite_app.app_context():
        stage = Stage(sqlite_app)
        number, signer = stage.rated(), _signer(stage)
        content = content_of(reviews.visible_evaluation(stage.head, number, people.today()), people.the_agency())
        proof = certified.certify(given, _office(), content, signer, WHO)
        document = _store(given, number, content, signer, proof)
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
            _store(given, number, replace(content, note="Diubah."), signer, proof)
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
