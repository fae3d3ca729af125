"""A.1.8 (p.61) and the documents of an evaluation (D.1.1 p.115, D.1.2 p.116, D.1.3 p.118) as printed."""

from app.documents import wording
from app.documents import wording_evaluation as words
from app.documents.compose_results import achievement_words, party_rows
from app.documents.content import EvaluationContent, ObjectionContent, PlanContent
from app.documents.view import AnnexView, DocumentView, Frame
from app.domain.planning import AnnexBlock


def compose_annex(frame: Frame, content: PlanContent) -> AnnexView:
    """Three headed lists; an empty one holds a dash."""
    blocks = []
    for block in AnnexBlock:
        items = tuple(item for kind, texts in content.annex if kind is block for item in texts)
        blocks.append((block.label.upper(), items or (wording.NOTHING,)))
    return AnnexView(frame, tuple(blocks))


def compose_document(frame: Frame, content: EvaluationContent) -> DocumentView:
    """Blocks 1 to 4, the note, and on D.1.3 what was said about the objection and decided."""
    parties = (
        (wording.EMPLOYEE_HEADING, content.employee),
        (wording.ASSESSOR_HEADING, content.assessor),
        (wording.SUPERIOR_HEADING, content.superior),
    )
    people = tuple(
        (f"{number}. {heading}", party_rows(frame.form, party)) for number, (heading, party) in enumerate(parties, 1)
    )
    outcome = [
        (words.ACHIEVEMENT, achievement_words(content)),
        (words.OVERALL, content.overall.label.upper()),
    ]
    if content.study_failed:
        outcome.append(("", words.STUDY_FAILED))
    texts: tuple[tuple[str, str], ...] = ((words.NOTE_HEADING[frame.form], content.note or wording.NOTHING),)
    if frame.form == "D.1.3":
        texts += _objection(content.objection)
    return DocumentView(frame, (*people, (words.OUTCOME_HEADING, tuple(outcome))), texts)


def _objection(objection: ObjectionContent | None) -> tuple[tuple[str, str], ...]:
    said = objection or ObjectionContent("", "", "")
    return (
        (words.OBJECTION_HEADING, said.reasons or wording.NOTHING),
        (words.EXPLANATION_HEADING, said.explanation or wording.NOTHING),
        (words.DECISION_HEADING, said.decision or wording.NOTHING),
    )
