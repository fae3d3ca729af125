"""Objections: reasons and documents, explanation, hearing, decision, and the document of a changed result."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.documents import filestore
from app.documents import queries as documents
from app.documents.content import EvaluationContent
from app.domain.errors import DeniedError, InvalidError, NotFoundError, StaleError
from app.domain.files import MAX_FILE
from app.domain.objections import MOST_FILES, ObjectionState
from app.domain.periods import in_words
from app.domain.rating import OverallRating, Rating
from app.domain.review import EvaluationState
from app.domain.rules import Clock
from app.people import queries as people
from app.review import clocks, deciding, extending, objecting, objections, signing
from app.review.models import Evaluation, Objection
from app.review.objecting import Upload
from tests.review.people import Cast, on

PDF, PNG = b"%PDF-1.7 bukti\n%%EOF", b"\x89PNG\r\n\x1a\n gambarIEND\xaeB`\x82"
REASONS, ANSWER = "Kohort ibu lengkap sejak Maret.", "Buktinya baru masuk sesudah periode."
DECISION, ADVICE = "Bukti Maret sah dan diperhitungkan.", "Ikuti pelatihan kohort tahap dua."


def _version(cast: Cast, number: int, who: str = "employee") -> tuple[int, str, int]:
    return (cast.objection(getattr(cast, who), number).version, "", 0)


def _data_dir(app: Flask) -> Path:
    folder: Path = app.extensions["tilik"].settings.data_dir
    return folder


def _filed(cast: Cast) -> int:
    number = cast.received()
    objecting.begin(cast.employee, number)
    objecting.write(cast.employee, number, _version(cast, number), REASONS)
    objecting.file(cast.employee, number)
    return number


def _heard(cast: Cast) -> int:
    number = _filed(cast)
    objecting.write_explanation(cast.assessor, number, _version(cast, number, "assessor"), ANSWER)
    objecting.explain(cast.assessor, number)
    hearing = {"heard_on": people.today(), "employee": "Menunjukkan buku kohort.", "assessor": "Mengakui buktinya."}
    deciding.write_hearing(cast.superior, number, _version(cast, number, "superior"), **hearing)  # type: ignore[arg-type]
    deciding.hear(cast.superior, number)
    return number


def _decision(cast: Cast, number: int, results: Rating | None, *, advice: str = ADVICE) -> None:
    words = {"decision": DECISION, "recommendation": advice}
    claim = _version(cast, number, "superior")
    deciding.write_decision(cast.superior, number, claim, results=results, behaviour=None, **words)


def _change(cast: Cast, number: int) -> None:
    view = cast.objection(cast.superior, number)
    deciding.change(cast.superior, number, objections.fingerprint_of_change(cast.superior, view, people.today()))


def ready_to_change(cast: Cast) -> int:
    """An evaluation with an objection whose decision is written and changes the result."""
    number = _heard(cast)
    _decision(cast, number, Rating.ABOVE)
    return number


def changed(cast: Cast) -> int:
    """One whose result the superior changed."""
    number = ready_to_change(cast)
    _change(cast, number)
    return number


def test_until_it_is_filed_nobody_else_knows_of_it(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        objecting.begin(cast.employee, number)
        objecting.begin(cast.employee, number)
        objecting.write(cast.employee, number, _version(cast, number), REASONS)
        for other in (cast.assessor, cast.superior, cast.actor("dahlia")):
            assert objections.objection_of(other, number, people.today()) is None
            with pytest.raises(NotFoundError):
                objecting.file(other, number)
        objecting.file(cast.employee, number)
        assert cast.objection(cast.assessor, number).reasons == REASONS
        assert cast.objection(cast.superior, number).reasons == REASONS
        assert objections.objection_of(cast.actor("dahlia"), number, people.today()) is None
        with pytest.raises(DeniedError):
            objecting.write(cast.employee, number, (9, "", 0), "lain")


def test_it_needs_the_document_the_reasons_and_the_time(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.signed()
        with pytest.raises(DeniedError, match="sesudah dokumen evaluasi diterima"):
            objecting.begin(cast.employee, number)
        from app.review import receiving  # noqa: PLC0415 - only here

        receiving.receive(cast.employee, number)
        with pytest.raises(NotFoundError):
            objecting.begin(cast.assessor, number)
        objecting.begin(cast.employee, number)
        with pytest.raises(InvalidError, match="Tulis alasan"):
            objecting.file(cast.employee, number)
        objecting.write(cast.employee, number, _version(cast, number), REASONS)
        until = clocks.course_of(number, people.today()).objection_until
        assert until is not None
        with on(until + timedelta(days=1)):
            with pytest.raises(InvalidError, match=in_words(until)):
                objecting.file(cast.employee, number)
            extending.extend(
                cast.superior, number, Clock.OBJECT, until + timedelta(days=3), "Pegawai dirawat di rumah sakit."
            )
            objecting.file(cast.employee, number)


def test_on_the_last_day_it_is_taken_also_after_signing(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        signing.countersign(cast.employee, number, cast.digest(number), "")
        objecting.begin(cast.employee, number)
        objecting.write(cast.employee, number, _version(cast, number), REASONS)
        until = clocks.course_of(number, people.today()).objection_until
        assert until is not None
        with on(until):
            objecting.file(cast.employee, number)
        assert cast.objection(cast.employee, number).state is ObjectionState.FILED


def test_documents_are_small_of_known_kinds_and_the_employees_to_add(app: Flask) -> None:
    cast, folder = Cast(app), _data_dir(app)
    with app.app_context():
        number = cast.received()
        objecting.begin(cast.employee, number)
        for name, body in (("a.pdf", b"MZ"), ("a.exe", PDF), ("a.pdf", b"%PDF-" + b"x" * MAX_FILE)):
            with pytest.raises(InvalidError):
                objecting.attach(cast.employee, folder, number, Upload(name, body, "k"))
        objecting.attach(cast.employee, folder, number, Upload("kohort.pdf", PDF, "satu"))
        objecting.attach(cast.employee, folder, number, Upload("kohort.pdf", PDF, "satu"))
        objecting.attach(cast.employee, folder, number, Upload("foto.png", PNG, "dua"))
        first, second = cast.objection(cast.employee, number).files
        assert filestore.read(folder, first) == PDF
        objecting.detach(cast.employee, number, second.id)
        for key in range(MOST_FILES - 1):
            objecting.attach(cast.employee, folder, number, Upload("foto.png", PNG, str(key)))
        with pytest.raises(InvalidError, match="Paling banyak"):
            objecting.attach(cast.employee, folder, number, Upload("foto.png", PNG, "lebih"))
        with pytest.raises(NotFoundError):
            objections.file_of(cast.superior, number, first.id, people.today())
        objecting.write(cast.employee, number, _version(cast, number), REASONS)
        objecting.file(cast.employee, number)
        assert objections.file_of(cast.superior, number, first.id, people.today()).sha256 == first.sha256
        with pytest.raises(DeniedError):
            objecting.detach(cast.employee, number, first.id)


def test_each_reads_the_others_words_once_they_are_sent(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = _filed(cast)
        objecting.write_explanation(cast.assessor, number, _version(cast, number, "assessor"), ANSWER)
        assert cast.objection(cast.employee, number).explanation == ""
        assert cast.objection(cast.superior, number).explanation == ""
        objecting.explain(cast.assessor, number)
        assert cast.objection(cast.employee, number).explanation == ANSWER
        hearing = {"heard_on": people.today(), "employee": "Kata pegawai", "assessor": "Kata penilai"}
        deciding.write_hearing(cast.superior, number, _version(cast, number, "superior"), **hearing)  # type: ignore[arg-type]
        assert cast.objection(cast.employee, number).hearing_assessor == ""
        deciding.hear(cast.superior, number)
        assert cast.objection(cast.employee, number).hearing_assessor == "Kata penilai"
        _decision(cast, number, Rating.ABOVE)
        assert cast.objection(cast.employee, number).decision == ""


def test_a_silent_assessor_does_not_hold_up_the_superior(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = _filed(cast)
        with pytest.raises(InvalidError) as caught:
            deciding.hear(cast.superior, number)
        assert [problem.field for problem in caught.value.problems] == ["heard_on", "employee", "assessor"]
        words = "Diminta tertulis dua kali, tidak menjawab."
        hearing = {"heard_on": people.today(), "employee": "Kata pegawai", "assessor": words}
        deciding.write_hearing(cast.superior, number, _version(cast, number, "superior"), **hearing)  # type: ignore[arg-type]
        deciding.hear(cast.superior, number)
        with pytest.raises(DeniedError):
            objecting.explain(cast.assessor, number)


def test_a_result_that_is_confirmed_stays_as_it_was_signed(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = _heard(cast)
        before = cast.digest(number)
        with pytest.raises(InvalidError, match="Tulis keputusan"):
            deciding.uphold(cast.superior, number)
        _decision(cast, number, None, advice="")
        with pytest.raises(DeniedError):
            deciding.uphold(cast.assessor, number)
        deciding.uphold(cast.superior, number)
        assert cast.digest(number) == before
        view = cast.objection(cast.employee, number)
        assert (view.state, view.decision) == (ObjectionState.UPHELD, DECISION)
        assert db.session.get_one(Evaluation, number).state is EvaluationState.RECEIVED
        with pytest.raises(DeniedError):
            objecting.withdraw(cast.employee, number)


def test_a_changed_result_is_a_new_document_of_three_signatures(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = _heard(cast)
        first = cast.digest(number)
        _decision(cast, number, Rating.ABOVE, advice=" ")
        with pytest.raises(InvalidError, match="rekomendasi baru"):
            _change(cast, number)
        _decision(cast, number, Rating.AS_EXPECTED)
        with pytest.raises(InvalidError, match="rating yang baru"):
            _change(cast, number)
        _decision(cast, number, Rating.BELOW)
        with pytest.raises(StaleError):
            deciding.change(cast.superior, number, first)
        _change(cast, number)
        second = cast.digest(number)
        assert second != first
        with pytest.raises(StaleError):
            signing.countersign(cast.employee, number, first, "")
        signing.countersign(cast.employee, number, second, "Terima kasih.")
        with pytest.raises(DeniedError):
            deciding.cosign(cast.superior, number, second)
        deciding.cosign(cast.assessor, number, second)
        with pytest.raises(DeniedError):
            deciding.cosign(cast.assessor, number, second)
        kept = [view for _, view in documents.history("evaluation", [number], people.the_agency().zone)]
        assert [view.digest for view in kept] == [first, second]
        changed = kept[1].content
        assert isinstance(changed, EvaluationContent)
        assert changed.objection is not None
        assert (changed.document_form, changed.overall) == ("D.1.3", OverallRating.NEEDS_IMPROVEMENT)
        assert (changed.objection.reasons, changed.objection.explanation) == (REASONS, ANSWER)
        assert (changed.note, changed.objection.decision) == (ADVICE, f"{DECISION}\n{ADVICE}")
        assert [mark.role for mark in kept[1].signatures] == ["superior", "employee", "assessor"]
        row = db.session.get_one(Evaluation, number)
        assert (row.overall, row.state) == (OverallRating.NEEDS_IMPROVEMENT, EvaluationState.COUNTERSIGNED)


def test_withdrawn_is_withdrawn(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = _filed(cast)
        with pytest.raises(DeniedError):
            objecting.withdraw(cast.superior, number)
        objecting.withdraw(cast.employee, number)
        assert cast.objection(cast.employee, number).state is ObjectionState.WITHDRAWN
        line = clocks.course_of(number, people.today()).line(Clock.DECIDE)
        assert line is not None
        assert line.done_on == people.today()
        assert db.session.query(Objection).count() == 1
        with on(people.today() + timedelta(days=60)), pytest.raises(DeniedError, match="sudah berakhir"):
            objecting.begin(cast.employee, number)


def test_while_the_time_runs_it_is_filed_again_and_heard_anew(app: Flask) -> None:
    """V.B.2 sets a time and no number; the assessor's words before stay, and are sent again or not."""
    cast = Cast(app)
    with app.app_context():
        number = _heard(cast)
        objecting.withdraw(cast.employee, number)
        objecting.begin(cast.employee, number)
        assert objections.objection_of(cast.superior, number, people.today()) is None
        objecting.write(cast.employee, number, _version(cast, number), "Bukti baru dari April.")
        objecting.file(cast.employee, number)
        assert cast.objection(cast.employee, number).explanation == ""
        assert cast.objection(cast.assessor, number).explanation == ANSWER
        objecting.explain(cast.assessor, number)
        deciding.hear(cast.superior, number)


def test_two_tabs_of_reasons_are_not_overwritten(app: Flask) -> None:
    cast = Cast(app)
    with app.app_context():
        number = cast.received()
        objecting.begin(cast.employee, number)
        claim = _version(cast, number)
        objecting.write(cast.employee, number, claim, REASONS)
        with pytest.raises(StaleError):
            objecting.write(cast.employee, number, claim, "lain")
