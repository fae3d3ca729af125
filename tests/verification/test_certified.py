"""A command given through BSrE: rehearsed, signed there, stored whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.config import Settings
from app.db import db
from app.documents import certified, keeping
from app.documents.bsre import NotCertifiedError
from app.documents.certified import Certified, Proof
from app.documents.models import IssuedFile, Signature, SignedDocument, StoredFile
from app.domain.errors import DeniedError, InvalidError, StaleError
from app.factory import _office
from app.jobs.models import Job
from app.people import queries as people
from app.review import deciding, queries, signing
from app.review import service as review
from tests.review.people import WHOLE, Cast
from tests.review.test_objections import changed
from tests.verification.stand_in import NO_REASON, WHO, Service
from tests.verification.steps import document_of, kept


def through(given: Settings, command: Callable[[Proof], None]) -> None:
    """Give a command through BSrE."""
    certified.through(given, _office(), WHO, command)


def sign(given: Settings, cast: Cast, number: int) -> None:
    """The assessor signs through BSrE."""
    seen = cast.seen(cast.assessor, number)
    through(given, lambda proof: signing.sign(cast.assessor, number, seen, proof))


def stored() -> list[int]:
    """How many documents of evaluations, signatures, files and jobs there are."""
    evaluations = select(SignedDocument.id).where(SignedDocument.kind == "evaluation")
    rows: list[Any] = [evaluations, *(select(table.id) for table in (Signature, StoredFile, IssuedFile, Job))]
    return [len(db.session.scalars(row).all()) for row in rows]


def test_the_certified_file_is_the_issued_one(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number = cast.rated()
        sign(given, cast, number)
        document = document_of(number)
        row = db.session.scalars(select(Signature).where(Signature.document_id == document)).one()
        assert (row.role, row.method) == ("assessor", "bsre")
        assert keeping.issue_forms(given, _office(), document, "assessor") == 3
    assert kept(sqlite_app, document, "pdf", form="D.1.1")[1].startswith(stand_in.sent[0])
    assert len(stand_in.asked) == 1


def test_what_cannot_be_signed_is_not_sent(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number = cast.rated()
        before = stored()
        with pytest.raises(StaleError):
            through(given, lambda proof: signing.sign(cast.assessor, number, "0" * 64, proof))
        sign(given, cast, number)
        with pytest.raises(DeniedError):
            through(given, lambda proof: signing.sign(cast.assessor, number, cast.digest(number), proof))
        assert len(stand_in.asked) == 1
        assert stored() == [before[0] + 1, before[1] + 1, before[2] + 1, before[3] + 1, before[4] + 1]


def test_a_refusal_leaves_nothing(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    stand_in.script = [NO_REASON]
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number = cast.rated()
        before = stored()
        with pytest.raises(NotCertifiedError, match="tidak menandatangani"):
            sign(given, cast, number)
        assert stored() == before


def test_what_changed_while_bsre_was_asked_is_not_stored(sqlite_app: Flask, service: Service) -> None:
    _, given = service
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number = cast.rated()
        seen, before = cast.seen(cast.assessor, number), stored()

        def overtaken(proof: Proof) -> None:
            if isinstance(proof, Certified):
                version = queries.visible_evaluation(cast.assessor, number, people.today()).version
                review.rate(cast.assessor, number, (version, "", 0), **{**WHOLE, "note": "Diubah."})
            signing.sign(cast.assessor, number, seen, proof)

        with pytest.raises(StaleError):
            through(given, overtaken)
        assert stored() == before


def test_a_file_of_another_content_is_refused(sqlite_app: Flask, service: Service) -> None:
    _, given = service
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number = cast.rated()
        seen, before = cast.seen(cast.assessor, number), stored()

        def exchanged(proof: Proof) -> None:
            if isinstance(proof, Certified):
                proof = replace(proof, view=replace(proof.view, digest="0" * 64))
            signing.sign(cast.assessor, number, seen, proof)

        with pytest.raises(StaleError):
            through(given, exchanged)
        assert stored() == before


def test_two_who_sign_at_once_do_not_lose_a_signature(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    cast = Cast(sqlite_app)
    with sqlite_app.app_context():
        number = changed(cast)
        seen = cast.digest(number)

        def both(proof: Proof) -> None:
            if isinstance(proof, Certified):
                signing.countersign(cast.employee, number, seen, "")
            deciding.cosign(cast.assessor, number, seen, proof)

        with pytest.raises(InvalidError, match="Pada saat yang sama"):
            through(given, both)
        through(given, lambda proof: deciding.cosign(cast.assessor, number, seen, proof))
        document = max(db.session.scalars(select(SignedDocument.id).where(SignedDocument.subject_id == number)))
        rows = db.session.scalars(select(Signature).where(Signature.document_id == document).order_by(Signature.id))
        found = [(row.role, row.method) for row in rows]
        assert found == [("superior", "password"), ("employee", "password"), ("assessor", "bsre")]
    assert len(stand_in.asked) == 2


def test_a_command_without_a_signature_is_a_mistake(sqlite_app: Flask, service: Service) -> None:
    stand_in, given = service
    with sqlite_app.app_context(), pytest.raises(RuntimeError, match="without a signature"):
        through(given, lambda _: None)
    assert not stand_in.asked
