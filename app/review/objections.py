"""Reads of objections: of one evaluation as far as somebody may see it, and of those that wait for a decision."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from app.db import db
from app.documents import filestore
from app.documents import queries as documents
from app.documents.content import EvaluationContent, ObjectionContent, canonical, digest
from app.documents.filestore import FileView
from app.domain.actors import Actor
from app.domain.errors import InvalidError, NotFoundError
from app.domain.objections import ObjectionState, ObjectionVerb, missing_for_change
from app.domain.policy import may_read_objection, objection_verbs
from app.domain.rating import Rating
from app.domain.rules import rules_on
from app.people import queries as people
from app.people.queries import PersonView
from app.review import queries
from app.review.models import Evaluation, Objection

FILES = "objection"
_DECIDED = frozenset({ObjectionState.UPHELD, ObjectionState.CHANGED})
_HEARD = _DECIDED | {ObjectionState.HEARD}


@dataclass(frozen=True)
class ObjectionView:
    """An objection as one person may see it: what the others have not sent yet is left out."""

    id: int
    evaluation_id: int
    state: ObjectionState
    version: int
    reasons: str
    filed_at: datetime | None
    explanation: str
    explained_at: datetime | None
    explained_by: PersonView | None
    heard_on: date | None
    hearing_employee: str
    hearing_assessor: str
    results_rating: Rating | None
    behaviour_rating: Rating | None
    decision: str
    recommendation: str
    decided_at: datetime | None
    decided_by: PersonView | None
    verbs: frozenset[ObjectionVerb]
    files: tuple[FileView, ...]


def objection_of(actor: Actor, evaluation_id: int, today: date) -> ObjectionView | None:
    """The objection to an evaluation, if there is one the actor may see."""
    evaluation = db.session.get(Evaluation, evaluation_id)
    row = db.session.scalars(select(Objection).where(Objection.evaluation_id == evaluation_id)).first()
    if row is None or evaluation is None:
        return None
    standing = queries.standing_of(evaluation, today)
    if not may_read_objection(actor, standing, row.state):
        return None
    verbs = objection_verbs(actor, standing, row.state)
    named = people.people({number for number in (row.explained_by, row.decided_by) if number}, today)
    sees_explanation = row.explained_at is not None or ObjectionVerb.EXPLAIN in verbs
    sees_hearing = row.state in _HEARD or ObjectionVerb.HEAR in verbs
    sees_decision = row.state in _DECIDED or ObjectionVerb.UPHOLD in verbs
    return ObjectionView(
        id=row.id,
        evaluation_id=row.evaluation_id,
        state=row.state,
        version=row.version,
        reasons=row.reasons,
        filed_at=row.filed_at,
        explanation=row.explanation if sees_explanation else "",
        explained_at=row.explained_at,
        explained_by=named.get(row.explained_by or 0),
        heard_on=row.heard_on if sees_hearing else None,
        hearing_employee=row.hearing_employee if sees_hearing else "",
        hearing_assessor=row.hearing_assessor if sees_hearing else "",
        results_rating=row.results_rating if sees_decision else None,
        behaviour_rating=row.behaviour_rating if sees_decision else None,
        decision=row.decision if sees_decision else "",
        recommendation=row.recommendation if sees_decision else "",
        decided_at=row.decided_at,
        decided_by=named.get(row.decided_by or 0),
        verbs=verbs,
        files=filestore.of(FILES, row.id),
    )


def the_objection(actor: Actor, evaluation_id: int, today: date) -> ObjectionView:
    """The same, where there has to be one.

    Raises:
        NotFoundError: there is none for this actor.
    """
    found = objection_of(actor, evaluation_id, today)
    if found is None:
        raise NotFoundError("Keberatan tidak ditemukan.")
    return found


def file_of(actor: Actor, evaluation_id: int, file_id: int, today: date) -> FileView:
    """A document of an objection the actor may see.

    Raises:
        NotFoundError: there is none for this actor.
    """
    for file in the_objection(actor, evaluation_id, today).files:
        if file.id == file_id:
            return file
    raise NotFoundError("Berkas tidak ditemukan.")


def changed_content(actor: Actor, view: ObjectionView, today: date) -> EvaluationContent:
    """Form D.1.3 as the superior would sign it now: what was signed before, with the new ratings and blocks 5 to 8.

    A rating that was not chosen stays as it was. The new recommendation stands in block 5 and ends block 8,
    "keputusan dan rekomendasi" (V.B.7, p.118).

    Raises:
        InvalidError: something is missing for a decision that changes the result.
    """
    signed = documents.signed("evaluation", view.evaluation_id, people.the_agency().zone)
    if signed is None or not isinstance(signed.content, EvaluationContent):
        raise NotFoundError("Dokumen evaluasi tidak ditemukan.")
    old = signed.content
    results, behaviour = view.results_rating or old.results_rating, view.behaviour_rating or old.behaviour_rating
    missing = missing_for_change(
        was=(old.results_rating, old.behaviour_rating),
        becomes=(results, behaviour),
        decision=view.decision,
        recommendation=view.recommendation,
    )
    if missing:
        raise InvalidError(*missing)
    explanation = view.explanation or view.hearing_assessor
    return replace(
        old,
        superior=people.person(actor.person_id, today).party,
        results_rating=results,
        behaviour_rating=behaviour,
        overall=rules_on(old.heading.period_end).overall_rating(results, behaviour),
        study_failed=False,
        note=view.recommendation.strip(),
        document_form="D.1.3",
        objection=ObjectionContent(
            view.reasons.strip(), explanation.strip(), f"{view.decision.strip()}\n{view.recommendation.strip()}"
        ),
    )


def fingerprint_of_change(actor: Actor, view: ObjectionView, today: date) -> str:
    """SHA-256 of what the superior's signature would bind now."""
    return digest(canonical(changed_content(actor, view, today)))
