"""The six forms of an evaluation filled from the plans and the progress of the sample government."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.documents.content import BehaviourLine, EvaluationContent, ObjectionContent, Party, PlanContent, parse
from app.documents.forms import forms_of, render
from app.documents.models import SignedDocument
from app.domain.distribution import Achievement
from app.domain.planning import PlanForm
from app.domain.rating import OverallRating, Rating
from app.progress.models import Feedback, Realisation
from tests.documents.examples import DRAFT
from tests.documents.reading import cell_texts, solid, whole

pytestmark = pytest.mark.office

NOBODY = Party("–", None, None, "–", "–")
OBJECTION = ObjectionContent(
    "Realisasi bulan terakhir belum dihitung; buktinya sudah saya unggah sebelum masa evaluasi berakhir.",
    "Bukti itu terlewat ketika saya membaca realisasi.",
    "Keberatan diterima, rating hasil kerja diubah. Bukti dukung dibaca bersama sebelum evaluasi berikutnya.",
)


def plans() -> list[PlanContent]:
    rows = db.session.scalars(select(SignedDocument.content).where(SignedDocument.kind == "plan"))
    found = [parse("plan", text) for text in rows]
    return [content for content in found if isinstance(content, PlanContent)]


def evaluated(plan: PlanContent, people: dict[str, Party]) -> EvaluationContent:
    """The plan with what was reached and said on it; the superior is whoever assesses the assessor."""
    reached = {row.indicator_key: row.text for row in db.session.scalars(select(Realisation))}
    said = {row.item: row.text for row in db.session.scalars(select(Feedback))}
    return EvaluationContent(
        period_label="Tahunan (Akhir)",
        heading=plan.heading,
        employee=plan.employee,
        assessor=plan.assessor,
        superior=people.get(plan.assessor.name, NOBODY),
        achievement=Achievement.GOOD,
        results=tuple(
            replace(
                line,
                indicators=tuple(replace(item, realisation=reached.get(item.key)) for item in line.indicators),
                feedback=said.get(f"result:{line.key}"),
            )
            for line in plan.results
        ),
        results_rating=Rating.AS_EXPECTED,
        behaviours=tuple(
            BehaviourLine(line.value, line.expectation, said.get(f"value:{line.value.value}"))
            for line in plan.behaviours
        ),
        behaviour_rating=Rating.ABOVE,
        overall=OverallRating.GOOD,
        note="Pertahankan mutu layanan dan bantu rekan yang baru bertugas.",
        plan_form=plan.form,
    )


@pytest.fixture
def evaluations(sqlite_app: Flask) -> dict[str, EvaluationContent]:
    """The fullest evaluation for each form of a plan; one told in sentences is taken for a leader's with figures."""
    with sqlite_app.app_context():
        found = plans()
        people = {plan.employee.name: plan.assessor for plan in found}
        fullest = {each.plan_form: each for each in sorted((evaluated(plan, people) for plan in found), key=_reached)}
    fullest[PlanForm.A12] = replace(fullest[PlanForm.A11], plan_form=PlanForm.A12)
    return {form.value: content for form, content in fullest.items()}


def _reached(content: EvaluationContent) -> int:
    return sum(bool(item.realisation) for line in content.results for item in line.indicators)


def written(content: EvaluationContent) -> Iterator[str]:
    for line in content.results:
        yield line.text
        yield line.feedback or ""
        for item in line.indicators:
            yield from (item.text, item.target, item.realisation or "")
    for behaviour in content.behaviours:
        yield from (behaviour.expectation or "", behaviour.feedback or "")
    for party in (content.employee, content.assessor):
        yield from (party.name, party.nip or "", party.rank or "", party.position)


def test_every_word_of_the_sample_is_on_the_form_of_its_plan(evaluations: dict[str, EvaluationContent]) -> None:
    assert set(evaluations) == {form.value for form in PlanForm}
    for content in evaluations.values():
        form, _ = forms_of(content)
        paper = solid(whole(render(form, "pdf", content, DRAFT)))
        cells = " ".join(cell_texts(render(form, "xlsx", content, DRAFT)))
        for text in written(content):
            assert solid(text) in paper, (form, text)
            assert " ".join(text.split()) in cells, (form, text)


@pytest.mark.parametrize("form", ["D.1.1", "D.1.2", "D.1.3"])
def test_every_official_of_the_sample_stands_on_the_document(
    form: str, evaluations: dict[str, EvaluationContent]
) -> None:
    for content in evaluations.values():
        changed = replace(content, document_form=form, objection=OBJECTION if form == "D.1.3" else None)
        paper = solid(whole(render(form, "pdf", changed, DRAFT)))
        for party in (content.employee, content.assessor, content.superior):
            assert all(solid(part or "") in paper for part in (party.name, party.nip, party.position, party.unit))
        assert form != "D.1.3" or solid(OBJECTION.decision) in paper
