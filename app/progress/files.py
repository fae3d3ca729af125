"""Reads of evidence that is a file."""

from datetime import date

from sqlalchemy import select

from app.db import db
from app.documents import filestore
from app.documents.filestore import FileView
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.progress.models import Evidence, Realisation
from app.progress.queries import in_force


def evidence_at(evidence_id: int) -> tuple[int, int, str, int | None]:
    """Where a piece of evidence belongs: root of the plan, period, key of the indicator; and its file, if it is one.

    Says nothing about who may see it.

    Raises:
        NotFoundError: there is none.
    """
    row = db.session.execute(
        select(Realisation.plan_root_id, Realisation.period_number, Realisation.indicator_key, Evidence.file_id)
        .join(Evidence, Evidence.realisation_id == Realisation.id)
        .where(Evidence.id == evidence_id)
    ).one_or_none()
    if row is None:
        raise NotFoundError("Bukti tidak ditemukan.")
    return (row.plan_root_id, row.period_number, row.indicator_key, row.file_id)


def evidence_file(actor: Actor, evidence_id: int, today: date) -> FileView:
    """A file given as evidence, for all who may read the realisation it proves.

    Raises:
        NotFoundError: there is none for this actor.
    """
    root_id, _, _, file_id = evidence_at(evidence_id)
    in_force(actor, root_id, today)
    if file_id is None:
        raise NotFoundError("Bukti tidak ditemukan.")
    return filestore.found(file_id)
