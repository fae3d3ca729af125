"""What the page of a count shows: who entered a code, how far it is, what came of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from app import clock
from app.config import Settings
from app.db import db
from app.domain.actors import Actor
from app.domain.errors import NotFoundError
from app.domain.feedback import PUBLISHED, RoundState, keeps_rounds
from app.domain.organisation import lineage_of
from app.feedback.count import Progress, progress
from app.feedback.frozen import fingerprint
from app.feedback.models import Custodian, FeedbackRound, FeedbackSubject
from app.feedback.published import PublishedCell
from app.feedback.unlocking import COUNTABLE, keyring_of, waiting_halves
from app.people import queries as people
from app.people.models import Person, Unit


@dataclass(frozen=True)
class CountView:
    """A round on its way from the last answer to the purge, as a custodian or its officer sees it."""

    id: int
    name: str
    unit: str
    state: RoundState
    is_exercise: bool
    launched_at: datetime | None
    closes_at: datetime | None
    is_over: bool
    is_custodian: bool
    first_name: str | None
    first_is_me: bool
    progress: Progress | None
    counted_at: datetime | None
    valid: int
    invalid: int
    missing: int
    subjects: int
    published: int
    purged_at: datetime | None
    purge_problem: str
    fingerprint: str
    public_key: str
    custodians: tuple[str, ...]

    @property
    def is_counting(self) -> bool:
        """Whether a count runs now, as far as anybody can tell."""
        told = self.progress
        return self.state is RoundState.CLOSED and told is not None and not told.failed and not told.is_stale

    @property
    def is_published(self) -> bool:
        """Whether reports can be read."""
        return self.state in PUBLISHED


def counting(actor: Actor, round_id: int, settings: Settings) -> CountView:
    """The round, for one of its custodians or for an officer who keeps it.

    Raises:
        NotFoundError: there is none for this actor.
    """
    row = db.session.get(FeedbackRound, round_id)
    keepers = db.session.execute(
        select(Person.id, Person.name)
        .join(Custodian, Custodian.person_id == Person.id)
        .where(Custodian.round_id == round_id)
        .order_by(Custodian.id)
    ).all()
    keeps = any(keeper.id == actor.person_id for keeper in keepers)
    if row is None or row.rules is None:
        raise NotFoundError("Putaran tidak ditemukan.")
    unit = db.session.execute(select(Unit.name, Unit.path).where(Unit.id == row.unit_id)).one()
    if not (keeps or keeps_rounds(actor, lineage_of(unit.path))):
        raise NotFoundError("Putaran tidak ditemukan.")
    half_opened = row.half_opened_by if row.state in COUNTABLE and waiting_halves(row, settings) else None
    return CountView(
        id=row.id,
        name=row.name,
        unit=unit.name,
        state=row.state,
        is_exercise=row.is_exercise,
        launched_at=row.launched_at,
        closes_at=row.closes_at,
        is_over=row.closes_at is not None and clock.now() >= row.closes_at,
        is_custodian=keeps,
        first_name=None if half_opened is None else people.person(half_opened, people.today()).name,
        first_is_me=half_opened == actor.person_id,
        progress=progress(row, settings) if keyring_of(row, settings).place.exists() else None,
        counted_at=row.counted_at,
        valid=row.valid_ballots or 0,
        invalid=row.invalid_ballots or 0,
        missing=row.missing_ballots or 0,
        subjects=_count(FeedbackSubject.round_id == round_id),
        published=_published(row),
        purged_at=row.purged_at,
        purge_problem=row.purge_problem,
        fingerprint=fingerprint(row.rules),
        public_key=_grouped((row.public_key or b"").hex().upper()),
        custodians=tuple(keeper.name for keeper in keepers),
    )


def _count(condition: object) -> int:
    return db.session.scalar(select(func.count(FeedbackSubject.id)).where(condition)) or 0  # type: ignore[arg-type]


def _published(row: FeedbackRound) -> int:
    """People with at least one anonymous cell."""
    named = or_(PublishedCell.rater_id.is_not(None), PublishedCell.classes == "")
    return (
        db.session.scalar(
            select(func.count(func.distinct(PublishedCell.subject_id))).where(
                PublishedCell.round_id == row.id, PublishedCell.run == row.run, ~named
            )
        )
        or 0
    )


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
