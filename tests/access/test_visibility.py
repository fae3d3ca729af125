"""The table of who sees what in the documents is the policy's own, and says what the regulation and we promise."""

from pathlib import Path

import pytest

from app.config import ROOT
from app.domain.review import EvaluationState, EvaluationVerb, Way
from app.domain.visibility import READERS, THINGS, VERBS, Reader, doable, markdown, readable

DOCUMENT = Path(ROOT) / "docs" / "siapa-melihat-apa.md"
DRAFT, SIGNED = "Konsep rating dan alasannya", "Evaluasi yang sudah ditandatangani"


def reader(name: str) -> Reader:
    """A reader by name."""
    return next(one for one in READERS if one.name == name)


def test_the_document_is_what_the_policy_says() -> None:
    assert DOCUMENT.read_text() == markdown(), "run: flask --app wsgi visibility > docs/siapa-melihat-apa.md"


def test_every_verb_of_an_evaluation_has_its_words() -> None:
    assert {verb for verb, _ in VERBS} == set(EvaluationVerb)


@pytest.mark.parametrize("name", ["Administrator aplikasi", "Rekan kerja"])
def test_those_who_have_no_business_with_it_read_and_do_nothing(name: str) -> None:
    assert not readable(reader(name))
    assert not any(any(doable(reader(name), way).values()) for way in Way)


def test_a_draft_is_the_assessors_and_what_is_signed_follows_the_people_not_the_post() -> None:
    drafts = {one.name for one in READERS if DRAFT in readable(one)}
    assert drafts == {"Penilai", "Penilai lama, sebelum pegawai pindah", "Pendamping pejabat tanpa NIP"}
    assert SIGNED in readable(reader("Penilai lama, sesudah pegawai pindah")), "what one signed one may read again"
    assert not readable(reader("Penilai baru, sebelum pegawai pindah")), "nobody reads ahead of a transfer"
    assert not readable(reader("Petugas unit lama")) & {name for name, _ in THINGS}


def test_the_former_assessor_does_nothing_any_more_but_sign_what_an_objection_changed() -> None:
    done = doable(reader("Penilai lama, sesudah pegawai pindah"), Way.REGULAR)
    assert set().union(*done.values()) == {"menandatangani hasil yang diubah"}
    assert not done[EvaluationState.OPEN]
