"""The table of sealed answers. Only answering and counting touch it."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Base, fixed_bytes
from app.feedback.sealing import SEALED_SIZE


class Ballot(Base):
    """A sealed answer: where it lies is derived from its invitation with a secret that is not in the database."""

    __tablename__ = "ballot"

    id: Mapped[bytes] = mapped_column(fixed_bytes(16), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("feedback_round.id"), index=True)
    body: Mapped[bytes] = mapped_column(LargeBinary(SEALED_SIZE))
