"""Whether a result changed after an objection still lacks the assessor's signature (form D.1.3, block 9, p.118)."""

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import aliased

from app.documents.content import EvaluationContent
from app.documents.models import Signature, SignedDocument
from app.documents.queries import SignedView
from app.domain.objections import ObjectionState
from app.review.models import Evaluation, Objection

_Changed = aliased(Objection)  # the statement around may have objections of its own
_newest = (
    select(SignedDocument.id)
    .where(SignedDocument.kind == "evaluation", SignedDocument.subject_id == Evaluation.id)
    .order_by(SignedDocument.id.desc())
    .limit(1)
    .correlate(Evaluation)
    .scalar_subquery()
)
LACKS_ASSESSOR = ~exists().where(Signature.document_id == _newest, Signature.role == "assessor")
"""Of an evaluation whose result was changed: nothing is signed after D.1.3, so the newest document is that one."""
AWAITS_ASSESSOR = and_(
    exists().where(_Changed.evaluation_id == Evaluation.id, _Changed.state == ObjectionState.CHANGED), LACKS_ASSESSOR
)
"""Of any evaluation."""


def awaits_assessor(signed: SignedView | None) -> bool:
    """Whether the document that was signed last is a changed result without the assessor's signature."""
    if signed is None or not isinstance(signed.content, EvaluationContent):
        return False
    is_changed = signed.content.document_form == "D.1.3"
    return is_changed and not any(mark.role == "assessor" for mark in signed.signatures)
